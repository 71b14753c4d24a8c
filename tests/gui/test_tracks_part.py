"""Carrying shapes to neighbours and filling between key frames, with keys, in a group of three images."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.tracks import KEYFRAME, TRACK
from tlstudio.core.words import Annotation
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.shapes.parts.tracks import Tracks
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.images import SetGroup
from tlstudio.project.commands.shapes import EditShapes

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def drawing(drawing: Session) -> Session:
    drawing.project.run(SetGroup(dict.fromkeys((1, 2, 3), "clip")))
    return drawing


@pytest.fixture
def part(qtbot, shapes_room: ShapesWorkspace) -> Tracks:
    (found,) = [part for part in shapes_room.parts.all if isinstance(part, Tracks)]
    qtbot.waitUntil(lambda: not found._is_looking)
    return found


def stored(room: ShapesWorkspace, image_id: int) -> list[Annotation]:
    return list(room.session.project.read.annotations([image_id])[image_id])


def place(room: ShapesWorkspace, image_id: int, x: float, **attributes: str) -> int:
    annotation = Annotation(0, image_id, 1, Box(x, 20, 40, 40), attributes=attributes)
    (new_id,) = room.session.project.run(EditShapes(image_id, added=[annotation])).result
    QApplication.processEvents()
    return new_id


def test_a_shape_is_carried_on_by_a_key_and_comes_back_by_undo(qtbot, part: Tracks) -> None:
    room = part.room
    told: list[str] = []
    room.session.told.connect(lambda text, _undo: told.append(text))
    new_id = place(room, 1, 30)
    qtbot.waitUntil(lambda: len(room.work.table) == 1)
    room.canvas.select([new_id])
    QTest.keyClick(room.canvas, Qt.Key.Key_B, CTRL)
    (copy,) = stored(room, 2)
    assert (copy.geometry, copy.attributes) == (Box(30, 20, 40, 40), {TRACK: "1", KEYFRAME: False})
    assert told == ["Shapes carried on: 1"]
    QTest.keyClick(room.canvas, Qt.Key.Key_B, CTRL)
    assert told[1:] == ["The object is on those images already"]
    qtbot.waitUntil(lambda: "1 key frame, 1 filled in" in part._words.text())
    room.session.undo()
    assert stored(room, 2) == []
    assert stored(room, 1)[0].attributes == {}


def test_the_images_between_are_filled_and_the_section_says_where_the_object_is(qtbot, part: Tracks) -> None:
    room = part.room
    new_id = place(room, 1, 0, track_id="7")
    place(room, 3, 100, track_id="7")
    assert room.run_action("shapes.fill_between")
    assert [one.geometry for one in stored(room, 2)] == [Box(50, 20, 40, 40)]
    room.canvas.select([new_id])
    qtbot.waitUntil(lambda: part._words.text() == "Placed here. 2 key frames, 1 filled in.")
    assert part._head.value.text() == "1 of 3"
    assert part.section() is not None
    assert part.section().isVisible()
    assert not part.section().grab().isNull()
    moved = replace(stored(room, 1)[0], geometry=Box(50, 20, 40, 40))
    room.session.project.run(EditShapes(1, changed=[moved]))
    assert [one.geometry for one in stored(room, 2)] == [Box(75, 20, 40, 40)]


def test_actions_that_cannot_be_done_say_why(qtbot, part: Tracks) -> None:
    room = part.room
    assert room.reason_off("shapes.carry") == "Nothing is selected"
    room.run_action("shapes.last")
    new_id = place(room, 3, 0)
    qtbot.waitUntil(lambda: len(room.work.table) == 1)
    room.canvas.select([new_id])
    assert room.reason_off("shapes.carry") == "This is the last image of its group"
    room.session.project.run(SetGroup({3: ""}))
    room.show_image()
    assert room.reason_off("shapes.fill_between") == "This image has no neighbours: it is in no group"
    assert not part.section().isVisible()


def test_key_frames_are_visited_released_and_ended_by_keys(qtbot, part: Tracks) -> None:
    room = part.room
    new_id = place(room, 1, 0, track_id="7")
    place(room, 2, 30, track_id="7")
    place(room, 3, 100, track_id="7")
    room.canvas.select([new_id])
    qtbot.waitUntil(lambda: part._words.text() == "Placed here. 3 key frames, 0 filled in.")
    assert part._buttons.isVisible()
    QTest.keyClick(room.canvas, Qt.Key.Key_Right, CTRL | ALT)
    assert room.work.image.id == 2
    assert [one.geometry for one in stored(room, 2) if one.id in room.canvas.selected] == [Box(30, 20, 40, 40)]
    QTest.keyClick(room.canvas, Qt.Key.Key_K, CTRL | ALT)
    assert [one.geometry for one in stored(room, 2)] == [Box(50, 20, 40, 40)]
    assert room.work.table.shapes[0].bounds[0] == 50
    qtbot.waitUntil(lambda: part._words.text() == "Worked out here; moving it places it. 2 key frames, 1 filled in.")
    QTest.keyClick(room.canvas, Qt.Key.Key_Left, CTRL | ALT)
    assert room.work.image.id == 1
    QTest.keyClick(room.canvas, Qt.Key.Key_L, CTRL | ALT)
    assert stored(room, 2) == []
    qtbot.waitUntil(lambda: "It leaves after this image." in part._words.text())
    assert not part._bar.grab().isNull()
    QTest.keyClick(room.canvas, Qt.Key.Key_L, CTRL | ALT)
    assert len(stored(room, 2)) == 1
    qtbot.waitUntil(lambda: part._chosen_places() is not None and part._chosen_places().filled == (1,))
    assert room.run_action("shapes.delete_object")
    assert [stored(room, i) for i in (1, 2, 3)] == [[], [], []]
    assert len(room.work.table) == 0
    room.session.undo()
    assert [len(stored(room, i)) for i in (1, 2, 3)] == [1, 1, 1]


def test_a_click_on_the_bar_opens_the_image_there(part: Tracks) -> None:
    QTest.mouseClick(part._bar, Qt.MouseButton.LeftButton, pos=part._bar.rect().center())
    assert part.room.work.image.id == 2


def test_what_needs_an_object_says_so(part: Tracks) -> None:
    room = part.room
    room.canvas.select([place(room, 1, 30)])
    assert room.reason_off("shapes.object_leaves") == "That shape is on this image only"
