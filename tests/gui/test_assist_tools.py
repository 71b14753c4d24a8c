"""The tools with an assist in the Label room: real mouse and keys on a drawn picture, one undo step each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.rooms import session_of, stored
from tlstudio.core.geometry.raster import pixels_of
from tlstudio.core.geometry.shapes import Mask, Polygon
from tlstudio.core.words import Annotation, Task
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.canvas.assist_tool import AssistTool
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.adding import add_images
from tlstudio.project.commands.shapes import EditShapes
from tlstudio.project.project import Project

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
SIZE = (400, 300)


def ring_of_colour() -> tuple[np.ndarray, np.ndarray]:
    """A red ring on green, lightly noisy; and where it is."""
    truth = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    cv2.circle(truth, (200, 150), 90, 1, -1)
    cv2.circle(truth, (200, 150), 30, 0, -1)
    noise = np.random.default_rng(0).normal(0, 3, (*truth.shape, 3))
    return np.clip(np.where(truth[:, :, None] > 0, (200, 60, 50), (90, 120, 60)) + noise, 0, 255).astype(
        np.uint8
    ), truth > 0


@pytest.fixture
def shapes_task(request: pytest.FixtureRequest) -> Task:
    return getattr(request, "param", Task.DETECTION)


@pytest.fixture
def drawing(tmp_path: Path, light: QApplication, shapes_task: Task) -> Iterator[Session]:
    """One picture with a ring."""
    (tmp_path / "pictures").mkdir()
    PillowImage.fromarray(ring_of_colour()[0]).save(tmp_path / "pictures" / "ring.png")
    scheduler = QtScheduler()
    with Project.create(tmp_path / "p", task=shapes_task, labels=["ring"], scheduler=scheduler) as project:
        add_images(project, [tmp_path / "pictures"], workers=1)
        session = session_of(project, scheduler, tmp_path)
        yield session
        session.close()


@pytest.fixture
def room(shapes_room: ShapesWorkspace, qtbot) -> ShapesWorkspace:
    qtbot.waitUntil(
        lambda: shapes_room.canvas.finest_level is not None and shapes_room.canvas.finest_level.width() == 400
    )
    return shapes_room


def at(room: ShapesWorkspace, x: float, y: float) -> QPoint:
    return room.canvas.to_view(x, y).toPoint()


def click(room: ShapesWorkspace, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(room.canvas, LEFT, modifiers, at(room, x, y))


def press(room: ShapesWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(room.canvas, key, modifiers)


def answered(room: ShapesWorkspace, qtbot) -> None:
    qtbot.waitUntil(lambda: not room.canvas.tool.is_busy)


def overlap(annotation: Annotation, truth: np.ndarray) -> float:
    assert annotation.geometry is not None
    on = pixels_of(annotation.geometry, *SIZE)
    return float((on & truth).sum() / (on | truth).sum())


def assist(room: ShapesWorkspace) -> AssistTool:
    tool = room.canvas.tool
    assert isinstance(tool, AssistTool)
    return tool


def draw_ring(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_Q)
    click(room, 140, 150)
    answered(room, qtbot)
    press(room, Qt.Key.Key_Return)


def test_the_wand_keeps_a_polygon_with_its_hole_as_one_undo_step(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_Q)
    click(room, 140, 150)
    answered(room, qtbot)
    assert room.context() == "shapes_drawing"
    assert stored(room) == []
    press(room, Qt.Key.Key_Return)
    (made,) = stored(room)
    assert isinstance(made.geometry, Polygon)
    assert len(made.geometry.holes) == 1
    assert overlap(made, ring_of_colour()[1]) > 0.97
    room.session.undo()
    assert stored(room) == []


@pytest.mark.parametrize("shapes_task", [Task.SEGMENTATION], indirect=True)
def test_in_a_project_of_masks_it_keeps_exactly_the_pixels(room: ShapesWorkspace, qtbot) -> None:
    draw_ring(room, qtbot)
    (made,) = stored(room)
    assert isinstance(made.geometry, Mask)
    assert overlap(made, ring_of_colour()[1]) > 0.99


def test_a_click_inside_the_draft_keeps_it_and_escape_drops_it(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_Q)
    click(room, 140, 150)
    answered(room, qtbot)
    press(room, Qt.Key.Key_Escape)
    assert stored(room) == []
    assert assist(room).draft is None
    click(room, 140, 150)
    answered(room, qtbot)
    click(room, 260, 150)
    assert len(stored(room)) == 1


def test_dragging_sets_the_tolerance_and_the_wheel_too(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_Q)
    QTest.mousePress(room.canvas, LEFT, NONE, at(room, 140, 150))
    answered(room, qtbot)
    before = assist(room).draft
    QTest.mouseMove(room.canvas, at(room, 140, 150) + QPoint(700, 0))
    answered(room, qtbot)
    QTest.mouseRelease(room.canvas, LEFT, NONE, at(room, 140, 150) + QPoint(700, 0))
    wide = assist(room).draft
    assert before is not None
    assert wide is not None
    assert wide.cutout.area == SIZE[0] * SIZE[1] > before.cutout.area
    place = QPointF(at(room, 140, 150))
    down = QWheelEvent(
        place, place, QPoint(), QPoint(-12000, 0), Qt.MouseButton.NoButton, ALT, Qt.ScrollPhase.NoScrollPhase, False
    )
    zoom = room.canvas.viewport.zoom
    QApplication.sendEvent(room.canvas, down)
    answered(room, qtbot)
    narrow = assist(room).draft
    assert room.canvas.viewport.zoom == zoom
    assert narrow is None or narrow.cutout.area < before.cutout.area


def test_a_further_click_adds_shift_takes_away_and_backspace_goes_back(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_Q)
    areas: list[int] = []
    for x, y, modifiers in ((140, 150, NONE), (200, 150, NONE), (200, 150, SHIFT)):
        click(room, x, y, modifiers)
        answered(room, qtbot)
        draft = assist(room).draft
        assert draft is not None
        areas.append(draft.cutout.area)
    assert areas[1] > areas[0] == areas[2]
    press(room, Qt.Key.Key_Backspace)
    answered(room, qtbot)
    draft = assist(room).draft
    assert draft is not None
    assert draft.cutout.area == areas[1]


def test_enter_before_the_answer_keeps_what_comes(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_Q)
    click(room, 140, 150)
    press(room, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(stored(room)) == 1)
    assert not room.canvas.is_drawing


@pytest.mark.parametrize("by", ["drag", "clicks"])
def test_an_object_in_a_box_with_its_hole_set_right(room: ShapesWorkspace, qtbot, by: str) -> None:
    press(room, Qt.Key.Key_Q, SHIFT)
    if by == "drag":
        QTest.mousePress(room.canvas, LEFT, NONE, at(room, 105, 55))
        QTest.mouseMove(room.canvas, at(room, 295, 245))
        QTest.mouseRelease(room.canvas, LEFT, NONE, at(room, 295, 245))
    else:
        click(room, 105, 55)
        click(room, 295, 245)
    answered(room, qtbot)
    click(room, 200, 150, SHIFT)
    answered(room, qtbot)
    press(room, Qt.Key.Key_Return)
    (made,) = stored(room)
    assert overlap(made, ring_of_colour()[1]) > 0.95


def test_scissors_follow_the_circle_between_four_clicks(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_S, SHIFT)
    for x, y in ((290, 150), (200, 240), (110, 150), (200, 60)):
        click(room, x, y)
        answered(room, qtbot)
    press(room, Qt.Key.Key_Return)
    (made,) = stored(room)
    assert isinstance(made.geometry, Polygon)
    assert len(made.geometry.points) > 12
    disk = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    cv2.circle(disk, (200, 150), 90, 1, -1)
    assert overlap(made, disk > 0) > 0.95


def test_scissors_that_are_closed_too_early_go_on(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_S, SHIFT)
    click(room, 290, 150)
    answered(room, qtbot)
    with qtbot.waitSignal(room.canvas.refused):
        press(room, Qt.Key.Key_Return)
    for x, y in ((200, 240), (110, 150), (200, 60)):
        click(room, x, y)
        answered(room, qtbot)
    press(room, Qt.Key.Key_Return)
    assert len(stored(room)) == 1


def test_backspace_takes_scissors_back_click_by_click(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_S, SHIFT)
    for x, y in ((290, 150), (200, 240)):
        click(room, x, y)
        answered(room, qtbot)
    press(room, Qt.Key.Key_Backspace)
    assert room.canvas.is_drawing
    press(room, Qt.Key.Key_Backspace)
    assert not room.canvas.is_drawing
    assert stored(room) == []


def test_painted_patches_lie_on_the_ring(room: ShapesWorkspace, qtbot) -> None:
    press(room, Qt.Key.Key_B, SHIFT)
    answered(room, qtbot)
    QTest.mousePress(room.canvas, LEFT, NONE, at(room, 260, 150))
    for angle in np.linspace(0, 2 * np.pi, 60):
        QTest.mouseMove(room.canvas, at(room, 200 + 60 * np.cos(angle), 150 + 60 * np.sin(angle)))
    QTest.mouseRelease(room.canvas, LEFT, NONE, at(room, 260, 150))
    answered(room, qtbot)
    press(room, Qt.Key.Key_Return)
    (made,) = stored(room)
    assert made.geometry is not None
    on = pixels_of(made.geometry, *SIZE)
    truth = ring_of_colour()[1]
    assert (on & truth).sum() / on.sum() > 0.95
    assert (on & truth).sum() > 0.3 * truth.sum()


def test_a_shape_is_cut_apart_in_one_step(room: ShapesWorkspace, qtbot) -> None:
    image = room.work.image
    assert image is not None
    on = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    for x in (120, 185):
        cv2.circle(on, (x, 150), 36, 1, -1)
    outline = cv2.findContours(on, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0][0].reshape(-1, 2)
    whole = Polygon((tuple((float(x), float(y)) for x, y in outline.tolist()),))
    outcome = room.session.run(EditShapes(image.id, added=[Annotation(0, image.id, room.work.label_id, whole)]))
    assert outcome is not None
    qtbot.waitUntil(lambda: len(room.work.table) == 1)
    room.canvas.select(outcome.result)
    press(room, Qt.Key.Key_X, SHIFT)
    answered(room, qtbot)
    assert len(stored(room)) == 1
    press(room, Qt.Key.Key_Return)
    assert len(stored(room)) == 2
    assert outcome.result[0] in {one.id for one in stored(room)}
    room.session.undo()
    assert [one.geometry for one in stored(room)] == [whole]


def test_a_locked_or_boxy_shape_is_not_cut(room: ShapesWorkspace, qtbot) -> None:
    said: list[str] = []
    room.canvas.refused.connect(said.append)
    draw_ring(room, qtbot)
    (made,) = stored(room)
    room.canvas.choose_tool("select")
    room.canvas.select([made.id])
    room.run_action("shapes.lock")
    press(room, Qt.Key.Key_X, SHIFT)
    assert said == ["That shape is locked; Ctrl+L unlocks it"]
    assert not room.canvas.is_drawing
