"""`doctor --repair` on a project that is whole, damaged, in use, and beyond help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tlstudio.cli.main import main
from tlstudio.cli.verbs import doctor
from tlstudio.project.project import Project
from tlstudio.store import backup


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine and the window are looked at elsewhere, and take seconds to start."""
    monkeypatch.setattr(doctor, "_engine", lambda session: [])
    monkeypatch.setattr(doctor, "_window", lambda: doctor.Check("window", True, "not looked at"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    with Project.create(root, labels=["crack"]):
        pass
    backup.make_backup(root / "project.db", root / "backups")
    return root


def ask(capfd: pytest.CaptureFixture[str], root: Path, *options: str) -> tuple[int, dict[str, Any]]:
    capfd.readouterr()
    code = main(["-C", str(root), "doctor", *options, "--json"])
    checks = json.loads(capfd.readouterr().out)["checks"]
    return code, next(check for check in checks if check["name"] == "project")


def damage(root: Path) -> bytes:
    path = root / "project.db"
    path.write_bytes(path.read_bytes()[:5000])
    return path.read_bytes()


def test_a_damaged_project_is_named_and_brought_back_from_its_backup(capfd, shop: Path) -> None:
    broken = damage(shop)
    code, check = ask(capfd, shop)
    assert (code, check["ok"]) == (1, False)
    assert "doctor --repair" in check["hint"]
    assert (shop / "project.db").read_bytes() == broken
    code, check = ask(capfd, shop, "--repair")
    assert (code, check["ok"]) == (0, True)
    assert "was brought back" in check["detail"]
    assert any(path.read_bytes() == broken for path in shop.rglob("*") if path.is_file())
    with Project.open(shop) as project:
        assert [label.name for label in project.read.labels()] == ["crack"]


def test_a_whole_project_is_left_as_it_is(capfd, shop: Path) -> None:
    before = (shop / "project.db").read_bytes()
    code, check = ask(capfd, shop, "--repair")
    assert (code, check["ok"]) == (0, True)
    assert "is whole" in check["detail"]
    assert (shop / "project.db").read_bytes() == before


def test_nothing_is_repaired_beyond_help(capfd, shop: Path) -> None:
    for path in (shop / "backups").iterdir():
        path.unlink()
    (shop / "project.db").write_bytes(b"no database at all" * 400)
    before = (shop / "project.db").read_bytes()
    code, check = ask(capfd, shop, "--repair")
    assert (code, check["ok"]) == (1, False)
    assert (shop / "project.db").read_bytes() == before
