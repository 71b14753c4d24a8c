"""The whole window: opening, refusing, making projects, adding images, rooms, areas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from tlstudio.core.words import Task
from tlstudio.gui import opening
from tlstudio.gui.actions import action
from tlstudio.gui.following import Following
from tlstudio.gui.frame.shortcut_sheet import KeyButton, ShortcutSheet
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.lost_files import search
from tlstudio.gui.main_window import MainWindow
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.gui.start.new_project import NewProjectPage
from tlstudio.gui.start.project_plan import default_place
from tlstudio.gui.start.step_pages import LabelsStep
from tlstudio.gui.widgets.buttons import Button
from tlstudio.project.adding import add_images
from tlstudio.project.commands.decisions import Decide
from tlstudio.project.project import Project
from tlstudio.project.recent import recent_projects

NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is another process with a network in it; here only the window is looked at."""
    monkeypatch.setattr(Session, "follow_suggestions", lambda self: None)


@pytest.fixture
def window(qtbot, light: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    opened = MainWindow(Preferences(tmp_path / "config" / "window.json"))
    qtbot.addWidget(opened)
    opened.resize(1280, 800)
    opened.show()
    opened.activateWindow()
    yield opened
    if opened.studio is not None:
        opened.close_studio()


@pytest.fixture
def folder(tmp_path: Path, pictures: Path) -> Path:
    """A closed project with twelve images, two of them decided."""
    with Project.create(tmp_path / "project", name="Leaves", labels=["red", "green"]) as project:
        ids = add_images(project, [pictures], workers=1).image_ids
        project.run(Decide(ids[:2], [project.read.labels()[0].id]))
    return tmp_path / "project"


def opened(qtbot, window: MainWindow, folder: Path) -> None:
    window.commands.open_folder(folder, room="data")
    qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)


def buttons_of(widget) -> dict[str, Button]:
    return {button.text(): button for button in widget.findChildren(Button) if button.text()}


def test_a_project_opens_in_data_and_is_remembered(qtbot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    assert window.windowTitle() == "Leaves - TL Studio"
    assert window.context() == "data"
    assert [(one.name, one.images, one.decided) for one in recent_projects()] == [("Leaves", 12, 2)]
    window.close_studio()
    assert window.context() == "start"
    qtbot.waitUntil(lambda: bool(window.start.cards._cards), timeout=5000)
    qtbot.waitUntil(lambda: len(window.start.cards._cards[0].facts.pictures) == 3, timeout=10_000)
    facts = window.start.cards._cards[0].facts
    assert (facts.kind, facts.decided, facts.total) == ("Classes, 2 labels", 2, 12)
    assert facts.waits_for == "10 images to decide"


def test_a_second_writer_is_offered_reading(qtbot, window: MainWindow, folder: Path) -> None:
    with Project.open(folder):
        window.commands.open_folder(folder)
        qtbot.waitUntil(window.start.notice.isVisible, timeout=10_000)
        assert window.studio is None
        buttons_of(window.start.notice)["Open for reading"].click()
        qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)
        assert window.studio.session.read_only
        assert window.reason_off(action("data.reject")) == "Open for reading only"
        assert window.run_action(action("data.reject")) is False
        window.close_studio()


def test_a_damaged_project_is_brought_back_from_its_backup(qtbot, window: MainWindow, folder: Path) -> None:
    database = folder / "project.db"
    from tlstudio.store import backup

    backup.make_backup(database, folder / "backups")
    content = database.read_bytes()
    database.write_bytes(content[: len(content) // 2])
    for extra in ("project.db-wal", "project.db-shm"):
        (folder / extra).unlink(missing_ok=True)
    window.commands.open_folder(folder)
    qtbot.waitUntil(window.start.notice.isVisible, timeout=10_000)
    assert window.studio is None
    buttons_of(window.start.notice)["Bring it back"].click()
    qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)
    assert len(window.studio.session.project.read.table()) == 12
    said = window.studio.notice
    assert said.isVisibleTo(window)
    assert "12 images" in said._second.text()
    assert "backups/damaged-" in said._second.text()


def test_a_bug_while_opening_leaves_no_page_that_says_it_is_opening(
    qtbot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(opening, "_open_warm", fail)
    with qtbot.captureExceptions() as raised:
        window.commands.open_folder(folder)
        qtbot.waitUntil(window.start.notice.isVisible, timeout=10_000)
        qtbot.waitUntil(lambda: bool(raised), timeout=10_000)
    assert "no such luck" in window.start.notice._title.text()


def test_a_folder_that_is_gone_can_be_taken_off_the_list(
    qtbot, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    opened(qtbot, window, folder)
    window.close_studio()
    folder.rename(tmp_path / "elsewhere")
    window.start.refresh()
    assert window.start.cards._cards[0].facts.waits_for == "Folder not found. Find it"
    window.commands.open_folder(folder)
    qtbot.waitUntil(window.start.notice.isVisible, timeout=10_000)
    buttons_of(window.start.notice)["Take it off the list"].click()
    assert recent_projects() == []


def test_three_steps_make_a_project_and_add_its_images(qtbot, window: MainWindow, pictures: Path) -> None:
    (pictures / "red" / "broken.jpg").write_bytes(b"no picture")
    window.door.take_folder([pictures])
    page = window.pages.currentWidget()
    assert isinstance(page, NewProjectPage)
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.is_done, timeout=20_000)
    assert page.facts.images == 13
    assert page.facts.folders == {"green": 6, "red": 7}
    assert len(page.facts.unreadable) == 1
    assert page.step == 1
    assert page.decision.boxes.isEnabled()
    assert page.decision.masks.isEnabled()
    page.go_on()
    assert page.labels.list.names == ["green", "red"]
    page.labels.list.field.setText("blue, red")
    page.go_on()
    qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)
    project = window.studio.session.project
    assert project.root == default_place(pictures) or project.root.name == "pictures project"
    qtbot.waitUntil(lambda: project.read.counts().decided == 12, timeout=20_000)
    assert [label.name for label in project.read.labels()] == ["green", "red", "blue"]
    qtbot.waitUntil(window.studio.notice.isVisible, timeout=10_000)
    assert not project.root.is_relative_to(pictures)


def test_masks_are_a_kind_of_project(qtbot, window: MainWindow, pictures: Path) -> None:
    window.door.take_folder([pictures])
    page = window.pages.currentWidget()
    assert isinstance(page, NewProjectPage)
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.is_done, timeout=20_000)
    page.decision.masks.click()
    assert page.decision.task is Task.SEGMENTATION
    assert not page.decision.several.isVisible()
    page.go_on()
    page.labels.list.field.setText("leaf")
    page.go_on()
    page.go_on()
    qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)
    assert window.studio.session.project.info.task is Task.SEGMENTATION


def test_enter_takes_a_label_and_goes_on_only_from_the_empty_field(qtbot, window: MainWindow, pictures: Path) -> None:
    window.door.new_project(pictures)
    page = window.pages.currentWidget()
    assert isinstance(page, NewProjectPage)
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.is_done, timeout=20_000)
    page.panel.toggle.setChecked(False)
    plans: list[object] = []
    page.finished.disconnect()
    page.finished.connect(plans.append)
    page.go_on()
    field = page.labels.list.field
    for name in ("crack", "dent"):
        qtbot.keyClicks(field, name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.labels.list.names == ["crack", "dent"]
    assert plans == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [plan.labels for plan in plans] == [("crack", "dent")]


def test_a_folder_without_images_cannot_be_continued(qtbot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    window.door.new_project(tmp_path / "empty")
    page = window.pages.currentWidget()
    qtbot.waitUntil(lambda: page.facts.is_done, timeout=10_000)
    assert not page.forward.isEnabled()
    assert page._hint.text() == "This folder has no images"


def test_dropped_files_are_added_in_the_background(
    qtbot, window: MainWindow, folder: Path, pictures: Path, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    for number, path in enumerate(sorted(pictures.rglob("*.png"))[:4]):
        (tmp_path / "more" / path.name).write_bytes(path.read_bytes() + bytes([number]))
    opened(qtbot, window, folder)
    told: list[str] = []
    window.studio.session.told.connect(lambda text, _can_undo: told.append(text))
    window.commands.add_paths([tmp_path / "more"])
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == ["4 images added"]
    assert len(window.studio.session.project.read.table()) == 16


def test_f6_walks_through_the_areas(qtbot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    seen = set()
    for _ in range(8):
        window.run_action(action("app.next_area"))
        focus = window.focusWidget()
        seen.add(next(i for i, area in enumerate(window.studio.areas()) if area is focus or area.isAncestorOf(focus)))
    assert seen >= {0, 1, 2, 3, 4}


def test_keys_reach_the_room_and_the_header_says_what_undo_does(qtbot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    room = window.studio.room
    room.gallery.setFocus()
    room.run_action("data.show_undecided")
    image_id = room.gallery.current_id
    qtbot.keyClick(room.gallery, Qt.Key.Key_2)
    project = window.studio.session.project
    assert project.read.image(image_id).label_ids == (project.read.labels()[1].id,)
    qtbot.waitUntil(lambda: "green" in window.studio.header._undo.toolTip(), timeout=2000)
    qtbot.keyClick(room.gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert project.read.image(image_id).label_ids == ()


def test_a_key_that_can_do_nothing_now_says_why(qtbot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    assert window.studio is not None
    assert not window.run_action(action("app.redo"))
    assert window.studio.toast.isVisible()
    assert window.studio.toast._text.text() == "Nothing to do again"
    assert not window.studio.toast._badge.isVisible()


def test_alt_by_itself_shows_the_menu_bar_and_alt_with_something_does_not(qtbot, window: MainWindow) -> None:
    bar = window.menuBar()
    window.show()
    for with_alt in ((), (Qt.Key.Key_H,), (Qt.Key.Key_H, Qt.Key.Key_J)):
        qtbot.keyPress(window, Qt.Key.Key_Alt)
        for key in with_alt:
            qtbot.keyClick(window.start, key, Qt.KeyboardModifier.AltModifier)
        qtbot.keyRelease(window, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
        assert bar.isVisible()  # shown by the first, and left alone by the others
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.mouseClick(window.start, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(window, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert not bar.isVisible()


def test_the_theme_of_the_person_is_remembered(window: MainWindow, tmp_path: Path) -> None:
    window.run_action(action("view.theme_dark"))
    assert Preferences(tmp_path / "config" / "window.json").get("theme") == "dark"
    window.run_action(action("view.theme_light"))


def test_f1_opens_the_sheet_of_shortcuts_and_escape_closes_it(qtbot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    assert window.run_action(action("help.keys"))
    sheet = window.findChild(ShortcutSheet)
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ShortcutSheet) is None, timeout=5000)


def test_a_key_is_changed_in_the_sheet_and_a_taken_one_is_refused(qtbot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    window.run_action(action("help.keys"))
    sheet = window.findChild(ShortcutSheet)
    keys = {button.row.id: button for button in sheet.findChildren(KeyButton)}
    assert not keys["data.assign"].isEnabled()
    top = keys["data.next_page"].mapToGlobal(keys["data.next_page"].rect().topLeft())
    keys["data.next_page"].click()
    qtbot.keyClick(sheet, Qt.Key.Key_M)
    assert window.keymap.keys("data.next_page") == ("D", "PgDown")
    assert "M already does" in sheet._problem.text()
    assert sheet._problem.isVisible()
    assert keys["data.next_page"].mapToGlobal(keys["data.next_page"].rect().topLeft()) == top
    keys["data.next_page"].click()
    qtbot.keyClick(sheet, Qt.Key.Key_T)
    assert Keymap(Preferences(window.preferences._path)).keys("data.next_page") == ("T", "PgDown")
    sheet.close_sheet()


def test_a_project_opens_again_in_the_room_it_was_left_in(qtbot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    window.run_action(action("go.label"))
    window.close_studio()
    window.commands.open_folder(folder)
    qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)
    assert window.context() == "label"


def test_moved_pictures_are_noticed_and_found_again(qtbot, window: MainWindow, folder: Path, pictures: Path) -> None:
    moved = pictures.rename(pictures.with_name("elsewhere"))
    opened(qtbot, window, folder)
    notice = window.studio.notice
    qtbot.waitUntil(notice.isVisible, timeout=10_000)
    assert "Find them" in buttons_of(notice)
    assert window.studio.session.project.read.counts().missing == 12
    search(window.studio, moved)
    qtbot.waitUntil(lambda: not notice.isVisible(), timeout=10_000)
    assert window.studio.session.project.read.counts().missing == 0


def test_a_reading_window_follows_what_another_writes(qtbot, window: MainWindow, folder: Path) -> None:
    with Project.open(folder) as writer:
        window.commands.open_folder(folder, room="data", read_only=True)
        qtbot.waitUntil(lambda: window.studio is not None, timeout=10_000)
        following = window.studio.session.findChild(Following)
        heard: list[object] = []
        window.studio.session.bridge.changed.connect(heard.append)
        following.look()
        assert heard == []
        writer.run(Decide(writer.read.image_ids()[2:5].tolist(), [writer.read.labels()[1].id]))
        following.look()
        assert len(heard) == 1
        assert window.studio.session.project.read.counts().decided == 5


def test_a_folder_dropped_on_the_start_page_begins_a_project(qtbot, window: MainWindow, pictures: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pictures))])
    middle = window.start.rect().center()
    enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY)
    QApplication.sendEvent(window.start, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY)
    QApplication.sendEvent(window.start, drop)
    page = window.pages.currentWidget()
    assert isinstance(page, NewProjectPage)
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.is_done, timeout=20_000)
    qtbot.keyClick(page, Qt.Key.Key_2)
    assert page.decision.task is Task.DETECTION
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert page.decision.task is Task.CLASSIFICATION


def test_the_window_begins_inside_the_screen(qtbot, light: QApplication, tmp_path: Path) -> None:
    window = MainWindow(Preferences(tmp_path / "window.json"))
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry().size()
    assert window.height() < screen.height() or window.height() == window.minimumHeight()
    assert window.width() < screen.width() or window.width() == window.minimumWidth()


def test_boxes_need_one_label_to_begin(qtbot, light: QApplication) -> None:
    step = LabelsStep()
    qtbot.addWidget(step)
    for task, number in ((Task.DETECTION, "One"), (Task.CLASSIFICATION, "Two")):
        step.show_task(task)
        assert any(one.text().startswith(f"{number} ") for one in step.findChildren(QLabel))
