"""The guide: what every explanation links to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import tegenwaarde.engine

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.records.models import PolicyText

pytestmark = pytest.mark.django_db
CITED = re.compile(r'"([A-F][0-9]{0,2})"')


def cited_rules() -> set[str]:
    """Return every rule id that stands in the engine."""
    return {
        rule
        for file in Path(tegenwaarde.engine.__file__).parent.glob("*.py")
        for rule in CITED.findall(file.read_text())
    }


def test_every_rule_that_a_step_cites_has_its_place_in_the_guide(policy_text: PolicyText, client: Client) -> None:
    page = client.get("/leidraad/").content.decode()
    places = set(re.findall(r'id="regel-([A-F][0-9]*)"', page))
    assert {"B2", "B8", "C3"} <= cited_rules()
    assert cited_rules() <= places


def test_the_guide_gives_the_amounts_of_the_book(policy_text: PolicyText, client: Client) -> None:
    page = client.get("/leidraad/twente-2017/").content.decode()
    row = page.split('id="blok-2"')[1].split("</tr>")[0]
    assert "40.000" in row
    assert "2 jaar" in row


def test_a_policy_version_that_is_not_in_use_has_no_guide(policy_text: PolicyText, client: Client) -> None:
    assert client.get("/leidraad/twente-1999/").status_code == 404
