"""Comments pinned to places, and the second person's check, in the Label room and in the filter of Data."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.shown_images import shown_ids
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, Check, State
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.workspaces.data.data_filter import DataFilter
from tlstudio.gui.workspaces.shapes.parts.checking import Checking
from tlstudio.gui.workspaces.shapes.parts.comments import Comments
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.comments import AddComment
from tlstudio.project.commands.shapes import EditShapes, FinishImages

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def room(shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    """The room in front; the person is called Ana."""
    shapes_room.session.preferences.set("who", "Ana")
    shapes_room.session.project.who = "Ana"
    return shapes_room


def talk(room: ShapesWorkspace) -> Comments:
    return next(one for one in room.parts.all if isinstance(one, Comments))


def checking(room: ShapesWorkspace) -> Checking:
    return next(one for one in room.parts.all if isinstance(one, Checking))


def here(room: ShapesWorkspace) -> int:
    assert room.work.image is not None
    return room.work.image.id


def point_at(room: ShapesWorkspace, monkeypatch: pytest.MonkeyPatch, x: float, y: float) -> QPoint:
    at = room.canvas.to_view(x, y).toPoint()
    monkeypatch.setattr(QCursor, "pos", lambda: room.canvas.mapToGlobal(at))
    return at


def write(room: ShapesWorkspace, text: str) -> None:
    panel = talk(room)._panel
    assert panel is not None
    assert panel.field.hasFocus()
    QTest.keyClicks(panel.field, text)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_comment_is_pinned_answered_resolved_and_undone(
    room: ShapesWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = room.session.project.read
    at = point_at(room, monkeypatch, 120, 90)
    QTest.keyClick(room.canvas, Qt.Key.Key_M, SHIFT)
    write(room, "Is this one?")
    (begin,) = read.comments([here(room)])[here(room)]
    assert (begin.text, begin.who) == ("Is this one?", "Ana")
    assert (begin.x, begin.y) == (pytest.approx(120, abs=1), pytest.approx(90, abs=1))
    section = talk(room)._section
    assert section._head.value.text() == "1 open"
    assert read.image(here(room)).state is State.UNDECIDED

    QTest.mouseClick(room.canvas, Qt.MouseButton.LeftButton, NONE, at)
    write(room, "Yes")
    assert [one.answers for one in read.comments([here(room)])[here(room)]] == [0, begin.id]
    assert shown_ids(read, DataFilter(commented=True), None).tolist() == [here(room)]

    section._rows[0].click()
    panel = talk(room)._panel
    assert panel is not None
    panel._resolve.click()
    QApplication.processEvents()
    assert section._head.value.text() == "all resolved"
    assert shown_ids(read, DataFilter(commented=True), None).tolist() == []
    for _ in range(3):
        room.session.undo()
        QApplication.processEvents()
    assert read.comments([here(room)])[here(room)] == ()
    assert section.isHidden()


def test_a_click_beside_a_pin_still_selects(room: ShapesWorkspace) -> None:
    project = room.session.project
    project.run(EditShapes(here(room), added=[Annotation(0, 0, 1, Box(50, 50, 100, 100))]))
    project.run(AddComment(here(room), "look", 300, 200))
    QApplication.processEvents()
    QTest.mouseClick(room.canvas, Qt.MouseButton.LeftButton, NONE, room.canvas.to_view(100, 100).toPoint())
    assert len(room.canvas.selected) == 1
    assert talk(room)._panel is None


def test_the_next_open_comment_lies_on_another_image(room: ShapesWorkspace) -> None:
    ids = room.queue.ids
    room.session.project.run(AddComment(ids[2], "about all of it"))
    QApplication.processEvents()
    assert room.run_action("shapes.next_comment")
    assert room.queue.current == ids[2]
    panel = talk(room)._panel
    assert panel is not None
    assert panel._title.text() == "Comment on the image"
    panel._delete.click()
    assert room.session.project.read.review.commented() == []


def test_a_second_person_approves_or_returns(qtbot, room: ShapesWorkspace) -> None:
    project, preferences = room.session.project, room.session.preferences
    read, image_id = project.read, here(room)
    part = checking(room)
    assert part.section().isHidden()
    assert room.run_action("shapes.second_person")
    assert part.section().isHidden(), "there is nothing to check on an image that nobody has finished"
    assert not room.run_action("shapes.approve"), "nobody has finished it"
    room.session.run(FinishImages([image_id]))
    QApplication.processEvents()
    assert not part.section().isHidden()
    with qtbot.waitSignal(room.session.failed) as heard:
        part._approve.click()
    assert "finished this image yourself" in heard.args[0].sentence

    preferences.set("who", "Ben")
    part._approve.click()
    QApplication.processEvents()
    assert read.image(image_id).check is Check.APPROVED
    assert part._words.text() == "Now: approved by Ben."
    assert room.film._cell_at(0).caption == "Approved"
    assert room.film._cell_at(0).mark is Mark.ACCEPTED, "also where nothing is on the image"
    assert shown_ids(read, DataFilter(checks=frozenset({Check.APPROVED})), None).tolist() == [image_id]

    preferences.set("who", "Ana")
    room.work.add_annotations([Annotation(0, 0, 1, Box(50, 50, 100, 100))], "Draw a box")
    QApplication.processEvents()
    assert read.image(image_id).check is Check.NONE
    preferences.set("who", "Ben")
    room.run_action("shapes.return")
    assert part._prompt is not None
    part._prompt.entered.emit("")
    assert read.image(image_id).check is Check.NONE, "a return needs a note"
    part._prompt.entered.emit("too small")
    QApplication.processEvents()
    assert (read.image(image_id).check, read.image(image_id).state) == (Check.RETURNED, State.UNDECIDED)
    assert (part._words.text(), part._note.text()) == ("Now: returned by Ben.", "too small")
    assert room.film._cell_at(0).caption == "Returned"


def test_checking_goes_from_image_to_image_but_never_to_ones_own(room: ShapesWorkspace) -> None:
    project, told = room.session.project, []
    room.session.told.connect(lambda text, _undo: told.append(text))
    first, second, third = project.read.image_ids(order="path").tolist()
    project.run(FinishImages([first, second]))
    room.session.preferences.set("who", "Ben")
    room.session.run(FinishImages([third]))
    QApplication.processEvents()
    assert project.read.review.to_check("Ben") == [first, second]
    assert project.read.review.to_check("Ana") == [third]
    assert room.run_action("shapes.next_to_check")
    assert here(room) == second
    assert room.run_action("shapes.approve")
    assert here(room) == first, "approving goes on by itself"
    assert room.run_action("shapes.approve")
    assert here(room) == first, "the last one stays: the third is Ben's own"
    assert project.read.review.to_check("Ben") == []
    assert room.run_action("shapes.next_to_check")
    assert told[-1] == "No other image waits for you to check it"
    project.undo()
    assert project.read.review.to_check("Ben") == [first]
