"""`tegenwaarde policy check FILE`."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import pytest

from tegenwaarde.faces.cli.policy import add_parser, run_check
from tegenwaarde.policy.library import book, policies_folder

TWENTE = policies_folder() / "twente" / "2017.toml"


def check(path: Path) -> tuple[int, list[str], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    status = run_check(str(path), out, err)
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_a_file_that_is_fine_says_what_it_holds() -> None:
    status, out, err = check(TWENTE)
    assert (status, err) == (0, [])
    assert "twente-2017" in out[0]
    assert out[1] == "It holds 15 blocks, 4 extras, 4 labels, 7 threshold periods, 4 cost pots."
    assert out[2] == f"SHA-256 {book('twente-2017').text_hash}"


def test_every_problem_is_a_line_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    text = TWENTE.read_text(encoding="utf-8")
    changed = text.replace('eur = "40000"', "eur = 40000").replace('source = "rules D2 (choice)"', 'source = ""')
    file.write_text(changed, encoding="utf-8")
    status, out, err = check(file)
    assert (status, err) == (1, [])
    amount = next(number for number, line in enumerate(changed.splitlines(), 1) if "eur = 40000" in line)
    assert out[0].startswith(f"{file}: line {amount}, blocks[1].amounts[0].eur: Write an amount as text in quotes")
    assert "pace.tolerance[0].source" in out[1]
    assert out[2] == f"{file}: 2 problems."


def test_a_file_that_is_not_there_is_one_line_on_standard_error(tmp_path: Path) -> None:
    status, out, err = check(tmp_path / "absent.toml")
    assert (status, out, len(err)) == (2, [], 1)


def test_a_file_that_is_no_text_is_one_line_on_standard_error(tmp_path: Path) -> None:
    file = tmp_path / "picture.toml"
    file.write_bytes(b"\xff\xfe\x00")
    status, out, err = check(file)
    assert (status, out, err) == (2, [], [f"{file} is not a text in UTF-8."])


def test_the_command_is_wired_to_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["policy", "check", str(TWENTE)])
    assert arguments.func(arguments) == 0
    assert "is fine" in capsys.readouterr().out
