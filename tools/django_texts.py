"""A Babel extractor for Django templates: `{% translate %}`, `{% blocktranslate %}`, `_("…")` in tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Sequence[str], options: Any
) -> Iterator[tuple[Any, ...]]:
    """Yield the texts of one template as Babel wants them: line, function, message, comments."""
    lines = templatize(file.read().decode("utf-8")).splitlines()
    as_python = "\n".join(line.strip() for line in lines)  # how a template is indented means nothing to Python
    yield from extract_python(BytesIO(as_python.encode("utf-8")), keywords, comment_tags, options)
