"""Facts about a person, encrypted while they can still change a value.

Keys come from `settings.FACT_KEYS` (Fernet keys, the newest first): a new key in front rotates, the older ones still
open what they sealed.
"""

from __future__ import annotations

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class FactsErased(LookupError):
    """The facts were erased; what they were worth is in the receipt."""


class FactsUnreadable(LookupError):
    """No key in `settings.FACT_KEYS` opens the facts, or they were tampered with."""


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FACT_KEYS])


def seal(facts: dict[str, Any]) -> bytes:
    """Return the facts (plain JSON values) encrypted with the newest key."""
    return _keys().encrypt(json.dumps(facts, sort_keys=True).encode())


def unseal(token: bytes | memoryview | None) -> dict[str, Any]:
    """Return the facts in `token`; FactsErased where there are none any more, FactsUnreadable without their key."""
    if not token:
        raise FactsErased("the facts were erased; what they were worth is in the receipt")
    try:
        opened: dict[str, Any] = json.loads(_keys().decrypt(bytes(token)))
    except InvalidToken as refused:
        raise FactsUnreadable("no key opens these facts: put the older one back in FACT_KEYS") from refused
    return opened
