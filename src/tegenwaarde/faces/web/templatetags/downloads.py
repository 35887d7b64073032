"""The way to take a list along: `{% load downloads %}{% downloads "dossiers_download" %}`, below the list's count."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse

from tegenwaarde.faces.web.downloads import AS_CSV, FORM

register = template.Library()


@register.inclusion_tag("components/downloads.html", takes_context=True)
def downloads(context: Context, route: str, *arguments: object) -> dict[str, str]:
    """Draw two links, to the list as it is asked for as XLSX and as CSV."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    plain = query.urlencode()
    query[FORM] = AS_CSV
    url = reverse(route, args=arguments)
    return {"xlsx": f"{url}?{plain}" if plain else url, "csv": f"{url}?{query.urlencode()}"}
