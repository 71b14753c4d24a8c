"""Every format says how far it is, and whoever stops it finds everything as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.test_formats import BOTH, FORMATS, WRITERS, items_of, picture
from tlstudio.core.errors import Stopped
from tlstudio.formats import progress
from tlstudio.formats.records import ExportItem

PICTURES = 5


@pytest.fixture
def items(tmp_path: Path) -> list[ExportItem]:
    photos = [picture(tmp_path / "photos" / f"{number}.png", number) for number in range(PICTURES)]
    return items_of(photos, ["x"] * PICTURES, [None] * PICTURES)


def passes(key: str) -> int:
    """How often a writer goes over its images when it copies them; see `exporting.export_decisions`."""
    return 1 if hasattr(FORMATS[key], "cannot_hold") else 2


@pytest.mark.parametrize("key", WRITERS)
def test_a_writer_counts_each_image_in_each_pass(key: str, items: list[ExportItem], tmp_path: Path) -> None:
    steps: list[int] = []
    with progress.watched(steps.append):
        FORMATS[key].write(items, tmp_path / "out" / "copied", with_images=True)
    assert steps == list(range(1, passes(key) * PICTURES + 1))
    if passes(key) == 2:
        steps.clear()
        with progress.watched(steps.append):
            FORMATS[key].write(items, tmp_path / "out" / "named")
        assert steps == list(range(1, PICTURES + 1))


@pytest.mark.parametrize("key", BOTH)
def test_a_reader_counts_each_image(key: str, items: list[ExportItem], tmp_path: Path) -> None:
    FORMATS[key].write(items, tmp_path / "out", with_images=True)
    steps: list[int] = []
    with progress.watched(steps.append):
        FORMATS[key].read(tmp_path / "out")
    assert steps[:PICTURES] == list(range(1, PICTURES + 1))
    with pytest.raises(Stopped), progress.watched(should_stop=lambda: True):
        FORMATS[key].read(tmp_path / "out")


@pytest.mark.parametrize("key", WRITERS)
@pytest.mark.parametrize("with_images", [True, False])
def test_a_writer_that_is_stopped_leaves_nothing(
    key: str, with_images: bool, items: list[ExportItem], tmp_path: Path
) -> None:
    if not with_images and passes(key) == 1:
        pytest.skip("this format consists of its pictures")
    place = tmp_path / "out"
    (place / "taken").mkdir(parents=True)  # an empty folder may be named: it stays empty
    last = (passes(key) if with_images else 1) * PICTURES
    for at in range(1, last + 1):
        steps: list[int] = []
        with pytest.raises(Stopped), progress.watched(steps.append, lambda at=at, steps=steps: len(steps) >= at):
            FORMATS[key].write(items, place / "taken", with_images=with_images)
        assert [entry.name for entry in place.iterdir()] == ["taken"]
        assert list((place / "taken").iterdir()) == []


@pytest.mark.parametrize(("key", "name"), [("coco", "labels.json"), ("csv", "labels.csv"), ("via", "via.json")])
def test_a_file_that_was_there_is_as_before(key: str, name: str, items: list[ExportItem], tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / name).write_text("mine")
    steps: list[int] = []
    with pytest.raises(Stopped), progress.watched(steps.append, lambda: len(steps) >= PICTURES):
        FORMATS[key].write(items, place / name)
    assert [(entry.name, entry.read_text()) for entry in place.iterdir()] == [(name, "mine")]
