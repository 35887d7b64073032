"""Every route names its key, keeps neighbours out, and looking at it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tegenwaarde.access.keys import KEYS
from tegenwaarde.config.wiring import ports
from tegenwaarde.faces.web.routes import PUBLIC
from tegenwaarde.records.models import (
    Amendment,
    BranchAgreement,
    BulkUpload,
    Buyer,
    CalendarUpload,
    Certificate,
    Contract,
    ContractBuyer,
    Document,
    DossierContact,
    DossierNote,
    EvidenceFile,
    Invitation,
    NoticeBatch,
    PartyQuestion,
    Person,
    Proposal,
    Report,
    SecondPartyRequest,
    SpecTemplate,
    SpecText,
    Subregion,
    Supplier,
    Tender,
    TenderNote,
    User,
)
from tegenwaarde.records.sealed import seal
from tegenwaarde.usecases.people.tokens import hash_of
from tegenwaarde.usecases.reports.answers import Answers, sealed_answers
from tests.cast import a_tender

if TYPE_CHECKING:
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db
Rows = dict[str, Any]
FRAMEWORK = {"health", "set_language"}


@dataclass(frozen=True)
class Route:
    """A route of the pages: its name, the words it takes, and its key."""

    name: str
    takes: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return self.name


def _patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLResolver):
            if str(one.pattern) != "account/":
                yield from _patterns(one.url_patterns)
        elif one.name not in FRAMEWORK:
            yield one


def routes() -> list[Route]:
    return [
        Route(
            name=pattern.name or "",
            takes=tuple(pattern.pattern.converters),
            key=getattr(pattern.callback, "key", ""),
        )
        for pattern in _patterns(get_resolver().url_patterns)
    ]


ROUTES = routes()
PRIVATE = [route for route in ROUTES if route.key != PUBLIC]
REGION_WIDE = {("branch_agreement_end", who) for who in ("carla", "nora")}  # what a branch agreed is for the region


def test_every_route_names_its_key() -> None:
    known = {key.name for key in KEYS} | {PUBLIC}
    assert [route.name for route in ROUTES if route.key not in known] == []
    assert len(ROUTES) > 20


def test_every_key_of_the_table_opens_something() -> None:
    source = "".join(
        path.read_text() for path in Path(__file__).parents[3].joinpath("src").rglob("*.py") if path.name != "keys.py"
    )
    assert [key.name for key in KEYS if f'"{key.name}"' not in source] == []


@pytest.fixture
def rows(contract_in_force: Contract, voorbeeldstad: Buyer, de_brug: Supplier, bram: User, anna: User) -> Rows:
    """Rows of Voorbeeldstad and De Brug: a contract in force with a submitted report, and a draft."""
    draft = Contract.unfenced.create(title="Nieuwe brug", supplier=de_brug, entered_in=contract_in_force.entered_in)
    ContractBuyer.unfenced.create(contract=draft, buyer=voorbeeldstad)
    question = PartyQuestion.unfenced.create(
        contract=draft, role="supplier", name="De Brug", reason="name_alike", candidates=[de_brug.pk]
    )
    batch = NoticeBatch.unfenced.create(
        entered_in=draft.entered_in, uploaded_by=anna, uploaded_on=date(2017, 10, 1), source="gunningen.zip", files=2
    )
    certificate = Certificate.unfenced.create(
        supplier=de_brug, label="pso2", first_day=date(2017, 1, 1), last_day=date(2018, 12, 31)
    )
    person = Person.unfenced.create(supplier=de_brug, reference="DB-1")
    told = {"contract": contract_in_force, "person": person, "made_by": bram, "made_on": date(2017, 9, 1)}
    begun = Report.unfenced.create(**told, facts=sealed_answers(Answers()))
    report = Report.unfenced.create(
        **told,
        state="submitted",
        block="3",
        facts=sealed_answers(Answers(situations=("block-3",), employment_start=date(2017, 3, 1), hours_per_week=3_600)),
        submitted_on=date(2017, 9, 1),
    )
    invitation = Invitation.unfenced.create(
        email="nieuw@debrug.example",
        supplier=de_brug,
        token_hash=hash_of("token"),
        invited_by=anna,
        made_on=date(2017, 10, 1),
        last_day=date(2017, 10, 15),
    )
    asked = SecondPartyRequest.unfenced.create(
        report=report,
        fact_kind="employment",
        fact=seal({"employment_start": "2017-03-01", "reference": "DB-1"}),
        report_version=1,
        party="Detacheerder Zuid",
        token_hash=hash_of("token"),
        made_by=bram,
        made_on=date(2017, 10, 1),
        last_day=date(2017, 10, 31),
    )
    file = EvidenceFile.unfenced.create(
        report=report,
        kind="employment",
        name="contract.pdf",
        content_type="application/pdf",
        size=7,
        stored_as=ports().files.store.save(b"%PDF-1."),
        uploaded_by=bram,
        uploaded_on=date(2017, 10, 1),
        erase_on=date(2019, 3, 31),
    )
    proposal = Proposal.unfenced.create(
        contract=contract_in_force, number=1, state="proposed", made_by=bram, made_on=date(2017, 9, 1), note="Nog niet."
    )
    kept = Document.unfenced.create(
        contract=contract_in_force,
        name="plan.pdf",
        content_type="application/pdf",
        size=7,
        stored_as=ports().files.store.save(b"%PDF-1."),
        shared=True,
        uploaded_by=anna,
        uploaded_on=date(2017, 10, 1),
    )
    contact = DossierContact.unfenced.create(
        contract=contract_in_force, side="buyer", role="site", name="Gerrit", email="gerrit@voorbeeldstad.example"
    )
    note = DossierNote.unfenced.create(
        contract=contract_in_force, words="Belt liever 's morgens.", made_by=anna, made_on=date(2017, 10, 1)
    )
    amendment = Amendment.unfenced.create(
        contract=contract_in_force,
        number=1,
        kind="more",
        agreed_on=date(2017, 9, 1),
        reason="Er komt een brug bij.",
        value_before_cents=50_000_000,
        value_after_cents=60_000_000,
        start_before=date(2017, 1, 1),
        start_after=date(2017, 1, 1),
        end_before=date(2018, 12, 31),
        end_after=date(2018, 12, 31),
        made_on=date(2017, 9, 15),
    )
    return {
        "amendment_id": amendment.pk,
        "document_id": kept.pk,
        "contact_id": contact.pk,
        "note_id": note.pk,
        "proposal_id": proposal.pk,
        "file_id": file.pk,
        "request_id": asked.pk,
        "invitation_id": invitation.pk,
        "supplier_id": de_brug.pk,
        "user_id": bram.pk,
        "contract_id": contract_in_force.pk,
        "draft_id": draft.pk,
        "question_id": question.pk,
        "batch_id": batch.pk,
        "certificate_id": certificate.pk,
        "report_id": report.pk,
        "begun_id": begun.pk,
        "person_id": person.pk,
        "receipt_id": contract_in_force.obligations.get().receipt_id,
        "buyer_id": voorbeeldstad.pk,
        "year": 2017,
        "number": 3,
        "step": "werk",
        "token": "token",
        "upload_id": a_sheet_with_errors(de_brug, bram).pk,
        "calendar_upload_id": a_calendar_with_errors(contract_in_force.entered_in, anna).pk,
        **planning_rows(voorbeeldstad, anna),
        "book_id": "twente-2017",
    }


def planning_rows(buyer: Buyer, by: User) -> Rows:
    """A planned tender with a note, and an agreement with a branch."""
    tender = a_tender(buyer)
    told = {"made_by": by, "words": "Twee leerplekken zijn haalbaar."}
    note = TenderNote.unfenced.create(tender=tender, kind="consultation", day=date(2017, 9, 1), **told)
    region = tender.entered_in.region
    agreed = BranchAgreement.unfenced.create(region=region, branch="Infra", first_day=date(2017, 1, 1), **told)
    return {
        "tender_id": tender.pk,
        "tender_note_id": note.pk,
        "branch_id": agreed.pk,
        "text_number": a_spec_text(tender, by).number,
        "variant": "condition",
        "version": 1,
    }


def a_spec_text(tender: Tender, by: User) -> SpecText:
    """A text that was taken for the tender, of the first version."""
    region, days = tender.entered_in.region, {"made_on": date(2017, 9, 1)}
    template = SpecTemplate.unfenced.create(region=region, variant="condition", number=1, words="# Titel\n", **days)
    return SpecText.unfenced.create(tender=tender, template=template, number=1, words="# Titel\n", made_by=by, **days)


def a_calendar_with_errors(subregion: Subregion, by: User) -> CalendarUpload:
    """A spreadsheet of tenders in which one cell is wrong."""
    from tegenwaarde.kernel.problem import Problem
    from tegenwaarde.usecases.sheets.findings import Finding, as_plain

    wrong = Finding(Problem("UNKNOWN_KIND", "Choose works, services, supplies or subsidy."), "Aanbestedingen", 2, 5)
    return CalendarUpload.unfenced.create(
        entered_in=subregion,
        name="kalender.xlsx",
        content_hash="0" * 64,
        rows={"staged": [], "sheets": [["tender", "Aanbestedingen", [[2, ["Onderhoud", *[""] * 15]]]]]},
        problems=as_plain([wrong]),
        uploaded_by=by,
        uploaded_on=date(2017, 10, 1),
    )


def a_sheet_with_errors(supplier: Supplier, by: User) -> BulkUpload:
    """A spreadsheet of the supplier in which one cell is wrong."""
    from tegenwaarde.kernel.problem import Problem
    from tegenwaarde.usecases.sheets.findings import Finding
    from tegenwaarde.usecases.sheets.keeping import Kept, seal_kept
    from tegenwaarde.usecases.sheets.kept_sheets import KeptSheet

    wrong = Finding(Problem("NOT_A_DAY", "This is no day that exists. Write it as 1-3-2017."), "Plaatsingen", 2, 7)
    kept = Kept(findings=[wrong], sheets=[KeptSheet("placement", "Plaatsingen", ((2, ("",) * 22),))])
    return BulkUpload.unfenced.create(
        supplier=supplier,
        name="plaatsingen.xlsx",
        size=1,
        content_hash="0" * 64,
        state="refused",
        rows=1,
        problems=[{"sheet": "Plaatsingen", "row": 2, "column": 7, "code": "NOT_A_DAY"}],
        sealed=seal_kept(kept),
        uploaded_by=by,
        uploaded_on=date(2017, 9, 1),
    )


def address(route: Route, rows: Rows) -> str:
    """Return where the route leads for the rows; the pages of drafts and of begun reports are about those."""
    words = {name: rows[name] for name in route.takes}
    if route.name.startswith(("draft", "certificate", "party")) and "contract_id" in words:
        words["contract_id"] = rows["draft_id"]
    if route.key == "report.write" and "report_id" in words:
        words["report_id"] = rows["begun_id"]
    return reverse(route.name, kwargs=words)


@pytest.mark.parametrize(
    ("route", "who"),
    [
        (route, who)
        for route in PRIVATE
        for who in ("carla", "nora", "olga", "visitor")
        if (route.takes or who == "visitor") and (route.name, who) not in REGION_WIDE
    ],
    ids=str,
)
def test_a_neighbour_finds_nothing_behind_ids_of_others(
    route: Route, who: str, rows: Rows, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = Client() if who == "visitor" else client_for(request.getfixturevalue(who))
    url = address(route, rows)
    assert [client.get(url).status_code, client.post(url).status_code] in ([404, 404], [404, 405], [405, 404])


def insiders(request: pytest.FixtureRequest) -> list[User]:
    return [request.getfixturevalue(name) for name in ("anna", "aisha", "piet", "bram", "milan", "beheer")]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_looking_at_a_page_changes_nothing_but_the_log_of_who_saw_what(
    route: Route, rows: Rows, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    browsers = [client_for(person) for person in insiders(request)]
    url = address(route, rows)
    before = everything()
    answers = {browser.get(url).status_code for browser in browsers}
    assert everything() == before
    assert answers <= {200, 302, 403, 404, 405}
    assert answers & {200, 302} or answers <= {404, 405}, "nobody can open this page"


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of the house's own tables, but for the log of who saw what."""
    from django.apps import apps

    return {
        model.__name__: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_app_config("records").get_models()
        if model.__name__ != "AccessLog"
    }
