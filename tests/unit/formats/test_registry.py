"""Finding the right format, and saying why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.errors import FormatError, UnknownFormat
from tlstudio.formats import registry


def test_a_mistyped_format_gets_the_closest_name() -> None:
    with pytest.raises(UnknownFormat) as caught:
        registry.get("imagefoldr")
    assert caught.value.hint == "Did you mean imagefolder?"


def test_an_unknown_file_says_what_each_format_missed(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(UnknownFormat) as caught:
        registry.identify(tmp_path / "notes.txt")
    assert "imagefolder: is not a folder" in caught.value.detail
    assert "csv: is neither" in caught.value.detail


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    for key in ("auto", "csv"):
        with pytest.raises(FormatError, match="is not there"):
            registry.read(key, tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "key", "images", "labels"),
    [
        ("datasets/steel_surface", "imagefolder", 270, 6),
        ("datasets/eurosat", "imagefolder", 650, 10),
        ("formats/csv_tensorflow/roboflow_multiclass", "csv", 2, 2),
        ("datasets/paper_impurities/split.csv", "csv", 328, 2),
    ],
)
def test_real_sets_are_recognised(shared: Path, name: str, key: str, images: int, labels: int) -> None:
    found, result = registry.read("auto", shared / name)
    assert (found, len(result.records), len(result.labels)) == (key, images, labels)
    assert result.skipped == ()
