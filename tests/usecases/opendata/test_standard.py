"""The package is valid by the checker of the standard itself, with the extension served from this machine."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tegenwaarde.records.models import Amendment, Buyer, Contract, Supplier, User
from tegenwaarde.usecases.opendata.package import Publishing, release_package
from tests.cast import TODAY, a_contract, a_tender

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
EXTENSION = ROOT / "src/tegenwaarde/faces/web/static/tegenwaarde/ocds-social-return"
STANDARD = Path(os.environ.get("TEGENWAARDE_SHARED_DATA", "/nowhere")) / "ocds" / "standard-1.1-schema.zip"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[str]:
    """Serve the extension here, as a site does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(EXTENSION)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/extension.json"
    server.shutdown()
    server.server_close()


@pytest.fixture
def region_with_everything(
    contract_in_force: Contract, voorbeeldstad: Buyer, buurstad: Buyer, de_brug: Supplier, anna: User
) -> None:
    """A planned, a joint, a published, an awarded and a dropped tender; contracts amended, ended, abroad."""
    policy = contract_in_force.book
    assert policy
    a_tender(voorbeeldstad, cpv="45233141", variant="condition")
    a_tender(voorbeeldstad, (buurstad, 40), procedure="private")
    a_tender(buurstad, state="published", tender_date=TODAY, percentage=30_000, percentage_code="other")
    a_tender(buurstad, state="dropped", dropped_reason="Geen geld.", kind="subsidy")
    awarded = a_tender(voorbeeldstad, state="awarded", applied=False, not_applied_code="other")
    Contract.unfenced.filter(pk=contract_in_force.pk).update(tender=awarded, value_cents=50_000_055)
    abroad = Supplier.unfenced.create(name="Tiefbau Münster GmbH", kvk="", country="DEU", register_number="HRB 12")
    a_contract(buurstad, abroad, policy, state="closed", cpv="45000000")
    days = {"start_before": TODAY, "start_after": TODAY, "end_before": TODAY, "end_after": TODAY}
    Amendment.unfenced.create(
        contract=contract_in_force,
        number=1,
        state="in_force",
        kind="extension",
        agreed_on=TODAY,
        reason="Langer.",
        value_before_cents=1,
        value_after_cents=2,
        obligation=contract_in_force.obligations.get(),
        made_on=TODAY,
        **days,
    )


def written(extension: str) -> str:
    publishing = Publishing(site_address="https://sr.example", with_estimates=True, extension=extension)
    return json.dumps(release_package(publishing=publishing, today=TODAY), default=float)


def checked(text: str, folder: Path) -> dict[str, Any]:
    from libcoveocds.api import ocds_json_output
    from libcoveocds.config import LibCoveOCDSConfig

    config = LibCoveOCDSConfig()
    config.config.update(standard_zip=f"file://{STANDARD}", context="api")
    found: dict[str, Any] = ocds_json_output(
        str(folder), schema_version="1.1", json_data=json.loads(text), lib_cove_ocds_config=config
    )
    return found


@pytest.mark.skipif(not STANDARD.is_file(), reason="needs the schema of the standard: TEGENWAARDE_SHARED_DATA")
def test_the_package_is_valid_and_its_extension_is_found(
    region_with_everything: None, served: str, tmp_path: Path
) -> None:
    found = checked(written(served), tmp_path)
    assert found["validation_errors"] == []
    assert (found["extensions"]["is_extended_schema"], found["extensions"]["invalid_extensions"]) == (True, [])
    for silent in ("additional_fields", "additional_closed_codelist_values", "additional_checks", "deprecated_fields"):
        assert not found[silent], found[silent]


@pytest.mark.skipif(not STANDARD.is_file(), reason="needs the schema of the standard: TEGENWAARDE_SHARED_DATA")
def test_the_checker_sees_a_regime_that_does_not_exist_and_a_figure_that_is_none(
    region_with_everything: None, served: str, tmp_path: Path
) -> None:
    wrong = (
        written(served).replace('"regime": "result"', '"regime": "maybe"').replace('"amount": 25000.0', '"amount": "x"')
    )
    found = checked(wrong, tmp_path)
    assert found["validation_errors"]
    assert [one["values"] for one in found["additional_closed_codelist_values"].values()] == [["maybe"]]


def test_the_files_of_the_extension_name_each_other_and_what_the_package_says(region_with_everything: None) -> None:
    about = json.loads((EXTENSION / "extension.json").read_text(encoding="utf-8"))
    assert {path.name for path in (EXTENSION / "codelists").iterdir()} == set(about["codelists"])
    schema = json.loads((EXTENSION / "release-schema.json").read_text(encoding="utf-8"))["definitions"]
    said: dict[str, set[str]] = {"SocialReturnAsked": set(), "SocialReturnDue": set()}
    for release in json.loads(written(""))["releases"]:
        said["SocialReturnAsked"] |= set(release.get("tender", {}).get("socialReturn", {}))
        for contract in release.get("contracts", []):
            said["SocialReturnDue"] |= set(contract["socialReturn"])
    for name, fields in said.items():
        assert fields
        assert fields <= set(schema[name]["properties"])
