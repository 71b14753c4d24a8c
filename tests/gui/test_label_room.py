"""The Label room for whole-image classes, driven by keys and clicks on real widgets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tlstudio.core.changes import Changes
from tlstudio.core.words import State, Task
from tlstudio.gui.models.attention import BiasGuard
from tlstudio.gui.session import Session
from tlstudio.gui.shortcuts import Shortcuts
from tlstudio.gui.widgets.rows import LabelRow
from tlstudio.gui.workspaces.label.order import BY_FILE
from tlstudio.gui.workspaces.label.workspace import LabelWorkspace

Key = Qt.Key


class Room:
    """The room in a window of its own, with the keys of the real table."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.session = session
        self.room = LabelWorkspace(session)
        qtbot.addWidget(self.room)
        self.shortcuts = Shortcuts(
            self.room, session.keymap, self.room.context, lambda row, index: self.room.run_action(row.id, index)
        )
        session.bridge.changed.connect(self.room.on_changes)
        self.room.resize(1200, 720)
        self.room.show()
        self.room.activate()

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        # Offscreen, no window manager gives the focus back after a popover.
        self.room.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.room.focusWidget() or self.room, key, modifier)

    @property
    def open_id(self) -> int | None:
        return self.room._labelling.queue.current

    def state(self, image_id: int) -> State:
        return self.session.project.read.image(image_id).state

    def label(self, image_id: int) -> list[str]:
        names = {label.id: label.name for label in self.session.project.read.labels()}
        return [names[i] for i in self.session.project.read.image(image_id).label_ids]


@pytest.fixture
def open_room(qtbot: QtBot, make_session: Callable[..., Session]) -> Callable[..., Room]:
    return lambda **options: Room(qtbot, make_session(**options))


def test_a_digit_labels_the_image_and_opens_the_next_one(open_room):
    room = open_room(decided=0, suggest=False)
    first = room.open_id
    room.press(Key.Key_2)
    assert (room.state(first), room.label(first)) == (State.LABELLED, ["miner"])
    assert room.open_id != first
    assert room.session.project.read.decisions(first)[0].seconds is not None


def test_without_auto_advance_the_image_stays(open_room):
    room = open_room(decided=0, suggest=False)
    first = room.open_id
    room.room._labelling.set_auto_advance(False)
    room.press(Key.Key_1)
    assert room.open_id == first
    assert room.room.panel.accept.text() == "Next to decide"


def test_space_accepts_what_is_shown_with_its_score(open_room):
    room = open_room()
    first = room.open_id
    shown = room.room._labelling.shown
    room.press(Key.Key_Space)
    decision = room.session.project.read.decisions(first)[0]
    assert decision.state is State.ACCEPTED
    assert decision.label_ids == shown.label_ids
    assert decision.suggestion == shown.ref


def test_another_digit_than_suggested_is_a_correction(open_room):
    room = open_room()
    first = room.open_id
    suggested = room.room._labelling.shown.label_ids[0]
    labels = [label.id for label in room.session.project.read.labels()]
    other = next(place for place, label_id in enumerate(labels) if label_id != suggested)
    room.press(Key(Key.Key_1 + other))
    assert room.state(first) is State.CORRECTED


def test_x_skip_and_undo(open_room):
    room = open_room()
    first = room.open_id
    room.press(Key.Key_X)
    second = room.open_id
    room.press(Key.Key_S)
    assert (room.state(first), room.state(second)) == (State.REJECTED, State.SKIPPED)
    room.session.undo()
    assert room.state(second) is State.UNDECIDED
    assert room.open_id == second  # undo goes where it happened


def test_a_and_d_walk_the_strip_and_shift_d_skips_what_is_decided(open_room):
    room = open_room(decided=0, suggest=False)
    room.room._labelling.set_auto_advance(False)
    first, second, third = room.room._labelling.queue.ids[:3]
    room.press(Key.Key_D)
    room.press(Key.Key_1)
    room.press(Key.Key_A)
    assert room.open_id == first
    room.press(Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert room.open_id == third
    assert room.state(second) is State.LABELLED


def test_several_labels_are_toggled_and_confirmed(open_room):
    room = open_room(task=Task.MULTILABEL, decided=0, suggest=False)
    first = room.open_id
    room.press(Key.Key_1)
    room.press(Key.Key_3)
    assert room.state(first) is State.UNDECIDED
    room.press(Key.Key_Return)
    assert room.label(first) == ["rust", "healthy"]
    assert room.open_id != first


def test_the_palette_labels_by_mouse(open_room, qtbot):
    room = open_room(decided=0, suggest=False)
    first = room.open_id
    rows = [row for row in room.room.panel.findChildren(LabelRow) if row.line.name == "healthy"]
    qtbot.waitUntil(lambda: rows[0].y() > 0)
    qtbot.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert room.label(first) == ["healthy"]


def test_a_new_label_is_made_by_typing_its_name(open_room, qtbot):
    room = open_room(decided=0, suggest=False)
    first = room.open_id
    room.press(Key.Key_L)
    picker = room.room._picker
    qtbot.keyClicks(picker.field, "black spot")
    qtbot.keyClick(picker.field, Key.Key_Return)
    assert room.label(first) == ["black spot"]
    assert [label.name for label in room.session.project.read.labels()][-1] == "black spot"


def test_a_hidden_suggestion_is_compared_quietly(open_room):
    room = open_room()
    room.room._labelling._guard = BiasGuard(every=1)
    room.room.show_image()
    assert room.room._labelling.is_hidden
    assert room.room._labelling.shown is None
    first = room.open_id
    room.press(Key.Key_1)
    assert room.state(first) is State.LABELLED  # nothing was suggested on the screen
    assert room.room._labelling.blind[1] == 1


def test_flag_takes_a_note(open_room, qtbot):
    room = open_room()
    first = room.open_id
    room.press(Key.Key_M)
    assert room.session.project.read.image(first).flagged
    qtbot.keyClicks(room.room._note.field, "rust or dirt")
    qtbot.keyClick(room.room._note.field, Key.Key_Return)
    assert room.session.project.read.image(first).note == "rust or dirt"
    room.press(Key.Key_M)
    assert not room.session.project.read.image(first).flagged


def test_the_order_of_the_files_lists_everything(open_room):
    room = open_room()
    room.room._choose_order(BY_FILE)
    assert len(room.room._labelling.queue.ids) == 24
    assert room.room._labelling.order.key == BY_FILE


def test_go_to_finds_by_number_and_by_name(open_room):
    room = open_room()
    room.room._choose_order(BY_FILE)
    ids = room.room._labelling.queue.ids
    assert room.room._labelling.order.find("5") == ids[4]
    assert room.room._labelling.order.find("leaf07") == ids[7]
    assert room.room._labelling.order.find("nothing so") is None


def test_the_open_image_stays_when_newer_suggestions_come(open_room):
    room = open_room()
    room.press(Key.Key_D)
    before = room.open_id, list(room.room._labelling.queue.ids[:3])
    room.room.on_changes(Changes.of(suggestion=()))
    assert (room.open_id, list(room.room._labelling.queue.ids[:3])) == before


def test_the_picture_comes_from_a_thread(open_room, qtbot):
    room = open_room()
    qtbot.waitUntil(lambda: room.room.stage.view.has_picture, timeout=5000)
    assert room.room.stage.view.viewport.image_size == (64, 48)


def test_a_file_that_is_gone_is_said_in_its_place(open_room, qtbot):
    room = open_room()
    image = room.session.project.read.image(room.room._labelling.queue.ids[5])
    room.session.project.absolute(image).unlink()
    room.room.open_image(image.id)
    qtbot.waitUntil(lambda: room.room.stage.view._problem is not None, timeout=5000)


def test_a_project_without_images_says_where_to_add_them(open_room):
    room = open_room(count=0)
    assert room.room.is_empty
    assert room.room.areas() == [room.room.empty]
