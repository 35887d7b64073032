"""Rules about code that an import contract cannot see. Each is tried on a sinner first."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.house.tree import PACKAGE, PURE_ROOMS, attributes, dotted, modules, parse, room

MAY_WRITE_BESIDE_THE_FENCE = {
    "adapters.sight_log": "writes who looked, reads nothing",
    "config.demo_mail": "writes the demo's letters, reads nothing",
}
MAY_GO_ROUND_THE_FENCE = {
    "usecases.agreements": "locks and claims a proposal that came through the fence",
    "usecases.amendments": "locks and claims a contract that came through the fence",
    "usecases.buyers": "locks a buyer that came through the fence; looks whether a name or number is taken",
    "usecases.certificates": "a certificate is its supplier's: it counts for every contract, also unseen ones",
    "usecases.contracts": "claims a draft that came through the fence; takes up organisations by their number",
    "usecases.corrections": "locks an approved report that came through the fence",
    "usecases.demo": "the demo region is laid before anybody is there",
    "usecases.dossier": "claims rows of a dossier that came through the fence; counts what it holds",
    "usecases.evidence": "locks a report that came through the fence; erases files on their day, whoever is there",
    "usecases.erasing": "erases what the day has come for, whoever asks; shows nothing of it",
    "usecases.labels": "takes a supplier up by its number",
    "usecases.ledger": "adds up contracts that came through the fence",
    "usecases.double_counting": "compares a report that came through the fence with those about the same person",
    "usecases.opendata": "tells everybody what is open, whoever asks: aggregates only",
    "usecases.notices": "matches a notice with what is known of it; writes the batch and drafts that came through",
    "usecases.reading.party_questions": "names the organisations that a draft which came through the fence asks about",
    "usecases.persons": "looks a supplier's own person up by its reference; renews every hash",
    "usecases.post": "reads the name of the supplier that is written to",
    "usecases.reading.evidence": "shows the evidence of reports that came through the fence",
    "usecases.reading.clashes": "names who coordinates the contract that a report clashes with",
    "usecases.reading.labels": "names the buyers that recognise a label",
    "usecases.reading.quarter": "adds up contracts of a buyer that came through the fence",
    "usecases.reading.reports": "shows the receipt of a report that came through the fence",
    "usecases.reading.contacts": "names who coordinates the buyers of a contract that came through the fence",
    "usecases.reading.search_queries": "looks for buyers by name, to find contracts and tenders of the fence",
    "usecases.reading.standing": "adds up contracts that came through the fence",
    "usecases.reports": "locks and claims a report that came through the fence",
    "usecases.review": "lets a correction that came through the fence take the place of what it corrects",
    "usecases.sheets": "compares a supplier's own sheet with its own contracts, persons and reports; claims its upload",
    "usecases.tenders": "claims a tender that came through the fence; adds up the contracts that came of it",
    "usecases.calendar_sheets": "claims the own upload; compares its rows with tenders that came through the fence",
}
MAKING = frozenset({"create", "bulk_create", "get_or_create"})
CLOCKS = frozenset({"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "timezone.now"})
CONVERSIONS = frozenset({"timezone.localdate", "timezone.localtime"})  # the clock, unless a moment is handed over
ROOMS_WITHOUT_FLOATS = frozenset({*PURE_ROOMS, "records", "access", "usecases"})
FLOATING = frozenset({"float", "float16", "float32", "float64", "Float32", "Float64", "FloatField", "DecimalField"})


def uses_objects(tree: ast.Module) -> list[int]:
    return [node.lineno for node in attributes(tree) if node.attr == "objects" and dotted(node.value) != "User"]


def fenced_models() -> set[str]:
    """Return the models whose rows the fence hands out: what its `…_visible_to` functions return."""
    functions = [node for node in ast.walk(modules()["access.fence"]) if isinstance(node, ast.FunctionDef)]
    fences = [function.returns for function in functions if function.name.endswith("_visible_to") and function.returns]
    named = querysets()
    return {dotted(one.slice) if isinstance(one, ast.Subscript) else named[dotted(one)] for one in fences}


def querysets() -> dict[str, str]:
    """Return whose rows each queryset of the records is about, by its name."""
    classes = [
        node
        for name, tree in modules().items()
        if name.startswith("records.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("QuerySet")
    ]
    return {
        node.name: str(base.slice.value)
        for node in classes
        for base in node.bases
        if isinstance(base, ast.Subscript) and isinstance(base.slice, ast.Constant)
    }


def uses_unfenced(tree: ast.Module) -> list[int]:
    return [node.lineno for node in attributes(tree) if node.attr == "unfenced"]


def goes_round_the_fence(tree: ast.Module) -> list[int]:
    making = {id(node.value) for node in attributes(tree) if node.attr in MAKING}
    unfenced = [node for node in attributes(tree) if node.attr == "unfenced" and id(node) not in making]
    return [node.lineno for node in unfenced if dotted(node.value) in fenced_models()]


def reads_the_clock(tree: ast.Module) -> list[int]:
    named = [node.lineno for node in attributes(tree) if end_of(node) in CLOCKS]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and not node.args and not node.keywords]
    return named + [call.lineno for call in calls if end_of(call.func) in CONVERSIONS]


def end_of(node: ast.expr) -> str:
    return ".".join(dotted(node).split(".")[-2:])


def floats(tree: ast.Module) -> list[int]:
    nodes = list(ast.walk(tree))
    literals = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    made = [n for n in nodes if isinstance(n, ast.Call) and dotted(n.func).split(".")[-1] in FLOATING]
    said = [n.annotation for n in nodes if isinstance(n, ast.arg | ast.AnnAssign) and n.annotation]
    given = [n.returns for n in nodes if isinstance(n, ast.FunctionDef) and n.returns]
    return [n.lineno for n in [*literals, *made, *(t for t in said + given if dotted(t).split(".")[-1] in FLOATING)]]


SINNERS = {
    uses_objects: "Contract.objects.all()",
    uses_unfenced: "Contract.unfenced.create()",
    goes_round_the_fence: "Contract.unfenced.create()\nContract.unfenced.get(pk=1)",
    reads_the_clock: "from django.utils import timezone\ntimezone.now()",
    floats: "cents = int(12.5)",
}


@pytest.mark.parametrize("rule", SINNERS, ids=lambda rule: rule.__name__)
def test_each_rule_sees_a_sinner(rule: object) -> None:
    assert callable(rule)
    assert rule(parse(SINNERS[rule]))


def sinners(rule: object, *, outside: frozenset[str] = frozenset(), rooms: frozenset[str] | None = None) -> list[str]:
    assert callable(rule)
    return [
        f"{name}:{line}"
        for name, tree in modules().items()
        if not any(name == out or name.startswith(f"{out}.") for out in outside)
        and (rooms is None or room(name) in rooms)
        for line in rule(tree)
    ]


def test_no_model_has_objects_but_the_user_whom_the_login_asks_for() -> None:
    assert sinners(uses_objects) == []


def test_no_face_or_adapter_goes_round_the_fence() -> None:
    inside = frozenset({"records", "access", "usecases"})
    assert sinners(uses_unfenced, outside=inside | MAY_WRITE_BESIDE_THE_FENCE.keys()) == []


def test_rows_that_the_fence_hands_out_come_through_it() -> None:
    assert {"Contract", "Report", "Receipt"} <= fenced_models()
    beside = MAY_GO_ROUND_THE_FENCE.keys() | MAY_WRITE_BESIDE_THE_FENCE.keys()
    assert sinners(goes_round_the_fence, outside=frozenset({"records", "access", *beside})) == []


def test_the_list_of_who_may_go_round_the_fence_names_modules_that_exist() -> None:
    listed = {**MAY_GO_ROUND_THE_FENCE, **MAY_WRITE_BESIDE_THE_FENCE}
    assert [name for name in listed if name not in modules()] == []


def test_only_config_reads_the_clock() -> None:
    assert sinners(reads_the_clock, outside=frozenset({"config"})) == []


def test_money_never_floats() -> None:
    assert sinners(floats, rooms=ROOMS_WITHOUT_FLOATS) == []


def test_every_module_says_what_it_is() -> None:
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_a_module_fits_on_a_few_screens() -> None:
    long = [
        f for f in PACKAGE.rglob("*.py") if "migrations" not in f.parts and len(f.read_text("utf-8").splitlines()) > 300
    ]
    assert [str(f.relative_to(PACKAGE)) for f in long] == []


def test_nineteen_of_twenty_functions_fit_in_thirty_five_lines() -> None:
    sizes = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )
    assert sizes[int(len(sizes) * 0.95)] <= 35


def loaded_after(statement: str) -> set[str]:
    """Return the top-level modules that a fresh Python has loaded after a statement."""
    code = f"import sys\ntry:\n    {statement}\nexcept SystemExit:\n    pass\nsys.stderr.write(' '.join(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in answer.stderr.split()}


def test_the_pure_rooms_start_without_django() -> None:
    names = [f"tegenwaarde.{name}" for name in modules() if room(name) in PURE_ROOMS]
    loaded = loaded_after(f"import {', '.join(names)}")
    assert "numpy" in loaded
    assert "django" not in loaded


@pytest.mark.parametrize("command", ["calc", "policy"])
def test_calculating_starts_without_django(command: str) -> None:
    loaded = loaded_after(f"from tegenwaarde.config.entry import main; main(['{command}', '--help'])")
    assert "tegenwaarde" in loaded
    assert "django" not in loaded
