"""`tegenwaarde demo`: make the demo region once, and say with which accounts to sign in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tegenwaarde.faces.cli.words import LANGUAGES, default_language

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

NOT_A_DEMO = 2


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `demo`."""
    parser = subparsers.add_parser("demo", help="make the demo region and print its accounts")
    parser.add_argument("--language", choices=LANGUAGES, default=default_language(), help="of what is printed")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the region unless it stands already, and print the accounts; 2 outside a demo."""
    from django.conf import settings
    from django.utils.translation import gettext as _
    from django.utils.translation import override

    from tegenwaarde.usecases.demo.cast import PASSWORD
    from tegenwaarde.usecases.demo.make_demo import accounts, make_demo

    with override(arguments.language):
        if not settings.DEMO:
            print(_("This is no demo, so nothing was made. Start with TEGENWAARDE_ENV=demo."))
            return NOT_A_DEMO
        made = make_demo(today=arguments.today())
        print(_("The demo region was made.") if made else _("The demo region is there already; it was left as it is."))
        print(_("Sign in with one of these addresses and the password {password}").format(password=PASSWORD))
        for account in accounts():
            print(f"  {account.email:<36} {account.role:<18} {account.scope}")
    return 0
