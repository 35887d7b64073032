"""Files of evidence: where they are kept, what they are by their content, and the text in them."""

from tegenwaarde.adapters.files.look import look
from tegenwaarde.adapters.files.store import FileStore

__all__ = ["FileStore", "look"]
