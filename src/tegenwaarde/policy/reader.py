"""Reads a policy file into a frozen book, or says everything that is wrong with it, each with its place.

A place is a line and a path: `line 41, blocks[3].amounts[0].source`, counted from line 1 and from item 0.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from hashlib import sha256

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.locator import Lines, path_text
from tegenwaarde.policy.reading_advice import read_departures, read_variants
from tegenwaarde.policy.reading_asking import read_infrastructure, read_invitations, read_spec_terms
from tegenwaarde.policy.reading_blocks import read_blocks, read_evidence, read_extras, read_labels
from tegenwaarde.policy.reading_keeping import read_certificates, read_evidence_files, read_open_data, read_retention
from tegenwaarde.policy.reading_rules import (
    read_ambition,
    read_cost_pots,
    read_fulltime,
    read_obligation,
    read_own_example,
    read_pace,
    read_reporting,
    read_thresholds,
)
from tegenwaarde.policy.table import Findings, Table

ERROR_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)


def read_book(text: str) -> tuple[PolicyBook | None, tuple[Problem, ...]]:
    """Return the book that `text` holds and no problems, or None and every problem, in order of place.

    A text that is no TOML has one problem, at the line where reading stopped. The book's hash is that of `text`.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (_syntax_problem(text, str(error)),)
    findings = Findings()
    book = _read(Table(content, (), findings), text_hash(text))
    if findings.found:
        return None, _with_lines(text, findings)
    return book, ()


def text_hash(text: str) -> str:
    """Return the SHA-256 of a policy text in UTF-8, hexadecimal."""
    return sha256(text.encode()).hexdigest()


def _read(table: Table, book_hash: str) -> PolicyBook:
    first_day = table.day("in_force_from")
    evidence = read_evidence(table)
    blocks = read_blocks(table, first_day, evidence)
    labels = read_labels(table, first_day)
    label_ids = [label.id for label in labels]
    fulltime = read_fulltime(table.table("fulltime"), first_day)
    book = PolicyBook(
        id=table.name("id"),
        region=table.name("region"),
        title=table.both("title"),
        in_force_from=first_day or date.min,
        source=table.source(),
        fulltime_hours=fulltime.value,
        blocks=blocks,
        extras=read_extras(table, first_day, evidence, blocks),
        labels=labels,
        thresholds=read_thresholds(table),
        obligation=read_obligation(table.table("obligation"), first_day),
        pace=read_pace(table.table("pace"), first_day),
        reporting=read_reporting(table.table("reporting"), first_day),
        cost_pots=read_cost_pots(table, first_day),
        ambition=read_ambition(table.table("ambition"), first_day) if table.has("ambition") else None,
        text_hash=book_hash,
        fulltime_source=fulltime.source,
        own_example=read_own_example(table, first_day, label_ids) if table.has("own_example") else None,
        evidence_files=read_evidence_files(table, first_day),
        retention=read_retention(table, first_day),
        certificates=read_certificates(table, first_day),
        open_data=read_open_data(table, first_day),
        label_warning=table.both("label_warning") if table.has("label_warning") else None,
        departures=read_departures(table),
        variants=read_variants(table),
        spec_terms=read_spec_terms(table, first_day),
        infrastructure=read_infrastructure(table, first_day),
        invitations=read_invitations(table, first_day, label_ids),
    )
    table.close()
    return book


def _with_lines(text: str, findings: Findings) -> tuple[Problem, ...]:
    lines = Lines(text)
    placed = sorted((lines.of(found.path), number, found) for number, found in enumerate(findings.found))
    return tuple(
        Problem(found.code, found.text, f"line {line}, {path_text(found.path)}", found.params)
        for line, _, found in placed
    )


def _syntax_problem(text: str, message: str) -> Problem:
    found = ERROR_PLACE.match(message)
    line = int(found["line"]) if found and found["line"] else text.count("\n") + 1
    what = found["what"] if found else message
    return Problem("NOT_TOML", "This is not TOML: {what}.", f"line {line}", (("what", what),))
