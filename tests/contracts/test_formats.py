"""What every label format promises, over everything found in the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tlstudio.core.errors import FormatError, StudioError
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import registry
from tlstudio.formats.records import ExportItem, LabelledShape

FORMATS = registry.formats()
WRITERS = [key for key, found in FORMATS.items() if found.CARD.can_write]
READERS = [key for key, found in FORMATS.items() if found.CARD.can_read]
BOTH = [key for key in WRITERS if key in READERS]
# Formats of whole-image labels, and formats of shapes.
WHOLE = [key for key in BOTH if "classification" in FORMATS[key].CARD.tasks]
SHAPES = [key for key in BOTH if "detection" in FORMATS[key].CARD.tasks]

# Letters that break tables, paths, shells and markup; no control characters, which no label of a person has.
labels = (
    st.text(st.sampled_from("aZ9 é日😀,;|'\"#%&<>=+-_.()[]{}*?:$~@!"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text and not text.startswith("."))
)


def picture(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((4, 4, 3), number % 256, np.uint8)).save(path, format="PNG", comment=str(number))
    return path


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    names = ("a/scan.png", "b/scan.png", "b/SCAN.png", "two.dots.v2.png", "comma,semi;colon.png", "日本 語 #1 %20.png")
    return [picture(tmp_path / "photos" / name, number) for number, name in enumerate(names)]


def items_of(photos: list[Path], names: list[str], splits: list[Split | None]) -> list[ExportItem]:
    """Each picture with a label of the whole image and a box of that label, for either kind of format."""
    root = photos[0].parents[1]
    return [
        ExportItem(
            path, f"../photos/{path.relative_to(root).as_posix()}", (name,), split, width=4, height=4, shapes=box(name)
        )
        for path, name, split in zip(photos, names, splits, strict=True)
    ]


def box(label: str) -> tuple[LabelledShape, ...]:
    return (LabelledShape(label, Box(1, 1, 2, 3)),)


def said(items: list[ExportItem]) -> list[tuple[bytes, tuple[str, ...], Split | None]]:
    return sorted((item.image_path.read_bytes(), item.labels, item.split) for item in items)


@pytest.mark.parametrize("key", FORMATS)
def test_a_card_tells_title_tasks_and_losses(key: str) -> None:
    card = FORMATS[key].CARD
    assert card.key == key
    assert card.title
    assert card.tasks
    assert all(loss.endswith(".") for loss in card.loses)
    assert card.loses, "every format loses something: say what"


@pytest.mark.parametrize("key", WHOLE)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_written_with_pictures_reads_back(key: str, photos: list[Path], data: st.DataObject) -> None:
    names = data.draw(st.lists(labels, min_size=len(photos), max_size=len(photos)))
    splits = data.draw(
        st.one_of(
            *[
                st.lists(st.sampled_from(kind), min_size=len(photos), max_size=len(photos))
                for kind in ([None], [*Split], [None, *Split])
            ]
        )
    )
    items = items_of(photos, names, splits)
    dest = photos[0].parents[2] / f"out{len(list(photos[0].parents[2].iterdir()))}"
    written = FORMATS[key].write(items, dest, with_images=True)
    result = FORMATS[key].read(dest)
    assert written.skipped == ()
    assert written.images == len(items)
    assert all(file.is_file() and dest in file.parents for file in written.files)
    assert sorted((record.image_path.read_bytes(), record.labels, record.split) for record in result.records) == said(
        items
    )
    assert set(result.labels) == set(names)
    assert result.skipped == ()
    assert result.why.endswith(".")


@pytest.mark.parametrize("key", SHAPES)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_shapes_written_with_pictures_read_back(key: str, photos: list[Path], data: st.DataObject) -> None:
    names = data.draw(st.lists(labels, min_size=len(photos), max_size=len(photos)))
    items = [replace(item, labels=()) for item in items_of(photos, names, [None] * len(photos))]
    dest = photos[0].parents[2] / f"out{len(list(photos[0].parents[2].iterdir()))}"
    written = FORMATS[key].write(items, dest, with_images=True, labels=tuple(dict.fromkeys(names)))
    result = FORMATS[key].read(dest)
    assert (written.images, written.annotations) == (len(items), len(items))
    assert all(file.is_file() and dest in file.parents for file in written.files)
    assert (written.skipped, result.skipped) == ((), ())
    read = sorted(
        (record.image_path.read_bytes(), [shape.label for shape in record.shapes]) for record in result.records
    )
    assert read == sorted((item.image_path.read_bytes(), [shape.label for shape in item.shapes]) for item in items)
    bounds = [measure.bounds(shape.geometry).edges for record in result.records for shape in record.shapes]
    assert bounds == [pytest.approx((1, 1, 3, 4), abs=1e-3)] * len(items)
    assert result.why.endswith(".")


@pytest.mark.parametrize("key", BOTH)
def test_auto_finds_what_was_written(key: str, photos: list[Path], tmp_path: Path) -> None:
    FORMATS[key].write(items_of(photos, ["x"] * 3 + ["y"] * 3, [None] * 6), tmp_path / "out", with_images=True)
    found, why = registry.identify(tmp_path / "out")
    assert found == key
    assert why.startswith("out ")


@pytest.mark.parametrize("key", WRITERS)
@pytest.mark.parametrize("name", ["../../../escaped.png", "/tmp/../../escaped.png", "a/../../../escaped.png", "../.."])
def test_nothing_is_written_outside_of_the_destination(key: str, name: str, tmp_path: Path) -> None:
    source = picture(tmp_path / "deep" / "in" / "picture.png", 1)
    dest = tmp_path / "deep" / "in" / "out"
    before = set(tmp_path.rglob("*"))
    written = FORMATS[key].write(
        [ExportItem(source, name, ("label",), width=4, height=4, shapes=box("label"))], dest, with_images=True
    )
    assert written.images == 1
    assert all(path == dest or dest in path.parents for path in set(tmp_path.rglob("*")) - before)


@pytest.mark.parametrize("key", WRITERS)
@pytest.mark.parametrize("label", ["../../escaped", "..", "/abs", "a/../../../b", ".", "a\0b"])
def test_no_label_leads_outside_of_the_destination(key: str, label: str, tmp_path: Path) -> None:
    source = picture(tmp_path / "in" / "picture.png", 1)
    dest = tmp_path / "deep" / "out"
    FORMATS[key].write(
        [ExportItem(source, "picture.png", (label,), width=4, height=4, shapes=box(label))], dest, with_images=True
    )
    outside = [
        path
        for path in tmp_path.rglob("*")
        if dest not in path.parents and path not in (dest, dest.parent, source, source.parent)
    ]
    assert outside == []


@pytest.mark.parametrize("key", WRITERS)
def test_a_folder_in_use_is_left_alone(key: str, photos: list[Path], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep")
    with pytest.raises(FormatError, match="not an empty folder"):
        FORMATS[key].write(items_of(photos, ["x"] * 6, [None] * 6), tmp_path / "out", with_images=True)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("key", WRITERS)
def test_a_missing_picture_is_listed_and_the_rest_goes_in(key: str, photos: list[Path], tmp_path: Path) -> None:
    items = items_of(photos, ["x"] * 6, [None] * 6)
    photos[0].unlink()
    written = FORMATS[key].write(items, tmp_path / "out", with_images=True)
    assert written.images == 5
    assert [(one.path, one.reason) for one in written.skipped] == [(items[0].name, "its file is missing")]


@pytest.mark.parametrize("key", WRITERS)
def test_a_failed_export_leaves_nothing(key: str, photos: list[Path], tmp_path: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(FormatError, match="No space left"):
        FORMATS[key].write(items_of(photos, ["x"] * 6, [None] * 6), tmp_path / "new" / "out", with_images=True)
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("key", READERS)
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore")))
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_foreign_files_are_refused_in_a_sentence(key: str, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"foreign{(*FORMATS[key].CARD.extensions, '.bin')[0]}"
    path.write_bytes(content)
    assert FORMATS[key].sniff(path).why
    try:
        result = FORMATS[key].read(path)
    except StudioError as err:
        result = None
        sentence = err.sentence
        del err
    if result is None:
        assert sentence.endswith((".", "?"))
    else:
        assert result.records == ()


@pytest.mark.parametrize("key", READERS)
def test_reading_what_is_not_there_is_a_sentence(key: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        FORMATS[key].read(tmp_path / "missing.csv")
    assert FORMATS[key].sniff(tmp_path / "missing.csv").confidence == 0


@pytest.mark.parametrize("key", SHAPES)
def test_the_card_names_the_kinds_that_come_back_as_they_were(key: str, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(np.zeros((32, 40, 3), np.uint8)).save(path)
    on = np.zeros((32, 40), bool)
    on[5:12, 5:9] = on[20:22, 30] = True
    shapes: list[Geometry] = [
        Box(2, 3, 10, 12),
        RotatedBox(16, 16, 10, 6, 30),
        Polygon((((2, 2), (20, 3), (12, 20)),)),
        rle.encode(on),
        Point(5, 6),
    ]
    kept: list[str] = []
    for geometry in shapes:
        item = ExportItem(
            path,
            "photo.png",
            (),
            None,
            width=40,
            height=32,
            shapes=(LabelledShape("cell", geometry),),
            is_finished=True,
        )
        folder = tmp_path / geometry.kind
        FORMATS[key].write([item], folder, labels=("cell",))
        found = FORMATS[key].read(folder, images=None, find=lambda _text: path)
        kinds = {shape.geometry.kind for record in found.records for shape in record.shapes}
        kept += [geometry.kind] if kinds == {geometry.kind} else []
    assert tuple(kept) == FORMATS[key].CARD.holds
