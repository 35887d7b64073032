"""The package as text: its modules, read once, for the rules that hold everywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tegenwaarde"
PURE_ROOMS = ("kernel", "policy", "engine")


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the package by its name within it (`usecases.submit_report`), without migrations."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        inner = file.relative_to(PACKAGE)
        if "migrations" not in inner.parts:
            found[".".join(inner.with_suffix("").parts).removesuffix(".__init__")] = parse(
                file.read_text(encoding="utf-8")
            )
    return found


def parse(text: str) -> ast.Module:
    """Return the tree of a module."""
    return ast.parse(text)


def room(module: str) -> str:
    """Return the room that a module lives in."""
    return module.split(".", maxsplit=1)[0]


def attributes(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Yield every `value.attr` in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for nested attributes of a name, otherwise what stands at the end."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "…"
