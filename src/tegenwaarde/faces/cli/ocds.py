"""`tegenwaarde ocds`: the open data of the region as an OCDS release package."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from tegenwaarde.faces.cli.words import tell

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

NOT_WRITTEN = 2


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `ocds`."""
    parser = subparsers.add_parser("ocds", help="write the open data: tenders, contracts and their social return")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it; standard output unless said")
    parser.add_argument("--prefix", help="the region's own prefix of contracting processes (ocds-……)")
    parser.add_argument(
        "--estimates", action="store_true", help="with what tenders are estimated at, also before their award"
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the release package; 2 where the file cannot be written."""
    from tegenwaarde.usecases.opendata.package import EXAMPLE_PREFIX, Publishing, release_package

    publishing = Publishing(
        site_address=arguments.ports().site_address,
        prefix=arguments.prefix or EXAMPLE_PREFIX,
        with_estimates=arguments.estimates,
    )
    package = release_package(publishing=publishing, today=arguments.today())
    text = json.dumps(package, ensure_ascii=False, indent=2, default=float) + "\n"
    if arguments.out is None:
        print(text, end="")
        return 0
    try:
        arguments.out.write_text(text, encoding="utf-8")
    except OSError as error:
        tell(f"{arguments.out}: {error.strerror}")
        return NOT_WRITTEN
    return 0
