"""The command line's journey on a real set: from photographs without labels to an exported, measured data set."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tlstudio.cli.main import main

TRAIN, TEST, GIVEN = 14, 6, 6


@pytest.fixture
def waste(shared: Path, tmp_path: Path) -> tuple[list[tuple[Path, str]], dict[str, str]]:
    """Some photographs of each of four kinds of waste with their labels, and the side each is on (as the set's README says)."""
    folder = shared / "datasets" / "waste"
    with (folder / "split.csv").open(encoding="utf-8", newline="") as stream:
        sides = {row["path"]: row["split"] for row in csv.DictReader(stream)}
    chosen: list[tuple[Path, str]] = []
    for label in ("cardboard", "glass", "metal", "paper"):
        for side, count in (("train", TRAIN), ("test", TEST)):
            paths = sorted(path for path in sides if path.startswith(f"{label}/") and sides[path] == side)
            chosen += [(folder / path, label) for path in paths[:count]]
    return chosen, {path.name: sides[path.relative_to(folder).as_posix()] for path, _ in chosen}


@pytest.mark.shared
@pytest.mark.slow
def test_the_journey_on_real_photographs(
    waste: tuple[list[tuple[Path, str]], dict[str, str]],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pictures, sides = waste

    def call(*arguments: object) -> dict[str, Any]:
        code = main([*map(str, arguments), "--json"])
        said = capfd.readouterr()
        assert code == 0, said.err
        return json.loads(said.out)

    monkeypatch.chdir(tmp_path)
    given: dict[str, list[Path]] = {}
    for path, label in pictures:
        if sides[path.name] == "test" or len(given.get(label, [])) < GIVEN:
            given.setdefault(label, []).append(path)
    table = tmp_path / "first.csv"
    table.write_text("path,label\n" + "".join(f"{p},{k}\n" for k, ps in given.items() for p in ps), encoding="utf-8")
    sides_table = tmp_path / "sides.csv"
    sides_table.write_text("path,split\n" + "".join(f"{p},{sides[p.name]}\n" for p, _ in pictures), encoding="utf-8")

    assert call("init", "shop", "--task", "classification")["labels"] == []
    monkeypatch.chdir(tmp_path / "shop")
    assert call("add", *(path for path, _ in pictures))["added"] == len(pictures)
    imported = call("import", "csv", "../first.csv")
    assert imported["created"] == sum(len(paths) for paths in given.values())
    split = call("split", "--from", "../sides.csv")
    assert (split["train"], split["test"]) == (4 * TRAIN, 4 * TEST)

    suggested = call("suggest", "--out", "../suggested.csv")
    undecided = len(pictures) - imported["created"]
    assert suggested["model"] == "instant"
    assert suggested["images"] == undecided
    assert 0.25 < suggested["mean_score"] <= 1
    truth = {path.name: label for path, label in pictures}
    with (tmp_path / "suggested.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    right = sum(truth[Path(row["path"]).name] == row["label"] for row in rows) / len(rows)
    assert right > 0.45, "four labels: chance is 0.25"

    queue = call("queue", "--count", 12)["images"]
    assert len(queue) == 12
    assert all(item["reason"] for item in queue)
    surest = sorted((float(row["score"]) for row in rows), reverse=True)
    above = surest[4]
    accepted = call("accept", "--above", f"{above - 1e-4:.4f}")["accepted"]
    assert accepted >= 5
    assert call("status")["states"]["accepted"] == accepted

    trained = call("train", "--max-minutes", 0.2, "--epochs", 3)
    assert trained["run"] == "1"
    assert 0 <= trained["best"]["value"] <= 1
    assert trained["why"]
    assert call("runs", "list")["runs"][0]["state"] == "done"

    measured = call("evaluate", "--model", "instant", "--report", "report")
    assert measured["images"] == 4 * TEST
    low, high = measured["intervals"]["accuracy"]
    assert low <= measured["metrics"]["accuracy"] <= high
    assert measured["metrics"]["accuracy"] > 0.4
    assert (tmp_path / "shop" / "report" / "report.html").read_text(encoding="utf-8").count("cardboard") > 1

    exported = call("export", "imagefolder", "../out", "--with-images")
    assert exported["images"] == imported["created"] + accepted
    found = {path.name for path in (tmp_path / "out").rglob("*.jpg")}
    assert len(found) == exported["images"]
