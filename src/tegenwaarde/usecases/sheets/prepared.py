"""Rows made into records before anything is written, so that writing them takes one short transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import BulkUpload, Person, PlanLine, Report, ReportState, TimelineEvent
from tegenwaarde.records.sealed import seal
from tegenwaarde.usecases.ledger.plans import lines_to_fulfil
from tegenwaarde.usecases.reports.submissions import record_many
from tegenwaarde.usecases.sheets.staged import Staged

PIECE = 500
CODE = "sheet_taken_over"


@dataclass(slots=True, eq=False)
class Prepared:
    """Everything that is written: new persons, identities for persons who had none, reports and what happened."""

    actor: Actor
    today: date
    persons: dict[str, Person] = field(default_factory=dict)
    new: list[Person] = field(default_factory=list)
    identified: list[Person] = field(default_factory=list)
    entries: list[tuple[Report, str]] = field(default_factory=list)  # with the person's reference
    followers: list[tuple[Report, str, Report]] = field(default_factory=list)  # with the entry
    events: list[TimelineEvent] = field(default_factory=list)

    def write(self) -> None:
        """Write it all; inside a transaction. Raises IntegrityError where somebody wrote the same person meanwhile."""
        Person.unfenced.bulk_create(self.new, batch_size=PIECE)
        Person.unfenced.bulk_update(self.identified, ["identity_hash", "identity_keys"], batch_size=PIECE)
        for report, reference in self.entries:
            report.person = self.persons.get(reference)
        Report.unfenced.bulk_create([report for report, _who in self.entries], batch_size=PIECE)
        for report, reference, entry in self.followers:
            report.person, report.entry = self.persons.get(reference), entry
        Report.unfenced.bulk_create([report for report, _who, _entry in self.followers], batch_size=PIECE)
        written = [report for report, _who in self.entries] + [report for report, _who, _entry in self.followers]
        record_many(written, self.actor, self.today)
        TimelineEvent.unfenced.bulk_create(self.events, batch_size=PIECE)


def prepare(
    staged: list[Staged], upload: BulkUpload, actor: Actor, today: date, beat: Callable[[int], None]
) -> Prepared:
    """Return the records of the rows; `beat` hears how many are ready."""
    made = Prepared(actor, today)
    _people(made, staged, upload.supplier_id)
    lines = lines_to_fulfil(tuple({one.contract for one in staged}))
    reports: list[Report] = []
    for place, one in enumerate(staged):
        if place % PIECE == 0:
            beat(place)
        report = _report(one, upload, actor, today, lines.get((one.contract, one.block)))
        reports.append(report)
        if one.entry < 0:
            made.entries.append((report, one.reference))
        else:
            made.followers.append((report, one.reference, reports[one.entry]))
    made.events = _events(staged, upload, actor, today)
    return made


def _people(made: Prepared, staged: list[Staged], supplier_id: int) -> None:
    """Take up the persons of the rows: those known, those known without an identity, and new ones."""
    wanted = {one.reference: one for one in staged if one.reference}
    known = {one.reference: one for one in Person.unfenced.filter(supplier_id=supplier_id) if one.reference in wanted}
    for reference, one in wanted.items():
        person = known.get(reference)
        if person is None:
            person = Person(supplier_id=supplier_id, reference=reference)
            made.new.append(person)
        elif person.identity_hash:
            made.persons[reference] = person
            continue
        else:
            made.identified.append(person)
        person.identity_hash, person.identity_keys = one.identity_hash, one.identity_keys
        made.persons[reference] = person


def _report(one: Staged, upload: BulkUpload, actor: Actor, today: date, line: PlanLine | None) -> Report:
    return Report(
        contract_id=one.contract,
        state=ReportState.SUBMITTED,
        block=one.block,
        facts=seal(one.facts),
        plan_line=line,
        share=one.share,
        upload=upload,
        no_displacement=one.no_displacement,
        submitted_on=today,
        submitted_cents=one.value_cents,
        made_by_id=actor.user_id,
        made_on=today,
    )


def _events(staged: list[Staged], upload: BulkUpload, actor: Actor, today: date) -> list[TimelineEvent]:
    """Return what happened to each contract: so many fulfilments were reported, worth so much."""
    numbers, values = Counter[int](), Counter[int]()
    for one in staged:
        numbers[one.contract] += 1
        values[one.contract] += one.value_cents
    return [
        TimelineEvent(
            contract_id=contract_id,
            day=today,
            code=CODE,
            figures={"number": number, "value_cents": values[contract_id], "upload": upload.pk},
            actor_id=actor.user_id,
        )
        for contract_id, number in numbers.items()
    ]
