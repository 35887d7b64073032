"""Gather the texts to translate, and compile the catalogues; by Babel, so that no gettext has to be installed.

A folder `locale` holds the catalogues of the code and templates beside it, less what a deeper `locale` holds. `gather`
brings them up to date; `compile` writes the `.mo` files, which are not kept in the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.problem_texts import sentences_of

SOURCE = Path(__file__).resolve().parents[1] / "src" / "tegenwaarde"
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


def catalogues() -> list[Path]:
    """Return the catalogues of every folder and language."""
    return sorted(SOURCE.rglob("locale/*/LC_MESSAGES/*.po"))


def texts_of(folder: Path, others: set[Path]) -> Catalog:
    """Return the texts in a folder, less those under `others`, which keep their own."""
    found = Catalog(project="Tegenwaarde", charset="utf-8")
    inner = [other for other in others if other != folder and other.is_relative_to(folder)]
    for file, _line, message, comments, context in extract_from_dir(folder, METHODS, keywords=KEYWORDS):
        if not any((folder / file).is_relative_to(other) for other in inner):
            found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    for path in sorted(folder.rglob("*.py")):
        if not any(path.is_relative_to(other) for other in inner):
            for sentence in sentences_of(path):
                found.add(sentence, locations=[(path.relative_to(folder).as_posix(), 0)])
    return found


def gather() -> None:
    """Write every text of the code and the templates into its catalogue, keeping the translations that fit."""
    folders = {po.parents[3] for po in catalogues()}
    for po in catalogues():
        catalogue = read(po)
        catalogue.update(texts_of(po.parents[3], folders), no_fuzzy_matching=True, update_creation_date=False)
        with po.open("wb") as out:
            write_po(out, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)


def compile_all() -> None:
    """Write the `.mo` file beside every catalogue."""
    for po in catalogues():
        with po.with_suffix(".mo").open("wb") as out:
            write_mo(out, read(po))


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
