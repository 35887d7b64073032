"""What is in a CSV file is read as it stands, whatever its form, and nothing of it is dropped."""

from __future__ import annotations

import csv
import io
import random

import pytest

from tegenwaarde.policy import library
from tegenwaarde.usecases.batch import blocks
from tegenwaarde.usecases.batch.blocks import FileUnusable
from tegenwaarde.usecases.batch.placements import COLUMNS, calc_placements
from tegenwaarde.usecases.batch.reading import Misfit, read_pieces
from tegenwaarde.usecases.batch.writing import quoted
from tests.batch.files import csv_text, placement, placements, read_csv

TINY = 64


def cells_of(content: bytes, columns: tuple[str, ...] = ("id", "block"), piece_bytes: int = TINY) -> list[list[str]]:
    return [
        [piece.cell(name, row).decode() for name in columns]
        for piece in read_pieces(io.BytesIO(content), columns, piece_bytes)
        for row in range(len(piece))
    ]


def misfits_of(content: bytes) -> list[Misfit]:
    pieces = read_pieces(io.BytesIO(content), ("id", "block"), TINY)
    return [Misfit(misfit) for piece in pieces for misfit in piece.misfit]


def problem_of(content: bytes) -> str:
    with pytest.raises(FileUnusable) as refusal:
        list(read_pieces(io.BytesIO(content), COLUMNS))
    return refusal.value.problem.code


def test_any_form_of_csv_is_read_as_the_csv_module_reads_it() -> None:
    chance = random.Random(4)
    pieces = ["a", "1", "é", "a,b", 'say "ho"', "two\nlines", "three\r\nlines", "", " ", "\0", "x" * 90]
    for ending in (b"\n", b"\r\n", b"\r"):
        rows = [["id", "block"]] + [[chance.choice(pieces), f"b{chance.choice(pieces)}"] for _ in range(200)]
        content = b"".join(b",".join(quoted(cell.encode()) for cell in row) + ending for row in rows)
        assert cells_of(content) == rows[1:]
        assert list(csv.reader(io.StringIO(content.decode(), newline=""))) == rows


def test_lines_with_and_without_quotes_and_returns_may_stand_mixed() -> None:
    assert cells_of(b'id,block\r\n1,a\n"2",b\r3,"c"\r\n4,d') == [["1", "a"], ["2", "b"], ["3", "c"], ["4", "d"]]


def test_a_row_may_reach_over_many_pieces() -> None:
    long = "line\n" * 100
    assert cells_of(f'id,block\n1,"{long}"\n2,b\n'.encode()) == [["1", long], ["2", "b"]]


@pytest.mark.parametrize("piece_bytes", [1, 7, 64, 1 << 20])
def test_the_size_of_the_pieces_changes_nothing(piece_bytes: int) -> None:
    rows = [placement(id=f"de brug, {number}", hours_per_week=f"{number % 50}.5") for number in range(60)]
    whole = csv_text(rows)
    assert placements(whole, piece_bytes=piece_bytes) == placements(whole)


def test_columns_may_stand_in_any_order_among_unknown_ones() -> None:
    content = b"note,block,note,id\nx,1,y,p1\n,2,,p2\n"
    assert cells_of(content) == [["p1", "1"], ["p2", "2"]]


def test_a_line_with_fewer_cells_has_absent_facts() -> None:
    content = b"id,block,hours_per_week\n1\n2,a,3\n4,b\n"
    assert cells_of(content, ("id", "block", "hours_per_week")) == [["1", "", ""], ["2", "a", "3"], ["4", "b", ""]]


def test_a_line_with_more_filled_cells_than_the_header_is_a_misfit() -> None:
    content = b'id,block\n1,a\n2,b,c\n2,b,,,c\n2,b,c,\n"3",b,c\n"3",b,,c\n1,a\n'
    assert misfits_of(content) == [Misfit.NONE, *[Misfit.TOO_MANY_CELLS] * 5, Misfit.NONE]


def test_empty_cells_beyond_the_header_are_passed_over() -> None:
    content = b'id,block\n1,a,\n2,b,,,\n"3",c,,\n,,,\n4,d\n'
    assert misfits_of(content) == [Misfit.NONE] * 5
    assert cells_of(content) == [["1", "a"], ["2", "b"], ["3", "c"], ["", ""], ["4", "d"]]


@pytest.mark.parametrize("content", [b"\n" * 5000 + b"1,a\n", b"1\n" * 5000, b"1\r" * 5000, b"1\r\n" * 5000])
def test_short_lines_come_in_pieces_of_few_rows(content: bytes) -> None:
    pieces = list(read_pieces(io.BytesIO(b"id,block\n" + content), ("id", "block"), 1 << 20, 100))
    assert max(map(len, pieces)) <= 100
    assert sum(map(len, pieces)) == len((content).splitlines())


def test_rows_that_reach_over_blocks_do_not_gather_in_one_piece() -> None:
    content = b"id,block\n" + b'"1\n\n\n\n",a\n' * 500
    pieces = list(read_pieces(io.BytesIO(content), ("id", "block"), TINY))
    assert max(map(len, pieces)) < 20
    assert sum(map(len, pieces)) == 500


def test_lines_that_end_in_a_return_alone_are_no_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LONGEST_LINE", 1000)
    assert len(cells_of(b"id,block\r" + b"1,a\r" * 2000)) == 2000
    with pytest.raises(FileUnusable):
        cells_of(b"id,block\r" + b"1" * 2000)


@pytest.mark.parametrize("piece_bytes", [1, 2, 3, 5, 64])
def test_a_return_and_its_line_feed_are_one_line_end_wherever_the_text_is_cut(piece_bytes: int) -> None:
    content = b"id,block\r\n1,a\r\n\r\n2,b\r3,c\n\r\n\r\n"
    expected = [["1", "a"], ["", ""], ["2", "b"], ["3", "c"]]
    assert cells_of(content, piece_bytes=piece_bytes) == expected
    for rows in (1, 2, 3):
        pieces = read_pieces(io.BytesIO(content), ("id", "block"), TINY, rows)
        assert [piece.cell("id", row).decode() for piece in pieces for row in range(len(piece))] == ["1", "", "2", "3"]


class Pipe(io.BytesIO):
    """A file that can be read only once."""

    def seekable(self) -> bool:
        return False


def test_a_file_that_is_not_utf8_far_down_is_answered_with_nothing_at_all() -> None:
    content = csv_text([placement()] * 2000).encode() + b"\xff\n"
    target = io.BytesIO()
    with pytest.raises(FileUnusable) as refusal:
        calc_placements(io.BytesIO(content), target, book=library.newest("twente"), say=str, piece_bytes=1000)
    assert (target.getvalue(), refusal.value.answered) == (b"", 0)
    assert dict(refusal.value.problem.params) == {"line": 2002}


def test_a_pipe_that_is_not_utf8_far_down_says_how_many_rows_were_answered() -> None:
    content = csv_text([placement()] * 2000).encode() + b"\xff\n"
    target = io.BytesIO()
    with pytest.raises(FileUnusable) as refusal:
        calc_placements(Pipe(content), target, book=library.newest("twente"), say=str, piece_bytes=1000)
    assert refusal.value.answered == len(read_csv(target.getvalue())) > 1000


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_an_empty_line_between_rows_is_a_misfit_and_at_the_end_is_none(ending: bytes) -> None:
    content = ending.join((b"id,block", b"1,a", b"", b"2,b", b"", b"", b""))
    assert misfits_of(content) == [Misfit.NONE, Misfit.EMPTY, Misfit.NONE]


def test_an_empty_line_is_a_misfit_in_a_file_of_one_column_too() -> None:
    assert misfits_of(b"id\n1\n\n2\n") == [Misfit.NONE, Misfit.EMPTY, Misfit.NONE]


def test_a_quoted_empty_cell_is_a_row() -> None:
    assert misfits_of(b'id\n""\n1\n') == [Misfit.NONE, Misfit.NONE]


def test_a_quote_that_is_never_closed_is_a_misfit_and_no_crash() -> None:
    assert misfits_of(b'id,block\n1,a\n2,"b\n3,c\n') == [Misfit.NONE, Misfit.NOT_CSV]


def test_a_cell_beyond_any_reason_is_a_misfit_and_the_next_rows_are_read() -> None:
    content = b'id,block\n1,"' + b"x" * 200_000 + b'"\n2,b\n'
    assert misfits_of(content) == [Misfit.NOT_CSV, Misfit.NONE]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert cells_of(b"\xef\xbb\xbfid,block\n1,a\n") == [["1", "a"]]


def test_the_header_may_be_quoted() -> None:
    assert cells_of(b'"id","block"\n1,a\n') == [["1", "a"]]


def test_a_header_alone_has_no_rows() -> None:
    assert cells_of(b"id,block") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"\n\r\n\n", "FILE_EMPTY"),
        (b"\xef\xbb\xbf", "FILE_EMPTY"),
        (b"name,surname\na,b\n", "NO_KNOWN_COLUMN"),
        (b" id,BLOCK\n1,2\n", "NO_KNOWN_COLUMN"),
        (b"id,block,id\n1,2,3\n", "COLUMN_TWICE"),
        (b'id,"block\n1,2\n', "HEADER_UNCLOSED"),
        (b"id,block\n\xff,2\n", "NOT_UTF8"),
        ("id,block\n1,2\n".encode("utf-16"), "NOT_UTF8"),
    ],
)
def test_a_file_that_is_no_table_is_unusable(content: bytes, code: str) -> None:
    assert problem_of(content) == code


def test_the_line_that_is_not_utf8_is_named() -> None:
    content = b'id,block\n"1\n",2\n' + b"2,3\n" * 300 + b"\xe9,1\n"
    with pytest.raises(FileUnusable) as refusal:
        cells_of(content)
    assert dict(refusal.value.problem.params) == {"line": 304}
