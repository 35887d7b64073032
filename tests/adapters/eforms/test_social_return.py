"""Where a notice speaks of social return: by code, by condition, in its own words; and where it does not."""

from __future__ import annotations

import random

import pytest

from tegenwaarde.adapters.eforms.social import SHOWN, STEMS, WORDS, shortened
from tests.adapters.eforms.builder import cac, cbc, contract, lot, lot_result, notice, party, project, tender
from tests.adapters.eforms.reading import read, the_award

SAYING = [
    "Social Return (criterium 5)",
    "SROI",
    "De SROI-verplichting is 5%",
    "eis 4: social-return",
    "socialreturnverplichting",
    "Social returnparagraaf",
    "social return on investment",
    "sociale return",
    "sociaal rendement",
    "inzet van PSO-gecertificeerde bedrijven",
    "PSO trede 3",
    "mensen met een afstand tot de arbeidsmarkt",
    "mensen met een AFSTAND TOT DE ARBEIDSMARKT",
    "afstand tot de reguliere arbeidsmarkt",
    "participatie van mensen met afstand tot de arbeidsmarkt",
    "personen met een arbeidsbeperking",
    "Banenafspraak",
    "langdurig werklozen",
    "langdurig werkloze inwoners",
    "de sociale paragraaf",
    "opportunities for the long-term unemployed",
    "people at a distance to the labour market",
    "distance from the labor market",
]
SILENT = [
    "",
    "sociale woningbouw",
    "return on investment",
    "antisocial return",
    "social returns are high",
    "pso",
    "PSOriasis",
    "EPSO",
    "croissement",
    "MSROI",
    "de afstand tot de weg",
    "arbeidsmarkt",
    "social",
    "de asociale returnchute",
    "banenafspraken zijn hier niet",
]


@pytest.mark.parametrize("text", SAYING)
def test_words_of_social_return_are_found_in_a_description(text: str) -> None:
    award = the_award(notice(lots=lot(about=project(description=f"Uitvoering van {text}."))))
    assert [(each.route, each.place, each.words) for each in award.social_return] == [
        ("text", "LOT-1 · description", f"Uitvoering van {text}.")
    ]


@pytest.mark.parametrize("text", SILENT)
def test_other_words_are_not(text: str) -> None:
    assert read(notice(lots=lot(about=project(description=f"Uitvoering van {text} …")))).social_return == ()


@pytest.mark.parametrize("text", SAYING)
def test_every_word_of_social_return_holds_a_stem(text: str) -> None:
    hit = WORDS.search(text)
    assert hit
    assert any(stem in hit.group().lower() for stem in STEMS)


def test_looking_around_the_stems_finds_what_looking_everywhere_finds() -> None:
    chance = random.Random("stems")
    words = [*SAYING, *SILENT, "woord", "sociale", "arbeidsmarkt", "é", "langzaam " * 30]
    for _ in range(2000):
        text = " ".join(chance.choices(words, k=chance.randrange(1, 14)))
        line = " ".join((text if chance.random() < 0.7 else text.replace(" ", "")).split())
        hit = WORDS.search(line)
        assert bool(hit) == bool(shortened(line))
        assert hit is None or len(line) > SHOWN or shortened(line) == line


def criterion(name: str, description: str = "") -> str:
    return cac(
        "AwardingTerms",
        cac(
            "AwardingCriterion",
            cac("SubordinateAwardingCriterion", cbc("Name", name), cbc("Description", description or name)),
        ),
    )


def execution(code: str, list_name: str, description: str = "") -> str:
    return cac(
        "ContractExecutionRequirement",
        cbc("ExecutionRequirementCode", code, listName=list_name),
        cbc("Description", description) if description else "",
    )


def additional(code: str, list_name: str, words: str = "") -> str:
    return cac(
        "ProcurementAdditionalType",
        cbc("ProcurementTypeCode", code, listName=list_name),
        cbc("ProcurementType", words) if words else "",
    )


def reserved(code: str) -> str:
    return cac(
        "TendererQualificationRequest",
        cac("SpecificTendererRequirement", cbc("TendererRequirementTypeCode", code, listName="reserved-procurement")),
    )


@pytest.mark.parametrize(
    ("content", "route", "place"),
    [
        (lot(terms=criterion("Social Return (criterium 5)")), "text", "LOT-1 · award criterion"),
        (lot(about=project(title="Brug met social return")), "text", "LOT-1 · title"),
        (lot(about=project(inner=cbc("Note", "SROI: 5%"))), "text", "LOT-1 · additional information"),
        (lot(terms=execution("performance", "conditions", "SROI: 5%")), "BT-70", "LOT-1 · contract condition"),
        (lot(terms=execution("true", "nda", "ook over SROI")), "text", "LOT-1 · contract condition"),
        (
            lot(about=project(inner=additional("soc-obj", "strategic-procurement"))),
            "BT-06",
            "LOT-1 · strategic procurement",
        ),
        (lot(about=project(inner=additional("opp", "social-objective"))), "BT-775", "LOT-1 · social objective"),
        (lot(terms=reserved("res-ws")), "BT-71", "LOT-1 · reserved participation"),
        (lot(terms=execution("yes", "reserved-execution")), "BT-736", "LOT-1 · reserved execution"),
        (lot(process=cbc("Description", "SROI volgens bijlage")), "text", "LOT-1 · procedure"),
        (lot(terms=cac("PaymentTerms", cbc("Note", "SROI telt mee"))), "text", "LOT-1 · terms"),
    ],
)
def test_each_route_says_where_it_found_it(content: str, route: str, place: str) -> None:
    (mention,) = the_award(notice(lots=content)).social_return
    assert (mention.route, mention.place) == (route, place)
    assert mention.words


@pytest.mark.parametrize(
    "content",
    [
        lot(about=project(inner=additional("gen-eq", "social-objective"))),
        lot(about=project(inner=additional("opp", "environmental-impact"))),
        lot(about=project(inner=additional("none", "strategic-procurement"))),
        lot(about=project(inner=additional("env-imp", "strategic-procurement", "minder uitstoot"))),
        lot(terms=reserved("none")),
        lot(terms=reserved("res-pub-ser")),
        lot(terms=execution("no", "reserved-execution")),
        lot(terms=execution("performance", "conditions", "Elektrisch materieel")),
    ],
)
def test_other_codes_say_nothing_of_social_return(content: str) -> None:
    assert the_award(notice(lots=content)).social_return == ()


def test_the_words_beside_a_code_are_given() -> None:
    content = lot(about=project(inner=additional(" soc-obj\n", "strategic-procurement", "Werk voor\n inwoners")))
    assert the_award(notice(lots=content)).social_return[0].words == "Werk voor inwoners"


def test_what_the_procedure_says_counts_for_every_lot_and_once() -> None:
    content = notice(
        about=project(description="Met SROI."), lots=lot(about=project(description="Met SROI.")) + lot("LOT-2")
    )
    assert [each.place for each in the_award(content).social_return] == ["LOT-1 · description"]
    assert [each.place for each in read(content).social_return] == ["procedure · description", "LOT-1 · description"]


def test_what_another_lot_says_does_not_count() -> None:
    content = notice(lots=lot() + lot("LOT-2", project(description="Met SROI.")))
    assert the_award(content).social_return == ()
    assert [each.place for each in read(content).social_return] == ["LOT-2 · description"]


def test_the_title_of_the_contract_is_looked_at() -> None:
    signed = contract("CON-1", "TEN-1", inner=cbc("Title", "Groenonderhoud met SROI"))
    (mention,) = the_award(notice(lot_result() + tender() + signed + party())).social_return
    assert (mention.route, mention.place, mention.words) == (
        "text",
        "CON-1 · contract title",
        "Groenonderhoud met SROI",
    )


def test_a_criterion_that_repeats_itself_is_one_mention() -> None:
    assert len(the_award(notice(lots=lot(terms=criterion("SROI") + criterion("SROI")))).social_return) == 1


def test_a_long_text_is_shortened_around_the_words() -> None:
    text = "woord " * 200 + "en dan social return want " + "daarna " * 200
    short = shortened(text)
    assert len(short) <= SHOWN
    assert short.startswith("…")
    assert short.endswith("…")
    assert "en dan social return want" in short
    assert shortened("SROI " + "woord " * 200).startswith("SROI woord")
    assert shortened("woord " * 200 + "SROI").endswith("woord SROI")


def test_words_are_found_across_a_line_break_and_behind_a_character_reference() -> None:
    content = notice(lots=lot(about=project(description="met social\n   return en")))
    assert the_award(content).social_return[0].words == "met social return en"
    assert the_award(content.replace(b"social", b"&#115;ocial")).social_return == the_award(content).social_return


def test_a_notice_that_says_it_everywhere_is_cut_short() -> None:
    notes = "".join(cbc("Note", f"SROI {number}") for number in range(100))
    assert len(the_award(notice(lots=lot(about=project(inner=notes)))).social_return) == 20
