"""Reads one notice: opens it, finds out what it is, and puts its contracts or tenders together."""

from __future__ import annotations

from dataclasses import replace

from tegenwaarde.adapters.eforms import forms, tags
from tegenwaarde.adapters.eforms.announcing import announced
from tegenwaarde.adapters.eforms.awarding import awarded, why_none_left
from tegenwaarde.adapters.eforms.head import Head, head_of
from tegenwaarde.adapters.eforms.lots import Lot, lots, project_of
from tegenwaarde.adapters.eforms.opening import open_notice
from tegenwaarde.adapters.eforms.parties import Organisations, buyers
from tegenwaarde.adapters.eforms.problems import problem
from tegenwaarde.adapters.eforms.results import Result, result_of
from tegenwaarde.adapters.eforms.social import Mentions, hints_in, mention_in_title, mentions
from tegenwaarde.adapters.eforms.tables import Tables
from tegenwaarde.adapters.eforms.walk import (
    Children,
    Element,
    Notes,
    children,
    every,
    first,
    in_best_language,
    reference,
    reference_at,
)
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.notices import NoticeModification, NoticeParty, ReadNotice

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
    return _notice(root)


def _notice(root: Element) -> ReadNotice:
    """Return the notice with its awards or tenders, or with the problems that say why there are none."""
    parts = children(root)
    notes = Notes(language=reference(parts.get(tags.LANGUAGE)).upper())
    extension = _extension(parts.get(tags.UBL_EXTENSIONS))
    head = head_of(root, parts, extension, notes)
    tables = _tables(root, parts, extension, notes)
    found_buyers = buyers(every(root, tags.CONTRACTING_PARTY), tables.organisations)
    problems = _why_nothing(root, extension, head, found_buyers)
    awards = awarded(parts, tables, notes) if not problems and head.form in forms.AWARDING else ()
    tenders = announced(head, tables, notes) if not problems and head.form in forms.ANNOUNCING else ()
    if not (problems or awards or tenders):
        problems = (_why_none_left(head, tables.result),)
    return ReadNotice(
        notice_id=head.notice_id,
        version=head.version,
        publication_number=head.publication_number,
        procedure_id=head.procedure_id,
        subtype=head.subtype,
        published_on=head.published_on,
        title=tables.procedure.title,
        buyers=found_buyers,
        awards=awards,
        problems=problems,
        warnings=tuple(notes.found),
        form=head.form,
        language=notes.language,
        earlier_notice=head.earlier_notice,
        corrected_notice=head.corrected_notice,
        estimated_cents=tables.procedure.estimate.cents,
        total_cents=tables.result.total.cents,
        social_return=tuple(mention for some in tables.mentions.values() for mention in some),
        modifications=_modifications(extension, notes),
        tenders=tenders,
    )


def _extension(extensions: Element | None) -> Element | None:
    for extension in every(extensions, tags.UBL_EXTENSION):
        found = first(extension, tags.EXTENSION_CONTENT, tags.EFORMS_EXTENSION)
        if found is not None:
            return found
    return None


def _tables(root: Element, parts: Children, extension: Element | None, notes: Notes) -> Tables:
    found_lots = lots(every(root, tags.LOT), notes)
    result = result_of(extension, notes)
    return Tables(
        result=result,
        organisations=Organisations(extension, notes.language),
        lots=found_lots,
        procedure=project_of(root, parts, "", notes),
        mentions=_mentions(root, found_lots, result),
    )


def _mentions(root: Element, found_lots: dict[str, Lot], result: Result) -> Mentions:
    hints = hints_in(root)
    if not (hints.stems or hints.coded):
        return {}
    sections = root.iterchildren(tags.PROJECT, tags.TENDERING_TERMS, tags.TENDERING_PROCESS)
    found = {"": mentions(sections, "procedure", hints)}
    for lot in found_lots.values():
        found[lot.id] = mentions((lot.element,), lot.id, hints)
    for contract in result.contracts:
        found[f"contract {contract.id}"] = mention_in_title(contract.title, contract.id)
    return found


def _why_nothing(
    root: Element, extension: Element | None, head: Head, found_buyers: tuple[NoticeParty, ...]
) -> tuple[Problem, ...]:
    """Return the problems that keep this notice from awarding or announcing anything."""
    if extension is None:
        return (problem("NOT_EFORMS", root=str(root.tag).rpartition("}")[2]),)
    code = forms.why_nothing(head.form, head.subtype)
    if code:
        return (problem(code, subtype=head.subtype or "?"),)
    missing = {"NOTICE_ID_MISSING": not head.notice_id, "BUYER_MISSING": not found_buyers}
    return tuple(problem(code) for code, is_missing in missing.items() if is_missing)


def _why_none_left(head: Head, result: Result) -> Problem:
    if head.form in forms.ANNOUNCING:
        return problem(forms.why_no_award(head.form, head.subtype), subtype=head.subtype or "?")
    return problem(why_none_left(result))


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
