"""The pages of a tender as tabs: `{% load tenders %}{% tender_tabs head.tender_id "tender_advice" %}`."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from tegenwaarde.faces.web.words import TENDER_STATES

register = template.Library()

PARTS = (
    ("tender", _("Overview")),
    ("tender_advice", _("Advice")),
    ("spec_text", _("Spec text")),
    ("tender_notes", _("Notes")),
)


@register.inclusion_tag("pages/tenders/tabs.html")
def tender_tabs(tender_id: int, here: str) -> dict[str, object]:
    """Draw the pages of a tender that the site has; `here` is the route of this one."""
    found = ((_address(route, tender_id), label, route == here) for route, label in PARTS)
    return {"tabs": [tab for tab in found if tab[0]]}


@register.inclusion_tag("components/badge.html")
def tender_state(code: str) -> dict[str, object]:
    """Draw how far a tender is; KeyError for an unknown state."""
    known = TENDER_STATES[code]
    return {"word": known.label, "tone": known.tone, "icon": known.icon}


def _address(route: str, tender_id: int) -> str:
    try:
        return reverse(route, args=[tender_id])
    except NoReverseMatch:
        return ""
