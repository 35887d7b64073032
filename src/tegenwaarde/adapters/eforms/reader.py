"""Reads one notice: opens it, finds out what it is, and puts its contracts together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tegenwaarde.adapters.eforms import forms, social, tags
from tegenwaarde.adapters.eforms.lots import Lot, Span, lots, lots_in_groups, project_of
from tegenwaarde.adapters.eforms.opening import open_notice
from tegenwaarde.adapters.eforms.parties import buyers, organisations
from tegenwaarde.adapters.eforms.problems import problem
from tegenwaarde.adapters.eforms.results import STILL_OPEN, Result, TenderingParty, result_of
from tegenwaarde.adapters.eforms.settling import Settled, settle
from tegenwaarde.adapters.eforms.values import Value, estimate_of, values_of
from tegenwaarde.adapters.eforms.walk import (
    Element,
    Notes,
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
    return _Reading(root, social.may_speak_of_it(content)).notice()


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the contracts are put together from."""

    result: Result
    organisations: dict[str, NoticeParty]
    lots: dict[str, Lot]
    procedure: Lot
    mentions: dict[str, tuple[SocialReturnMention, ...]]  # by lot; the procedure's under the empty id


class _Reading:
    def __init__(self, root: Element, search_text: bool) -> None:
        self.root = root
        self.search_text = search_text
        self.extension = _extension(root)
        self.notes = Notes(language=reference(first(root, tags.LANGUAGE)).upper())

    def notice(self) -> ReadNotice:
        """Return the notice with its awards, or with the problems that say why there are none."""
        known = organisations(self.extension, self.notes.language)
        notice = self._header(known)
        found_lots = lots(self.root, self.notes)
        mentions = {"": social.mentions(self.root, "procedure", self.search_text)}
        for lot in found_lots.values():
            mentions[lot.id] = social.mentions(lot.element, lot.id, self.search_text)
        procedure = project_of(self.root, "", self.notes)
        tables = _Tables(result_of(self.extension, self.notes), known, found_lots, procedure, mentions)
        notice = replace(
            notice,
            title=procedure.title,
            estimated_cents=procedure.estimate.cents,
            total_cents=tables.result.total.cents,
            social_return=tuple(mention for some in mentions.values() for mention in some),
        )
        refused = self._why_no_award(notice)
        if refused:
            return replace(notice, problems=refused)
        awards = self._awards(tables)
        problems = () if awards else (problem(self._why_none_left(tables.result)),)
        return replace(notice, awards=awards, problems=problems, warnings=tuple(self.notes.found))

    def _header(self, known: dict[str, NoticeParty]) -> ReadNotice:
        """Return what the notice says about itself."""
        root, publication = self.root, first(self.extension, tags.PUBLICATION)
        number = reference_at(publication, tags.NOTICE_PUBLICATION_ID)
        subtype = reference_at(self.extension, tags.NOTICE_SUBTYPE, tags.SUBTYPE_CODE)
        published = day(first(publication, tags.PUBLICATION_DATE), self.notes, "publication date")
        form = forms.form_of(root, subtype, reference(first(root, tags.NOTICE_TYPE)))
        if published is None:
            published = day(first(root, tags.ISSUE_DATE), self.notes, "issue date")
            if published:
                self.notes.add("PUBLICATION_DATE_MISSING", "publication date", day=published.isoformat())
        if form == forms.DIRECT_AWARD:
            self.notes.add("ANNOUNCED_BEFOREHAND")
        return replace(
            NOTHING,
            notice_id=reference(first(root, tags.ID)) or number,
            version=reference(first(root, tags.VERSION_ID))[:10],
            publication_number=number[:40],
            procedure_id=reference(first(root, tags.FOLDER_ID)),
            subtype=subtype[:10],
            published_on=published,
            buyers=buyers(root, known),
            form=form,
            language=self.notes.language,
            earlier_notice=reference_at(root, tags.TENDERING_PROCESS, tags.DOCUMENT_REFERENCE, tags.ID),
            corrected_notice=reference_at(self.extension, tags.CHANGES, tags.CHANGED_NOTICE),
            modifications=_modifications(self.extension, self.notes),
        )

    def _why_no_award(self, notice: ReadNotice) -> tuple[Problem, ...]:
        """Return the problems that keep this notice from awarding anything."""
        if self.extension is None:
            return (problem("NOT_EFORMS", root=str(self.root.tag).rpartition("}")[2]),)
        if notice.form not in forms.AWARDING:
            code = forms.why_no_award(notice.form, notice.subtype)
            return (problem(code, subtype=notice.subtype or "?"),)
        missing = [] if notice.notice_id else [problem("NOTICE_ID_MISSING")]
        return (*missing, *([] if notice.buyers else [problem("BUYER_MISSING")]))

    def _why_none_left(self, result: Result) -> str:
        closed = [lot_result for lot_result in result.lot_results if lot_result.has_no_winner]
        return "NO_CONTRACT_AWARDED" if closed and len(closed) == len(result.lot_results) else "NO_CONTRACT_NAMED"

    def _awards(self, tables: _Tables) -> tuple[NoticeAward, ...]:
        for lot_result in tables.result.lot_results:
            if lot_result.has_no_winner:
                still_open = lot_result.status == STILL_OPEN
                self.notes.add(
                    "LOT_STILL_OPEN" if still_open else "LOT_WITHOUT_WINNER", ", ".join(lot_result.lot_ids[:10])
                )
        settled = settle(tables.result, lots_in_groups(self.root), self.notes)
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
            social_return=_mentions_of(settled.lot_ids, tables.mentions),
            reference=contract.reference,
            concluded_on=contract.concluded_on,
            duration=span.duration,
            group_name=party.name if len(party.organisation_ids) > 1 else "",
        )

    def _winners(self, party: TenderingParty, place: str, known: dict[str, NoticeParty]) -> tuple[NoticeParty, ...]:
        """Return who won; a winner that the notice does not describe gets the name the party gives itself."""
        found: dict[NoticeParty, None] = {}
        for name in party.organisation_ids:
            organisation = known.get(name)
            if organisation and organisation.name:
                found[organisation] = None
            else:
                self.notes.add("WINNER_UNKNOWN", place, reference=name)
        if not found and party.name:
            self.notes.add("WINNER_NAME_ONLY", place)
            found[NoticeParty(party.name)] = None
        if not found:
            self.notes.add("WINNER_MISSING", place)
        return tuple(found)


def _extension(root: Element) -> Element | None:
    for extension in every(first(root, tags.UBL_EXTENSIONS), tags.UBL_EXTENSION):
        found = first(extension, tags.EXTENSION_CONTENT, tags.EFORMS_EXTENSION)
        if found is not None:
            return found
    return None


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
    lot_ids: Iterable[str], mentions: dict[str, tuple[SocialReturnMention, ...]]
) -> tuple[SocialReturnMention, ...]:
    """Return what these lots say, then what the procedure says and no lot of theirs has said already."""
    found: dict[tuple[str, str], SocialReturnMention] = {}
    for lot_id in (*lot_ids, ""):
        for mention in mentions.get(lot_id, ()):
            found.setdefault((mention.route, mention.words), mention)
    return tuple(found.values())
