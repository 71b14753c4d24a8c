"""The Review room, driven by keys and clicks on real widgets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.core.changes import Changes
from tlstudio.core.words import State, Task
from tlstudio.gui import motion
from tlstudio.gui.session import Session
from tlstudio.gui.shortcuts import Shortcuts
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.workspaces.review.workspace import ReviewWorkspace

Key = Qt.Key
MakeSession = Callable[..., Session]


class Room:
    """The room in a window of its own, with the keys of the real table."""

    def __init__(self, qtbot: QtBot, session: Session, *, width: int = 1100, height: int = 700) -> None:
        self.session = session
        self.room = ReviewWorkspace(session)
        qtbot.addWidget(self.room)
        self.shortcuts = Shortcuts(
            self.room, session.keymap, self.room.context, lambda row, index: self.room.run_action(row.id, index)
        )
        session.bridge.changed.connect(self.room.on_changes)
        self.room.resize(width, height)
        self.room.show()
        self.room.activate()

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.room.focusWidget() or self.room, key, modifier)

    @property
    def grid(self):
        return self.room._grid.page.grid

    @property
    def page(self) -> list[int]:
        return list(self.room._grid._pages.page_ids)

    def state(self, image_id: int) -> State:
        return self.session.project.read.image(image_id).state

    def label(self, image_id: int) -> list[str]:
        names = {label.id: label.name for label in self.session.project.read.labels()}
        return [names[i] for i in self.session.project.read.image(image_id).label_ids]

    @property
    def accept_text(self) -> str:
        return self.room._grid.page.accept.text()


@pytest.fixture
def open_room(qtbot: QtBot, make_session: MakeSession) -> Callable[..., Room]:
    return lambda **options: Room(qtbot, make_session(**options))


def test_enter_decides_the_page_as_marked_in_one_undo_step(open_room):
    room = open_room()
    first, second, third, fourth = room.page[:4]
    assert room.accept_text == f"Accept {len(room.page)} as rust"
    room.press(Key.Key_Space)
    room.press(Key.Key_Right)
    room.press(Key.Key_2)
    room.press(Key.Key_Right)
    room.press(Key.Key_X)
    assert {room.state(i) for i in (first, second, third, fourth)} == {State.UNDECIDED}  # nothing before Enter
    assert room.accept_text == f"Accept {len(room.page) - 3} as rust"
    page = room.page
    room.press(Key.Key_Return)
    assert room.state(first) is State.UNDECIDED
    assert (room.state(second), room.label(second)) == (State.CORRECTED, ["miner"])
    assert room.state(third) is State.REJECTED
    assert (room.state(fourth), room.label(fourth)) == (State.ACCEPTED, ["rust"])
    decision = room.session.project.read.decisions(fourth)[0]
    assert decision.suggestion is not None
    assert decision.suggestion.model == "instant"
    assert decision.seconds is not None
    room.session.undo()
    assert {room.state(i) for i in page} == {State.UNDECIDED}
    assert set(room.page) >= set(page) - {first}  # they are back under the eyes at once


def test_accept_to_here_stops_at_the_focus(open_room):
    room = open_room()
    page = room.page
    room.press(Key.Key_Right)
    room.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [room.state(i) for i in page[:3]] == [State.ACCEPTED, State.ACCEPTED, State.UNDECIDED]


def test_a_decided_page_makes_room_for_the_next_group(open_room):
    room = open_room(count=12)
    room.press(Key.Key_Return)
    assert room.accept_text.endswith(("miner", "healthy"))


def test_the_page_stays_when_newer_suggestions_come(open_room):
    room = open_room()
    before = room.page
    room.room.on_changes(Changes.of(suggestion=()))
    assert room.page == before


def test_the_mouse_leaves_out_and_accepts(open_room, qtbot):
    room = open_room()
    first = room.page[0]
    box = room.grid._rect(0).toRect()
    QTest.mouseClick(room.grid, Qt.MouseButton.LeftButton, pos=box.topRight() + QPoint(-10, 10))
    qtbot.mouseClick(room.room._grid.page.accept, Qt.MouseButton.LeftButton)
    assert room.state(first) is State.UNDECIDED
    assert room.session.project.read.counts().by_state[State.ACCEPTED] > 0


def test_shift_arrow_marks_a_range(open_room):
    room = open_room()
    room.press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    room.press(Key.Key_Space)
    assert room.accept_text == f"Accept {len(room.page) - 2} as rust"


def test_g_goes_to_the_focused_image_alone_and_back(open_room):
    room = open_room()
    second = room.page[1]
    room.press(Key.Key_Right)
    room.press(Key.Key_G)
    assert room.room.context() == "review_single"
    assert room.room._single.current == second
    room.press(Key.Key_G)
    assert room.room.context() == "review_grid"


def test_single_view_accepts_corrects_rejects_and_skips(open_room):
    room = open_room()
    room.press(Key.Key_G)
    seen: list[int] = []
    for key in (Key.Key_Return, Key.Key_3, Key.Key_X, Key.Key_S):
        seen.append(room.room._single.current)
        room.press(key)
        assert room.room._single.current not in seen  # the next one is there
    states = [room.state(i) for i in seen]
    assert states[0] is State.ACCEPTED
    assert states[1] in (State.CORRECTED, State.ACCEPTED)
    assert room.label(seen[1]) == ["healthy"]
    assert states[2:] == [State.REJECTED, State.SKIPPED]


def test_the_strip_of_last_decisions_goes_back_to_one(open_room):
    room = open_room()
    room.press(Key.Key_G)
    first = room.room._single.current
    room.press(Key.Key_Return)
    room.room._single.page.back_to.emit(first)
    assert room.room._single.current == first
    room.press(Key.Key_2)
    assert room.label(first) == ["miner"]


def test_several_labels_toggle_and_enter_confirms(open_room):
    room = open_room(task=Task.MULTILABEL, decided=0)
    first = room.page[0]
    suggested = room.accept_text.rsplit(" ", 1)[1]
    room.press(Key.Key_2 if suggested != "miner" else Key.Key_1)
    room.press(Key.Key_Return)
    assert len(room.label(first)) == 2
    assert suggested in room.label(first)
    assert room.state(first) is State.CORRECTED


def test_without_suggestions_the_room_says_what_to_do(open_room):
    room = open_room(decided=1, suggest=False)
    texts = " ".join(
        label.text() for label in room.room.findChildren(QWidget) if hasattr(label, "text") and callable(label.text)
    )
    assert "Nothing to review yet" in texts
    assert "Suggestions start with 2 labels. You have decided 1 rust image." in texts
    wanted: list[str] = []
    room.room.room_wanted.connect(lambda name, _target: wanted.append(name))
    next(b for b in room.room._empty.findChildren(Button) if b.text() == "Label an image").click()
    assert wanted == ["label"]


def test_a_project_open_for_reading_accepts_nothing(open_room, monkeypatch):
    monkeypatch.setattr(Session, "read_only", property(lambda self: True))
    room = open_room()
    assert not room.room._grid.page.accept.isEnabled()


def test_every_control_of_the_room_has_a_name(open_room):
    room = open_room()
    room.press(Key.Key_G)
    for button in room.room.findChildren(Button):
        assert button.accessibleName() or not button.isVisibleTo(room.room), button


@pytest.mark.parametrize("size", [(896, 572), (1152, 672), (1792, 952)])
def test_a_page_holds_whole_rows_only(open_room, size):
    room = open_room(count=60)
    room.room.resize(*size)
    grid = room.grid
    last = grid._rect(grid.page_size - 1)
    assert last.bottom() <= grid.height()
    assert 100 <= grid.thumbnail_side <= 200
    assert len(room.page) <= grid.page_size


def test_accept_above_says_how_many_and_takes_them_in_one_undo_step(open_room, qtbot: QtBot):
    from tlstudio.gui.workspaces.review.accept_above import AcceptAbove

    room = open_room()
    project = room.session.project
    ids, probs, _ = project.suggestions.scores()
    room.room.run_action("review.accept_above")
    popover = room.room.findChild(AcceptAbove)
    popover._slider.setValue(80)
    expected = {int(i) for i, row in zip(ids, probs, strict=True) if row.max() >= 0.8}
    assert 0 < len(expected) < len(ids)
    assert popover._accept.text() == f"Accept {len(expected)} suggestions"
    with qtbot.waitSignal(popover.chosen):
        popover._accept.click()
    accepted = {int(i) for i in ids if project.read.image(int(i)).state is State.ACCEPTED}
    assert accepted == expected
    project.undo()
    assert all(project.read.image(int(i)).state is State.UNDECIDED for i in ids)


def test_certainty_counts_as_the_project_accepts():
    import numpy as np

    from tlstudio.gui.workspaces.review.accept_above import best_certainty

    probs = np.array([[0.9, 0.05], [0.6, 0.4], [0.1, 0.2]], np.float32)
    assert best_certainty(probs, several=False) == pytest.approx([0.9, 0.6, 0.2])
    assert best_certainty(probs, several=True) == pytest.approx([0.9, 0.6, 0.0])


def test_an_accepted_page_fades_in_unless_less_movement_is_wanted(open_room, qtbot):
    room = open_room()
    grid = room.room._grid.page.grid
    motion.set_reduced(True)
    room.press(Key.Key_Return)
    assert grid._shown == 1.0
    motion.set_reduced(False)
    grid.fade_in()
    assert grid._fading.duration() == motion.PAGE_MS
    qtbot.waitUntil(lambda: grid._shown == 1.0, timeout=2000)
    grid.fade_in()
    grid.fade_in()  # the key repeats: nothing moves
    assert grid._shown == 1.0


def test_the_primary_button_gives_up_words_before_it_is_cut(open_room):
    room = open_room()
    page = room.room._grid.page
    page.resize(430, page.height())
    assert page.accept.accessibleName() == f"{page.accept.text()} as rust"
    assert (page.similar.text(), page.similar.accessibleName()) == ("", "More like this")


def test_an_undo_says_that_marks_stay_on_the_page(open_room, qtbot):
    room = open_room()
    said: list[str] = []
    room.session.told.connect(lambda text, _undo: said.append(text))
    room.press(Key.Key_M)
    room.press(Key.Key_Right)
    room.session.undo()
    assert not any("Marks on this page" in text for text in said)
    room.press(Key.Key_M)
    room.press(Key.Key_Space)
    before = room.accept_text
    room.session.undo()
    assert said[-1].endswith("Marks on this page stay; Space takes one off")
    assert room.accept_text == before


def test_a_held_enter_accepts_one_page(open_room):
    room = open_room()
    page = room.page
    widget = room.room.focusWidget() or room.room
    for is_repeat in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", autorep=is_repeat)
        QApplication.sendEvent(widget, event)
    assert room.session.project.read.counts().by_state[State.ACCEPTED] == len(page)
