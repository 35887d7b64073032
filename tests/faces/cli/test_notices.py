"""`tegenwaarde notices import`: one clear line for each file, and nothing twice."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tegenwaarde.config.wiring import ports
from tegenwaarde.faces.cli.main import main
from tegenwaarde.records.models import Buyer, Contract, NoticeBatch, Supplier
from tests.usecases.notices.making import a_notice, a_zip, give_numbers

TODAY = date(2017, 10, 2)


@pytest.fixture
def folder(tmp_path: Path, voorbeeldstad: Buyer, de_brug: Supplier) -> Path:
    """A folder with a good notice, a ZIP and a broken file."""
    assert voorbeeldstad.pk
    assert de_brug.pk
    give_numbers()
    (tmp_path / "goed.xml").write_bytes(a_notice("one"))
    (tmp_path / "onder").mkdir()
    (tmp_path / "onder" / "meer.zip").write_bytes(a_zip({"twee.xml": a_notice("two")}))
    return tmp_path


def run(*words: str) -> int:
    return main(["notices", "import", *words], today=lambda: TODAY, ports=ports)


@pytest.mark.django_db
def test_a_folder_is_read_with_a_line_for_each_file_and_a_second_time_adds_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(folder)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["goed.xml", "onder/meer.zip › twee.xml"]
    assert all("Contracten gemaakt (1 contract)." in line for line in lines)
    assert run(str(folder)) == 0
    assert capsys.readouterr().out.count("Al bekend") == 2
    assert (Contract.unfenced.count(), NoticeBatch.unfenced.count()) == (2, 1)
    assert NoticeBatch.unfenced.get().uploaded_by is None


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_makes_the_status_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "kapot.xml").write_bytes(b"<a")
    assert run(str(folder)) == 1
    assert "kapot.xml: Niet gelezen." in capsys.readouterr().out


@pytest.mark.django_db
def test_a_path_or_subregion_that_is_not_there_is_told_with_status_two(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(folder / "nergens")) == 2
    assert run(str(folder), "--subregion", "Nergens") == 2
    said = capsys.readouterr().err
    assert "Er is geen bestand of map" in said
    assert "Subregio A" in said
    assert not Contract.unfenced.exists()


@pytest.mark.django_db
def test_what_nobody_of_the_region_buys_is_entered_where_it_is_told_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Buyer.unfenced.update(name="Elders", kvk="")
    assert run(str(folder / "goed.xml")) == 1
    assert "Niemand uit de regio" in capsys.readouterr().out
    assert run(str(folder / "goed.xml"), "--subregion", "subregio a") == 0


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.django_db
def test_watching_reads_a_file_once_it_stands_still_and_stops_when_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, stop: signal.Signals
) -> None:
    from tegenwaarde.faces.cli import notices

    looks: list[int] = []
    states = notices._states

    def looking(path: Path) -> Any:
        looks.append(1)
        if len(looks) == 1:
            (folder / "half.xml").write_bytes(b"<a")
        if len(looks) == 2:
            (folder / "half.xml").write_bytes(a_notice("three"))
        if len(looks) == 4:
            Timer(0, os.kill, (os.getpid(), stop)).start()
        return states(path)

    monkeypatch.setattr(notices, "_states", looking)
    assert run(str(folder), "--watch", "1") == 0
    out = capsys.readouterr().out
    assert (out.count("half.xml:"), out.count("Contracten gemaakt")) == (1, 3)
    assert Contract.unfenced.count() == 3
