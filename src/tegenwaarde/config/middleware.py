"""What every request gets: the day, the ports, and headers that say what a browser may do."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from tegenwaarde.config import clock
from tegenwaarde.config.wiring import ports

Response = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def chosen_language(get_response: Response) -> Response:
    """Speak the language that the person chose, else Dutch; what the browser prefers is not asked."""
    known = {code for code, _name in settings.LANGUAGES}

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def today_and_ports(get_response: Response) -> Response:
    """Give the request its day (`request.today`) and the outside world (`request.ports`)."""
    wired = ports()

    def answer(request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]
        request.ports = wired  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def security_headers(get_response: Response) -> Response:
    """Add the headers that Django leaves out, and keep what a signed-in person sees out of every cache."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer
