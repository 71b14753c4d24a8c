"""The labels repeated with an image stay in step with its shapes, whatever an edit adds, relabels or deletes."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.project.conftest import new_images
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, Task
from tlstudio.project.commands.images import AddImages
from tlstudio.project.commands.shapes import EditShapes, FinishImages
from tlstudio.project.project import Project

EDITS = st.lists(
    st.tuples(st.lists(st.integers(1, 3), max_size=2), st.lists(st.integers(1, 3), max_size=2), st.integers(0, 2)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15)
@given(EDITS, st.booleans())
def test_the_image_carries_the_labels_of_its_shapes(
    edits: list[tuple[list[int], list[int], int]], finished: bool
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "p", task=Task.DETECTION, labels=["a", "b", "c"]) as project,
    ):
        project.run(AddImages(new_images(2)))
        project.run(EditShapes(2, added=[Annotation(0, 2, 3, Box(1, 1, 4, 4))]))
        if finished:
            project.run(FinishImages([1]))
        for added, relabelled, deleted in edits:
            there = project.read.annotations([1])[1]
            changed = [replace(one, label_id=new) for one, new in zip(there, relabelled, strict=False)]
            gone = [one.id for one in there[len(changed) :][:deleted]]
            new = [Annotation(0, 1, label_id, Box(2, 2, 5, 5)) for label_id in added]
            project.run(EditShapes(1, added=new, changed=changed, deleted=gone))
            wanted = tuple(sorted({one.label_id for one in project.read.annotations([1])[1]}))
            assert project.read.image(1).label_ids == wanted
        assert project.read.image(2).label_ids == (3,)
