"""Text as it is compared when somebody searches: small letters without accents, the same in Python and in the database.

SQLite is given the functions of Python; PostgreSQL translates by the same table with functions of its own.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import Func, IntegerField, TextField, Value
from django.db.models.sql.compiler import SQLCompiler

PLAIN, FITS = "tegenwaarde_plain", "tegenwaarde_fits"  # what SQLite calls them
BETWEEN_WORDS, BETWEEN_WAYS = "\x1e", "\x1f"
WITHOUT_A_BASE = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "ß": "s", "–": "-", "’": "'", "‘": "'"}
LATIN = range(0xC0, 0x250)
COMBINING = "".join(chr(code) for code in range(0x300, 0x370))


def _bases() -> dict[str, str]:
    """Return the sign without its accent for each small Latin letter that has one."""
    bases = {sign: unicodedata.normalize("NFD", sign)[0] for sign in map(chr, LATIN) if sign.islower()}
    return {sign: base for sign, base in bases.items() if base.isascii()} | WITHOUT_A_BASE


BASES = _bases()
FROM, TO = "".join(BASES) + COMBINING, "".join(BASES.values())  # what has no counterpart at the end goes
TABLE = str.maketrans(FROM[: len(TO)], TO, COMBINING)


def plain(text: str) -> str:
    """Return the text as it is compared."""
    return text.lower() if text.isascii() else text.lower().translate(TABLE)


class Plain(Func):
    """The texts of some expressions, with a space between, as they are compared; what is empty is passed over."""

    output_field = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Ask the function of Python, which is known on every connection."""
        return super().as_sql(compiler, connection, function=PLAIN, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Join and translate with the database's own functions; translating is slow, so only where there is need."""
        del connection, context
        texts = Func(Value(" "), *self.get_source_expressions(), function="CONCAT_WS", output_field=TextField())
        sql, params = compiler.compile(texts)
        bare = f"CASE WHEN octet_length({sql}) = char_length({sql}) THEN lower({sql})"
        return f"{bare} ELSE translate(lower({sql}), %s, %s) END", (*params, *params, *params, *params, FROM, TO)


class Fits(Func):
    """Which of some words stand in the texts of some expressions, as a number: the first word is 1, the next 2, 4, …

    Each word is given as the ways to write it, as they are compared. All texts are looked through once.
    """

    output_field = IntegerField()

    def __init__(self, *expressions: Any, words: tuple[tuple[str, ...], ...], **extra: Any) -> None:
        super().__init__(*expressions, **extra)
        self.words = words

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Ask the function of Python, which is known on every connection."""
        told = Value(BETWEEN_WORDS.join(BETWEEN_WAYS.join(ways) for ways in self.words))
        own = Func(told, *self.get_source_expressions(), function=FITS, output_field=IntegerField())
        return own.as_sql(compiler, connection, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """Look for each with the database's own function."""
        del connection, context
        texts = Plain(*self.get_source_expressions())
        parts, params = [], []
        for number, ways in enumerate(self.words):
            looks = [compiler.compile(Func(texts, Value(way), function="STRPOS")) for way in ways]
            stands = " OR ".join(f"{sql} > 0" for sql, _params in looks)
            parts.append(f"CASE WHEN {stands} THEN {1 << number} ELSE 0 END")
            params += [param for _sql, own in looks for param in own]
        return f"({' + '.join(parts)})", tuple(params)


def _teach_sqlite(connection: Any, **_more: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(PLAIN, -1, _joined, deterministic=True)
        connection.connection.create_function(FITS, -1, _fitting, deterministic=True)


def _joined(*texts: str | None) -> str:
    return plain(" ".join(filter(None, texts)))


@lru_cache(maxsize=64)
def _ways(told: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    words = told.split(BETWEEN_WORDS)
    return tuple((1 << number, tuple(word.split(BETWEEN_WAYS))) for number, word in enumerate(words))


def _fitting(told: str, *texts: str | None) -> int:
    text, found = _joined(*texts), 0
    for bit, ways in _ways(told):
        for way in ways:
            if way in text:
                found |= bit
                break
    return found


def teach_databases() -> None:
    """Let every connection that is made from now on know the functions."""
    connection_created.connect(_teach_sqlite, dispatch_uid="tegenwaarde.plain")
