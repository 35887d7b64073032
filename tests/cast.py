"""The cast of every story: a region with two subregions, their buyers, two suppliers, and the people who work there.

Anna coordinates the subregion of Voorbeeldstad, Bram is a clerk at Bouwbedrijf De Brug. The day is 2 October 2017.
Django is imported late, so that the pure rooms' tests start without it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, Contract, PolicyText, Region, Subregion, Supplier, Tender, User

TODAY = date(2017, 10, 2)
FROM = date(2017, 1, 1)
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"

ClientFor = Callable[["User"], "Client"]
ActorFor = Callable[["User"], "Actor"]


@pytest.fixture
def today(settings: Any) -> date:
    """The day it is, for the use-cases and for the pages."""
    settings.TODAY = TODAY
    return TODAY


@pytest.fixture
def policy_text(db: None) -> PolicyText:
    """The Twente book of 2017, kept."""
    from tegenwaarde.usecases.books import keep_book

    return keep_book("twente-2017")


@pytest.fixture
def region(policy_text: PolicyText) -> Region:
    from tegenwaarde.records.models import Region

    return Region.unfenced.create(name="Voorbeeldregio", policy_region=policy_text.region)


@pytest.fixture
def subregion_a(region: Region) -> Subregion:
    """Where Voorbeeldstad belongs."""
    from tegenwaarde.records.models import Subregion

    return Subregion.unfenced.create(region=region, name="Subregio A")


@pytest.fixture
def subregion_b(region: Region) -> Subregion:
    """Where Buurstad belongs."""
    from tegenwaarde.records.models import Subregion

    return Subregion.unfenced.create(region=region, name="Subregio B")


@pytest.fixture
def subregions(subregion_a: Subregion, subregion_b: Subregion) -> tuple[Subregion, Subregion]:
    return subregion_a, subregion_b


def a_buyer(subregion: Subregion, name: str, **more: Any) -> Buyer:
    """Return a new municipality that belongs to `subregion` from 1 January 2017 on."""
    from tegenwaarde.records.models import Buyer, SubregionMembership

    buyer = Buyer.unfenced.create(**{"kind": "municipality", "name": name, **more})
    SubregionMembership.unfenced.create(buyer=buyer, subregion=subregion, from_day=FROM)
    return buyer


@pytest.fixture
def voorbeeldstad(subregion_a: Subregion) -> Buyer:
    return a_buyer(subregion_a, "Voorbeeldstad", kvk="11111111")


@pytest.fixture
def buurstad(subregion_b: Subregion) -> Buyer:
    return a_buyer(subregion_b, "Buurstad", kvk="22222222")


@pytest.fixture
def de_brug(db: None) -> Supplier:
    from tegenwaarde.records.models import Supplier

    return Supplier.unfenced.create(name="Bouwbedrijf De Brug", kvk="33333333", city="Voorbeeldstad")


@pytest.fixture
def other_supplier(db: None) -> Supplier:
    from tegenwaarde.records.models import Supplier

    return Supplier.unfenced.create(name="Schoonmaakbedrijf Helder", kvk="44444444", city="Buurstad")


def a_user(name: str, role: str, **scope: Any) -> User:
    """Return a new person with one role, held from 1 January 2017 on."""
    from tegenwaarde.records.models import RoleGrant, User

    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@voorbeeld.nl", name, "een lang wachtwoord 1")
    RoleGrant.unfenced.create(user=user, role=role, from_day=FROM, **scope)
    return user


@pytest.fixture
def anna(subregion_a: Subregion) -> User:
    """Coordinator of the subregion of Voorbeeldstad."""
    return a_user("Anna", "coordinator", subregion=subregion_a)


@pytest.fixture
def carla(subregion_b: Subregion) -> User:
    """Coordinator of the subregion of Buurstad."""
    return a_user("Carla", "coordinator", subregion=subregion_b)


@pytest.fixture
def aisha(subregion_a: Subregion) -> User:
    """Assistant in the subregion of Voorbeeldstad: prepares, decides nothing."""
    return a_user("Aisha", "assistant", subregion=subregion_a)


@pytest.fixture
def piet(voorbeeldstad: Buyer) -> User:
    """Contact person of Voorbeeldstad."""
    return a_user("Piet", "contact_person", buyer=voorbeeldstad)


@pytest.fixture
def ine(voorbeeldstad: Buyer) -> User:
    """Procurement officer of Voorbeeldstad: plans tenders."""
    return a_user("Ine", "procurement_officer", buyer=voorbeeldstad)


@pytest.fixture
def nora(buurstad: Buyer) -> User:
    """Contact person of Buurstad, the neighbour."""
    return a_user("Nora", "contact_person", buyer=buurstad)


@pytest.fixture
def bram(de_brug: Supplier) -> User:
    """Clerk at Bouwbedrijf De Brug."""
    return a_user("Bram", "supplier", supplier=de_brug)


@pytest.fixture
def olga(other_supplier: Supplier) -> User:
    """Clerk at the other supplier."""
    return a_user("Olga", "supplier", supplier=other_supplier)


@pytest.fixture
def milan(voorbeeldstad: Buyer) -> User:
    """Manager of Voorbeeldstad: figures only."""
    return a_user("Milan", "manager", buyer=voorbeeldstad)


@pytest.fixture
def beheer(db: None) -> User:
    """Administrator of the region."""
    return a_user("Beheer", "administrator")


@pytest.fixture
def actor_of(today: date) -> ActorFor:
    """Make the actor that a person is on the day of the story."""
    from tegenwaarde.access.actor import actor_for

    return lambda user: actor_for(user, today)


@pytest.fixture
def anna_actor(anna: User, actor_of: ActorFor) -> Actor:
    return actor_of(anna)


@pytest.fixture
def bram_actor(bram: User, actor_of: ActorFor) -> Actor:
    return actor_of(bram)


def a_contract(buyer: Buyer, supplier: Supplier, policy: PolicyText, **more: Any) -> Contract:
    """Return a contract in force: 5% of € 500.000 over 2017 and 2018, published on 1 February 2017."""
    from tegenwaarde.records.models import Contract, ContractBuyer

    membership = buyer.memberships.get()
    facts = {
        "state": "running",
        "title": "Onderhoud van bruggen",
        "reference": "2017-12",
        "kind": "services",
        "value_cents": 50_000_000,
        "tender_date": date(2017, 2, 1),
        "start": date(2017, 1, 1),
        "end": date(2018, 12, 31),
        "supplier": supplier,
        "book": policy,
        "entered_in": membership.subregion,
    }
    contract = Contract.unfenced.create(**{**facts, **more})
    ContractBuyer.unfenced.create(contract=contract, buyer=buyer)
    an_obligation(contract)
    return contract


def a_tender(buyer: Buyer, *others: tuple[Buyer, int], **more: Any) -> Tender:
    """Return a planned tender for services of € 500.000, to be published in the fourth quarter of 2017.

    `buyer` leads; each of `others` is a buyer with its percentage.
    """
    from tegenwaarde.records.models import Tender, TenderBuyer

    facts = {
        "title": "Onderhoud van wegen",
        "kind": "services",
        "quarter_start": date(2017, 10, 1),
        "estimated_value_cents": 50_000_000,
        "entered_in": buyer.memberships.get().subregion,
        "made_on": TODAY,
    }
    tender = Tender.unfenced.create(**{**facts, **more})
    rest = 100 - sum(share for _other, share in others)
    TenderBuyer.unfenced.create(tender=tender, buyer=buyer, share=rest * 10_000, leads=True)
    for other, share in others:
        TenderBuyer.unfenced.create(tender=tender, buyer=other, share=share * 10_000, leads=False)
    return tender


def an_obligation(contract: Contract) -> None:
    """Give the contract its obligation as the engine calculates it, with the receipt."""
    from tegenwaarde.usecases.contracts.drafting import lead_buyer
    from tegenwaarde.usecases.contracts.obligation import calculate, keep_obligation

    certificates = contract.supplier.certificates.standing() if contract.supplier else ()
    calculated = calculate(contract, buyer=lead_buyer(contract), certificates=certificates)
    keep_obligation(contract=contract, calculated=calculated, reason="The contract was put in force.", today=FROM)


@pytest.fixture
def contract_in_force(voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText) -> Contract:
    """The contract of Voorbeeldstad with De Brug: € 25.000 is due over 2017 and 2018."""
    return a_contract(voorbeeldstad, de_brug, policy_text)


@pytest.fixture
def client_for(today: date) -> ClientFor:
    """Make a browser in which somebody is signed in."""
    from django.test import Client

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=SIGN_IN)
        return client

    return signed_in
