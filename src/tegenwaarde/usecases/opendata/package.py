"""The release package: every tender and every contract of the region as OCDS 1.1, one release a contracting process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, override

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, ObligationVersion, PolicyText, Region, Tender, TenderState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.opendata.parties import organisations, reference_to
from tegenwaarde.usecases.opendata.parts import Plain, award_part, contract_part, moment, spoken, tender_part
from tegenwaarde.usecases.opendata.realised import OpenAmount, open_amounts

KEY = "opendata.take"
VERSION = "1.1"
LANGUAGE = "nl"
EXAMPLE_PREFIX = "ocds-213czf"  # kept free by the standard for examples; a region asks for its own
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
EXTENSION_PATH = "/static/tegenwaarde/ocds-social-return/extension.json"


@dataclass(frozen=True, slots=True)
class Publishing:
    """How open data is published: by whom, under which prefix, at which address, and whether estimates are open."""

    site_address: str
    prefix: str = EXAMPLE_PREFIX
    with_estimates: bool = False
    extension: str = ""

    @property
    def extension_address(self) -> str:
        """Return where the extension of this site is found."""
        return self.extension or f"{self.site_address}{EXTENSION_PATH}"


def take_package(*, actor: Actor, publishing: Publishing, today: date) -> Plain:
    """Return the release package for whoever may take it (`opendata.take`): NotVisible for others."""
    require(actor, KEY)
    return release_package(publishing=publishing, today=today)


def release_package(*, publishing: Publishing, today: date) -> Plain:
    """Return the release package: what anybody may know, whoever asks; a constant number of queries."""
    with override(LANGUAGE):
        return {
            "uri": f"{publishing.site_address}/open-data/ocds.json",
            "version": VERSION,
            "extensions": [publishing.extension_address],
            "publishedDate": moment(today),
            "publisher": {"name": _publisher()},
            "license": LICENCE,
            "releases": list(_releases(publishing, today)),
        }


def _publisher() -> str:
    region = Region.unfenced.order_by("pk").values_list("name", flat=True).first()
    return region or gettext("Social return register")


def _releases(publishing: Publishing, today: date) -> Iterator[Plain]:
    contracts = _contracts()
    known = _Known(
        open_amounts([one.pk for one in contracts], least_persons=least_persons(today), today=today),
        {row.contract_id: row for row in ObligationVersion.unfenced.order_by("contract_id", "number")},
    )
    tenders = {tender.pk: tender for tender in _tenders()}
    of_tender: dict[int, list[Contract]] = {}
    for contract in contracts:
        of_tender.setdefault(contract.tender_id if contract.tender_id in tenders else 0, []).append(contract)
    for tender in tenders.values():
        awarded = of_tender.get(tender.pk, [])
        yield _Release(publishing, known, today).of_tender(tender, awarded)
    for contract in of_tender.get(0, []):
        yield _Release(publishing, known, today).of_contract(contract)


def _contracts() -> list[Contract]:
    rows = Contract.unfenced.in_force().select_related("supplier", "book").order_by("pk")
    return list(rows.prefetch_related("buyers__buyer", "amendments"))


def _tenders() -> list[Tender]:
    """Return the tenders of buyers of the region; one from a notice of which nobody said the buyer is not told yet."""
    of_buyers = Tender.unfenced.filter(buyers__isnull=False).distinct()
    return list(of_buyers.order_by("pk").prefetch_related("buyers__buyer"))


def least_persons(today: date) -> int:
    """Return from how many persons on an amount may be open, by the newest policy in force; 0 for never."""
    texts = PolicyText.unfenced.filter(in_force_from__lte=today).order_by("in_force_from", "pk")
    rules = [open_book(text).open_data.least_persons for text in texts]
    return max(rules) if rules and all(rules) else 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked up once for every release."""

    done: dict[int, OpenAmount]
    due: dict[int, ObligationVersion]


@dataclass(frozen=True, slots=True)
class _Release:
    """Makes releases."""

    publishing: Publishing
    known: _Known
    today: date

    def of_tender(self, tender: Tender, awarded: list[Contract]) -> Plain:
        """Return the release of a tender with what was awarded."""
        buyers = [share.buyer for share in tender.buyers.all()]
        tags = ["planning"] if tender.state == TenderState.PLANNED else ["tender"]
        if tender.state == TenderState.DROPPED:
            tags = ["tenderCancellation"]
        release = self._release(f"t{tender.pk}", tags, buyers, awarded)
        release["planning"] = {"milestones": [_publication(tender)]}
        release["tender"] = tender_part(tender, with_estimates=self.publishing.with_estimates)
        return spoken(release)

    def of_contract(self, contract: Contract) -> Plain:
        """Return the release of a contract that was in no calendar."""
        return spoken(
            self._release(f"c{contract.pk}", [], [share.buyer for share in contract.buyers.all()], [contract])
        )

    def _release(self, name: str, tags: list[str], buyers: list[Any], awarded: list[Contract]) -> Plain:
        ocid = f"{self.publishing.prefix}-{name}"
        suppliers = [one.supplier for one in awarded if one.supplier]
        return {
            "ocid": ocid,
            "id": f"{ocid}-{self.today.isoformat()}",
            "date": moment(self.today),
            "language": LANGUAGE,
            "tag": tags + (["award", "contract"] if awarded else []),
            "initiationType": "tender",
            "parties": organisations(buyers, suppliers),
            "buyer": reference_to(buyers[0]) if buyers else None,
            "awards": [award_part(one) for one in awarded],
            "contracts": [
                contract_part(one, self.known.due.get(one.pk), self.known.done.get(one.pk), self.today)
                for one in awarded
            ],
        }


def _publication(tender: Tender) -> Plain:
    """Return by which day a tender is to be published: the last of its quarter."""
    return spoken(
        {
            "id": "publication",
            "title": gettext("Publication of the tender"),
            "type": "preProcurement",
            "dueDate": moment(Quarter.of(tender.quarter_start).period.last),
            "dateMet": moment(tender.tender_date),
            "status": "met" if tender.tender_date else "scheduled",
        }
    )
