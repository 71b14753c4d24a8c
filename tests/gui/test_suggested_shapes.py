"""Suggested shapes in the Label room: every answer by key, mouse and button, and the way from one to the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, Origin, Outcome, State
from tlstudio.gui.workspaces.shapes.parts.suggestions import Suggestions
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.shape_suggestions import SuggestShapes
from tlstudio.project.commands.shapes import EditShapes

LEFT, NONE, CTRL, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
SURE, UNSURE, WEAK = Box(40, 40, 80, 60), Box(200, 50, 60, 60), Box(120, 180, 90, 70)


@pytest.fixture
def room(qtbot, shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    """Three suggestions on the first image, one on the third."""
    ids = shapes_room.queue.ids
    suggested = {ids[0]: [(1, SURE, 0.9, {}), (2, UNSURE, 0.6, {}), (1, WEAK, 0.3, {})], ids[2]: [(3, SURE, None, {})]}
    shapes_room.session.project.run(SuggestShapes(suggested, source="run 4"))
    QApplication.processEvents()
    return shapes_room


def press(room: ShapesWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(room.canvas, key, modifiers)
    QApplication.processEvents()


def tab(room: ShapesWorkspace, *, back: bool = False) -> None:
    room.canvas.focusNextPrevChild(not back)
    QApplication.processEvents()


def part(room: ShapesWorkspace) -> Suggestions:
    return next(one for one in room.parts.all if isinstance(one, Suggestions))


def outcomes(room: ShapesWorkspace, place: int = 0) -> list[Outcome]:
    """Of the image's suggestions, the most certain first."""
    image_id = room.queue.ids[place]
    found = room.session.project.read.shape_suggestions([image_id], outcome=None)[image_id]
    return [one.outcome for one in found]


def stored(room: ShapesWorkspace, place: int = 0) -> list[Annotation]:
    image_id = room.queue.ids[place]
    return list(room.session.project.read.annotations([image_id])[image_id])


def focused(room: ShapesWorkspace) -> float | None:
    """The score of the suggestion in focus."""
    (shape,) = room.canvas.selected_shapes()
    assert shape.is_suggestion
    return shape.score


def to_view(room: ShapesWorkspace, x: float, y: float) -> QPoint:
    return room.canvas.to_view(x, y).toPoint()


def test_suggestions_are_drawn_and_nothing_is_accepted(room: ShapesWorkspace) -> None:
    assert [shape.is_suggestion for shape in room.work.table.shapes] == [True] * 3
    assert stored(room) == []
    assert room.panel.finish.text() == "Image is right: accept 3"
    assert room.context() == "shapes"
    assert not part(room)._bar.isVisible()


def test_tab_goes_from_the_least_certain_on_centred_and_zoomed(room: ShapesWorkspace) -> None:
    tab(room)
    assert focused(room) == 0.3
    assert room.context() == "shapes_suggested"
    middle = room.canvas.to_view(WEAK.x + WEAK.width / 2, WEAK.y + WEAK.height / 2)
    assert abs(middle.x() - room.canvas.width() / 2) < 2
    assert abs(middle.y() - room.canvas.height() / 2) < 2
    assert part(room)._bar.isVisible()
    tab(room)
    assert focused(room) == 0.6
    tab(room, back=True)
    assert focused(room) == 0.3


def test_enter_accepts_and_the_next_one_is_in_focus(room: ShapesWorkspace) -> None:
    tab(room)
    press(room, Qt.Key.Key_Return)
    (one,) = stored(room)
    assert (one.geometry, one.label_id, one.origin, one.score) == (WEAK, 1, Origin.SUGGESTION, 0.3)
    assert focused(room) == 0.6
    press(room, Qt.Key.Key_X)
    assert outcomes(room) == [Outcome.OPEN, Outcome.REJECTED, Outcome.ACCEPTED]
    assert focused(room) == 0.9
    press(room, Qt.Key.Key_Delete)
    assert outcomes(room)[0] is Outcome.REJECTED
    assert len(stored(room)) == 1
    assert room.context() == "shapes"
    for _ in range(3):
        room.session.undo()
        QApplication.processEvents()
    assert outcomes(room) == [Outcome.OPEN] * 3
    assert [shape.is_suggestion for shape in room.work.table.shapes] == [True] * 3


def test_a_digit_gives_its_label_and_accepts(room: ShapesWorkspace) -> None:
    tab(room)
    press(room, Qt.Key.Key_2)
    assert [one.label_id for one in stored(room)] == [2]
    assert outcomes(room)[2] is Outcome.CORRECTED
    press(room, Qt.Key.Key_2)
    assert outcomes(room)[1] is Outcome.ACCEPTED, "it was suggested as 2"
    assert focused(room) == 0.9


def test_a_drag_corrects_and_with_that_accepts(room: ShapesWorkspace) -> None:
    room.run_action("shapes.fit")
    start, end = to_view(room, 80, 70), to_view(room, 100, 90)
    QTest.mouseClick(room.canvas, LEFT, NONE, start)
    assert focused(room) == 0.9
    QTest.mousePress(room.canvas, LEFT, NONE, start)
    QTest.mouseMove(room.canvas, (start + end) / 2)
    QTest.mouseMove(room.canvas, end)
    QTest.mouseRelease(room.canvas, LEFT, NONE, end)
    QApplication.processEvents()
    (one,) = stored(room)
    assert isinstance(one.geometry, Box)
    assert one.geometry.x == pytest.approx(60, abs=2)
    assert one.origin is Origin.SUGGESTION
    assert outcomes(room)[0] is Outcome.CORRECTED
    assert room.canvas.selected == {one.id}, "the corrected shape stays in hand"
    room.session.undo()
    QApplication.processEvents()
    assert stored(room) == []
    assert outcomes(room)[0] is Outcome.OPEN


def test_tab_goes_on_to_the_next_image_with_suggestions(room: ShapesWorkspace) -> None:
    for _ in range(4):
        tab(room)
    assert room.queue.position == 2
    assert focused(room) is None, "a suggestion without a score is always shown"
    press(room, Qt.Key.Key_Up, CTRL)
    assert room.queue.position == 0


def test_a_toast_stays_above_the_bar_of_the_suggestion(qtbot, room: ShapesWorkspace) -> None:
    strip = room.film.height()
    assert room.covered_foot() == strip
    with qtbot.waitSignal(room.foot_changed):
        tab(room)
    assert room.covered_foot() >= strip + part(room)._bar.height()


def test_the_score_from_which_suggestions_are_shown(room: ShapesWorkspace) -> None:
    press(room, Qt.Key.Key_Period)
    assert room.work.suggesting.least == 0.05
    part(room)._section.least_chosen.emit(0.5)
    assert len(room.work.table) == 2
    assert part(room)._section._head.value.text() == "2 of 3 shown"
    press(room, Qt.Key.Key_Return, SHIFT)
    assert outcomes(room) == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.OPEN]
    press(room, Qt.Key.Key_Comma)
    assert room.work.suggesting.least == 0.45


def test_the_button_finishes_the_image_as_it_is_shown(room: ShapesWorkspace) -> None:
    part(room)._section.least_chosen.emit(0.5)
    assert room.panel.finish.text() == "Image is right: accept 2"
    room.panel.finish.click()
    image_id = room.queue.ids[0]
    assert room.session.project.read.image(image_id).state is State.LABELLED
    assert len(stored(room)) == 2
    assert room.session.project.read.shape_suggestions([image_id])[image_id] == ()
    assert room.queue.position == 1
    room.session.undo()
    QApplication.processEvents()
    assert outcomes(room) == [Outcome.OPEN] * 3


def test_suggestions_of_a_hidden_label_wait(room: ShapesWorkspace) -> None:
    room.work.show_labels_only({2})
    room.show_table()
    assert room.panel.finish.text() == "Image is right: accept 2"
    room.work.read_shapes()
    assert [shape.is_hidden for shape in room.work.table.shapes] == [False, True, False]
    room.panel.finish.click()
    assert outcomes(room) == [Outcome.ACCEPTED, Outcome.OPEN, Outcome.ACCEPTED]


def test_all_above_a_score_on_unfinished_images_in_one_step(room: ShapesWorkspace) -> None:
    room.session.project.run(EditShapes(room.queue.ids[2], added=[Annotation(0, 0, 1, UNSURE)]))
    part(room)._accept_above(0.5)
    QApplication.processEvents()
    assert outcomes(room) == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.OPEN]
    assert [one.origin for one in stored(room, 2)] == [Origin.PERSON], "what a person drew is not touched"
    assert part(room)._section._sources[0].value.text() == "2 of 2 right, 100 %"
    room.session.undo()
    QApplication.processEvents()
    assert stored(room) == []


def test_what_a_person_drew_there_is_not_proposed(room: ShapesWorkspace) -> None:
    room.work.add_annotations([Annotation(0, 0, 1, Box(41, 41, 80, 60))], "Draw a box")
    assert [shape.score for shape in room.work.table.shapes if shape.is_suggestion] == [0.6, 0.3]


def test_the_arrows_go_from_image_to_image_while_a_suggestion_is_in_focus(room: ShapesWorkspace) -> None:
    tab(room)
    press(room, Qt.Key.Key_Right)
    assert room.queue.position == 1
    assert room.context() == "shapes"
    tab(room)
    assert room.queue.position == 1, "without suggestions here Tab goes from shape to shape"
