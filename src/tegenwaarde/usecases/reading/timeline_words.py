"""What happened to a contract, in words: one sentence for each code that a use-case remembers.

A part with many codes has its words in a module of its own beside this one, which is taken up in `WORDS`. A code that a
supplier may not read stands in `INSIDE` too; `PARTS` says by the beginning of a code which filter shows it.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from tegenwaarde.usecases.reading.sentences import Wording, Words
from tegenwaarde.usecases.reading.timeline_words_changes import CHANGE_WORDS, INSIDE_CHANGES, ROUTES_OF_CHANGES
from tegenwaarde.usecases.reading.timeline_words_dossier import DOSSIER_WORDS, INSIDE_THE_DOSSIER

WORDS: Words = {
    **DOSSIER_WORDS,
    **CHANGE_WORDS,
    "contract_started": Wording(gettext_lazy("The contract was put in force. {net_cents} is due.")),
    "contract_started_from_notice": Wording(
        gettext_lazy("The contract was put in force, from notice {notice}. {net_cents} is due.")
    ),
    "agreement_recorded": Wording(
        gettext_lazy("Version {number} of the agreements was recorded, worth {value_cents}.")
    ),
    "plan_proposed": Wording(gettext_lazy("The supplier proposed plan {number}, worth {value_cents}.")),
    "plan_withdrawn": Wording(gettext_lazy("The supplier withdrew plan {number}.")),
    "plan_returned": Wording(gettext_lazy("Plan {number} was returned to the supplier, with a reason.")),
    "plan_agreed": Wording(
        gettext_lazy("Plan {plan_number} was agreed: it is version {number} of the agreements, worth {value_cents}.")
    ),
    "finding_recorded": Wording(
        gettext_lazy("It was recorded that placing people is not possible in this contract: activities count.")
    ),
    "finding_withdrawn": Wording(
        gettext_lazy("The finding that placing people is not possible was withdrawn: new activities do not count.")
    ),
    "facts_erased": Wording(
        gettext_lazy(
            "What {reports} reports and {drafts} drafts said of persons was erased: it can change no value any more."
        )
    ),
    "supplier_invited": Wording(gettext_lazy("Somebody of the supplier was invited to report.")),
    "quarter_confirmed": Wording(gettext_lazy("Quarter {quarter} of {year} was confirmed: everything was reported.")),
    "quarter_confirmed_unchanged": Wording(gettext_lazy("Quarter {quarter} of {year} was confirmed: nothing changed.")),
    "quarter_confirmation_withdrawn": Wording(
        gettext_lazy("The confirmation of quarter {quarter} of {year} was taken back.")
    ),
    "colleague_removed": Wording(gettext_lazy("Somebody of the supplier no longer has access.")),
    "last_colleague_removed": Wording(
        gettext_lazy("The last person of the supplier gave up access: nobody there can report any more.")
    ),
    "second_party_asked": Wording(gettext_lazy("Another party was asked to confirm something of a fulfilment.")),
    "second_party_confirmed": Wording(gettext_lazy("Another party confirmed something of a fulfilment.")),
    "second_party_denied": Wording(gettext_lazy("Another party answered that something of a fulfilment is not right.")),
    "evidence_seen": Wording(gettext_lazy("It was recorded that evidence of a fulfilment was seen.")),
    "evidence_withdrawn": Wording(gettext_lazy("It was taken back that evidence of a fulfilment was seen.")),
    "evidence_uploaded": Wording(gettext_lazy("A copy of evidence was added to a fulfilment.")),
    "evidence_removed": Wording(gettext_lazy("A copy of evidence was removed from a fulfilment.")),
    "report_submitted": Wording(gettext_lazy("A fulfilment of {value_cents} was reported.")),
    "sheet_taken_over": Wording(
        gettext_lazy("{number} fulfilments were reported with a spreadsheet, worth {value_cents} together.")
    ),
    "report_approved": Wording(gettext_lazy("A fulfilment was approved: {value_cents} counts.")),
    "report_returned": Wording(gettext_lazy("A fulfilment was returned to the supplier, with a reason.")),
    "report_rejected": Wording(gettext_lazy("A fulfilment was rejected, with a reason.")),
    "change_submitted": Wording(
        gettext_lazy("A change of an approved fulfilment was passed on: it becomes {value_cents}.")
    ),
    "report_replaced": Wording(
        gettext_lazy("An approved fulfilment was replaced by its change: {value_cents} no longer counts.")
    ),
    "clash_decided": Wording(gettext_lazy("It was decided whose hours count, where somebody was reported twice.")),
    "clash_told_apart": Wording(gettext_lazy("Two persons who looked like one were found to be two.")),
    "report_questioned": Wording(gettext_lazy("A question was asked about a fulfilment.")),
    "report_reversed": Wording(
        gettext_lazy("An approved fulfilment was taken back, with a reason: {value_cents} no longer counts.")
    ),
}

DOUBLE_COUNTING = frozenset({"clash_decided", "clash_told_apart"})  # of double counting a supplier learns nothing (C9)
INSIDE = frozenset({*INSIDE_THE_DOSSIER, *INSIDE_CHANGES})  # of these a supplier learns nothing either

ROUTES_OF_ROWS = {"report": "report", "proposal": "proposal"}  # the figure that names a row, and the page of that row
ROUTES_OF_CODES = {
    "contract_started": "dossier_obligation",
    "contract_started_from_notice": "dossier_obligation",
    "obligation_changed": "dossier_obligation",
    **ROUTES_OF_CHANGES,
    "agreement_recorded": "dossier_agreements",
    "finding_recorded": "dossier_agreements",
    "finding_withdrawn": "dossier_agreements",
    "supplier_invited": "contacts",
    "colleague_removed": "contacts",
    "last_colleague_removed": "contacts",
}
ROUTES_OF_PARTS = {"documents": "documents", "contacts": "contacts", "notes": "contacts", "quarters": "dossier_reports"}

PART_NAMES: dict[str, Promise] = {
    "tender": _("Tender"),
    "contract": _("Contract"),
    "obligation": _("Obligation"),
    "agreements": _("Agreements"),
    "fulfilment": _("Fulfilment"),
    "quarters": _("Quarters"),
    "messages": _("Messages"),
    "documents": _("Documents"),
    "contacts": _("Contacts"),
    "notes": _("Notes"),
}
PARTS = (  # the beginning of a code, and its part; the first that fits counts
    ("report_questioned", "messages"),
    ("message_", "messages"),
    ("tender_", "tender"),
    ("spec_", "tender"),
    ("amendment_", "obligation"),
    ("certificate_", "obligation"),
    ("obligation_", "obligation"),
    ("agreement_", "agreements"),
    ("plan_", "agreements"),
    ("finding_", "agreements"),
    ("quarter_", "quarters"),
    ("report_", "fulfilment"),
    ("change_", "fulfilment"),
    ("evidence_", "fulfilment"),
    ("second_party_", "fulfilment"),
    ("sheet_", "fulfilment"),
    ("clash_", "fulfilment"),
    ("document_", "documents"),
    ("contact_", "contacts"),
    ("supplier_", "contacts"),
    ("colleague_", "contacts"),
    ("last_colleague_", "contacts"),
    ("note_", "notes"),
)


def part_of(code: str) -> str:
    """Return the part (of `PART_NAMES`) that a code belongs to; what nothing else takes is about the contract."""
    return next((part for beginning, part in PARTS if code.startswith(beginning)), "contract")
