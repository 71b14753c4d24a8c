"""Whole fine-tunings, for real, on tiny pictures."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from tlstudio.core.errors import LearnError, OutOfMemory
from tlstudio.imaging.read import read_for_network
from tlstudio.jobs.child import Child
from tlstudio.jobs.control import Control, Request
from tlstudio.jobs.events import (
    Cancelled,
    Done,
    EpochEnd,
    Failed,
    Notice,
    Paused,
    Phase,
    Progress,
    Resumed,
    Samples,
    Started,
)
from tlstudio.jobs.lock import RunLock
from tlstudio.jobs.run_folder import BEST_FILE
from tlstudio.learn import job
from tlstudio.learn.classification.network import StagedNetwork
from tlstudio.learn.classification.run_model import RunModel
from tlstudio.learn.training import checkpoint
from tlstudio.learn.training.journal import DiscardAsked, Journal

_spec = importlib.util.spec_from_file_location("tiny_run", Path(__file__).with_name("tiny_run.py"))
assert _spec is not None
assert _spec.loader is not None
tiny = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tiny.make_run(tmp_path_factory.mktemp("finished"))
    tiny.train(folder)
    return folder


def metrics(folder: Path) -> dict:
    return json.loads((folder / "metrics.json").read_text())


def last_tensors(folder: Path) -> dict[str, torch.Tensor]:
    return checkpoint.load(folder / checkpoint.LAST_FILE)[0]


def test_a_run_tells_its_story_in_order(finished: Path) -> None:
    events = tiny.diary(finished)
    phases = [event.name for event in tiny.of_kind(Phase, events)]
    assert phases == ["Images", "Features", "Boundary cache", "Epoch 1", "Epoch 2", "Epoch 3", "Test"]
    assert [event.epoch for event in tiny.of_kind(EpochEnd, events)] == [0, 1, 2, 3]
    assert len(tiny.of_kind(Started, events)) == 1
    assert isinstance(events[-1], Done)
    started = tiny.of_kind(Started, events)[0]
    assert started.images == {"train": 18, "val": 9, "test": 12}
    assert started.freeze == "Last 2 stages with batch norm frozen"
    assert not list(finished.rglob("*.part"))
    assert not (finished / "cache").exists()


def test_epoch_0_is_the_instant_learner(finished: Path) -> None:
    first = tiny.of_kind(EpochEnd, tiny.diary(finished))[0]
    assert first.metrics["val/balanced_accuracy"] == pytest.approx(
        metrics(finished)["instant"]["val"]["balanced_accuracy"]
    )


def test_the_six_samples_stay_the_same_images(finished: Path) -> None:
    samples = tiny.of_kind(Samples, tiny.diary(finished))
    assert len(samples) == 4
    assert len({tuple(row["path"] for row in event.rows) for event in samples}) == 1
    assert {row["targets"][0] for row in samples[0].rows} == {0, 1, 2}
    assert all(row["before"] == row["now"] for row in samples[0].rows)


def test_metrics_hold_every_prediction(finished: Path) -> None:
    content = metrics(finished)
    assert [len(content["predictions"][side]) for side in ("val", "test")] == [9, 12]
    row = content["predictions"]["test"][0]
    assert row["path"].startswith("test_")
    assert sum(row["probs"]) == pytest.approx(1, abs=1e-3)
    assert len(row["instant"]) == 3
    right = np.mean([np.argmax(row["probs"]) == row["targets"][0] for row in content["predictions"]["test"]])
    assert content["test"]["accuracy"] == pytest.approx(right)
    assert set(content["comparisons"]) == {"instant"}


def test_a_finished_run_predicts_as_it_was_measured(finished: Path) -> None:
    model = RunModel.load(finished)
    tested = metrics(finished)["predictions"]["test"]
    pictures = [read_for_network(finished.parent.parent / row["path"], size=model.input_size) for row in tested]
    assert model.labels == tiny.LABELS
    # Measured through the half-precision boundary cache, predicted without it.
    np.testing.assert_allclose(model.run(np.stack(pictures)), [row["probs"] for row in tested], atol=0.01)


def test_frozen_stages_and_statistics_do_not_move(finished: Path) -> None:
    fresh = tiny.FineTuning.__init__.__globals__["build_network"](
        "all_stages", "efficientnet_lite0", 3, pretrained=True, device=torch.device("cpu")
    ).state_dict()
    best, _ = checkpoint.load(finished / BEST_FILE)
    learning = {name.removeprefix("network.") for name in last_tensors(finished) if name.startswith("network.")}
    moved = {name for name in fresh if not name.startswith("head.") and not torch.equal(fresh[name], best[name])}
    assert moved <= learning
    assert not any("running_" in name or "block10" in name or "stem" in name for name in learning)
    assert any("block15" in name for name in learning)


def test_killed_in_an_epoch_and_resumed_gives_the_same_weights(finished: Path, tmp_path: Path) -> None:
    folder = tiny.make_run(tmp_path)
    command = [sys.executable, "-m", "tlstudio.learn.job", str(folder)]
    child = Child(command, log=folder / "log.txt")
    child.start()
    reached = False
    while not reached:
        assert child.wait(0.01) is None, child.log_tail()
        reached = any(isinstance(event, Phase) and event.name == "Epoch 2" for event in tiny.diary(folder))
    child.kill()
    child.wait(10)
    assert not tiny.of_kind(Done, tiny.diary(folder))
    assert not RunLock(folder).is_held()
    events = tiny.train(folder)
    assert tiny.of_kind(Started, events)[-1].resumed_from in {1, 2}
    watched = [[(row["before"], row["before_score"]) for row in event.rows] for event in tiny.of_kind(Samples, events)]
    assert all(before == watched[0] for before in watched)
    expected, found = last_tensors(finished), last_tensors(folder)
    assert expected.keys() == found.keys()
    assert all(torch.equal(expected[name], found[name]) for name in expected)
    assert metrics(folder)["predictions"] == metrics(finished)["predictions"]


class AskingJournal(Journal):
    """Asks itself for something when an epoch has begun."""

    def __init__(self, folder: Path, request: Request, epoch: int) -> None:
        super().__init__(folder, sleep=lambda seconds: Control(folder).ask(Request.CONTINUE))
        self.request, self.at_epoch = request, epoch

    def phase(self, name: str, total: int, share: float = 0.0) -> None:
        super().phase(name, total, share)
        if name == f"Epoch {self.at_epoch}":
            self.control.ask(self.request)


def test_stop_keeps_the_best_epoch_and_measures_it(tmp_path: Path) -> None:
    folder = tiny.make_run(tmp_path)
    events = tiny.train(folder, AskingJournal(folder, Request.STOP, 2))
    assert [event.epoch for event in tiny.of_kind(EpochEnd, events)] == [0, 1]
    assert events[-1].why == "stopped"
    assert metrics(folder)["best_epoch"] in {0, 1}


def test_discard_ends_without_results(tmp_path: Path) -> None:
    folder = tiny.make_run(tmp_path)
    with pytest.raises(DiscardAsked):
        tiny.train(folder, AskingJournal(folder, Request.DISCARD, 1))
    assert not (folder / "metrics.json").exists()


def test_a_pause_changes_nothing_but_the_diary(finished: Path, tmp_path: Path) -> None:
    folder = tiny.make_run(tmp_path)
    events = tiny.train(folder, AskingJournal(folder, Request.PAUSE, 2))
    assert len(tiny.of_kind(Paused, events)) == len(tiny.of_kind(Resumed, events)) == 1
    expected, found = last_tensors(finished), last_tensors(folder)
    assert all(torch.equal(expected[name], found[name]) for name in expected)


def test_when_memory_runs_short_the_batch_is_halved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny.make_run(tmp_path, epochs=1)
    above = StagedNetwork.above

    def narrow(self: StagedNetwork, activation, means, boundary):
        if self.head.training and len(activation) > 4:
            raise torch.OutOfMemoryError("out of memory")
        return above(self, activation, means, boundary)

    monkeypatch.setattr(StagedNetwork, "above", narrow)
    events = tiny.train(folder)
    notices = tiny.of_kind(Notice, events)
    assert [notice.code for notice in notices] == ["memory"]
    assert notices[0].sentence == "Memory ran short at batch 8; continued with 4 from epoch 1."
    assert isinstance(events[-1], Done)


def test_no_memory_for_one_image_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny.make_run(tmp_path, epochs=1)
    above = StagedNetwork.above

    def none(self: StagedNetwork, activation, means, boundary):
        if self.head.training:
            raise MemoryError
        return above(self, activation, means, boundary)

    monkeypatch.setattr(StagedNetwork, "above", none)
    with pytest.raises(OutOfMemory, match="one image at a time"):
        tiny.train(folder)


@pytest.mark.parametrize(("times", "fails"), [(1, False), (99, True)])
def test_an_unstable_loss_goes_back_and_halves_the_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, fails: bool
) -> None:
    folder = tiny.make_run(tmp_path, epochs=2)
    above = StagedNetwork.above
    left = [times]

    def unstable(self: StagedNetwork, activation, means, boundary):
        logits = above(self, activation, means, boundary)
        if self.head.training and tiny.of_kind(EpochEnd, tiny.diary(folder))[-1].epoch == 1 and left[0]:
            left[0] -= 1
            return logits * float("nan")
        return logits

    monkeypatch.setattr(StagedNetwork, "above", unstable)
    if fails:
        with pytest.raises(LearnError, match="unstable at epoch 2"):
            tiny.train(folder)
        return
    events = tiny.train(folder)
    sentences = [notice.sentence for notice in tiny.of_kind(Notice, events)]
    assert sentences == ["Training became unstable at epoch 2; went back to epoch 1 and halved the step."]
    assert checkpoint.load(folder / checkpoint.LAST_FILE)[1]["step_scale"] == 0.5


@pytest.mark.parametrize(
    "changes",
    [
        {"freeze": "head"},
        {"freeze": "none", "epochs": 1},
        {"cache_boundary": False, "epochs": 1},
        {"network": "last_stage", "epochs": 1},
        {"from_scratch": True, "network": "last_stage", "epochs": 1},
        {"task": "multilabel", "epochs": 2},
        {"augmentation": "none", "class_balance": False, "ema": False, "epochs": 1},
        {"cache_megabytes": 0, "epochs": 1},
    ],
    ids=lambda changes: ",".join(f"{name}={value}" for name, value in changes.items()),
)
def test_every_way_to_train_ends_with_results(tmp_path: Path, changes: dict[str, object]) -> None:
    folder = tiny.make_run(tmp_path, **changes)
    events = tiny.train(folder)
    assert isinstance(events[-1], Done)
    assert metrics(folder)["test"]["images"] == 12
    assert RunModel.load(folder).multilabel == (changes.get("task") == "multilabel")


def test_a_full_disk_costs_time_not_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, offset: int, length: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.posix_fallocate", full, raising=False)
    events = tiny.train(tiny.make_run(tmp_path, epochs=1))
    assert [notice.code for notice in tiny.of_kind(Notice, events)] == ["cache"]
    assert isinstance(events[-1], Done)


def test_early_stopping_waits_as_long_as_its_patience(tmp_path: Path) -> None:
    # A learning rate of next to nothing: no epoch can be better than the one before all.
    folder = tiny.make_run(tmp_path, freeze="head", epochs=9, patience=2, learning_rate=1e-20)
    events = tiny.train(folder)
    assert events[-1].why == "early_stop"
    assert [event.without_progress for event in tiny.of_kind(EpochEnd, events)] == [0, 1, 2]


def test_images_decided_as_none_of_the_labels_train_too(tmp_path: Path) -> None:
    from dataclasses import replace

    from tlstudio.jobs.spec import read_dataset, write_run

    folder = tiny.make_run(tmp_path, freeze="head", epochs=1)
    rows = [replace(row, targets=() if row.targets == (0,) else row.targets) for row in read_dataset(folder)]
    write_run(folder, tiny.SPEC, rows)
    tiny.train(folder)
    tested = metrics(folder)["predictions"]["test"]
    assert metrics(folder)["test"]["accuracy"] > 0.5
    assert all(len(row["probs"]) == 3 and sum(row["probs"]) <= 1.001 for row in tested)
    none = [sum(row["probs"]) for row in tested if not row["targets"]]
    some = [sum(row["probs"]) for row in tested if row["targets"]]
    assert max(none) < 0.6 < min(some) + 0.2


def test_unreadable_images_are_left_out_and_listed(tmp_path: Path) -> None:
    folder = tiny.make_run(tmp_path, freeze="head", epochs=1)
    (tmp_path / "train_0_0.png").write_bytes(b"not a picture")
    (tmp_path / "test_1_1.png").unlink()
    events = tiny.train(folder)
    notices = tiny.of_kind(Notice, events)
    assert [notice.code for notice in notices] == ["unreadable"]
    assert notices[0].sentence == "2 images could not be read and are left out."
    assert "train_0_0.png" in notices[0].hint
    assert tiny.of_kind(Started, events)[0].images == {"train": 17, "val": 9, "test": 11}


def test_the_process_writes_how_it_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In a test it runs in this process, whose priority others need.
    monkeypatch.setattr("tlstudio.jobs.child.lower_priority", lambda: None)
    folder = tiny.make_run(tmp_path, backbone="resnet_0")
    assert job.main([str(folder)]) == 1
    failed = tiny.diary(folder)[-1]
    assert isinstance(failed, Failed)
    assert "resnet_0" in failed.sentence
    assert failed.hint
    Control(folder).ask(Request.DISCARD)
    other = tiny.make_run(tmp_path, "2")
    Control(other).ask(Request.DISCARD)
    assert job.main([str(other)]) == 0
    assert isinstance(tiny.diary(other)[-1], Cancelled)
    assert job.main([str(tmp_path / "nothing")]) == 2


def test_progress_of_a_phase_ends_at_its_total(finished: Path) -> None:
    ends: dict[str, Progress] = {event.phase: event for event in tiny.of_kind(Progress, tiny.diary(finished))}
    assert ends["Epoch 3"].done == ends["Epoch 3"].total == 18
    assert ends["Boundary cache"].done == ends["Boundary cache"].total == 18
    assert ends["Epoch 3"].seconds_high is not None


def test_an_exported_run_answers_as_the_network_and_says_what_it_is(finished: Path, tmp_path: Path) -> None:
    import cv2
    import onnxruntime

    from tlstudio.learn.exporters.onnx import export_run

    model_file, card_file, text_file = export_run(finished, tmp_path / "export")
    card = json.loads(card_file.read_text())
    row = metrics(finished)["predictions"]["test"][0]
    pixels = cv2.imread(str(finished.parent.parent / row["path"]))[:, :, ::-1]
    session = onnxruntime.InferenceSession(str(model_file), providers=["CPUExecutionProvider"])
    probs = session.run(["probs"], {"images": np.ascontiguousarray(pixels[None])})[0]
    np.testing.assert_allclose(probs[0], row["probs"], atol=0.01)
    assert card["labels"] == list(tiny.LABELS)
    assert card["trained_on"]["train"] == dict.fromkeys(tiny.LABELS, 6)
    assert card["backbone"]["licence"] == "Apache-2.0"
    assert len(card["images"]) == 39
    assert "licence of its weights: Apache-2.0" in text_file.read_text()
    assert not list(tmp_path.rglob("*.part"))
