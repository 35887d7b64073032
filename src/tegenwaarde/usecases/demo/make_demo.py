"""Make the demo region, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tegenwaarde.records.models import Region
from tegenwaarde.usecases.books import keep_book
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.demo.advice import make_advice
from tegenwaarde.usecases.demo.changes import make_changes
from tegenwaarde.usecases.demo.contracts import make_contracts
from tegenwaarde.usecases.demo.labels import make_label_holders
from tegenwaarde.usecases.demo.notices import make_notices
from tegenwaarde.usecases.demo.papers import keep_papers
from tegenwaarde.usecases.demo.places import make_people, make_places, make_suppliers
from tegenwaarde.usecases.demo.quarters import confirm_quarters
from tegenwaarde.usecases.demo.scenes import play_scenes
from tegenwaarde.usecases.demo.spec_texts import take_spec_texts
from tegenwaarde.usecases.demo.tenders import make_tenders


def make_demo(*, today: date) -> bool:
    """Make the demo region as it would be on `today`; says whether it was made or stood already."""
    with transaction.atomic():
        if Region.unfenced.exists():
            return False
        book = keep_book(cast.BOOK)
        make_places(book.in_force_from)
        make_suppliers()
        make_people(book.in_force_from)
        make_contracts(today)
        make_changes(today)
        confirm_quarters(today)
        play_scenes(today)
        keep_papers(today)
        make_tenders(today)
        make_advice(today)
        make_label_holders(today)
        take_spec_texts(today)
        make_notices(today)
    return True


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demo, in words."""

    email: str
    name: str
    role: str
    scope: str


def accounts() -> tuple[Account, ...]:
    """Return the accounts of the demo."""
    return tuple(
        Account(email=p.email, name=p.name, role=str(p.role.label), scope=p.scope)
        for p in (*cast.PEOPLE, *cast.contact_persons())
    )
