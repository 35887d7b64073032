"""The parts that pages are made of: what they write, how they are linked, and how they look in a real browser."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from tegenwaarde.faces.web import bar, formats
from tegenwaarde.faces.web.words import ICONS, STATES, TONES
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.quarter import Quarter
from tests.faces.web import sample_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

NB = "\N{NO-BREAK SPACE}"
SAFE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'"
)


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def drawn(source: str, **context: Any) -> str:
    return Template("{% load tw %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "dutch", "english"),
    [
        ("{{ value|euro_cents }}", 123456, f"€{NB}1.234,56", "€1,234.56"),
        ("{{ value|euro_cents }}", -50, f"€{NB}-0,50", "-€0.50"),
        ("{{ value|euro_cents }}", 0, f"€{NB}0,00", "€0.00"),
        ("{{ value|euro_cents }}", None, "–", "–"),
        ("{{ value|euro_whole }}", 123450, f"€{NB}1.235", "€1,235"),
        ("{{ value|euro_whole }}", -49, f"€{NB}0", "€0"),
        ("{{ value|percent }}", 50_000, "5%", "5%"),
        ("{{ value|percent }}", 25_000, "2,5%", "2.5%"),
        ("{{ value|hours_number }}", 3250, "32,5", "32.5"),
        ("{{ value|hours }}", 100, f"1{NB}uur", f"1{NB}hour"),
        ("{{ value|hours }}", 3200, f"32{NB}uur", f"32{NB}hours"),
        ("{{ value|longdate }}", date(2017, 3, 1), f"1{NB}maart{NB}2017", f"1{NB}March{NB}2017"),
        ("{{ value|shortdate }}", date(2017, 3, 1), f"1{NB}mrt{NB}2017", f"1{NB}Mar{NB}2017"),
        ("{{ value|quarter }}", Quarter(2017, 1), "1e kwartaal 2017", "1st quarter of 2017"),
        (
            "{{ value|period }}",
            Period(date(2017, 3, 1), date(2017, 9, 1)),
            f"1{NB}mrt t/m 31{NB}aug{NB}2017",
            f"1{NB}Mar to 31{NB}Aug{NB}2017",
        ),
        ("{{ value|moment }}", datetime(2017, 3, 1, 9, 5), f"1{NB}maart{NB}2017, 09:05", f"1{NB}March{NB}2017, 09:05"),  # noqa: DTZ001
    ],
)
def test_a_figure_is_written_as_people_of_that_language_write_it(
    source: str, value: object, dutch: str, english: str
) -> None:
    assert drawn(source, value=value) == dutch
    with translation.override("en"):
        assert drawn(source, value=value) == english


def test_a_period_over_two_years_names_both_years() -> None:
    assert formats.days(date(2017, 12, 1), date(2018, 2, 28)) == f"1{NB}dec{NB}2017 t/m 28{NB}feb{NB}2018"


def test_a_period_without_an_end_says_from_when() -> None:
    assert drawn("{{ first|until:last }}", first=date(2017, 3, 1), last=None) == f"vanaf 1{NB}mrt{NB}2017"


def test_a_share_is_never_all_before_it_is_all_there() -> None:
    assert formats.share_of(9_999_999, 10_000_000) == "99%"
    assert formats.share_of(10_000_000, 10_000_000) == "100%"


def test_a_share_is_rounded_to_the_nearest_percent() -> None:
    assert formats.share_of(778, 10_000) == "8%"
    assert formats.share_of(749, 10_000) == "7%"
    assert formats.share_of(10_060, 10_000) == "101%"


def test_something_is_never_nothing_in_percents() -> None:
    assert formats.share_of(49, 10_000) == "minder dan 1%"
    assert formats.share_of(50, 10_000) == "1%"
    assert (formats.share_of(0, 10_000), formats.share_of(-5, 10_000)) == ("0%", "0%")


def test_the_bar_of_a_day_gone_by_names_that_day() -> None:
    drawing = bar.draw(due=10000, realised=5000, expected=7500, on=date(2026, 9, 30))
    assert drawing.expected_by.replace(NB, " ") == "verwacht op 30 september 2026"
    assert drawing.words.replace(NB, " ").endswith("verwacht op 30 september 2026 € 75.")
    assert "vandaag" not in drawn("{% obligation_bar due=100 realised=5 expected=7 on=day %}", day=date(2026, 9, 30))


def test_the_bar_says_in_words_what_it_draws() -> None:
    words = bar.draw(due=12000000, realised=6000000, forecast=11850000, expected=6400000).words
    assert words.replace(NB, " ") == (
        "€ 60.000 van € 120.000 gerealiseerd (50%); prognose € 118.500; verwacht op vandaag € 64.000."
    )


def test_the_bar_ends_at_the_largest_of_its_figures() -> None:
    more_than_due = bar.draw(due=10000, realised=5000, agreed=20000)
    assert (more_than_due.due_at, more_than_due.agreed) == ("50.00%", bar.Part("25.00%", "75.00%"))


def test_a_bar_without_an_obligation_is_empty_and_still_drawn() -> None:
    empty = bar.draw(due=0, realised=0)
    assert (empty.realised, empty.due_at) == (None, "0.00%")


def test_an_unknown_state_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(KeyError):
        drawn('{% state "perhaps" %}')


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn('{% badge "Concept" "purple" %}')


def test_every_state_has_a_word_an_icon_and_a_tone() -> None:
    for state in STATES.values():
        assert str(state.label)
        assert state.icon in ICONS
        assert state.tone in TONES


def test_every_step_of_a_reason_leads_to_its_rule() -> None:
    html = drawn("{% why steps %}", steps=sample_page.STEPS)
    assert "Waarom dit bedrag?" in html
    assert html.count("<li") == len(sample_page.STEPS)
    assert f'<a class="nl-link" href="{reverse("guide")}#regel-B5">regel B5</a>' in html


def test_a_page_of_a_list_keeps_its_filters() -> None:
    assert 'href="?staat=lopend&amp;page=4"' in sample_page.render()


def test_an_error_is_linked_to_its_field_and_from_the_summary() -> None:
    html = sample_page.render()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'href="#id_name"' in html
    assert 'href="#id_situation_0"' in html


def test_optional_fields_say_so_and_nothing_has_an_asterisk() -> None:
    html = sample_page.render()
    optional = [field for field in sample_page.SampleForm() if not field.field.required]
    assert html.count("(niet verplicht)") == len(optional)
    assert "*" not in html[html.index("<form") :]


def test_choices_of_which_several_hold_look_like_boxes_and_not_like_one_choice() -> None:
    several = drawn("{% field form.extras %}", form=sample_page.SampleForm())
    one = drawn("{% field form.situation %}", form=sample_page.SampleForm())
    assert several.count('class="utrecht-checkbox ') == 2
    assert one.count('class="utrecht-radio-button ') == 3


def test_what_was_typed_wrong_is_still_there() -> None:
    assert 'value="veel"' in sample_page.render()


def test_the_title_of_a_page_with_errors_begins_with_that() -> None:
    assert "<title>Fout: Renovatie gemeentehuis – Tegenwaarde</title>" in sample_page.render()


TEMPLATES = Path(__file__).resolve().parents[3] / "src" / "tegenwaarde" / "faces" / "web" / "templates"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_needs_what_the_content_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert "<style" not in text
    assert not re.search(r"(src|href)=[\"'](https?:)?//", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert " src=" in script or 'type="application/json"' in script


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "500", "403_csrf"])
def test_every_error_tells_what_happened_and_offers_a_way_on(name: str) -> None:
    html = render_to_string(f"errors/{name}.html", {"refusal": "Dit dossier is al gesloten."})
    assert html.count("<h1>") == 1
    assert 'href="/"' in html


def test_a_page_that_is_not_there_offers_to_sign_in_and_come_back(rf: Any) -> None:
    html = render_to_string("errors/404.html", request=rf.get("/dossiers/7/?tab=a&b=c"))
    assert "?next=%2Fdossiers%2F7%2F%3Ftab%3Da%26b%3Dc" in html


class _Site(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and the static files, under the content policy of the real site."""

    def translate_path(self, path: str) -> str:
        bare = path.partition("?")[0]
        if bare.startswith("/static/"):
            return str(finders.find(bare.removeprefix("/static/")) or "")
        return super().translate_path(path)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", SAFE_POLICY)
        super().end_headers()

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The sample page and the pages that need no data, on an address of this machine."""
    (tmp_path / "sample.html").write_text(sample_page.render(), encoding="utf-8")
    for name in ("errors/404", "errors/500", "public/start"):
        html = render_to_string(f"{name}.html")
        (tmp_path / f"{name.replace('/', '-')}.html").write_text(html, encoding="utf-8")
    handler = functools.partial(_Site, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


PAGES = ("sample", "errors-404", "errors-500", "public-start")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, site: str, name: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{name}.html")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
def test_the_browser_meets_nothing_that_the_content_policy_forbids(page: Page, site: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{site}/sample.html")
    assert [text for text in told if "Content Security Policy" in text or "Failed to load" in text] == []


@pytest.mark.browser
def test_the_summary_of_errors_takes_the_focus_and_leads_into_the_field(page: Page, site: str) -> None:
    page.goto(f"{site}/sample.html")
    assert page.evaluate("document.activeElement.className").startswith("utrecht-alert")
    page.get_by_role("link", name=re.compile("^Eigen kenmerk")).click()
    assert page.evaluate("document.activeElement.id") == "id_name"


@pytest.mark.browser
def test_on_a_phone_the_menu_opens_on_asking_and_a_table_stays_a_table(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site}/sample.html")
    assert not page.get_by_role("link", name="Beoordelen").is_visible()
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("link", name="Beoordelen").is_visible()
    assert page.get_by_role("table", name="Gemelde plaatsingen").get_by_role("row").count() == 5
