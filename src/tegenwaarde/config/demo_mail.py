"""The demo's post: letters are kept to be shown on a page, and leave for nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from tegenwaarde.config import clock


class KeptToBeShown(BaseEmailBackend):
    """A mail backend that keeps every letter as a `DemoMail`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the letters and return how many; one for each receiver."""
        from tegenwaarde.records.models import DemoMail

        kept = [
            DemoMail(to=receiver, subject=letter.subject[:200], body=str(letter.body), day=clock.today())
            for letter in email_messages
            for receiver in letter.to
        ]
        DemoMail.unfenced.bulk_create(kept)
        return len(email_messages)
