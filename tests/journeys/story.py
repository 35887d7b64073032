"""What the journeys share: the region with its people, the notice of the story, and looking at a page with axe."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

from tests.adapters.eforms import builder

if TYPE_CHECKING:
    from playwright.sync_api import Page

TODAY = date(2025, 2, 3)
REPOSITORY = Path(__file__).resolve().parents[2]
REAL = "eforms/dutch-awards/00191536-2024.xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def notice() -> bytes:
    """Return the award notice of a water board: the real one where it is at hand, else one by hand with its figures."""
    folder = Path(os.environ.get("TEGENWAARDE_SHARED_DATA") or REPOSITORY.parent / "shared" / "data")
    real = folder / REAL
    return real.read_bytes() if real.is_file() else made_by_hand()


def made_by_hand() -> bytes:
    """Return a notice with the sum, estimate, day, kind and award criterion of the real one, and made-up names."""
    criterion = builder.cac(
        "SubordinateAwardingCriterion",
        builder.cbc("AwardingCriterionTypeCode", "quality", listName="award-criterion-type"),
        builder.cbc("Name", "Social Return (criterium 5)", languageID="NLD"),
    )
    terms = builder.cac("AwardingTerms", builder.cac("AwardingCriterion", criterion))
    about = builder.project(title="Optimaliseren van het hoofdkantoor", inner=builder.estimate(7000000))
    buyer = builder.organisation("ORG-1", "Waterschap Rivierenland", "30281419")
    winner = builder.organisation("ORG-2", "Hegeman Bouw & Infra B.V.".replace("&", "&amp;"), "70248311")
    return builder.notice(
        builder.lot_result()
        + builder.tender(amount="3887000.00")
        + builder.contract("CON-1", "TEN-1")
        + builder.party(),
        lots=builder.lot(about=about, terms=terms),
        about=about,
        organisations=buyer + winner,
    )


def at_work(browser: Any, live_server: Any, client: Any, path: str) -> Page:
    """Return the browser of somebody who is signed in, at a page."""
    context = browser.new_context(locale="nl-NL", accept_downloads=True)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page: Page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{live_server.url}{path}")
    return page


def send_sheet(page: Page, content: bytes, name: str) -> None:
    """Send a spreadsheet and wait for what came of its check."""
    page.set_input_files("input[type=file]", {"name": name, "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="Controleer de spreadsheet").click()
    page.wait_for_url(re.compile(r"/spreadsheet/\d+/$"))


def reads(page: Page, *words: str) -> None:
    """Hold that the page says all of this."""
    text = re.sub(r"\s+", " ", page.inner_text("main"))
    assert [one for one in words if one not in text] == [], text


def look(page: Page, *, where: str) -> None:
    """Look at the page at a desk and on a phone: axe finds nothing, and nothing sticks out."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found: Any = Axe().run(page, options=RULES)
        rules = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found.response["violations"]]
        assert rules == [], f"{where} at {size['width']}: {rules}"
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{where} is too wide"
