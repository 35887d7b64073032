"""`tegenwaarde calc`: files and standard input, exit statuses, messages, and nothing it does not need."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import BinaryIO

import pytest
from typing_extensions import Buffer

from bench.sample import Sampler
from tegenwaarde.faces.cli import words
from tegenwaarde.faces.cli.main import main
from tests.batch.files import csv_text, obligation, placement, read_csv

COMMAND = [sys.executable, "-m", "tegenwaarde.config.entry", "calc"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEGENWAARDE_LANGUAGE", "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "given.csv"


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}


def test_a_file_that_is_valued_whole_ends_with_status_zero(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file.write_text(csv_text([placement(), placement("9")]))
    assert main(["calc", "placements", str(file)]) == 0
    out, err = capfdbinary.readouterr()
    assert [line["total_eur"] for line in read_csv(out)] == ["55150.68", "10.00"]
    assert err == b""


def test_a_refused_row_gives_status_one_and_the_others_their_value(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file.write_text(csv_text([placement(), placement("99")]))
    assert main(["calc", "placements", str(file)]) == 1
    out, err = capfdbinary.readouterr()
    assert [line["total_eur"] for line in read_csv(out)] == ["55150.68", ""]
    assert err == b""


def test_standard_input_is_a_file_too(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(csv_text([obligation()]).encode())))
    assert main(["calc", "obligations", "-"]) == 0
    assert read_csv(capfdbinary.readouterr().out)[0]["net_eur"] == "7500.00"


@pytest.mark.parametrize("kind", ["placements", "obligations", "costs"])
@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "no known column"),
        (b"id,id,name,name\n1,2,3,4\n", "more than once"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_a_file_that_is_unusable_gives_status_two_and_one_clear_line(
    kind: str, content: bytes, part: str, file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file.write_bytes(content)
    assert main(["calc", kind, str(file)]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert part in err.decode()
    assert len(err.splitlines()) == 1


def test_a_missing_file_a_folder_and_an_unknown_policy_are_said_in_one_line(
    tmp_path: Path, file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file.write_text(csv_text([placement()]))
    for arguments, part in (
        ([str(tmp_path / "nothing.csv")], "no such file"),
        ([str(tmp_path)], "a folder"),
        ([str(file), "--policy", "utrecht-2020"], "no policy utrecht-2020"),
    ):
        assert main(["calc", "placements", *arguments]) == 2
        out, err = capfdbinary.readouterr()
        assert (out, len(err.splitlines())) == (b"", 1)
        assert part in err.decode()


def test_a_policy_may_be_named(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file.write_text(csv_text([placement()]))
    assert main(["calc", "placements", str(file), "--policy", "twente-2017"]) == 0
    assert b"55150.68" in capfdbinary.readouterr().out


def test_costs_are_split_by_the_amounts_that_are_given(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file.write_text("name,population,one_off_exempt\nVoorbeeldstad,3,\nBuurstad,1,1\n")
    amounts = ["--population", "37200", "--equal", "7000.01", "--one-off", "4000"]
    assert main(["calc", "costs", str(file), *amounts]) == 0
    assert capfdbinary.readouterr().out.decode().splitlines()[1:] == [
        "Voorbeeldstad,27900.00,3500.01,4000.00,35400.01",
        "Buurstad,9300.00,3500.00,0.00,12800.00",
    ]


def test_a_refused_municipality_is_named_beside_the_answer(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file.write_text("name,population\nVoorbeeldstad,3\nBuurstad,veel\n")
    assert main(["calc", "costs", str(file)]) == 1
    out, err = capfdbinary.readouterr()
    assert out.decode().splitlines()[2] == "Buurstad,,,,"
    assert err.decode().startswith("Row 2 (Buurstad) is refused. Column population:")


@pytest.mark.parametrize("arguments", [[], ["calc"], ["calc", "costs"], ["calc", "costs", "x", "--equal", "-1"], ["x"]])
def test_a_command_that_is_not_understood_gives_status_two(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "usage:" in capfd.readouterr().err


def test_help_and_version_are_given(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "placements", "--help"]) == 0
    assert main(["--version"]) == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("tegenwaarde ")


def test_tenders_past_the_last_thresholds_are_warned_of_once(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file.write_text(csv_text(obligation(tender_date="2030-01-01") for _ in range(3)))
    assert main(["calc", "obligations", str(file)]) == 0
    (warning,) = capfdbinary.readouterr().err.decode().splitlines()
    assert "2027-12-31" in warning
    assert "3 later tenders" in warning


def test_messages_are_dutch_unless_asked_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEGENWAARDE_LANGUAGE")
    assert words.default_language() == "nl"
    monkeypatch.setenv("TEGENWAARDE_LANGUAGE", "en")
    assert words.default_language() == "en"
    monkeypatch.setenv("TEGENWAARDE_LANGUAGE", "tlh")
    assert words.default_language() == "nl"


def test_without_a_catalogue_the_sentences_are_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    words.catalogue.cache_clear()
    assert words.catalogue("nl").gettext("The file is empty.") == "The file is empty."
    words.catalogue.cache_clear()


def test_calculating_needs_no_django(file: Path) -> None:
    file.write_text(csv_text([placement()]))
    program = (
        "import sys; from tegenwaarde.config.entry import main; main(['calc', 'placements', sys.argv[1]]); "
        "sys.exit(int('django' in sys.modules or 'polars' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, file], env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_early_ends_it_quietly(file: Path, unbuffered: str) -> None:
    file.write_text(csv_text(Sampler(1).placements(200)) * 100)
    with subprocess.Popen(
        [*COMMAND, "placements", file],
        env={**environment(), "PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


class Sip(io.RawIOBase):
    """An output that takes only a little at a time."""

    def __init__(self) -> None:
        self.taken = b""

    def write(self, text: Buffer) -> int:
        """Take at most a hundred bytes."""
        part = bytes(text)[:100]
        self.taken += part
        return len(part)


def test_an_output_without_a_buffer_gets_every_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(csv_text([placement()] * 300))
    sip = Sip()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=sip, flush=sip.flush))
    assert main(["calc", "placements", str(file)]) == 0
    assert len(read_csv(sip.taken)) == 300


def run_closed(arguments: list[str], closed: str, unbuffered: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run a calculation from a shell that closes one of its files first."""
    there = environment() | {"PYTHONUNBUFFERED": unbuffered}
    shell = ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND, *arguments]
    return subprocess.run(shell, env=there, capture_output=True, check=False)


def test_a_closed_output_is_said_in_one_line(file: Path) -> None:
    file.write_text(csv_text([placement()]))
    done = run_closed(["placements", str(file)], ">&-")
    assert (done.returncode, done.stderr) == (2, b"There is no standard output to write to.\n")


def test_a_closed_input_is_said_in_one_line() -> None:
    done = run_closed(["placements", "-"], "<&-")
    assert (done.returncode, done.stderr) == (2, b"-: There is no standard input to read.\n")
    assert done.stdout == b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("rows", [1, 3000])
def test_an_output_that_is_full_is_said_in_one_line(file: Path, rows: int, unbuffered: str) -> None:
    file.write_text(csv_text([placement()] * rows))
    done = run_closed(["placements", str(file)], ">/dev/full", unbuffered)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert b"cannot be written" in done.stderr


def test_a_closed_error_output_leaves_the_answer_as_it_is(file: Path) -> None:
    file.write_text("name,population\nVoorbeeldstad,3\nBuurstad,veel\n")
    done = run_closed(["costs", str(file)], "2>&-")
    assert (done.returncode, len(read_csv(done.stdout))) == (1, 2)


def test_an_empty_policy_is_an_unknown_one(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file.write_text(csv_text([placement()]))
    assert main(["calc", "placements", str(file), "--policy", ""]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert b'no policy ""' in err


def test_an_amount_may_have_any_number_of_digits(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file.write_text("name,population\nVoorbeeldstad,3\n")
    assert main(["calc", "costs", str(file), "--population", "9" * 5000]) == 0
    assert b"," + b"9" * 5000 + b".00," in capfdbinary.readouterr().out


def test_an_amount_that_is_none_is_said_plainly(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "costs", str(file), "--population", "veel"]) == 2
    err = capfd.readouterr().err
    assert "'veel' is not an amount" in err
    assert "_euros" not in err


def _send(writer: BinaryIO, content: bytes) -> None:
    with writer:
        writer.write(content)


def test_a_pipe_that_breaks_off_says_what_of_the_answer_holds(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    content = csv_text([placement(id="x" * 900)] * 30_000).encode() + b"\xff\n"
    reading, writing = os.pipe()
    with os.fdopen(reading) as given, os.fdopen(writing, "wb") as writer:
        sending = Thread(target=_send, args=(writer, content))
        sending.start()
        monkeypatch.setattr(sys, "stdin", given)
        assert main(["calc", "placements", "-"]) == 2
        given.buffer.read()
        sending.join()
    out, err = capfdbinary.readouterr()
    rows = len(read_csv(out))
    assert f"Line 30002 is not UTF-8: save the file as UTF-8. The answer breaks off after row {rows}:" in err.decode()
