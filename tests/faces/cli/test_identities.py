"""`tegenwaarde identities renew`: every hash by the newest key, told in one line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.faces.cli.main import main
from tegenwaarde.records.identity import identity_hash
from tegenwaarde.records.models import Person, Supplier

pytestmark = pytest.mark.django_db


def test_hashes_are_renewed_and_counted(de_brug: Supplier, settings: Any, capsys: Any) -> None:
    settings.REFERENCE_KEYS = ("first",)
    made, keys = identity_hash("Proef", date(1980, 4, 27))
    Person.unfenced.create(supplier=de_brug, reference="P-1", identity_hash=made, identity_keys=keys)
    settings.REFERENCE_KEYS = ("first", "second")
    assert main(["identities", "renew", "--language", "en"]) == 0
    assert capsys.readouterr().out == "1 hash was renewed.\n"
    assert main(["identities", "renew", "--language", "en"]) == 0
    assert capsys.readouterr().out == "Every hash is made with the newest key already.\n"
    settings.REFERENCE_KEYS = ("first",)
    assert main(["identities", "renew", "--language", "en"]) == 2
    assert "REFERENCE_KEYS" in capsys.readouterr().err
