"""The Data room on a real project: filters, decisions, selection, inspector, empty places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.gui.shown_images import shown_ids
from tlstudio.core.words import Split, State, SuggestionRef
from tlstudio.gui import theme
from tlstudio.gui.models.suggested import Suggested
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.tick_box import TickBox
from tlstudio.gui.workspaces.data.data_filter import DataFilter, count_marks
from tlstudio.gui.workspaces.data.workspace import DataWorkspace
from tlstudio.project.commands.decisions import Decide, Reject
from tlstudio.project.commands.images import SetFlag
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.project import Project


@pytest.fixture
def room(qtbot, session: Session) -> Iterator[DataWorkspace]:
    workspace = DataWorkspace(session)
    qtbot.addWidget(workspace)
    session.bridge.changed.connect(workspace.on_changes)
    workspace.resize(1216, 696)
    workspace.show()
    workspace.activate()
    yield workspace
    workspace.deactivate()


def labels(session: Session) -> dict[str, int]:
    return {label.name: label.id for label in session.project.read.labels()}


def decide_some(session: Session) -> list[int]:
    """Two accepted, one corrected, one labelled, one none of the labels."""
    ids = session.project.read.image_ids().tolist()
    name = labels(session)
    suggestion = {image_id: SuggestionRef(name["red"], 0.9, "instant", 0) for image_id in ids}
    session.project.run(Decide(ids[:2], [name["red"]], suggestions=suggestion))
    session.project.run(Decide(ids[2:3], [name["green"]], suggestions=suggestion))
    session.project.run(Decide(ids[3:4], [name["green"]]))
    session.project.run(Reject(ids[4:5]))
    return ids


def test_chips_count_what_the_badges_say(session: Session) -> None:
    decide_some(session)
    counts = count_marks(session.project.read.counts(), Suggested(session.project))
    assert counts.total == 12
    assert counts.by_mark == {
        Mark.ACCEPTED: 3,
        Mark.CORRECTED: 1,
        Mark.REJECTED: 1,
        Mark.SUGGESTED: 0,
        Mark.UNDECIDED: 7,
        Mark.FLAGGED: 0,
    }


@pytest.mark.parametrize(
    ("marks", "places"),
    [
        ({Mark.ACCEPTED}, {0, 1, 3}),
        ({Mark.CORRECTED}, {2}),
        ({Mark.REJECTED, Mark.CORRECTED}, {2, 4}),
        ({Mark.UNDECIDED}, {5, 6, 7, 8, 9, 10, 11}),
        ({Mark.SUGGESTED}, set()),
    ],
)
def test_filters_by_state(session: Session, marks: set[Mark], places: set[int]) -> None:
    ids = decide_some(session)
    found = shown_ids(session.project.read, DataFilter(marks=frozenset(marks)), Suggested(session.project))
    assert set(found.tolist()) == {ids[place] for place in places}


def test_filters_combine(session: Session) -> None:
    ids = decide_some(session)
    name = labels(session)
    session.project.run(SetFlag([ids[0], ids[7]]))
    session.project.run(ApplySplits({ids[0]: Split.TEST, ids[1]: Split.TEST}))
    read, suggested = session.project.read, Suggested(session.project)
    assert shown_ids(read, DataFilter(flagged=True, marks=frozenset({Mark.ACCEPTED})), suggested).tolist() == [ids[0]]
    in_test = DataFilter(splits=frozenset({Split.TEST}), label_ids=frozenset({name["red"]}), order="added")
    assert shown_ids(read, in_test, suggested).tolist() == ids[:2]
    assert len(shown_ids(read, DataFilter(text="red_0"), suggested)) == 6


def test_newest_decision_comes_first(session: Session) -> None:
    ids = decide_some(session)
    assert shown_ids(session.project.read, DataFilter(), Suggested(session.project))[0] == ids[4]


def test_a_digit_labels_the_selection_and_undo_takes_it_back(qtbot, room: DataWorkspace, session: Session) -> None:
    told: list[tuple[str, bool]] = []
    session.told.connect(lambda text, can_undo: told.append((text, can_undo)))
    chosen = room.gallery.ids[:3].tolist()
    room.gallery.select(chosen)
    qtbot.waitUntil(room.selection_bar.isVisible, timeout=2000)
    assert room.run_action("data.assign", 1)
    images = session.project.read.images(chosen)
    assert {image.label_ids for image in images} == {(labels(session)["green"],)}
    assert told == [("3 images labelled green", True)]
    with qtbot.waitSignal(session.bridge.changed):
        session.undo()
    assert all(image.state is State.UNDECIDED for image in session.project.read.images(chosen))


def test_a_digit_without_a_label_says_so(room: DataWorkspace, session: Session) -> None:
    told: list[str] = []
    session.refused.connect(told.append)
    room.run_action("data.assign", 8)
    assert told == ["There is no label number 9"]


def test_one_change_updates_chips_and_cells(qtbot, room: DataWorkspace, session: Session) -> None:
    image_id = int(room.gallery.ids[5])
    with qtbot.waitSignal(session.bridge.changed):
        session.project.run(Reject([image_id]))
    assert room.filters._chips[Mark.REJECTED].accessibleName() == "None of the labels, 1"
    room.gallery.grab()
    image = room.cells.image(image_id)
    assert image is not None
    assert image.state is State.REJECTED


def test_off_actions_say_why(room: DataWorkspace) -> None:
    room.gallery.set_ids(np.zeros(0, dtype=np.int64))
    assert room.reason_off("data.set_label") == "Select an image first"
    assert room.reason_off("data.find_missing") == ""


def test_accept_needs_a_suggestion(room: DataWorkspace) -> None:
    assert room.reason_off("data.accept") == "None of the selected images has a suggestion"


def test_an_empty_filter_offers_the_way_back(room: DataWorkspace) -> None:
    room.run_action("data.show_flagged")
    assert len(room.gallery.ids) == 0
    assert room.empty.isVisible()
    assert room.subtitle() == "12 images, 0 shown"
    room.run_action("data.show_all")
    assert len(room.gallery.ids) == 12
    assert room.subtitle() == "12 images"


def test_the_inspector_tells_every_decision(qtbot, room: DataWorkspace, session: Session) -> None:
    ids = decide_some(session)
    room.refresh()
    room.gallery.set_current(ids[2])
    room.gallery.select([ids[2]])

    def texts() -> set[str]:
        return {text.text() for text in room.panel.findChildren(Text) if text.isVisibleTo(room.panel)}

    qtbot.waitUntil(lambda: "Corrected red to green" in texts(), timeout=2000)
    assert any("suggested at 0.90" in text for text in texts())
    assert "Added" in texts()


def test_thumbnails_come_from_threads(qtbot, room: DataWorkspace, session: Session) -> None:
    image_id = int(room.gallery.ids[0])
    if session.thumbnails.get(image_id, 136) is None:
        qtbot.waitUntil(lambda: session.thumbnails.get(image_id, 136) is not None, timeout=10_000)
    picture = session.thumbnails.get(image_id, 136)
    assert isinstance(picture, QImage)
    assert (picture.width(), picture.height()) == (32, 24)
    assert (session.project.root / "cache" / "thumbnails.db").exists()


def test_a_broken_file_is_a_reason_and_no_crash(qtbot, session: Session, pictures: Path) -> None:
    image = session.project.read.images(session.project.read.image_ids())[0]
    session.project.absolute(image).write_bytes(b"no picture any more")
    with qtbot.waitSignal(session.thumbnails.ready, timeout=10_000):
        assert session.thumbnails.get(image.id, 160) is None
    assert session.thumbnails.get(image.id, 160) is None
    assert image.name in session.thumbnails.reason(image.id)


def test_space_selects_through_the_action_and_escape_lets_go(room: DataWorkspace) -> None:
    room.run_action("data.select")
    assert len(room.gallery.selected_ids()) == 1
    room.run_action("data.select_none")
    assert room.gallery.selected_ids() == []


def test_size_and_filter_keys(qtbot, room: DataWorkspace) -> None:
    before = room.toolbar.slider.value()
    room.run_action("data.larger")
    assert room.toolbar.slider.value() == before + 24
    room.run_action("app.filter")
    room.activateWindow()
    qtbot.waitUntil(room.toolbar.search.hasFocus, timeout=2000)
    qtbot.keyClicks(room.toolbar.search, "green_03")
    qtbot.waitUntil(lambda: len(room.gallery.ids) == 1, timeout=2000)
    qtbot.keyClick(room.toolbar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(room.gallery.ids) == 12, timeout=2000)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_search_gives_the_focus_to_the_images(qtbot, room: DataWorkspace, key: Qt.Key) -> None:
    room.run_action("app.filter")
    qtbot.waitUntil(room.toolbar.search.hasFocus, timeout=2000)
    qtbot.keyClick(room.toolbar.search, key)
    qtbot.waitUntil(room.gallery.hasFocus, timeout=2000)


def test_a_project_without_decisions_says_where_to_go_on(qtbot, room: DataWorkspace, session: Session) -> None:
    assert room.next_step.isVisible()
    with qtbot.waitSignal(room.room_wanted) as asked:
        room.next_step.button.click()
    assert asked.args == ["label", None]
    room.set_filter(DataFilter(flagged=True))
    assert not room.next_step.isVisible()
    room.set_filter(DataFilter())
    session.project.run(Reject(session.project.read.image_ids()[:1].tolist()))
    qtbot.waitUntil(lambda: not room.next_step.isVisible(), timeout=5000)


def test_an_order_to_label_in_is_no_suggestion(make_session: Callable[..., Session]) -> None:
    project = make_session().project
    assert len(Suggested(project).ids())
    meta = project.root / "cache" / "suggestions" / "1" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text(encoding="utf-8")) | {"model": ""}), encoding="utf-8")
    with Project.open(project.root, read_only=True) as again:
        assert len(again.suggestions.undecided())
        assert Suggested(again).ids().tolist() == []


@pytest.mark.parametrize("table", [theme.LIGHT, theme.DARK])
def test_a_tick_box_can_be_seen_in_both_themes(qtbot, light: QApplication, table: theme.Tokens) -> None:
    theme.theme().apply(table)
    box = TickBox("rust  12", "#2B7FE0")
    qtbot.addWidget(box)
    box.resize(200, 28)
    picture = box.grab().toImage()
    theme.theme().apply(theme.LIGHT)
    # The left stroke of the outline is 1.5 px wide: the strongest pixel of the middle row before the field begins.
    row = [picture.pixelColor(x, 14) for x in range(8)]
    ground = table.color("panel")
    assert max(theme.contrast(pixel, ground) for pixel in row) >= 3.0
