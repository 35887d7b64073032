"""What the environment says, read once and checked as a whole.

Silence means production: a machine that says nothing gets the strictest start, and a start that lacks something is
refused with one message that names everything to set.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet

KINDS = ("production", "demo", "test")
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})

HELP = {
    "SECRET_KEY": "a long random text that signs sessions and links (50 characters or more)",
    "FACT_KEYS": "the key or keys that encrypt facts about persons, newest first, separated by commas; make one with "
    "`tegenwaarde newkey`",
    "REFERENCE_KEYS": "the key or keys that make a supplier's reference unreadable, oldest first, separated by commas; "
    "make one with `tegenwaarde newkey` and keep it apart from the database and from FACT_KEYS",
    "DATABASE_URL": "postgres://user:password@host:5432/name (or sqlite:///path/to/file)",
    "ALLOWED_HOSTS": "the host names under which the site is reached, separated by commas",
    "SITE_ADDRESS": "the address people type, for links in mail: https://tegenwaarde.example.nl",
}


class StartRefused(Exception):
    """The start is refused; the message names everything that has to be set."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment of one start, complete and checked."""

    kind: str
    secret_key: str
    fact_keys: tuple[str, ...]
    reference_keys: tuple[str, ...]
    database_url: str
    allowed_hosts: tuple[str, ...]
    site_address: str
    today: date | None

    @property
    def production(self) -> bool:
        """Say whether real people's facts are at stake."""
        return self.kind == "production"

    @property
    def demo(self) -> bool:
        """Say whether this is a demo or a training region."""
        return self.kind == "demo"


def read_environment(given: Mapping[str, str], *, var: Path) -> Environment:
    """Return the checked environment; StartRefused names every problem at once.

    `var` is the folder where a demo keeps its database and the keys that it makes for itself.
    """
    kind = given.get("TEGENWAARDE_ENV", "production")
    if kind not in KINDS:
        raise StartRefused(f"TEGENWAARDE_ENV is {kind!r}; it may be {', '.join(KINDS)}.")
    problems = _problems(kind, given)
    if problems:
        raise StartRefused(_refusal(kind, problems))
    values = dict(given) if kind == "production" else {**_defaults(kind, given, var), **_filled(given)}
    return Environment(
        kind=kind,
        secret_key=values["SECRET_KEY"],
        fact_keys=_listed(values["FACT_KEYS"]),
        reference_keys=_listed(values["REFERENCE_KEYS"]),
        database_url=values["DATABASE_URL"],
        allowed_hosts=_listed(values["ALLOWED_HOSTS"]),
        site_address=values["SITE_ADDRESS"].rstrip("/"),
        today=_day(given.get("TEGENWAARDE_TODAY", "")),
    )


def flag(given: Mapping[str, str], name: str) -> bool:
    """Say whether the environment switches `name` on."""
    return given.get(name, "").strip().lower() in TRUE_WORDS


def _problems(kind: str, given: Mapping[str, str]) -> list[str]:
    found = []
    if kind == "production":
        found += [f"{name}: {text}" for name, text in HELP.items() if not given.get(name, "").strip()]
        if 0 < len(given.get("SECRET_KEY", "").strip()) < 50:
            found.append("SECRET_KEY: too short; " + HELP["SECRET_KEY"])
        if given.get("TEGENWAARDE_TODAY"):
            found.append("TEGENWAARDE_TODAY: another day than today is for demo and training; leave it out")
    for name in ("FACT_KEYS", "REFERENCE_KEYS"):
        found += [
            f"{name}: holds no key that can be used; {HELP[name]}"
            for key in _listed(given.get(name, ""))
            if not _is_key(key)
        ]
    if given.get("FACT_KEYS") and set(_listed(given["FACT_KEYS"])) & set(_listed(given.get("REFERENCE_KEYS", ""))):
        found.append("REFERENCE_KEYS: shares a key with FACT_KEYS; each has keys of its own")
    try:
        _day(given.get("TEGENWAARDE_TODAY", ""))
    except ValueError:
        found.append("TEGENWAARDE_TODAY: write the day as YYYY-MM-DD")
    return found


def _refusal(kind: str, problems: list[str]) -> str:
    lines = "\n".join(f"  {problem}" for problem in problems)
    return f"Tegenwaarde does not start ({kind}). Set in the environment:\n{lines}\nFor a demo: TEGENWAARDE_ENV=demo."


def _filled(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if value.strip()}


def _defaults(kind: str, given: Mapping[str, str], var: Path) -> dict[str, str]:
    keep = _kept_key if kind == "demo" else _passing_key
    return {
        "SECRET_KEY": keep(var / "keys" / "secret", secrets.token_urlsafe(64)),
        "FACT_KEYS": keep(var / "keys" / "facts", Fernet.generate_key().decode()),
        "REFERENCE_KEYS": keep(var / "keys" / "references", Fernet.generate_key().decode()),
        "DATABASE_URL": f"sqlite:///{var / f'{kind}.sqlite3'}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],testserver",
        "SITE_ADDRESS": f"http://127.0.0.1:{given.get('PORT') or '8000'}",
    }


def _kept_key(file: Path, made: str) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(made, encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


def _passing_key(file: Path, made: str) -> str:
    del file
    return made


def _is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
