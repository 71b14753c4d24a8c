"""Suggestions of a real project through the real engine (handcrafted features, so that it starts quickly)."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from tlstudio.core.changes import Changes
from tlstudio.core.errors import JobCrashed, StudioError
from tlstudio.core.words import Split, Task
from tlstudio.project.adding import add_images
from tlstudio.project.commands.decisions import Decide, Skip
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.engine import COMMAND
from tlstudio.project.engine_messages import EngineProgress, error_of, progress_sentence
from tlstudio.project.generation import hint_sentence
from tlstudio.project.project import Project
from tlstudio.project.scheduler import PlainScheduler

N = 40


def draw(folder: Path, count: int = N) -> Path:
    """Pictures of two textures; even numbers plain, odd ones striped."""
    folder.mkdir(exist_ok=True)
    rng = np.random.default_rng(0)
    for number in range(count):
        picture = rng.integers(0, 90, (48, 48, 3), dtype=np.uint8)
        if number % 2:
            picture[:, ::4] = 255
        cv2.imwrite(str(folder / f"{number:03d}.png"), picture)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "shop", task=Task.CLASSIFICATION, labels=("plain", "striped")) as project:
        add_images(project, [draw(tmp_path / "pictures")])
        project.settings.set("backbone", "handcrafted")
        yield project


def wait(project: Project, future):
    assert isinstance(project.scheduler, PlainScheduler)
    return project.scheduler.wait_for(future)


def refreshed(project: Project) -> int:
    return wait(project, project.suggestions.refresh())


def ids(project: Project) -> list[int]:
    return [image.id for image in sorted(project.read.images(project.read.image_ids()), key=lambda image: image.path)]


def labels(project: Project) -> list[int]:
    return [label.id for label in project.read.labels()]


def decide(project: Project, *numbers: int) -> None:
    for number in numbers:
        project.run(Decide([ids(project)[number]], [labels(project)[number % 2]]))


def test_before_two_labels_there_is_a_queue_and_a_reason_but_no_suggestion(project):
    suggestions = project.suggestions
    assert suggestions.missing_reason() == "Suggestions have not been asked for yet."
    decide(project, 0)
    refreshed(project)
    assert suggestions.model == ""
    assert "now plain 1" in suggestions.missing_reason()
    assert suggestions.for_image(ids(project)[1]) is None
    items = suggestions.queue(5)
    assert len(items) == 5
    assert items[0].sentence


def test_a_few_decisions_give_right_suggestions_for_the_rest(project):
    decide(project, 0, 1, 2, 3)
    number = refreshed(project)
    suggestions = project.suggestions
    assert suggestions.generation == number > 0
    assert suggestions.missing_reason() == ""
    plain, striped = labels(project)
    suggestion = suggestions.for_image(ids(project)[7])
    assert suggestion is not None
    assert suggestion.best.label_id == striped
    assert sum(suggestion.scores) == pytest.approx(1.0, abs=1e-4)
    assert suggestions.for_image(ids(project)[0]) is None
    assert set(suggestions.undecided(plain)) == set(ids(project)[4::2])
    scores = [suggestions.for_image(int(i)).scores[0] for i in suggestions.undecided()]
    assert scores == sorted(scores, reverse=True)
    queue = [item.image_id for item in suggestions.queue(10)]
    assert list(suggestions.undecided(order="queue"))[:10] == queue


def test_decided_images_leave_the_lists_before_the_next_fit(project):
    decide(project, 0, 1, 2, 3)
    refreshed(project)
    first = project.suggestions.queue(1)[0].image_id
    project.run(Decide([first], [labels(project)[0]]))
    assert first not in [item.image_id for item in project.suggestions.queue(50)]
    assert first not in project.suggestions.undecided()


def test_images_decided_on_the_test_side_do_not_teach(project):
    all_ids = ids(project)
    project.run(ApplySplits({all_ids[2]: Split.TEST, all_ids[3]: Split.TEST}))
    decide(project, 0, 2, 3)
    refreshed(project)
    assert "now plain 1" in project.suggestions.missing_reason()
    assert all_ids[2] not in project.suggestions.undecided()


def test_skipped_images_come_back_last(project):
    decide(project, 0, 1, 2, 3)
    project.run(Skip(ids(project)[4:30]))
    refreshed(project)
    assert {item.image_id for item in project.suggestions.queue(60)} <= set(ids(project)[30:])


def test_a_slip_heads_the_list_until_it_is_mended(project):
    decide(project, *range(20))
    wrong = ids(project)[6]
    project.run(Decide([wrong], [labels(project)[1]]))
    refreshed(project)
    suspect = project.suggestions.mislabelled(1)[0]
    assert (suspect.image_id, suspect.other_label_id) == (wrong, labels(project)[0])
    project.run(Decide([wrong], [labels(project)[0]]))
    assert wrong not in [one.image_id for one in project.suggestions.mislabelled()]


def test_similar_images_come_nearest_first(project):
    refreshed(project)
    found = wait(project, project.suggestions.similar(ids(project)[1], 6))
    assert set(found["ids"]) <= set(ids(project)[1::2])
    assert found["similarities"] == sorted(found["similarities"], reverse=True)


def test_new_and_unreadable_images_are_taken_up(project, tmp_path):
    decide(project, 0, 1, 2, 3)
    refreshed(project)
    more = draw(tmp_path / "more", 3)
    cv2.imwrite(str(more / "000.png"), np.full((60, 60, 3), 200, np.uint8))
    add_images(project, [more / "000.png"])
    damaged = project.absolute(project.read.images(project.read.image_ids())[-1])
    damaged.write_bytes(b"\x89PNG\r\n\x1a\n")
    refreshed(project)
    new = int(project.read.image_ids()[-1])
    assert list(project.suggestions.unreadable) == [new]
    assert project.suggestions.model == "instant"


def test_the_last_suggestions_are_there_when_the_project_is_opened_again(tmp_path):
    root = tmp_path / "shop"
    with Project.create(root, task=Task.CLASSIFICATION, labels=("plain", "striped")) as project:
        add_images(project, [draw(tmp_path / "pictures")])
        project.settings.set("backbone", "handcrafted")
        decide(project, 0, 1, 2, 3)
        number = refreshed(project)
    with Project.open(root) as project:
        assert project.suggestions.generation == number
        assert project.suggestions.for_image(ids(project)[9]) is not None
        assert project.engine.pid == 0


def test_following_refits_after_each_decision_and_tells_the_views(project):
    heard: list[Changes] = []
    project.on_changes(heard.append)
    decide(project, 0, 1)
    project.suggestions.follow()
    refreshed(project)
    before = project.suggestions.generation
    decide(project, 2)
    while project.suggestions.generation == before or project.suggestions.is_busy:
        wait(project, project.engine.request("hello"))
    assert any(changes.touches("suggestion") for changes in heard)
    assert project.suggestions.for_image(ids(project)[2]) is None


def test_a_killed_engine_is_started_again_and_finishes(project):
    decide(project, 0, 1, 2, 3)
    future = project.suggestions.refresh()
    first = project.engine.pid
    os.kill(first, signal.SIGKILL)
    wait(project, future)
    assert project.engine.pid not in (0, first)
    assert project.engine.starts == 2
    assert len(project.suggestions.undecided()) == N - 4


def test_a_kill_in_the_middle_of_the_features_keeps_what_was_computed(project):
    killed: list[int] = []

    def kill_once() -> None:
        progress = project.engine.progress
        if not killed and progress is not None and progress.phase == "features" and progress.done > 0:
            killed.append(project.engine.pid)
            os.kill(project.engine.pid, signal.SIGKILL)

    future = project.suggestions.refresh()
    project.on_changes(lambda _: kill_once())
    wait(project, future)
    assert len(project.suggestions.undecided()) == N
    assert project.suggestions.problem == ""


def test_an_engine_that_always_dies_is_a_sentence(project, monkeypatch):
    monkeypatch.setattr("tlstudio.project.engine.COMMAND", (COMMAND[0], "-c", "import sys; sys.exit('no luck')"))
    with pytest.raises(JobCrashed, match="ended unexpectedly") as caught:
        refreshed(project)
    assert "no luck" in caught.value.detail
    assert "ended unexpectedly" in project.engine.status
    assert "labels are safe" in project.suggestions.missing_reason()


def test_stopping_answers_what_waits(project):
    future = project.engine.request("hello")
    project.engine.stop()
    with pytest.raises(JobCrashed, match="was stopped"):
        future.result(0)
    assert project.engine.pid == 0
    assert wait(project, project.engine.request("hello"))["pid"] == project.engine.pid


def test_errors_keep_their_family_across_the_pipe():
    error = error_of({"kind": "WeightsMissing", "sentence": "The weights are gone.", "hint": "Get them."})
    assert type(error).__name__ == "WeightsMissing"
    assert error.hint == "Get them."
    assert type(error_of({"kind": "Path", "sentence": "?"})) is StudioError


def test_progress_and_hints_in_words():
    progress = EngineProgress("features", 340, 2000, 96.4, 77.0)
    assert progress_sentence(progress) == "Features: 340 of 2,000, 96 per second, 1 min 17 s left"
    names = {1: "crack", 2: "scratch"}
    hint = {"decisions": 40, "changed": 0.004, "class": 1, "recall": 0.5, "more": 20}
    assert hint_sentence(hint, (1, 2), names) == "The last 40 decisions changed little; 20 more scratch would help most"
    assert hint_sentence({"decisions": 40, "changed": 0.12}, (1, 2), names) == (
        "The last 40 decisions changed 12 % of the suggestions"
    )
    assert hint_sentence({}, (1, 2), names) == ""
