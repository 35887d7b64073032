"""What changed between two versions of a report, in words: for both sides of a thread, and for a correction."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models.contracts import WHOLE
from tegenwaarde.usecases.figures import percent
from tegenwaarde.usecases.reading.told import told
from tegenwaarde.usecases.reports.answers import Answers

Changed = tuple[str, str, str]


def changes_between(
    before: Answers,
    after: Answers,
    book: PolicyBook,
    *,
    blocks: tuple[str, str] = ("", ""),
    shares: tuple[int, int] = (WHOLE, WHOLE),
    declared: tuple[bool, bool] = (True, True),
) -> tuple[Changed, ...]:
    """Return what differs as a label with the words before and after, in the order in which a report tells its facts.

    `blocks`, `shares` (of the hours) and `declared` (that nobody's work was displaced) are those before and after.
    """
    then = _in_words(book, before, blocks[0], shares[0], declared=declared[0])
    now = _in_words(book, after, blocks[1], shares[1], declared=declared[1])
    absent = _("not filled in")
    labels = [*now, *(label for label in then if label not in now)]
    return tuple(
        (label, then.get(label, absent), now.get(label, absent))
        for label in labels
        if then.get(label) != now.get(label)
    )


def _in_words(book: PolicyBook, answers: Answers, block: str, share: int, *, declared: bool) -> dict[str, str]:
    words: dict[str, list[str]] = {}
    for label, said in told(book, answers, block):
        words.setdefault(label, []).append(said)
    found = {label: ", ".join(said) for label, said in words.items()}
    found[_("Part of the hours for this contract")] = percent(share)
    found[_("Nobody's existing work was displaced")] = _("declared") if declared else _("not declared")
    return found
