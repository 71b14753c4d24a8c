"""What lies under the tiles of a large picture that has no reduced copies, until they come."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile

from tlstudio.core.words import Image
from tlstudio.gui.canvas import large_pictures
from tlstudio.gui.canvas.large_pictures import LargePictures
from tlstudio.gui.canvas.picture import Picture, pixels_of
from tlstudio.imaging.overviews import as_stored
from tlstudio.imaging.regions import RegionReader
from tlstudio.imaging.thumbnails import ThumbnailStore, encode, stored_thumbnail

SIDE = 3200


def scene(dtype: type[np.generic]) -> np.ndarray:
    """A dark grey middle between a lighter left and right, as RGB or 12 bits of grey."""
    grey = np.empty((SIDE, SIDE), np.uint8)
    grey[:, :800] = 120
    grey[:, 2400:] = 200
    # What is black and white in 16 bits is measured in the middle, so it must use the range.
    grey[::2, 800:2400], grey[1::2, 800:2400] = 20, 130
    return np.repeat(grey[:, :, None], 3, axis=2) if dtype is np.uint8 else grey.astype(np.uint16) * 16


@pytest.fixture(params=[np.uint8, np.uint16])
def slide(request, tmp_path: Path) -> tuple[Image, Path]:
    samples = scene(request.param)
    path = tmp_path / "slide.tif"
    photometric = "rgb" if samples.ndim == 3 else "minisblack"
    tifffile.imwrite(path, samples, tile=(256, 256), compression="zlib", photometric=photometric)
    return Image(id=1, path=str(path), content_hash="h", width=SIDE, height=SIDE), path


def first_sight(qtbot, monkeypatch, slide: tuple[Image, Path], thumbnails: Path | None) -> np.ndarray:
    """What is shown before anything but the middle has been read: (H, W) grey."""
    monkeypatch.setattr(large_pictures, "build", lambda *_a, **_k: False)
    large = LargePictures()
    large.thumbnails = thumbnails
    shown: list[Picture] = []
    large.ready.connect(shown.append)
    large.show(*slide)
    qtbot.waitUntil(lambda: len(shown) > 0, timeout=30_000)
    grey = pixels_of(shown[0].levels[0])[:, :, 1].copy()
    large.close()
    return grey


def test_the_thumbnail_lies_under_the_tiles(qtbot, monkeypatch, tmp_path: Path, slide: tuple[Image, Path]) -> None:
    store = ThumbnailStore(tmp_path / "thumbnails.db")
    with_small = cv2.resize(scene(np.uint8), (200, 200), interpolation=cv2.INTER_AREA)
    store.put("h:0", 200, encode(with_small, 98))
    store.close()
    grey = first_sight(qtbot, monkeypatch, slide, tmp_path / "thumbnails.db").astype(int)
    middle, left, right = grey[100, 100], grey[100, 8], grey[100, 190]
    assert left == pytest.approx(120 / 75 * middle, abs=8)
    assert right == pytest.approx(200 / 75 * middle, abs=8)
    assert (grey > 20).all()


def test_without_a_thumbnail_the_middle_has_no_black_around_it(qtbot, monkeypatch, slide: tuple[Image, Path]) -> None:
    grey = first_sight(qtbot, monkeypatch, slide, None)
    assert grey.min() == pytest.approx(75, abs=1)
    assert grey.max() < 80


def test_a_small_picture_that_the_samples_cannot_say_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "palette.tif"
    colours = np.zeros((3, 256), np.uint16)
    colours[:, :4] = np.array([0, 65535, 30000, 9000])
    samples = np.full((512, 512), 2, np.uint8)
    tifffile.imwrite(path, samples, tile=(256, 256), photometric="palette", colormap=colours)
    reader = RegionReader(path)
    reader.measure(samples)
    assert as_stored(np.full((32, 32, 3), 117, np.uint8), reader, samples) is None
    reader.close()


def test_a_file_without_thumbnails_gives_none(tmp_path: Path) -> None:
    assert stored_thumbnail(tmp_path / "none.db", "h:0") is None
    (tmp_path / "odd.db").write_bytes(b"no database at all, but long enough to be read as one" * 20)
    assert stored_thumbnail(tmp_path / "odd.db", "h:0") is None
    ThumbnailStore(tmp_path / "empty.db").close()
    assert stored_thumbnail(tmp_path / "empty.db", "h:0") is None
