"""The words of what happened to a dossier's papers, and of what stands in other records and belongs to its history."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.step import Step
from tegenwaarde.usecases.reading.sentences import Wording, Words

NAME = "name"  # the place of a name that is looked up for who reads, and not kept with the event


def _named(with_name: Promise, without: Promise) -> Callable[[Step], Wording]:
    """Return the words with the name, or without where it is erased or not for the reader."""
    return lambda step: Wording(with_name if any(name == NAME for name, _value in step.figures) else without)


DOSSIER_WORDS: Words = {
    "document_added": _named(
        _("The document “{name}” was added, and shared with the supplier."),
        _("A document was added, and shared with the supplier."),
    ),
    "document_kept": _named(_("The document “{name}” was added."), _("A document was added.")),
    "document_shared": _named(
        _("The document “{name}” was shared with the supplier."), _("A document was shared with the supplier.")
    ),
    "document_unshared": _named(
        _("The document “{name}” is no longer shared with the supplier."),
        _("A document is no longer shared with the supplier."),
    ),
    "document_removed": _named(_("The document “{name}” was removed."), _("A document was removed.")),
    "document_removed_inside": _named(_("The document “{name}” was removed."), _("A document was removed.")),
    "contact_added": _named(_("{name} was added as a contact."), _("A contact was added.")),
    "contact_changed": _named(_("What is known of contact {name} was changed."), _("A contact was changed.")),
    "contact_ended": _named(_("{name} is no longer a contact."), _("Somebody is no longer a contact.")),
    "note_added": Wording(_("A note was written, for the buyer's side only.")),
    "note_removed": Wording(_("A note was thrown away.")),
    "papers_erased": Wording(
        _(
            "{documents} documents, {contacts} contacts and {notes} notes of this dossier were erased: their time to be"
            " kept is over."
        )
    ),
    "message_written": Wording(_("A message about a fulfilment was written.")),
    "obligation_changed": Wording(_("The obligation was calculated anew: {net_cents} is due. {reason}")),
    "notice_read": Wording(_("Notice {notice} was read.")),
    "spec_text_in_contract": Wording(_("Text {number} for the specifications was taken for the tender.")),
}

INSIDE_THE_DOSSIER = frozenset(
    {"document_kept", "document_removed_inside", "note_added", "note_removed", "spec_text_in_contract"}
)
