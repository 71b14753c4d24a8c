"""`tlstudio demo --headless`: from nothing to a report and pictures of the real window."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest

from tlstudio.cli import demo_loop
from tlstudio.cli.main import main


@pytest.mark.slow
def test_the_demo_runs_the_loop_and_shows_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_loop, "ROUNDS", 3)
    monkeypatch.setattr(demo_loop, "TRAINING_MINUTES", 0.1)
    code = main(["demo", "--headless", "--json", "--out", str(tmp_path / "demo")])
    said = capfd.readouterr()
    assert code == 0, said.err
    told = json.loads(said.out)
    assert [row["labels"] for row in told["rounds"]] == [10, 20, 30]
    assert told["metrics"]["images"] == 30
    assert 0.2 < told["metrics"]["accuracy"] <= 1
    files = [Path(name) for name in told["files"]]
    report = (tmp_path / "demo" / "report.html").read_text(encoding="utf-8")
    assert "missing hole" in report
    pictures = [path for path in files if path.suffix == ".png"]
    assert {path.name for path in pictures} == {
        f"{room}-{scheme}.png" for room in ("data", "label", "review", "train") for scheme in ("light", "dark")
    }
    light, dark = (cv2.imread(str(path)) for path in sorted(pictures, reverse=True)[:2])
    assert light is not None
    assert dark is not None
    assert light.shape == (800, 1280, 3)
    assert light.mean() > dark.mean() + 60
    again = demo_loop.free_folder(tmp_path / "demo")
    assert again.name == "demo-2", "a second demo overwrites nothing"
