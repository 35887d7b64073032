"""Save a new version of a spec text, or restore an old one: the versions before it stay as they were."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Region, SpecTemplate, Variant
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.spec_texts.filling import LANGUAGE, read_words
from tegenwaarde.usecases.spec_texts.versions import NoTemplate, kept_version, versions_of

KEY = "spec.edit"
LONGEST = 60_000  # signs
LONGEST_CHANGE = 300


class ChangedMeanwhile(Refused):
    """Somebody else saved a version in the meantime."""

    code = "SPEC_TEMPLATE_CHANGED"
    words = _("Version {number} was saved in the meantime. Look at what changed, and make your change in that version.")


def check_words(words: str, field: str = "words") -> None:
    """Raise Invalid with every problem of a template's words, each naming its line, at `field`."""
    if len(words) > LONGEST:
        text = "The text is too long: at most {most} signs."
        raise Invalid([Problem("TEXT_TOO_LONG", text, field, (("most", LONGEST),))])
    found = read_words(words).problems
    if found:
        raise Invalid(Problem(one.code, one.text, field, one.params) for one in found)


def save_template(*, actor: Actor, variant: str, words: str, change: str, based_on: int, today: date) -> SpecTemplate:
    """Save `words` as the next version of a variant; `based_on` is the version that was changed, 0 for none.

    Raises NotVisible, ChangedMeanwhile, and Invalid with each problem at its line or field.
    """
    require(actor, KEY)
    region = region_of_texts(variant)
    plain = words.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"
    check_words(plain)
    problems = []
    if not change.strip():
        problems.append(Problem("CHANGE_MISSING", "Write in a few words what you changed.", "change"))
    versions = versions_of(region, variant)
    if versions and based_on == versions[0].number and versions[0].words.strip() == plain.strip():
        problems.append(Problem("NOTHING_CHANGED", "You changed nothing in the text.", "words"))
    if problems:
        raise Invalid(problems)
    fields = {"variant": variant, "words": plain, "change": change.strip()[:LONGEST_CHANGE]}
    return _next(actor, region, fields, based_on, today)


def restore_template(*, actor: Actor, variant: str, number: int, based_on: int, today: date) -> SpecTemplate:
    """Make an old version the newest one again, as a version of its own.

    Raises NotVisible for a number that is not there, ChangedMeanwhile, and Invalid where it is the newest already or
    the program no longer understands it.
    """
    require(actor, KEY)
    region = region_of_texts(variant)
    versions = versions_of(region, variant)
    old = next((one for one in versions if one.number == number), None)
    if old is None:
        raise NotVisible("spec template")
    if old.words == versions[0].words:
        raise Invalid([Problem("NOTHING_CHANGED", "This is the text that is in use already.")])
    check_words(old.words, "")
    with override(LANGUAGE):
        change = gettext("Back to version {number}").format(number=number)
    return _next(actor, region, {"variant": variant, "words": old.words, "change": change}, based_on, today)


def region_of_texts(variant: str) -> Region:
    """Return the region whose texts are edited; NotVisible for an unknown variant, or where there is no region."""
    region = Region.unfenced.order_by("pk").first()
    if variant not in Variant.values or region is None:
        raise NotVisible("spec template")
    return region


def _next(actor: Actor, region: Region, fields: dict[str, str], based_on: int, today: date) -> SpecTemplate:
    try:
        with transaction.atomic():
            try:
                newest = kept_version(region, fields["variant"], today).number
            except NoTemplate:
                newest = 0
            if newest != based_on:
                raise ChangedMeanwhile(number=newest)
            return SpecTemplate.unfenced.create(
                region=region, number=newest + 1, made_by_id=actor.user_id, made_on=today, **fields
            )
    except IntegrityError as twice:
        raise ChangedMeanwhile(number=based_on + 1) from twice
