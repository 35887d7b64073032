"""The web face as a Django app: its templates, tags and static files."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages; holds no models."""

    name = "tegenwaarde.faces.web"
    label = "web"
