"""The words of what changed what is due: amendments, labels, and what a buyer recognises."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.usecases.amendments.amend_contract import REASON as AMENDED
from tegenwaarde.usecases.buyers.switch_label import REASON as RECOGNITION
from tegenwaarde.usecases.certificates.record_certificate import REASON as LABEL_RECORDED
from tegenwaarde.usecases.certificates.withdraw_certificate import REASON as LABEL_WITHDRAWN
from tegenwaarde.usecases.reading.sentences import Wording, Words

CHANGE_WORDS: Words = {
    "amendment_put_in_force": Wording(
        _("Amendment {number}: {net_after_cents} is due now, it was {net_before_cents}.")
    ),
    "amendment_declined": Wording(_("Amendment {number} was not taken over, with a reason.")),
    "report_booked_again": Wording(
        _("By other contract days a fulfilment counts for {after_cents}, it was {before_cents}.")
    ),
    "certificate_recorded": Wording(
        _("A label of the supplier was recorded: {net_after_cents} is due now, it was {net_before_cents}.")
    ),
    "certificate_withdrawn": Wording(
        _("A label of the supplier was withdrawn: {net_after_cents} is due now, it was {net_before_cents}.")
    ),
    "obligation_recognition": Wording(
        _("The buyer chose which labels it recognises: {net_after_cents} is due now, it was {net_before_cents}.")
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
