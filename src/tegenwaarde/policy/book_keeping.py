"""What a policy book says about what is kept, what may be open, and what is reminded of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """Whether copies of evidence are accepted beside what was seen, how large, and how long they are kept.

    `most_bytes` is the largest file; a file goes `kept_months` after its contract's last day. Zero where none is taken.
    """

    accepted: bool = False
    most_bytes: int = 0
    kept_months: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long facts about persons are kept.

    Facts of a contract so many months after its last day: they may still be needed to correct a value. Rows of a
    spreadsheet that nobody took over so many days. `sources` are where each is said, in that order.
    """

    facts_months_after_end: int = 0
    sheets_days: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenData:
    """From how many persons on an amount may be open, so that nobody's own value follows from it; 0 = never."""

    least_persons: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class CertificateRules:
    """How many days before a certificate lapses somebody is reminded (B8); 0 = never."""

    remind_days_before: int = 0
    source: str = ""


NO_FILES, NOT_RETAINED, NOT_REMINDED, NOTHING_OPEN = EvidenceFiles(), Retention(), CertificateRules(), OpenData()
