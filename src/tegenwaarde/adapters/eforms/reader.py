"""Reads one notice: opens it, finds out what it is, and puts its contracts together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from tegenwaarde.adapters.eforms import forms, social, tags
from tegenwaarde.adapters.eforms.lots import Lot, Span, lots, lots_in_groups, project_of
from tegenwaarde.adapters.eforms.opening import open_notice
from tegenwaarde.adapters.eforms.parties import Organisations, buyers
from tegenwaarde.adapters.eforms.problems import problem
from tegenwaarde.adapters.eforms.results import STILL_OPEN, Result, TenderingParty, result_of
from tegenwaarde.adapters.eforms.settling import Settled, settle
from tegenwaarde.adapters.eforms.values import Value, estimate_of, values_of
from tegenwaarde.adapters.eforms.walk import (
    Children,
    Element,
    Notes,
    children,
    day,
    every,
    first,
    in_best_language,
    reference,
    reference_at,
)
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.notices import (
    NoticeAward,
    NoticeModification,
    NoticeParty,
    ReadNotice,
    SocialReturnMention,
)

SECTIONS = (tags.PROJECT, tags.TENDERING_TERMS, tags.TENDERING_PROCESS)
NOTHING = ReadNotice(
    notice_id="",
    version="",
    publication_number="",
    procedure_id="",
    subtype="",
    published_on=None,
    title="",
    buyers=(),
    awards=(),
)


def read_notice(content: bytes) -> ReadNotice:
    """Return what the notice in `content` says; never raises for bad input, but returns problems."""
    root = open_notice(content)
    if isinstance(root, Problem):
        return replace(NOTHING, problems=(root,))
    return _Reading(root).notice()


class _Tables(NamedTuple):
    """What the contracts are put together from."""

    result: Result
    organisations: Organisations
    lots: dict[str, Lot]
    procedure: Lot
    mentions: dict[str, tuple[SocialReturnMention, ...]]  # by lot, by contract, and the procedure's under no name


class _Reading:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.parts = children(root)
        self.extension = _extension(self.parts.get(tags.UBL_EXTENSIONS))
        self.lot_elements = every(root, tags.LOT)
        self.notes = Notes(language=reference(self.parts.get(tags.LANGUAGE)).upper())

    def notice(self) -> ReadNotice:
        """Return the notice with its awards, or with the problems that say why there are none."""
        known = Organisations(self.extension, self.notes.language)
        procedure = project_of(self.root, self.parts, "", self.notes)
        found_lots = lots(self.lot_elements, self.notes)
        mentions = {"": social.mentions(_sections(self.parts), "procedure")}
        for lot in found_lots.values():
            mentions[lot.id] = social.mentions((lot.element,), lot.id)
        result = result_of(self.extension, self.notes)
        for contract in result.contracts:
            mentions[f"contract {contract.id}"] = social.mention_in_title(contract.title, contract.id)
        tables = _Tables(result, known, found_lots, procedure, mentions)
        header = self._header(known)
        problems = self._why_no_award(header)
        awards = () if problems else self._awards(tables)
        if not problems and not awards:
            problems = (problem(_why_none_left(tables.result)),)
        return ReadNotice(
            **header,
            title=procedure.title,
            awards=awards,
            problems=problems,
            warnings=tuple(self.notes.found),
            estimated_cents=procedure.estimate.cents,
            total_cents=tables.result.total.cents,
            social_return=tuple(mention for some in mentions.values() for mention in some),
        )

    def _header(self, known: Organisations) -> dict[str, Any]:
        """Return what the notice says about itself."""
        parts, about = self.parts, children(self.extension)
        publication = children(about.get(tags.PUBLICATION))
        number = reference(publication.get(tags.NOTICE_PUBLICATION_ID))
        subtype = reference_at(about.get(tags.NOTICE_SUBTYPE), tags.SUBTYPE_CODE)
        form = forms.form_of(self.root, subtype, reference(parts.get(tags.NOTICE_TYPE)))
        if form == forms.DIRECT_AWARD:
            self.notes.add("ANNOUNCED_BEFOREHAND")
        return {
            "notice_id": reference(parts.get(tags.ID)) or number,
            "version": reference(parts.get(tags.VERSION_ID))[:10],
            "publication_number": number[:40],
            "procedure_id": reference(parts.get(tags.FOLDER_ID)),
            "subtype": subtype[:10],
            "published_on": self._published_on(publication.get(tags.PUBLICATION_DATE)),
            "buyers": buyers(every(self.root, tags.CONTRACTING_PARTY), known),
            "form": form,
            "language": self.notes.language,
            "earlier_notice": reference_at(parts.get(tags.TENDERING_PROCESS), tags.DOCUMENT_REFERENCE, tags.ID),
            "corrected_notice": reference_at(about.get(tags.CHANGES), tags.CHANGED_NOTICE),
            "modifications": _modifications(self.extension, self.notes),
        }

    def _published_on(self, publication_date: Element | None) -> date | None:
        published = day(publication_date, self.notes, "publication date")
        if published is None:
            published = day(self.parts.get(tags.ISSUE_DATE), self.notes, "issue date")
            if published:
                self.notes.add("PUBLICATION_DATE_MISSING", "publication date", day=published.isoformat())
        return published

    def _why_no_award(self, header: dict[str, Any]) -> tuple[Problem, ...]:
        """Return the problems that keep this notice from awarding anything."""
        if self.extension is None:
            return (problem("NOT_EFORMS", root=str(self.root.tag).rpartition("}")[2]),)
        if header["form"] not in forms.AWARDING:
            code = forms.why_no_award(header["form"], header["subtype"])
            return (problem(code, subtype=header["subtype"] or "?"),)
        missing = {"NOTICE_ID_MISSING": not header["notice_id"], "BUYER_MISSING": not header["buyers"]}
        return tuple(problem(code) for code, is_missing in missing.items() if is_missing)

    def _awards(self, tables: _Tables) -> tuple[NoticeAward, ...]:
        for lot_result in tables.result.lot_results:
            if lot_result.has_no_winner:
                still_open = lot_result.status == STILL_OPEN
                self.notes.add(
                    "LOT_STILL_OPEN" if still_open else "LOT_WITHOUT_WINNER", ", ".join(lot_result.lot_ids[:10])
                )
        settled = settle(tables.result, lots_in_groups(self.parts.get(tags.TENDERING_TERMS)), self.notes)
        values = values_of(settled, tables.result, self.notes)
        awards = (self._award(each, value, tables) for each, value in zip(settled, values, strict=True))
        return tuple(award for award in awards if award.winners)

    def _award(self, settled: Settled, value: Value, tables: _Tables) -> NoticeAward:
        contract, procedure = settled.contract, tables.procedure
        own = [tables.lots[lot_id] for lot_id in settled.lot_ids if lot_id in tables.lots]
        party = tables.result.parties.get(settled.party_id, TenderingParty(settled.party_id, "", ()))
        span = _span_of(own, procedure, len(tables.lots) == 1)
        return NoticeAward(
            contract_ref=contract.id,
            lot_refs=settled.lot_ids,
            title=contract.title or (own[0].title if len(own) == 1 else "") or procedure.title,
            winners=self._winners(party, contract.id or ", ".join(settled.lot_ids[:10]), tables.organisations),
            value_cents=value[0],
            value_found_at=value[1],
            estimated_cents=estimate_of(own, procedure, len(tables.lots) == 1, self.notes),
            kind=next((lot.kind for lot in own if lot.kind), procedure.kind),
            cpv=next((lot.cpv for lot in own if lot.cpv), procedure.cpv),
            awarded_on=contract.awarded_on,
            start=span.start,
            end=span.end,
            framework=contract.framework or any(lot.framework for lot in own),
            social_return=_mentions_of((*settled.lot_ids, f"contract {contract.id}", ""), tables.mentions),
            reference=contract.reference,
            concluded_on=contract.concluded_on,
            duration=span.duration,
            group_name=party.name if len(party.organisation_ids) > 1 else "",
        )

    def _winners(self, party: TenderingParty, place: str, known: Organisations) -> tuple[NoticeParty, ...]:
        """Return who won; a winner that the notice does not describe gets the name the party gives itself."""
        found: dict[NoticeParty, None] = {}
        for name in party.organisation_ids:
            organisation = known.get(name)
            if organisation:
                found[organisation] = None
            else:
                self.notes.add("WINNER_UNKNOWN", place, reference=name)
        if not found and party.name:
            self.notes.add("WINNER_NAME_ONLY", place)
            found[NoticeParty(party.name)] = None
        if not found:
            self.notes.add("WINNER_MISSING", place)
        return tuple(found)


def _extension(extensions: Element | None) -> Element | None:
    for extension in every(extensions, tags.UBL_EXTENSION):
        found = first(extension, tags.EXTENSION_CONTENT, tags.EFORMS_EXTENSION)
        if found is not None:
            return found
    return None


def _sections(parts: Children) -> list[Element]:
    return [parts[tag] for tag in SECTIONS if tag in parts]


def _why_none_left(result: Result) -> str:
    closed = [lot_result for lot_result in result.lot_results if lot_result.has_no_winner]
    return "NO_CONTRACT_AWARDED" if closed and len(closed) == len(result.lot_results) else "NO_CONTRACT_NAMED"


def _modifications(extension: Element | None, notes: Notes) -> tuple[NoticeModification, ...]:
    return tuple(
        NoticeModification(
            earlier_notice=reference_at(element, tags.CHANGED_NOTICE),
            contract_refs=tuple(filter(None, map(reference, every(element, tags.MODIFIED_CONTRACT)))),
            reason=reference_at(element, tags.CHANGE_REASON, tags.REASON_CODE),
            description=in_best_language(every(first(element, tags.CHANGE), tags.CHANGE_DESCRIPTION), notes.language),
        )
        for element in every(extension, tags.CONTRACT_MODIFICATION)
    )


def _span_of(own: Sequence[Lot], procedure: Lot, only_lot: bool) -> Span:
    """Return the first day and the last day of these lots; the procedure's where it has one lot and that is silent."""
    spans = [lot.span for lot in own if lot.span != Span()]
    if not spans:
        return procedure.span if only_lot or not own else Span()
    starts = [span.start for span in spans if span.start]
    ends = [span.end for span in spans if span.end]
    return Span(
        min(starts, default=None),
        max(ends) if len(ends) == len(spans) else None,
        spans[0].duration if len(set(spans)) == 1 else "",
    )


def _mentions_of(
    names: Iterable[str], mentions: dict[str, tuple[SocialReturnMention, ...]]
) -> tuple[SocialReturnMention, ...]:
    """Return what is said under these names, each thing where it is said first."""
    found: dict[tuple[str, str], SocialReturnMention] = {}
    for name in names:
        for mention in mentions.get(name, ()):
            found.setdefault((mention.route, mention.words), mention)
    return tuple(found.values())
