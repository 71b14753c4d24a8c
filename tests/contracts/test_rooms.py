"""The rooms keep to their floors: each import contract barks at a planted violation, each room stays light when imported."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "torchvision", "sklearn", "scipy", "matplotlib", "onnxruntime", "openvino", "PySide6", "pyqtgraph")
# Contract -> (file, line planted at its end, how the report names the broken import).
PLANTED = {
    "A room imports only downwards": ("core/words.py", "import tlstudio.jobs.diary", "tlstudio.core"),
    "learn knows only query, jobs, imaging and core": (
        "learn/runtime.py",
        "import tlstudio.store.codes",
        "tlstudio.learn",
    ),
    "Nobody imports learn: it is started as a process": (
        "reports/charts.py",
        "import tlstudio.learn.calibration",
        "tlstudio.reports",
    ),
    "torch, torchvision, sklearn and onnxruntime only in learn": ("jobs/spec.py", "import torch", "tlstudio.jobs.spec"),
    "Qt only in gui": ("formats/files.py", "import PySide6.QtCore", "tlstudio.formats.files"),
    "SQL only in store": ("project/paths.py", "import sqlalchemy", "tlstudio.project.paths"),
    "A format never imports another format": (
        "formats/csv_table.py",
        "import tlstudio.formats.imagefolder",
        "tlstudio.formats.csv_table",
    ),
}
LOOK = """
import importlib, json, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for info in pkgutil.walk_packages(package.__path__, sys.argv[1] + "."):
    if info.name not in sys.argv[2:]:
        importlib.import_module(info.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def _lint(folder: Path) -> str:
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.fail("import-linter is not installed: pip install -e '.[dev]'")
    done = subprocess.run(
        [str(linter), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PATH": "", "PYTHONPATH": str(folder)},
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def planted_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says about a copy of the package with one violation per contract."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "tlstudio", copy / "tlstudio", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", copy / "pyproject.toml")
    for name, line, _ in PLANTED.values():
        path = copy / "tlstudio" / name
        path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    return _lint(copy)


def test_every_contract_has_a_planted_violation() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert {contract["name"] for contract in contracts} == set(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_breaks_its_contract(planted_report: str, contract: str) -> None:
    assert f"{contract} BROKEN" in planted_report
    assert PLANTED[contract][2] in planted_report.partition("Broken contracts")[2]


@pytest.mark.parametrize("room", ["core", "imaging", "jobs", "formats", "query", "store", "project", "reports", "cli"])
def test_importing_a_room_brings_nothing_heavy(room: str) -> None:
    loaded = _loaded(f"tlstudio.{room}")
    assert not loaded & set(HEAVY)
    if room not in {"store", "project", "reports", "cli"}:
        assert "sqlalchemy" not in loaded


def test_the_cards_of_learn_come_without_torch() -> None:
    for package in ("tlstudio.learn.backbones", "tlstudio.learn.classification.networks", "tlstudio.query"):
        assert not _loaded(package) & set(HEAVY)


def test_the_command_line_starts_without_the_store() -> None:
    code = "import sys, tlstudio.cli.main as m; m.build_app(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "cv2", "sqlalchemy", *HEAVY} & set(done.stdout.split())


def _loaded(package: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", LOOK, package], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))
