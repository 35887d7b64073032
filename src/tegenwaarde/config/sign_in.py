"""Who may sign in: people who were invited, and nobody who signs himself up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class ByInvitationOnly(DefaultAccountAdapter):
    """An account comes into being by accepting an invitation, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: there is no open door."""
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """An identity provider lets known people in and makes nobody known."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse: somebody unknown to the register needs an invitation first."""
        return False
