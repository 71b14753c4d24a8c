"""The list of what is on the image repaints what an edit changed, and lays nothing out again for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tlstudio.core.words import Label
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring
from tlstudio.gui.workspaces.shapes.object_list import ObjectList

LABELS = {1: Label(1, "good", "#2B7FE0", position=0)}


@pytest.fixture
def listed(qtbot, light: QApplication) -> ObjectList:
    rows = ObjectList()
    qtbot.addWidget(rows)
    rows.resize(260, 400)
    rows.show_shapes(shapes(), LABELS)
    rows.show()
    qtbot.waitExposed(rows)
    return rows


class Painted(QObject):
    """Notes which parts of a widget are painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.rects: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.region().boundingRect())
        return False


def shapes(count: int = 300) -> list[Shape]:
    return [Shape(n, Kind.BOX, 1, (box_ring(n, n, n + 10, n + 20),)) for n in range(1, count + 1)]


def text_of(rows: ObjectList, row: int) -> str:
    return str(rows.model().index(row, 0).data())


def test_a_changed_shape_is_shown_and_the_selection_stays(listed: ObjectList) -> None:
    before = shapes()
    listed.show_shapes(before, LABELS)
    listed.follow(frozenset({300}))
    told: list[object] = []
    listed.model().layoutChanged.connect(lambda: told.append("layout"))
    listed.model().modelReset.connect(lambda: told.append("reset"))
    listed.model().dataChanged.connect(lambda *_: told.append("data"))
    wider = replace(before[-1], rings=(box_ring(0, 0, 77, 20),))
    listed.show_shapes([*before[:-1], wider], LABELS)
    assert "77 × 20 px" in text_of(listed, 0)
    assert [index.row() for index in listed.selectionModel().selectedIndexes()] == [0]
    assert not told


def test_only_the_row_that_changed_is_painted_again(qtbot, listed: ObjectList) -> None:
    before = shapes()
    listed.show_shapes(before, LABELS)
    QApplication.processEvents()
    painted = Painted(listed.viewport())
    listed.show_shapes([*before[:-3], replace(before[-3], rings=(box_ring(0, 0, 5, 6),)), *before[-2:]], LABELS)
    qtbot.waitUntil(lambda: bool(painted.rects))
    rows = [listed.visualRect(listed.model().index(row, 0)) for row in range(4)]
    assert [any(rect.intersects(row) for rect in painted.rects) for row in rows] == [False, False, True, False]


def test_a_shape_that_went_leaves_the_list(listed: ObjectList) -> None:
    listed.show_shapes(shapes()[:-1], LABELS)
    assert listed.model().rowCount() == 299
    assert "good" in text_of(listed, 0)
