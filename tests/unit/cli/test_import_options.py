"""The options of import and export, as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.formats.shape_tests import picture
from tlstudio.cli.main import main


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    picture(tmp_path / "a.png")
    content = {"images": [{"id": 1, "file_name": "a.png"}], "categories": [{"id": 1, "name": "cell"}]}
    (tmp_path / "instances.json").write_text(json.dumps(content | {"annotations": []}))
    rows = [{"image_id": 1, "category_id": 1, "bbox": [1, 2, 10, 10], "score": 0.5}]
    (tmp_path / "predictions.json").write_text(json.dumps(rows))
    return tmp_path / "predictions.json"


def said(capture: pytest.CaptureFixture[str], *words: object, code: int = 0) -> tuple[dict[str, Any], str]:
    ended = main([*map(str, words), "--json"])
    out = capture.readouterr()
    assert ended == code, out.err
    return json.loads(out.out), out.err


def test_options_reach_the_formats(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, predictions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capfd, "init", tmp_path / "shop", "--task", "detection")
    monkeypatch.chdir(tmp_path / "shop")
    suggested, _ = said(capfd, "import", "auto", predictions, "--as", "suggestions")
    assert (suggested["created"], suggested["per_label"]) == (1, {"cell": {"box": 1}})
    status, _ = said(capfd, "status")
    assert status["decided"] == 0
    taken, _ = said(capfd, "import", "coco", predictions, "--option", f"instances={tmp_path / 'instances.json'}")
    assert (taken["created"], taken["conflicts"]) == (1, 0)
    tried, _ = said(capfd, "export", "yolo", tmp_path / "out", "--dry-run", "--option", "kind=obb")
    assert (tried["dry_run"], tried["losses"]) == (True, ["Of the shapes, 1 boxes would become 1 rotated boxes."])
    assert not (tmp_path / "out").exists()
    said(capfd, "export", "voc", tmp_path / "one", "--option", "base=1")
    said(capfd, "export", "voc", tmp_path / "again")
    for name in ("one", "again"):
        assert "<xmin>2</xmin>" in next((tmp_path / name).rglob("*.xml")).read_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "auto", "x", "--as", "truth"), "--as 'truth' is not known"),
        (("import", "coc", "x"), "no label format 'coc'"),
        (("export", "coc", "x"), "no label format 'coc'"),
        (("import", "auto", "x", "--option", "base"), "names no value"),
        (("export", "voc", "x", "--option", "base=3", "--include", "all"), "is not '3'"),
    ],
)
def test_wrong_words_are_wrong_usage(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, predictions: Path, words: tuple[str, ...], sentence: str
) -> None:
    said(capfd, "init", tmp_path / "shop", "--task", "detection")
    said(capfd, "add", predictions.parent / "a.png", "-C", tmp_path / "shop")
    assert main([*words, "-C", str(tmp_path / "shop")]) == 2
    assert sentence in capfd.readouterr().err
