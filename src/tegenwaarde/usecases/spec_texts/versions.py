"""The versions of a region's spec texts. Number 1 is the text that comes with the program, kept once it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.policy import library
from tegenwaarde.records.models import Region, SpecTemplate, Variant
from tegenwaarde.usecases.refusals import Refused


class NoTemplate(Refused):
    """The region has no spec text for this variant."""

    code = "NO_SPEC_TEMPLATE"
    words = _("There is no text for this way of asking yet. The administrator can write one.")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a spec text. `made_on` is None for a shipped text that nobody used or changed yet."""

    variant: str
    number: int
    words: str
    change: str = ""
    made_by: str = ""
    made_on: date | None = None

    @property
    def shipped(self) -> bool:
        """Say whether this is the text that comes with the program."""
        return self.number == 1 and not self.made_by


def versions_of(region: Region, variant: str) -> tuple[Version, ...]:
    """Return every version, the newest first; none where the region has no text for the variant."""
    rows = region.spec_templates.filter(variant=variant).select_related("made_by").order_by("-number")
    kept = tuple(_version(row) for row in rows)
    if kept:
        return kept
    words = library.spec_text(region.policy_region, variant)
    return (Version(variant, 1, words),) if words else ()


def newest_of(region: Region) -> dict[str, Version]:
    """Return the version in use of each variant that has one; one query."""
    found: dict[str, Version] = {}
    for row in region.spec_templates.select_related("made_by").order_by("variant", "number"):
        found[row.variant] = _version(row)
    for variant in Variant.values:
        words = library.spec_text(region.policy_region, variant)
        if variant not in found and words:
            found[variant] = Version(variant, 1, words)
    return {variant: found[variant] for variant in Variant.values if variant in found}


def kept_version(region: Region, variant: str, today: date) -> SpecTemplate:
    """Return the version in use, keeping the shipped text first where nothing is kept; inside a transaction.

    Raises NoTemplate where there is neither.
    """
    kept = region.spec_templates.filter(variant=variant).order_by("-number").first()
    if kept is not None:
        return kept
    words = library.spec_text(region.policy_region, variant)
    if not words:
        raise NoTemplate
    made, _new = SpecTemplate.unfenced.get_or_create(
        region=region, variant=variant, number=1, defaults={"words": words, "made_on": today}
    )
    return made


def _version(row: SpecTemplate) -> Version:
    return Version(
        variant=row.variant,
        number=row.number,
        words=row.words,
        change=row.change,
        made_by=row.made_by.name if row.made_by else "",
        made_on=row.made_on,
    )
