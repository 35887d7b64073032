"""Start the site: gunicorn on the address of the settings, saying where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gunicorn.app.base import BaseApplication

from tegenwaarde.config.wsgi import application


class Site(BaseApplication):
    """Gunicorn with its settings given here instead of on a command line."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.given = settings
        super().__init__()

    def load_config(self) -> None:
        """Take over the settings given."""
        for name, value in self.given.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the WSGI application."""
        return application


def serve(given: Mapping[str, str]) -> int:
    """Serve until stopped, on HOST (127.0.0.1) and PORT (8000), with WORKERS (1) of 4 threads each."""
    address = f"{given.get('HOST', '127.0.0.1')}:{given.get('PORT', '8000')}"
    print(f"Tegenwaarde: http://{address}/ (stop with Ctrl-C)", flush=True)
    workers = int(given.get("WORKERS", "1"))
    Site({"bind": address, "workers": workers, "threads": 4, "timeout": 60, "loglevel": "warning"}).run()
    return 0
