"""`tegenwaarde ocds`: the open data on standard output or in a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.faces.cli.main import main

if TYPE_CHECKING:
    from tegenwaarde.records.models import Contract

pytestmark = pytest.mark.django_db


class Outside:
    """Ports of which only the address is used."""

    site_address = "https://social-return.example"


def run(*words: str) -> int:
    outside: Any = Outside
    return main(["ocds", *words], today=lambda: date(2017, 10, 2), ports=outside)


def test_the_package_is_printed_with_the_region_s_own_prefix(
    contract_in_force: Contract, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--prefix", "ocds-twente") == 0
    package = json.loads(capsys.readouterr().out)
    assert package["releases"][0]["ocid"] == f"ocds-twente-c{contract_in_force.pk}"
    assert package["extensions"] == [f"{Outside.site_address}/static/tegenwaarde/ocds-social-return/extension.json"]


def test_the_package_is_written_to_a_file(contract_in_force: Contract, tmp_path: Path) -> None:
    assert run("--out", str(tmp_path / "open.json")) == 0
    assert json.loads((tmp_path / "open.json").read_text(encoding="utf-8"))["version"] == "1.1"


def test_a_file_that_cannot_be_written_is_named(
    contract_in_force: Contract, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--out", str(tmp_path / "nowhere" / "open.json")) == 2
    assert "open.json" in capsys.readouterr().err
