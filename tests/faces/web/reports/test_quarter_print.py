"""A quarter on paper, in a real browser: the key figures side by side, states on one line, no lines under links."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.records.models import Buyer, Contract, User
from tests.cast import ClientFor

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOPS = "[...document.querySelectorAll('.tw-tile')].map(tile => tile.getBoundingClientRect().top)"
UNDERLINED = (
    "[...document.querySelectorAll('main a')].filter(link => getComputedStyle(link).textDecorationLine !== 'none')"
    ".length"
)


def test_a_quarter_prints_its_figures_in_one_row(
    page: Page,
    live_server: Any,
    settings: Any,
    client_for: ClientFor,
    anna: User,
    voorbeeldstad: Buyer,
    contract_in_force: Contract,
    today: date,
) -> None:
    assert contract_in_force.pk
    settings.TODAY = today
    cookie = client_for(anna).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_viewport_size({"width": 660, "height": 900})
    page.goto(f"{live_server.url}/kwartaal/{voorbeeldstad.pk}/2017/3/")
    page.emulate_media(media="print")
    tops = page.evaluate(TOPS)
    assert (len(tops), len(set(tops))) == (5, 1)
    assert page.evaluate(UNDERLINED) == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.tw-badge')).whiteSpace") == "nowrap"
    assert page.evaluate("document.documentElement.scrollWidth") <= 660
