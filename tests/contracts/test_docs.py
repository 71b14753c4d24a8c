"""What the documents name is there: links, and in the plan of the house every module and what it is said to hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tlstudio"
PLAN = ROOT / "docs" / "architecture.md"
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = [path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"]
FOLDERS = {path.parent.name for path in PACKAGE.rglob("*.py")}


def code_in(document: Path) -> Iterator[str]:
    """What stands between back quotes, and in blocks of code."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```.*?^```", text, re.DOTALL | re.MULTILINE)
    yield from blocks
    for block in blocks:
        text = text.replace(block, "")
    yield from re.findall(r"`([^`\n]+)`", text)


def is_there(path: str) -> bool:
    """Whether a folder or module lies in the repository, the package or one of its rooms under this name."""
    rooms = [room for room in PACKAGE.iterdir() if room.is_dir()]
    tried = [start / path for start in (ROOT, PACKAGE, *rooms)]
    return any(one.exists() or one.with_name(f"{one.name}.py").is_file() for one in tried)


@cache
def names_in(module: Path) -> frozenset[str]:
    """Every class, function and variable that a module defines, also inside classes."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return frozenset(found)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inside if not (document.parent / link).exists()] == []


def test_every_folder_and_module_of_the_plan_exists() -> None:
    missing: list[str] = []
    for code in code_in(PLAN):
        for path in re.findall(r"(?<![\w./<>~*-])([a-z_]+(?:/[a-z_0-9]+)+)(?![\w*</-])", code):
            if path.split("/")[0] in FOLDERS and not is_there(path):
                missing.append(path)
    assert missing == []


def test_every_class_of_the_plan_is_in_its_module() -> None:
    missing: list[str] = []
    for code in code_in(PLAN):
        for stem, name in re.findall(r"(?<![\w.])([a-z_]+)\.([A-Z]\w+)", code):
            modules = [path for path in MODULES if path.stem == stem]
            if modules and not any(name in names_in(path) for path in modules):
                missing.append(f"{stem}.{name}")
    assert missing == []


def test_every_function_of_the_plan_is_in_the_program() -> None:
    defined = frozenset[str]().union(*(names_in(path) for path in MODULES))
    called = {name for code in code_in(PLAN) for name in re.findall(r"(?<![\w\"'])[a-z_]+\.([a-z_]+)\(", code)}
    assert sorted(called - defined) == []
