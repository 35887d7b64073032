"""Find the sentences of problems in the code: the rooms that make them know no gettext, the screens translate them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

MARKS = ("tegenwaarde.kernel.problem", "tegenwaarde.policy.table")
OPENINGS = "“{"  # a sentence may begin with what was given


def sentences_of(file: Path) -> Iterator[str]:
    """Yield the English sentences in a module that makes problems: whole constants, no docstrings."""
    text = file.read_text(encoding="utf-8")
    if not any(mark in text for mark in MARKS):
        return
    tree = ast.parse(text)
    passed_over = {id(part) for node in ast.walk(tree) for part in _not_sentences(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in passed_over and _is_sentence(node.value):
            yield str(node.value)


def _not_sentences(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the constants of a node that no screen shows: docstrings and parts of formatted strings."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
        first = node.body[0]
        if isinstance(first, ast.Expr):
            yield first.value
    if isinstance(node, ast.JoinedStr):
        yield from node.values


def _is_sentence(value: object) -> bool:
    if not isinstance(value, str) or " " not in value:
        return False
    return (value[0].isupper() or value[0] in OPENINGS) and value.rstrip()[-1:] in {".", "?"}
