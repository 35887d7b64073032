"""The picture of coverage: `{% load coverage %}`, then `{% coverage_bar had not_had without_reason %}` (numbers)."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.formats import share_of

register = template.Library()


@register.inclusion_tag("pages/coverage/bar.html")
def coverage_bar(had: int, not_had: int, without_reason: int) -> dict[str, object]:
    """Draw how many asked it, how many did not and say why, and how many do not say why."""
    total = had + not_had
    words = _("{had} of {total} asked social return ({share}); {explained} did not, with a reason; {bare} without one.")
    figures = {"had": had, "total": total, "share": share_of(had, total), "explained": not_had - without_reason}
    return {
        "words": words.format(**figures, bare=without_reason),
        "had": _part(had, total),
        "explained_at": _part(had, total),
        "explained": _part(not_had - without_reason, total),
        "bare_at": _part(total - without_reason, total),
        "bare": _part(without_reason, total),
    }


def _part(number: int, total: int) -> str:
    return f"{number * 100 / max(1, total):.2f}%"
