"""`tegenwaarde facts rotate`: seal facts and files anew with the newest of `FACT_KEYS`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tegenwaarde.faces.cli.words import LANGUAGES, default_language, tell

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

KEY_MISSING = 2


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `facts` with what it can do."""
    parser = subparsers.add_parser("facts", help="look after the sealed facts of persons")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    rotate = verbs.add_parser("rotate", help="seal all with the newest key; may be stopped and started again")
    rotate.add_argument("--language", choices=LANGUAGES, default=default_language(), help="of what is printed")
    rotate.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Seal anew what an older key sealed, and say how many; 2 where no key opens a row."""
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext, override

    from tegenwaarde.records.sealed import FactsUnreadable
    from tegenwaarde.usecases.erasing.rotate_facts import rotate_facts

    with override(arguments.language):
        try:
            number = sum(rotate_facts(store=arguments.ports().files.store))
        except FactsUnreadable:
            tell(_("Some facts were sealed with a key that FACT_KEYS does not have. Put the missing key back first."))
            return KEY_MISSING
        words = ngettext("{number} was sealed anew.", "{number} were sealed anew.", number)
        print(words.format(number=number) if number else _("Everything is sealed with the newest key already."))
    return 0
