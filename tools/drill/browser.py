"""A browser of a few lines: it keeps cookies, reads the forms of a page, and sends them filled in."""

from __future__ import annotations

import http.client
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

Attributes = dict[str, str | None]
SECONDS = 90
URLENCODED = "application/x-www-form-urlencoded"


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what is filled in."""

    action: str
    values: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """Return what can be filled in."""
        return {name for name, _value in self.values}

    def filled(self, **more: str) -> list[tuple[str, str]]:
        """Return what is sent, with `more` in place of what was there."""
        return [*((name, value) for name, value in self.values if name not in more), *more.items()]


@dataclass(frozen=True)
class Page:
    """An answer: its status, where it leads, and what it says."""

    address: str
    status: int
    leads_to: str
    text: str
    refreshes: bool = False  # what was asked for again and again is done

    @property
    def forms(self) -> list[Form]:
        """Return the forms that stand on the page, in order."""
        reader = _Forms(self.address)
        reader.feed(self.text)
        return reader.found

    def form(self, action: str) -> Form | None:
        """Return the first form whose address ends with `action`; None where there is none."""
        return next((form for form in self.forms if urlsplit(form.action).path.endswith(action)), None)


class Browser:
    """One person's browser, with a connection of its own."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.cookies: dict[str, str] = {}
        self._connection = http.client.HTTPConnection(host, timeout=SECONDS)

    def get(self, address: str) -> Page:
        """Look at a page; a page that leads elsewhere is followed."""
        page = self._ask("GET", address)
        return self.get(page.leads_to) if page.leads_to else page

    def send(self, form: Form, more: Mapping[str, str]) -> Page:
        """Send a form filled in; what it leads to is not followed."""
        return self._ask("POST", form.action, urlencode(form.filled(**more)))

    def send_file(self, form: Form, name: str, file_name: str, content: bytes) -> Page:
        """Send a form with a file in it; what it leads to is not followed."""
        mark = secrets.token_hex(16)
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, value in form.values
        ]
        opening = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
        body = b"".join([*parts, opening.encode(), content, f"\r\n--{mark}--\r\n".encode()])
        return self._ask("POST", form.action, body, f"multipart/form-data; boundary={mark}")

    def sign_in(self, email: str, password: str) -> None:
        """Sign in; LookupError where that did not lead in."""
        form = self.get("/account/login/").form("/account/login/")
        if form is None or self.send(form, {"login": email, "password": password}).status != http.client.FOUND:
            raise LookupError(f"{email} could not sign in")

    def _ask(self, method: str, address: str, body: str | bytes | None = None, kind: str = URLENCODED) -> Page:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode(errors="replace")
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        leads_to = urljoin(address, answer.headers.get("Location", "")) if answer.headers.get("Location") else ""
        return Page(address, answer.status, leads_to, text, "HX-Refresh" in answer.headers)


class _Forms(HTMLParser):
    """Reads the forms that are sent, with what stands in them."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Form] = []
        self._open: Form | None = None
        self._text_of = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up a form, or a field of the one that is open."""
        given = dict(attrs)
        if tag == "form":
            self._open = Form(urljoin(self.address, given.get("action") or ""))
        elif self._open is None:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._text_of = given.get("name") or ""
            self._open.values.append((self._text_of, ""))
        elif tag == "select":
            self._select = given.get("name") or ""
        elif tag == "option" and "selected" in given:
            self._open.values.append((self._select, given.get("value") or ""))

    def handle_data(self, data: str) -> None:
        """Take up what stands in a text area; the browser drops the line end that opens it."""
        if self._text_of and self._open is not None:
            name, before = self._open.values[-1]
            self._open.values[-1] = (name, before + data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        """Close a form or a text area."""
        if tag == "textarea":
            self._text_of = ""
        elif tag == "form" and self._open is not None:
            self.found.append(self._open)
            self._open = None

    def _input(self, given: Attributes) -> None:
        kind = given.get("type") or "text"
        passed_over = kind in {"submit", "button", "file"} or "disabled" in given
        if self._open is None or passed_over or not given.get("name"):
            return
        if kind in {"checkbox", "radio"} and "checked" not in given:
            return
        default = "on" if kind in {"checkbox", "radio"} else ""
        self._open.values.append((given["name"] or "", given.get("value") or default))
