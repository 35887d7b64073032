"""What the stories about evidence share: a store in a folder of the test, and an upload."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.adapters.files.papers import pdf

if TYPE_CHECKING:
    from tegenwaarde.usecases.evidence.upload import Upload
    from tegenwaarde.usecases.ports.files import Files


def files_in(folder: Path) -> Files:
    from tegenwaarde.adapters.files import FileStore, look
    from tegenwaarde.usecases.ports.files import Files

    return Files(store=FileStore(folder), look=look)


def a_copy(content: bytes | None = None, **more: Any) -> Upload:
    """A copy of the employment contract."""
    from tegenwaarde.usecases.evidence.upload import Upload

    held = content if content is not None else pdf("Arbeidsovereenkomst")
    return Upload(**{"kind": "employment", "name": "contract.pdf", "content": held, "size": len(held), **more})


def kept_in(folder: Path) -> list[Path]:
    return sorted(place for place in folder.rglob("*") if place.is_file())
