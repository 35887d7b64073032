"""Hand-made files for the import: notices written out, and a ZIP with every kind of trouble in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime

from tegenwaarde.adapters.eforms import read_notice
from tegenwaarde.adapters.later import at_once
from tegenwaarde.records.models import Buyer, Supplier
from tegenwaarde.usecases.notices.batches import Outside
from tegenwaarde.usecases.ports.files import EvidenceStore, FileGone
from tests.adapters.eforms import builder

NOW = datetime(2017, 10, 2, 10, tzinfo=UTC)
WON_BY_NAME = builder.organisation("ORG-2", "Bouwbedrijf De Brug B.V.")
EVERYBODY = builder.VOORBEELDSTAD + builder.DE_BRUG


def give_numbers() -> None:
    """Give Voorbeeldstad and De Brug the numbers that the hand-made notices have."""
    Buyer.unfenced.filter(name="Voorbeeldstad").update(kvk="11223344")
    Supplier.unfenced.filter(name="Bouwbedrijf De Brug").update(kvk="22334455")


def a_notice(name: str = "one", organisations: str = EVERYBODY, **more: str) -> bytes:
    """Return an award notice of Voorbeeldstad in a procedure of its own."""
    whole = builder.notice(name=name, organisations=organisations, publication="", **more)
    return whole.replace(b"9b9b9b9b-1111-4222-8333-444444444444", f"procedure-{name}".encode())


def a_modification(of: str, name: str = "change") -> bytes:
    """Return a notice that changes the contract of the notice called `of`."""
    change = builder.efac(
        "ContractModification",
        builder.efbc("ChangedNoticeIdentifier", of),
        builder.efac("Change", builder.efbc("ChangeDescription", "Er kwam een brug bij.", languageID="NLD")),
    )
    result = (
        builder.lot_result() + builder.tender(amount="750000") + builder.contract("CON-1", "TEN-1") + builder.party()
    )
    return builder.notice(
        result,
        name=name,
        organisations=EVERYBODY,
        subtype="38",
        notice_type="can-modif",
        extension=change,
        publication="",
    ).replace(b"9b9b9b9b-1111-4222-8333-444444444444", f"procedure-{of}".encode())


def a_zip(files: Mapping[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP with these files; a name that ends in a slash is a folder."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def outside(store: EvidenceStore) -> Outside:
    """Return the outside world of an import: work is done at once, and the clock stands still."""
    return Outside(read=read_notice, later=at_once, store=store, now=lambda: NOW)


class Memory:
    """A store of files that lives in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def save(self, content: bytes) -> str:
        """Keep the content under the next number."""
        name = str(len(self.kept) + 1)
        self.kept[name] = content
        return name

    def open(self, name: str) -> bytes:
        """Return the content."""
        try:
            return self.kept[name]
        except KeyError as gone:
            raise FileGone(name) from gone

    def delete(self, name: str) -> None:
        """Let the content go."""
        self.kept.pop(name, None)

    def saved_before(self, day: date) -> list[str]:
        """Return everything; days are not kept."""
        return [name for name in self.kept if day > date.min]
