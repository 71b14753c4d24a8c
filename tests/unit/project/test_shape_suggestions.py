"""Suggested shapes: stored beside the annotations, replaced by source, undone like everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.unit.project.conftest import new_images
from tlstudio.core.errors import UsageError
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Polygon
from tlstudio.core.words import State, Task
from tlstudio.project.commands.images import AddImages
from tlstudio.project.commands.shape_answers import AcceptShapes
from tlstudio.project.commands.shape_suggestions import ClearShapeSuggestions, SuggestShapes
from tlstudio.project.project import Project

MASK = rle.encode(np.eye(48, 64))


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "boxes", task=Task.DETECTION, labels=["cell", "rust"]) as opened:
        opened.run(AddImages(new_images(3)))
        yield opened


def said(project: Project, image_id: int) -> list[tuple[int, object, float | None, str]]:
    return [
        (one.label_id, one.geometry, one.score, one.source)
        for one in project.read.shape_suggestions([image_id])[image_id]
    ]


def test_suggestions_are_kept_beside_the_annotations(boxes: Project) -> None:
    suggestions = {1: [(1, Box(1, 2, 3, 4), 0.5, {}), (2, MASK, 0.9, {"colour": "red"})], 2: []}
    outcome = boxes.run(SuggestShapes(suggestions, source="a.json"))
    assert (outcome.result, outcome.text) == (2, "Suggest 2 shapes on 2 images")
    assert said(boxes, 1) == [(2, MASK, 0.9, "a.json"), (1, Box(1, 2, 3, 4), 0.5, "a.json")]
    assert boxes.read.shape_suggestions([1])[1][0].attributes == {"colour": "red"}
    assert boxes.read.annotations([1])[1] == ()
    assert boxes.read.image(1).state is State.UNDECIDED
    assert outcome.changes.touches_id("shape_suggestion", 1)
    assert not outcome.changes.touches_id("shape_suggestion", 2)


def test_a_source_replaces_its_own_open_suggestions_only(boxes: Project) -> None:
    boxes.run(SuggestShapes({1: [(1, Box(1, 2, 3, 4), 0.5, {})]}, source="a"))
    boxes.run(SuggestShapes({1: [(2, Box(1, 2, 3, 4), None, {})]}, source="b"))
    boxes.run(SuggestShapes({1: [(1, Box(5, 5, 3, 4), 0.7, {})]}, source="a"))
    assert said(boxes, 1) == [(1, Box(5, 5, 3, 4), 0.7, "a"), (2, Box(1, 2, 3, 4), None, "b")]
    boxes.undo()
    assert [one[1] for one in said(boxes, 1)] == [Box(1, 2, 3, 4)] * 2
    boxes.redo()
    boxes.run(SuggestShapes({1: []}, source="a"))
    assert [one[3] for one in said(boxes, 1)] == ["b"]
    ids = [one.id for one in boxes.read.shape_suggestions([1])[1]]
    assert boxes.run(ClearShapeSuggestions([*ids, *ids, 999])).result == 1
    assert said(boxes, 1) == []
    boxes.undo()
    assert [one[3] for one in said(boxes, 1)] == ["b"]


def test_a_new_model_takes_the_place_of_what_another_said_alike(boxes: Project) -> None:
    boxes.run(SuggestShapes({1: [(1, Box(10, 10, 30, 30), 0.5, {}), (1, Box(60, 60, 20, 20), 0.4, {})]}, source="old"))
    first, second = (one.id for one in boxes.read.shape_suggestions([1])[1])
    boxes.run(AcceptShapes([second]))
    boxes.run(SuggestShapes({1: [(1, Box(11, 10, 30, 30), 0.8, {}), (1, Box(60, 60, 20, 20), 0.9, {})]}, source="new"))
    assert said(boxes, 1) == [(1, Box(11, 10, 30, 30), 0.8, "new")], "what was accepted is not asked again"
    kept = boxes.read.review.shapes([first, second])
    assert [one.id for one in kept] == [second], "only what nobody had answered went"
    boxes.undo()
    assert said(boxes, 1) == [(1, Box(10, 10, 30, 30), 0.5, "old")]


@pytest.mark.parametrize(
    ("suggested", "sentence"),
    [
        ((9, Box(1, 1, 2, 2), 0.5, {}), "does not exist"),
        ((1, Box(1, 1, -2, 2), 0.5, {}), "negative size"),
        ((1, Polygon((((0, 0), (1, 1)),)), 0.5, {}), "fewer than three points"),
        ((1, Box(1, 1, 2, 2), 1.5, {}), "not between 0 and 1"),
        ((1, Box(1, 1, 2, 2), float("nan"), {}), "not between 0 and 1"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(boxes: Project, suggested, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        boxes.run(SuggestShapes({1: [(1, Box(1, 1, 2, 2), 0.5, {}), suggested]}, source="a"))
    assert said(boxes, 1) == []


def test_projects_of_whole_images_and_sources_without_a_name_are_refused(project: Project, boxes: Project) -> None:
    with pytest.raises(UsageError, match="not shapes"):
        project.run(SuggestShapes({1: []}, source="a"))
    with pytest.raises(UsageError, match="source"):
        boxes.run(SuggestShapes({1: []}))
    assert boxes.run(SuggestShapes({99: [(1, Box(1, 1, 2, 2), 0.5, {})]}, source="a")).result == 0
