"""The worker itself, over real pipes; handcrafted features, so that it starts quickly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np


def opened(engine: Any, root: Path, pictures: list[list[Any]]) -> dict[str, Any]:
    result = engine.result("open", root=str(root), cache=str(root / "cache"), backbone="handcrafted", device="cpu")
    engine.result("images", images=pictures)
    return result


def targets(count: int) -> list[list[Any]]:
    return [[number + 1, [number % 2]] for number in range(count)]


def test_from_files_to_suggestions(engine, tmp_path, pictures):
    assert opened(engine, tmp_path, pictures)["dim"] == 588
    answers = list(engine.messages(engine.send("features", ids=None)))
    assert any(message.get("progress", {}).get("phase") == "features" for message in answers)
    computed = answers[-1]["result"]
    assert computed["computed"] == 40
    assert [row["id"] for row in computed["failed"]] == [99]
    assert "broken.png" in computed["failed"][0]["reason"]

    fitted = engine.result("fit", generation=5, n_classes=2, label_ids=[7, 8], targets=targets(8))
    assert (fitted["generation"], fitted["images"], fitted["model"]) == (5, 32, "instant")
    folder = Path(fitted["folder"])
    ids, probs, order = (np.load(folder / f"{name}.npy") for name in ("ids", "probs", "order"))
    assert ids.tolist() == list(range(9, 41))
    assert (probs.argmax(1) == (ids - 1) % 2).mean() == 1.0
    assert sorted(order[order >= 0]) == list(range((order >= 0).sum()))
    assert json.loads((folder / "meta.json").read_text())["label_ids"] == [7, 8]

    # All of it is cached: nothing is computed again, and only the damaged file is tried when it is named.
    assert engine.result("features", ids=None)["computed"] == 0
    near = engine.result("similar", id=1, count=5)
    assert all(i % 2 == 1 for i in near["ids"])
    assert 1 not in near["ids"]


def test_too_few_labels_still_give_a_queue_and_the_reason(engine, tmp_path, pictures):
    opened(engine, tmp_path, pictures)
    engine.result("features", ids=None)
    fitted = engine.result("fit", generation=1, n_classes=2, names=["cat", "dog"], targets=[[1, [0]]])
    assert fitted["model"] == ""
    assert "now cat 1" in fitted["missing"]
    assert (np.load(Path(fitted["folder"]) / "order.npy") >= 0).any()
    assert np.load(Path(fitted["folder"]) / "probs.npy").shape == (39, 0)


def test_only_the_newest_generations_are_kept(engine, tmp_path, pictures):
    opened(engine, tmp_path, pictures)
    engine.result("features", ids=None)
    for generation in range(1, 7):
        engine.result("fit", generation=generation, n_classes=2, targets=targets(6))
    assert {one.name for one in (tmp_path / "cache" / "suggestions").iterdir()} == {"4", "5", "6"}


def test_planted_error_heads_the_list_of_suspects(engine, tmp_path, pictures):
    opened(engine, tmp_path, pictures)
    engine.result("features", ids=None)
    decided = targets(30)
    decided[10] = [11, [1]]
    folder = Path(engine.result("fit", generation=1, n_classes=2, label_ids=[7, 8], targets=decided)["folder"])
    suspect = json.loads((folder / "meta.json").read_text())["suspects"][0]
    assert (suspect["image_id"], suspect["label_id"], suspect["other_label_id"]) == (11, 8, 7)


def test_evaluate_and_simulate(engine, tmp_path, pictures):
    opened(engine, tmp_path, pictures)
    sides = {"train": targets(20), "test": targets(40)[20:], "n_classes": 2}
    measured = engine.result("evaluate", **sides, names=["plain", "striped"])
    assert measured["images"] == 20
    assert measured["accuracy"] == 1.0
    assert measured["ids"] == list(range(21, 41))
    replay = engine.result("simulate", **sides, strategies=["random", "default"], seeds=2, batch=4)
    assert set(replay["curves"]) == {"random", "default"}
    assert replay["full_accuracy"] == 1.0


def test_an_error_is_an_answer_and_the_engine_goes_on(engine, tmp_path, pictures):
    assert engine.answer("fitt")["error"]["hint"] == "Did you mean fit?"
    assert engine.answer("fit", generation=1, n_classes=2, targets=[])["error"]["kind"] == "UsageError"
    assert engine.answer("open", root=str(tmp_path), cache="x", backbone="resnet19")["error"]["kind"] == "UsageError"
    assert engine.answer("similar")["error"]["sentence"].startswith("Something went wrong inside the program")
    assert engine.process.stdin is not None
    engine.process.stdin.write("this is no request\n")
    assert engine.result("hello")["pid"] == engine.process.pid


def test_a_running_computation_can_be_cancelled_and_taken_up_again(engine, tmp_path, pictures):
    opened(engine, tmp_path, pictures)
    long = engine.send("features", ids=None)
    engine.send("cancel", request=long)
    answer = list(engine.messages(long))[-1]
    assert answer["ok"] is False
    assert answer["error"]["kind"] == "Cancelled"
    engine.result("features", ids=None)
    assert engine.result("images")["ready"] == 40


def test_missing_weights_fall_back_to_the_embedded_backbone(engine, tmp_path):
    result = engine.result("open", root=str(tmp_path), cache=str(tmp_path / "cache"), backbone="vgg16", device="cpu")
    assert result["backbone"] == "efficientnet_lite0"
    assert "vgg16-397923af.pth" in result["notice"]


def test_prints_of_libraries_do_not_reach_the_parent():
    code = (
        "import tlstudio.learn.engine as engine, tlstudio.learn.engine_ops.table as table\n"
        "def noisy(session, args, job):\n    print('hello from a library'); return {}\n"
        "engine.operations = lambda: {'noisy': table.Operation('noisy', noisy)}\n"
        "engine.main()\n"
    )
    request = json.dumps({"id": 1, "op": "noisy", "args": {}}) + "\n"
    done = subprocess.run(
        [sys.executable, "-c", code], input=request, capture_output=True, text=True, timeout=60, check=True
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"id": 1, "ok": True, "result": {}}]
    assert "hello from a library" in done.stderr
