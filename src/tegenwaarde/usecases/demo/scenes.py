"""What waits in the demo beside its reports: talks, plans, changes, confirmations by others, and a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tegenwaarde.access.actor import Actor, actor_for, visitor
from tegenwaarde.records.models import ChangeKind, Contract, Proposal, Report, Role, User
from tegenwaarde.records.models.contracts import WHOLE
from tegenwaarde.usecases.agreements.answer_proposal import return_proposal
from tegenwaarde.usecases.agreements.propose_plan import propose_plan
from tegenwaarde.usecases.agreements.write_proposal import write_proposal
from tegenwaarde.usecases.contracts.finding import record_finding
from tegenwaarde.usecases.corrections.correct_report import start_correction
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.demo.identities import IDENTITIES
from tegenwaarde.usecases.demo.quiet import quiet_ports
from tegenwaarde.usecases.demo.stories import FULL_TIME, month
from tegenwaarde.usecases.persons.identify import identify
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.save_draft import choose_block, save_draft
from tegenwaarde.usecases.reports.share_report import share_report
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.second_party.answer import answer_question
from tegenwaarde.usecases.second_party.ask import record_question
from tegenwaarde.usecases.thread.say import say

EMPLOYMENT = "employment"


@dataclass(frozen=True, slots=True)
class Stage:
    """Who acts today: a coordinator by subregion, a clerk by supplier."""

    today: date
    people: dict[tuple[str, str], User]

    def coordinator(self, subregion: str) -> Actor:
        """Return the coordinator of a subregion."""
        return actor_for(self.people[Role.COORDINATOR, subregion], self.today)

    def clerk(self, supplier: str) -> Actor:
        """Return the clerk of a supplier."""
        return actor_for(self.people[Role.SUPPLIER, supplier], self.today)


def play_scenes(today: date) -> None:
    """Let everything happen today that the screens have to show."""
    users = {user.email: user for user in User.objects.all()}
    stage = Stage(today, {(one.role, one.scope): users[one.email] for one in cast.PEOPLE})
    for scene in (_talk, _return_and_again, _plans, _finding, _change, _divide, _confirmations):
        scene(stage)


def _report(reference: str) -> Report:
    return Report.unfenced.select_related("contract").filter(person__reference=reference).earliest("pk")


def _contract(title: str) -> Contract:
    return Contract.unfenced.get(title=title)


def _talk(stage: Stage) -> None:
    """One question that was answered, and one that waits for the supplier."""
    anna, bram, erik = stage.coordinator("Hengelo"), stage.clerk("Bouwbedrijf De Brug"), stage.coordinator("Enschede")
    told: dict[str, Any] = {"ports": quiet_ports(), "today": stage.today}
    ww, prentice = _report("DB-021").pk, _report("HV-13").pk
    say(actor=anna, report_id=ww, text="Werkt deze persoon het hele jaar 32 uur?", asks=True, **told)
    say(actor=bram, report_id=ww, text="Ja, ook in de bouwvak. Dat staat in het contract.", asks=False, **told)
    say(actor=erik, report_id=prentice, text="Kunt u het besluit over de leerplicht laten zien?", asks=True, **told)


def _return_and_again(stage: Stage) -> None:
    """A report that came back, was corrected, and waits again: both sides see what changed."""
    aylin, bram, report = stage.coordinator("Almelo"), stage.clerk("Bouwbedrijf De Brug"), _report("DB-041")
    why = "De uren kloppen niet met de overeenkomst: daar staat 28 uur per week. Wilt u dat aanpassen?"
    return_report(actor=aylin, report_id=report.pk, version=report.version, reason=why, today=stage.today)
    save_draft(actor=bram, report_id=report.pk, values={"hours_per_week": 2800})
    submit_report(actor=bram, report_id=report.pk, today=stage.today)


def _plans(stage: Stage) -> None:
    """A plan that waits for the coordinator, and one that came back."""
    _propose(stage, "Infra Noorderend", "Onderhoud wegen buitengebied", persons=1, note="Een leerling van het ROC.")
    plan = _propose(stage, "Schoonmaak Helder", "Buurtwerk en ontmoeting", persons=2, note="Wij beginnen klein.")
    return_proposal(
        actor=stage.coordinator("Almelo"),
        proposal_id=plan.pk,
        version=plan.version,
        reason="Dit dekt de verplichting niet. Kan er nog iemand uit de Participatiewet bij?",
        ports=quiet_ports(),
        today=stage.today,
    )


def _propose(stage: Stage, supplier: str, title: str, *, persons: int, note: str) -> Proposal:
    clerk, contract = stage.clerk(supplier), _contract(title)
    first = month(stage.today, 1)
    lines = [
        {
            "kind": "work",
            "block": "10",
            "persons": persons,
            "hours_per_week": FULL_TIME,
            "start": first,
            "end": contract.end,
        }
    ]
    made = write_proposal(actor=clerk, contract_id=contract.pk, sketches=lines, note=note, version=0, today=stage.today)
    return propose_plan(
        actor=clerk,
        contract_id=contract.pk,
        version=made.version,
        today=stage.today,
        short_is_meant=True,
        far_above_is_meant=True,
    )


def _finding(stage: Stage) -> None:
    """Placing people is not possible in a contract that only delivers furniture."""
    record_finding(
        actor=stage.coordinator("Hengelo"),
        contract_id=_contract("Kantoormeubilair").pk,
        reason="De leverancier bezorgt alleen meubels uit voorraad. Daar is geen werkplek bij.",
        today=stage.today,
    )


def _change(stage: Stage) -> None:
    """Hours that changed on what was approved, passed on and waiting."""
    clerk, approved = stage.clerk("Groenvoorziening Het Veld"), _report("HV-40")
    change = start_correction(actor=clerk, report_id=approved.pk, change=ChangeKind.HOURS, today=stage.today)
    since = month(stage.today, -1)
    save_draft(actor=clerk, report_id=change.pk, values={"hours_changes": ((since, 3200),)})
    submit_report(actor=clerk, report_id=change.pk, today=stage.today)


def _divide(stage: Stage) -> None:
    """One person who works on two contracts, entered once."""
    clerk = stage.clerk("Groenvoorziening Het Veld")
    first, second = _contract("Onderhoud plantsoenen wijken Noord"), _contract("Groenonderhoud sportparken")
    name, born = IDENTITIES["HV-50"]
    who = identify(name_at_birth=name, birth_date=born, today=stage.today)
    made = start_report(actor=clerk, contract_id=first.pk, today=stage.today, reference="HV-50", identity=who)
    worked = {"situations": ("block-3",), "employment_start": month(stage.today, -2), "hours_per_week": FULL_TIME}
    save_draft(actor=clerk, report_id=made.pk, values=worked)
    parts = {first.pk: WHOLE * 40 // 100, second.pk: WHOLE * 60 // 100}
    share_report(actor=clerk, report_id=made.pk, shares=parts, today=stage.today)
    choose_block(actor=clerk, report_id=made.pk, block="3", no_displacement=True)
    submit_report(actor=clerk, report_id=made.pk, today=stage.today)


def _confirmations(stage: Stage) -> None:
    """A fact that another company confirmed, one that it called wrong, and a question that nobody answered yet."""
    bram, sanne = stage.clerk("Bouwbedrijf De Brug"), stage.clerk("Schoonmaak Helder")
    _answered(stage, bram, "DB-021", "Detacheerder Twente Werkt", confirmed=True)
    _answered(stage, sanne, "SH-9", "Uitzendbureau De Schakel", confirmed=False)
    _ask(stage, bram, "DB-041", "Installatiebedrijf Kwast")


def _ask(stage: Stage, clerk: Actor, reference: str, party: str) -> str:
    report = _report(reference)
    asked = {"kind": EMPLOYMENT, "party": party, "email": ""}
    return record_question(actor=clerk, report_id=report.pk, today=stage.today, **asked)[1]


def _answered(stage: Stage, clerk: Actor, reference: str, party: str, *, confirmed: bool) -> None:
    answer_question(
        actor=visitor(stage.today),
        token=_ask(stage, clerk, reference, party),
        confirmed=confirmed,
        name="M. de Boer",
        remark="" if confirmed else "Bij ons staat 24 uur per week in het contract.",
        today=stage.today,
    )
