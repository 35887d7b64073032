"""What the pages about a tender's spec text show: the ways of asking, the text filled in, and the texts taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, spec_texts_visible_to, tenders_visible_to
from tegenwaarde.records.models import SpecText, Tender, Variant
from tegenwaarde.usecases.ports.documents import Block, DocumentToWrite, DocumentWriter
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.spec_texts.facts import SpecFacts, facts_of
from tegenwaarde.usecases.spec_texts.filling import filled
from tegenwaarde.usecases.spec_texts.language import plain_text, read_filled
from tegenwaarde.usecases.spec_texts.places import field_of, name_of
from tegenwaarde.usecases.spec_texts.take_text import KEY, OPEN, nothing_asked, variants_for
from tegenwaarde.usecases.spec_texts.versions import newest_of
from tegenwaarde.usecases.spoken import spoken
from tegenwaarde.usecases.tenders.changing import changeable


@dataclass(frozen=True, slots=True)
class Way:
    """A way of asking: its name, why the policy has it, whether it is advised, and the version of its text."""

    variant: str
    words: str
    why: str
    advised: bool
    chosen: bool
    version: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A field of the tender that is not filled in, and the places in the text that need it."""

    field: str
    needed_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that was taken."""

    number: int
    variant: str
    words: str
    version: int
    made_on: date
    made_by: str
    open_places: int


@dataclass(frozen=True, slots=True)
class ContractText:
    """The text that a contract got; `tender_id` leads to it, 0 for who does not open the tender."""

    text: Taken
    tender_id: int


@dataclass(frozen=True, slots=True)
class SpecTextPage:
    """The text of a tender as it would be taken now, and those taken before."""

    tender_id: int
    title: str
    ways: tuple[Way, ...]
    variant: str
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...]
    problems: tuple[str, ...]
    taken: tuple[Taken, ...]
    may_take: bool
    over: bool
    not_asked: bool


@dataclass(frozen=True, slots=True)
class TakenText:
    """One text that was taken. `plain` is how it is copied."""

    tender_id: int
    title: str
    about: Taken
    last: bool
    blocks: tuple[Block, ...]
    plain: str


def read_spec_text(*, actor: Actor, tender_id: int, variant: str = "") -> SpecTextPage:
    """Return the text of a tender for `variant`, else for the one that is chosen or advised; NotVisible."""
    tender = find(tenders_visible_to(actor).select_related("entered_in__region"), pk=tender_id)
    facts = facts_of(tender)
    versions = newest_of(facts.region)
    ways = _ways(tender, facts, {name: version.number for name, version in versions.items()})
    wanted = variant if variant in {way.variant for way in ways} else next((way.variant for way in ways), "")
    text = filled(versions[wanted].words, facts) if wanted else None
    over = tender.state not in OPEN
    not_asked = nothing_asked(tender, facts.expected.regime)
    return SpecTextPage(
        tender_id=tender.pk,
        title=tender.title,
        ways=ways,
        variant=wanted,
        blocks=text.blocks if text else (),
        gaps=_gaps(text.missing) if text else (),
        problems=tuple(problem_words(problem) for problem in facts.expected.problems),
        taken=texts_taken(tender),
        may_take=bool(changeable(actor, [tender], KEY)) and not over and not not_asked and bool(wanted),
        over=over,
        not_asked=not_asked,
    )


def read_taken_text(*, actor: Actor, tender_id: int, number: int) -> TakenText:
    """Return a text that was taken; NotVisible where there is none of that number."""
    rows = spec_texts_visible_to(actor).select_related("tender", "template", "made_by")
    row = find(rows, tender_id=tender_id, number=number)
    blocks = read_filled(row.words)
    return TakenText(
        tender_id=tender_id,
        title=row.tender.title,
        about=_taken(row),
        last=not row.tender.spec_texts.filter(number__gt=row.number).exists(),
        blocks=blocks,
        plain=plain_text(blocks),
    )


def texts_taken(tender: Tender) -> tuple[Taken, ...]:
    """Return the texts that were taken for a tender that the actor sees, the newest first."""
    return tuple(_taken(row) for row in tender.spec_texts.select_related("template", "made_by").order_by("-number"))


def document_of(*, actor: Actor, tender_id: int, number: int, write: DocumentWriter) -> bytes:
    """Return a text that was taken as a DOCX file; NotVisible."""
    text = read_taken_text(actor=actor, tender_id=tender_id, number=number)
    row = find(spec_texts_visible_to(actor), tender_id=tender_id, number=number)
    lead = row.tender.buyers.select_related("buyer").filter(leads=True).first()
    return write(
        DocumentToWrite(
            title=text.blocks[0].words if text.blocks else text.title,
            about=text.title,
            author=lead.buyer.name if lead else "",
            made_on=row.made_on,
            blocks=text.blocks,
        )
    )


def text_of_contract(*, actor: Actor, contract_id: int) -> ContractText | None:
    """Return which text a contract got; None where it got none, or none is known. NotVisible."""
    rows = contracts_visible_to(actor).select_related("spec_text__template", "spec_text__made_by")
    row = find(rows, pk=contract_id).spec_text
    if row is None:
        return None
    opens = spec_texts_visible_to(actor).filter(pk=row.pk).exists()
    return ContractText(_taken(row), row.tender_id if opens else 0)


def _ways(tender: Tender, facts: SpecFacts, versions: dict[str, int]) -> tuple[Way, ...]:
    """Return the ways of asking that fit, the chosen one and then the advised one first."""
    book = facts.book
    rule = book.variant_for(facts.expected.regime) if book else None
    why = {one.variant: spoken(one.why) for one in reversed(book.variants)} if book else {}
    advised = rule.variant if rule else ""
    ways = [
        Way(
            variant=variant,
            words=str(Variant(variant).label),
            why=spoken(rule.why) if rule and variant == advised else why.get(variant, ""),
            advised=variant == advised,
            chosen=variant == tender.variant,
            version=versions[variant],
        )
        for variant in variants_for(tender)
        if variant in versions
    ]
    return tuple(sorted(ways, key=lambda way: (not way.chosen, not way.advised)))


def _gaps(missing: tuple[str, ...]) -> tuple[Gap, ...]:
    found: dict[str, list[str]] = {}
    for name in missing:
        found.setdefault(field_of(name), []).append(name_of(name))
    return tuple(Gap(field, tuple(names)) for field, names in found.items())


def _taken(row: SpecText) -> Taken:
    return Taken(
        number=row.number,
        variant=row.template.variant,
        words=str(Variant(row.template.variant).label),
        version=row.template.number,
        made_on=row.made_on,
        made_by=row.made_by.name,
        open_places=len(row.figures.get("missing", ())),
    )
