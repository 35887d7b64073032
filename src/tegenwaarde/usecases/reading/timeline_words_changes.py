"""The words of what changed what is due: amendments, labels, and what a buyer recognises."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.step import Step
from tegenwaarde.usecases.amendments.amend_contract import REASON as AMENDED
from tegenwaarde.usecases.buyers.switch_label import REASON as RECOGNITION
from tegenwaarde.usecases.certificates.record_certificate import REASON as LABEL_RECORDED
from tegenwaarde.usecases.certificates.withdraw_certificate import REASON as LABEL_WITHDRAWN
from tegenwaarde.usecases.reading.sentences import Wording, Words


def _due(changed: str | Promise, same: str | Promise) -> Callable[[Step], Wording]:
    """Return what says `changed` of a step that made something else due, and `same` of one that did not."""
    return lambda step: Wording(changed if step["net_before_cents"] != step["net_after_cents"] else same)


CHANGE_WORDS: Words = {
    "amendment_put_in_force": _due(
        _("Amendment {number}: {net_after_cents} is due now, it was {net_before_cents}."),
        _("Amendment {number}: what is due stays {net_after_cents}."),
    ),
    "amendment_declined": Wording(_("Amendment {number} was not taken over, with a reason.")),
    "report_booked_again": Wording(
        _("By other contract days a fulfilment counts for {after_cents}, it was {before_cents}.")
    ),
    "certificate_recorded": _due(
        _("A label of the supplier was recorded: {net_after_cents} is due now, it was {net_before_cents}."),
        _("A label of the supplier was recorded: what is due stays {net_after_cents}."),
    ),
    "certificate_withdrawn": _due(
        _("A label of the supplier was withdrawn: {net_after_cents} is due now, it was {net_before_cents}."),
        _("A label of the supplier was withdrawn: what is due stays {net_after_cents}."),
    ),
    "obligation_recognition": _due(
        _("The buyer chose which labels it recognises: {net_after_cents} is due now, it was {net_before_cents}."),
        _("The buyer chose which labels it recognises: what is due stays {net_after_cents}."),
    ),
}

TOLD_BY_AN_EVENT = (AMENDED, LABEL_RECORDED, LABEL_WITHDRAWN, RECOGNITION)  # reasons of versions that have an event
INSIDE_CHANGES = frozenset({"amendment_declined"})
ROUTES_OF_CHANGES = {
    "amendment_put_in_force": "amendments",
    "amendment_declined": "amendments",
    "certificate_recorded": "dossier_obligation",
    "certificate_withdrawn": "dossier_obligation",
    "obligation_recognition": "dossier_obligation",
}
