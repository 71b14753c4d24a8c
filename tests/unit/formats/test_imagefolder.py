"""ImageFolder: labels from folders, splits above them, names kept apart."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.core.errors import FormatError
from tlstudio.core.words import Split
from tlstudio.formats import imagefolder
from tlstudio.formats.records import ExportItem


def fill(root: Path, *names: str) -> Path:
    for number, name in enumerate(names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((2, 2, 3), number, np.uint8)).save(root / name)
    return root


def table(root: Path) -> dict[str, tuple[str, Split | None]]:
    result = imagefolder.read(root)
    return {
        record.image_path.relative_to(root).as_posix(): (record.labels[0], record.split) for record in result.records
    }


def test_folders_are_labels(tmp_path: Path) -> None:
    assert table(fill(tmp_path, "cat/1.png", "dog/1.png")) == {"cat/1.png": ("cat", None), "dog/1.png": ("dog", None)}


def test_nested_folders_are_one_label(tmp_path: Path) -> None:
    root = fill(tmp_path, "metal/rust/1.png", "metal/1.png")
    assert table(root) == {"metal/rust/1.png": ("metal/rust", None), "metal/1.png": ("metal", None)}


@pytest.mark.parametrize("val", ["val", "valid", "Validation"])
def test_folders_named_like_splits_are_splits(tmp_path: Path, val: str) -> None:
    root = fill(tmp_path, "train/cat/1.png", f"{val}/cat/1.png", "test/dog/1.png")
    assert set(table(root).values()) == {("cat", Split.TRAIN), ("cat", Split.VAL), ("dog", Split.TEST)}


def test_one_folder_test_among_others_is_a_label(tmp_path: Path) -> None:
    assert table(fill(tmp_path, "cat/1.png", "test/1.png"))["test/1.png"] == ("test", None)


def test_a_lone_train_folder_is_a_split(tmp_path: Path) -> None:
    assert table(fill(tmp_path, "train/cat/1.png")) == {"train/cat/1.png": ("cat", Split.TRAIN)}


def test_pictures_without_a_label_folder_are_listed(tmp_path: Path) -> None:
    result = imagefolder.read(fill(tmp_path, "cat/1.png", "loose.png"))
    assert [(one.path, one.reason) for one in result.skipped] == [("loose.png", "lies outside of any label's folder")]


def test_a_folder_beside_the_splits_is_listed(tmp_path: Path) -> None:
    result = imagefolder.read(fill(tmp_path, "train/a/1.png", "test/a/1.png", "ground_truth/a/1.png"))
    assert [one.path for one in result.skipped] == ["ground_truth/a/1.png"]


def test_empty_folders_are_labels_too_and_noted(tmp_path: Path) -> None:
    fill(tmp_path, "cat/1.png")
    (tmp_path / "dog").mkdir()
    result = imagefolder.read(tmp_path)
    assert result.labels == ("cat", "dog")
    assert result.notes == ("Folders without a picture: dog.",)


def test_labels_that_differ_in_case_are_noted(tmp_path: Path) -> None:
    result = imagefolder.read(fill(tmp_path, "cat/1.png", "Cat/1.png"))
    assert "cat" in result.notes[0]


def test_a_split_list_beside_the_folders_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, "cat/1.png", "dog/1.png")
    (tmp_path / "split.csv").write_text("path,split,group\ncat/1.png,train,g1\ndog/1.png,test,\n")
    records = imagefolder.read(tmp_path).records
    assert [(record.split, record.group) for record in records] == [(Split.TRAIN, "g1"), (Split.TEST, "")]


def test_no_picture_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no pictures in sub-folders"):
        imagefolder.read(fill(tmp_path, "loose.png"))


def test_equal_names_of_one_label_stay_apart(tmp_path: Path) -> None:
    root = fill(tmp_path / "in", "folder_a/scan.png", "folder_b/scan.png", "folder_b/other.png")
    items = [ExportItem(path, path.relative_to(root).as_posix(), ("ok",)) for path in sorted(root.rglob("*.png"))]
    imagefolder.write(items, tmp_path / "out", with_images=True)
    assert sorted(path.name for path in (tmp_path / "out" / "ok").iterdir()) == [
        "folder_a__scan.png",
        "folder_b__scan.png",
        "other.png",
    ]
    with (tmp_path / "out" / "sources.csv").open(newline="") as file:
        assert {row["source"]: row["path"] for row in csv.DictReader(file)}[
            "folder_b/scan.png"
        ] == "ok/folder_b__scan.png"


def test_what_it_cannot_hold_is_listed(tmp_path: Path) -> None:
    path = fill(tmp_path, "x.png") / "x.png"
    items = [
        ExportItem(path, "several", ("a", "b")),
        ExportItem(path, "none", ()),
        ExportItem(path, "good.png", ("a",)),
    ]
    written = imagefolder.write(items, tmp_path / "out", with_images=True)
    assert {one.path: one.reason for one in written.skipped} == {
        "several": "has several labels",
        "none": "has no label",
    }
    assert written.images == 1


def test_without_pictures_it_makes_no_sense(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        imagefolder.write([], tmp_path / "out")
    assert "--with-images" in caught.value.hint


def test_pages_become_pictures(tmp_path: Path) -> None:
    frames = [Image.fromarray(np.full((6, 5, 3), value, np.uint8)) for value in (10, 200)]
    frames[0].save(tmp_path / "stack.tif", save_all=True, append_images=frames[1:])
    items = [ExportItem(tmp_path / "stack.tif", "stack.tif", (f"l{page}",), page=page, pages=2) for page in range(2)]
    imagefolder.write(items, tmp_path / "out", with_images=True)
    assert np.asarray(Image.open(tmp_path / "out" / "l1" / "stack_page2.png"))[0, 0].tolist() == [200, 200, 200]


def test_a_label_may_be_named_like_a_split(tmp_path: Path) -> None:
    path = fill(tmp_path, "x.png") / "x.png"
    items = [ExportItem(path, f"{name}.png", (name,)) for name in ("train", "test")]
    imagefolder.write(items, tmp_path / "out", with_images=True)
    assert {record.labels: record.split for record in imagefolder.read(tmp_path / "out").records} == {
        ("train",): None,
        ("test",): None,
    }
