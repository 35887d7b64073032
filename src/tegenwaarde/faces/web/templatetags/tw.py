"""The components of the pages: `{% load tw %}` and take what you need.

Filters (cents, hundredths of an hour, ten-thousandths of a percent; None gives an en dash)::

    {{ cents|euro_cents }}   € 1.234,56        {{ cents|euro_whole }}     € 1.235
    {{ share|percent }}      5%                {{ part|share_of:whole }}  50% (never 100% before all)
    {{ hours|hours }}        32,5 uur          {{ hours|hours_number }}   32,5
    {{ day|longdate }}       1 maart 2017      {{ day|shortdate }}        1 mrt 2017
    {{ period|period }}      1 mrt t/m 31 aug 2017 (a kernel Period)
    {{ first|until:last }}   the same from two days, both counted; last may be None
    {{ when|moment }}        1 maart 2017, 14:05
    {{ quarter|quarter }}    1e kwartaal 2017 (a kernel Quarter)

Components::

    {% crumbs "Start" home_url "Dossiers" dossiers_url "Naam" %}
    {% icon "check" %}                              beside words only; it is hidden from screen readers
    {% state "at_risk" %}                           a known state; KeyError for an unknown one
    {% badge "Concept" "neutral" "pencil" %}        any other; tones: positive info warning negative neutral
    {% obligation_bar due=… realised=… agreed=… forecast=… expected=… cents=True %}  all cents, all in total
    {% why steps %}  {% why steps title=… open=True %}   steps as `reading.sentences.say` makes them
    {% tile label figure note=… url=… %}            a key figure; put several in <div class="tw-tiles">
    {% facts pairs %}                               a list of facts: (label, value) pairs
    {% empty title text url=… action=… %}           what will come here and how to begin
    {% alert "info" text title=… %}                 tones: info ok warning error
    {% pagination page %}                           a Django Page; keeps the other words of the address
    {% steps current "Wie" "Situatie" "Werk" %}     the first step is 1; or one list of labels
    {% progress done total label %}                 work under way, with its counts

Forms (see forms_base.py)::

    {% error_summary form %}                        at the top of the page, before <form method="post" novalidate>
    {% field form.name %}                           label, help, error, control; prefix="€" suffix="uur" rows are extra
    {% fields form %}                               every field of the form in order, hidden ones too
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.translation import gettext as _

from tegenwaarde.faces.web import bar, fields, formats
from tegenwaarde.faces.web.explaining import explained
from tegenwaarde.faces.web.words import ICONS, STATES, TONES
from tegenwaarde.usecases.reading.sentences import Sentence

register = template.Library()

NOTHING = "–"


def _filter(name: str, write: Callable[[Any], str]) -> None:
    """Register a filter that writes an en dash where there is nothing."""
    register.filter(name, lambda value: NOTHING if value is None or value == "" else write(value))


for _name in (
    "euro_cents",
    "euro_whole",
    "percent",
    "hours",
    "hours_number",
    "longdate",
    "shortdate",
    "period",
    "moment",
    "quarter",
):
    _filter(_name, getattr(formats, _name))


@register.filter
def share_of(part: int, whole: int) -> str:
    """Return how much `part` is of `whole`, in whole percents rounded down."""
    return formats.share_of(part, whole)


@register.filter
def until(first: date | None, last: date | None) -> str:
    """Return the days `first` to `last`, both counted; an en dash where there is no first day."""
    return NOTHING if first is None else formats.days(first, last)


@register.inclusion_tag("components/crumbs.html")
def crumbs(*parts: str) -> dict[str, object]:
    """Draw the trail to this page: label, address, label, address, …, and this page's label."""
    return {"trail": list(zip(parts[:-1:2], parts[1::2], strict=True)), "here": parts[-1]}


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, object]:
    """Draw an icon; KeyError where there is none of that name."""
    return {"path": ICONS[name]}


@register.inclusion_tag("components/badge.html")
def badge(word: str, tone: str = "neutral", icon: str = "info") -> dict[str, object]:
    """Draw a word with its icon in a tone."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"There is no tone {tone!r}: {', '.join(TONES)}")
    return {"word": word, "tone": tone, "icon": icon}


@register.inclusion_tag("components/badge.html")
def state(code: str) -> dict[str, object]:
    """Draw a state that the house knows; KeyError for any other."""
    known = STATES[code]
    return {"word": known.label, "tone": known.tone, "icon": known.icon}


@register.inclusion_tag("components/obligation_bar.html")
def obligation_bar(**figures: Any) -> dict[str, object]:
    """Draw an obligation; see `bar.draw` for its figures (cents)."""
    return {"bar": bar.draw(**figures)}


@register.inclusion_tag("components/why.html")
def why(steps: Iterable[Sentence], title: str = "", open: bool = False) -> dict[str, object]:  # noqa: A002 - as in HTML
    """Tell why an amount is what it is, step by step, each with its rule."""
    return {"steps": explained(steps), "title": title or _("Why this amount?"), "open": open}


@register.inclusion_tag("components/tile.html")
def tile(label: str, figure: str, note: str = "", url: str = "") -> dict[str, object]:
    """Draw a key figure; with `url` it opens to what it is made of."""
    return {"label": label, "figure": figure, "note": note, "url": url}


@register.inclusion_tag("components/facts.html")
def facts(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Draw a list of facts; an empty value is an en dash."""
    return {"pairs": [(label, NOTHING if value is None or value == "" else value) for label, value in pairs]}


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, object]:
    """Say what will come here, and how to begin."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/alert.html")
def alert(tone: str, text: str, title: str = "") -> dict[str, object]:
    """Draw a notice in the page."""
    icons = {"info": "info", "ok": "check", "warning": "warning", "error": "error"}
    return {"tone": tone, "text": text, "title": title, "icon": icons[tone]}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, object]:
    """Draw the way to the other pages of a list, keeping its filters."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    kept = query.urlencode()
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "before": f"?{kept}&page=" if kept else "?page="}


@register.inclusion_tag("components/steps.html")
def steps(current: int, *labels: str | Sequence[str], urls: Sequence[str] = ()) -> dict[str, object]:
    """Draw where one is in a form of several pages; the first step is 1, and finished steps link to their `urls`."""
    names = labels[0] if len(labels) == 1 and not isinstance(labels[0], str) else labels
    told = {"number": current, "total": len(names)}
    return {
        "current": current,
        "steps": [(n, name, url) for n, (name, url) in enumerate(zip_longest(names, urls), start=1)],
        "words": _("Step %(number)s of %(total)s") % told,
    }


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, object]:
    """Draw work under way."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """List what is wrong in a form, each linked to its field."""
    return {"problems": fields.problems(form)}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, prefix: str = "", suffix: str = "", help: str = "") -> dict[str, object]:  # noqa: A002
    """Draw a field: label above, help before, error at the field and linked to it."""
    return {"field": fields.drawn(bound, prefix=prefix, suffix=suffix, extra_help=help)}


@register.inclusion_tag("components/fields.html", name="fields")
def all_fields(form: BaseForm) -> dict[str, object]:
    """Draw every field of a form, in its order."""
    return {"form": form}
