"""The spec text of a tender: choose how to ask, look at the filled text, take it, copy or download it (P3)."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.faces.web.text_parts import parts_of
from tegenwaarde.usecases.reading.spec_texts import SpecTextPage, document_of, read_spec_text, read_taken_text
from tegenwaarde.usecases.reading.tender import read_tender_head
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.spec_texts.take_text import take_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NAME = 60


class TakeForm(PageForm):
    """Take the text as it stands."""

    variant = forms.CharField(widget=forms.HiddenInput)
    gaps_are_meant = forms.BooleanField(
        label=gettext_lazy("I fill in the open places myself, in the text that I download"), required=False
    )


@page("tender.see", "GET", "POST")
def spec_text(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Show the text filled in for the way of asking in the address, and take it."""
    posted = request.method == "POST"
    asked = request.POST.get("variant", "") if posted else request.GET.get("manier", "")
    shown = read_spec_text(actor=request.actor, tender_id=tender_id, variant=asked)
    form = TakeForm(request.POST) if posted else TakeForm(initial={"variant": shown.variant})
    if not shown.gaps:
        del form.fields["gaps_are_meant"]
    if posted and form.is_valid():
        try:
            taken = take_text(actor=request.actor, tender_id=tender_id, today=request.today, **form.cleaned_data)
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("The text was taken. You can copy or download it now."))
            return redirect("spec_text_taken", tender_id=tender_id, text_number=taken.number)
    head = read_tender_head(actor=request.actor, tender_id=tender_id, today=request.today)
    context = {
        "head": head,
        "here": "spec_text",
        "shown": shown,
        "form": form,
        "choices": _choices(shown),
        "parts": parts_of(shown.blocks),
    }
    return render(request, "pages/spec_texts/choose.html", context, status=422 if posted else 200)


@page("tender.see")
def spec_text_taken(request: HouseRequest, tender_id: int, text_number: int) -> HttpResponse:
    """Show a text that was taken, to copy or download."""
    shown = read_taken_text(actor=request.actor, tender_id=tender_id, number=text_number)
    head = read_tender_head(actor=request.actor, tender_id=tender_id, today=request.today)
    context = {"head": head, "here": "spec_text", "shown": shown, "parts": parts_of(shown.blocks)}
    return render(request, "pages/spec_texts/taken.html", context)


@page("tender.see")
def spec_text_plain(request: HouseRequest, tender_id: int, text_number: int) -> HttpResponse:
    """Hand out a text that was taken as plain text."""
    shown = read_taken_text(actor=request.actor, tender_id=tender_id, number=text_number)
    answer = HttpResponse(shown.plain.encode(), content_type="text/plain; charset=utf-8")
    return _as_file(answer, shown.title, text_number, "txt")


@page("tender.see")
def spec_text_docx(request: HouseRequest, tender_id: int, text_number: int) -> HttpResponse:
    """Hand out a text that was taken as a DOCX file."""
    shown = read_taken_text(actor=request.actor, tender_id=tender_id, number=text_number)
    write = request.ports.write_docx
    content = document_of(actor=request.actor, tender_id=tender_id, number=text_number, write=write)
    return _as_file(HttpResponse(content, content_type=DOCX), shown.title, text_number, "docx")


def _as_file(answer: HttpResponse, title: str, number: int, ending: str) -> HttpResponse:
    name = f"bestektekst-{slugify(title)[:LONGEST_NAME].strip('-') or 'aanbesteding'}-{number}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _choices(shown: SpecTextPage) -> list[tuple[str, str, object]]:
    """Return each way of asking with its address, and whether it is the one on the page."""
    base = reverse("spec_text", kwargs={"tender_id": shown.tender_id})
    return [(f"{base}?{urlencode({'manier': way.variant})}", way.variant, way) for way in shown.ways]


urlpatterns = [
    path("aanbestedingen/<int:tender_id>/bestektekst/", spec_text, name="spec_text"),
    path("aanbestedingen/<int:tender_id>/bestektekst/<int:text_number>/", spec_text_taken, name="spec_text_taken"),
    path(
        "aanbestedingen/<int:tender_id>/bestektekst/<int:text_number>/tekst.txt",
        spec_text_plain,
        name="spec_text_plain",
    ),
    path(
        "aanbestedingen/<int:tender_id>/bestektekst/<int:text_number>/tekst.docx", spec_text_docx, name="spec_text_docx"
    ),
]
