"""How often one address on the network may try something; counted in this process, and kept nowhere."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def too_many(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one try of `what`, and say whether its address made more than `most` within `seconds`."""
    key = f"tries:{what}:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, seconds)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # it ran out just now
        return False
