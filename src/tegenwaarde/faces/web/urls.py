"""The addresses of the pages, gathered from each part; Dutch, as people read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
