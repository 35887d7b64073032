"""How a page is made: every route names its key, looks through the fence, and translates what a use-case answers.

404 for what somebody may not see (a visitor without an account sees nothing but public pages), 403 for what is seen
and may not be done, 409 for a refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import permission_denied

from tegenwaarde.access.actor import Actor, actor_for, visitor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.access.keys import holds, key_named
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import ErasedMeanwhile, Invalid, Refused, problem_words

PUBLIC = "public"
P = ParamSpec("P")


class HouseRequest(HttpRequest):
    """A request with its day, its actor and the outside world."""

    today: date
    actor: Actor
    ports: Ports


View = Callable[Concatenate[HouseRequest, P], HttpResponse]
Answering = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks; read once per request."""
    known: Actor | None = getattr(request, "actor", None)
    if known is None:
        today: date = request.today  # type: ignore[attr-defined]
        known = actor_for(request.user, today) if request.user.is_authenticated else visitor(today)
        request.actor = known  # type: ignore[attr-defined]
    return known


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return render(request, "errors/409.html", {"refusal": refusal}, status=409)


def _taking(methods: tuple[str, ...]) -> Callable[[Answering], Answering]:
    """Let only `methods` in. A form's address opened as a page, as after signing in again, says what to do (405)."""
    allowed = (*methods, "HEAD") if "GET" in methods else methods

    def make(answering: Answering) -> Answering:
        @wraps(answering)
        def answer(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in allowed:
                return answering(request, *args, **kwargs)
            refusal = render(request, "errors/405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
            refusal.headers["Allow"] = ", ".join(allowed)
            return refusal

        return answer

    return make


def _may_know(actor: Actor, key: str, *, names_a_row: bool) -> bool:
    """Say whether there is such a page for the actor; what is done with a row, the fence and the use-case judge."""
    by_the_key_alone = key_named(key).sees or not names_a_row
    return actor.signed_in and (holds(actor, key) or not by_the_key_alone)


def page(key: str, *methods: str) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Make a view of a function, for `methods` (GET unless said); `key` is a key of the table, or `PUBLIC`."""
    if key != PUBLIC:
        key_named(key)

    def make(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @_taking(methods or ("GET",))
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = actor_of(request)
            if key != PUBLIC and not _may_know(actor, key, names_a_row=bool(kwargs)):
                raise Http404
            try:
                return view(request, *args, **kwargs)  # type: ignore[arg-type]
            except NotVisible as gone:
                raise Http404 from gone
            except NotAllowed:
                return permission_denied(request, PermissionDenied())
            except (Refused, FactsErased) as refusal:
                return _refused(request, refusal if isinstance(refusal, Refused) else ErasedMeanwhile())

        answer.key = key  # type: ignore[attr-defined]
        return answer

    return make


def show_problems(form: BaseForm, invalid: Invalid) -> None:
    """Put each problem of what was filled in at its field, in the language of the reader; the rest above the form."""
    for problem in invalid.problems:
        form.add_error(problem.place if problem.place in form.fields else None, problem_words(problem))
