"""Every value of a TOML text stands on a line."""

from __future__ import annotations

import pytest

from tegenwaarde.policy.locator import Lines, Path, path_text

TEXT = '''# a remark with [brackets] = and "quotes"
a = 1 # one
b.c = "x # not a remark ] }"
"d e" = 'y'

[t.u]
list = [
  1, # first
  [2, 3],
  { k = "v",  m.n = 'w' }, "]",
]
long = """
two lines "quoted" \\"""
end"""
after = 2017-01-01

[[row]]
x = 1
[[row.part]]
y = 1
[[row.part]]
y = 2
[row.other]
z = true

[[row]]
x = 2
[[row.part]]
y = 3
'''
LINES: tuple[tuple[Path, int], ...] = (
    (("a",), 2),
    (("b",), 3),
    (("b", "c"), 3),
    (("d e",), 4),
    (("t", "u"), 6),
    (("t", "u", "list"), 7),
    (("t", "u", "list", 0), 8),
    (("t", "u", "list", 1, 1), 9),
    (("t", "u", "list", 2, "m", "n"), 10),
    (("t", "u", "list", 3), 10),
    (("t", "u", "long"), 12),
    (("t", "u", "after"), 15),
    (("row",), 17),
    (("row", 0, "x"), 18),
    (("row", 0, "part", 1, "y"), 22),
    (("row", 0, "other", "z"), 24),
    (("row", 1), 26),
    (("row", 1, "part", 0, "y"), 29),
    (("row", 1, "missing"), 26),
    (("nowhere", 3, "at all"), 1),
)


@pytest.mark.parametrize(("path", "line"), LINES, ids=[path_text(path) for path, _ in LINES])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_value_is_found_on_its_line(path: Path, line: int, ending: str) -> None:
    assert Lines(TEXT.replace("\n", ending)).of(path) == line


def test_a_path_is_written_as_people_write_it() -> None:
    assert path_text(("blocks", 3, "amounts", 0, "source")) == "blocks[3].amounts[0].source"


@pytest.mark.parametrize("text", ["[", "a = [", "a = {", "a = [{ b", '"', "=", "a = [1 2", "[[x", "a = {b}"])
def test_text_that_is_no_toml_does_not_keep_it_busy(text: str) -> None:
    assert Lines(text).of(("a",)) == 1
