"""The database refuses half-truths: every constraint is tried with a row that is whole and a row that is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Field, Model, UniqueConstraint

from tests.records.half_truths import CHECKS, UNIQUE
from tests.records.truths import HalfTruth, Twice
from tests.records.world import World

pytestmark = pytest.mark.django_db


def models() -> tuple[type[Model], ...]:
    return tuple(apps.get_app_config("records").get_models())


def constraints(kind: type) -> set[str]:
    return {constraint.name for model in models() for constraint in model._meta.constraints if type(constraint) is kind}


def unique_fields() -> dict[str, Field[Any, Any]]:
    fields = ((model, field) for model in models() for field in model._meta.local_concrete_fields)
    return {f"{model.__name__}.{f.name}": f for model, f in fields if f.unique and not f.primary_key}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def refused(*words: str) -> Iterator[None]:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    said = str(refusal.value)
    assert any(word in said for word in words), said


def test_every_constraint_has_its_half_truth_here() -> None:
    assert set(CHECKS) == constraints(CheckConstraint)
    assert set(UNIQUE) == constraints(UniqueConstraint) | unique_fields().keys()
    assert {type(c) for model in models() for c in model._meta.constraints} <= {CheckConstraint, UniqueConstraint}


@pytest.mark.parametrize(("name", "truth"), CHECKS.items(), ids=CHECKS)
def test_a_half_truth_is_refused_and_the_whole_one_kept(world: World, name: str, truth: HalfTruth) -> None:
    common = truth.common(world)
    with undone():
        truth.make(world, **common, **truth.whole)
    with refused(name):
        truth.make(world, **{**common, **truth.whole, **truth.half})


def where_it_is_unique(name: str) -> tuple[str, ...]:
    """Return what a refusal says: PostgreSQL names the constraint, SQLite the columns."""
    field = unique_fields().get(name)
    if field is not None:
        column = f"{field.model._meta.db_table}.{field.column}"
        return (column,) if connection.vendor == "sqlite" else (column.replace(".", "_"),)
    if connection.vendor == "postgresql":
        return (name,)
    model, constraint = next((m, c) for m in models() for c in m._meta.constraints if c.name == name)
    assert isinstance(constraint, UniqueConstraint)
    columns = {field.name: field.column for field in model._meta.local_concrete_fields}
    return (", ".join(f"{model._meta.db_table}.{columns[name]}" for name in constraint.fields),)


@pytest.mark.parametrize(("name", "once"), UNIQUE.items(), ids=UNIQUE)
def test_what_may_be_there_once_is_refused_the_second_time(world: World, name: str, once: Twice) -> None:
    common = once.common(world)
    once.make(world, **common)
    with refused(*where_it_is_unique(name)):
        once.make(world, **common)
    once.make(world, **{**common, **once.other})


SCOPES = {
    "coordinator": {"subregion"},
    "assistant": {"subregion"},
    "consultant": {"subregion"},
    "contact_person": {"buyer"},
    "procurement_officer": {"buyer"},
    "supplier": {"supplier"},
    "manager": {"subregion", "buyer", "nothing"},
    "administrator": {"nothing"},
}


@pytest.mark.parametrize("scope", ["subregion", "buyer", "supplier", "nothing", "two at once"])
@pytest.mark.parametrize("role", SCOPES)
def test_a_role_is_for_what_belongs_to_it(world: World, role: str, scope: str) -> None:
    scopes: dict[str, dict[str, Any]] = {
        "subregion": {"subregion": world.subregion},
        "buyer": {"buyer": world.buyer},
        "supplier": {"supplier": world.supplier},
        "nothing": {},
        "two at once": {"subregion": world.subregion, "buyer": world.buyer},
    }
    user = world.a_user()
    if scope in SCOPES[role]:
        assert world.grant(user=user, role=role, **scopes[scope]).pk
        return
    with refused("role_has_the_scope_it_needs"):
        world.grant(user=user, role=role, **scopes[scope])


def test_an_unknown_role_is_refused(world: World) -> None:
    with refused("role_has_the_scope_it_needs"):
        world.grant(role="boss")


@pytest.mark.parametrize("fact", ["supplier", "tender_date", "value_cents", "start", "end", "book"])
def test_a_contract_in_force_lacks_no_fact_that_a_draft_may_lack(world: World, fact: str) -> None:
    assert world.a_contract(state="draft", **{fact: None}).pk
    with refused("contract_in_force_is_complete"):
        world.a_contract(**{fact: None})


@pytest.mark.parametrize("word", ["title", "kind"])
def test_a_contract_in_force_has_its_words(world: World, word: str) -> None:
    with refused("contract_in_force_is_complete"):
        world.a_contract(**{word: ""})


def test_a_submitted_report_names_its_block(world: World) -> None:
    with refused("submitted_report_has_a_block_and_a_day"):
        world.report(block="")


def test_a_draft_report_may_still_lack_its_block_and_day(world: World) -> None:
    assert world.report(state="draft", block="", submitted_on=None).pk


def test_a_reversal_is_below_zero(world: World) -> None:
    line = world.line()
    with refused("only_a_reversal_is_negative"):
        world.line(report=line.report, reverses=line, cents=1_000)


def test_an_obligation_below_zero_is_refused(world: World) -> None:
    with refused("obligation_is_not_negative"):
        world.obligation(gross_cents=1, discount_cents=2, net_cents=-1)
