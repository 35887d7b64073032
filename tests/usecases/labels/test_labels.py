"""Who holds a label, and recording one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import Buyer, Certificate, Contract, Region, Supplier, User
from tegenwaarde.usecases.certificates.labels import NewCertificate
from tegenwaarde.usecases.certificates.record_certificate import EffectNotSeen
from tegenwaarde.usecases.labels.record_label import Holder, record_label
from tegenwaarde.usecases.labels.trades import divisions, trade_of, trade_words
from tegenwaarde.usecases.reading.label_sheet import holders_sheet
from tegenwaarde.usecases.reading.labels import HolderList, Wanted, invitation_filter_of, read_label_holders
from tegenwaarde.usecases.reading.leaflet import read_leaflet
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import TODAY, ActorFor, a_tender

pytestmark = pytest.mark.django_db
YEAR = {"first_day": date(2017, 1, 1), "last_day": date(2018, 12, 31)}


@pytest.fixture(autouse=True)
def _the_day(today: date, region: Region) -> None:
    """It is 2 October 2017, in a region with its policy."""


def holder(name: str = "Drukkerij Letter", kvk: str = "55555555", **more: Any) -> Supplier:
    label, days = more.pop("label", "pso2"), {**YEAR, **more.pop("days", {})}
    one = Supplier.unfenced.create(name=name, kvk=kvk, **{"city": "Buurstad", "trades": "22 79", **more})
    Certificate.unfenced.create(supplier=one, label=label, **days)
    return one


def found(actor: Actor, **asked: Any) -> HolderList:
    return read_label_holders(actor=actor, wanted=Wanted(**{"day": TODAY, **asked}))


def names(actor: Actor, **asked: Any) -> list[str]:
    return [row.name for row in found(actor, **asked).rows]


def test_who_holds_step_two_or_three_is_listed_and_step_one_is_not(anna_actor: Actor) -> None:
    holder()
    holder("Bakkerij Een", "66666666", label="pso1")
    holder("Hovenier Drie", "77777777", label="pso3")
    assert names(anna_actor) == ["Drukkerij Letter", "Hovenier Drie"]


def test_a_label_counts_on_its_first_and_last_day_only(anna_actor: Actor) -> None:
    holder(days={"first_day": date(2017, 10, 2), "last_day": date(2017, 10, 2)})
    assert [names(anna_actor, day=date(2017, 10, day)) for day in (1, 2, 3)] == [[], ["Drukkerij Letter"], []]


def test_a_certificate_that_was_taken_back_does_not_count(anna_actor: Actor) -> None:
    one = holder()
    one.certificates.update(removed_on=date(2017, 9, 1))
    assert names(anna_actor) == []


def test_werkpakt_counts_where_a_buyer_recognises_it(anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer) -> None:
    Buyer.unfenced.filter(pk=buurstad.pk).update(recognises_werkpakt=True)
    holder(label="werkpakt")
    assert found(anna_actor).rows[0].labels[0].only_at == ("Buurstad",)
    assert names(anna_actor, buyer_id=buurstad.pk) == ["Drukkerij Letter"]
    assert names(anna_actor, buyer_id=voorbeeldstad.pk) == []


def test_a_label_that_is_renewed_does_not_lapse_soon(anna_actor: Actor) -> None:
    one = holder(days={"last_day": date(2017, 12, 1)})
    assert found(anna_actor).rows[0].labels[0].lapses
    Certificate.unfenced.create(supplier=one, label="pso3", first_day=date(2017, 12, 2), last_day=date(2019, 12, 1))
    held = found(anna_actor).rows[0].labels[0]
    assert (held.last_day, held.lapses) == (date(2019, 12, 1), False)


def test_filters_go_together_and_their_choices_count_what_the_others_keep(anna_actor: Actor) -> None:
    holder()
    holder("Schilder", "66666666", trades="45", city="Voorbeeldstad", label="pso3")
    assert names(anna_actor, trade="45") == ["Schilder"]
    assert names(anna_actor, trade="45", place="Buurstad") == []
    shown = found(anna_actor, trade="45")
    assert [(one.words, one.count) for one in shown.places] == [("Voorbeeldstad", 1)]
    assert [one.value for one in shown.trades] == ["45", "22", "79"]


def test_the_list_takes_the_same_number_of_queries_for_any_number_of_holders(
    anna_actor: Actor, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        holder(f"Bedrijf {number}", str(60_000_000 + number))
    with django_assert_max_num_queries(10):
        assert len(found(anna_actor).rows) == 10


def test_a_supplier_does_not_see_the_list(bram_actor: Actor) -> None:
    with pytest.raises(NotVisible):
        found(bram_actor)


def test_a_day_before_the_policy_says_so(anna_actor: Actor) -> None:
    assert found(anna_actor, day=date(2012, 1, 1)).without_policy


def test_the_spreadsheet_has_a_row_for_each_label(anna_actor: Actor) -> None:
    one = holder()
    Certificate.unfenced.create(supplier=one, label="pso3", **YEAR)
    sheet = holders_sheet(found(anna_actor)).sheets[0]
    assert len(sheet.rows) == 2  # type: ignore[union-attr]


def test_a_tender_asks_for_its_trade_and_its_buyer(anna_actor: Actor, voorbeeldstad: Buyer, nora: User) -> None:
    tender = a_tender(voorbeeldstad, cpv="45233140")
    asked = invitation_filter_of(actor=anna_actor, tender_id=tender.pk)
    assert asked == {"vak": "45", "opdrachtgever": str(voorbeeldstad.pk)}


def test_every_division_has_a_name_in_both_languages() -> None:
    assert len(divisions()) == 45
    assert all(one.nl and one.en for one in divisions().values())
    assert trade_of("45233140") == "45"
    assert trade_of("99000000") == ""
    assert trade_words("45") == "Bouw, wegen en infra"


def new(**more: Any) -> NewCertificate:
    return NewCertificate(**{"label": "pso3", **YEAR, **more})


def test_a_label_of_a_supplier_without_contracts_can_be_recorded(aisha: User, actor_of: ActorFor) -> None:
    who = Holder(name="Wasserij Wit", kvk="88888888", city="Buurstad", trades=("98", "45"))
    made = record_label(actor=actor_of(aisha), holder=who, label=new(), today=TODAY)
    assert (made.supplier.name, made.supplier.trades, made.recorded_on) == ("Wasserij Wit", "45 98", TODAY)


def test_a_known_supplier_keeps_its_name_and_gets_its_trades(anna_actor: Actor, de_brug: Supplier) -> None:
    who = Holder(name="Iets anders", kvk=de_brug.kvk, trades=("45",))
    record_label(actor=anna_actor, holder=who, label=new(), today=TODAY)
    de_brug.refresh_from_db()
    assert (de_brug.name, de_brug.city, de_brug.trades) == ("Bouwbedrijf De Brug", "Voorbeeldstad", "45")


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (Holder(name="X", kvk="123"), "KVK_NOT_EIGHT_DIGITS"),
        (Holder(name=" ", kvk="88888888"), "SUPPLIER_NAME_MISSING"),
        (Holder(name="X", kvk="88888888", trades=("99",)), "UNKNOWN_TRADE"),
    ],
)
def test_what_is_wrong_is_told_and_nobody_is_taken_up(anna_actor: Actor, who: Holder, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        record_label(actor=anna_actor, holder=who, label=new(), today=TODAY)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not Supplier.unfenced.filter(kvk="88888888").exists()


def test_an_unknown_label_takes_no_supplier_up(anna_actor: Actor) -> None:
    with pytest.raises(Invalid):
        record_label(actor=anna_actor, holder=Holder(name="X", kvk="88888888"), label=new(label="goud"), today=TODAY)
    assert not Supplier.unfenced.filter(kvk="88888888").exists()


def test_a_contact_person_records_no_label(piet: User, actor_of: ActorFor) -> None:
    with pytest.raises(NotAllowed):
        record_label(actor=actor_of(piet), holder=Holder(name="X", kvk="88888888"), label=new(), today=TODAY)


def test_a_label_that_changes_what_is_due_is_recorded_where_the_effect_is_shown(
    anna_actor: Actor, contract_in_force: Contract, de_brug: Supplier
) -> None:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(european_stated=False)
    with pytest.raises(EffectNotSeen):
        record_label(actor=anna_actor, holder=Holder(name="", kvk=de_brug.kvk), label=new(), today=TODAY)


def test_the_leaflet_takes_its_figures_from_the_policy(today: date) -> None:
    shown = read_leaflet(today=today)
    assert shown is not None
    assert [(line.rate, line.invites) for line in shown.lines] == [
        (100_000, False),
        (250_000, True),
        (500_000, True),
        (500_000, True),
    ]
    assert shown.highest_discount == 500_000
