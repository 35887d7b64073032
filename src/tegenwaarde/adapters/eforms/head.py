"""What a notice says about itself: which notice of which procedure it is, of what kind, and from which day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tegenwaarde.adapters.eforms import forms, tags
from tegenwaarde.adapters.eforms.walk import (
    Children,
    Element,
    Notes,
    children,
    day,
    first,
    reference,
    reference_at,
    words,
)


class Head(NamedTuple):
    """What a notice says about itself; texts are empty where it does not say."""

    notice_id: str
    version: str
    procedure_id: str
    publication_number: str
    published_on: date | None
    subtype: str
    form: str
    earlier_notice: str
    corrected_notice: str
    planned_on: date | None
    procedure_type: str


def head_of(root: Element, parts: Children, extension: Element | None, notes: Notes) -> Head:
    """Return what the notice, with these `parts`, says about itself."""
    about = children(extension)
    publication = children(about.get(tags.PUBLICATION))
    process = parts.get(tags.TENDERING_PROCESS)
    number = words(publication.get(tags.NOTICE_PUBLICATION_ID), 40)
    subtype = words(first(about.get(tags.NOTICE_SUBTYPE), tags.SUBTYPE_CODE), 10)
    form = forms.form_of(root, subtype, reference(parts.get(tags.NOTICE_TYPE)))
    if form == forms.DIRECT_AWARD:
        notes.add("ANNOUNCED_BEFOREHAND")
    return Head(
        notice_id=reference(parts.get(tags.ID)) or number,
        version=words(parts.get(tags.VERSION_ID), 10),
        procedure_id=reference(parts.get(tags.FOLDER_ID)),
        publication_number=number,
        published_on=_published_on(publication, parts, notes),
        subtype=subtype,
        form=form,
        earlier_notice=reference_at(process, tags.DOCUMENT_REFERENCE, tags.ID),
        corrected_notice=reference_at(about.get(tags.CHANGES), tags.CHANGED_NOTICE),
        planned_on=day(parts.get(tags.PLANNED_DATE), notes, "planned date"),
        procedure_type=reference_at(process, tags.PROCEDURE_CODE) if form in forms.ANNOUNCING else "",
    )


def _published_on(publication: Children, parts: Children, notes: Notes) -> date | None:
    found = day(publication.get(tags.PUBLICATION_DATE), notes, "publication date")
    if found is None:
        found = day(parts.get(tags.ISSUE_DATE), notes, "issue date")
        if found:
            notes.add("PUBLICATION_DATE_MISSING", "publication date", day=found.isoformat())
    return found
