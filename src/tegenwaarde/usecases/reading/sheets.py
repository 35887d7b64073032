"""Spreadsheets for the screen: those of the supplier, and where one stands with its errors or its values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, reports_visible_to, uploads_visible_to
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import BulkUpload, Contract, UploadState
from tegenwaarde.records.models.reports import ReportQuerySet
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.sheet_words import Said, Translated, errors_in_words, warnings_in_words
from tegenwaarde.usecases.reports.answers import PLACEMENT, answers_from_json
from tegenwaarde.usecases.sheets.columns import FULFILMENTS
from tegenwaarde.usecases.sheets.findings import Finding
from tegenwaarde.usecases.sheets.keeping import Kept, unseal_kept
from tegenwaarde.usecases.sheets.staged import Staged
from tegenwaarde.usecases.sheets.uploading import BUSY, broke_off, own_upload
from tegenwaarde.usecases.spoken import spoken


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A spreadsheet in a list; `state` is broken where its work broke off."""

    upload_id: int
    name: str
    day: date
    who: str
    state: str
    rows: int
    errors: int
    value_cents: int


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """The spreadsheets of the supplier, the newest first; `contracts` is how many contracts can be reported on."""

    uploads: tuple[UploadRow, ...]
    contracts: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A row that is ready: about whom or what, on which contract, and what it is worth; cents."""

    line: int
    sheet: str
    contract_id: int
    contract: str
    about: str
    block: str
    first: date | None
    last: date | None
    hours: int | None
    share: int
    value_cents: int
    warned: bool


@dataclass(frozen=True, slots=True)
class ContractTotal:
    """What the rows on one contract come to; cents."""

    contract_id: int
    title: str
    rows: int
    value_cents: int


@dataclass(frozen=True, slots=True)
class UploadPage:
    """One spreadsheet: where it stands, what is wrong with it or what it is worth."""

    upload: UploadRow
    done: int
    errors: Translated[Finding, Said]
    warnings: Translated[Finding, Said]
    rows: Translated[Staged, Preview]
    totals: tuple[ContractTotal, ...]
    can_be_marked: bool

    @property
    def busy(self) -> bool:
        """Say whether somebody works on it now."""
        return self.upload.state in BUSY


def read_sheets_page(*, actor: Actor, now: datetime) -> SheetsPage:
    """Return the supplier's spreadsheets; two queries."""
    rows = uploads_visible_to(actor).defer("sealed").select_related("uploaded_by")
    running = contracts_visible_to(actor, "sheet.upload").filter(state="running").count()
    return SheetsPage(tuple(_row(one, now) for one in rows), running)


def read_upload(*, actor: Actor, upload_id: int, now: datetime) -> UploadPage:
    """Return one spreadsheet; raises NotVisible."""
    upload = own_upload(actor, upload_id)
    kept = unseal_kept(upload) if upload.state in (UploadState.CHECKED, UploadState.REFUSED) else Kept()
    contracts = _contracts(actor, {row.contract for row in kept.rows})
    warned = {(one.sheet, one.row) for one in kept.findings if one.warning}
    return UploadPage(
        upload=_row(upload, now),
        done=upload.done,
        errors=errors_in_words(kept.findings, FULFILMENTS),
        warnings=warnings_in_words(kept.findings, FULFILMENTS),
        rows=Translated(kept.rows, lambda row: _preview(row, contracts, warned)),
        totals=_totals(kept.rows, contracts) or _taken_over(actor, upload),
        can_be_marked=bool(kept.sheets),
    )


def read_taken_over(*, actor: Actor, upload_id: int) -> ReportQuerySet:
    """Return the reports that came of a spreadsheet, in the order of its rows; not run yet."""
    rows = reports_visible_to(actor).filter(upload_id=upload_id)
    return rows.select_related("person", "contract").order_by("pk")


def _row(upload: BulkUpload, now: datetime) -> UploadRow:
    state = "broken" if broke_off(upload, now) else str(upload.state)
    return UploadRow(
        upload_id=upload.pk,
        name=upload.name,
        day=upload.uploaded_on,
        who=upload.uploaded_by.name,
        state=state if state != "broken" else f"broken_{upload.state}",
        rows=upload.rows,
        errors=len(upload.problems),
        value_cents=upload.value_cents,
    )


def _contracts(actor: Actor, ids: set[int]) -> dict[int, tuple[Contract, PolicyBook | None]]:
    rows = contracts_visible_to(actor, "sheet.upload").filter(pk__in=ids).select_related("book")
    return {row.pk: (row, open_book(row.book) if row.book else None) for row in rows}


def _preview(
    row: Staged, contracts: dict[int, tuple[Contract, PolicyBook | None]], warned: set[tuple[str, int]]
) -> Preview:
    answers = answers_from_json(row.facts)
    contract, book = contracts.get(row.contract, (None, None))
    block = next((one for one in book.blocks if one.id == row.block), None) if book else None
    placed = answers.kind == PLACEMENT
    return Preview(
        line=row.line,
        sheet=row.sheet,
        contract_id=row.contract,
        contract=contract.title if contract else "",
        about=row.reference or answers.invoice_number or answers.participation,
        block=spoken(block.label) if block else row.block,
        first=answers.employment_start if placed else answers.activity_date,
        last=answers.employment_end,
        hours=answers.hours_per_week if placed else answers.activity_hours,
        share=row.share,
        value_cents=row.value_cents,
        warned=(row.sheet, row.line) in warned,
    )


def _totals(
    rows: Sequence[Staged], contracts: dict[int, tuple[Contract, PolicyBook | None]]
) -> tuple[ContractTotal, ...]:
    numbers, values = Counter[int](), Counter[int]()
    for row in rows:
        numbers[row.contract] += 1
        values[row.contract] += row.value_cents
    return tuple(
        ContractTotal(one, contracts[one][0].title if one in contracts else "", number, values[one])
        for one, number in numbers.items()
    )


def _taken_over(actor: Actor, upload: BulkUpload) -> tuple[ContractTotal, ...]:
    """Return what was taken over on each contract."""
    if upload.state != UploadState.IMPORTED:
        return ()
    found: dict[int, ContractTotal] = {}
    rows = (
        reports_visible_to(actor).filter(upload=upload).values_list("contract_id", "contract__title", "submitted_cents")
    )
    for contract_id, title, cents in rows:
        before = found.get(contract_id, ContractTotal(contract_id, title, 0, 0))
        found[contract_id] = ContractTotal(contract_id, title, before.rows + 1, before.value_cents + (cents or 0))
    return tuple(found.values())
