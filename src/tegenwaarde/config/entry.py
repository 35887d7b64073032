"""The console's entry: `tegenwaarde …`.

Commands that only calculate or check a policy start without Django, so that they answer at once. `manage` hands on to
the framework's own commands, `serve` starts the site, `newkey` makes a key.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

WITHOUT_DJANGO = frozenset({"calc", "policy", "-h", "--help", "--version"})
REFUSED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else "--help"
    if first == "newkey":
        return _new_key()
    if first in WITHOUT_DJANGO:
        return _command_line(arguments or ["--help"])
    return _with_django(first, arguments)


def _with_django(first: str, arguments: list[str]) -> int:
    from tegenwaarde.config.environment import StartRefused

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenwaarde.config.settings")
    try:
        if first == "manage":
            return _manage(arguments[1:])
        if first == "serve":
            from tegenwaarde.config.serve import serve

            return serve(os.environ)
        import django

        django.setup()
    except StartRefused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    from tegenwaarde.config import clock
    from tegenwaarde.config.wiring import ports
    from tegenwaarde.faces.cli.main import main as command_line

    return command_line(arguments, today=clock.today, ports=ports)


def _command_line(arguments: list[str]) -> int:
    from tegenwaarde.faces.cli.main import main as command_line

    return command_line(arguments)


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tegenwaarde manage", *arguments])
    return 0


def _new_key() -> int:
    from cryptography.fernet import Fernet

    print(Fernet.generate_key().decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
