"""The number by which an organisation is known, in words: KvK, or the register of another country."""

from __future__ import annotations

from babel.core import Locale, get_global
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegenwaarde.records.models import Supplier


def number_words(kvk: str, country: str = "", register_number: str = "") -> str:
    """Return the number with the register it stands in; empty where there is none."""
    if kvk:
        return _("KvK {number}").format(number=kvk)
    if register_number:
        return _("{number} (register of {country})").format(number=register_number, country=country_words(country))
    return ""


def country_words(code: str) -> str:
    """Return the name of a country in the language of the reader; the code (ISO 3166, two or three letters) itself
    where there is no such country.
    """
    short = next(iter(get_global("territory_aliases").get(code, [code])))
    names = Locale.parse(get_language() or "nl", sep="-").territories
    return str(names.get(short, code))


def supplier_number(supplier: Supplier | None) -> str:
    """Return the number of a supplier in words; empty where there is no supplier yet."""
    return number_words(supplier.kvk, supplier.country, supplier.register_number) if supplier else ""
