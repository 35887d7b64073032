"""What the repository may hold, beside code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from urllib.parse import urlsplit

import pytest

from tests.house.tree import ROOT

REGISTRIES = (
    "files.python" + "hosted.org",
    "pypi" + ".org/simple",
    "registry" + ".npmjs.org",
    "registry" + ".yarnpkg.com",
)
MACHINE_PATHS = re.compile(r"(?<![\w.$}/-])/(?:root|work|Users/\w+|home/\w+)/\w")


def tracked() -> list[str]:
    """Return the paths of the files under version control."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        pytest.skip("this is no checkout")
    return [path for path in answer.stdout.split("\0") if path and (ROOT / path).is_file()]


def text_of(path: str) -> str:
    content = (ROOT / path).read_bytes()
    return "" if b"\0" in content[:4096] else content.decode("utf-8", errors="replace")


def configured_registries() -> list[str]:
    """Return the hosts of the package indexes that this very machine uses."""
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    hosts = {urlsplit(word.strip("'\"")).hostname for word in re.split(r"[\s=]+", answer.stdout) if "://" in word}
    return [host for host in hosts if host]


def test_no_file_names_a_package_index() -> None:
    unwanted = [*REGISTRIES, *configured_registries()]
    assert [path for path in tracked() for host in unwanted if host in text_of(path)] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert MACHINE_PATHS.search("cd /" + "work/main")
    assert [path for path in tracked() if MACHINE_PATHS.search(text_of(path))] == []


def test_the_readme_can_be_read_in_one_go() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_every_link_in_the_documents_leads_somewhere() -> None:
    dead = [
        f"{path}: {target}"
        for path in tracked()
        if path.endswith(".md")
        for target in re.findall(r"\]\(([^)#\s]+)", text_of(path))
        if "://" not in target and not target.startswith("mailto:") and not ((ROOT / path).parent / target).exists()
    ]
    assert dead == []


def test_compiled_messages_are_made_and_not_kept() -> None:
    assert [path for path in tracked() if path.endswith(".mo")] == []


def test_every_requirement_is_pinned_with_its_hash() -> None:
    for file in ("run.txt", "dev.txt", "uv.txt", "node.txt"):
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        pins = re.split(r"\n(?=\S)", text.strip())
        assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_styles_lock_names_every_style_with_its_hash() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name in wanted if locked[f"node_modules/{name}"]["version"] != wanted[name]] == []
    assert [name for name, entry in locked.items() if name and "integrity" not in entry] == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    from tegenwaarde import __version__

    assert project["version"] == __version__
    assert f'softwareVersion: "{__version__}"' in (ROOT / "publiccode.yml").read_text(encoding="utf-8")
