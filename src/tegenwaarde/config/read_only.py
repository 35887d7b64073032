"""Looking changes nothing: a request that looks (GET, HEAD, OPTIONS) cannot write to the database.

Every statement of such a request passes `refuse_writes`. What the framework itself keeps (sessions, refused sign-ins)
may be written; of the house's own, only what runs inside `writing_allowed`, which names the port that does so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
READING_VERBS = frozenset(
    {"SELECT", "VALUES", "WITH", "EXPLAIN", "SHOW", "PRAGMA", "SET", "DECLARE", "FETCH", "CLOSE"}
    | {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}
)
FRAMEWORK_TABLES = frozenset(
    {"django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"}
    | {"account_emailaddress", "mfa_authenticator"}  # allauth notes an address, and that recovery codes were shown
)
CALLBACKS = frozenset({"openid_connect_callback"})  # the protocol brings a signed-in person back with a GET

FIRST_WORD = re.compile(r"^(?:\s|--[^\n]*\n|/\*.*?\*/|\()*([A-Za-z]+)", re.DOTALL)
WRITTEN_TABLE = re.compile(r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(\w+)", re.IGNORECASE)
WRITE_IN_CTE = re.compile(
    r"[()]\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\b",
    re.IGNORECASE,
)

_allowed_port: ContextVar[str] = ContextVar("allowed_port", default="")

Response = Callable[[HttpRequest], HttpResponse]


class LookingChangesNothing(RuntimeError):
    """A request that only looks tried to write; the message names the statement's first words."""


@contextmanager
def writing_allowed(port: str) -> Iterator[None]:
    """Let the body write during a look; `port` names who does so, and is for the log of who saw personal facts."""
    token = _allowed_port.set(port)
    try:
        yield
    finally:
        _allowed_port.reset(token)


def writes(sql: str) -> bool:
    """Say whether a statement changes the house: anything but reading, unless in the framework's own tables."""
    found = FIRST_WORD.match(sql)
    verb = found.group(1).upper() if found else ""
    if verb in READING_VERBS:
        return verb == "WITH" and bool(WRITE_IN_CTE.search(sql))
    table = WRITTEN_TABLE.search(sql)
    return not (table and table.group(1).lower() in FRAMEWORK_TABLES)


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute a statement that reads; LookingChangesNothing for one that writes outside `writing_allowed`."""
    if writes(sql) and not _allowed_port.get():
        raise LookingChangesNothing(f"A request that only looks tried to write: {sql[:80]}")
    return execute(sql, params, many, context)


class LookingChangesNothingMiddleware:
    """Run requests that look under `refuse_writes`."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a look answers without writing."""
        if request.method not in LOOKING:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let the identity provider's callback write: it is a GET by protocol."""
        match = request.resolver_match
        if match is None or match.url_name not in CALLBACKS or request.method not in LOOKING:
            return None
        with writing_allowed(match.url_name):
            response: HttpResponse = view(request, *args, **kwargs)
            return response
