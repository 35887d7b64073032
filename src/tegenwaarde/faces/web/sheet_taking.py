"""Taking in a spreadsheet on a page: the field to choose it in, and what is shown when it is not taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import HouseRequest, show_problems
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.sheets.files import TakenOverBefore

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of sending a spreadsheet: its upload, or 0 with what the page shows and its status."""

    upload_id: int = 0
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


def sheet_field(label: _StrPromise, help_text: _StrPromise) -> forms.FileField:
    """Return the field in which a spreadsheet is chosen."""
    accepted = forms.ClearableFileInput(attrs={"accept": ".xlsx"})
    return forms.FileField(label=label, help_text=help_text, allow_empty_file=True, widget=accepted)


def take_in(request: HouseRequest, form_class: type[PageForm], take: Callable[[UploadedFile[Any]], int]) -> Taken:
    """Return what came of the spreadsheet that was sent, if any; `take` takes a file and returns its upload."""
    if request.method != "POST":
        return Taken(context={"form": form_class()})
    form = form_class(request.POST, request.FILES)
    try:
        if form.is_valid():
            return Taken(upload_id=take(form.cleaned_data["file"]))
    except Invalid as invalid:
        show_problems(form, invalid)
    except TakenOverBefore as refusal:
        return Taken(context={"form": form, "refusal": refusal, "known": refusal.upload_id}, status=409)
    return Taken(context={"form": form}, status=422)
