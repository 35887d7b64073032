"""What the frame of every page shows: who looks, at whose data, and where to go; at most six ways, by key."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.keys import holds
from tegenwaarde.faces.web.routes import actor_of
from tegenwaarde.usecases.reading.frame import read_region

MOST_ENTRIES = 6


@dataclass(frozen=True, slots=True)
class Way:
    """A way that the navigation may offer: the route's name, its label, and the key that it asks for."""

    route: str
    label: Promise
    key: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the navigation, ready to draw."""

    url: str
    label: Promise
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame: the region, who looks (empty for a visitor), whose data, the navigation, and if one can search."""

    region: str = ""
    person: str = ""
    sees: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    searches: bool = False


WAYS = (
    Way("start", _("Start"), ""),
    Way("dossiers", _("Dossiers"), "dossier.see"),
    Way("calendar", _("Calendar"), "calendar.see"),
    Way("queue", _("Review"), "queue.see"),
    Way("quarters", _("Quarters"), "quarter.see"),
    Way("persons", _("Persons"), "persons.see"),
    Way("sheets", _("Spreadsheet"), "sheet.upload"),
    Way("quarter_confirm", _("Confirm the quarter"), "quarter.confirm"),
    Way("colleagues", _("Colleagues"), "colleagues.manage"),
    Way("suppliers", _("Suppliers"), "suppliers.see"),
    Way("label_holders", _("Label holders"), "labels.see"),
    Way("coverage", _("Coverage"), "coverage.see"),
    Way("places", _("Organisations"), "places.see"),
    Way("spec_templates", _("Spec texts"), "spec.edit"),
    Way("permissions", _("Permissions"), "permissions.see"),
    Way("guide", _("Guide"), ""),
)


def _entry(way: Way, path: str) -> Entry | None:
    """Return the entry for a way; None where the site has no such route."""
    try:
        url = reverse(way.route)
    except NoReverseMatch:
        return None
    return Entry(url=url, label=way.label, current=path == url or (url != "/" and path.startswith(url)))


def shell_for(actor: Actor, path: str) -> Shell:
    """Return the frame for who looks at `path`."""
    region = read_region()
    if not actor.signed_in:
        return Shell(region=region)
    open_ways = (way for way in WAYS if not way.key or holds(actor, way.key))
    entries = [entry for way in open_ways if (entry := _entry(way, path)) is not None]
    scopes = dict.fromkeys(grant.scope_name for grant in actor.grants if grant.scope_name)
    return Shell(
        region=region,
        person=actor.name,
        sees=tuple(scopes),
        entries=tuple(entries[:MOST_ENTRIES]),
        searches=holds(actor, "search.use"),
    )


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give every page its frame."""
    if not hasattr(request, "user") or not hasattr(request, "today"):
        return {"shell": Shell()}
    return {"shell": shell_for(actor_of(request), request.path)}
