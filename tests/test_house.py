"""What holds of every module of the program, read from its files."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(SRC.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """All that a module does when it runs, at first or later: nothing of what only type checkers read."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from statements(node)


def imported(name: str) -> set[str]:
    """The modules that a module imports, those within functions too."""
    found = set()
    for node in statements(TREES[name]):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by dots"
            whole = {f"{node.module}.{one.name}" for one in node.names}
            found |= {one if one in MODULES else f"{node.module}" for one in whole}
    return found & set(MODULES) - {name}


def test_no_module_imports_itself_by_way_of_others():
    try:
        TopologicalSorter({name: imported(name) for name in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' <- '.join(error.args[1])}")


def test_no_module_is_longer_than_a_person_reads_at_once():
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > 300} == {}


def test_a_module_says_first_what_it_is_in_one_sentence():
    said = {name: (ast.get_docstring(tree) or "").partition("\n\n")[0] for name, tree in TREES.items()}
    assert [name for name, words in said.items() if not words or re.search(r"[.!?]\s+[A-Z]|\n", words)] == []


def test_no_name_stands_for_two_modules_unless_a_chart_is_named_as_its_metrics_are():
    names = Counter(name.rpartition(".")[2] for name in MODULES)
    charts = {f"{package}.{name}" for name in names for package in ("charts", "metrics")}
    twice = {name: [one for one in MODULES if one.rpartition(".")[2] == name] for name in names if names[name] > 1}
    others = {name: found for name, found in twice.items() if {one.split(".", 1)[1] for one in found} - charts}
    assert others == {}
