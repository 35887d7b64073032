"""Receiving files in memory only: a file that somebody sends never lies on the disk as it was sent."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemoryOnly(MemoryFileUploadHandler):
    """Keeps what is sent in memory up to `FILE_UPLOAD_MAX_MEMORY_SIZE`; of more it keeps the size, and nothing else.

    Such a file has its true `size` and no content, so that a page can say that it is too large.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file; one that is too large is counted only."""
        self.counted = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep or count the next part."""
        self.counted += len(raw_data)
        return super().receive_data_chunk(raw_data, start) if self.activated else None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """Return the file, or what is known of one that is too large."""
        if self.activated:
            return super().file_complete(file_size)
        return UploadedFile(
            file=BytesIO(), name=self.file_name, content_type=self.content_type, size=self.counted, charset=self.charset
        )
