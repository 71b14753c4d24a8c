"""The Review room for shapes: pages of cut-outs, used with real keys and clicks on a real project."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.rooms import in_front
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Outcome
from tlstudio.gui.models.crop_picture import Crop, outlined
from tlstudio.gui.models.review_answers import MarkKind
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.empty_place import EmptyPlace
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.gui.workspaces.shape_review.workspace import ShapeReviewWorkspace
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.shape_suggestions import SuggestShapes
from tlstudio.project.commands.shapes import FinishImages

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def suggest(session: Session) -> None:
    """Six of the first label on three images, two of the second, the last without a score."""
    ids = session.project.read.image_ids(order="path").tolist()
    suggested = {
        image_id: [(1, Box(20 + 60 * n, 30 + 20 * place, 50, 40), 0.9 - 0.1 * n - 0.01 * place, {}) for n in range(2)]
        for place, image_id in enumerate(ids)
    }
    suggested[ids[0]].append((2, Box(200, 200, 60, 60), 0.7, {}))
    suggested[ids[1]].append((2, Box(210, 200, 60, 60), None, {}))
    session.project.run(SuggestShapes(suggested, source="run 4"))


@pytest.fixture
def room(qtbot, drawing: Session) -> Iterator[ShapeReviewWorkspace]:
    """The room in front with eight suggestions, and its keys."""
    suggest(drawing)
    workspace = make_room("review", drawing)
    assert isinstance(workspace, ShapeReviewWorkspace)
    with in_front(qtbot, workspace):
        workspace.grid.page.grid.setFocus()
        yield workspace


def press(room: ShapeReviewWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(room.grid.page.grid, key, modifiers)
    QApplication.processEvents()


def outcomes(room: ShapeReviewWorkspace) -> list[Outcome]:
    return [one.outcome for one in room.session.project.read.review.shapes(range(1, 9))]


def page(room: ShapeReviewWorkspace) -> list[int]:
    return [cell.image_id for cell in room.grid.page.grid._cells]


def test_the_outlines_of_suggestions_are_dashed(light: QApplication) -> None:
    ring = np.array([(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)])
    plain = QImage(320, 320, QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.gray)
    drawn = outlined(Crop(plain, (ring,)), "#FF0000")
    along = [drawn.pixelColor(x, 32) for x in range(40, 280)]
    on = [colour.red() > 200 and colour.green() < 80 for colour in along]
    off = [colour == plain.pixelColor(0, 0) for colour in along]
    assert 0.45 < sum(on) / len(on) < 0.65
    assert sum(off) / len(off) > 0.3, "the dark line below is open where the coloured one is"


def test_the_inside_of_an_area_is_hatched_and_its_hole_is_not(light: QApplication) -> None:
    outer = np.array([(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)])
    hole = 0.5 + (outer - 0.5) / 2
    plain = QImage(320, 320, QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.gray)

    def tinted(drawn: QImage, xs: range) -> float:
        row = [drawn.pixelColor(x, 160) != plain.pixelColor(0, 0) for x in xs]
        return sum(row) / len(row)

    area = outlined(Crop(plain, (outer, hole), is_area=True), "#FF0000")
    assert 0.2 < tinted(area, range(44, 84)) < 0.6
    assert tinted(area, range(108, 212)) == 0
    box = outlined(Crop(plain, (outer,)), "#FF0000")
    assert tinted(box, range(44, 84)) == 0


def test_the_largest_label_first_the_most_certain_first(room: ShapeReviewWorkspace) -> None:
    scores = [cell.score for cell in room.grid.page.grid._cells]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 6
    assert room.grid.page.accept.text() == "Accept 6 as red"
    assert room.subtitle() == "8 suggested shapes to decide"
    assert [(line.name, line.count) for line in room.grid.inspector._lines] == [("red", 6), ("white", 2)]


def test_enter_accepts_the_page_but_what_is_marked(room: ShapeReviewWorkspace) -> None:
    shown = page(room)
    press(room, Qt.Key.Key_X)
    press(room, Qt.Key.Key_Right)
    press(room, Qt.Key.Key_3)
    press(room, Qt.Key.Key_Right)
    press(room, Qt.Key.Key_Space)
    assert room.grid.page.accept.text() == "Accept 3 as red"
    assert room.grid.page._exceptions.text() == "1 left out, 1 corrected to platelet, 1 wrong"
    press(room, Qt.Key.Key_Return)
    by_id = {one.id: one.outcome for one in room.session.project.read.review.shapes(shown)}
    assert [by_id[i] for i in shown] == [
        Outcome.REJECTED,
        Outcome.CORRECTED,
        Outcome.OPEN,
        *[Outcome.ACCEPTED] * 3,
    ]
    assert page(room) == [shown[2]], "what was left out comes back at the end"
    room.session.undo()
    QApplication.processEvents()
    assert outcomes(room) == [Outcome.OPEN] * 8
    assert set(page(room)) == set(shown)


def test_up_to_here_and_then_the_next_label(room: ShapeReviewWorkspace) -> None:
    press(room, Qt.Key.Key_Right)
    press(room, Qt.Key.Key_Return, SHIFT)
    assert outcomes(room).count(Outcome.ACCEPTED) == 2
    press(room, Qt.Key.Key_Return)
    assert room.grid.page._title.text() == "white"
    assert [cell.score for cell in room.grid.page.grid._cells] == [0.7, None]
    press(room, Qt.Key.Key_Return)
    assert outcomes(room) == [Outcome.ACCEPTED] * 8
    assert isinstance(room.areas()[0], EmptyPlace)
    assert not room.run_action("review.accept_page")
    room.session.undo()
    QApplication.processEvents()
    assert len(page(room)) == 2


def test_the_cross_says_wrong_and_a_double_click_shows_the_image(qtbot, room: ShapeReviewWorkspace) -> None:
    grid = room.grid.page.grid
    cross = grid._cross(grid._rect(1)).center().toPoint()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, NONE, cross)
    assert [cell.kind for cell in grid._cells[:2]] == [MarkKind.AS_SUGGESTED, MarkKind.REJECTED]
    with qtbot.waitSignal(room.room_wanted) as heard:
        QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, NONE, grid._rect(0).center().toPoint())
    name, target = heard.args
    assert name == "label"
    assert target["suggestion_id"] == page(room)[0]


def test_cut_outs_come_from_threads_with_their_outline(qtbot, room: ShapeReviewWorkspace) -> None:
    first = page(room)[0]
    qtbot.waitUntil(lambda: room.grid._picture(first) is not None)
    plain, outlined = room._crops._crops[first, 160].picture, room.grid._picture(first)
    assert outlined.size() == plain.size()
    assert outlined != plain
    store = room._crops._store
    assert store is not None


def test_a_mask_and_a_picture_that_is_gone(qtbot, room: ShapeReviewWorkspace) -> None:
    import numpy as np

    project = room.session.project
    pixels = np.zeros((300, 400), bool)
    pixels[100:140, 60:120] = True
    last = project.read.image_ids(order="path").tolist()[-1]
    project.absolute(project.read.image(last)).unlink()
    first = project.read.image_ids(order="path").tolist()[0]
    project.run(SuggestShapes({first: [(3, rle.encode(pixels), 0.5, {})]}, source="masks"))
    QApplication.processEvents()
    mask = max(one.id for one in project.read.review.shapes(range(1, 20)))
    gone = next(one.id for one in project.read.shape_suggestions([last])[last])
    first_box = min(one.id for one in project.read.shape_suggestions([first])[first])
    room._crops.get(first_box, 160, "#FF0000")
    assert room._crops.get(mask, 160, "#FF0000") is None
    assert room._crops.get(gone, 160, "#FF0000") is None
    qtbot.waitUntil(lambda: room._crops.get(mask, 160, "#FF0000") is not None and gone in room._crops._failed)
    qtbot.waitUntil(lambda: room._crops.get(first_box, 160, "#FF0000") is not None)
    assert len(room._crops._crops[mask, 160].rings) == 1
    assert room._crops._crops[mask, 160].is_area
    assert not room._crops._crops[first_box, 160].is_area


def test_more_like_this_sorts_by_look_and_back(qtbot, room: ShapeReviewWorkspace) -> None:
    shown = page(room)
    press(room, Qt.Key.Key_Right)
    press(room, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "most alike first" in room.grid.page._subtitle.text())
    assert page(room)[0] == shown[1]
    assert set(page(room)) == set(shown)
    press(room, Qt.Key.Key_R)
    assert page(room) == shown


def test_all_above_a_score_leaves_finished_images_alone(room: ShapeReviewWorkspace) -> None:
    ids = room.session.project.read.image_ids(order="path").tolist()
    room.session.project.run(FinishImages([ids[0]]))
    room._accept_above(0.85)
    assert outcomes(room).count(Outcome.ACCEPTED) == 2
    room.session.undo()
    assert outcomes(room).count(Outcome.ACCEPTED) == 0


def test_without_suggestions_it_says_how_they_come(qtbot, drawing: Session) -> None:
    workspace = make_room("review", drawing)
    qtbot.addWidget(workspace)
    workspace.activate()
    place = workspace.areas()[0]
    assert "Import labels" in place.accessibleName()
    assert workspace.reason_off("review.accept_page")
    with qtbot.waitSignal(drawing.action_wanted):
        place.wanted.emit("import")
    workspace.release()


def test_label_opens_at_the_suggestion_that_review_names(qtbot, shapes_room: ShapesWorkspace) -> None:
    suggest(shapes_room.session)
    QApplication.processEvents()
    image_id = shapes_room.queue.ids[1]
    wanted = shapes_room.session.project.read.shape_suggestions([image_id])[image_id][0]
    shapes_room.work.suggesting.least = 0.95
    shapes_room.show_target({"image_id": image_id, "suggestion_id": wanted.id})
    (shape,) = shapes_room.canvas.selected_shapes()
    assert shape.is_suggestion
    assert shape.score == wanted.score
