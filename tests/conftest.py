"""What every test may ask for. Nothing here imports Django, so that the pure rooms' tests start at once."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest

pytest_plugins = ("tests.cast",)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium() -> str:
    """Return the path of the Chromium to walk the journeys with, or nothing."""
    told = os.environ.get("CHROMIUM", "")
    return told or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass the journeys over where there is no browser."""
    if chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="there is no Chromium here"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let a journey use the database beside the loop that drives its browser."""
    if any(item.get_closest_marker("browser") for item in session.items):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the Chromium of the machine, with its own calls to the network switched off."""
    return {"executable_path": chromium(), "args": QUIET_CHROMIUM, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """Look as a Dutch visitor does."""
    return {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture(autouse=True)
def _append_only_tables_can_be_emptied_between_tests(request: pytest.FixtureRequest) -> None:
    """Lift the triggers of append-only tables while a test with real transactions empties the database behind it."""
    real_transactions = {"transactional_db", "live_server"} & set(request.fixturenames)
    marker = request.node.get_closest_marker("django_db")
    if real_transactions or (marker and marker.kwargs.get("transaction")):
        from tests.emptying import lift_triggers_when_emptying

        lift_triggers_when_emptying()
