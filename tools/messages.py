"""Gather the texts to translate, and compile the catalogues; by Babel, so that no gettext has to be installed.

`gather` brings the Dutch catalogue up to date with the code and the templates; `compile` writes the `.mo` files, which
are not kept in the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "tegenwaarde"
LOCALE = SOURCE / "locale"
METHODS = [("**/migrations/**", "ignore"), ("**.py", "python"), ("**/templates/**", "tools.django_texts:extract")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def gather() -> None:
    """Write every text of the code and the templates into each catalogue, keeping the translations that fit."""
    template = Catalog(project="Tegenwaarde", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(SOURCE, METHODS, keywords=KEYWORDS):
        del line  # a line number would change the catalogue with every edit
        template.add(message, locations=[(file, None)], auto_comments=comments, context=context)
    for po in catalogues():
        catalogue = read(po)
        catalogue.update(template, no_fuzzy_matching=True)
        with po.open("wb") as out:
            write_po(out, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)


def compile_all() -> None:
    """Write the `.mo` file beside every catalogue."""
    for po in catalogues():
        with po.with_suffix(".mo").open("wb") as out:
            write_mo(out, read(po))


def catalogues() -> list[Path]:
    """Return the catalogues of every language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def read(po: Path) -> Catalog:
    """Return the catalogue in a `.po` file, under the language of its folder."""
    with po.open("rb") as text:
        return read_po(text, locale=po.parents[1].name, domain=po.stem)


def main() -> int:
    """Run `gather` (which also compiles) or `compile`."""
    if sys.argv[1:] == ["gather"]:
        gather()
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
