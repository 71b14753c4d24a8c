"""Runs with a stand-in for the training process: a real child that writes a real diary, without torch."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from tlstudio.core.errors import JobError, ReadOnlyProject, UsageError
from tlstudio.core.words import Split, Task
from tlstudio.jobs.control import Request
from tlstudio.jobs.diary import Diary
from tlstudio.jobs.events import Done, EpochEnd, Failed, Started
from tlstudio.jobs.spec import DatasetRow, RunSpec, read_dataset, write_run
from tlstudio.project import run_watch
from tlstudio.project import runs as runs_module
from tlstudio.project.adding import add_images
from tlstudio.project.commands.decisions import Decide, Reject
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.project import Project
from tlstudio.project.run_log import Run, RunLog, RunState
from tlstudio.project.serving import INSTANT, decide

FAKE_JOB = """
import json, os, sys, time
from pathlib import Path
from tlstudio.jobs.control import Control, Request
from tlstudio.jobs.diary import Diary
from tlstudio.jobs.events import *
from tlstudio.jobs.lock import RunLock
folder = Path(sys.argv[1])
mood = (folder.parent / "mood").read_text() if (folder.parent / "mood").exists() else ""
lock = RunLock(folder)
assert lock.acquire()
diary, control = Diary(folder / "events.jsonl"), Control(folder)
resumed = 1 if (folder / "events.jsonl").exists() else None
diary.append(Started(pid=os.getpid(), device="CPU, 1 thread", freeze="head", epochs=2, images={"train": 8, "val": 2, "test": 2}, resumed_from=resumed))
diary.append(EpochEnd(epoch=1, epochs=2, seconds=1, metrics={"val/balanced_accuracy": 0.7, "val/loss": 1.0}, best=True, best_epoch=1))
if mood == "crash":
    sys.exit(9)
if mood == "fail":
    diary.append(Failed(sentence="The disk is full.", hint="Free some space."))
    sys.exit(1)
paused = False
while mood == "deaf":
    time.sleep(0.01)
while mood == "wait":
    request = control.read()
    if request is Request.DISCARD:
        diary.append(Cancelled(epoch=1))
        sys.exit(0)
    if request is Request.STOP:
        break
    if request is Request.PAUSE and not paused:
        paused = True
        diary.append(Paused(epoch=1))
    if request is Request.CONTINUE and paused:
        paused = False
        diary.append(Resumed(epoch=1))
    time.sleep(0.01)
(folder / "best.safetensors").write_bytes(b"weights")
(folder / "metrics.json").write_text(json.dumps({"held_out": "test", "labels": ["cat", "dog"], "comparisons": {},
    "test": {"intervals": {"balanced_accuracy": [0.7, 0.9]}}, "predictions": {"test": []}}))
diary.append(Done(best_epoch=1, epochs=2, seconds=2, metric="balanced_accuracy", value=0.7, test=0.8, instant=0.75))
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(runs_module, "JOB_COMMAND", (sys.executable, "-c", FAKE_JOB))
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    rng = np.random.default_rng(0)
    for number in range(24):
        cv2.imwrite(str(pictures / f"{number:02}.png"), rng.integers(0, 255, (16, 16, 3), dtype=np.uint8))
    project = Project.create(tmp_path / "project", task=Task.CLASSIFICATION, labels=["cat", "dog", "mouse"])
    add_images(project, [pictures])
    yield project
    project.close()


def decide_images(project: Project, cats: int, dogs: int) -> None:
    ids = project.read.image_ids().tolist()
    labels = {label.name: label.id for label in project.read.labels()}
    if cats:
        project.run(Decide(tuple(ids[:cats]), (labels["cat"],)))
    if dogs:
        project.run(Decide(tuple(ids[cats : cats + dogs]), (labels["dog"],)))


def mood(project: Project, text: str) -> None:
    (project.root / "runs").mkdir(exist_ok=True)
    (project.root / "runs" / "mood").write_text(text)


def wait(project: Project, run: Run) -> Run:
    return project.scheduler.wait_for(project.runs.finished(run.id))


def wait_until(project: Project, reached: Callable[[], bool]) -> None:
    from concurrent.futures import Future

    future: Future[None] = Future()

    def look() -> None:
        if reached() and not future.done():
            future.set_result(None)

    project.scheduler.wait_for(future, look, tick=0.02)


# Plans


def test_too_few_decisions_turn_the_button_off_with_the_reason(project: Project) -> None:
    assert project.runs.plan().reason_off == "Needs 2 labels with 5 decided images each; now none"
    decide_images(project, 12, 3)
    plan = project.runs.plan()
    assert plan.reason_off == "Needs 2 labels with 5 decided images each; now cat 12, dog 3"
    with pytest.raises(UsageError, match="now cat 12, dog 3"):
        project.runs.start(plan)
    assert project.runs.list() == []


def test_a_plan_says_what_will_happen_and_what_to_expect(project: Project) -> None:
    decide_images(project, 15, 9)
    plan = project.runs.plan()
    learned = 24 - plan.sides["test"]
    assert plan.sentence == f"Fine-tune EfficientNet-Lite0 on {learned} labelled images"
    assert plan.duration.startswith("About ")
    assert "CPU" in plan.duration
    assert 0 < plan.seconds_range[0] < plan.seconds_range[1]
    assert plan.freeze == "Head only (feature extraction)"
    assert "seldom beats the instant learner" in plan.expectation
    assert plan.evened_out.startswith("Evened out: dog counts 1.")
    assert plan.spec.labels == ("cat", "dog")
    assert sum(plan.sides.values()) == 24
    assert min(plan.sides.values()) >= 3
    assert "no test and no validation images" in plan.held_out


def test_stored_splits_are_kept_and_none_of_the_labels_goes_along(project: Project) -> None:
    decide_images(project, 10, 10)
    ids = project.read.image_ids().tolist()
    project.run(Reject((ids[22],)))
    project.run(ApplySplits({image_id: Split.TEST if i % 4 == 0 else Split.TRAIN for i, image_id in enumerate(ids)}))
    plan = project.runs.plan()
    tests = {row.image_id for row in plan.rows if row.split == "test"}
    assert tests == {image_id for i, image_id in enumerate(ids[:20]) if i % 4 == 0}
    assert [row.targets for row in plan.rows if row.image_id == ids[22]] == [()]
    assert plan.held_out == "The project has no validation images: a fifth is set aside for this run"


def test_images_that_look_alike_stay_on_one_side(tmp_path: Path, project: Project) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    picture = cv2.imread(str(tmp_path / "pictures" / "00.png"))
    for quality in (70, 80, 90):
        cv2.imwrite(str(copies / f"{quality}.jpg"), cv2.resize(picture, (64, 64)), [cv2.IMWRITE_JPEG_QUALITY, quality])
    add_images(project, [copies])
    decide_images(project, 14, 13)
    plan = project.runs.plan()
    sides = {row.split for row in plan.rows if "copies" in row.path}
    assert len(sides) == 1


def test_settings_by_hand_are_checked(project: Project) -> None:
    decide_images(project, 10, 10)
    assert project.runs.plan(freeze="none").freeze == "Everything (fine-tune all)"
    assert project.runs.plan(max_minutes=0.1).seconds_range[1] <= 10
    assert "random weights" in project.runs.plan(from_scratch=True).sentence
    for wrong in ({"frezze": "head"}, {"freeze": "stages:99"}, {"freeze": "a bit"}, {"backbone": "resnet"}):
        with pytest.raises(UsageError):
            project.runs.plan(**wrong)


def test_a_backbone_without_weights_turns_the_button_off(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "nothing"))
    decide_images(project, 10, 10)
    assert "weights of ResNet-18 are not on this machine" in project.runs.plan(backbone="resnet18").reason_off
    assert project.runs.plan(backbone="resnet18", from_scratch=True).reason_off == ""
    assert "no network" in project.runs.plan(backbone="handcrafted").reason_off


# Doing


def test_a_run_is_started_watched_and_summed_up(project: Project) -> None:
    decide_images(project, 12, 12)
    changed: list[int] = []
    project.on_changes(lambda changes: changed.extend(changes.ids.get("run", ())))
    run = wait(project, project.runs.start())
    assert run.state is RunState.DONE
    assert (run.id, run.title, run.value, run.test, run.interval) == ("1", "Run 1", 0.7, 0.8, (0.7, 0.9))
    assert [type(event) for event in project.runs.events("1")] == [Started, EpochEnd, Done]
    assert set(changed) == {1}
    assert project.runs.list() == [project.runs.get("1")]
    assert len(read_dataset(run.folder)) == 24
    assert not any(Path(row.path).is_absolute() for row in read_dataset(run.folder))


def test_a_process_that_ends_without_a_word_has_crashed_and_can_be_resumed(project: Project) -> None:
    decide_images(project, 12, 12)
    mood(project, "crash")
    run = wait(project, project.runs.start())
    assert run.state is RunState.CRASHED
    assert run.sentence
    mood(project, "")
    run = wait(project, project.runs.resume("1"))
    assert run.state is RunState.DONE
    assert len(run.curve) == 1
    with pytest.raises(UsageError, match="cannot be resumed"):
        project.runs.resume("1")


def test_a_failure_says_why(project: Project) -> None:
    decide_images(project, 12, 12)
    mood(project, "fail")
    run = wait(project, project.runs.start())
    assert (run.state, run.sentence, run.hint) == (RunState.FAILED, "The disk is full.", "Free some space.")
    with pytest.raises(JobError, match="no results"):
        project.runs.metrics("1")


def test_pause_continue_and_stop_reach_the_process(project: Project) -> None:
    decide_images(project, 12, 12)
    mood(project, "wait")
    run = project.runs.start()
    wait_until(project, lambda: project.runs.get("1").epoch == 1)
    assert project.runs.plan().reason_off == "Run 1 is running; one fine-tuning at a time"
    project.runs.ask("1", "pause")
    wait_until(project, lambda: project.runs.get("1").state is RunState.PAUSED)
    project.runs.ask("1", "continue")
    wait_until(project, lambda: project.runs.get("1").state is RunState.RUNNING)
    with pytest.raises(UsageError):
        project.runs.delete("1")
    project.runs.ask("1", "stop")
    assert wait(project, run).state is RunState.DONE
    for wrong in (("1", "stop"), ("1", "dance"), ("7", "stop")):
        with pytest.raises(UsageError):
            project.runs.ask(*wrong)


def test_a_discarded_run_leaves_nothing(project: Project) -> None:
    decide_images(project, 12, 12)
    mood(project, "wait")
    run = project.runs.start()
    project.runs.ask("1", "discard")
    assert wait(project, run).state is RunState.CANCELLED
    assert project.runs.list() == []
    assert not run.folder.exists()


def test_a_child_that_does_not_hear_is_ended_and_its_run_thrown_away(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_watch, "PATIENCE_SECONDS", {Request.DISCARD: 0.0})
    monkeypatch.setattr(run_watch, "TERMINATE_SECONDS", 0.0)
    decide_images(project, 12, 12)
    mood(project, "deaf")
    run = project.runs.start()
    wait_until(project, lambda: project.runs.get("1").epoch == 1)
    project.runs.ask("1", "discard")
    assert wait(project, run).state is RunState.CRASHED
    assert project.runs.list() == []


def test_a_run_goes_on_without_its_window_and_is_found_again(project: Project) -> None:
    decide_images(project, 12, 12)
    mood(project, "wait")
    project.runs.start()
    wait_until(project, lambda: project.runs.get("1").epoch == 1)
    root = project.root
    project.close()
    with Project.open(root) as again:
        assert again.runs.get("1").state is RunState.RUNNING
        future = again.runs.finished("1")
        again.runs.ask("1", "stop")
        assert again.scheduler.wait_for(future).state is RunState.DONE


def test_a_project_open_for_reading_starts_nothing(project: Project) -> None:
    decide_images(project, 12, 12)
    with Project.open(project.root, read_only=True) as reader:
        with pytest.raises(ReadOnlyProject):
            reader.runs.start()
        assert reader.runs.list() == []


def test_damaged_and_foreign_folders_are_passed_over(project: Project) -> None:
    folder = project.root / "runs"
    (folder / "notes").mkdir(parents=True)
    (folder / "7").mkdir()
    (folder / "8").mkdir()
    (folder / "8" / "spec.json").write_text("{")
    assert project.runs.list() == []
    decide_images(project, 12, 12)
    assert wait(project, project.runs.start()).id == "9"


# Who makes the suggestions


def done_run(
    root: Path, number: int, comparisons: dict, label_ids: tuple[int, ...] = (1, 2)
) -> tuple[RunLog, RunState]:
    folder = root / str(number)
    spec = RunSpec(labels=tuple(f"l{i}" for i in label_ids), label_ids=label_ids)
    write_run(folder, spec, [DatasetRow("a.png", (0,))])
    (folder / "best.safetensors").touch()
    (folder / "metrics.json").write_text(json.dumps({"comparisons": comparisons}))
    return RunLog(folder), RunState.DONE


BETTER = {"is_better": True, "is_worse": False, "sentence": "Better by 0.04 (0.01 to 0.08) on 100 images"}
EQUAL = {"is_better": False, "is_worse": False, "sentence": "No clear difference: +0.01 (−0.02 to 0.04) on 100 images"}


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ([], INSTANT),
        ([{}], INSTANT),
        ([{"instant": EQUAL}], INSTANT),
        ([{"instant": BETTER}], "1"),
        ([{"instant": BETTER}, {"instant": BETTER, "rival_run": "1", "rival": EQUAL}], "1"),
        ([{"instant": BETTER}, {"instant": BETTER, "rival_run": "1", "rival": BETTER}], "2"),
        (
            [{"instant": BETTER}, {"instant": EQUAL, "rival_run": "1", "rival": EQUAL, "instant_beats_rival": True}],
            INSTANT,
        ),
        (
            [{"instant": BETTER}, {"instant": BETTER, "rival_run": "1", "rival": EQUAL, "instant_beats_rival": True}],
            "2",
        ),
        ([{"instant": BETTER}, {"instant": BETTER}], "1"),
    ],
)
def test_a_run_serves_only_on_paired_evidence(tmp_path: Path, story: list[dict], expected: str) -> None:
    runs = [done_run(tmp_path, number, told) for number, told in enumerate(story, start=1)]
    serving = decide(runs, [1, 2], None)
    assert serving.model == expected
    assert serving.why.endswith(".")
    assert not serving.pinned


def test_a_pin_wins_while_the_run_can_serve(tmp_path: Path) -> None:
    runs = [done_run(tmp_path, 1, {"instant": EQUAL}), done_run(tmp_path, 2, {"instant": BETTER})]
    assert decide(runs, [1, 2], "1").model == "1"
    assert decide(runs, [1, 2], INSTANT).model == INSTANT
    gone = decide(runs, [1, 2], "5")
    assert gone.model == "2"
    assert "Run 5 is pinned but cannot serve" in gone.why


def test_a_run_that_lacks_a_label_does_not_serve(tmp_path: Path) -> None:
    runs = [done_run(tmp_path, 1, {"instant": BETTER})]
    assert decide(runs, [1, 2, 3], None).model == INSTANT
    assert decide(runs, [2], None).model == "1"


def test_pinning_is_kept_in_the_project(project: Project) -> None:
    decide_images(project, 12, 12)
    wait(project, project.runs.start())
    assert project.runs.serving() == INSTANT
    assert project.runs.pin("1").pinned
    assert project.runs.serving() == "1"
    with Project.open(project.root, read_only=True) as reader:
        assert reader.runs.serving() == "1"
    project.runs.delete("1")
    assert project.runs.serving() == INSTANT
    with pytest.raises(UsageError):
        project.runs.pin("1")


def test_the_new_run_gets_the_predictions_of_the_one_in_use(project: Project) -> None:
    decide_images(project, 12, 12)
    first = wait(project, project.runs.start())
    metrics = project.runs.metrics("1")
    metrics["predictions"]["test"] = [{"path": "a.png", "page": 0, "probs": [0.9, 0.1]}]
    (first.folder / "metrics.json").write_text(json.dumps(metrics))
    project.runs.pin("1")
    second = wait(project, project.runs.start())
    rival = json.loads((second.folder / "rival.json").read_text())
    assert rival == {"run": "1", "labels": ["cat", "dog"], "probs": {"a.png|0": [0.9, 0.1]}}


def test_a_resumed_run_counts_its_epochs_once(tmp_path: Path) -> None:
    log, _ = done_run(tmp_path, 1, {})
    diary = Diary(log.folder / "events.jsonl")

    def epoch(number: int, value: float, at: float) -> EpochEnd:
        return EpochEnd(
            epoch=number, epochs=3, seconds=1, metrics={"val/balanced_accuracy": value}, best_epoch=1, at=at
        )

    for event in (
        Started(pid=1, device="CPU", at=0),
        epoch(0, 0.1, 1),
        epoch(1, 0.2, 2),
        epoch(2, 0.3, 3),
        Failed(sentence="x", at=4),
        Started(pid=2, device="CPU", resumed_from=1, at=100),
        epoch(2, 0.4, 101),
    ):
        diary.append(event)
    log.read_new()
    run = log.run(log.state())
    assert run.state is RunState.CRASHED
    assert run.curve == (0.1, 0.2, 0.4)
    assert run.seconds == 5
    assert replace(run, curve=()).number == 1
