"""The post: letters leave through the mail backend of the settings."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import send_mail

from tegenwaarde.usecases.ports.mail import Mail

logger = logging.getLogger(__name__)


def send(mail: Mail) -> bool:
    """Hand the letter to the post and say whether it was taken; a post that is away is logged, without the address."""
    try:
        return send_mail(mail.subject, mail.body, None, [mail.to]) == 1
    except (SMTPException, OSError) as trouble:
        logger.error("the post did not take a letter: %s", type(trouble).__name__)
        return False
