"""Signing in and what belongs to it: every page comes, in Dutch, in the frame of the house."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.test import Client
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

    from tegenwaarde.records.models import User
    from tests.cast import ClientFor

pytestmark = pytest.mark.django_db

OPEN_PAGES = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
)
OWN_PAGES = ("account_logout", "account_change_password", "mfa_index", "mfa_list_webauthn", "account_email")
GUARDED_PAGES = ("mfa_activate_totp", "mfa_add_webauthn")
PASSWORD = "een lang wachtwoord 1"
ENGLISH = re.compile(r"\b(Sign [Ii]n|Password|Your|the|with)\b")


def _in_our_frame(html: str) -> None:
    assert '<html lang="nl"' in html
    assert "tw-header" in html
    assert html.count("<h1>") == 1
    shown = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert not ENGLISH.search(shown.replace("Tegenwaarde", "")), ENGLISH.search(shown)


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_visitor_gets_the_pages_around_signing_in(client: Client, today: object, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    _in_our_frame(answer.content.decode())


@pytest.mark.parametrize("name", OWN_PAGES)
def test_somebody_signed_in_gets_the_pages_of_the_own_account(client_for: ClientFor, anna: User, name: str) -> None:
    answer = client_for(anna).get(reverse(name))
    assert answer.status_code == 200
    _in_our_frame(answer.content.decode())


def _signed_in_and_known(client: Client, anna: User) -> None:
    """Sign in as somebody does, and show once more who it is."""
    anna.set_password(PASSWORD)
    anna.save()
    client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def _code_of(secret: str) -> str:
    """Return what an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_an_app_becomes_the_second_step_and_its_recovery_codes_can_be_seen(
    client: Client, today: object, anna: User
) -> None:
    _signed_in_and_known(client, anna)
    html = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'tw-code">([A-Z2-7]+)<', html)
    assert found is not None
    codes = client.post(reverse("mfa_activate_totp"), {"code": _code_of(found[1])}, follow=True)
    assert codes.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
    assert codes.content.decode().count('<li class="tw-code">') == 10
    _in_our_frame(codes.content.decode())
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200
    client.post(reverse("account_logout"))
    second = client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD}, follow=True)
    assert "<h1>Tweede stap</h1>" in second.content.decode()
    _in_our_frame(second.content.decode())


def test_who_forgot_the_password_gets_a_mail_in_dutch_and_chooses_another(
    client: Client, today: object, anna: User, mailoutbox: list[EmailMessage]
) -> None:
    anna.set_password(PASSWORD)
    anna.save()
    done = client.post(reverse("account_reset_password"), {"email": anna.email}, follow=True)
    _in_our_frame(done.content.decode())
    (mail,) = mailoutbox
    assert mail.subject == "Tegenwaarde: kies een nieuw wachtwoord"
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.body))
    assert link is not None
    form = client.get(link[1], follow=True)
    _in_our_frame(form.content.decode())
    words = {"password1": "een heel ander wachtwoord", "password2": "een heel ander wachtwoord"}
    saved = client.post(form.request["PATH_INFO"], words, follow=True)
    _in_our_frame(saved.content.decode())
    anna.refresh_from_db()
    assert anna.check_password("een heel ander wachtwoord")


@pytest.mark.parametrize("name", GUARDED_PAGES)
def test_what_guards_an_account_asks_once_more_who_it_is(client: Client, today: object, anna: User, name: str) -> None:
    anna.set_password(PASSWORD)
    anna.save()
    client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD})
    asked = client.get(reverse(name), follow=True)
    _in_our_frame(asked.content.decode())
    assert "Laat zien dat u het bent" in asked.content.decode()
    answer = client.post(asked.request["PATH_INFO"], {"password": PASSWORD, "next": reverse(name)}, follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == reverse(name)
    _in_our_frame(answer.content.decode())


def test_a_wrong_password_is_told_at_the_top_and_nothing_typed_is_lost(
    client: Client, today: object, anna: User
) -> None:
    answer = client.post(reverse("account_login"), {"login": anna.email, "password": "verkeerd"})
    html = answer.content.decode()
    assert 'role="alert"' in html
    assert "Het e-mailadres of het wachtwoord klopt niet." in html
    assert f'value="{anna.email}"' in html


def test_the_language_changes_by_a_button_and_stays(client: Client, today: object) -> None:
    answer = client.post(reverse("set_language"), {"language": "en", "next": reverse("account_login")}, follow=True)
    assert "<h1>Sign in</h1>" in answer.content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_while_signing_in(page: Page, live_server: LiveServer, today: object, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("account_login", "account_reset_password", "account_signup"):
        page.goto(live_server.url + reverse(name))
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
    assert told == []
