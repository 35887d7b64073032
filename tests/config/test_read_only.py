"""Looking changes nothing: a GET that writes is an error."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from tegenwaarde.config.read_only import (
    LookingChangesNothing,
    LookingChangesNothingMiddleware,
    writes,
    writing_allowed,
)
from tegenwaarde.records.models import User


def renames(request: HttpRequest) -> HttpResponse:
    """Rename Anna: a write."""
    User.objects.filter(email="anna@voorbeeldstad.example").update(name="Anna de Vries")
    return HttpResponse("renamed")


def renames_as_a_port(request: HttpRequest) -> HttpResponse:
    """Rename Anna on behalf of a port."""
    with writing_allowed("a port"):
        return renames(request)


def counts(request: HttpRequest) -> HttpResponse:
    """Look, with a savepoint around it."""
    with transaction.atomic(), transaction.atomic():
        return HttpResponse(str(User.objects.count()))


@pytest.fixture
def anna(db: None) -> User:
    return User.objects.create_user("anna@voorbeeldstad.example", "Anna")


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_look_that_writes_is_an_error(anna: User, method: str) -> None:
    request = getattr(RequestFactory(), method)("/")
    with pytest.raises(LookingChangesNothing, match="UPDATE"), transaction.atomic():
        LookingChangesNothingMiddleware(renames)(request)
    anna.refresh_from_db()
    assert anna.name == "Anna"


def test_a_look_may_read_within_savepoints(anna: User) -> None:
    assert LookingChangesNothingMiddleware(counts)(RequestFactory().get("/")).content == b"1"


def test_sending_a_form_may_write(anna: User) -> None:
    LookingChangesNothingMiddleware(renames)(RequestFactory().post("/"))
    anna.refresh_from_db()
    assert anna.name == "Anna de Vries"


def test_the_log_of_who_saw_personal_facts_may_write_during_a_look(anna: User) -> None:
    LookingChangesNothingMiddleware(renames_as_a_port)(RequestFactory().get("/"))
    anna.refresh_from_db()
    assert anna.name == "Anna de Vries"


def test_what_a_port_was_allowed_ends_with_it(anna: User) -> None:
    def writes_afterwards(request: HttpRequest) -> HttpResponse:
        renames_as_a_port(request)
        return renames(request)

    with pytest.raises(LookingChangesNothing):
        LookingChangesNothingMiddleware(writes_afterwards)(RequestFactory().get("/"))


def test_coming_back_from_the_identity_provider_may_write(anna: User) -> None:
    request = RequestFactory().get("/account/oidc/organisation/login/callback/")
    request.resolver_match = ResolverMatch(renames, (), {}, url_name="openid_connect_callback")
    middleware = LookingChangesNothingMiddleware(renames)
    with connection.execute_wrapper(_refusing):
        answer = middleware.process_view(request, renames, (), {})
    assert answer is not None


def _refusing(execute, sql, params, many, context):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    from tegenwaarde.config.read_only import refuse_writes

    return refuse_writes(execute, sql, params, many, context)


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "records_contract" VALUES (1)',
        "insert or ignore into records_contract values (1)",
        '  UPDATE "records_contract" SET x = 1',
        "DELETE FROM records_contract",
        "/* a remark */ DELETE FROM records_contract",
        "WITH gone AS (DELETE FROM records_contract RETURNING id) SELECT * FROM gone",
        "WITH x AS (SELECT 1) UPDATE records_contract SET y = 1",
        "REPLACE INTO records_contract VALUES (1)",
        "TRUNCATE records_contract",
        "DROP TABLE records_contract",
        "CREATE TABLE x (y int)",
        "ALTER TABLE records_contract ADD z int",
        "COPY records_contract FROM STDIN",
        "",
    ],
)
def test_a_statement_that_writes_is_seen(sql: str) -> None:
    assert writes(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "update" FROM "records_contract" WHERE note = \'delete\'',
        "(SELECT 1) UNION (SELECT 2)",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "SAVEPOINT s1",
        "RELEASE SAVEPOINT s1",
        "ROLLBACK TO SAVEPOINT s1",
        "SELECT * FROM records_contract FOR UPDATE",
        'INSERT INTO "django_session" VALUES (1)',
        'UPDATE "django_session" SET session_data = 1',
        "DELETE FROM axes_accessattempt WHERE id = 1",
    ],
)
def test_a_statement_that_reads_or_keeps_a_session_passes(sql: str) -> None:
    assert not writes(sql)
