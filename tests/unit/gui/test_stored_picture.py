"""Stored pictures are decoded without Qt's plug-ins, whose lock and Python's can wait for each other."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

import tlstudio.gui
from tlstudio.gui.models.stored_picture import picture_of_pixels, stored_picture
from tlstudio.imaging.thumbnails import encode

BY_PLUGINS = re.compile(r"QImageReader|QImage\.fromData|\.loadFromData|QImage\(str\(|QPixmap\(str\(")


def test_a_stored_picture_has_its_size_and_colours():
    pixels = np.zeros((24, 40, 3), np.uint8)
    pixels[:, :20] = (200, 30, 60)
    picture = stored_picture(encode(pixels, 95))
    assert (picture.width(), picture.height()) == (40, 24)
    assert picture.format() == QImage.Format.Format_RGB32
    shown = picture.pixelColor(5, 12)
    assert np.abs(np.array([shown.red(), shown.green(), shown.blue()]) - (200, 30, 60)).max() < 8


def test_pixels_keep_their_rows_at_any_width():
    pixels = np.random.default_rng(0).integers(0, 256, (7, 5, 3), np.uint8)
    picture = picture_of_pixels(pixels)
    for row, column in ((0, 4), (6, 0), (3, 2)):
        shown = picture.pixelColor(column, row)
        assert (shown.red(), shown.green(), shown.blue()) == tuple(pixels[row, column])


def test_damaged_bytes_are_a_null_picture():
    assert stored_picture(b"not a JPEG").isNull()
    assert stored_picture(b"").isNull()


def test_no_room_of_the_window_decodes_by_qt():
    root = Path(tlstudio.gui.__file__).parent
    found = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if path.name != "stored_picture.py" and BY_PLUGINS.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
