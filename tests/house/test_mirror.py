"""Tests mirror the tree: who changes a module finds its stories without searching."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = {
    "approval/core": "core",
    "approval/store": "store",
    "approval/letters": "letters",
    "approval/procedure": "procedure",
    "workflows": "workflows",
    "forms": "forms",
}
"""Each room, and the folder of its tests."""

CATALOGUE = {"workflows": "test_catalogue.py"}
"""What the code of a package itself is called, where the design has a name for it."""


def modules(room: str) -> list[Path]:
    """List the modules of a room that hold anything to test: at least one function."""
    return [path for path in sorted((ROOT / room).glob("*.py")) if has_code(path.read_text(encoding="utf-8"))]


def has_code(source: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(source)))


def mirrors(room: str, module: str) -> list[Path]:
    """Name where the stories of a module may stand: at its own mirror, or at that of its family's head.

    ``pack_build.py`` is a part of ``pack.py`` that grew too long; ``test_pack.py`` tells of both.
    """
    folder = ROOT / "tests" / ROOMS[room]
    if module == "__init__":
        return [folder / CATALOGUE.get(room, f"test_{Path(room).name}.py")]
    heads = [module.rsplit("_", n)[0] for n in range(module.count("_") + 1)]
    return [
        folder / f"test_{head}.py"
        for head in heads
        if head == module or (ROOT / room / f"{head}.py").exists()
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_has_its_stories_at_the_same_place(room: str):
    missing = [
        f"{module.relative_to(ROOT)} has no {mirrors(room, module.stem)[0].relative_to(ROOT)}"
        for module in modules(room)
        if not any(path.exists() for path in mirrors(room, module.stem))
    ]
    assert not missing, "Write the missing test file, its first story first:\n" + "\n".join(missing)


def test_every_file_of_tests_is_one_that_pytest_collects_or_a_module_beside_one():
    doubled = [path for path in (ROOT / "tests").rglob("*_test.py") if "__pycache__" not in path.parts]
    assert not doubled, f"Name test files test_<module>.py, so that they are collected: {doubled}"


def test_the_mirror_sees_what_it_should():
    assert has_code("def due_on(): ...")
    assert not has_code('"""Words only."""\nfrom dataclasses import dataclass\nDAYS = 3\n')
    assert "clock.py" in [module.name for module in modules("approval/core")]
    assert [path.name for path in mirrors("workflows", "pack_build")] == [
        "test_pack_build.py",
        "test_pack.py",
    ]
    assert [path.name for path in mirrors("approval/core", "holiday_notice")] == ["test_holiday_notice.py"]
