"""Screens of 1, 1.5 and 2 device pixels per pixel: what is painted lies on device pixels, and a click finds it there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

PROGRAM = """
import json, sys
import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([]); app.setStyle("Fusion")
from tlstudio.gui import fonts, theme
fonts.init_fonts(); theme.theme().apply(theme.LIGHT)
from tlstudio.gui.canvas.canvas import Canvas
from tlstudio.gui.canvas.picture import Picture, build_levels
from tlstudio.gui.canvas.pointing import Pointing
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape, ring
canvas = Canvas(); canvas.set_margins(0, 0, 0, 0); canvas.resize(400, 300); canvas.show()
canvas.show_image((400, 300), None, "")
stripes = np.zeros((300, 400, 3), np.uint8); stripes[:, 200:] = 255
canvas.set_picture(Picture(("", 0), build_levels(stripes), (400, 300)))
canvas.show_labels({1: "#FF0000"}, {1: "a"}, 0.0)
corners = np.array([[100, 80], [160, 80], [160, 140], [100, 140]], np.float64)
canvas.set_table(ShapeTable.of([Shape(7, Kind.BOX, 1, (ring(corners),))]))
app.processEvents()
ratio = canvas.devicePixelRatioF()
image = canvas.grab().toImage().convertToFormat(canvas.grab().toImage().Format.Format_RGB32)
row = [image.pixelColor(x, round(110 * ratio)) for x in range(image.width())]
reds = [x for x, colour in enumerate(row) if colour.red() > 150 and colour.green() < 110]
edge = next(x for x, colour in enumerate(row) if colour.green() > 200)
grey = [x for x, colour in enumerate(row) if 20 < colour.green() < 235 and abs(colour.red() - colour.green()) < 8]
QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 110))
on_edge = sorted(canvas.selected)
QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
beside = sorted(canvas.selected)
pointing = Pointing(canvas); canvas.overlays.append(pointing); pointing.show_cross(True)
plain = canvas.grab().toImage(); QTest.mouseMove(canvas, QPoint(301, 33)); crossed = canvas.grab().toImage()
line = [x for x in range(plain.width()) if plain.pixel(x, plain.height() - 3) != crossed.pixel(x, plain.height() - 3)]
print(json.dumps([ratio, [image.width(), image.height()], reds, edge, grey, on_edge, beside, line, pointing.text]))
"""


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_paint_and_hit_agree_at_every_scale(ratio: float) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found, size, reds, edge, grey, on_edge, beside, line, text = json.loads(done.stdout.splitlines()[-1])
    assert found == ratio
    assert size == [round(400 * ratio), round(300 * ratio)]
    # Both sides of the box, each some device pixels wide around its place, nothing between them.
    left = [x for x in reds if x < 130 * ratio]
    right = [x for x in reds if x > 130 * ratio]
    for side, place in ((left, 100), (right, 160)):
        assert 1 <= len(side) <= 2 * ratio + 2
        assert abs(sum(side) / len(side) - place * ratio) <= 1.0
    assert abs(edge - 200 * ratio) <= 1
    assert len(grey) <= 2 * ratio  # a border in the picture stays sharp, but for smoothing between two pixels
    assert on_edge == [7]
    assert beside == []
    assert len(line) == 1  # of the light and the dark one that which the white ground lets be seen
    assert abs(line[0] - 301 * ratio) <= 1
    assert re.match(r"30[01], 3[23] ", text)  # the system's mouse stands on whole device pixels
