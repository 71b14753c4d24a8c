"""Turning the wheel over the canvas: steps that come in together are drawn once, and end where they should."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tlstudio.gui.canvas.canvas import Canvas
from tlstudio.gui.canvas.layers import Scene, ShapeLayer
from tlstudio.gui.canvas.look import Place
from tlstudio.gui.canvas.picture import Picture, build_levels
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring

SIZE = (400, 300)


@pytest.fixture
def canvas(qtbot: QtBot, light: QApplication) -> Canvas:
    return shown(qtbot)


def shown(qtbot: QtBot) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 400)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.show_image(SIZE, None, "")
    rgb = np.random.default_rng(0).integers(0, 255, (SIZE[1], SIZE[0], 3), dtype=np.uint8)
    canvas.set_picture(Picture(("", 0), build_levels(rgb), SIZE))
    canvas.show_labels({1: "#2B7FE0"}, {1: "bolt"}, 0.35)
    canvas.set_table(
        ShapeTable.of([Shape(n, Kind.BOX, 1, (box_ring(9 * n, 20, 9 * n + 50, 90),)) for n in range(1, 20)])
    )
    qtbot.waitUntil(lambda: canvas.is_settled)
    return canvas


def turn(canvas: Canvas, steps: int) -> None:
    at = QPointF(180, 140)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def seen(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


def test_steps_that_come_together_are_drawn_once(qtbot: QtBot, canvas: Canvas, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Place] = []
    draw = ShapeLayer.draw

    def noted(layer: ShapeLayer, scene: Scene, place: Place) -> None:
        drawn.append(place)
        draw(layer, scene, place)

    monkeypatch.setattr(ShapeLayer, "draw", noted)
    for _ in range(4):
        turn(canvas, 1)
    assert not drawn
    qtbot.waitUntil(lambda: canvas.is_settled)
    assert [place.scale for place in drawn] == [canvas.viewport.zoom]


def test_what_is_seen_after_turning_is_what_a_fresh_view_shows_there(qtbot: QtBot, canvas: Canvas) -> None:
    for steps in (1, 1, -1, 2):
        turn(canvas, steps)
    qtbot.waitUntil(lambda: canvas.is_settled)
    fresh = shown(qtbot)
    fresh.centre_on(*canvas.viewport.to_image(250, 200), canvas.viewport.zoom)
    qtbot.waitUntil(lambda: fresh.is_settled)
    assert fresh.viewport.offset == pytest.approx(canvas.viewport.offset, abs=1e-3)
    assert seen(canvas) == seen(fresh)
