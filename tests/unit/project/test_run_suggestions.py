"""Suggestions by a fine-tuned network: a real run on tiny pictures, pinned in a real project, asked through the engine."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlstudio.core.errors import JobError
from tlstudio.core.words import Split, Task
from tlstudio.jobs.spec import DatasetRow, write_run
from tlstudio.project.adding import add_images
from tlstudio.project.commands.decisions import Decide, Reject
from tlstudio.project.commands.labels import AddLabels, MoveLabel
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.evaluating import evaluate
from tlstudio.project.project import Project
from tlstudio.project.serving import INSTANT

_spec = importlib.util.spec_from_file_location("tiny_run", Path(__file__).parents[1] / "learn" / "tiny_run.py")
assert _spec is not None
assert _spec.loader is not None
tiny = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny)

# The run computes with the cached boundary in half precision, the engine from the picture.
TOLERANCE = 0.01


def make_project(root: Path, task: Task) -> Project:
    """Open a project whose run 1 is fine-tuned; nothing of the test side is decided."""
    several = task is Task.MULTILABEL
    project = Project.create(root, task=task, labels=tiny.LABELS)
    rows: list[DatasetRow] = tiny.make_pictures(root, multilabel=several)
    add_images(project, [root / row.path for row in rows])
    project.settings.set("backbone", "handcrafted")
    ids = {image.path: image.id for image in project.read.images(project.read.image_ids())}
    label_ids = [label.id for label in project.read.labels()]
    project.run(ApplySplits({ids[row.path]: Split(row.split) for row in rows}))
    for row in rows:
        if row.split != "test":
            chosen = [label_ids[index] for index in row.targets]
            project.run(Decide([ids[row.path]], chosen) if chosen else Reject([ids[row.path]]))
    spec = replace(tiny.SPEC, task=task.value, label_ids=tuple(label_ids), epochs=2)
    folder = root / "runs" / "1"
    write_run(folder, spec, [replace(row, image_id=ids[row.path]) for row in rows])
    tiny.train(folder)
    return project


@pytest.fixture(scope="module", params=[Task.CLASSIFICATION, Task.MULTILABEL], ids=lambda task: task.value)
def trained(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Task]:
    root = tmp_path_factory.mktemp("trained") / "shop"
    make_project(root, request.param).close()
    return root, request.param


@pytest.fixture
def project(trained: tuple[Path, Task], tmp_path: Path) -> Iterator[Project]:
    shutil.copytree(trained[0], tmp_path / "shop")
    with Project.open(tmp_path / "shop") as project:
        yield project


def wait(project: Project, future: Any) -> Any:
    return project.scheduler.wait_for(future)


def told(project: Project, side: str = "test") -> dict[int, list[float]]:
    """What the run itself said about the images of one side."""
    metrics = json.loads((project.root / "runs" / "1" / "metrics.json").read_text())
    return {row["image_id"]: row["probs"] for row in metrics["predictions"][side]}


def suggested(project: Project) -> dict[int, list[float]]:
    """What is suggested, in the order of the run's labels."""
    order = json.loads((project.root / "runs" / "1" / "spec.json").read_text())["label_ids"]
    rows: dict[int, list[float]] = {}
    for image_id in project.suggestions.undecided().tolist():
        one = project.suggestions.for_image(image_id)
        by_label = dict(zip(one.label_ids, one.scores, strict=True))
        rows[image_id] = [by_label[label_id] for label_id in order]
    return rows


def test_a_pinned_run_suggests_what_it_measured(project: Project) -> None:
    project.runs.pin("1")
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == "1"
    ours, theirs = suggested(project), told(project)
    assert set(ours) == set(theirs)
    assert max(np.abs(np.subtract(ours[i], theirs[i])).max() for i in ours) < TOLERANCE
    assert project.suggestions.queue(3)[0].sentence


def test_labels_in_another_order_keep_their_scores(project: Project) -> None:
    last = project.read.labels()[-1]
    project.run(MoveLabel(last.id, 0))
    project.runs.pin("1")
    wait(project, project.suggestions.refresh())
    ours, theirs = suggested(project), told(project)
    assert max(np.abs(np.subtract(ours[i], theirs[i])).max() for i in ours) < TOLERANCE


def test_evaluating_the_run_gives_its_own_figures(project: Project) -> None:
    last = project.read.labels()[-1]
    project.run(MoveLabel(last.id, 0))
    measured = wait(project, evaluate(project, model="1", split=Split.VAL))
    names = [label.name for label in project.read.labels()]
    theirs = told(project, "val")
    columns = [tiny.LABELS.index(name) for name in names]
    for image_id, probs in zip(measured["ids"], measured["probs"], strict=True):
        assert np.abs(np.array(theirs[image_id])[columns] - probs).max() < TOLERANCE
    own = json.loads((project.root / "runs" / "1" / "metrics.json").read_text())["val"]
    assert measured["accuracy"] == pytest.approx(own["accuracy"], abs=0.12)
    assert measured["images"] == len(theirs)


def test_switching_the_model_in_use_changes_the_suggestions_and_decisions_remember_it(project: Project) -> None:
    project.suggestions.follow()
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == INSTANT
    project.runs.pin("1")
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == "1"
    image_id = int(project.suggestions.undecided()[0])
    one = project.suggestions.for_image(image_id)
    project.run(Decide([image_id], [one.label_ids[0]], suggestions={image_id: one.best}))
    decision = project.read.decisions(image_id)[0]
    assert decision.suggestion.model == "1"
    assert decision.suggestion.score == pytest.approx(one.scores[0])
    wait(project, project.suggestions.refresh())
    assert image_id not in project.suggestions.undecided()
    project.runs.pin(None)
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == INSTANT


def test_a_run_that_lacks_a_label_in_use_gives_way(project: Project) -> None:
    project.runs.pin("1")
    project.run(AddLabels(["spotted"]))
    spotted = project.read.labels()[-1].id
    test_images = list(told(project))
    project.run(Decide([test_images[0]], [spotted]))
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == INSTANT


def test_a_run_that_is_damaged_gives_way_and_says_so(project: Project) -> None:
    project.runs.pin("1")
    (project.root / "runs" / "1" / "best.safetensors").write_bytes(b"no weights")
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == INSTANT
    assert "cannot be read" in project.suggestions.problem


def test_a_run_that_is_deleted_gives_way(project: Project) -> None:
    project.runs.pin("1")
    wait(project, project.suggestions.refresh())
    project.runs.delete("1")
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == INSTANT


def test_a_run_that_was_asked_for_by_name_is_not_replaced_silently(project: Project) -> None:
    (project.root / "runs" / "1" / "best.safetensors").write_bytes(b"no weights")
    project.suggestions.prefer(model="1")
    with pytest.raises(JobError, match="cannot be read"):
        wait(project, project.suggestions.refresh())


def test_a_label_that_nobody_uses_yet_gets_no_score_from_the_run(project: Project) -> None:
    project.run(AddLabels(["spotted"]))
    spotted = project.read.labels()[-1].id
    project.runs.pin("1")
    wait(project, project.suggestions.refresh())
    assert project.suggestions.model == "1"
    one = project.suggestions.for_image(int(project.suggestions.undecided()[0]))
    assert dict(zip(one.label_ids, one.scores, strict=True))[spotted] == 0.0
