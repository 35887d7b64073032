"""Reads what a policy file says about evidence files, how long facts of persons are kept, and open data."""

from __future__ import annotations

from datetime import date

from tegenwaarde.policy.book_keeping import CertificateRules, EvidenceFiles, OpenData, Retention
from tegenwaarde.policy.dated import in_force
from tegenwaarde.policy.table import Table

MEGABYTE = 1024 * 1024
LARGEST = 20  # megabytes that the program takes in at once
LONGEST = 120  # months
A_YEAR = 366  # days
YEAR = 366  # days
MOST_PERSONS = 1000
Terms = tuple[bool, int, int]


def read_evidence_files(book: Table, first_day: date | None) -> EvidenceFiles:
    """Return `[evidence_files]`; no file is accepted where the section is absent."""
    if not book.has("evidence_files"):
        return EvidenceFiles()
    table = book.table("evidence_files")
    row = in_force(table, "terms", first_day, _terms)
    table.close()
    if row is None:
        return EvidenceFiles()
    accepted, megabytes, months = row.value
    return EvidenceFiles(accepted, megabytes * MEGABYTE, months, row.source)


def read_retention(book: Table, first_day: date | None) -> Retention:
    """Return `[retention]`; facts are kept no longer than the contract, and rows no day, where it is silent."""
    if not book.has("retention"):
        return Retention()
    table = book.table("retention")
    sheets = None
    facts = in_force(table, "facts", first_day, lambda row: row.whole("months_after_end", low=0, high=LONGEST))
    if table.has("sheets"):
        sheets = in_force(table, "sheets", first_day, lambda row: row.whole("days", low=0, high=A_YEAR))
    table.close()
    sources = tuple(row.source for row in (facts, sheets) if row)
    return Retention(facts.value if facts else 0, sheets.value if sheets else 0, sources)


def read_open_data(book: Table, first_day: date | None) -> OpenData:
    """Return `[open_data]`; no realised amount is open where the section is absent."""
    if not book.has("open_data"):
        return OpenData()
    table = book.table("open_data")
    row = in_force(table, "realised", first_day, lambda row: row.whole("least_persons", low=2, high=MOST_PERSONS))
    table.close()
    return OpenData(row.value, row.source) if row else OpenData()


def read_certificates(book: Table, first_day: date | None) -> CertificateRules:
    """Return `[certificates]`; nobody is reminded where the section is absent."""
    if not book.has("certificates"):
        return CertificateRules()
    table = book.table("certificates")
    row = in_force(table, "reminder", first_day, lambda row: row.whole("remind_days_before", low=1, high=YEAR))
    table.close()
    return CertificateRules(row.value, row.source) if row else CertificateRules()


def _terms(row: Table) -> Terms:
    """Return the terms of a row; a region that accepts no file needs no size and no term."""
    accepted = row.flag("accepted")
    megabytes = row.whole("most_mb", low=1, high=LARGEST, optional=not accepted)
    months = row.whole("kept_months", low=0, high=LONGEST, optional=not accepted)
    return accepted, megabytes, months
