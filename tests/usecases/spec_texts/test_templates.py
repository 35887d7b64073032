"""Changing the spec texts: versions that stay, checked before they are saved."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.policy import library
from tegenwaarde.records.models import Region, SpecTemplate, User
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.spec_texts.save_template import ChangedMeanwhile, restore_template, save_template
from tegenwaarde.usecases.spec_texts.versions import newest_of, versions_of
from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
NEW = "# Titel\n\nTekst voor {buyer}.\n"


@pytest.fixture
def keeper(beheer: User, actor_of: ActorFor, region: Region) -> Actor:
    return actor_of(beheer)


def saved(keeper: Actor, words: str = NEW, based_on: int = 1, change: str = "Korter.") -> SpecTemplate:
    return save_template(
        actor=keeper, variant="condition", words=words, change=change, based_on=based_on, today=keeper.today
    )


def test_the_shipped_text_is_version_one_before_anybody_keeps_anything(region: Region) -> None:
    assert [(one.number, one.words) for one in versions_of(region, "condition")] == [
        (1, library.spec_text("twente", "condition"))
    ]
    assert set(newest_of(region)) == {"condition", "criterion", "both", "effort"}
    assert SpecTemplate.unfenced.count() == 0


def test_a_change_makes_the_next_version_and_the_old_one_stays(keeper: Actor, region: Region) -> None:
    made = saved(keeper)
    assert (made.number, made.change) == (2, "Korter.")
    assert [one.number for one in versions_of(region, "condition")] == [2, 1]
    assert versions_of(region, "condition")[1].words == library.spec_text("twente", "condition")
    assert newest_of(region)["condition"].words == NEW


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Voor {iemand}.", "UNKNOWN_PLACE"),
        ("{if label_counts}\nx", "NO_END"),
        ("  ", "NO_WORDS"),
        ("a" * 61_000, "TEXT_TOO_LONG"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused(keeper: Actor, words: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        saved(keeper, words)
    assert code in [problem.code for problem in refused.value.problems]
    assert {problem.place for problem in refused.value.problems} == {"words"}
    assert SpecTemplate.unfenced.count() == 0


def test_a_change_says_what_it_is_and_changes_something(keeper: Actor, region: Region) -> None:
    with pytest.raises(Invalid) as refused:
        saved(keeper, library.spec_text("twente", "condition").replace("\n", "\r\n"), change=" ")
    assert [problem.code for problem in refused.value.problems] == ["CHANGE_MISSING", "NOTHING_CHANGED"]


def test_two_who_change_the_same_version_do_not_undo_each_other(keeper: Actor) -> None:
    saved(keeper)
    with pytest.raises(ChangedMeanwhile):
        saved(keeper, "# Anders\n\nTekst.\n")


def test_restoring_an_old_version_makes_a_new_one(keeper: Actor, region: Region, today: date) -> None:
    saved(keeper)
    made = restore_template(actor=keeper, variant="condition", number=1, based_on=2, today=today)
    assert (made.number, made.change) == (3, "Terug naar versie 1")
    assert newest_of(region)["condition"].words == library.spec_text("twente", "condition")
    with pytest.raises(Invalid):
        restore_template(actor=keeper, variant="condition", number=1, based_on=3, today=today)
    with pytest.raises(NotVisible):
        restore_template(actor=keeper, variant="condition", number=9, based_on=3, today=today)


def test_only_the_administrator_changes_the_texts(anna_actor: Actor, region: Region) -> None:
    with pytest.raises(NotVisible):
        saved(anna_actor)


def test_there_is_no_text_for_a_way_of_asking_that_does_not_exist(keeper: Actor, today: date) -> None:
    with pytest.raises(NotVisible):
        save_template(actor=keeper, variant="best", words=NEW, change="x", based_on=0, today=today)
