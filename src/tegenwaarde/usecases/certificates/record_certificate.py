"""Record a certificate of a supplier, with what that does to what is due for its contracts in force (B7, B8)."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Certificate, Supplier
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.certificates.effects import Effects, effects_with
from tegenwaarde.usecases.certificates.labels import NewCertificate, labels_on, problems_of
from tegenwaarde.usecases.certificates.spreading import spread
from tegenwaarde.usecases.contracts.entering import desk_of
from tegenwaarde.usecases.contracts.recalculating import running
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import Invalid, Refused

KEY = "label.record"  # anybody of the subregion, while nothing else becomes due
DECIDES = "certificate.record"  # where it changes what is due
REASON = gettext_noop("A label of the supplier was recorded.")
TWICE = Problem("CERTIFICATE_TWICE", "This certificate is recorded already.", "label")


class EffectNotSeen(Refused):
    """What is due changes, and who decides did not see how, or saw something else."""

    code = "EFFECT_NOT_SEEN"
    words = _(
        "This changes what is due for {number} contracts in force of {supplier}, or something changed meanwhile. Look"
        " at the effect in the dossier, on the page of its labels, and record it there."
    )


def effect_of_recording(*, actor: Actor, supplier: Supplier, new: NewCertificate, today: date) -> Effects:
    """Return what recording the certificate would do; nothing is written. `supplier` came through the fence.

    Raises Invalid with each problem at its field.
    """
    problems = list(problems_of(new, supplier, known_labels(actor, supplier, today)))
    if problems:
        raise Invalid(problems)
    return effects_with(actor, supplier, [*supplier.certificates.standing(), new.of(supplier)])


def known_labels(actor: Actor, supplier: Supplier, today: date) -> frozenset[str]:
    """Return the labels that the policy of today or of a contract in force of the supplier knows."""
    books = [one.book for one in running(supplier=supplier) if one.book is not None]
    of_contracts = {label.id for book in books for label in open_book(book).labels}
    region = desk_of(actor, KEY).subregion.region.policy_region
    return frozenset(of_contracts | {label.id for label in labels_on(region, today)})


def record_certificate(
    *,
    actor: Actor,
    supplier_id: int,
    label: str,
    first_day: date,
    last_day: date,
    today: date,
    shown: str = "",
    ports: Ports | None = None,
) -> Certificate:
    """Record a certificate of any supplier, days counted in, and keep what is due for its contracts from then on.

    `shown` is the mark of the effect that was looked at (`Effects.fingerprint`); it may stay away where nothing else
    becomes due. With `ports` the supplier is mailed. Raises NotAllowed, EffectNotSeen, ChangedMeanwhile, and Invalid
    with each problem at its field.
    """
    require(actor, KEY)
    new = NewCertificate(label=label, first_day=first_day, last_day=last_day)
    with transaction.atomic():
        supplier = Supplier.unfenced.select_for_update().get(pk=supplier_id)
        effects = effect_of_recording(actor=actor, supplier=supplier, new=new, today=today)
        require_seen(actor, supplier, effects, shown)
        made = new.of(supplier)
        made.recorded_by_id, made.recorded_on = actor.user_id, today
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            raise Invalid([TWICE]) from None
        spread(actor=actor, effects=effects, code="certificate_recorded", reason=REASON, today=today, ports=ports)
    return made


def require_seen(actor: Actor, supplier: Supplier, effects: Effects, shown: str) -> None:
    """Raise NotAllowed or EffectNotSeen where something else becomes due and the actor may not, or did not see it."""
    if effects.changed:
        require(actor, DECIDES)
        if shown != effects.fingerprint:
            raise EffectNotSeen(number=len(effects.changed), supplier=supplier.name)
