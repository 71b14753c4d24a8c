from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.label_editing import LabelEditing
from tlstudio.project.commands.labels import RenameLabel


@pytest.fixture
def editing(qtbot, session: Session) -> LabelEditing:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(400, 300)
    room.show()
    return LabelEditing(session, room, lambda: room)


def entries(editing: LabelEditing, label_id: int) -> dict[str, QAction]:
    menu = QMenu(editing.parent())
    editing.add_to(menu, label_id)
    found = {action.text(): action for action in menu.actions() if action.text()}
    for name in ("Colour", "Merge into"):
        if name in found:
            found |= {f"{name} {one.text()}": one for one in found[name].menu().actions()}
    return found


def test_a_label_is_renamed_recoloured_moved_merged_and_deleted(editing: LabelEditing, session: Session) -> None:
    read = session.project.read
    first, second = read.labels()[:2]
    entries(editing, first.id)["Rename"].trigger()
    editing._name.field.setText("renamed")
    editing._name.field.returnPressed.emit()
    entries(editing, first.id)["Colour #B01F4F"].trigger()
    entries(editing, first.id)["Move down"].trigger()
    moved = next(label for label in read.labels() if label.id == first.id)
    assert (moved.name, moved.colour, moved.position) == ("renamed", "#B01F4F", 1)
    entries(editing, first.id)[f"Merge into {second.name}"].trigger()
    assert first.id not in {label.id for label in read.labels()}
    entries(editing, second.id)["Delete the label"].trigger()
    assert second.id not in {label.id for label in read.labels()}
    session.project.undo(5)
    assert read.labels()[:2] == [first, second]


def test_a_name_that_is_taken_changes_nothing(qtbot, editing: LabelEditing, session: Session) -> None:
    first, second = session.project.read.labels()[:2]
    entries(editing, first.id)["Rename"].trigger()
    editing._name.field.setText(second.name)
    with qtbot.waitSignal(session.failed):
        editing._name.field.returnPressed.emit()
    assert session.project.read.labels()[0].name == first.name
    assert editing._name.isVisible(), "the name can be mended"
    editing._name.field.setText("free")
    editing._name.field.returnPressed.emit()
    assert not editing._name.isVisible()


def test_the_menu_shows_names_as_they_are_and_who_has_a_colour(editing: LabelEditing, session: Session) -> None:
    first, second = session.project.read.labels()[:2]
    session.run(RenameLabel(second.id, "cut & dried"))
    found = entries(editing, first.id)
    assert "Merge into cut && dried" in found, "a single ampersand would be swallowed as the mark of a key"
    assert f"Colour {second.colour}\tcut && dried" in found
