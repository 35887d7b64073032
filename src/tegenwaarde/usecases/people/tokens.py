"""Tokens of invitations: sent once by mail, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token, hexadecimal: what the register keeps of it."""
    return hashlib.sha256(token.encode()).hexdigest()
