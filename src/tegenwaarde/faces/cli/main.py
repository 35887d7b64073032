"""The command line: `tegenwaarde COMMAND …`. Each command is a module with `add_parser(subparsers)`.

A module that needs Django imports it within the functions that it runs, so that the other commands start at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from tegenwaarde.faces.cli.words import NO_OUTPUT, default_language, sayer, tell

if TYPE_CHECKING:
    from tegenwaarde.usecases.ports import Ports

COMMANDS = ("calc", "policy", "demo", "identities", "erase", "facts", "ocds", "notices")
REFUSED, INTERRUPTED, PIPE_CLOSED = 2, 130, 141


class _Version(argparse.Action):
    """Prints the version; it is looked up only then, because that takes longer than a small calculation."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        print(f"tegenwaarde {version('tegenwaarde')}")
        parser.exit()


def build_parser(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser of these commands, each a module of this package."""
    parser = argparse.ArgumentParser(prog="tegenwaarde", description="Register and monitor for social return.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands:
        import_module(f"tegenwaarde.faces.cli.{command}").add_parser(subparsers)
    return parser


def _no_clock() -> date:
    raise RuntimeError("this command needs to be told the day")


def _no_ports() -> Ports:
    raise RuntimeError("this command needs the outside world")


def main(
    argv: Sequence[str] | None = None,
    *,
    today: Callable[[], date] = _no_clock,
    ports: Callable[[], Ports] = _no_ports,
) -> int:
    """Run one command and return its exit status; a reader that closes the pipe or a Ctrl-C ends it quietly.

    `today` tells the commands that ask for it which day it is, `ports` gives them the outside world.
    """
    try:
        arguments = build_parser().parse_args(argv, argparse.Namespace(today=today, ports=ports))
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if sys.stdout is None:  # closed by whoever started it
        tell(sayer(getattr(arguments, "language", default_language()))(NO_OUTPUT))
        return REFUSED
    try:
        return _flushed(int(arguments.func(arguments)))
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _flushed(status: int) -> int:
    """Return the status once all has been written; where it cannot be, that of a refusal, with its reason said."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_output()
        if status != REFUSED:
            tell(error.strerror or str(error))
        return REFUSED
    return status


def _drop_output() -> None:
    """Let what is still to be written vanish, so that leaving does not try once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
