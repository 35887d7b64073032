"""Ask a second party to confirm one fact of a report, through a link that works once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import ConfirmedFact, Report, ReportState, RoleGrant, SecondPartyRequest
from tegenwaarde.records.sealed import FactsErased, seal
from tegenwaarde.usecases.people.tokens import hash_of, new_token
from tegenwaarde.usecases.ports import Mail, Ports
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.second_party.fact import fact_of, facts_to_confirm
from tegenwaarde.usecases.timeline import remember

DAYS_OPEN = 30
MOST_A_DAY = 10  # questions about one report, so that nobody's mailbox is filled
LONGEST_PARTY = 200
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
UNDECIDED = (ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED)


class NothingToConfirmAnyMore(Refused):
    """The buyer's side has decided about the report."""

    code = "NOTHING_TO_CONFIRM_ANY_MORE"
    words = _("This report was decided already, so there is nothing to have confirmed any more.")


class AskedTooOften(Refused):
    """Enough questions about one report for one day."""

    code = "ASKED_TOO_OFTEN"
    words = _("You asked {most} times about this report today. Wait for an answer, or go on tomorrow.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, the link that is shown this once, and whether the mail with it left."""

    request: SecondPartyRequest
    link: str
    mailed: bool


def ask_second_party(
    *, actor: Actor, report_id: int, kind: str, party: str, email: str, ports: Ports, today: date
) -> Asked:
    """Ask `party` to confirm the fact `kind`, and make the link; with an `email` it is mailed too.

    Raises what `record_question` raises.
    """
    request, token = record_question(actor=actor, report_id=report_id, kind=kind, party=party, email=email, today=today)
    link = f"{ports.site_address}/bevestigen/{token}/"
    mailed = bool(request.email) and ports.mailer(_letter(request.report, request.email, link))
    return Asked(request, link, mailed)


def record_question(
    *, actor: Actor, report_id: int, kind: str, party: str, email: str, today: date
) -> tuple[SecondPartyRequest, str]:
    """Keep the question about the fact `kind` as it is now, and return it with its token.

    An open question to the party about that fact is replaced. The register keeps the token only as a hash.
    Raises NotVisible, NotAllowed, NothingToConfirmAnyMore, AskedTooOften, and Invalid at `kind`, `party` or `email`.
    """
    rows = reports_visible_to(actor, "report.facts").select_related("contract__supplier", "person")
    report = find(rows, pk=report_id)
    require(actor, "second_party.ask", report.contract)
    if report.state not in UNDECIDED:
        raise NothingToConfirmAnyMore
    asked, address = party.strip(), email.strip().lower()
    if problems := [*_about_the_fact(report, kind), *_about_the_party(report, asked, address, today)]:
        raise Invalid(problems)
    if SecondPartyRequest.unfenced.filter(report=report, made_on=today).count() >= MOST_A_DAY:
        raise AskedTooOften(most=MOST_A_DAY)
    token = new_token()
    with transaction.atomic():
        SecondPartyRequest.unfenced.open_on(today).filter(report=report, fact_kind=kind, party=asked).update(
            withdrawn=True
        )
        request = SecondPartyRequest.unfenced.create(
            report=report,
            fact_kind=kind,
            fact=seal(fact_of(report, ConfirmedFact(kind))),
            report_version=report.version,
            party=asked,
            email=address,
            token_hash=hash_of(token),
            made_by_id=actor.user_id,
            made_on=today,
            last_day=today + timedelta(days=DAYS_OPEN),
        )
        contract = report.contract
        remember(actor=actor, contract=contract, code="second_party_asked", today=today, report=report.pk)
    return request, token


def _about_the_fact(report: Report, kind: str) -> list[Problem]:
    try:
        ready = facts_to_confirm(answers_of(report))
    except FactsErased:
        ready = ()
    if kind in ready:
        return []
    return [Problem("FACT_NOT_FILLED_IN", "Fill this in first in the report; then it can be confirmed.", "kind")]


def _about_the_party(report: Report, party: str, address: str, today: date) -> list[Problem]:
    found = []
    if not party:
        found.append(Problem("PARTY_MISSING", "Fill in who can confirm this: a company or a school.", "party"))
    if len(party) > LONGEST_PARTY:
        text = "This name is too long: use at most {most} characters."
        found.append(Problem("PARTY_TOO_LONG", text, "party", (("most", LONGEST_PARTY),)))
    if address and not ADDRESS.fullmatch(address):
        found.append(Problem("NOT_AN_ADDRESS", "This is not an e-mail address.", "email"))
    colleagues = RoleGrant.unfenced.in_force_on(today).filter(supplier_id=report.contract.supplier_id or 0)
    if address and colleagues.filter(user__email=address).exists():
        text = "This is a colleague of yours. Give the address of somebody at the other company or the school."
        found.append(Problem("PARTY_IS_A_COLLEAGUE", text, "email"))
    return found


def _letter(report: Report, address: str, link: str) -> Mail:
    supplier = report.contract.supplier.name if report.contract.supplier else ""
    body = gettext(
        "Hello,\n\n"
        "{supplier} asks you to confirm something that it reported about work, study or an invoice. Open the link to"
        " read what it is about, and answer there. You need no account. It works once, and for {days} days:\n{link}\n\n"
        "Did you not expect this mail? Ask {supplier} about it, or leave it: then nothing is confirmed.\n"
    ).format(supplier=supplier, days=DAYS_OPEN, link=link)
    subject = gettext("{supplier} asks you to confirm something").format(supplier=supplier)
    return Mail(to=address, subject=subject.replace("\n", " "), body=body)
