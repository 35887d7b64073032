"""What a browser is told, what a log line leaves out, and that no door stands open."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.test import Client, override_settings

from tegenwaarde.adapters import mail
from tegenwaarde.config import clock
from tegenwaarde.config.identity import identity_origins, identity_providers
from tegenwaarde.config.logs import WithoutPeople
from tegenwaarde.records.models import DemoMail, User
from tegenwaarde.usecases.ports import Mail


def test_every_answer_says_what_a_browser_may_do(client: Client) -> None:
    headers = client.get("/health").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_what_a_signed_in_person_sees_is_kept_in_no_cache(client: Client) -> None:
    client.force_login(
        User.objects.create_user("anna@voorbeeldstad.example", "Anna"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert client.get("/account/password/change/").headers["Cache-Control"].count("no-store") == 1


@pytest.mark.django_db
def test_nobody_signs_himself_up(client: Client) -> None:
    client.post("/account/signup/", {"email": "vreemde@example.nl", "password1": "een lang wachtwoord 123"})
    assert not User.objects.filter(email="vreemde@example.nl").exists()


@pytest.mark.django_db
def test_a_coordinator_signs_in_with_an_email_address(client: Client) -> None:
    User.objects.create_user("anna@voorbeeldstad.example", "Anna", "een lang wachtwoord 123")
    answer = client.post(
        "/account/login/", {"login": "anna@voorbeeldstad.example", "password": "een lang wachtwoord 123"}
    )
    assert answer.status_code == 302
    assert client.session["_auth_user_id"]


@pytest.mark.django_db
def test_guessing_passwords_is_stopped(client: Client) -> None:
    User.objects.create_user("anna@voorbeeldstad.example", "Anna", "een lang wachtwoord 123")
    for guess in range(settings.AXES_FAILURE_LIMIT + 1):
        client.post("/account/login/", {"login": "anna@voorbeeldstad.example", "password": f"gok {guess}"})
    client.post("/account/login/", {"login": "anna@voorbeeldstad.example", "password": "een lang wachtwoord 123"})
    assert "_auth_user_id" not in client.session


def test_a_log_line_names_nobody() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "GET %s by %s", ("/a?kvk=1", "bram@debrug.example"), None)
    assert WithoutPeople().filter(record)
    assert record.getMessage() == "GET /a?… by …@…"


def test_the_day_can_be_told_for_a_training() -> None:
    with override_settings(TODAY=date(2017, 7, 1)):
        assert clock.today() == date(2017, 7, 1)
        assert clock.now().date() == date(2017, 7, 1)
        assert clock.now().tzinfo is not None


def test_a_letter_leaves_through_the_post(mailoutbox: list[object]) -> None:
    assert mail.send(Mail(to="bram@debrug.example", subject="Uitnodiging", body="Welkom"))
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_the_demo_keeps_a_letter_to_be_shown() -> None:
    with override_settings(EMAIL_BACKEND="tegenwaarde.config.demo_mail.KeptToBeShown"):
        send_mail("Uitnodiging", "Welkom", None, ["bram@debrug.example"])
    kept = DemoMail.unfenced.get()
    assert (kept.to, kept.subject, kept.body) == ("bram@debrug.example", "Uitnodiging", "Welkom")


def test_an_identity_provider_is_there_only_when_it_is_set() -> None:
    assert identity_providers({}) == {}
    assert identity_origins({}) == []
    given = {"OIDC_ISSUER": "https://login.voorbeeldstad.example/x/", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}
    [app] = identity_providers(given)["openid_connect"]["APPS"]
    assert app["settings"]["server_url"] == "https://login.voorbeeldstad.example/x"
    assert identity_origins(given) == ["https://login.voorbeeldstad.example"]


@pytest.mark.django_db
def test_the_screens_are_dutch_until_somebody_chooses_english(client: Client) -> None:
    browser_prefers = {"Accept-Language": "en-GB,en;q=0.9"}
    assert client.get("/", headers=browser_prefers).headers["Content-Language"] == "nl"
    client.cookies["django_language"] = "en"
    assert client.get("/").headers["Content-Language"] == "en"
    client.cookies["django_language"] = "xx"
    assert client.get("/").headers["Content-Language"] == "nl"
