"""A crowd at work: coordinators and clerks do everything at once, against the real server and a real database.

`python -m tools.drill.crowd` uses SQLite, under `python -m tools.with_postgres` PostgreSQL. With `--kill` the server is
killed (kill -9) while they approve, started again, and they finish. Exit status 1 where anything was lost, half or
twice, or where anybody got an answer that says neither yes nor no.
"""

from __future__ import annotations

import argparse
import http.client
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tools.drill.after import half_or_twice, lost
from tools.drill.killed import killed_in_the_middle
from tools.drill.site import TODAY, Server, database, let_go, settle
from tools.drill.town import Clerk, Town, build
from tools.drill.work import Diary, Somebody, WentWrong, report, review

AWAY = (http.client.HTTPException, OSError)  # what a browser meets while its server is killed
ALARMS = ("database is locked", "deadlock", "Traceback")


class Crowd:
    """Everybody of a town; what they were told is in `diaries`, what went wrong in `wrong`."""

    def __init__(self, town: Town, host: str) -> None:
        self.town, self.host = town, host
        self.diaries: list[Diary] = []
        self.wrong: list[str] = []
        self.killed = threading.Event()

    def work(self) -> None:
        """Let everybody work at once, until all are done or the server is gone."""
        waiting = list(self.town.waiting)
        with ThreadPoolExecutor(len(self.town.coordinators) + len(self.town.clerks)) as pool:
            for number, email in enumerate(self.town.coordinators):
                start = number // 2 * len(waiting) // max(1, len(self.town.coordinators) // 2)
                pool.submit(self._coordinator, email, waiting[start:] + waiting[:start])
            for clerk in self.town.clerks:
                pool.submit(self._clerk, clerk)

    @property
    def approved(self) -> int:
        """Return how many approvals were answered with success so far."""
        return sum(len(diary.approved) for diary in self.diaries)

    def _coordinator(self, email: str, waiting: list[int]) -> None:
        with self._told(email):
            review(self._somebody(email), waiting)

    def _clerk(self, clerk: Clerk) -> None:
        with self._told(clerk.email):
            report(self._somebody(clerk.email), clerk)

    def _somebody(self, email: str) -> Somebody:
        somebody = Somebody(self.host, email, lambda: not self.killed.is_set())
        self.diaries.append(somebody.diary)
        return somebody

    @contextmanager
    def _told(self, email: str) -> Iterator[None]:
        try:
            yield
        except WentWrong as wrong:
            self.wrong.append(str(wrong))
        except AWAY as away:
            if not self.killed.is_set():
                self.wrong.append(f"{email}: {away!r}")
        except Exception as unexpected:  # noqa: BLE001 - told at the end, whatever it is
            self.wrong.append(f"{email}: {unexpected!r}")


def drill(*, people: int, each: int, kill: bool) -> list[str]:
    """Run the drill in a folder and database of its own; return what was found."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tegenwaarde-crowd-") as made:
        folder = Path(made)
        with database(folder) as address:
            host = settle(folder, address)
            server = Server(host, folder / "server.log")
            crowd = Crowd(build(people=people, each=each, today=date.fromisoformat(TODAY)), host)
            try:
                found = _run(server, crowd, kill=kill)
            finally:
                server.kill()
                let_go()
    done, looked = sum(diary.done for diary in crowd.diaries), sum(diary.looked for diary in crowd.diaries)
    where = "PostgreSQL" if os.environ["DATABASE_URL"].startswith("postgres") else "SQLite"
    print(
        f"drill: {people} people on {where}{', killed once' if kill else ''}: {done} things done, {crowd.approved}"
        f" approved, {looked} pages read in {time.monotonic() - began:.0f} s; {len(found)} problems"
    )
    return found


def _run(server: Server, crowd: Crowd, *, kill: bool) -> list[str]:
    found = list(killed_in_the_middle(crowd.town, date.fromisoformat(TODAY))) if kill else []
    server.start()
    if kill:
        watching = threading.Thread(target=_kill_while_they_approve, args=(server, crowd))
        watching.start()
        crowd.work()
        watching.join()
        found += [*half_or_twice(), *lost(crowd.diaries)]
        crowd.killed.clear()
        server.start()
    crowd.work()
    found += [*crowd.wrong, *half_or_twice(), *lost(crowd.diaries)]
    return found + [f"the server said: {line}" for line in server.said().splitlines() if any(a in line for a in ALARMS)]


def _kill_while_they_approve(server: Server, crowd: Crowd) -> None:
    """Kill the server once a third of what waits was approved."""
    enough = max(1, len(crowd.town.waiting) // 4)
    while crowd.approved < enough:
        time.sleep(0.01)
    crowd.killed.set()
    server.kill()


def main() -> int:
    """Run the drill that the command line asks for; exit status 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20, help="how many work at once")
    parser.add_argument("--each", type=int, default=6, help="how many drafts each clerk finishes")
    parser.add_argument("--kill", action="store_true", help="kill the server while they approve")
    asked = parser.parse_args()
    found = drill(people=asked.people, each=asked.each, kill=asked.kill)
    for line in found[:40]:
        print(f"  {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
