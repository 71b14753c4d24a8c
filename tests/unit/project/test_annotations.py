"""Shapes in a project: stored, imported, counted, undone, exported."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.formats.shape_tests import picture
from tests.unit.project.conftest import new_images
from tlstudio.core.errors import UsageError
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Point, Polygon, RotatedBox
from tlstudio.core.words import Annotation, Origin, State, Task
from tlstudio.project.adding import add_images
from tlstudio.project.commands.annotations import SetAnnotations
from tlstudio.project.commands.decisions import ClearDecision, Decide, Reject
from tlstudio.project.commands.images import AddImages
from tlstudio.project.commands.labels import AddLabels, DeleteLabel, MergeLabels
from tlstudio.project.commands.shapes import EditShapes, PutOffImages
from tlstudio.project.exporting import export_decisions
from tlstudio.project.importing import import_decisions
from tlstudio.project.project import Project


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[Project]:
    for number in range(4):
        picture(tmp_path / "photos" / f"{number}.png", number=number)
    with Project.create(tmp_path / "boxes", task=Task.DETECTION, labels=["cell", "rust"]) as opened:
        add_images(opened, [tmp_path / "photos"])
        yield opened


def coco_file(tmp_path: Path, count: int = 2) -> Path:
    content = {
        "images": [{"id": n, "file_name": f"{n}.png"} for n in range(4)],
        "categories": [{"id": 1, "name": "cell"}, {"id": 2, "name": "new"}],
        "annotations": [
            {"id": n, "image_id": n, "category_id": 1 + n % 2, "bbox": [1 + n, 2, 10, 10]} for n in range(count)
        ],
    }
    path = tmp_path / "instances.json"
    path.write_text(json.dumps(content))
    return path


ALL_KINDS = (
    Annotation(0, 0, 1, Box(1, 2, 3, 4), {"colour": "red", "age": 3.5, "new": True}, occluded=True, note="hm"),
    Annotation(0, 0, 2, RotatedBox(20, 20, 9, 4, 30), truncated=True, group=1),
    Annotation(0, 0, 1, Polygon((((0, 0), (9, 0), (9, 9)),), (((5, 1), (8, 1), (8, 4)),)), difficult=True, group=1),
    Annotation(0, 0, 2, Point(3, 4), z=5, origin=Origin.SCRIPT, score=0.5),
    Annotation(0, 0, 2, rle.encode(np.eye(48, 64)), z=-1),
    Annotation(0, 0, 1),
)


def said(annotations: tuple[Annotation, ...]) -> list[Annotation]:
    return [replace(one, id=0, image_id=0) for one in annotations]


def test_everything_said_about_a_shape_is_kept(boxes: Project, tmp_path: Path) -> None:
    boxes.run(SetAnnotations({1: ALL_KINDS}))
    assert said(boxes.read.annotations([1])[1]) == sorted(ALL_KINDS, key=lambda one: one.z)
    image = boxes.read.image(1)
    assert (image.state, image.label_ids) == (State.LABELLED, (1, 2))
    boxes.close()
    with Project.open(tmp_path / "boxes") as again:
        assert said(again.read.annotations([1])[1]) == sorted(ALL_KINDS, key=lambda one: one.z)
        assert again.read.counts().annotations == {1: 3, 2: 3}
        assert again.read.counts().by_label == {1: 1, 2: 1}


def test_an_edit_keeps_the_ids_of_what_stays(boxes: Project) -> None:
    boxes.run(SetAnnotations({1: ALL_KINDS[:3]}))
    first, second, third = boxes.read.annotations([1])[1]
    moved = replace(second, geometry=RotatedBox(21, 20, 9, 4, 30))
    outcome = boxes.run(SetAnnotations({1: [first, moved, ALL_KINDS[3]]}))
    found = boxes.read.annotations([1])[1]
    assert [one.id for one in found][:2] == [first.id, second.id]
    assert third.id not in [one.id for one in found]
    assert outcome.changes.touches_id("annotation", 1)
    boxes.undo()
    assert boxes.read.annotations([1])[1] == (first, second, third)


def test_reviewed_and_empty_is_not_undecided(boxes: Project) -> None:
    boxes.run(SetAnnotations({1: ()}))
    boxes.run(SetAnnotations({2: ALL_KINDS[:1]}, finished=False))
    assert [boxes.read.image(i).state for i in (1, 2, 3)] == [State.REJECTED, State.UNDECIDED, State.UNDECIDED]
    assert boxes.read.image(2).label_ids == (1,)


def test_shapes_and_whole_images_are_kept_apart(boxes: Project, project: Project) -> None:
    for command in (Decide([1], [1]), Reject([1]), ClearDecision([1])):
        with pytest.raises(UsageError, match="decided by their shapes"):
            boxes.run(command)
    with pytest.raises(UsageError, match="takes labels of whole images"):
        project.run(SetAnnotations({1: ALL_KINDS}))
    with pytest.raises(UsageError, match="does not exist"):
        boxes.run(SetAnnotations({1: [Annotation(0, 1, 99, Box(1, 1, 2, 2))]}))
    with pytest.raises(UsageError, match="A box has a negative size"):
        boxes.run(SetAnnotations({1: [Annotation(0, 1, 1, Box(1, 1, -2, 2))]}))
    assert boxes.read.annotations([1])[1] == ()


def test_labels_of_shapes_are_merged_and_deleted_with_them(boxes: Project) -> None:
    boxes.run(SetAnnotations({1: ALL_KINDS, 2: ALL_KINDS[1:2]}))
    boxes.run(MergeLabels(2, 1))
    assert {one.label_id for one in boxes.read.annotations([1])[1]} == {1}
    assert boxes.read.image(2).label_ids == (1,)
    boxes.undo()
    boxes.run(DeleteLabel(2))
    assert len(boxes.read.annotations([1])[1]) == 3
    assert (boxes.read.image(2).state, boxes.read.annotations([2])[2]) == (State.UNDECIDED, ())
    boxes.undo()
    assert len(boxes.read.annotations([1])[1]) == len(ALL_KINDS)


def test_a_label_that_goes_finishes_no_image(boxes: Project) -> None:
    boxes.run(EditShapes(1, added=ALL_KINDS))
    boxes.run(EditShapes(2, added=ALL_KINDS))
    boxes.run(PutOffImages([2]))
    boxes.run(SetAnnotations({3: ALL_KINDS}))
    before = [boxes.read.image(i).state for i in (1, 2, 3)]
    assert before == [State.UNDECIDED, State.SKIPPED, State.LABELLED]
    decided = {i: len(boxes.read.decisions(i)) for i in (1, 2, 3)}
    for command, labels in ((MergeLabels(2, 1), (1,)), (DeleteLabel(2), (1,))):
        boxes.run(command)
        assert [boxes.read.image(i).state for i in (1, 2, 3)] == before
        assert [boxes.read.image(i).label_ids for i in (1, 2, 3)] == [labels] * 3
        assert {i: len(boxes.read.decisions(i)) for i in (1, 2, 3)} == decided, "nobody has looked at them"
        boxes.undo()
        assert [boxes.read.image(i).label_ids for i in (1, 2, 3)] == [(1, 2)] * 3


def test_an_import_can_be_tried_done_repeated_and_undone(boxes: Project, tmp_path: Path) -> None:
    path = coco_file(tmp_path)
    before = boxes.read.revision()
    dry = import_decisions(boxes, "auto", path, images=tmp_path / "photos", dry_run=True)
    assert boxes.read.revision() == before
    real = import_decisions(boxes, "coco", path, images=tmp_path / "photos")
    assert (dry.format, dry.images, dry.annotations, dry.created) == ("coco", 4, 2, 4)
    assert (real.images, real.annotations, real.created, real.labels) == (4, 2, 4, ("cell", "new"))
    assert boxes.read.counts().by_state[State.REJECTED] == 2
    one = boxes.read.annotations([1])[1][0]
    assert (one.geometry, one.origin) == (Box(1, 2, 10, 10), Origin.IMPORT)

    again = import_decisions(boxes, "coco", path, images=tmp_path / "photos")
    assert (again.created, again.updated, again.unchanged, again.skipped) == (0, 0, 4, ())
    other = coco_file(tmp_path, 4)
    kept = import_decisions(boxes, "coco", other, images=tmp_path / "photos")
    assert (kept.unchanged, [one.reason for one in kept.skipped]) == (
        2,
        ["is decided as empty already; that was kept"] * 2,
    )
    changed = import_decisions(boxes, "coco", other, images=tmp_path / "photos", on_conflict="update")
    assert (changed.updated, changed.unchanged) == (2, 2)
    boxes.undo(2)
    assert boxes.read.counts().annotations == {1: 0, 2: 0}
    assert [label.name for label in boxes.read.labels()] == ["cell", "rust"]


def test_an_import_registers_pictures_and_exports_what_it_took(tmp_path: Path) -> None:
    for number in range(4):
        picture(tmp_path / "photos" / f"{number}.png", number=number)
    with Project.create(tmp_path / "fresh", task=Task.SEGMENTATION) as fresh:
        done = import_decisions(fresh, "coco", coco_file(tmp_path), images=tmp_path / "photos")
        assert (done.added, done.created) == (4, 4)
        out = export_decisions(fresh, "coco", tmp_path / "out", with_images=True)
        assert (out.images, out.annotations, len(out.files)) == (4, 2, 5)
        with pytest.raises(UsageError, match="A segmentation project cannot be written as csv"):
            export_decisions(fresh, "csv", tmp_path / "x.csv")
    with Project.create(tmp_path / "second", task=Task.DETECTION) as second:
        back = import_decisions(second, "auto", tmp_path / "out")
        assert (back.images, back.annotations, back.skipped) == (4, 2, ())


# Numbers that no decimal fraction and no share of the size holds exactly.
ODD = (
    Annotation(0, 0, 1, Box(1 / 3, 2.00005, 10 / 7, 9.12345)),
    Annotation(0, 0, 1, Box(1 / 3, 2.00005, 10 / 7, 19.12345)),
    Annotation(0, 0, 2, Box(30 / 7, 1.00005, 3 / 7, 5 / 3)),
)


@pytest.mark.parametrize("key", ["coco", "voc", "yolo", "labelme", "cvat"])
def test_what_was_exported_and_comes_back_is_nothing_new(boxes: Project, tmp_path: Path, key: str) -> None:
    boxes.run(SetAnnotations({1: ODD, 2: ODD[:1], 3: ODD[1:]}))
    export_decisions(boxes, key, tmp_path / "out")
    again = import_decisions(boxes, key, tmp_path / "out")
    assert (again.format, again.unchanged, again.created, again.updated, again.added) == (key, 3, 0, 0, 0)
    assert again.skipped == ()
    boxes.run(SetAnnotations({2: [Annotation(0, 0, 1, Box(1 / 3, 2.1, 10 / 7, 9.12345))], 3: ODD[:2]}))
    other = import_decisions(boxes, key, tmp_path / "out", on_conflict="update")
    assert (other.unchanged, other.updated) == (1, 2)


def test_a_file_that_does_not_fit_the_task_says_so(boxes: Project, project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no labels of whole images, and this is a classification project"):
        import_decisions(project, "coco", coco_file(tmp_path), images=tmp_path / "photos")
    table = tmp_path / "labels.csv"
    table.write_text("path,label\nphotos/1.png,cell\n")
    with pytest.raises(UsageError, match="holds labels of whole images, and this is a detection project"):
        import_decisions(boxes, "csv", table)
    with pytest.raises(UsageError, match="is not known"):
        import_decisions(boxes, "coco", coco_file(tmp_path), empty="perhaps")


def test_what_needs_whole_images_answers_in_a_sentence(boxes: Project) -> None:
    future = boxes.suggestions.refresh()
    with pytest.raises(UsageError, match="Suggestions for detection projects are not part of this version"):
        future.result(timeout=0)
    assert "not part of this version" in boxes.suggestions.missing_reason()
    with pytest.raises(UsageError, match="not part of this version"):
        boxes.runs.plan()


steps = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.integers(1, 4), st.lists(st.sampled_from(ALL_KINDS), max_size=4), st.booleans()),
        st.tuples(st.sampled_from(("undo", "redo", "merge"))),
        st.tuples(st.just("label"), st.sampled_from("abc")),
    ),
    max_size=8,
)


@settings(max_examples=15)
@given(steps)
def test_any_steps_undone_all_give_the_state_before(done: list[tuple[object, ...]]) -> None:
    def state() -> object:
        ids = [1, 2, 3, 4]
        return project.read.annotations(ids), project.read.images(ids), project.read.labels()

    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "p", task=Task.DETECTION, labels=["cell", "rust"]) as project,
    ):
        project.run(AddImages(new_images(4)))
        start, last_of_setup = state(), project.read.next_undo()
        for name, *rest in done:
            if name != "undo" or project.read.next_undo() != last_of_setup:
                _do(project, str(name), rest)
        end = state()
        count = 0
        while project.undo() is not None:
            count += 1
        assert project.read.labels() == []
        if count:
            project.redo(count)
        assert state() == end
        while project.undo() is not None:
            pass
        # The two steps that made the project.
        project.redo(2)
        assert state() == start


def _do(project: Project, name: str, rest: list[Any]) -> None:
    labels = [label.id for label in project.read.labels()]
    if name == "set":
        image_id, annotations, finished = rest
        if {one.label_id for one in annotations} <= set(labels):
            project.run(SetAnnotations({image_id: annotations}, finished=finished))
    elif name == "label":
        project.run(AddLabels([str(rest[0])]))
    elif name == "merge" and len(labels) > 1:
        project.run(MergeLabels(labels[-1], labels[0]))
    elif name == "undo":
        project.undo()
    elif name == "redo":
        project.redo()


def test_an_image_that_is_gone_is_left_out(boxes: Project) -> None:
    assert boxes.run(SetAnnotations({99: ALL_KINDS, 1: ALL_KINDS[:1]})).result == 1
