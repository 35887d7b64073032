"""The town of a drill: coordinators, suppliers with clerks, contracts, and reports that wait or are being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Subregion, Supplier, User

PASSWORD = "samen-aan-het-werk"  # noqa: S105 - of the drill's own people
FROM = date(2017, 1, 1)
CLERKS_OF_ONE = 2
ROWS = 25  # of each spreadsheet


@dataclass(frozen=True)
class Clerk:
    """Somebody of a supplier: which drafts are theirs to finish, and on which reports they can speak."""

    email: str
    contract: int
    drafts: tuple[int, ...]
    waiting: tuple[int, ...]
    sheet: bytes


@dataclass(frozen=True)
class Town:
    """Who works at once, and what waits for a decision."""

    coordinators: tuple[str, ...]
    clerks: tuple[Clerk, ...]

    @property
    def waiting(self) -> tuple[int, ...]:
        """Return every report that waits."""
        return tuple(report for clerk in self.clerks for report in clerk.waiting)


def build(*, people: int, each: int, today: date) -> Town:
    """Build a town of `people`, half of them coordinators; every clerk has `each` drafts and twice as many waiting."""
    from django.db import transaction

    with transaction.atomic():
        return _build(people // 2, people - people // 2, each, today)


def _build(coordinators: int, clerks: int, each: int, today: date) -> Town:
    from tegenwaarde.records.models import Buyer, Region, Role, Subregion, SubregionMembership
    from tegenwaarde.usecases.books import keep_book

    policy = keep_book("twente-2017")
    region = Region.unfenced.create(name="Oefenregio", policy_region=policy.region)
    subregion = Subregion.unfenced.create(region=region, name="Oefensubregio")
    buyer = Buyer.unfenced.create(kind="municipality", name="Oefenstad", kvk="11111111")
    SubregionMembership.unfenced.create(buyer=buyer, subregion=subregion, from_day=FROM)
    users = [_user(f"coordinator{number}", Role.COORDINATOR, subregion=subregion) for number in range(coordinators)]
    made, numbers = [], count(1)
    for first in range(0, clerks, CLERKS_OF_ONE):
        supplier, contract = _supplier_with_contract(first, buyer, subregion, policy)
        for number in range(first, min(first + CLERKS_OF_ONE, clerks)):
            clerk = _user(f"clerk{number}", Role.SUPPLIER, supplier=supplier)
            made.append(_with_reports(clerk, contract, each, today, numbers))
    return Town(tuple(user.email for user in users), tuple(made))


def _user(name: str, role: str, **scope: Any) -> User:
    from tegenwaarde.records.models import RoleGrant, User

    user = User.objects.create_user(f"{name}@drill.example", name, PASSWORD)
    RoleGrant.unfenced.create(user=user, role=role, from_day=FROM, **scope)
    return user


def _supplier_with_contract(
    number: int, buyer: Buyer, subregion: Subregion, policy: PolicyText
) -> tuple[Supplier, Contract]:
    from tegenwaarde.records.models import Contract, ContractBuyer, Supplier
    from tegenwaarde.usecases.contracts.obligation import calculate, keep_obligation

    supplier = Supplier.unfenced.create(name=f"Bedrijf {number}", kvk=f"{20_000_000 + number}")
    contract = Contract.unfenced.create(
        state="running", title=f"Werk {number}", reference=f"D-{number}", kind="services", value_cents=500_000_000,
        tender_date=date(2017, 2, 1), start=FROM, end=date(2018, 12, 31), supplier=supplier, book=policy,
        entered_in=subregion,
    )  # fmt: skip
    ContractBuyer.unfenced.create(contract=contract, buyer=buyer)
    calculated = calculate(contract, buyer=buyer, certificates=())
    keep_obligation(contract=contract, calculated=calculated, reason="The contract was put in force.", today=FROM)
    return supplier, contract


def _with_reports(clerk: User, contract: Contract, each: int, today: date, numbers: Any) -> Clerk:
    from tegenwaarde.access.actor import actor_for
    from tegenwaarde.usecases.reports.submit_report import submit_report

    actor = actor_for(clerk, today)
    drafts = [_draft(actor, contract, next(numbers), today) for _ in range(each)]
    waiting = [_draft(actor, contract, next(numbers), today) for _ in range(2 * each)]
    for report in waiting:
        submit_report(actor=actor, report_id=report, today=today)
    sheet = _sheet(contract.reference, [next(numbers) for _ in range(ROWS)])
    return Clerk(clerk.email, contract.pk, tuple(drafts), tuple(waiting), sheet)


def _sheet(contract: str, numbers: list[int]) -> bytes:
    """Return a spreadsheet about people of whom nothing was reported before."""
    from tegenwaarde.adapters.spreadsheets import write_sheets
    from tegenwaarde.usecases.sheets.template import filled

    rows: list[dict[str, Any]] = [
        {
            "contract": contract,
            "reference": f"S-{number}",
            "name_at_birth": "Proef",
            "birth_date": date(1980, 1, 1) + timedelta(days=number),
            "block": "1",
            "benefit_since": date(2016, 3, 1),
            "employment_start": date(2017, 3, 1),
            "hours_per_week": 36,
            "no_displacement": "ja",
        }
        for number in numbers
    ]
    return write_sheets(filled({"placement": rows, "invoice": [], "activity": []}))


def _draft(actor: Actor, contract: Contract, number: int, today: date) -> int:
    from tegenwaarde.usecases.persons.identify import identify
    from tegenwaarde.usecases.reports.save_draft import choose_block, save_draft
    from tegenwaarde.usecases.reports.start_report import start_report

    who = identify(name_at_birth="Proef", birth_date=date(1970, 1, 1) + timedelta(days=number), today=today)
    made = start_report(actor=actor, contract_id=contract.pk, reference=f"P-{number}", today=today, identity=who)
    worked = {
        "situations": ("benefit-participatiewet",),
        "benefit_since": (("participatiewet", date(2016, 3, 1)),),
        "employment_start": date(2017, 3, 1),
        "hours_per_week": 3_600,
    }
    save_draft(actor=actor, report_id=made.pk, values=worked)
    return choose_block(actor=actor, report_id=made.pk, block="1", no_displacement=True).pk
