"""Label files that something has damaged: the good rest goes in, the bad is listed, and nothing but a sentence is raised."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.formats.shape_tests import picture
from tlstudio.core.errors import StudioError
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import Box, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Split
from tlstudio.formats import registry
from tlstudio.formats.records import ExportItem, LabelledShape, ReadResult

FORMATS = registry.formats()
WIDTH, HEIGHT = 64, 48
PICTURES = (".png", ".jpg")
# What a hand, another program or a broken disk puts where a number or a word was.
ODD = [
    *("nan", "-inf", "1e999", "-7", "0", "1e-320", "9" * 400, "9" * 5000, "true", "null", '"x"', "[]", "{}", '""'),
    *(
        "٣",
        "\0",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "<x>",
        "../../x",
        "C:\\x\\y.png",
        "," * 50,
    ),
]
ODD_VALUES: list[Any] = [
    *(None, True, "", "x", "\u0001", "\ud800", [], {}, [[]], [None], {"a": 1}, 0, -1, 0.5, 1e308, float("nan")),
    *(float("inf"), 10**400, [1, 2, 3], ["x"] * 4, [float("nan")] * 4, [[1, 2], [3]], -(2**63) - 1, 2**70),
]


def shapes(key: str) -> tuple[LabelledShape, ...]:
    facts: dict[str, Any] = {"occluded": True, "note": "n", "group": 2, "z": 1}
    geometries: list[Any] = [Box(1, 2, 10, 12), Box(20, 5, 9, 9)]
    if key not in ("kitti", "voc"):
        mask = rle.encode_crop(np.eye(5, dtype=bool), 40, 20, WIDTH, HEIGHT)
        geometries += [Polygon((((30.0, 30.0), (45.0, 31.0), (40.0, 44.0)),)), mask]
    if key not in ("kitti", "voc", "yolo", "masks", "openimages", "coco"):
        geometries += [RotatedBox(20, 30, 9, 5, 20), Point(5, 40)]
    return tuple(
        LabelledShape(f"label {number % 2}", one, {"colour": "red", "age": 2.5}, **facts)
        for number, one in enumerate(geometries)
    )


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Key -> a folder that holds three pictures with labels in this format."""
    root = tmp_path_factory.mktemp("good")
    found: dict[str, Path] = {}
    for key, module in FORMATS.items():
        items = [
            ExportItem(
                picture(root / "in" / f"{name}.png", WIDTH, HEIGHT, number),
                f"{name}.png",
                (f"label {number}",),
                split,
                width=WIDTH,
                height=HEIGHT,
                shapes=shapes(key),
            )
            for number, (name, split) in enumerate((("a", Split.TRAIN), ("b", Split.VAL), ("c", Split.TRAIN)))
        ]
        found[key] = root / key
        module.write(items, found[key], with_images=True, labels=("label 0", "label 1", "label 2"))
    return found


def label_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix not in PICTURES)


def copy_of(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged") / "set"
    shutil.copytree(good, folder)
    return folder


def read(key: str, folder: Path) -> ReadResult | None:
    """Read as an import does; None = refused in a sentence."""
    try:
        registry.identify(folder)
        result = FORMATS[key].read(folder)
    except StudioError as err:
        result, sentence = None, err.sentence
    if result is None:
        assert sentence.endswith((".", "?"))
    else:
        assert_storable(result)
    return result


def assert_storable(result: ReadResult) -> None:
    """Everything that was read can be kept: it makes sense on its picture, and a database takes it."""
    for text in (
        result.why,
        *result.notes,
        *(one.reason for one in result.skipped),
        *(one.path for one in result.skipped),
    ):
        json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogateescape")
    for label in result.labels:
        assert label.strip()
        label.encode()
    for record in result.records:
        assert record.image_path.is_absolute()
        for shape in record.shapes:
            assert shape.label in result.labels
            assert measure.fault_of(shape.geometry) == ""
            left, top, right, bottom = measure.bounds(shape.geometry).edges
            assert right > -100
            assert bottom > -100
            assert left < WIDTH + 100
            assert top < HEIGHT + 100
            assert abs(shape.z) < 2**63
            assert abs(shape.group or 0) < 2**63
            for text in (shape.note, *shape.attributes, *(v for v in shape.attributes.values() if isinstance(v, str))):
                text.encode()
            assert all(math.isfinite(v) for v in shape.attributes.values() if isinstance(v, float | int))
            if isinstance(shape.geometry, Mask):
                assert (shape.geometry.width, shape.geometry.height) == (WIDTH, HEIGHT)


def count(result: ReadResult) -> int:
    return sum(len(record.shapes) + len(record.labels) for record in result.records)


EXAMPLES = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("key", FORMATS)
@EXAMPLES
@given(data=st.data())
def test_damaged_bytes_raise_nothing_but_sentences(
    key: str, good: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = copy_of(good[key], tmp_path_factory)
    files = (
        [file for file in folder.rglob("*") if file.is_file()]
        if key in ("masks", "openimages")
        else label_files(folder)
    )
    if not files:
        return
    file = data.draw(st.sampled_from(sorted(files)))
    content = file.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    stop = min(len(content), start + data.draw(st.integers(0, 40)))
    new = data.draw(st.one_of(st.binary(max_size=20), st.sampled_from(ODD).map(lambda text: text.encode())))
    damaged = data.draw(
        st.sampled_from(
            [content[:start] + new + content[stop:], content[:start], content[:stop] + content[start:], new]
        )
    )
    file.write_bytes(damaged)
    read(key, folder)


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each number of a text stands."""
    start = None
    for at, sign in enumerate(text + " "):
        is_part = sign.isdigit() or sign in ".-"
        if is_part and start is None:
            start = at
        elif not is_part and start is not None:
            yield start, at
            start = None


@pytest.mark.parametrize("key", sorted(FORMATS.keys() - {"imagefolder", "masks"}))
@EXAMPLES
@given(data=st.data())
def test_one_wrong_number_costs_its_own_entry_only(
    key: str, good: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = copy_of(good[key], tmp_path_factory)
    before = FORMATS[key].read(folder)
    file = data.draw(st.sampled_from(label_files(folder)))
    text = file.read_text()
    spans = list(numbers_in(text))
    if not spans:
        return
    start, stop = data.draw(st.sampled_from(spans))
    quiet = [odd for odd in ODD if not set(odd) & set('"<,{[\n\0')]
    file.write_text(text[:start] + data.draw(st.sampled_from(quiet)) + text[stop:])
    after = read(key, folder)
    if after is None:
        return
    if count(after) < count(before):
        assert after.skipped or after.notes, "something was lost without a word"


def nodes_of(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    entries = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for name, value in entries:
        yield from nodes_of(value, (*path, name))


def put(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    holder = content
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = value
    return content


JSON_FORMATS = [key for key, found in FORMATS.items() if ".json" in found.CARD.extensions]


@pytest.mark.parametrize("key", JSON_FORMATS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_wrong_value_anywhere_costs_its_own_entry_only(
    key: str, good: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = copy_of(good[key], tmp_path_factory)
    before = FORMATS[key].read(folder)
    file = data.draw(st.sampled_from([file for file in label_files(folder) if file.suffix == ".json"]))
    content = json.loads(file.read_text())
    path = data.draw(st.sampled_from(list(nodes_of(content))))
    odd = data.draw(st.sampled_from(ODD_VALUES))
    file.write_text(json.dumps(put(content, path, odd)))
    after = read(key, folder)
    # What is deep inside belongs to one entry: the others must be there.
    entry_depth = {"coco": 2, "labelme": 2, "via": 4, "labelstudio": 5, "datumaro": 4}[key]
    if len(path) > entry_depth:
        assert after is not None
        assert count(after) >= count(before) - len(shapes(key)) - 1
    # Emptied is not damaged, labelme may write null for no flags, and points of visibility 0 are absent.
    is_allowed = odd in ([], {}) or (path[-1:] == ("flags",) and odd is None) or "visibility" in path
    if after is not None and count(after) < count(before) and not is_allowed:
        assert after.skipped or after.notes, f"{path} was lost without a word"
