"""What the pages of certificates show: those of a contract's supplier, and what one would do to contracts (B7, B8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may
from tegenwaarde.records.models import Certificate, Contract, ContractState, Kind, Supplier
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.certificates.effects import Effects
from tegenwaarde.usecases.certificates.labels import NewCertificate, labels_for
from tegenwaarde.usecases.certificates.record_certificate import DECIDES, effect_of_recording
from tegenwaarde.usecases.certificates.withdraw_certificate import effect_of_withdrawing, find_certificate
from tegenwaarde.usecases.contracts.recalculating import NotInForce
from tegenwaarde.usecases.reading.before_after import BeforeAfter, before_after
from tegenwaarde.usecases.reading.lapsing import Lapse, lapses_of
from tegenwaarde.usecases.reading.sentences_obligation import text_of

VALID, COMING, LAPSED, WITHDRAWN = "valid", "coming", "lapsed", "withdrawn"
EUROPEAN, SUBSIDY, NOT_APPLIED = "european", "subsidy", "not_applied"


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate of the supplier, days counted in; `state` is valid, coming, lapsed or withdrawn."""

    certificate_id: int
    label_id: str
    label: str
    first_day: date
    last_day: date
    state: str
    recorded_by: str
    recorded_on: date | None
    removed_on: date | None
    removed_reason: str


@dataclass(frozen=True, slots=True)
class CertificatesPage:
    """The certificates of a contract's supplier. `no_effect` says why labels do not lower what is due here, if so."""

    contract_id: int
    title: str
    supplier_id: int
    supplier: str
    rows: tuple[HeldCertificate, ...]
    labels: tuple[tuple[str, str], ...]
    lapses: tuple[Lapse, ...]
    no_effect: str
    warning: str
    may_record: bool


@dataclass(frozen=True, slots=True)
class CertificateEffect:
    """What a certificate would do: `here` to this contract, `others` to the supplier's other ones that are seen.

    `elsewhere` counts the contracts that are not seen.
    """

    fingerprint: str
    here: BeforeAfter
    others: tuple[BeforeAfter, ...]
    elsewhere: int

    @property
    def changes(self) -> bool:
        """Say whether something else would be due anywhere."""
        return self.here.changed or bool(self.others) or self.elsewhere > 0


def read_certificates(*, actor: Actor, contract_id: int, today: date) -> CertificatesPage:
    """Return the certificates of the supplier of a contract in force; a constant number of queries. NotVisible."""
    contract, supplier = _contract(actor, contract_id)
    labels = labels_for(contract, today)
    names = {label.id: text_of(label.label) for label in labels}
    book = open_book(contract.book) if contract.book else None
    running = contract.state == ContractState.RUNNING
    return CertificatesPage(
        contract_id=contract.pk,
        title=contract.title,
        supplier_id=supplier.pk,
        supplier=supplier.name,
        rows=tuple(_row(one, names, today) for one in supplier.certificates.select_related("recorded_by")),
        labels=tuple(names.items()),
        lapses=lapses_of([contract.pk], today) if running else (),
        no_effect=_why_no_effect(contract),
        warning=text_of(book.label_warning) if book and book.label_warning else "",
        may_record=running and may(actor, DECIDES, contract),
    )


def read_recording(*, actor: Actor, contract_id: int, new: NewCertificate, today: date) -> CertificateEffect:
    """Return what recording the certificate would do; nothing is written. Raises NotVisible and Invalid."""
    contract, supplier = _contract(actor, contract_id)
    effects = effect_of_recording(actor=actor, supplier=supplier, new=new, today=today)
    return _effect(contract, effects)


def read_withdrawing(
    *, actor: Actor, contract_id: int, certificate_id: int, today: date
) -> tuple[HeldCertificate, CertificateEffect]:
    """Return a certificate and what withdrawing it would do; NotVisible, NotAllowed, WithdrawnBefore."""
    contract, _supplier = _contract(actor, contract_id)
    certificate = find_certificate(actor, contract.pk, certificate_id)
    names = {label.id: text_of(label.label) for label in labels_for(contract, today)}
    effects = effect_of_withdrawing(actor=actor, certificate=certificate)
    return _row(certificate, names, today), _effect(contract, effects)


def _contract(actor: Actor, contract_id: int) -> tuple[Contract, Supplier]:
    rows = contracts_visible_to(actor, "draft.see").exclude(state=ContractState.DRAFT)
    found = find(rows.select_related("supplier", "book", "entered_in__region"), pk=contract_id)
    if found.supplier is None:
        raise ValueError("a contract in force is complete")
    return found, found.supplier


def _row(one: Certificate, names: dict[str, str], today: date) -> HeldCertificate:
    return HeldCertificate(
        certificate_id=one.pk,
        label_id=one.label,
        label=names.get(one.label, one.label),
        first_day=one.first_day,
        last_day=one.last_day,
        state=_state(one, today),
        recorded_by=one.recorded_by.name if one.recorded_by else "",
        recorded_on=one.recorded_on,
        removed_on=one.removed_on,
        removed_reason=one.removed_reason,
    )


def _state(one: Certificate, today: date) -> str:
    if one.removed_on is not None:
        return WITHDRAWN
    if one.first_day > today:
        return COMING
    return LAPSED if one.last_day < today else VALID


def _effect(contract: Contract, effects: Effects) -> CertificateEffect:
    here = next((one for one in effects.all if one.contract.pk == contract.pk), None)
    if here is None:
        raise NotInForce(title=contract.title)
    others = [one for one in effects.changed if one.contract.pk in effects.seen and one is not here]
    return CertificateEffect(
        fingerprint=effects.fingerprint,
        here=before_after(here),
        others=tuple(before_after(one) for one in others),
        elsewhere=effects.elsewhere,
    )


def _why_no_effect(contract: Contract) -> str:
    """Return why labels do not lower what is due for the contract; empty where they can (B2, B7)."""
    if contract.kind == Kind.SUBSIDY:
        return SUBSIDY
    if not contract.applied:
        return NOT_APPLIED
    latest = contract.obligations.order_by("-number").values_list("european", flat=True).first()
    return EUROPEAN if latest else ""
