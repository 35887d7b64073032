"""Signing in with an organisation's own identity provider (OpenID Connect), from the environment.

`OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET` and `OIDC_NAME` switch it on. The provider only proves an e-mail
address: it lets known people in, and makes nobody known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def identity_providers(given: Mapping[str, str]) -> dict[str, Any]:
    """Return allauth's description of the identity provider; empty where none is set."""
    issuer = given.get("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    app = {
        "provider_id": "organisation",
        "name": given.get("OIDC_NAME", "") or "OpenID Connect",
        "client_id": given.get("OIDC_CLIENT_ID", ""),
        "secret": given.get("OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def identity_origins(given: Mapping[str, str]) -> list[str]:
    """Return the origins that a sign-in form may lead to: the identity provider's, where one is set."""
    parts = urlsplit(given.get("OIDC_ISSUER", ""))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
