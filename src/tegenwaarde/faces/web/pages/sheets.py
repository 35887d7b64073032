"""Reporting with a spreadsheet: the template, the upload, what is wrong or what it is worth, and submitting it all."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success, warning
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.downloads import file_answer
from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.faces.web.sheet_taking import sheet_field, take_in
from tegenwaarde.usecases.reading.sheets import UploadPage, read_sheets_page, read_taken_over, read_upload
from tegenwaarde.usecases.sheets.discard_upload import TakenOverAlready, discard_upload
from tegenwaarde.usecases.sheets.make_template import make_template
from tegenwaarde.usecases.sheets.marked import marked_workbook
from tegenwaarde.usecases.sheets.start_upload import Outside, start_upload
from tegenwaarde.usecases.sheets.take_over import take_over
from tegenwaarde.usecases.sheets.uploading import SheetTakenOver

A_PAGE = 50
PARTS = {"checking": "busy", "importing": "busy", "refused": "errors", "checked": "preview", "imported": "taken_over"}


class SheetForm(PageForm):
    """Which spreadsheet to upload."""

    file = sheet_field(
        gettext_lazy("Your spreadsheet"),
        gettext_lazy("An Excel file (XLSX) of at most 20 MB, with at most 10,000 rows."),
    )


@page("sheet.upload", "GET", "POST")
def sheets(request: HouseRequest) -> HttpResponse:
    """Show the spreadsheets of the supplier, and take in another."""
    taken = take_in(request, SheetForm, lambda file: _taken_in(request, file))
    if taken.upload_id:
        return redirect("sheet", upload_id=taken.upload_id)
    shown = read_sheets_page(actor=request.actor, now=request.ports.now())
    page_of = Paginator(shown.uploads, A_PAGE).get_page(request.GET.get("page"))
    context = {**taken.context, "shown": shown, "page": page_of}
    return render(request, "pages/sheets/sheets.html", context, status=taken.status)


def _taken_in(request: HouseRequest, file: UploadedFile[Any]) -> int:
    outside = Outside(read=request.ports.read_sheets, later=request.ports.later, now=request.ports.now)
    upload = start_upload(
        actor=request.actor,
        content=file.read(),
        size=file.size or 0,
        file_name=file.name or "",
        outside=outside,
        today=request.today,
    )
    return upload.pk


@page("sheet.upload")
def sheet_template(request: HouseRequest) -> HttpResponse:
    """Give the template to fill in."""
    return file_answer(request.ports.write_sheets(make_template(actor=request.actor)), _("report-fulfilments.xlsx"))


@page("sheet.upload")
def sheet(request: HouseRequest, upload_id: int) -> HttpResponse:
    """Show where a spreadsheet stands: at work, its errors, its values, or what it became."""
    shown = read_upload(actor=request.actor, upload_id=upload_id, now=request.ports.now())
    return render(request, "pages/sheets/sheet.html", _context(request, shown))


@page("sheet.upload")
def sheet_progress(request: HouseRequest, upload_id: int) -> HttpResponse:
    """Show how far the work is, for a page that asks again and again; once it is done the page is loaded anew."""
    shown = read_upload(actor=request.actor, upload_id=upload_id, now=request.ports.now())
    answer = render(request, "pages/sheets/busy.html", {"shown": shown})
    if not shown.busy:
        answer.headers["HX-Refresh"] = "true"
    return answer


@page("sheet.upload", "POST")
def sheet_take_over(request: HouseRequest, upload_id: int) -> HttpResponse:
    """Submit every row, or none."""
    try:
        take_over(
            actor=request.actor,
            upload_id=upload_id,
            later=request.ports.later,
            now=request.ports.now,
            today=request.today,
        )
    except SheetTakenOver as refusal:
        warning(request, str(refusal))
        return redirect("sheet", upload_id=refusal.upload_id)
    return redirect("sheet", upload_id=upload_id)


@page("sheet.upload", "GET", "POST")
def sheet_discard(request: HouseRequest, upload_id: int) -> HttpResponse:
    """Ask whether the spreadsheet may go, and let go of it."""
    shown = read_upload(actor=request.actor, upload_id=upload_id, now=request.ports.now())
    if request.method == "POST":
        discard_upload(actor=request.actor, upload_id=upload_id, now=request.ports.now())
        success(request, _("The spreadsheet is gone. Nothing of it was submitted."))
        return redirect("sheets")
    if shown.upload.state in ("imported", "importing", "discarded"):
        raise TakenOverAlready
    return render(request, "pages/sheets/discard.html", {"shown": shown, "danger": True})


@page("sheet.upload")
def sheet_marked(request: HouseRequest, upload_id: int) -> HttpResponse:
    """Give the spreadsheet back with its errors marked."""
    book, name = marked_workbook(actor=request.actor, upload_id=upload_id)
    bare = name.rsplit(".", 1)[0]
    return file_answer(request.ports.write_sheets(book), _("{name} with errors marked.xlsx").format(name=bare))


def _context(request: HouseRequest, shown: UploadPage) -> dict[str, Any]:
    state = shown.upload.state
    number = request.GET.get("page")
    warnings: Any = shown.warnings
    items: Any = {"refused": shown.errors, "checked": shown.rows}.get(state, ())
    if state == "imported":
        items = read_taken_over(actor=request.actor, upload_id=shown.upload.upload_id)
    return {
        "shown": shown,
        "part": f"pages/sheets/{PARTS.get(state, 'over')}.html",
        "page": Paginator(items, A_PAGE).get_page(number),
        "warned": Paginator(warnings, A_PAGE).get_page(1),
    }


urlpatterns = [
    path("spreadsheet/", sheets, name="sheets"),
    path("spreadsheet/sjabloon/", sheet_template, name="sheet_template"),
    path("spreadsheet/<int:upload_id>/", sheet, name="sheet"),
    path("spreadsheet/<int:upload_id>/voortgang/", sheet_progress, name="sheet_progress"),
    path("spreadsheet/<int:upload_id>/indienen/", sheet_take_over, name="sheet_take_over"),
    path("spreadsheet/<int:upload_id>/weggooien/", sheet_discard, name="sheet_discard"),
    path("spreadsheet/<int:upload_id>/fouten/", sheet_marked, name="sheet_marked"),
]
