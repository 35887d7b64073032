"""The small language of spec texts: headings, paragraphs, lists, notes, `{places}` and `{if condition}` … `{end}`.

Written down in docs/reference/spec-texts.md. A template is read line by line; what is wrong is told at its line, all at
once. A text that was filled is written in the same language, without places and conditions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.documents import Block, Kind, Piece

MARKS: tuple[tuple[str, Kind], ...] = (
    ("### ", Kind.SUBHEADING),
    ("## ", Kind.HEADING),
    ("# ", Kind.TITLE),
    ("- ", Kind.ITEM),
    ("> ", Kind.NOTE),
)
MARK_OF = {kind: mark for mark, kind in MARKS}
PLACE = re.compile(r"\{([^{}]*)\}")
IF = re.compile(r"\{if (not )?([a-z_]+)\}")
END = "{end}"
MISSING = re.compile(r"\[nog in te vullen: ([^\]]*)\]")
SPACES = re.compile(r"[ \t\r\n]+")
ESCAPE = "\\"
LONGEST_LINE = 2000
Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that a block stands under: its name, and whether it has to hold or not to hold."""

    name: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a template as it was read, with the condition that it stands under and its first line."""

    kind: Kind
    words: str
    line: int
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it was read, or every problem with the line where it stands (`line 4`)."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A template that was filled in. `missing` are the names of what is not known, each once."""

    blocks: tuple[Block, ...]
    missing: tuple[str, ...]


class _Reading:
    """What was read of a template so far."""

    def __init__(self, places: frozenset[str], conditions: frozenset[str]) -> None:
        self.places, self.conditions = places, conditions
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self.open: Condition | None = None
        self.opened_at = 0
        self.apart = True

    def refuse(self, line: int, code: str, text: str, **figures: str | int) -> None:
        """Note what is wrong on a line."""
        self.problems.append(Problem(code, text, f"line {line}", (("line", line), *figures.items())))

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        if len(line) > LONGEST_LINE:
            self.refuse(number, "LINE_TOO_LONG", "Line {line} is too long: at most {most} signs.", most=LONGEST_LINE)
        elif not line:
            self.apart = True
        elif (found := IF.fullmatch(line)) is not None:
            self._begin(number, found)
        elif line == END:
            self._end(number)
        else:
            self._words(number, line)

    def close(self, lines: int) -> None:
        """Note what was left open at the end."""
        if self.open is not None:
            text = "The {{if {name}}} of line {line} has no {{end}}."
            self.refuse(self.opened_at, "NO_END", text, name=self.open.name)
        if not self.parts and not self.problems:
            self.refuse(max(1, lines), "NO_WORDS", "The text is empty.")

    def _begin(self, number: int, found: re.Match[str]) -> None:
        name = found[2]
        if self.open is not None:
            text = "Line {line} begins an {{if}} inside another one: end the one of line {other} first."
            self.refuse(number, "IF_INSIDE_IF", text, other=self.opened_at)
        if name not in self.conditions:
            text = "Line {line}: “{name}” is no condition. Possible are: {known}."
            self.refuse(number, "UNKNOWN_CONDITION", text, name=name, known=", ".join(sorted(self.conditions)))
        self.open, self.opened_at, self.apart = Condition(name, not found[1]), number, True

    def _end(self, number: int) -> None:
        if self.open is None:
            self.refuse(number, "END_WITHOUT_IF", "Line {line} ends an {{if}} that did not begin.")
        self.open, self.apart = None, True

    def _words(self, number: int, line: str) -> None:
        kind, words = _block_of(line)
        self._check_places(number, words)
        last = self.parts[-1] if self.parts else None
        goes_on = last is not None and not self.apart and kind is Kind.PARAGRAPH and last.kind in GOES_ON
        if goes_on and last is not None and not line.startswith(ESCAPE):
            self.parts[-1] = Part(last.kind, f"{last.words} {words}", last.line, last.condition)
        else:
            self.parts.append(Part(kind, words, number, self.open))
        self.apart = False

    def _check_places(self, number: int, words: str) -> None:
        for name in PLACE.findall(words):
            if name.startswith("if ") or name in ("if", "end"):
                text = "Line {line}: {{{name}}} has to stand on a line of its own."
                self.refuse(number, "NOT_ALONE", text, name=name)
            elif name not in self.places:
                text = "Line {line}: {{{name}}} is no place that can be filled in."
                self.refuse(number, "UNKNOWN_PLACE", text, name=name)
        if set(PLACE.sub("", words)) & set("{}"):
            self.refuse(number, "BROKEN_PLACE", "Line {line} has a brace without its other half.")


GOES_ON = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE})


def read_template(words: str, *, places: Iterable[str], conditions: Iterable[str]) -> Template:
    """Return the template that `words` say, with every problem at its line where there are any."""
    reading = _Reading(frozenset(places), frozenset(conditions))
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        reading.take(number, line.strip())
    reading.close(len(lines))
    return Template(tuple(reading.parts), tuple(reading.problems))


def fill(
    template: Template,
    *,
    values: Mapping[str, Value],
    conditions: Mapping[str, bool | None],
    name_of: Callable[[str], str],
) -> Filled:
    """Return the template filled in; what is None is not known, and said at its place by its `name_of`.

    An item `- {place}` of a place that is a list becomes one item for each. Headings are numbered. A block under a
    condition that is not known stays, behind a line that says what to decide.
    """
    missing: dict[str, None] = {}
    blocks: list[Block] = []
    asked: Condition | None = None
    number = 0
    for part in template.parts:
        held = _holds(part.condition, conditions)
        if held is False:
            continue
        if held is None and part.condition is not None and part.condition != asked:
            missing[part.condition.name] = None
            blocks.append(Block(Kind.PARAGRAPH, (_gap(name_of(part.condition.name)),)))
        asked = part.condition
        number += part.kind is Kind.HEADING
        before = (Piece(f"{number}. "),) if part.kind is Kind.HEADING else ()
        for words in _one_by_one(part, values):
            pieces = (Piece(words),) if words != part.words else _pieces(words, values, name_of, missing)
            blocks.append(Block(part.kind, _joined((*before, *pieces))))
    return Filled(tuple(blocks), tuple(missing))


def write(blocks: Sequence[Block]) -> str:
    """Return blocks in the language itself, so that `read_filled` gives them back."""
    lines = []
    for block in blocks:
        mark = MARK_OF.get(block.kind, "")
        plain = block.words
        lines.append(f"{ESCAPE if not mark and _needs_escape(plain) else mark}{plain}")
    return "\n\n".join(lines) + "\n"


def read_filled(words: str) -> tuple[Block, ...]:
    """Return the blocks of a text that was filled in before."""
    blocks = []
    for line in filter(None, (line.strip() for line in words.split("\n"))):
        kind, plain = _block_of(line)
        blocks.append(Block(kind, _with_gaps(plain)))
    return tuple(blocks)


def plain_text(blocks: Sequence[Block]) -> str:
    """Return the text as one copies it: headings on their own line, lists with a dash, without notes."""
    lines: list[str] = []
    before: Kind | None = None
    for block in blocks:
        if block.kind is Kind.NOTE:
            continue
        if before is not None and not (before is block.kind is Kind.ITEM):
            lines.append("")
        lines.append(f"- {block.words}" if block.kind is Kind.ITEM else block.words)
        before = block.kind
    return "\n".join(lines) + "\n"


def _block_of(line: str) -> tuple[Kind, str]:
    if line.startswith(ESCAPE):
        return Kind.PARAGRAPH, line[1:].strip()
    for mark, kind in MARKS:
        if line.startswith(mark):
            return kind, line[len(mark) :].strip()
    return Kind.PARAGRAPH, line


def _needs_escape(words: str) -> bool:
    return words.startswith((ESCAPE, *(mark for mark, _kind in MARKS)))


def _holds(condition: Condition | None, known: Mapping[str, bool | None]) -> bool | None:
    if condition is None:
        return True
    found = known.get(condition.name)
    return None if found is None else found is condition.holds


def _one_by_one(part: Part, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the words of a part; a list item that is one place with a list becomes an item for each."""
    found = PLACE.fullmatch(part.words)
    listed = values.get(found[1]) if found and part.kind is Kind.ITEM else None
    return listed if isinstance(listed, tuple) else (part.words,)


def _pieces(
    words: str, values: Mapping[str, Value], name_of: Callable[[str], str], missing: dict[str, None]
) -> Iterable[Piece]:
    for place, text in enumerate(PLACE.split(words)):
        if place % 2 == 0:
            yield Piece(text)
        elif (value := values.get(text)) is None:
            missing[text] = None
            yield _gap(name_of(text))
        else:
            yield Piece(SPACES.sub(" ", value if isinstance(value, str) else "; ".join(value)).strip())


def _gap(name: str) -> Piece:
    return Piece(f"[nog in te vullen: {name}]", missing=True)


def _with_gaps(words: str) -> tuple[Piece, ...]:
    found, at = [], 0
    for gap in MISSING.finditer(words):
        found += [Piece(words[at : gap.start()]), Piece(gap[0], missing=True)]
        at = gap.end()
    return _joined((*found, Piece(words[at:])))


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces without empty ones, known words that follow each other as one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and not piece.missing and not found[-1].missing:
            found[-1] = Piece(found[-1].words + piece.words)
        elif piece.words:
            found.append(piece)
    return tuple(found)
