"""The calendar with a spreadsheet: the template, the upload, what is wrong or what it brings, and taking it over."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success, warning
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tegenwaarde.faces.web.downloads import answer, file_answer
from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.calendar import wanted_in
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.faces.web.sheet_taking import sheet_field, take_in
from tegenwaarde.usecases.calendar_sheets.discard_calendar import discard_calendar
from tegenwaarde.usecases.calendar_sheets.marked_calendar import marked_calendar
from tegenwaarde.usecases.calendar_sheets.take_over_calendar import take_over_calendar
from tegenwaarde.usecases.calendar_sheets.template import calendar_template, how_it_works
from tegenwaarde.usecases.calendar_sheets.upload_calendar import upload_calendar
from tegenwaarde.usecases.calendar_sheets.uploading import CalendarNotReady, CalendarTakenOver
from tegenwaarde.usecases.reading.calendar_download import calendar_sheet
from tegenwaarde.usecases.reading.calendar_sheets import read_calendar_upload, read_calendar_uploads

A_PAGE = 50
UPDATE = "bijwerken"
PARTS = {"refused": "errors", "checked": "preview", "imported": "done"}


class CalendarForm(PageForm):
    """Which spreadsheet to upload."""

    file = sheet_field(
        gettext_lazy("Your spreadsheet with tenders"),
        gettext_lazy("An Excel file (XLSX) of at most 20 MB, with at most 1,000 rows."),
    )


@page("calendar.upload", "GET", "POST")
def calendar_upload_page(request: HouseRequest) -> HttpResponse:
    """Show what one put in before, and take in another spreadsheet."""
    taken = take_in(request, CalendarForm, lambda file: _taken_in(request, file))
    if taken.upload_id:
        return redirect("calendar_sheet", calendar_upload_id=taken.upload_id)
    uploads = Paginator(read_calendar_uploads(actor=request.actor), A_PAGE).get_page(request.GET.get("page"))
    context = {**taken.context, "page": uploads, "how": how_it_works()}
    return render(request, "pages/calendar_sheets/sheets.html", context, status=taken.status)


def _taken_in(request: HouseRequest, file: UploadedFile[Any]) -> int:
    upload = upload_calendar(
        actor=request.actor,
        content=file.read(),
        size=file.size or 0,
        file_name=file.name or "",
        read=request.ports.read_sheets,
        today=request.today,
    )
    return upload.pk


@page("calendar.upload")
def calendar_template_page(request: HouseRequest) -> HttpResponse:
    """Give the template to fill in."""
    book = calendar_template(actor=request.actor, today=request.today)
    return file_answer(request.ports.write_sheets(book), _("tender-calendar.xlsx"))


@page("calendar.upload")
def calendar_sheet_page(request: HouseRequest, calendar_upload_id: int) -> HttpResponse:
    """Show where a spreadsheet stands: its errors, its rows, or what they became."""
    shown = read_calendar_upload(actor=request.actor, upload_id=calendar_upload_id)
    items: Any = shown.errors if shown.upload.state == "refused" else shown.rows
    warned: Any = shown.warnings
    context = {
        "shown": shown,
        "part": f"pages/calendar_sheets/{PARTS.get(shown.upload.state, 'over')}.html",
        "page": Paginator(items, A_PAGE).get_page(request.GET.get("page")),
        "warned": Paginator(warned, A_PAGE).get_page(1),
    }
    return render(request, "pages/calendar_sheets/sheet.html", context)


@page("calendar.upload", "POST")
def calendar_take_over(request: HouseRequest, calendar_upload_id: int) -> HttpResponse:
    """Put the new tenders in the calendar, and where that is chosen change those that differ."""
    update = request.POST.get("bekend") == UPDATE
    try:
        done = take_over_calendar(actor=request.actor, upload_id=calendar_upload_id, update=update, today=request.today)
    except CalendarTakenOver as refusal:
        warning(request, str(refusal))
        return redirect("calendar_sheet", calendar_upload_id=refusal.upload_id)
    if done:
        made = read_calendar_upload(actor=request.actor, upload_id=calendar_upload_id).upload.made
        words = ngettext("{number} row was taken over.", "{number} rows were taken over.", made)
        success(request, words.format(number=made))
    return redirect("calendar_sheet", calendar_upload_id=calendar_upload_id)


@page("calendar.upload", "GET", "POST")
def calendar_sheet_discard(request: HouseRequest, calendar_upload_id: int) -> HttpResponse:
    """Ask whether the spreadsheet may go, and let go of it."""
    shown = read_calendar_upload(actor=request.actor, upload_id=calendar_upload_id)
    if request.method == "POST":
        discard_calendar(actor=request.actor, upload_id=calendar_upload_id)
        success(request, _("The spreadsheet is gone. Nothing of it was taken over."))
        return redirect("calendar_upload")
    if shown.upload.state not in ("checked", "refused"):
        raise CalendarNotReady
    return render(request, "pages/calendar_sheets/discard.html", {"shown": shown, "danger": True})


@page("calendar.upload")
def calendar_sheet_marked(request: HouseRequest, calendar_upload_id: int) -> HttpResponse:
    """Give the spreadsheet back with its errors marked."""
    book, name = marked_calendar(actor=request.actor, upload_id=calendar_upload_id, today=request.today)
    bare = name.rsplit(".", 1)[0]
    return file_answer(request.ports.write_sheets(book), _("{name} with errors marked.xlsx").format(name=bare))


@page("calendar.see")
def calendar_download(request: HouseRequest) -> HttpResponse:
    """Give the calendar as the address asks for it, in the columns of the template."""
    book = calendar_sheet(actor=request.actor, wanted=wanted_in(request.GET), today=request.today)
    return answer(request, book, _("tender-calendar"))


urlpatterns = [
    path("aanbestedingen/spreadsheet/", calendar_upload_page, name="calendar_upload"),
    path("aanbestedingen/spreadsheet/sjabloon/", calendar_template_page, name="calendar_template"),
    path("aanbestedingen/spreadsheet/<int:calendar_upload_id>/", calendar_sheet_page, name="calendar_sheet"),
    path(
        "aanbestedingen/spreadsheet/<int:calendar_upload_id>/overnemen/", calendar_take_over, name="calendar_take_over"
    ),
    path(
        "aanbestedingen/spreadsheet/<int:calendar_upload_id>/weggooien/",
        calendar_sheet_discard,
        name="calendar_discard",
    ),
    path("aanbestedingen/spreadsheet/<int:calendar_upload_id>/fouten/", calendar_sheet_marked, name="calendar_marked"),
    path("aanbestedingen/download/", calendar_download, name="calendar_download"),
]
