"""Any sequence of edits, with everything that can be said of objects: undo all gives the beginning, redo all the end."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.project.conftest import new_images
from tlstudio.core.geometry.shapes import Box, Point, Polygon
from tlstudio.core.words import Annotation, AttributeKind, AttributeSpec, Label, Task
from tlstudio.project.commands.image_labels import LabelWholeImages
from tlstudio.project.commands.images import AddImages
from tlstudio.project.commands.labels import MergeLabels, RenameLabel, SetLabelAttributes
from tlstudio.project.commands.shapes import EditShapes, FinishImages
from tlstudio.project.project import Project

GEOMETRIES = [
    Box(1, 2, 10, 12),
    Point(3, 4),
    Polygon((((0, 0), (9, 0), (9, 9)),)),
    Polygon((((0, 0), (20, 0), (20, 20), (0, 20)),), (((5, 5), (9, 5), (9, 9)),)),
]
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["state", "age", "alive"]), st.one_of(st.booleans(), st.text(max_size=4), st.floats(-9, 9))
)
OBJECTS = st.builds(
    Annotation,
    st.just(0),
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from(GEOMETRIES),
    ATTRIBUTES,
    occluded=st.booleans(),
    truncated=st.booleans(),
    difficult=st.booleans(),
    note=st.text(max_size=5),
    group=st.one_of(st.none(), st.integers(1, 3)),
    z=st.integers(-2, 2),
    locked=st.booleans(),
    hidden=st.booleans(),
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "change", "delete", "finish", "label", "unlabel", "declare", "rename", "merge", "undo", "redo"]
        ),
        OBJECTS,
    ),
    min_size=1,
    max_size=12,
)

Picture = tuple[dict[int, tuple[Annotation, ...]], list[Label], list[object]]


def picture(project: Project) -> Picture:
    """Everything that a person can see of the project."""
    images = [project.read.image(number) for number in (1, 2)]
    told = [(one.state, one.label_ids, one.decided_at, one.flagged) for one in images]
    return project.read.annotations([1, 2]), project.read.labels(), list(told)


def edit(project: Project, what: str, given_object: Annotation) -> None:
    image_id = given_object.image_id
    labels = {label.id for label in project.read.labels()}
    wanted = given_object if given_object.label_id in labels else replace(given_object, label_id=1)
    there = project.read.annotations([image_id])[image_id]
    moves: dict[str, Callable[[], object]] = {
        "add": lambda: project.run(EditShapes(image_id, added=[wanted, wanted])),
        "change": lambda: project.run(EditShapes(image_id, changed=[replace(wanted, id=one.id) for one in there[:2]])),
        "delete": lambda: project.run(EditShapes(image_id, deleted=[one.id for one in there[-1:]])),
        "finish": lambda: project.run(FinishImages([image_id], finished=wanted.occluded)),
        "label": lambda: project.run(LabelWholeImages([1, image_id], added=[wanted.label_id])),
        "unlabel": lambda: project.run(LabelWholeImages([image_id], removed=[wanted.label_id])),
        "declare": lambda: project.run(
            SetLabelAttributes(1, [AttributeSpec("state", AttributeKind.YES_NO, (), wanted.hidden)])
        ),
        "rename": lambda: project.run(RenameLabel(1, f"cell {wanted.z}")),
        "merge": lambda: project.run(MergeLabels(2, 1)) if 2 in labels else None,
        "undo": project.undo,
        "redo": project.redo,
    }
    moves[what]()


@settings(max_examples=25)
@given(EDITS)
def test_undo_all_gives_the_beginning_and_redo_all_the_end(edits: list[tuple[str, Annotation]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "p"
        with Project.create(root, task=Task.DETECTION, labels=["cell", "platelet"]) as project:
            project.run(AddImages(new_images(2)))
            beginning, steps_before = picture(project), len(project.read.history(1000))
            for what, given_object in edits:
                # What was there before the first edit is not taken back.
                undoable = [row for row in project.read.history(1000) if not row.undone]
                if what != "undo" or len(undoable) > steps_before:
                    edit(project, what, given_object)
            while project.redo() is not None:
                continue
            end = picture(project)
        with Project.open(root) as project:
            assert picture(project) == end
            number = sum(1 for row in project.read.history(1000) if not row.undone) - steps_before
            if number:
                project.undo(number)
            assert picture(project) == beginning
            if number:
                project.redo(number)
            assert picture(project) == end
