from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.unit.formats.shape_tests import picture, reviewed_empty, shapes_of
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import raster, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import mask_pixels, masks, registry
from tlstudio.formats.mask_tables import find_table, voc_colour
from tlstudio.formats.records import ExportItem, LabelledShape, ReadResult

WIDTH, HEIGHT = 64, 48


def values(path: Path, pixels: np.ndarray, mode: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Image.fromarray(pixels)
    if mode == "P":
        made.putpalette([channel for value in range(256) for channel in voc_colour(value)])
    made.save(path)
    return path


def blank() -> np.ndarray:
    return np.zeros((HEIGHT, WIDTH), np.uint8)


def areas(result: ReadResult) -> list[tuple[str, int]]:
    return sorted((s.label, rle.area(s.geometry)) for one in result.records for s in one.shapes if _is_mask(s.geometry))


def _is_mask(geometry: Geometry) -> bool:
    return isinstance(geometry, Mask)


def test_masks_of_other_tools_hold_what_an_independent_parser_found(shared: Path) -> None:
    folder = shared / "formats" / "mask_png"
    expected = json.loads((folder / "expected.json").read_text())
    result = masks.read(folder / "voc_palette")
    for sample in expected["samples"][:2]:
        values_read = mask_pixels.read_values(folder / sample["file"])
        on = (values_read.pixels == sample["index"]).astype(np.uint8)
        assert hashlib.sha256(on.tobytes()).hexdigest() == sample["full"]["sha256_of_row_major_uint8"]
        assert sample["label"] in {shape.label for one in result.records for shape in one.shapes}
    # Each object as its own file numbers it.
    numbers = expected["files"]["voc_palette/SegmentationObject/2011_000003.png"]["values"]
    assert areas(result) == sorted([("person", numbers["1"]), ("person", numbers["2"]), ("bottle", numbers["3"])])
    assert any("9,460 pixels are void" in note for note in result.notes)
    assert any("objects are numbered" in note for note in result.notes)

    coloured = masks.read(folder / "colour_datumaro", objects="whole")
    assert areas(coloured) == [("Animal", 3), ("Bicyclist", 4), ("Child", 2), ("Road", 1)]
    assert masks.read(folder / "camvid").labels == ("class #0080c0", "class #804080")
    city = masks.read(folder / "cityscapes", objects="whole")
    assert (areas(city), city.records[0].split) == ([("class 24", 1), ("class 3", 4)], Split.TRAIN)
    for name, labels, note in (
        ("binary_0_1", ("class 1",), ""),
        ("binary_0_255_clean", ("class 1",), "255 is the object"),
        ("nearly_binary", ("class 1",), "from 128 on"),
        ("instance_ids_16bit", ("class 1", "class 26"), ""),
    ):
        alone = masks.read(folder / name)
        assert alone.labels == labels
        assert note in " ".join(alone.notes)


@pytest.mark.parametrize(
    ("name", "labels"), [("camvid120", 11), ("em_membrane", 2), ("road_cracks", 1), ("nuts", 3), ("car_parts", 18)]
)
def test_real_sets_come_back_pixel_by_pixel(shared: Path, tmp_path: Path, name: str, labels: int) -> None:
    root = shared / "datasets" / name
    every = sorted((root / "masks").glob("*.png"))
    few = every[:: len(every) // 4][:4]
    for mask in few:
        (tmp_path / "in" / "masks").mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / "masks" / mask.name).write_bytes(mask.read_bytes())
    for table in ("colours.csv", "split.csv"):
        (tmp_path / "in" / table).write_bytes((root / table).read_bytes())
    result = masks.read(tmp_path / "in", images=root / "images")
    assert (len(result.records), len(result.labels), result.skipped) == (4, labels, ())
    table = find_table([root])
    assert table is not None
    void = 0
    for record in result.records:
        truth = mask_pixels.read_values(root / "masks" / f"{record.image_path.stem}.png")
        drawn = np.full(truth.pixels.shape, "", dtype=object)
        for shape in record.shapes:
            drawn[raster.pixels_of(shape.geometry, *truth.pixels.shape[::-1])] = shape.label
        for number in np.unique(truth.pixels).tolist():
            meaning = table.of_colour(mask_pixels.unpacked(number)) if truth.is_colour else table.of_value(number)
            assert meaning is not None
            assert set(drawn[truth.pixels == number]) == {meaning.label}
            void += int((truth.pixels == number).sum()) if meaning.is_void else 0
    assert any(f"{void:,} pixels are void" in note for note in result.notes) is bool(void)

    items = [item_of(one.image_path, one.shapes, one.split) for one in result.records]
    masks.write(items, tmp_path / "out", labels=result.labels)
    back = masks.read(tmp_path / "out")
    assert back.labels == result.labels
    assert {one.image_path: one.shapes for one in back.records} == {one.image_path: one.shapes for one in items}


def test_touching_nuclei_stay_apart_by_their_numbers(shared: Path) -> None:
    result = masks.read(shared / "datasets" / "nuclei_dsb")
    assert sum(len(record.shapes) for record in result.records) == 3864
    assert {record.split for record in result.records} == {Split.TRAIN, Split.TEST}
    assert all(record.group for record in result.records)


def test_defects_are_named_by_their_folder_and_good_pictures_are_empty(shared: Path) -> None:
    result = masks.read(shared / "datasets" / "paper_impurities")
    assert result.labels == ("impurity",)
    assert len(reviewed_empty(result.records)) == 240
    assert sum(bool(record.shapes) for record in result.records) == 88


def item_of(path: Path, shapes: tuple[LabelledShape, ...], split: Split | None = None, **more: bool) -> ExportItem:
    from tlstudio.imaging.read import probe

    size = probe(path)
    return ExportItem(path, path.name, (), split, width=size.width, height=size.height, shapes=shapes, **more)


SHAPES = (
    LabelledShape("b", Box(1, 2, 10, 20)),
    LabelledShape("a", Polygon((((20, 5), (40, 5), (40, 30), (20, 30)),), (((25, 10), (30, 10), (30, 20), (25, 20)),))),
    LabelledShape("b", RotatedBox(50, 30, 20, 8, 30)),
    LabelledShape("b", rle.encode(np.eye(HEIGHT, WIDTH) > 0)),
)


@pytest.mark.parametrize("style", ["values", "colours"])
@pytest.mark.parametrize("with_images", [True, False])
def test_what_is_written_reads_back(tmp_path: Path, with_images: bool, style: str) -> None:
    items = [
        item_of(picture(tmp_path / "in" / "ä b.png"), SHAPES, Split.TRAIN),
        item_of(picture(tmp_path / "in" / "empty.png", number=2), (), Split.VAL),
        item_of(picture(tmp_path / "in" / "u.png", number=3), (), is_finished=False),
    ]
    written = masks.write(items, tmp_path / "out", with_images=with_images, labels=("unused", "b", "a"), style=style)
    assert (written.images, written.annotations, written.skipped) == (3, 4, ())
    assert registry.identify(tmp_path / "out")[0] == "masks"
    result = masks.read(tmp_path / "out")
    assert (result.labels, result.skipped) == (("unused", "b", "a"), ())
    assert {one.image_path.name: one.split for one in result.records} == {
        "ä b.png": Split.TRAIN,
        "empty.png": Split.VAL,
    }
    assert reviewed_empty(result.records) == ["empty.png"]
    found = shapes_of(result)["ä b.png"]
    covered = np.zeros((HEIGHT, WIDTH), bool)
    for mine, wanted in list(zip(found, SHAPES, strict=True))[::-1]:
        assert mine.label == wanted.label
        theirs = raster.pixels_of(wanted.geometry, WIDTH, HEIGHT)
        assert np.array_equal(raster.pixels_of(mine.geometry, WIDTH, HEIGHT), theirs & ~covered)
        covered |= theirs


def test_the_table_of_cvat_is_enough(tmp_path: Path) -> None:
    path = picture(tmp_path / "in" / "a.png")
    masks.write([item_of(path, SHAPES)], tmp_path / "out", with_images=True, labels=("b", "a"))
    (tmp_path / "out" / "colours.csv").unlink()
    text = (tmp_path / "out" / "labelmap.txt").read_text()
    assert text.splitlines()[:3] == ["# label:color_rgb:parts:actions", "background:0,0,0::", "b:128,0,0::"]
    found = [shape.label for shape in masks.read(tmp_path / "out").records[0].shapes]
    assert found == ["b", "a", "b", "b"]


def test_more_labels_than_a_palette_holds(tmp_path: Path) -> None:
    names = [f"label {number}" for number in range(300)]
    path = picture(tmp_path / "in" / "a.png")
    shapes = tuple(LabelledShape(names[at], Box(at % 60, at // 60 * 2, 1, 1)) for at in (0, 253, 254, 255, 299))
    for style in ("values", "colours"):
        masks.write([item_of(path, shapes)], tmp_path / style, with_images=True, labels=names, style=style)
        result = masks.read(tmp_path / style)
        assert [shape.label for shape in result.records[0].shapes] == [shape.label for shape in shapes]


def test_what_masks_cannot_hold_is_listed(tmp_path: Path) -> None:
    covered = LabelledShape("a", Box(2, 2, 5, 5))
    shapes = (covered, LabelledShape("b", Box(1, 1, 20, 20)), LabelledShape("c", Point(40, 40)))
    written = masks.write([item_of(picture(tmp_path / "a.png"), shapes)], tmp_path / "out")
    assert written.annotations == 1
    assert [one.reason for one in written.skipped] == [
        "its c is a point, which cannot be held",
        "its a has no pixel of its own; it is too small or covered",
    ]


def test_a_mask_of_another_size_is_refused_and_the_rest_goes_in(tmp_path: Path) -> None:
    for name in ("good", "wrong", "broken", "lost"):
        pixels = blank()
        pixels[4:9, 4:9] = 1
        values(tmp_path / "masks" / f"{name}.png", pixels[:40] if name == "wrong" else pixels)
        if name != "lost":
            picture(tmp_path / "images" / f"{name}.jpg")
    (tmp_path / "masks" / "broken.png").write_bytes((tmp_path / "masks" / "good.png").read_bytes()[:60])
    (tmp_path / "classes.txt").write_text("background\nrust\n")
    result = masks.read(tmp_path)
    assert areas(result) == [("rust", 25)]
    reasons = {Path(one.path).name: one.reason for one in result.skipped}
    assert reasons["wrong.png"] == "has a mask of 64 x 40 pixels, the picture has 64 x 48"
    assert "damaged" in reasons["broken.png"] or "no picture" in reasons["broken.png"]
    assert "is not there" in reasons["lost.jpg"]
    assert reviewed_empty(result.records) == []


def test_values_without_a_name_are_listed_and_void_is_not_a_label(tmp_path: Path) -> None:
    pixels = blank()
    pixels[:5], pixels[10:12], pixels[20] = 1, 7, 255
    values(tmp_path / "masks" / "a.png", pixels)
    picture(tmp_path / "images" / "a.png")
    (tmp_path / "colours.csv").write_text("index,label\n0,background\n1,rust\n")
    result = masks.read(tmp_path)
    assert areas(result) == [("rust", 5 * WIDTH)]
    assert [one.reason for one in result.skipped] == ["has 128 pixels of the value 7, which colours.csv does not name"]
    assert any("64 pixels are void" in note for note in result.notes)
    (tmp_path / "colours.csv").unlink()
    assert masks.read(tmp_path).labels == ("class 1", "class 7")


def test_pieces_or_whole_labels(tmp_path: Path) -> None:
    pixels = blank()
    pixels[2:6, 2:6] = pixels[6:9, 6:9] = pixels[20:30, 20:30] = 3
    values(tmp_path / "masks" / "a.png", pixels, "P")
    picture(tmp_path / "images" / "a.jpg")
    assert areas(masks.read(tmp_path)) == [("class 3", 25), ("class 3", 100)]
    assert areas(masks.read(tmp_path, objects="whole")) == [("class 3", 125)]


def test_masks_made_before_turning_are_turned_with_the_picture(tmp_path: Path) -> None:
    pixels = blank()
    pixels[2:6, 1:4] = 1
    values(tmp_path / "masks" / "a.png", pixels)
    picture(tmp_path / "images" / "a.jpg", orientation=6)
    result = masks.read(tmp_path)
    geometry = result.records[0].shapes[0].geometry
    assert isinstance(geometry, Mask)
    assert rle.bounds(geometry) == Box(42, 1, 4, 3)


@pytest.mark.parametrize("name", ["colours.csv", "labelmap.txt", "dataset_meta.json", "class_names.txt"])
@given(text=st.text(max_size=200))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_is_read_or_refused_in_a_sentence(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", errors="replace")
    sentence = "."
    table = None
    try:
        table = find_table([tmp_path])
    except FormatError as err:
        sentence = err.sentence
    assert sentence.endswith(".")
    assert table is None or all(label.strip() for label in table.labels)


@given(
    bits=st.lists(st.booleans(), min_size=12, max_size=12),
    place=st.tuples(st.integers(0, 5), st.integers(0, 5)),
)
def test_a_crop_is_encoded_as_in_its_place(bits: list[bool], place: tuple[int, int]) -> None:
    crop = np.array(bits).reshape(3, 4)
    whole = np.zeros((8, 9), bool)
    whole[place[1] : place[1] + 3, place[0] : place[0] + 4] = crop
    assert rle.encode_crop(crop, *place, 9, 8) == rle.encode(whole)
