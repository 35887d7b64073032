"""Lay the style sheets and letters that come from npm under build/assets/, where Django finds them.

`nlds/button.css`, `nlds/heading.css`, … come from the candidate packages of NL Design System, `nlds/utrecht.css` from
the component library, `nlds/tokens.css` from the theme; `fonts/<letter>/wght.css` with its files from Fontsource.
References to source maps go, since the maps stay behind.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "build" / "assets"
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/\s*$")
FONTS = "@fontsource-variable/"
SPECIAL = {
    "@utrecht/component-library-css": ("index.css", "utrecht.css"),
    "@nl-design-system-unstable/voorbeeld-design-tokens": ("theme.css", "tokens.css"),
}


def copy_sheet(package: str) -> None:
    """Copy the package's style sheet to nlds/, under the name of its component."""
    plain = package.split("/")[1].removesuffix("-css")
    there, here = SPECIAL.get(package, (f"{plain}.css", f"{plain}.css"))
    text = (MODULES / package / "dist" / there).read_text(encoding="utf-8")
    (TARGET / "nlds").mkdir(parents=True, exist_ok=True)
    (TARGET / "nlds" / here).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")


def copy_letter(package: str) -> None:
    """Copy a variable letter, upright, to fonts/: its style sheet and the files that this names."""
    source, target = MODULES / package, TARGET / "fonts" / package.removeprefix(FONTS)
    (target / "files").mkdir(parents=True, exist_ok=True)
    shutil.copy(source / "wght.css", target)
    for file in (source / "files").glob("*-wght-normal.woff2"):
        shutil.copy(file, target / "files")


def main() -> int:
    """Copy what package.json names; exit status 1 where something is missing."""
    shutil.rmtree(TARGET, ignore_errors=True)
    packages = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    try:
        for package in packages:
            (copy_letter if package.startswith(FONTS) else copy_sheet)(package)
    except FileNotFoundError as missing:
        print(f"assets: {missing.filename} is missing; run `npm ci --ignore-scripts`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
