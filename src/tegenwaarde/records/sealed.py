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


def sealed_by_newest(token: bytes | memoryview) -> bool:
    """Say whether the newest key sealed `token`, so that it needs no other."""
    try:
        Fernet(settings.FACT_KEYS[0]).decrypt(bytes(token))
    except InvalidToken:
        return False
    return True


def resealed(token: bytes | memoryview) -> bytes:
    """Return what `token` holds, encrypted with the newest key; FactsUnreadable where no key opens it."""
    try:
        return _keys().rotate(bytes(token))
    except InvalidToken as refused:
        raise FactsUnreadable("no key opens these facts: put the older one back in FACT_KEYS") from refused


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FACT_KEYS])


def seal_bytes(content: bytes) -> bytes:
    """Return the bytes of a file encrypted with the newest key."""
    return _keys().encrypt(content)


def unseal_bytes(token: bytes) -> bytes:
    """Return the bytes in `token`; FactsUnreadable without their key."""
    try:
        return _keys().decrypt(token)
    except InvalidToken as refused:
        raise FactsUnreadable("no key opens this file: put the older one back in FACT_KEYS") from refused


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
