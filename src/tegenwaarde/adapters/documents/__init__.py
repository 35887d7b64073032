"""Documents: DOCX made of plain blocks, behind the port `usecases.ports.documents`."""

from tegenwaarde.adapters.documents.docx_writer import write_docx

__all__ = ["write_docx"]
