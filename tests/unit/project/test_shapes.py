"""Shapes of one image, gesture by gesture, and finished images."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.project.conftest import new_images
from tlstudio.core.errors import UsageError
from tlstudio.core.geometry.shapes import Box, Point
from tlstudio.core.words import Annotation, State, Task
from tlstudio.project.commands.images import AddImages
from tlstudio.project.commands.shapes import EditShapes, FinishImages, PutOffImages
from tlstudio.project.project import Project


def new_project(folder: Path, task: Task = Task.DETECTION) -> Project:
    project = Project.create(folder, task=task, labels=["cell", "platelet"])
    project.run(AddImages(new_images(2)))
    return project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "p") as opened:
        yield opened


def box(label_id: int = 1, x: float = 2.0) -> Annotation:
    return Annotation(0, 1, label_id, Box(x, 3.0, 10.0, 20.0))


def geometries(project: Project) -> list[object]:
    return [one.geometry for one in project.read.annotations([1])[1]]


def test_a_drawn_box_is_stored_with_its_own_id(project: Project) -> None:
    (new_id,) = project.run(EditShapes(1, added=[box()])).result
    (stored,) = project.read.annotations([1])[1]
    assert (stored.id, stored.geometry, stored.label_id) == (new_id, Box(2.0, 3.0, 10.0, 20.0), 1)
    assert project.read.image(1).state is State.UNDECIDED
    assert project.read.image(1).label_ids == (1,)


def test_one_gesture_is_one_undo_step(project: Project) -> None:
    first, second = project.run(EditShapes(1, added=[box(), box(2, 30)])).result
    stored = {one.id: one for one in project.read.annotations([1])[1]}
    moved = replace(stored[first], geometry=Box(5.0, 5.0, 10.0, 20.0))
    project.run(EditShapes(1, changed=[moved], deleted=[second], text="Move a box"))
    assert geometries(project) == [Box(5.0, 5.0, 10.0, 20.0)]
    assert project.read.next_undo() == "Move a box"
    project.undo()
    assert len(geometries(project)) == 2
    project.redo()
    assert geometries(project) == [Box(5.0, 5.0, 10.0, 20.0)]


def test_finished_and_finished_empty(project: Project) -> None:
    (shape_id,) = project.run(EditShapes(1, added=[box()])).result
    project.run(FinishImages([1, 2]))
    assert [project.read.image(i).state for i in (1, 2)] == [State.LABELLED, State.REJECTED]
    project.run(EditShapes(1, deleted=[shape_id]))
    assert project.read.image(1).state is State.REJECTED
    project.run(EditShapes(1, added=[box(2)]))
    assert project.read.image(1).state is State.LABELLED
    project.run(FinishImages([1], finished=False))
    assert project.read.image(1).state is State.UNDECIDED
    assert len(geometries(project)) == 1


def test_undo_of_a_moved_shape_names_its_image(project: Project) -> None:
    (shape_id,) = project.run(EditShapes(1, added=[box()])).result
    project.run(EditShapes(1, changed=[replace(box(x=9.0), id=shape_id)]))
    undone = project.undo()
    assert undone is not None
    assert undone.image_ids == (1,)


def test_labels_of_the_image_follow_its_shapes(project: Project) -> None:
    first, _second = project.run(EditShapes(1, added=[box(2), box(2, 30)])).result
    project.run(EditShapes(1, added=[box(1, 40)]))
    assert project.read.image(1).label_ids == (1, 2)
    project.run(EditShapes(1, changed=[replace(box(1), id=first)]))
    assert project.read.image(1).label_ids == (1, 2)
    project.run(EditShapes(1, deleted=[_second]))
    assert project.read.image(1).label_ids == (1,)


def test_an_image_put_off_keeps_its_shapes(project: Project) -> None:
    project.run(EditShapes(1, added=[box()]))
    project.run(PutOffImages([1]))
    assert (project.read.image(1).state, project.read.image(1).label_ids) == (State.SKIPPED, (1,))


@pytest.mark.parametrize(
    "command",
    [
        EditShapes(1, added=[box(label_id=9)]),
        EditShapes(1, added=[Annotation(0, 1, 1, Box(0, 0, 0, 5))]),
        EditShapes(1, changed=[replace(box(), id=77)]),
        EditShapes(99, added=[box()]),
    ],
)
def test_what_makes_no_sense_is_refused_whole(project: Project, command: EditShapes) -> None:
    with pytest.raises(UsageError):
        project.run(command)
    assert geometries(project) == []


def test_a_shape_of_another_image_is_not_touched(project: Project) -> None:
    (shape_id,) = project.run(EditShapes(1, added=[box()])).result
    with pytest.raises(UsageError):
        project.run(EditShapes(2, deleted=[shape_id]))
    assert len(geometries(project)) == 1


def test_projects_about_whole_images_take_no_shapes(tmp_path: Path) -> None:
    with new_project(tmp_path / "c", Task.CLASSIFICATION) as project:
        for command in (EditShapes(1, added=[box()]), FinishImages([1])):
            with pytest.raises(UsageError):
                project.run(command)


STEP = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 2), st.floats(0, 50)),
    st.tuples(st.just("move"), st.integers(0, 5), st.floats(0, 50)),
    st.tuples(st.just("delete"), st.integers(0, 5), st.just(0.0)),
    st.tuples(st.just("finish"), st.integers(0, 1), st.just(0.0)),
)


@settings(max_examples=25)
@given(st.lists(STEP, max_size=10))
def test_any_gestures_then_undo_all_gives_the_beginning_and_redo_all_the_end(
    steps: list[tuple[str, int, float]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder) / "p") as project:
        beginning = (project.read.annotations([1]), project.read.image(1))
        done = 0
        for what, number, place in steps:
            have = project.read.annotations([1])[1]
            if what == "add":
                command = EditShapes(1, added=[Annotation(0, 1, number, Point(place, place))])
            elif what == "finish":
                command = FinishImages([1], finished=bool(number))
            elif not have:
                continue
            elif what == "move":
                one = have[number % len(have)]
                command = EditShapes(1, changed=[replace(one, geometry=Point(place, 1.0))])
            else:
                command = EditShapes(1, deleted=[have[number % len(have)].id])
            done += bool(project.run(command).changes)
        end = (project.read.annotations([1]), project.read.image(1))
        for _ in range(done):
            project.undo()
        assert (project.read.annotations([1]), project.read.image(1)) == beginning
        for _ in range(done):
            project.redo()
        assert (project.read.annotations([1]), project.read.image(1)) == end
