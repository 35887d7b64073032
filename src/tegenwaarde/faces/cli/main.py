"""The command line: `tegenwaarde COMMAND …`. Each command is a module with `add_parser(subparsers)`.

A module that needs Django imports it within the functions that it runs, so that the other commands start at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

COMMANDS = ("calc", "policy")
INTERRUPTED, PIPE_CLOSED = 130, 141


def build_parser(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser of these commands, each a module of this package."""
    parser = argparse.ArgumentParser(prog="tegenwaarde", description="Register and monitor for social return.")
    parser.add_argument("--version", action="version", version=f"tegenwaarde {version('tegenwaarde')}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands:
        import_module(f"tegenwaarde.faces.cli.{command}").add_parser(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a reader that closes the pipe or a Ctrl-C ends it quietly."""
    try:
        arguments = build_parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    try:
        status = int(arguments.func(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
