"""Imports go one way between the rooms of the package: what stands lower never calls what stands above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).resolve().parents[2] / "extract" / "klantprofielen"
_MODULES = {
    ".".join(path.relative_to(_PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in _PACKAGE.rglob("*.py")
    if path != _PACKAGE / "__init__.py"
}
# From the ground floor up; rooms of one floor may use one another as long as that makes no circle.
_FLOORS = (
    {"storage", "errors", "records", "geometry", "home", "project", "sql_text", "suggest", "templates", "version"},
    {"read"},
    {"fetch", "landing", "release", "query", "provenance", "docs_site", "site", "serve", "client", "spark"},
    {"cli"},
)
_FLOOR_OF = {room: floor for floor, rooms in enumerate(_FLOORS) for room in rooms}


def _room(module: str) -> str:
    """The top package or module: `release` of `release.files.write`."""
    return module.partition(".")[0]


def _package(module: str) -> str:
    """The package that a module stands in, or is: `release.files` of `release.files.write`."""
    return module if _MODULES[module].name == "__init__.py" else module.rpartition(".")[0] or module


def _imports(module: str) -> Iterator[str]:
    """The modules of the project that a module imports, also inside functions and for types alone."""
    for node in ast.walk(ast.parse(_MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [str(node.module)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        inside = [name.removeprefix("klantprofielen.") for name in names if name.startswith("klantprofielen.")]
        yield from (name for name in inside if name in _MODULES and name != module)


def _circle(edges: dict[str, set[str]]) -> list[str] | None:
    sorter = TopologicalSorter(edges)
    try:
        sorter.prepare()
    except ValueError as error:
        return list(error.args[1])
    return None


def test_the_modules_are_found() -> None:
    assert {"cli.app", "release.build", "read.worker", "storage"} <= set(_MODULES)
    assert "release.build" in set(_imports("release.build_and_publish"))


@pytest.mark.parametrize("module", sorted(_MODULES))
def test_no_module_imports_from_a_floor_above(module: str) -> None:
    assert _room(module) in _FLOOR_OF, f"{_room(module)} stands on no floor: say on which"
    for imported in _imports(module):
        assert _FLOOR_OF[_room(imported)] <= _FLOOR_OF[_room(module)], f"{module} imports {imported}"


def test_no_packages_import_each_other_in_a_circle() -> None:
    """A module that imports nothing of the project (a record, an enum) leads nowhere, so it closes no circle."""
    edges: dict[str, set[str]] = {}
    leads_on = {module for module in _MODULES if any(_imports(module))}
    for module in _MODULES:
        used = {_package(imported) for imported in _imports(module) if imported in leads_on}
        edges.setdefault(_package(module), set()).update(used - {_package(module)})
    assert _circle(edges) is None


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert _circle({module: set(_imports(module)) - {_package(module)} for module in _MODULES}) is None


def test_a_circle_would_be_noticed() -> None:
    names = ["release.files", "release", "release.files"]
    found = _circle({"release.files": {"release"}, "release": {"release.files"}, "home": set()})
    assert found is not None
    assert set(pairwise(found)) & set(pairwise(names))
