"""Masks in the Label room: painted, erased, filled and combined with real mouse and key events on a real project."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Mask, Polygon
from tlstudio.core.words import Task
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
SIZE = (300, 400)


@pytest.fixture
def shapes_task() -> Task:
    return Task.SEGMENTATION


@pytest.fixture
def room(shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    shapes_room.canvas.brush.set_size(20)
    return shapes_room


def at(room: ShapesWorkspace, x: float, y: float) -> QPoint:
    return room.canvas.to_view(x, y).toPoint()


def stroke(
    room: ShapesWorkspace,
    *points: tuple[float, float],
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    QTest.mousePress(room.canvas, button, modifiers, at(room, *points[0]))
    for point in points[1:]:
        QTest.mouseMove(room.canvas, at(room, *point))
    QTest.mouseRelease(room.canvas, button, modifiers, at(room, *points[-1]))


def press(room: ShapesWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(room.canvas, key, modifiers)


def masks(room: ShapesWorkspace) -> list[np.ndarray]:
    """The pixels of all stored masks."""
    image = room.work.image
    assert image is not None
    stored = room.session.project.read.annotations([image.id])[image.id]
    found = [one.geometry for one in stored if isinstance(one.geometry, Mask)]
    return [rle.decode(one) for one in found]


def shown(room: ShapesWorkspace) -> list[np.ndarray]:
    """The pixels of all masks as the canvas draws them."""
    pictures: list[np.ndarray] = []
    for shape in room.canvas.table.shapes:
        if shape.pixels is not None:
            picture = np.zeros(SIZE, bool)
            height, width = shape.pixels.on.shape
            picture[shape.pixels.top :, shape.pixels.left :][:height, :width] = shape.pixels.on
            pictures.append(picture)
    return pictures


def same_as_shown(room: ShapesWorkspace) -> bool:
    stored, drawn = masks(room), shown(room)
    return len(stored) == len(drawn) and all(np.array_equal(a, b) for a, b in zip(stored, drawn, strict=True))


def test_a_stroke_is_a_mask_and_the_next_one_goes_on_with_it(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (120, 60))
    stroke(room, (100, 50), (100, 120))
    (mask,) = masks(room)
    assert mask[60, 90]
    assert mask[115, 100]
    assert not mask[115, 60]
    assert same_as_shown(room)
    assert room.session.project.read.next_undo() == "Paint a mask"


def test_escape_lets_go_so_that_the_next_stroke_is_another_mask(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (120, 60))
    press(room, Qt.Key.Key_Escape)
    stroke(room, (60, 160), (120, 160))
    assert len(masks(room)) == 2
    assert room.canvas.tool_key == "brush"


def test_the_eraser_takes_away_and_undo_brings_back(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (160, 60))
    before = masks(room)[0]
    press(room, Qt.Key.Key_E)
    stroke(room, (110, 40), (110, 80))
    (mask,) = masks(room)
    assert not mask[60, 110]
    assert mask[60, 70]
    assert same_as_shown(room)
    room.session.undo()
    QApplication.processEvents()
    assert np.array_equal(masks(room)[0], before)
    assert same_as_shown(room)


def test_the_right_button_does_the_opposite(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (160, 60))
    stroke(room, (110, 40), (110, 80), button=RIGHT)
    assert not masks(room)[0][60, 110]


def test_a_mask_of_which_nothing_is_left_goes(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (80, 60))
    press(room, Qt.Key.Key_E)
    room.canvas.brush.set_size(80)
    stroke(room, (50, 60), (90, 60))
    assert masks(room) == []
    assert len(room.canvas.table) == 0
    room.session.undo()
    assert len(masks(room)) == 1


def test_shift_paints_a_straight_line_from_the_last_end(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (61, 60))
    stroke(room, (200, 200), modifiers=SHIFT)
    (mask,) = masks(room)
    assert mask[130, 130]


def test_escape_drops_a_stroke_in_progress(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    QTest.mousePress(room.canvas, LEFT, NONE, at(room, 60, 60))
    QTest.mouseMove(room.canvas, at(room, 120, 60))
    assert room.context() == "shapes_drawing"
    press(room, Qt.Key.Key_Escape)
    QTest.mouseRelease(room.canvas, LEFT, NONE, at(room, 120, 60))
    assert masks(room) == []
    assert len(room.canvas.table) == 0


def test_keys_and_alt_wheel_change_the_size(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    press(room, Qt.Key.Key_BracketRight)
    assert room.canvas.brush.size == 23
    press(room, Qt.Key.Key_BracketLeft)
    press(room, Qt.Key.Key_BracketLeft)
    assert room.canvas.brush.size < 20
    zoom, size = room.canvas.viewport.zoom, room.canvas.brush.size
    middle = QPointF(at(room, 100, 100))
    turned = QWheelEvent(
        middle,
        room.canvas.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.AltModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(room.canvas, turned)
    assert room.canvas.brush.size > size
    assert room.canvas.viewport.zoom == zoom


def test_a_square_brush_paints_squares(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    room.canvas.brush.set_square(True)
    stroke(room, (100, 100))
    (mask,) = masks(room)
    assert int(mask.sum()) == 400
    room.canvas.brush.set_square(False)


def test_without_overlap_painting_takes_from_the_others(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (160, 60))
    press(room, Qt.Key.Key_Escape)
    room.canvas.brush.set_exclusive(True)
    stroke(room, (110, 20), (110, 120))
    first, second = masks(room)
    assert not (first & second).any()
    assert second[60, 110]
    assert same_as_shown(room)
    room.canvas.brush.set_exclusive(False)


def test_the_bucket_fills_a_ring_and_refuses_an_open_one(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (100, 100), (200, 100), (200, 200), (100, 200), (100, 100))
    said: list[str] = []
    room.canvas.refused.connect(said.append)
    press(room, Qt.Key.Key_E, CTRL | SHIFT)
    assert room.canvas.tool_key == "mask_fill"
    QTest.mouseClick(room.canvas, LEFT, NONE, at(room, 20, 20))
    assert len(said) == 1
    QTest.mouseClick(room.canvas, LEFT, NONE, at(room, 150, 150))
    (mask,) = masks(room)
    assert mask[150, 150]
    assert not mask[20, 20]


def test_the_lasso_paints_what_it_encloses_and_takes_away_with_ctrl(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_E, SHIFT)
    stroke(room, (100, 100), (200, 100), (200, 200), (100, 200), (101, 101))
    (mask,) = masks(room)
    assert mask[150, 150]
    assert not mask[90, 90]
    stroke(room, (120, 120), (150, 120), (150, 150), (120, 150), (121, 121), modifiers=CTRL)
    assert not masks(room)[0][135, 135]
    assert masks(room)[0][180, 180]


def test_enter_after_two_clicks_of_the_lasso_says_what_is_missing_and_goes_on(qtbot, room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_E, SHIFT)
    for place in ((100, 100), (200, 100)):
        QTest.mouseClick(room.canvas, LEFT, NONE, at(room, *place))
    with qtbot.waitSignal(room.canvas.refused) as refused:
        press(room, Qt.Key.Key_Return)
    assert refused.args == ["Click at least three points around the object"]
    QTest.mouseClick(room.canvas, LEFT, NONE, at(room, 150, 200))
    press(room, Qt.Key.Key_Return)
    assert masks(room)[0][120, 150]


def two_bars(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 100), (200, 100))
    press(room, Qt.Key.Key_Escape)
    stroke(room, (130, 40), (130, 160))
    press(room, Qt.Key.Key_V)
    press(room, Qt.Key.Key_A, CTRL)


@pytest.mark.parametrize(
    ("name", "left", "rule"),
    [
        ("mask_union", 1, lambda a, b: a | b),
        ("mask_intersect", 1, lambda a, b: a & b),
        ("mask_subtract", 2, lambda a, b: a & ~b),
    ],
)
def test_whole_masks_are_combined_in_one_undo_step(room: ShapesWorkspace, name: str, left: int, rule: object) -> None:
    two_bars(room)
    first, second = masks(room)
    assert callable(rule)
    assert room.run_action(f"shapes.{name}")
    after = masks(room)
    assert len(after) == left
    assert np.array_equal(after[0], rule(first, second))
    assert same_as_shown(room)
    room.session.undo()
    assert [int(mask.sum()) for mask in masks(room)] == [int(first.sum()), int(second.sum())]


def test_a_mask_in_two_parts_is_split_into_two_masks(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (60, 60), (100, 60))
    stroke(room, (200, 200), (240, 200))
    (whole,) = masks(room)
    assert room.run_action("shapes.mask_split")
    parts = masks(room)
    assert len(parts) == 2
    assert np.array_equal(parts[0] | parts[1], whole)
    room.session.undo()
    assert np.array_equal(masks(room)[0], whole)


def test_holes_are_filled_and_masks_become_polygons_and_come_back(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (100, 100), (200, 100), (200, 200), (100, 200), (100, 100))
    assert not masks(room)[0][150, 150]
    assert room.run_action("shapes.mask_fill_holes")
    (filled,) = masks(room)
    assert filled[150, 150]
    assert room.run_action("shapes.mask_to_polygon")
    (shape,) = room.canvas.table.shapes
    image = room.work.image
    assert image is not None
    (stored,) = room.session.project.read.annotations([image.id])[image.id]
    assert isinstance(stored.geometry, Polygon)
    assert room.canvas.selected == {shape.id}
    assert room.run_action("shapes.to_mask")
    (again,) = masks(room)
    assert (again ^ filled).sum() < 0.01 * filled.sum()


def test_grow_and_shrink_and_smooth_keep_the_middle(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (100, 100), (200, 100))
    area = int(masks(room)[0].sum())
    assert room.run_action("shapes.mask_grow")
    assert int(masks(room)[0].sum()) > area
    assert room.run_action("shapes.mask_shrink")
    assert abs(int(masks(room)[0].sum()) - area) < 0.02 * area
    assert room.run_action("shapes.mask_smooth")
    assert masks(room)[0][100, 150]
    assert same_as_shown(room)


def test_a_mask_is_moved_by_whole_pixels_with_the_arrows(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (100, 100), (140, 100))
    before = masks(room)[0]
    press(room, Qt.Key.Key_V)
    press(room, Qt.Key.Key_Right, SHIFT)
    assert np.array_equal(masks(room)[0], np.roll(before, 10, axis=1))
    assert same_as_shown(room)


def test_a_click_on_the_pixels_selects_and_one_beside_them_does_not(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_B)
    stroke(room, (100, 100), (200, 100), (200, 200), (100, 200), (100, 100))
    press(room, Qt.Key.Key_V)
    QTest.mouseClick(room.canvas, LEFT, NONE, at(room, 150, 150))
    assert not room.canvas.selected
    QTest.mouseClick(room.canvas, LEFT, NONE, at(room, 150, 100))
    assert len(room.canvas.selected) == 1
