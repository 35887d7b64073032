"""Upload a copy of evidence, where the region takes those: what it is and says is looked at before it is kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.kernel.calendar import add_months, date_of, day_number
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book_keeping import EvidenceFiles
from tegenwaarde.records.models import EvidenceFile, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.evidence.refusing import not_taken, telling_numbers, too_large
from tegenwaarde.usecases.evidence.seen import asked_now
from tegenwaarde.usecases.numbers import numbers_in
from tegenwaarde.usecases.ports.files import FileLook, Files
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.timeline import remember

UNDECIDED = (ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED)
MOST_FILES = 20  # of one report
LONGEST_NAME = 100
SIGNS_THAT_MEAN_SOMETHING = re.compile(r"[\\/:*?\"<>|%;=\x00-\x1f\x7f-\x9f]+")


class FilesNotAccepted(Refused):
    """The region takes no copies of evidence."""

    code = "FILES_NOT_ACCEPTED"
    words = _("No copies of evidence are taken here. Let the coordinator see the documents.")


class DecidedAlready(Refused):
    """The report was decided, and what was looked at stays as it was."""

    code = "UPLOAD_AFTER_DECISION"
    words = _("This report was decided already, so evidence can no longer be added or removed.")


class TooManyFiles(Refused):
    """There are enough files."""

    code = "TOO_MANY_FILES"
    words = _("There are {most} files at this report already. Remove one that is not needed first.")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent, of `size` bytes; the content is empty where that was too much to take in.

    `is_bsn` answers whether a number that may be a BSN is one; None where that was not asked yet.
    """

    kind: str
    name: str
    content: bytes
    size: int
    is_bsn: bool | None = None


def upload_evidence(*, actor: Actor, report_id: int, upload: Upload, files: Files, today: date) -> EvidenceFile:
    """Keep a copy of evidence of the report, encrypted, until the day on which it is erased.

    Raises NotVisible, NotAllowed, FilesNotAccepted, DecidedAlready, TooManyFiles, and Invalid at `kind`, `file` or
    `is_bsn`. Nothing is kept of a file that is refused.
    """
    report = own_report(actor, report_id)
    terms = _terms(report)
    if problems := _problems(report, upload, terms):
        raise Invalid(problems)
    look = files.look(upload.content)
    if problems := _inside(look, upload):
        raise Invalid(problems)
    stored_as = files.store.save(upload.content)
    try:
        with transaction.atomic():
            kept = _Kept(upload, look, stored_as, erase_day(report, terms, today))
            return _record(actor, report, kept, today)
    except BaseException:
        files.store.delete(stored_as)
        raise


def own_report(actor: Actor, report_id: int) -> Report:
    """Return the undecided report that the actor's supplier made; NotVisible, NotAllowed, DecidedAlready."""
    rows = reports_visible_to(actor, "evidence.see").select_related("contract__book", "person")
    report = find(rows, pk=report_id)
    require(actor, "evidence.upload", report.contract)
    if report.state not in UNDECIDED:
        raise DecidedAlready
    return report


def clean_name(name: str, ending: str, *, most: int = LONGEST_NAME, nameless: str = "bewijs") -> str:
    """Return a name to show and to save under: without folders and signs that mean something, with its true ending.

    At most `most` signs before the ending; `nameless` where nothing is left.
    """
    told = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    told = "".join(sign for sign in told if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"})
    told = SIGNS_THAT_MEAN_SOMETHING.sub(" ", told)
    stem = " ".join(told.rsplit(".", 1)[0].split()).strip(". ")[:most]
    return f"{stem.strip('. ') or nameless}{ending}"


def erase_day(report: Report, terms: EvidenceFiles, today: date) -> date:
    """Return the day on which a copy goes: so many months after the contract's last day, and never before tomorrow."""
    end = report.contract.end or today
    return max(date_of(add_months(day_number(end), terms.kept_months)), date.fromordinal(today.toordinal() + 1))


def _terms(report: Report) -> EvidenceFiles:
    terms = open_book(report.contract.book).evidence_files if report.contract.book else EvidenceFiles()
    if not terms.accepted:
        raise FilesNotAccepted
    if EvidenceFile.unfenced.kept().filter(report=report).count() >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    return terms


def _problems(report: Report, upload: Upload, terms: EvidenceFiles) -> list[Problem]:
    try:
        asked = {kind.id for kind in asked_now(report)}
    except FactsErased:
        asked = set()
    found = too_large(max(upload.size, len(upload.content)), terms.most_bytes)
    if upload.kind not in asked:
        text = "Choose the kind of evidence that this is a copy of."
        found.append(Problem("EVIDENCE_NOT_ASKED", text, "kind"))
    return found


def _inside(look: FileLook, upload: Upload) -> list[Problem]:
    if look.problem:
        return not_taken(look)
    found = numbers_in([*look.passages, upload.name], look.tables)
    return telling_numbers(found, says_none=upload.is_bsn is False, says_one=upload.is_bsn is True)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known once the file is kept."""

    upload: Upload
    look: FileLook
    stored_as: str
    erase_on: date


def _record(actor: Actor, report: Report, kept: _Kept, today: date) -> EvidenceFile:
    """Record the file while the report is held, so that none is added behind a decision."""
    locked = Report.unfenced.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.state not in UNDECIDED:
        raise DecidedAlready
    made = EvidenceFile.unfenced.create(
        report=report,
        kind=kept.upload.kind,
        name=clean_name(kept.upload.name, kept.look.ending),
        content_type=kept.look.content_type,
        size=len(kept.upload.content),
        stored_as=kept.stored_as,
        number_is_no_bsn=kept.upload.is_bsn is False,
        uploaded_by_id=actor.user_id,
        uploaded_on=today,
        erase_on=kept.erase_on,
    )
    remember(actor=actor, contract=report.contract, code="evidence_uploaded", today=today, report=report.pk)
    return made
