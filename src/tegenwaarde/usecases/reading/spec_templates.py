"""What the administrator's pages about spec texts show: the texts, their versions, what changed, and a preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, find, require, tenders_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Procedure, Region, Tender, TenderKind, Variant
from tegenwaarde.usecases.ports.documents import Block
from tegenwaarde.usecases.spec_texts.facts import SpecFacts, facts_of
from tegenwaarde.usecases.spec_texts.filling import filled
from tegenwaarde.usecases.spec_texts.places import CONDITIONS, PLACES
from tegenwaarde.usecases.spec_texts.save_template import KEY, check_words, region_of_texts
from tegenwaarde.usecases.spec_texts.versions import Version, newest_of, versions_of
from tegenwaarde.usecases.tenders.expected import expected_of_one

EURO = 100
MILLION = 1_000_000 * EURO
MOST_TENDERS = 50


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A text in the list: what it is for, and its version in use; without one it has yet to be written."""

    variant: str
    words: str
    version: Version | None


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """One text with all its versions, the newest first."""

    variant: str
    words: str
    versions: tuple[Version, ...]

    @property
    def newest(self) -> int:
        """Return the number of the version in use; 0 where there is none."""
        return self.versions[0].number if self.versions else 0

    @property
    def text(self) -> str:
        """Return the words in use; empty where there are none."""
        return self.versions[0].words if self.versions else ""


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of two versions beside each other: `same`, `added` or `gone`."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version, and what changed since the one before it."""

    template: TemplatePage
    version: Version
    changes: tuple[DiffLine, ...]
    before: int


@dataclass(frozen=True, slots=True)
class Word:
    """A place or a condition that the writer of a text can use."""

    name: str
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Preview:
    """A text filled in for a look."""

    about: str | Promise
    blocks: tuple[Block, ...]


def read_templates(*, actor: Actor) -> tuple[TemplateLine, ...]:
    """Return each way of asking with the version of its text in use; NotVisible. Three queries."""
    require(actor, KEY)
    region = Region.unfenced.order_by("pk").first()
    newest = newest_of(region) if region else {}
    return tuple(TemplateLine(one.value, str(one.label), newest.get(one.value)) for one in Variant)


def read_template_page(*, actor: Actor, variant: str) -> TemplatePage:
    """Return a text with its versions; NotVisible."""
    require(actor, KEY)
    return TemplatePage(variant, _label(variant), versions_of(region_of_texts(variant), variant))


def read_version(*, actor: Actor, variant: str, number: int) -> VersionPage:
    """Return a version with what changed since the one before it; NotVisible."""
    page = read_template_page(actor=actor, variant=variant)
    by_number = {version.number: version for version in page.versions}
    if number not in by_number:
        raise NotVisible("spec template")
    before = max((other for other in by_number if other < number), default=0)
    changes = differences(by_number[before].words, by_number[number].words) if before else ()
    return VersionPage(page, by_number[number], changes, before)


def differences(before: str, after: str) -> tuple[DiffLine, ...]:
    """Return what changed from one text to another, line by line; lines that stayed far from a change are left out."""
    old, new = _lines(before), _lines(after)
    found: list[DiffLine] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(1):
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += [DiffLine("same", line) for line in old[i1:i2]]
            else:
                found += [DiffLine("gone", line) for line in old[i1:i2]]
                found += [DiffLine("added", line) for line in new[j1:j2]]
    return tuple(found)


def vocabulary() -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return the places and the conditions that a text may have, each with what it is."""
    places = tuple(Word(name, place.words) for name, place in PLACES.items())
    return places, tuple(Word(name, question.words) for name, question in CONDITIONS.items())


def preview_choices(*, actor: Actor, variant: str) -> tuple[tuple[str, str | Promise], ...]:
    """Return what a text can be tried on: examples, and tenders that the actor sees."""
    subsidy = variant == Variant.EFFORT
    there_is_a_place = region_of_texts(variant).subregions.exists()
    examples = EXAMPLES.items() if there_is_a_place else ()
    made_up = tuple((name, words) for name, (words, _make) in examples if (name == "subsidy") is subsidy)
    fitting = Q(kind=TenderKind.SUBSIDY) if subsidy else ~Q(kind=TenderKind.SUBSIDY)
    seen = tenders_visible_to(actor).filter(fitting).order_by("-pk")[:MOST_TENDERS]
    return (*made_up, *((str(row.pk), row.title) for row in seen))


def read_preview(*, actor: Actor, variant: str, words: str, chosen: str, today: date) -> Preview:
    """Return `words` filled in with an example or a tender; nothing is kept.

    Raises NotVisible, and Invalid with each problem at its line.
    """
    require(actor, KEY)
    region = region_of_texts(variant)
    check_words(words)
    if chosen in EXAMPLES:
        about, make = EXAMPLES[chosen]
        return Preview(about, filled(words, _made_up(region, make, today)).blocks)
    rows = tenders_visible_to(actor).select_related("entered_in__region")
    tender = find(rows, pk=int(chosen) if chosen.isdecimal() else 0)
    return Preview(tender.title, filled(words, facts_of(tender)).blocks)


def _label(variant: str) -> str:
    return str(Variant(variant).label) if variant in Variant.values else ""


def _lines(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.strip()]


def _roads(tender: Tender) -> None:
    tender.title, tender.kind, tender.cpv = "Herinrichting Dorpsstraat", TenderKind.WORKS, "45233140"
    tender.procedure, tender.estimated_value_cents = Procedure.PRIVATE, 850_000 * EURO


def _cleaning(tender: Tender) -> None:
    tender.title, tender.kind, tender.cpv = "Schoonmaak gemeentehuis", TenderKind.SERVICES, "90911200"
    tender.procedure, tender.estimated_value_cents = Procedure.EUROPEAN, 4 * MILLION


def _furniture(tender: Tender) -> None:
    tender.title, tender.kind, tender.cpv = "Meubels voor de bibliotheek", TenderKind.SUPPLIES, "39130000"
    tender.procedure, tender.estimated_value_cents = Procedure.PRIVATE, 60_000 * EURO


def _welfare(tender: Tender) -> None:
    tender.title, tender.kind = "Welzijnswerk in de wijken", TenderKind.SUBSIDY
    tender.subsidy_per_year_cents = 400_000 * EURO


EXAMPLES: dict[str, tuple[Promise, Callable[[Tender], None]]] = {
    "roads": (_("Example: a street, works, not European"), _roads),
    "cleaning": (_("Example: cleaning, services, European"), _cleaning),
    "furniture": (_("Example: furniture, supplies, small"), _furniture),
    "subsidy": (_("Example: a subsidy for welfare work"), _welfare),
}


def _made_up(region: Region, make: Callable[[Tender], None], today: date) -> SpecFacts:
    """Return the facts of an example that is nowhere kept, a year from the next quarter on."""
    start = Quarter.of(today).next().next().start
    tender = Tender(
        reference="VB-1",
        quarter_start=Quarter.of(today).next().start,
        start=start,
        end=start.replace(year=start.year + 1) - timedelta(days=1),
        entered_in=region.subregions.first(),
        made_on=today,
    )
    make(tender)
    return SpecFacts(tender, expected_of_one(tender), ("Gemeente Voorbeeldstad",), region)
