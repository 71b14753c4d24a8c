"""Shapes from scripts: listed, drawn, changed, deleted, finished, suggested and answered, with declared attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import tlstudio
from tests.unit.formats.shape_tests import picture
from tlstudio.core.errors import UsageError
from tlstudio.core.geometry.shapes import Box, Polygon
from tlstudio.core.words import Annotation, AttributeKind, AttributeSpec, Origin, State
from tlstudio.project.api import StudioProject

STAGE = AttributeSpec("stage", AttributeKind.CHOICE, ("early", "late"), "early")


@pytest.fixture
def cells(tmp_path: Path) -> Iterator[StudioProject]:
    """Three pictures and one label."""
    for number, name in enumerate("abc"):
        picture(tmp_path / "photos" / f"{name}.png", number=number)
    with tlstudio.create(tmp_path / "cells", task="segmentation", labels=["cell"]) as opened:
        opened.add(tmp_path / "photos")
        yield opened


def test_a_shape_is_drawn_changed_and_deleted_each_with_one_undo(cells: StudioProject) -> None:
    drawn = cells.draw("a.png", "cell", Box(1, 2, 10, 12), note="blurred")
    assert (drawn.geometry, drawn.note, drawn.origin) == (Box(1, 2, 10, 12), "blurred", Origin.SCRIPT)
    cells.change(replace(drawn, geometry=Box(2, 2, 10, 12), difficult=True))
    (now,) = cells.annotations("a.png")
    assert (now.geometry, now.difficult, now.id) == (Box(2, 2, 10, 12), True, drawn.id)
    other = cells.draw("b.png", "cell", Polygon((((1, 1), (20, 1), (10, 20)),)))
    assert cells.delete([now, other, now]) == 2
    assert cells.annotations("a.png") == cells.annotations("b.png") == ()
    assert cells.delete(other) == 0
    cells.undo()
    assert [len(cells.annotations(name)) for name in ("a.png", "b.png")] == [1, 1]
    cells.undo(3)
    assert cells.annotations("a.png") == ()


def test_a_new_label_comes_and_goes_with_its_first_shape(cells: StudioProject) -> None:
    cells.draw("a.png", "debris", Box(1, 2, 10, 12))
    assert cells.labels() == ["cell", "debris"]
    cells.undo()
    assert cells.labels() == ["cell"]


def test_finished_without_shapes_is_said_and_taken_back(cells: StudioProject) -> None:
    assert cells.finish(["a.png", "b.png"]) == 2
    assert len(cells.images(state=State.UNDECIDED)) == 1
    assert cells.finish("a.png", finished=False) == 1
    assert len(cells.images(state=State.UNDECIDED)) == 2


def test_suggested_shapes_are_accepted_and_rejected(cells: StudioProject) -> None:
    shapes = [("cell", Box(1, 1, 10, 10), 0.9), ("cell", Box(30, 20, 10, 10), 0.3), ("dust", Box(50, 1, 5, 5), None)]
    assert cells.suggest_shapes("a.png", shapes, source="model") == 3
    assert [one.score for one in cells.suggested_shapes("a.png")] == [0.9, 0.3, None]
    assert cells.accept(above=0.5) == 1
    assert cells.reject(label="cell") == 1
    assert [one.score for one in cells.suggested_shapes()] == [None]
    (kept,) = cells.annotations("a.png")
    assert (kept.geometry, kept.score, kept.origin) == (Box(1, 1, 10, 10), 0.9, Origin.SUGGESTION)
    assert cells.suggest_shapes("a.png", shapes[:2], source="model") == 0


def test_attributes_are_declared_and_hold(cells: StudioProject) -> None:
    cells.declare_attributes("cell", STAGE, AttributeSpec("count", AttributeKind.NUMBER))
    assert [spec.name for spec in cells.attributes("cell")] == ["stage", "count"]
    drawn = cells.draw("a.png", "cell", Box(1, 1, 9, 9), attributes={"count": 2, "said": "by me"})
    assert drawn.attributes == {"stage": "early", "count": 2, "said": "by me"}
    with pytest.raises(UsageError, match="cannot be the stage") as refused:
        cells.draw("a.png", "cell", Box(1, 1, 9, 9), attributes={"stage": "never"})
    assert refused.value.hint == "It is declared as choice: early, late."
    with pytest.raises(UsageError, match="cannot be the count"):
        cells.change(replace(drawn, attributes={"count": True}))
    assert len(cells.annotations("a.png")) == 1


def test_what_makes_no_sense_is_refused(cells: StudioProject, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not in the project"):
        cells.draw("z.png", "cell", Box(1, 1, 9, 9))
    with pytest.raises(UsageError, match="negative size"):
        cells.draw("a.png", "new", Box(1, 1, -9, 9))
    assert cells.labels() == ["cell"]
    with pytest.raises(UsageError, match="no label"):
        cells.attributes("cel")
    with pytest.raises(UsageError):
        cells.change(Annotation(99, 1, 1, Box(1, 1, 9, 9)))
    with tlstudio.create(tmp_path / "whole") as whole:
        whole.add(tmp_path / "photos")
        with pytest.raises(UsageError, match="whole images"):
            whole.draw("a.png", "cell", Box(1, 1, 9, 9))


def test_the_guide_names_every_call(cells: StudioProject) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "guide" / "python-api.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(\w+)\(", guide))
    calls = {name for name in dir(cells) if not name.startswith("_")} - {"project", "close"}
    assert calls - named - {"reject", "skip", "clear"} == set()


def test_labels_of_the_whole_image_are_given_and_taken_away(cells: StudioProject) -> None:
    cells.draw("a.png", "cell", Box(1, 2, 10, 12))
    assert cells.label_images(["a.png", "b.png"], ["night", "cell"]) == 2
    assert cells.label_images("a.png", "night") == 0
    assert cells.labels() == ["cell", "night"]
    assert [one.kind for one in cells.annotations("a.png")] == ["box", "image", "image"]
    assert {one.origin for one in cells.annotations("b.png")} == {Origin.SCRIPT}
    assert [image.path.split("/")[-1] for image in cells.images(label="night")] == ["a.png", "b.png"]
    assert cells.label_images(["a.png", "c.png"], "cell", remove=True) == 1
    assert [one.kind for one in cells.annotations("a.png")] == ["box", "image"]
    cells.undo(2)
    assert cells.labels() == ["cell"]
    assert [len(cells.annotations(name)) for name in ("a.png", "b.png")] == [1, 0]
    with pytest.raises(UsageError):
        cells.label_images("a.png", "dusk", remove=True)


def test_a_project_of_classes_takes_decisions_and_stays_as_it_was(tmp_path: Path) -> None:
    picture(tmp_path / "photos" / "a.png", number=1)
    with tlstudio.create(tmp_path / "classes", labels=["good"]) as classes:
        classes.add(tmp_path / "photos")
        with pytest.raises(UsageError, match="decided by their label"):
            classes.label_images("a.png", "night")
        assert classes.labels() == ["good"]
