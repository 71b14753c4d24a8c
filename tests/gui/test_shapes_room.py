"""The Label room for shapes, used with real mouse and key events on a real project."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.rooms import stored
from tlstudio.core.geometry.shapes import Box, Point, Polygon, RotatedBox
from tlstudio.core.words import Annotation, State
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.shapes import EditShapes

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    """The room in front, with its keys."""
    return shapes_room


def at(room: ShapesWorkspace, x: float, y: float) -> QPoint:
    return room.canvas.to_view(x, y).toPoint()


def click(room: ShapesWorkspace, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(room.canvas, LEFT, modifiers, at(room, x, y))


def move(room: ShapesWorkspace, x: float, y: float) -> None:
    QTest.mouseMove(room.canvas, at(room, x, y))


def drag(room: ShapesWorkspace, start: tuple[float, float], end: tuple[float, float]) -> None:
    QTest.mousePress(room.canvas, LEFT, NONE, at(room, *start))
    for share in (0.3, 0.7, 1.0):
        move(room, start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
    QTest.mouseRelease(room.canvas, LEFT, NONE, at(room, *end))


def press(room: ShapesWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(room.canvas, key, modifiers)


def give(room: ShapesWorkspace, *geometries: Box | Polygon | Point | RotatedBox) -> list[int]:
    """Store shapes as another view would, and let the room hear of it."""
    image = room.work.image
    assert image is not None
    added = [Annotation(0, image.id, 1, geometry) for geometry in geometries]
    ids = list(room.session.project.run(EditShapes(image.id, added=added)).result)
    room.on_changes(room.session.project.run(EditShapes(image.id, changed=[])).changes)
    QApplication.processEvents()
    return ids


def near(box: object, x: float, y: float, width: float, height: float, within: float = 1.5) -> bool:
    assert isinstance(box, Box)
    return bool(np.allclose((box.x, box.y, box.width, box.height), (x, y, width, height), atol=within))


def pixels(room: ShapesWorkspace) -> np.ndarray:
    image = room.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(int)[..., :3]


SQUARE = Polygon((((200.0, 100.0), (300.0, 100.0), (300.0, 200.0), (200.0, 200.0)),))


def test_w_and_a_drag_store_one_box_without_a_dialog(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_W)
    drag(room, (50, 60), (150, 180))
    (one,) = stored(room)
    assert near(one.geometry, 50, 60, 100, 120)
    assert one.label_id == 1
    assert room.session.project.read.next_undo() == "Draw a box"


def test_two_clicks_draw_a_box_too(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_W)
    click(room, 100, 100)
    assert room.context() == "shapes_drawing"
    move(room, 200, 150)
    click(room, 200, 150)
    assert near(stored(room)[0].geometry, 100, 100, 100, 50)
    assert room.context() == "shapes"


def test_a_box_stops_at_the_border_of_the_image(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_W)
    drag(room, (350, 250), (460, 330))
    assert near(stored(room)[0].geometry, 350, 250, 50, 50)


def test_polygon_by_clicks_backspace_and_enter(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_P)
    for place in ((50, 50), (150, 50), (390, 290), (150, 150)):
        click(room, *place)
        if place == (390, 290):
            press(room, Qt.Key.Key_Backspace)
    press(room, Qt.Key.Key_Return)
    (one,) = stored(room)
    assert isinstance(one.geometry, Polygon)
    assert np.allclose(one.geometry.rings[0], [(50, 50), (150, 50), (150, 150)], atol=1.5)


def test_polygon_closes_at_its_first_vertex_and_escape_drops_a_draft(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_P)
    for place in ((50, 50), (150, 50), (150, 150), (50, 50)):
        click(room, *place)
    assert len(stored(room)) == 1
    click(room, 200, 200)
    click(room, 220, 220)
    press(room, Qt.Key.Key_Escape)
    assert room.context() == "shapes"
    assert len(stored(room)) == 1


def test_a_digit_without_a_label_says_so(qtbot, room: ShapesWorkspace) -> None:
    with qtbot.waitSignal(room.session.refused) as refused:
        press(room, Qt.Key.Key_9)
    assert refused.args == ["There is no label number 9"]


def test_a_digit_names_the_label_of_new_shapes_and_says_nothing_more_of_selected_ones(
    qtbot, room: ShapesWorkspace
) -> None:
    with qtbot.waitSignal(room.session.told) as told:
        press(room, Qt.Key.Key_2)
    assert told.args == ["New shapes: white", False]
    press(room, Qt.Key.Key_W)
    drag(room, (50, 60), (150, 180))
    room.canvas.select([stored(room)[0].id])
    with qtbot.assertNotEmitted(room.session.told):
        press(room, Qt.Key.Key_3)
    assert stored(room)[0].label_id == 3


def test_two_vertices_are_no_polygon(qtbot, room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_P)
    click(room, 50, 50)
    click(room, 150, 50)
    with qtbot.waitSignal(room.session.refused):
        press(room, Qt.Key.Key_Return)
    assert stored(room) == []


def test_a_rotated_box_by_side_and_width(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_W, SHIFT)
    drag(room, (100, 100), (200, 200))
    move(room, 170, 230)
    click(room, 170, 230)
    geometry = stored(room)[0].geometry
    assert isinstance(geometry, RotatedBox)
    assert geometry.angle == pytest.approx(45, abs=2)
    assert geometry.width == pytest.approx(141, abs=3)


def test_a_point_is_one_click(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_P, SHIFT)
    click(room, 120, 80)
    geometry = stored(room)[0].geometry
    assert isinstance(geometry, Point)
    assert np.allclose((geometry.x, geometry.y), (120, 80), atol=1.5)


def test_dragging_moves_a_shape_and_undo_brings_it_back(qtbot, room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60))
    click(room, 90, 80)
    drag(room, (90, 80), (190, 130))
    assert near(stored(room)[0].geometry, 150, 100, 80, 60)
    room.session.undo()
    qtbot.waitUntil(lambda: near(room.work.table.shapes and stored(room)[0].geometry, 50, 50, 80, 60))
    qtbot.waitUntil(lambda: abs(room.canvas.table.shapes[0].bounds[0] - 50) < 0.1)


def test_a_handle_resizes_and_the_opposite_corner_stays(room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60))
    click(room, 90, 80)
    drag(room, (130, 110), (180, 160))
    assert near(stored(room)[0].geometry, 50, 50, 130, 110)


def test_vertices_move_appear_and_go(room: ShapesWorkspace) -> None:
    give(room, SQUARE)
    click(room, 250, 150)
    drag(room, (300, 200), (340, 240))
    drag(room, (250, 100), (250, 60))
    geometry = stored(room)[0].geometry
    assert isinstance(geometry, Polygon)
    assert np.allclose(geometry.rings[0], [(200, 100), (250, 60), (300, 100), (340, 240), (200, 200)], atol=1.5)
    click(room, 250, 60, SHIFT)
    geometry = stored(room)[0].geometry
    assert isinstance(geometry, Polygon)
    assert len(geometry.rings[0]) == 4


def test_a_hole_is_cut_with_ctrl(room: ShapesWorkspace) -> None:
    give(room, SQUARE)
    press(room, Qt.Key.Key_P)
    click(room, 220, 120, CTRL)
    for place in ((280, 120), (280, 180)):
        click(room, *place, CTRL)
    press(room, Qt.Key.Key_Return)
    (one,) = stored(room)
    assert isinstance(one.geometry, Polygon)
    assert len(one.geometry.holes) == 1


def test_the_smallest_is_selected_first_and_clicks_cycle(room: ShapesWorkspace) -> None:
    large, small = give(room, Box(40, 40, 200, 200), Box(80, 80, 60, 60))
    click(room, 100, 100)
    assert room.canvas.selected == {small}
    click(room, 100, 100)
    assert room.canvas.selected == {large}
    click(room, 100, 100)
    assert room.canvas.selected == {small}
    click(room, 200, 200, CTRL)
    assert room.canvas.selected == {small, large}


def test_a_rubber_band_and_ctrl_a_select_many(room: ShapesWorkspace) -> None:
    inside, outside = give(room, Box(100, 100, 30, 30), Box(300, 200, 30, 30))
    drag(room, (80, 80), (180, 180))
    assert room.canvas.selected == {inside}
    press(room, Qt.Key.Key_A, CTRL)
    assert room.canvas.selected == {inside, outside}


def test_digits_label_the_selection_else_what_is_drawn_next(room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60))
    click(room, 90, 80)
    press(room, Qt.Key.Key_2)
    assert stored(room)[0].label_id == 2
    press(room, Qt.Key.Key_Escape)
    press(room, Qt.Key.Key_3)
    press(room, Qt.Key.Key_W)
    drag(room, (200, 150), (280, 220))
    assert [one.label_id for one in stored(room)] == [2, 3]


def test_delete_copy_paste_and_duplicate(room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60))
    click(room, 90, 80)
    press(room, Qt.Key.Key_D, CTRL)
    assert near(stored(room)[1].geometry, 60, 60, 80, 60)
    press(room, Qt.Key.Key_Delete)
    assert len(stored(room)) == 1
    press(room, Qt.Key.Key_A, CTRL)
    press(room, Qt.Key.Key_C, CTRL)
    press(room, Qt.Key.Key_D)
    assert stored(room) == []
    press(room, Qt.Key.Key_V, CTRL)
    assert near(stored(room)[0].geometry, 50, 50, 80, 60)


def test_shapes_of_the_previous_image_are_carried_over(room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60), SQUARE)
    press(room, Qt.Key.Key_PageDown)
    press(room, Qt.Key.Key_V, CTRL | SHIFT)
    assert len(stored(room)) == 2


def test_arrows_nudge_in_one_undo_step_or_go_to_the_next_image(room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60))
    click(room, 90, 80)
    for _ in range(3):
        press(room, Qt.Key.Key_Right)
    press(room, Qt.Key.Key_Down, SHIFT)
    assert near(stored(room)[0].geometry, 53, 60, 80, 60, within=0.01)
    room.session.undo()
    assert near(stored(room)[0].geometry, 50, 50, 80, 60, within=0.01)
    press(room, Qt.Key.Key_Escape)
    press(room, Qt.Key.Key_Right)
    assert room.queue.position == 1


def test_a_locked_shape_is_not_moved_or_deleted(room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60))
    click(room, 90, 80)
    press(room, Qt.Key.Key_L, CTRL)
    drag(room, (90, 80), (190, 130))
    press(room, Qt.Key.Key_Delete)
    assert near(stored(room)[0].geometry, 50, 50, 80, 60)


def test_space_finishes_the_image_also_an_empty_one(room: ShapesWorkspace) -> None:
    give(room, Box(50, 50, 80, 60))
    first = room.work.image
    press(room, Qt.Key.Key_Space)
    second = room.work.image
    press(room, Qt.Key.Key_Space)
    assert first is not None
    assert second is not None
    states = [image.state for image in room.session.project.read.images([first.id, second.id])]
    assert states == [State.LABELLED, State.REJECTED]
    assert room.queue.position == 2


def test_space_held_pans_and_does_not_finish(room: ShapesWorkspace) -> None:
    room.canvas.zoom_by(6)
    before = room.canvas.viewport.offset
    QTest.keyPress(room.canvas, Qt.Key.Key_Space)
    drag(room, (200, 150), (180, 140))
    QTest.keyRelease(room.canvas, Qt.Key.Key_Space)
    assert room.canvas.viewport.offset != before
    assert room.work.image is not None
    assert room.work.image.state is State.UNDECIDED
    assert room.queue.position == 0


def test_tab_goes_from_shape_to_shape(room: ShapesWorkspace) -> None:
    first, second = give(room, Box(20, 20, 40, 40), Box(200, 20, 40, 40))
    seen: list[frozenset[int]] = []
    for _ in range(3):
        press(room, Qt.Key.Key_Tab)
        seen.append(room.canvas.selected)
    assert seen == [{first}, {second}, {first}]


def test_the_list_and_the_canvas_select_together(room: ShapesWorkspace) -> None:
    first, second = give(room, Box(20, 20, 40, 40), Box(200, 20, 40, 40))
    click(room, 40, 40)
    model = room.panel.objects.model()
    chosen = room.panel.objects.selectionModel().selectedIndexes()
    assert [index.row() for index in chosen] == [1]
    room.panel.objects.setCurrentIndex(model.index(0, 0))
    assert room.canvas.selected == {second}
    assert first != second


def test_h_held_shows_the_bare_picture(room: ShapesWorkspace) -> None:
    bare = room.canvas.grab().toImage()
    give(room, Box(50, 50, 80, 60))
    with_box = room.canvas.grab().toImage()
    QTest.keyPress(room.canvas, Qt.Key.Key_H)
    held = room.canvas.grab().toImage()
    QTest.keyRelease(room.canvas, Qt.Key.Key_H)
    assert held == bare != with_box
    assert room.canvas.grab().toImage() == with_box


def test_after_any_edit_the_picture_is_what_a_new_canvas_would_draw(room: ShapesWorkspace) -> None:
    give(room, Box(40, 40, 200, 200), SQUARE, Point(120, 60))
    click(room, 250, 150)
    drag(room, (250, 150), (190, 140))
    press(room, Qt.Key.Key_Escape)
    room.canvas.set_hover(None)
    after_edits = room.canvas.grab().toImage()
    room.canvas.set_table(room.work.table)
    assert room.canvas.grab().toImage() == after_edits


def test_panning_draws_what_a_new_canvas_would_draw(room: ShapesWorkspace) -> None:
    give(room, Box(40, 40, 200, 200), SQUARE, Point(120, 60))
    room.canvas.zoom_by(5)
    room.canvas.grab()
    room.canvas.sharpen()
    for step in ((-30, 0), (0, -25), (17, 9)):
        room.canvas.pan(*step)
    shifted = pixels(room)
    room.canvas.set_table(room.work.table)
    # A line cut at a strip's border is interpolated from there: one or two levels of 255, which nobody sees.
    assert np.abs(pixels(room) - shifted).max() <= 4


def test_nothing_can_be_drawn_without_a_label_and_it_says_so(qtbot, room: ShapesWorkspace) -> None:
    room.canvas.label_id = 0
    press(room, Qt.Key.Key_W)
    with qtbot.waitSignal(room.session.refused):
        drag(room, (50, 60), (150, 180))
    assert stored(room) == []


def test_train_says_honestly_that_nothing_is_learnt(qtbot, drawing: Session) -> None:
    workspace = make_room("train", drawing)
    qtbot.addWidget(workspace)
    assert workspace.room == "train"
    assert workspace.reason_off("train.start")
