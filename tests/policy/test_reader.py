"""What is wrong with a policy file is said all at once, each with its line and its path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tegenwaarde.policy.book import PERCENT, Counts, Evidence, ExtraShape, PotShape, Unit
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.policy.book_keeping import CertificateRules, EvidenceFiles, Retention
from tegenwaarde.policy.reader import read_book
from tegenwaarde.policy.text import Text

SMALL = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Slip:
    """Line `line` of the small book, where `old` becomes `new`; the problem is `code` at `path` on line `at`."""

    name: str
    line: int
    old: str
    new: str
    code: str
    path: str
    at: int = 0

    @property
    def text(self) -> str:
        lines = SMALL.splitlines(keepends=True)
        changed = lines[self.line - 1].replace(self.old, self.new, 1)
        assert changed != lines[self.line - 1], f"{self.name}: line {self.line} does not hold {self.old}"
        lines[self.line - 1] = changed
        return "".join(lines)

    @property
    def place(self) -> str:
        return f"line {self.at or self.line}, {self.path}"


NEXT_AMOUNT = '{ from = 2020-01-01, eur = "9", source = "s" }, { from = 2020-02-01'
SLIPS = (
    Slip("an unknown key", 18, "unit =", 'colour = "red"\nunit =', "UNKNOWN_KEY", "blocks[0].colour"),
    Slip("an unknown key in a row", 11, "source", "sauce = 1, source", "UNKNOWN_KEY", "fulltime.hours[0].sauce"),
    Slip("an unknown section", 91, "[pace]", "[haste]\n[pace]", "UNKNOWN_KEY", "haste"),
    Slip("counting that does not go with the unit", 31, "full_time_year", "hour", "DOES_NOT_GO_TOGETHER",
         "blocks[1].counts[0].kind", 33),
    Slip("a missing unit", 31, 'unit = "full_time_year"', "", "MISSING_KEY", "blocks[1].unit", 29),
    Slip("a missing label", 26, "label =", "situation_label =", "MISSING_KEY", "blocks[0].label", 16),
    Slip("a missing language", 26, 'nl = "Kort", ', "", "MISSING_KEY", "blocks[0].label.nl"),
    Slip("a missing months", 23, "months = 12, ", "", "MISSING_KEY", "blocks[0].counts[0].months"),
    Slip("a missing section", 91, "[pace]", "[reporting.pace]", "MISSING_KEY", "pace", 1),
    Slip("a missing source", 21, ', source = "example 2"', "", "MISSING_SOURCE", "blocks[0].amounts[1].source"),
    Slip("a blank source", 62, "example 6", " ", "MISSING_SOURCE", "thresholds[0].source"),
    Slip("a rule without a source", 84, "B4", "B10", "MISSING_SOURCE", "obligation.sources.B4", 80),
    Slip("a number for a text", 17, '"short"', "5", "WRONG_TYPE", "blocks[0].id"),
    Slip("a text for a date", 3, "2020-01-01", '"2020-01-01"', "WRONG_TYPE", "in_force_from"),
    Slip("a time for a date", 58, "2018-01-01", "2018-01-01T00:00:00", "WRONG_TYPE", "thresholds[0].from"),
    Slip("a text for a number", 45, "50", '"50"', "WRONG_TYPE", "extras[0].from_age"),
    Slip("a list for a table", 54, "[{", "[[", "NOT_TOML", ""),
    Slip("a word for a list", 25, '["contract"]', '"contract"', "WRONG_TYPE", "blocks[0].evidence"),
    Slip("a word for a row", 54, "[{ from", '["x", { from', "WRONG_TYPE", "labels[0].rates[0]"),
    Slip("a float for money", 21, '"10000"', "10000.0", "NUMBER_WITHOUT_QUOTES", "blocks[0].amounts[1].eur"),
    Slip("a whole number for money", 46, '"5000"', "5000", "NUMBER_WITHOUT_QUOTES", "extras[0].amounts[0].eur"),
    Slip("a float for a percentage", 54, '"12.5"', "12.5", "NUMBER_WITHOUT_QUOTES", "labels[0].rates[0].percent"),
    Slip("a point for thousands", 21, "10000", "10.000", "MALFORMED_AMOUNT", "blocks[0].amounts[1].eur"),
    Slip("a comma for cents", 32, "12500.50", "12500,50", "MALFORMED_AMOUNT", "blocks[1].amounts[0].eur"),
    Slip("an amount below zero", 61, "5548000", "-1", "MALFORMED_AMOUNT", "thresholds[0].works_eur"),
    Slip("a malformed percentage", 54, "12.5", "12,5", "MALFORMED_PERCENTAGE", "labels[0].rates[0].percent"),
    Slip("a percentage above 100", 73, '"5"', '"100.0001"', "PERCENTAGE_OUT_OF_RANGE",
         "obligation.standard_percentage[0].percent"),
    Slip("a week of no hours", 11, '"36"', '"0"', "MALFORMED_HOURS", "fulltime.hours[0].hours"),
    Slip("a week of too many hours", 11, '"36"', '"169"', "MALFORMED_HOURS", "fulltime.hours[0].hours"),
    Slip("a malformed id", 30, '"long"', '"Long one"', "MALFORMED_ID", "blocks[1].id"),
    Slip("an empty text", 7, "Voorbeeldstad", " ", "EMPTY", "title.nl"),
    Slip("no rows at all", 54, '[{ from = 2020-01-01, percent = "12.5", source = "example 5" }]', "[]", "EMPTY",
         "labels[0].rates"),
    Slip("an age that nobody reaches", 35, "27", "121", "OUT_OF_RANGE", "blocks[1].too_old_at[0].years"),
    Slip("amounts out of order", 21, "2020-01-01", "2018-12-31", "OUT_OF_ORDER", "blocks[0].amounts[1].from"),
    Slip("two amounts from one day", 21, "2020-01-01", "2019-01-01", "OUT_OF_ORDER", "blocks[0].amounts[1].from"),
    Slip("no amount yet", 32, "2020-01-01", "2020-01-02", "NOTHING_IN_FORCE", "blocks[1].amounts"),
    Slip("an amount for later", 32, "{ from = 2020-01-01", NEXT_AMOUNT, "AFTER_FIRST_DAY",
         "blocks[1].amounts[1].from"),
    Slip("thresholds that overlap", 65, "2020-01-01", "2019-12-31", "OVERLAP", "thresholds[1].from"),
    Slip("thresholds with a gap", 65, "2020-01-01", "2020-01-02", "GAP", "thresholds[1].from"),
    Slip("thresholds out of order", 65, "2020-01-01", "2018-01-01", "OUT_OF_ORDER", "thresholds[1].from"),
    Slip("a period that ends first", 66, "2021-12-31", "2019-12-31", "ENDS_BEFORE_START", "thresholds[1].until"),
    Slip("reminders out of order", 95, "-14, 0", "14, 0", "OUT_OF_ORDER", "reporting.terms[0].remind_days[1]"),
    Slip("an unknown block of an extra", 47, '"long"', '"tall"', "UNKNOWN_BLOCK", "extras[0].blocks[0].ids[1]"),
    Slip("a block named twice by an extra", 47, '"long"', '"short"', "GIVEN_TWICE", "extras[0].blocks[0].ids[1]"),
    Slip("an unknown block of a benefit", 34, '"short"', '"tall"', "UNKNOWN_BLOCK", "blocks[1].benefit[0].shorter"),
    Slip("a benefit that ends first", 24, "below_months", "from_months = 12, below_months", "ENDS_BEFORE_START",
         "blocks[0].benefit[0].below_months"),
    Slip("an id given twice", 41, '"older"', '"short"', "GIVEN_TWICE", "extras[0].id"),
    Slip("an unknown unit", 31, "full_time_year", "fortnight", "UNKNOWN_WORD", "blocks[1].unit"),
    Slip("an unknown way of counting", 33, "always", "sometimes", "UNKNOWN_WORD", "blocks[1].counts[0].kind"),
    Slip("an unknown component", 42, "fifty_plus", "sixty_plus", "UNKNOWN_WORD", "extras[0].component"),
    Slip("an unknown pot", 99, "by_population", "by_lot", "UNKNOWN_WORD", "cost_pots[0].shape"),
    Slip("an unknown fact", 36, "birth_date", "shoe_size", "UNKNOWN_WORD", "blocks[1].requires[0]"),
    Slip("an unknown kind of evidence", 25, "contract", "rumour", "UNKNOWN_WORD", "blocks[0].evidence[0]"),
    Slip("an unknown label", 107, "star", "moon", "UNKNOWN_WORD", "own_example.demand[0].labels[0]"),
    Slip("an unknown fact that a second party confirms", 14, "contract = {", 'contract = { confirmed_as = "rumour",',
         "UNKNOWN_WORD", "evidence.contract.confirmed_as"),
    Slip("files of no size", 110, "most_mb = 2", "most_mb = 0", "OUT_OF_RANGE", "evidence_files.terms[0].most_mb"),
    Slip("files larger than can be taken in", 110, "most_mb = 2", "most_mb = 21", "OUT_OF_RANGE",
         "evidence_files.terms[0].most_mb"),
    Slip("files without a term", 110, ", kept_months = 6", "", "MISSING_KEY", "evidence_files.terms[0].kept_months"),
    Slip("a word for accepting", 110, "true", '"yes"', "WRONG_TYPE", "evidence_files.terms[0].accepted"),
    Slip("facts kept below zero", 113, "18", "-1", "OUT_OF_RANGE", "retention.facts[0].months_after_end"),
    Slip("a term without a source", 113, ', source = "example 14"', "", "MISSING_SOURCE", "retention.facts[0].source"),
    Slip("rows kept below zero", 114, "9,", "-1,", "OUT_OF_RANGE", "retention.sheets[0].days"),
    Slip("an unknown thing to depart from", 117, "percentage", "deadline", "UNKNOWN_WORD", "departures[0].for"),
    Slip("a reason without words", 119, 'nl = "Te kort", ', "", "MISSING_KEY", "departures[0].label.nl"),
    Slip("a reason without a source", 125, 'source = "example 15"', "", "MISSING_SOURCE", "departures[1].source", 121),
    Slip("a reason given twice", 123, "not_applied", "percentage", "GIVEN_TWICE", "departures[1].id", 122),
    Slip("a reason of too many signs", 116, "short", "s" * 41, "MALFORMED_ID", "departures[0].id"),
    Slip("an unknown way to ask", 130, "condition", "whisper", "UNKNOWN_WORD", "variants[0].variant"),
    Slip("an unknown regime", 131, '"result"', '"always"', "UNKNOWN_WORD", "variants[0].regimes[0]"),
    Slip("a regime asked in two ways", 137, '"criterion"', '"criterion"\nregimes = ["result"]', "GIVEN_TWICE",
         "variants[1].regimes[0]", 138),
    Slip("a reminder on the day itself", 142, "60", "0", "OUT_OF_RANGE",
         "certificates.reminder[0].remind_days_before"),
    Slip("a reminder without a source", 142, ', source = "example 17"', "", "MISSING_SOURCE",
         "certificates.reminder[0].source"),
    Slip("a broken line", 32, "]", "", "NOT_TOML", "", 33),
)  # fmt: skip


def problems_of(text: str) -> list[tuple[str, str]]:
    book, problems = read_book(text)
    assert (book is None) is bool(problems)
    return [(problem.code, problem.place) for problem in problems]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name.replace(" ", "-"))
def test_a_slip_is_found_at_its_place(slip: Slip) -> None:
    place = slip.place if slip.path else f"line {slip.at or slip.line}"
    assert (slip.code, place) in problems_of(slip.text)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name.replace(" ", "-"))
def test_every_problem_is_a_sentence(slip: Slip) -> None:
    for problem in read_book(slip.text)[1]:
        assert str(problem).endswith(".")
        assert "{" not in str(problem)


def test_all_problems_come_at_once_and_in_order_of_line() -> None:
    text = (
        SMALL.replace('eur = "12500.50"', "eur = 12500.5")
        .replace('percent = "50", source = "example 7"', 'percent = "150"')
        .replace("2019-12-31", "2019-12-30")
        .replace('"short", "long"', '"short", "tall"')
        .replace('staff_percent = "5"', 'staff_percent = "5", parties = 2')
    )
    assert problems_of(text) == [
        ("NUMBER_WITHOUT_QUOTES", "line 32, blocks[1].amounts[0].eur"),
        ("UNKNOWN_BLOCK", "line 47, extras[0].blocks[0].ids[1]"),
        ("GAP", "line 65, thresholds[1].from"),
        ("PERCENTAGE_OUT_OF_RANGE", "line 78, obligation.highest_discount[0].percent"),
        ("MISSING_SOURCE", "line 78, obligation.highest_discount[0].source"),
        ("UNKNOWN_KEY", "line 107, own_example.demand[0].parties"),
    ]


def test_a_slip_gives_one_problem_unless_it_makes_others_true() -> None:
    with_others = {slip.name for slip in SLIPS if len(problems_of(slip.text)) > 1}
    renamed_keys = {"a missing label", "a missing section", "a rule without a source"}
    ids_that_others_name = {"a number for a text", "a malformed id"}
    assert with_others == renamed_keys | ids_that_others_name


def test_a_benefit_has_to_meet_the_one_of_the_block_it_names() -> None:
    text = SMALL.replace("from_months = 12", "from_months = 13")
    assert problems_of(text) == [
        ("BENEFITS_DO_NOT_MEET", "line 24, blocks[0].benefit[0].longer"),
        ("BENEFITS_DO_NOT_MEET", "line 34, blocks[1].benefit[0].shorter"),
    ]


def test_an_empty_file_lacks_every_section() -> None:
    missing = [place.removeprefix("line 1, ") for code, place in problems_of("") if code == "MISSING_KEY"]
    assert missing == [
        "in_force_from", "evidence", "blocks", "fulltime", "id", "region", "title",
        "thresholds", "obligation", "pace", "reporting",
    ]  # fmt: skip


def test_more_blocks_than_the_engine_has_room_for_are_refused() -> None:
    block = SMALL[SMALL.index("[[blocks]]") : SMALL.index("[[extras]]")]
    many = "".join(block.replace('"short"', f'"s{n}"').replace('"long"', f'"l{n}"') for n in range(61))
    assert ("TOO_MANY", "line 16, blocks") in problems_of(SMALL.replace("[[blocks]]", many + "[[blocks]]", 1))


def test_a_book_that_is_fine_holds_what_its_file_says() -> None:
    book, problems = read_book(SMALL)
    assert problems == ()
    assert book is not None
    assert (book.id, book.region, book.in_force_from) == ("voorbeeldstad-2020", "voorbeeldstad", date(2020, 1, 1))
    assert (book.fulltime_hours, book.fulltime_source) == (3600, "example 1")
    short, long = book.blocks
    assert (short.amount_cents, short.counts, short.counts_months) == (1_000_000, Counts.MONTHS, 12)
    assert (long.amount_cents, long.unit, long.too_old_at) == (1_250_050, Unit.FULL_TIME_YEAR, 27)
    assert (short.benefit_span.longer, long.benefit_span.shorter) == ("long", "short")  # type: ignore[union-attr]
    assert (book.extras[0].shape, book.extras[0].from_age) == (ExtraShape.PRO_RATA, 50)
    assert (book.labels[0].rate, book.labels[0].only_recognising_buyers) == (12 * PERCENT + PERCENT // 2, False)
    assert (book.cost_pots[0].shape, book.cost_pots[0].amount_cents) == (PotShape.BY_POPULATION, 100_000)
    assert book.obligation.source("B4") == "example 7"
    assert book.reporting.remind_days == (-14, 0, 14)


def test_a_book_says_whether_files_are_taken_and_how_long_things_are_kept() -> None:
    book, _ = read_book(SMALL)
    assert book is not None
    assert book.evidence_files == EvidenceFiles(True, 2 * 1024 * 1024, 6, "example 13")
    assert book.retention == Retention(18, 9, ("example 14", "example 16"))
    assert book.certificates == CertificateRules(60, "example 17")


def test_a_region_that_takes_no_files_needs_no_size_and_no_term() -> None:
    book, problems = read_book(SMALL.replace("accepted = true, most_mb = 2, kept_months = 6", "accepted = false"))
    assert problems == ()
    assert book is not None
    assert book.evidence_files == EvidenceFiles(False, 0, 0, "example 13")


def test_a_book_lists_the_reasons_to_depart_and_how_social_return_is_asked() -> None:
    book, _ = read_book(SMALL)
    assert book is not None
    (percentage,) = book.departures_from(DepartsFrom.PERCENTAGE)
    (not_applied,) = book.departures_from(DepartsFrom.NOT_APPLIED)
    assert (percentage.id, percentage.label.en, percentage.explain) == ("short", "Too short", False)
    assert (not_applied.id, not_applied.label.en, not_applied.explain) == ("short", "Much too short", True)
    asked = book.variant_for("result_if_possible")
    assert asked is not None
    assert (asked.id, asked.variant, asked.why.en, asked.source) == ("demand", "condition", "As a demand", "example 16")
    assert book.variant_for("effort") is None


def test_a_book_without_reasons_asks_for_ones_own_words_and_names_no_way_to_ask() -> None:
    book, problems = read_book(SMALL[: SMALL.index("[[departures]]")])
    assert problems == ()
    assert book is not None
    assert [(one.id, one.explain) for one in book.departures_from(DepartsFrom.NOT_APPLIED)] == [("other", True)]
    assert book.variant_for("result") is None


def test_a_book_that_says_nothing_takes_no_files_and_keeps_facts_no_longer_than_the_contract() -> None:
    book, problems = read_book(SMALL[: SMALL.index("[evidence_files]")])
    assert problems == ()
    assert book is not None
    assert (book.evidence_files, book.retention) == (EvidenceFiles(), Retention())
    assert book.certificates == CertificateRules()


def test_evidence_is_known_by_its_id() -> None:
    book, problems = read_book(SMALL.replace("contract = {", 'contract = { confirmed_as = "employment",'))
    assert problems == ()
    assert book is not None
    assert book.block("short").evidence == (Evidence("contract", Text("Contract", "Contract"), "employment"),)


def test_a_kind_of_evidence_that_is_no_id_is_refused() -> None:
    text = SMALL.replace("contract = { nl", '"A contract" = { nl')
    assert ("MALFORMED_ID", "line 14, evidence.A contract") in problems_of(text)


def test_the_last_amount_that_has_begun_on_the_books_first_day_counts() -> None:
    without_the_last = "".join(line for line in SMALL.splitlines(keepends=True) if 'eur = "10000"' not in line)
    book, _ = read_book(without_the_last)
    assert book is not None
    assert book.block("short").amount_cents == 900_000


def test_a_books_hash_is_that_of_its_text() -> None:
    book, _ = read_book(SMALL)
    assert book is not None
    assert book.text_hash == sha256(SMALL.encode()).hexdigest()
    longer, _ = read_book(SMALL + "# A remark.\n")
    assert longer is not None
    assert longer.text_hash != book.text_hash
