"""What was read of a notice, by id: contracts and tenders are put together from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tegenwaarde.adapters.eforms.lots import NO_SPAN, Lot, Span
from tegenwaarde.adapters.eforms.parties import Organisations
from tegenwaarde.adapters.eforms.results import Result
from tegenwaarde.adapters.eforms.social import Mentions
from tegenwaarde.usecases.ports.notices import SocialReturnMention


class Tables(NamedTuple):
    """The result, the organisations and the lots by id, and where social return is named."""

    result: Result
    organisations: Organisations
    lots: dict[str, Lot]
    procedure: Lot
    mentions: Mentions

    def span_of(self, own: Sequence[Lot]) -> Span:
        """Return first and last day of these lots; the procedure's where it has one lot and that is silent."""
        spans = [lot.span for lot in own if lot.span != NO_SPAN]
        if not spans:
            return self.procedure.span if len(self.lots) == 1 or not own else NO_SPAN
        if len(spans) == 1:
            return spans[0]
        starts = [span.start for span in spans if span.start]
        ends = [span.end for span in spans if span.end]
        return Span(
            min(starts, default=None),
            max(ends) if len(ends) == len(spans) else None,
            spans[0].duration if len(set(spans)) == 1 else "",
        )

    def mentions_of(self, names: Iterable[str]) -> tuple[SocialReturnMention, ...]:
        """Return what is said under these names, each thing where it is said first."""
        if not self.mentions:
            return ()
        found: dict[tuple[str, str], SocialReturnMention] = {}
        for name in names:
            for mention in self.mentions.get(name, ()):
                found.setdefault((mention.route, mention.words), mention)
        return tuple(found.values())
