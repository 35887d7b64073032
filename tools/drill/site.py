"""A site of its own for a drill: a database, the real settings, and the real server in a process group."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

TODAY = "2017-10-02"
PATIENCE = 60  # seconds until the server has to answer


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """Give the address of an empty database: on the PostgreSQL server of DATABASE_URL, else a file in `folder`."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield f"sqlite:///{folder / 'drill.sqlite3'}"
        return
    import psycopg
    from psycopg.sql import SQL, Identifier

    name = f"drill_{secrets.token_hex(4)}"
    parts = urlsplit(server)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def settle(folder: Path, address: str) -> str:
    """Set this process, and what it starts, to a demo in `folder` on the database; return the server's host."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    os.environ |= {
        "TEGENWAARDE_ENV": "demo",
        "TEGENWAARDE_VAR": str(folder),
        "TEGENWAARDE_TODAY": TODAY,
        "DATABASE_URL": address,
        "PORT": host.rsplit(":", 1)[1],
        "WORKERS": "2",
        "DJANGO_SETTINGS_MODULE": "tegenwaarde.config.settings",
    }
    os.environ.pop("PYTEST_CURRENT_TEST", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return host


def let_go() -> None:
    """Close every connection of this process to the database, those that wait in a pool too."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "close_pool"):
            connection.close_pool()


class Server:
    """The real server, with what it writes to standard error kept in a file."""

    def __init__(self, host: str, log: Path) -> None:
        self.host, self.log = host, log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "tegenwaarde.config.entry", "serve"]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://{self.host}/health", timeout=5):
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {self.said()}")

    def kill(self) -> None:
        """Kill it with everything it started, at once and without a word."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def said(self) -> str:
        """Return what it wrote."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""
