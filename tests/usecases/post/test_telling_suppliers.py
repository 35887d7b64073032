"""Mail to the people of a supplier: who gets it, when, and what it does not say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from tegenwaarde.records.models import RoleGrant
from tegenwaarde.usecases.post.tell_supplier import WORDINGS, News, tell_supplier
from tests.cast import a_user
from tests.usecases.post.letters import Post, ports_with

if TYPE_CHECKING:
    from tegenwaarde.records.models import Contract, Supplier, User

pytestmark = pytest.mark.django_db


def tell(post: Post, contract: Contract, today: date, what: News = News.REPORT_RETURNED, **more: Any) -> None:
    of_one: dict[str, Any] = {"contract": contract} if "number" not in more else {}
    tell_supplier(
        ports=ports_with(post),
        supplier_id=contract.supplier_id or 0,
        what=what,
        link="/invulling/7/",
        today=today,
        **of_one,
        **more,
    )


def test_everybody_of_the_supplier_is_told_and_who_made_the_report_first(
    bram: User,
    olga: User,
    contract_in_force: Contract,
    de_brug: Supplier,
    today: date,
    django_capture_on_commit_callbacks: Any,
) -> None:
    sanne = a_user("Sanne", "supplier", supplier=de_brug)
    post = Post()
    with django_capture_on_commit_callbacks(execute=True):
        tell(post, contract_in_force, today, first_user_id=sanne.pk)
    assert [letter.to for letter in post.letters] == [sanne.email, bram.email]


def test_nothing_is_mailed_before_the_decision_stands(
    bram: User, contract_in_force: Contract, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    post = Post()
    with django_capture_on_commit_callbacks() as later, transaction.atomic():
        tell(post, contract_in_force, today)
    assert (post.letters, len(later)) == ([], 1)


def test_a_decision_that_is_undone_is_not_mailed(
    bram: User, contract_in_force: Contract, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    post = Post()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        tell(post, contract_in_force, today)
        transaction.set_rollback(True)
    assert post.letters == []


def test_the_letter_names_contract_and_link(
    bram: User, contract_in_force: Contract, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    post = Post()
    with django_capture_on_commit_callbacks(execute=True):
        tell(post, contract_in_force, today)
    body = post.letters[0].body
    assert "“Onderhoud van bruggen”" in body
    assert "https://tegenwaarde.voorbeeld.nl/invulling/7/" in body
    assert "teruggestuurd" in body


def test_many_decisions_make_one_letter_with_their_number(
    bram: User, contract_in_force: Contract, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    post = Post()
    with django_capture_on_commit_callbacks(execute=True):
        tell(post, contract_in_force, today, number=12)
        tell(post, contract_in_force, today, number=0)
    assert len(post.letters) == 1
    assert "12 meldingen" in post.letters[0].body


def test_who_no_longer_acts_for_the_supplier_is_not_told(
    bram: User, contract_in_force: Contract, today: date, django_capture_on_commit_callbacks: Any
) -> None:
    RoleGrant.unfenced.filter(user=bram).update(until_day=today - timedelta(days=1))
    post = Post()
    with django_capture_on_commit_callbacks(execute=True):
        tell(post, contract_in_force, today)
    assert post.letters == []


def test_every_piece_of_news_has_its_words() -> None:
    assert set(WORDINGS) == set(News)
