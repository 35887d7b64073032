"""The lists as files: dossiers, what waits for review, suppliers and the quarter of a buyer, as they are asked for."""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.downloads import Head, answer, euros, table
from tegenwaarde.faces.web.pages.contracts import wanted_in
from tegenwaarde.faces.web.pages.review_queue import KIND_WORDS
from tegenwaarde.faces.web.pages.review_view import view_of
from tegenwaarde.faces.web.pages.suppliers import WITHOUT_PEOPLE
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.faces.web.words import STATES
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.policy.book import PERCENT
from tegenwaarde.usecases.figures import quarter as quarter_words
from tegenwaarde.usecases.ports.sheets import Cell
from tegenwaarde.usecases.reading.dossiers import DossierRow, read_dossiers
from tegenwaarde.usecases.reading.quarter import ContractRow, NoSuchQuarter, read_quarter
from tegenwaarde.usecases.reading.queue import read_queue
from tegenwaarde.usecases.reading.queue_rows import Waiting
from tegenwaarde.usecases.reading.suppliers import SupplierRow, read_suppliers

EVERYTHING = 1_000_000
DOSSIERS = (
    Head(gettext_lazy("Contract")),
    Head(gettext_lazy("Reference")),
    Head(gettext_lazy("Buyer")),
    Head(gettext_lazy("Supplier")),
    Head(gettext_lazy("First day"), "day"),
    Head(gettext_lazy("Last day"), "day"),
    Head(gettext_lazy("State")),
    Head(gettext_lazy("Contract value"), "money"),
    Head(gettext_lazy("Due"), "money"),
    Head(gettext_lazy("Agreed"), "money"),
    Head(gettext_lazy("Realised"), "money"),
    Head(gettext_lazy("Forecast"), "money"),
    Head(gettext_lazy("Expected by today"), "money"),
)
QUEUE = (
    Head(gettext_lazy("Report")),
    Head(gettext_lazy("Building block")),
    Head(gettext_lazy("Supplier")),
    Head(gettext_lazy("Contract")),
    Head(gettext_lazy("Buyer")),
    Head(gettext_lazy("Kind")),
    Head(gettext_lazy("Waiting since"), "day"),
    Head(gettext_lazy("Value"), "money"),
    Head(gettext_lazy("Replaces"), "money"),
)
SUPPLIERS = (
    Head(gettext_lazy("Supplier")),
    Head(gettext_lazy("Registration")),
    Head(gettext_lazy("Contracts"), "number"),
    Head(gettext_lazy("People who can report"), "number"),
    Head(gettext_lazy("Invited"), "number"),
    Head(gettext_lazy("Last seen"), "day"),
)
QUARTER = (
    Head(gettext_lazy("Contract")),
    Head(gettext_lazy("Supplier")),
    Head(gettext_lazy("State")),
    Head(gettext_lazy("Share"), "percent"),
    Head(gettext_lazy("Due"), "money"),
    Head(gettext_lazy("Agreed"), "money"),
    Head(gettext_lazy("In this quarter"), "money"),
    Head(gettext_lazy("Realised"), "money"),
    Head(gettext_lazy("Forecast"), "money"),
)


@page("dossier.see")
def dossiers_download(request: HouseRequest) -> HttpResponse:
    """Give the dossiers that the address asks for."""
    found = read_dossiers(actor=request.actor, wanted=wanted_in(request.GET), today=request.today, per_page=EVERYTHING)
    return answer(request, table(_("Dossiers"), DOSSIERS, map(_dossier, found.rows)), _("dossiers"))


@page("queue.see")
def queue_download(request: HouseRequest) -> HttpResponse:
    """Give what waits for review in the part of the queue that the address asks for."""
    found = read_queue(actor=request.actor, view=view_of(request), per_page=EVERYTHING)
    return answer(request, table(_("Review"), QUEUE, map(_waiting, found.rows)), _("review"))


@page("suppliers.see")
def suppliers_download(request: HouseRequest) -> HttpResponse:
    """Give the suppliers, or those without anybody who can report."""
    alone = request.GET.get("mensen", "") == WITHOUT_PEOPLE
    found = read_suppliers(actor=request.actor, today=request.today, without_people=alone)
    return answer(request, table(_("Suppliers"), SUPPLIERS, map(_supplier, found.rows)), _("suppliers"))


@page("quarter.open")
def quarter_download(request: HouseRequest, buyer_id: int, year: int, number: int) -> HttpResponse:
    """Give the contracts of a buyer's quarter."""
    wanted = Quarter(year, number)
    try:
        found = read_quarter(actor=request.actor, buyer_id=buyer_id, quarter=wanted, today=request.today)
    except NoSuchQuarter as none:
        raise Http404 from none
    name = f"{found.buyer} {quarter_words(wanted)}"
    return answer(request, table(quarter_words(wanted), QUARTER, map(_of_quarter, found.rows)), name)


def _dossier(row: DossierRow) -> tuple[Cell, ...]:
    standing = row.standing
    return (
        row.title,
        row.reference,
        row.buyer,
        row.supplier,
        row.term.start,
        row.term.last,
        str(STATES["closed" if row.closed else standing.state].label),
        euros(row.value_cents),
        euros(standing.net_cents),
        euros(standing.agreed_cents),
        euros(standing.realised_cents),
        euros(standing.forecast_cents),
        euros(standing.expected_cents),
    )


def _waiting(row: Waiting) -> tuple[Cell, ...]:
    return (
        row.who or str(row.report_id),
        row.what,
        row.supplier,
        row.contract,
        ", ".join(name for _pk, name in row.buyers),
        str(KIND_WORDS[row.kind]),
        row.since,
        euros(row.value_cents),
        euros(row.replaces_cents or None),
    )


def _supplier(row: SupplierRow) -> tuple[Cell, ...]:
    return (row.name, row.number, row.contracts, row.people, row.invited, row.last_seen or "")


def _of_quarter(row: ContractRow) -> tuple[Cell, ...]:
    figures = row.figures
    money = (
        figures.due_cents,
        figures.agreed_cents,
        figures.in_quarter_cents,
        figures.realised_cents,
        figures.forecast_cents,
    )
    return (row.title, row.supplier, str(STATES[row.state].label), part(row.share), *map(euros, money))


def part(share: int) -> Cell:
    """Return ten-thousandths of a percent as the part that a cell shows as a percentage."""
    return Decimal(share) / (100 * PERCENT)


urlpatterns = [
    path("dossiers/download/", dossiers_download, name="dossiers_download"),
    path("beoordelen/download/", queue_download, name="queue_download"),
    path("opdrachtnemers/download/", suppliers_download, name="suppliers_download"),
    path("kwartaal/<int:buyer_id>/<int:year>/<int:number>/download/", quarter_download, name="quarter_download"),
]
