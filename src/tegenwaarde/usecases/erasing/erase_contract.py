"""Erase what the reports of one contract say of persons; each contract in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from tegenwaarde.access.actor import visitor
from tegenwaarde.records.models import Contract, Message, Person, Report, ReportState, SecondPartyRequest, Submission
from tegenwaarde.records.sealed import FactsErased, seal
from tegenwaarde.usecases.erasing.erase_papers import count_papers, erase_papers, papers_left
from tegenwaarde.usecases.persons.naming import forget
from tegenwaarde.usecases.ports.files import EvidenceStore
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.facts import FIRST_EMPLOYED, first_employed_of
from tegenwaarde.usecases.timeline import remember

NAMELESS = "–"  # what stands for a name that was erased


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of a contract (or would be): reports whose facts went, drafts thrown away, messages emptied.

    `papers` counts the documents, contacts and notes of the dossier.
    """

    contract_id: int
    title: str
    reports: int
    drafts: int
    messages: int
    papers: int = 0


def with_something_left(contract_ids: tuple[int, ...]) -> QuerySet[Contract]:
    """Return those of the contracts whose reports or papers still say something of a person."""
    reports = _to_erase(Report.unfenced.filter(contract=OuterRef("pk")))
    left = Exists(reports) | papers_left(OuterRef("pk"))
    return Contract.unfenced.filter(left, pk__in=contract_ids).order_by("pk")


def to_be_erased(contract: Contract) -> Erased:
    """Return what erasing the contract would do."""
    reports = _to_erase(Report.unfenced.filter(contract=contract))
    drafts = reports.filter(state=ReportState.DRAFT)
    messages = Message.unfenced.filter(report__contract=contract, erased_on__isnull=True)
    counted = (reports.count() - drafts.count(), drafts.count(), messages.count(), count_papers(contract))
    return Erased(contract.pk, contract.title, *counted)


def erase_contract(contract_id: int, *, store: EvidenceStore, today: date) -> Erased | None:
    """Erase the facts, messages and second parties' names of a contract, and its drafts; None where nothing was left.

    The dossier's documents, contacts and notes go too. The timeline says how much went, and nothing of it. Files leave
    `store` once that is committed.
    """
    with transaction.atomic():
        contract = Contract.unfenced.select_for_update().get(pk=contract_id)
        erased = to_be_erased(contract)
        if erased.papers:
            erase_papers(contract, store=store, today=today)
        if not (erased.reports or erased.drafts or erased.messages):
            return erased if erased.papers else None
        reports = list(Report.unfenced.select_for_update().filter(contract=contract).order_by("pk"))
        _keep_first_days(reports)
        _throw_away([one for one in reports if one.state == ReportState.DRAFT], store)
        kept = [one.pk for one in reports if one.state != ReportState.DRAFT]
        Report.unfenced.filter(pk__in=kept).update(facts=None)
        Submission.unfenced.filter(report__in=kept).update(facts=None)
        Message.unfenced.filter(report__in=kept, erased_on__isnull=True).update(text="", erased_on=today)
        _erase_second_parties(kept)
        counted = {"reports": erased.reports, "drafts": erased.drafts}
        remember(actor=visitor(today), contract=contract, code="facts_erased", today=today, **counted)
    return erased


def _to_erase(reports: QuerySet[Report]) -> QuerySet[Report]:
    told = Submission.unfenced.filter(report=OuterRef("pk"), facts__isnull=False)
    said = Message.unfenced.filter(report=OuterRef("pk"), erased_on__isnull=True)
    asked = SecondPartyRequest.unfenced.filter(report=OuterRef("pk"), fact__isnull=False)
    kept = Q(facts__isnull=False) | Exists(told) | Exists(said) | Exists(asked)
    return reports.filter(Q(state=ReportState.DRAFT) | kept)


def _keep_first_days(reports: list[Report]) -> None:
    """Keep the first working day of approved reports with the person: an extra of a later report counts from it."""
    for report in reports:
        if report.state != ReportState.APPROVED or report.person_id is None:
            continue
        try:
            first = answers_of(report).employment_start
        except FactsErased:
            continue
        person = Person.unfenced.select_for_update().get(pk=report.person_id)
        known = first_employed_of(person)
        if first and person.erased_on is None and (known is None or first < known):
            Person.unfenced.filter(pk=person.pk).update(first_employed=seal({FIRST_EMPLOYED: first.isoformat()}))


def _throw_away(drafts: list[Report], store: EvidenceStore) -> None:
    """Delete drafts that were never submitted, with what hangs on them; the buyer's side never saw them."""
    for draft in drafts:
        draft.shared_reports.update(entry=None)
        for name in draft.evidence_files.kept().values_list("stored_as", flat=True):
            transaction.on_commit(partial(store.delete, name), robust=True)
        for rows in (draft.evidence_files, draft.evidence_seen, draft.second_party_requests, draft.messages):
            rows.all().delete()
        draft.delete()
        forget(draft.person)


def _erase_second_parties(report_ids: list[int]) -> None:
    asked = SecondPartyRequest.unfenced.filter(report__in=report_ids, fact__isnull=False)
    asked.exclude(answer="").update(answered_by=NAMELESS)
    asked.filter(answer="").update(withdrawn=True)
    asked.update(fact=None, party=NAMELESS, email="", remark="")
