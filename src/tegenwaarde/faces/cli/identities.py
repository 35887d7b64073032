"""`tegenwaarde identities renew`: bring every keyed hash of a person to the newest of `REFERENCE_KEYS`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tegenwaarde.faces.cli.words import LANGUAGES, default_language, tell

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

KEYS_MISSING = 2


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `identities` with what it can do."""
    parser = subparsers.add_parser("identities", help="look after the keyed hashes of persons")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    renew = verbs.add_parser("renew", help="bring every hash to the newest key; may be stopped and started again")
    renew.add_argument("--language", choices=LANGUAGES, default=default_language(), help="of what is printed")
    renew.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Renew what is behind, and say how many; 2 where a key is missing."""
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext, override

    from tegenwaarde.records.identity import KeysMissing
    from tegenwaarde.usecases.persons.renew_identities import renew_identities

    with override(arguments.language):
        try:
            renewed = sum(renew_identities())
        except KeysMissing:
            tell(_("Some hashes were made with more keys than REFERENCE_KEYS has. Put the missing keys back first."))
            return KEYS_MISSING
        words = ngettext("{number} hash was renewed.", "{number} hashes were renewed.", renewed)
        print(words.format(number=renewed) if renewed else _("Every hash is made with the newest key already."))
    return 0
