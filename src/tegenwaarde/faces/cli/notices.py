"""`tegenwaarde notices import PATH`: reads notices from a file, a folder or a ZIP, once or again and again."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from tegenwaarde.faces.cli.words import LANGUAGES, default_language, tell

if TYPE_CHECKING:
    from tegenwaarde.usecases.notices.from_folder import Reading
    from tegenwaarde.usecases.notices.outcome import Came

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

ALL_READ, SOME_REFUSED, UNUSABLE = 0, 1, 2
Seen = dict[Path, tuple[int, int]]  # size in bytes and when it was last written, in nanoseconds


def add_parser(subparsers: Subparsers) -> None:
    """Add the command `notices`."""
    notices = subparsers.add_parser("notices", help="read notices of awards and tenders")
    actions = notices.add_subparsers(required=True, metavar="ACTION")
    parser = actions.add_parser("import", help="read a file, a folder or a ZIP; what was read before is passed over")
    parser.add_argument("path", type=Path, metavar="PATH", help="an XML file, a ZIP, or a folder with them")
    parser.add_argument("--watch", type=_seconds, metavar="SECONDS", help="look again every so many seconds")
    parser.add_argument("--subregion", metavar="NAME", help="where to enter what no known buyer of the region buys")
    parser.add_argument("--language", choices=LANGUAGES, default=default_language(), help="of what is printed")
    parser.set_defaults(func=run)


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of seconds from 1 to 86400")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Read what is there, or watch until told to stop; 0 all read, 1 some refused, 2 nothing could be read."""
    from django.utils.translation import gettext as _
    from django.utils.translation import override

    from tegenwaarde.usecases.notices.from_folder import UnknownSubregion

    with override(arguments.language):
        path: Path = arguments.path
        if not path.exists():
            tell(_("There is no file or folder {path}.").format(path=path))
            return UNUSABLE
        try:
            if arguments.watch is None:
                return _read_once(arguments, {})
            return _watch(arguments)
        except UnknownSubregion as unknown:
            words = _("There is no subregion {name}; there is {known}.")
            tell(words.format(name=unknown.name, known=", ".join(unknown.known) or "–"))
            return UNUSABLE


def _reading(arguments: argparse.Namespace) -> Reading:
    from tegenwaarde.usecases.notices.from_folder import Reading, subregion_named

    ports = arguments.ports()
    return Reading(
        source=arguments.path.name or str(arguments.path),
        read=ports.read_notice,
        now=ports.now,
        today=arguments.today(),
        fallback=subregion_named(arguments.subregion) if arguments.subregion else None,
    )


def _read_once(arguments: argparse.Namespace, known: Seen, stop: Event | None = None) -> int:
    """Read each file that is not `known` in this state, one line for each; stops between two files when told."""
    from tegenwaarde.usecases.notices.from_folder import files_under

    reading, status = _reading(arguments), ALL_READ
    for path in files_under(arguments.path):
        if stop is not None and stop.is_set():
            break
        state = _state(path)
        if state is None or known.get(path) == state:
            continue
        known[path] = state
        for name, came in _lines(reading, path, arguments.path):
            print(_line(name, came), flush=True)
            status = SOME_REFUSED if came.outcome == "refused" else status
    return status


def _lines(reading: Reading, path: Path, base: Path) -> Iterator[tuple[str, Came]]:
    from tegenwaarde.usecases.notices.from_folder import sent_from
    from tegenwaarde.usecases.notices.unpacking import Sent

    name = str(path.relative_to(base)) if base.is_dir() else path.name
    sent = sent_from(path, name)
    if isinstance(sent, Sent):
        yield from reading.read_sent(sent)
    else:
        yield name, sent


def _line(name: str, came: Came) -> str:
    """Return what came of a file in one line."""
    from tegenwaarde.usecases.reading.notices import came_words

    return " ".join(f"{name}: {came_words(came)}".split())


def _watch(arguments: argparse.Namespace) -> int:
    """Look again and again; a file is read once its size has stood still for one look. Stops between two files."""
    read: Seen = {}
    before: Seen = {}
    with _told_to_stop() as stop:
        while not stop.is_set():
            now = _states(arguments.path)
            moving = {path: state for path, state in now.items() if before.get(path) != state}
            _read_once(arguments, _with(read, moving), stop)
            read |= {path: state for path, state in now.items() if path not in moving}
            before = now
            stop.wait(arguments.watch)
    return ALL_READ


def _with(read: Seen, moving: Seen) -> Seen:
    """Return what is to be passed over now: what was read, and what may still be written."""
    return read | moving


def _states(path: Path) -> Seen:
    from tegenwaarde.usecases.notices.from_folder import files_under

    return {one: state for one in files_under(path) if (state := _state(one)) is not None}


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Give a flag that SIGTERM and Ctrl-C raise, instead of breaking off in the middle of a file."""
    stop = Event()

    def raise_flag(_signal: int, _frame: Any) -> None:
        stop.set()

    before = {one: signal.signal(one, raise_flag) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
