"""`tegenwaarde erase`: erase what says something of persons once its day has come."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from tegenwaarde.faces.cli.words import LANGUAGES, default_language, tell

if TYPE_CHECKING:
    from tegenwaarde.usecases.erasing.erase_all import Rest
    from tegenwaarde.usecases.erasing.erase_contract import Erased

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

NOT_YET = 2


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `erase`."""
    parser = subparsers.add_parser("erase", help="erase facts of persons whose day has come; to be run every day")
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DAY", help="as if it were this day; today unless said"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be erased, and erase nothing")
    parser.add_argument("--language", choices=LANGUAGES, default=default_language(), help="of what is printed")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Erase, and say what was erased contract by contract; 2 for a day that has not come, unless only to look."""
    from django.utils.translation import gettext as _
    from django.utils.translation import override

    from tegenwaarde.usecases.erasing.erase_all import erase_all, what_would_go
    from tegenwaarde.usecases.erasing.erase_contract import Erased

    today = arguments.today()
    day = arguments.on or today
    with override(arguments.language):
        if day > today and not arguments.dry_run:
            tell(_("That day has not come yet, so nothing was erased. With --dry-run you see what would be."))
            return NOT_YET
        done = what_would_go(day) if arguments.dry_run else erase_all(store=arguments.ports().files.store, today=day)
        for one in done:
            print(_of_a_contract(one) if isinstance(one, Erased) else _of_the_rest(one), flush=True)
    return 0


def _of_a_contract(erased: Erased) -> str:
    from django.utils.translation import gettext as _

    words = _(
        "Contract {number}: facts of {reports} reports, {drafts} drafts, {messages} messages, {papers} papers of the"
        " dossier."
    )
    return words.format(
        number=erased.contract_id,
        reports=erased.reports,
        drafts=erased.drafts,
        messages=erased.messages,
        papers=erased.papers,
    )


def _of_the_rest(rest: Rest) -> str:
    from django.utils.translation import gettext as _

    words = _("Persons: {persons}. Spreadsheets: {uploads}. Files: {files}.")
    return words.format(persons=rest.persons, uploads=rest.uploads, files=rest.files)
