"""What can be wished for an import or export holds for every format: a part, a side, copies, again, conflicts, pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Split, Task
from tlstudio.formats import registry
from tlstudio.formats.records import ExportItem, LabelledShape
from tlstudio.project.exporting import export_decisions
from tlstudio.project.importing import import_decisions
from tlstudio.project.project import Project

FORMATS = registry.formats()
SHAPES = [key for key, found in FORMATS.items() if "detection" in found.CARD.tasks]


def task_of(key: str) -> Task:
    return Task.DETECTION if key in SHAPES else Task.CLASSIFICATION


def picture(path: Path, seed: int) -> Path:
    """A picture that looks like no other: those that look alike are put on one side."""
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    Image.fromarray(blocks.repeat(8, axis=0).repeat(8, axis=1)).save(path)
    return path


@pytest.fixture
def written(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Three pictures with a label and a box each, written in the format with copies."""
    key: str = request.param
    items = [
        ExportItem(
            picture(tmp_path / "in" / f"{name}.png", number),
            f"{name}.png",
            () if key in SHAPES else ("x",),
            width=64,
            height=48,
            shapes=(LabelledShape("x", Box(1 + number, 2, 10, 12)),),
        )
        for number, name in enumerate("abc")
    ]
    FORMATS[key].write(items, tmp_path / key, with_images=True, labels=("x",))
    return tmp_path / key


@pytest.mark.parametrize("written", FORMATS, indirect=True)
def test_a_part_a_side_and_copies(written: Path, tmp_path: Path) -> None:
    key = written.name
    project = Project.create(tmp_path / "project", task=task_of(key))
    try:
        seen = import_decisions(project, key, written, include="*a.png", split=Split.TEST, dry_run=True)
        assert (seen.created, seen.images, seen.added, project.read.counts().total) == (1, 1, 1, 0)
        part = import_decisions(project, key, written, include="*a.png", split=Split.TEST)
        assert (part.created, part.added) == (1, 1)
        rest = import_decisions(project, key, written, split=Split.TRAIN)
        assert (rest.created, rest.unchanged, rest.added) == (2, 1, 2)
        # The side that an image has already stays.
        sides = project.read.counts().by_split
        assert (sides[Split.TEST], sides[Split.TRAIN]) == (1, 2)
        done = export_decisions(project, key, tmp_path / "test", split=Split.TEST, with_images=True)
        assert (done.images, done.annotations) == (1, 1)
        pictures = [file.name for file in done.files if file.name == "a.png" and "Segmentation" not in str(file)]
        assert pictures == ["a.png"]
        again = import_decisions(project, key, tmp_path / "test")
        assert (again.created, again.updated, again.added, again.unchanged) == (0, 0, 0, 1)
    finally:
        project.close()


@pytest.mark.parametrize("written", SHAPES, indirect=True)
def test_what_differs_is_kept_or_replaced_as_asked(written: Path, tmp_path: Path) -> None:
    key = written.name
    project = Project.create(tmp_path / "project", task=Task.DETECTION)
    try:
        import_decisions(project, key, written)
        other = ExportItem(
            tmp_path / "in" / "a.png", "a.png", (), width=64, height=48, shapes=(LabelledShape("y", Box(20, 20, 8, 8)),)
        )
        FORMATS[key].write([other], tmp_path / "other", with_images=True, labels=("x", "y"))
        kept = import_decisions(project, key, tmp_path / "other")
        assert (kept.created, kept.updated, kept.conflicts, len(kept.skipped)) == (0, 0, 1, 1)
        replaced = import_decisions(project, key, tmp_path / "other", on_conflict="update")
        assert (replaced.created, replaced.updated, replaced.conflicts, replaced.skipped) == (0, 1, 1, ())
        assert import_decisions(project, key, tmp_path / "other").unchanged == 1
        assert {project.read.image(i).state.is_decided for i in project.read.image_ids().tolist()} == {True}
    finally:
        project.close()


@pytest.mark.parametrize("key", SHAPES)
def test_pages_go_out_and_in_again(key: str, tmp_path: Path) -> None:
    stack = tmp_path / "in" / "clip.tif"
    stack.parent.mkdir()
    first, *others = (Image.new("L", (20, 16), 40 * number) for number in range(3))
    first.save(stack, save_all=True, append_images=others)
    items = [
        ExportItem(
            stack,
            "clip.tif",
            (),
            page=page,
            pages=3,
            width=20,
            height=16,
            shapes=(LabelledShape("x", Box(page, 2, 5, 6)),),
        )
        for page in (0, 2)
    ]
    FORMATS[key].write(items, tmp_path / "labels", labels=("x",))
    project = Project.create(tmp_path / "project", task=Task.DETECTION)
    try:
        images = stack.parent if key == "kitti" else None
        came = import_decisions(project, key, tmp_path / "labels", images=images)
        assert (came.created, came.added, came.skipped) == (2, 3, ())
        done = export_decisions(project, key, tmp_path / "out")
        assert done.images == 2
        again = import_decisions(project, key, tmp_path / "out", images=images)
        assert (again.created, again.added, again.updated, again.unchanged) == (0, 0, 0, 2)
    finally:
        project.close()
