"""Labels of the whole image in a project about shapes: given, taken away, merged, deleted, counted apart from shapes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.project.conftest import new_images
from tlstudio.core.errors import UsageError
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, Origin, State, Task
from tlstudio.project.commands.image_labels import LabelWholeImages
from tlstudio.project.commands.images import AddImages
from tlstudio.project.commands.labels import DeleteLabel, MergeLabels
from tlstudio.project.commands.shapes import EditShapes, FinishImages
from tlstudio.project.project import Project
from tlstudio.store.filters import ImageFilter

CELL, NIGHT, BLURRED = 1, 2, 3
BOX = Annotation(0, 1, CELL, Box(2, 3, 10, 20))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p", task=Task.DETECTION, labels=["cell", "night", "blurred"]) as opened:
        opened.run(AddImages(new_images(3)))
        yield opened


def of_whole(project: Project, image_id: int) -> list[int]:
    return [one.label_id for one in project.read.annotations([image_id])[image_id] if one.geometry is None]


def cached(project: Project, image_id: int) -> tuple[int, ...]:
    return project.read.image(image_id).label_ids


def test_several_images_get_a_label_in_one_undo_step(project: Project) -> None:
    project.run(EditShapes(1, added=[BOX]))
    outcome = project.run(LabelWholeImages([1, 2, 99], added=[NIGHT, NIGHT]))
    assert outcome.result == 2
    assert [of_whole(project, i) for i in (1, 2, 3)] == [[NIGHT], [NIGHT], []]
    assert [cached(project, i) for i in (1, 2, 3)] == [(CELL, NIGHT), (NIGHT,), ()]
    assert {one.origin for one in project.read.annotations([2])[2]} == {Origin.PERSON}
    assert project.read.next_undo() == "Give 2 images as a whole the label night"
    assert set(project.read.image_ids(ImageFilter(label_ids=(NIGHT,)))) == {1, 2}
    project.undo()
    assert [(of_whole(project, i), cached(project, i)) for i in (1, 2)] == [([], (CELL,)), ([], ())]
    project.redo()
    assert [cached(project, i) for i in (1, 2)] == [(CELL, NIGHT), (NIGHT,)]


def test_what_is_carried_already_is_not_doubled_and_leaves_no_history(project: Project) -> None:
    project.run(LabelWholeImages([1], added=[NIGHT]))
    before = len(project.read.history(10))
    assert project.run(LabelWholeImages([1], added=[NIGHT])).step is None
    assert project.run(LabelWholeImages([1], removed=[BLURRED])).result == 0
    assert len(project.read.history(10)) == before
    assert project.run(LabelWholeImages([1, 2], added=[NIGHT])).result == 1
    assert of_whole(project, 1) == [NIGHT]


def test_taking_away_leaves_shapes_with_the_same_label(project: Project) -> None:
    project.run(EditShapes(1, added=[BOX]))
    project.run(LabelWholeImages([1], added=[CELL, BLURRED]))
    project.run(LabelWholeImages([1], added=[NIGHT], removed=[CELL, BLURRED]))
    assert of_whole(project, 1) == [NIGHT]
    assert cached(project, 1) == (CELL, NIGHT)
    assert project.read.annotations([1])[1][0].geometry == BOX.geometry


def test_a_shape_that_goes_leaves_the_label_of_the_whole_image(project: Project) -> None:
    (shape_id,) = project.run(EditShapes(1, added=[BOX])).result
    project.run(LabelWholeImages([1], added=[CELL]))
    project.run(EditShapes(1, deleted=[shape_id]))
    assert (of_whole(project, 1), cached(project, 1)) == ([CELL], (CELL,))


def test_the_finished_state_stays_and_empty_follows(project: Project) -> None:
    project.run(FinishImages([1]))
    project.run(LabelWholeImages([1, 2], added=[NIGHT]))
    assert [project.read.image(i).state for i in (1, 2)] == [State.LABELLED, State.UNDECIDED]
    project.run(LabelWholeImages([1, 2], removed=[NIGHT]))
    assert [project.read.image(i).state for i in (1, 2)] == [State.REJECTED, State.UNDECIDED]
    project.run(LabelWholeImages([2], added=[BLURRED]))
    project.run(FinishImages([2]))
    assert project.read.image(2).state is State.LABELLED


def test_merging_labels_leaves_one_of_them_on_the_image(project: Project) -> None:
    project.run(EditShapes(1, added=[BOX]))
    project.run(LabelWholeImages([1], added=[NIGHT, BLURRED]))
    project.run(LabelWholeImages([2], added=[BLURRED]))
    project.run(MergeLabels(BLURRED, NIGHT))
    assert [of_whole(project, i) for i in (1, 2)] == [[NIGHT], [NIGHT]]
    assert [cached(project, i) for i in (1, 2)] == [(CELL, NIGHT), (NIGHT,)]
    project.run(MergeLabels(CELL, NIGHT))
    assert [(one.label_id, one.kind) for one in project.read.annotations([1])[1]] == [(NIGHT, "box"), (NIGHT, "image")]
    project.undo(2)
    assert of_whole(project, 1) == [NIGHT, BLURRED]


def test_deleting_a_label_takes_it_from_the_whole_image(project: Project) -> None:
    project.run(LabelWholeImages([1], added=[NIGHT, BLURRED]))
    project.run(FinishImages([1]))
    project.run(DeleteLabel(NIGHT))
    assert (of_whole(project, 1), cached(project, 1)) == ([BLURRED], (BLURRED,))
    assert project.read.image(1).state is State.LABELLED


def test_labels_of_whole_images_do_not_count_as_shapes(project: Project) -> None:
    project.run(EditShapes(1, added=[BOX]))
    project.run(LabelWholeImages([1, 2], added=[NIGHT, BLURRED]))
    assert list(project.read.image_ids(ImageFilter(objects=(1, 1)))) == [1]
    assert list(project.read.image_ids(ImageFilter(objects=(0, 0)))) == [2, 3]
    assert list(project.read.image_ids(ImageFilter(sides=(0, 100)))) == [1]


def test_a_project_of_classes_and_unknown_labels_are_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        project.run(LabelWholeImages([1], added=[77]))
    with Project.create(tmp_path / "q", labels=["a"]) as classes:
        classes.run(AddImages(new_images(1)))
        with pytest.raises(UsageError, match="decided by their label"):
            classes.run(LabelWholeImages([1], added=[1]))
