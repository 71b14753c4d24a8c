"""What is said about selected objects: fields, flags, groups, order, locks; and which labels are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.rooms import stored
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, AttributeKind, AttributeSpec
from tlstudio.gui import fonts
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.select import Select
from tlstudio.gui.workspaces.room_splitter import MIDDLE, NARROWEST, WIDEST, RoomSplitter
from tlstudio.gui.workspaces.shapes.field_rows import FieldRow
from tlstudio.gui.workspaces.shapes.object_list import ROW
from tlstudio.gui.workspaces.shapes.object_section import ObjectSection
from tlstudio.gui.workspaces.shapes.parts.label_filter import LabelFilter
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.labels import SetLabelAttributes
from tlstudio.project.commands.shapes import EditShapes

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
STATE = AttributeSpec("state", AttributeKind.CHOICE, ("wet", "dry"), "dry")
AGE = AttributeSpec("age", AttributeKind.NUMBER)


@pytest.fixture
def room(shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    """Three boxes, the second one inside the first; the first two overlap."""
    project, image = shapes_room.session.project, shapes_room.work.image
    assert image is not None
    project.run(SetLabelAttributes(1, [STATE, AGE]))
    boxes = [Box(20, 20, 100, 100), Box(40, 40, 60, 60), Box(200, 100, 50, 50)]
    added = [Annotation(0, image.id, label, box) for label, box in zip((1, 1, 2), boxes, strict=True)]
    project.run(EditShapes(image.id, added=added))
    shapes_room.activate()
    return shapes_room


def ids(room: ShapesWorkspace) -> list[int]:
    return sorted(one.id for one in stored(room))


def press(room: ShapesWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(room.canvas, key, modifiers)


def section(room: ShapesWorkspace) -> ObjectSection:
    found = room.findChild(ObjectSection)
    assert isinstance(found, ObjectSection)
    return found


def row(room: ShapesWorkspace, name: str) -> FieldRow:
    return next(one for one in section(room).findChildren(FieldRow) if one.spec.name == name and one.isVisibleTo(room))


def test_the_section_is_there_while_something_is_selected(room: ShapesWorkspace) -> None:
    assert section(room).isHidden()
    room.canvas.select(ids(room)[:1])
    assert not section(room).isHidden()
    room.canvas.select(())
    assert section(room).isHidden()


def test_one_change_of_all_selected_is_one_undo_step(room: ShapesWorkspace) -> None:
    first, second, third = ids(room)
    room.canvas.select([first, second, third])
    press(room, Qt.Key.Key_O, SHIFT)
    assert [one.occluded for one in stored(room)] == [True, True, True]
    assert room.session.project.read.next_undo() == "Mark 3 shapes as occluded"
    room.session.project.undo()
    QApplication.processEvents()
    assert [one.occluded for one in stored(room)] == [False, False, False]
    assert not section(room)._flags["occluded"].isChecked()


def test_a_choice_is_picked_for_all_and_several_values_are_shown_as_such(room: ShapesWorkspace) -> None:
    first, second, _third = ids(room)
    room.canvas.select([first])
    box = row(room, "state").findChild(Select)
    assert isinstance(box, Select)
    assert box.currentText() == "dry"  # the default, until a person says otherwise
    box.activated.emit(1)
    assert stored(room)[0].attributes == {"state": "wet"}
    room.canvas.select([first, second])
    box = row(room, "state").findChild(Select)
    assert isinstance(box, Select)
    assert box.currentText() == "several values"
    box.activated.emit(2)
    assert [one.attributes.get("state") for one in stored(room)] == ["dry", "dry", None]


def test_a_number_is_typed_and_what_is_none_is_refused(room: ShapesWorkspace) -> None:
    told: list[str] = []
    room.session.refused.connect(told.append)
    room.canvas.select(ids(room)[:1])
    field = row(room, "age").findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "2,5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stored(room)[0].attributes == {"age": 2.5}
    field = row(room, "age").findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText("old")
    field.editingFinished.emit()
    assert stored(room)[0].attributes == {"age": 2.5}
    assert told == ["age is a number"]


def test_labels_without_an_attribute_in_common_show_none(room: ShapesWorkspace) -> None:
    room.canvas.select(ids(room))
    assert not [one for one in section(room).findChildren(FieldRow) if one.isVisibleTo(room)]


def test_a_note_is_stored_when_enter_is_pressed(room: ShapesWorkspace) -> None:
    room.canvas.select(ids(room)[:1])
    press(room, Qt.Key.Key_M, CTRL)
    QTest.keyClicks(section(room).note, "blurred")
    QTest.keyClick(section(room).note, Qt.Key.Key_Return)
    assert stored(room)[0].note == "blurred"


def test_a_lock_is_stored_and_keeps_the_object(room: ShapesWorkspace) -> None:
    first = ids(room)[0]
    room.canvas.select([first])
    press(room, Qt.Key.Key_L, CTRL)
    assert stored(room)[0].locked
    press(room, Qt.Key.Key_Delete)
    assert len(stored(room)) == 3
    press(room, Qt.Key.Key_L, CTRL)
    assert not stored(room)[0].locked


def test_hidden_objects_are_not_drawn_and_come_back_together(room: ShapesWorkspace) -> None:
    first, second, _third = ids(room)
    room.canvas.select([first, second])
    press(room, Qt.Key.Key_H, ALT)
    assert [one.hidden for one in stored(room)] == [True, True, False]
    assert room.canvas.table.shown.tolist() == [False, False, True]
    assert room.run_action("shapes.show_hidden")
    assert room.canvas.table.shown.all()
    assert not room.run_action("shapes.show_hidden")


def test_objects_are_grouped_selected_together_and_ungrouped(room: ShapesWorkspace) -> None:
    first, second, third = ids(room)
    room.canvas.select([first, third])
    press(room, Qt.Key.Key_G, CTRL | SHIFT)
    assert [one.group for one in stored(room)] == [1, None, 1]
    room.canvas.select([second])
    assert room.reason_off("shapes.group")
    room.canvas.select([first])
    press(room, Qt.Key.Key_G, SHIFT)
    assert room.canvas.selected == {first, third}
    press(room, Qt.Key.Key_G, CTRL | SHIFT)
    assert [one.group for one in stored(room)] == [None, None, None]


def test_order_follows_front_back_and_one_step(room: ShapesWorkspace) -> None:
    first, second, third = ids(room)
    room.canvas.select([first])
    assert room.run_action("shapes.to_front")
    assert [one.id for one in stored(room)] == [second, third, first]
    assert [shape.id for shape in room.canvas.table.shapes] == [second, third, first]
    assert room.run_action("shapes.step_down")  # below the next one that it overlaps, not below the third
    order = [one.id for one in stored(room)]
    assert order.index(first) < order.index(second)
    assert [shape.id for shape in room.canvas.table.shapes] == order
    room.canvas.select([third])
    assert room.run_action("shapes.to_back")
    assert stored(room)[0].id == third


def test_a_new_shape_lies_above_what_was_brought_to_the_front(room: ShapesWorkspace) -> None:
    room.canvas.select(ids(room)[:1])
    assert room.run_action("shapes.to_front")
    room.canvas.select(())
    room.work.copies.copy(ids(room)[1:2])
    (new,) = room.work.copies.paste()
    assert stored(room)[-1].id == new


def test_a_copy_carries_what_is_said_about_the_object(room: ShapesWorkspace) -> None:
    first, second, _third = ids(room)
    room.canvas.select([first, second])
    room.work.say([first], lambda one: replace(one, note="blurred", locked=True, attributes={"age": 3.0}), "Say")
    room.run_action("shapes.group")
    (new, other) = room.work.copies.duplicate([first, second])
    copies = {one.id: one for one in stored(room)}
    assert (copies[new].note, copies[new].attributes, copies[new].locked) == ("blurred", {"age": 3.0}, False)
    assert copies[new].group == copies[other].group == 2


def test_a_drawn_object_begins_with_the_defaults(room: ShapesWorkspace) -> None:
    room.assign(1)
    shape = room.work.table.shapes[-1]
    (new,) = room.work.add([replace(shape, id=0, label_id=1)], "Draw")
    assert next(one for one in stored(room) if one.id == new).attributes == {"state": "dry"}


def test_another_label_brings_its_defaults_and_takes_nothing(room: ShapesWorkspace) -> None:
    third = ids(room)[2]
    room.work.say([third], lambda one: replace(one, attributes={"colour": "red"}), "Say")
    room.canvas.select([third])
    room.assign(1)
    assert stored(room)[2].attributes == {"state": "dry", "colour": "red"}


def test_a_label_is_hidden_shown_alone_and_selected_as_a_whole(room: ShapesWorkspace) -> None:
    first, second, third = ids(room)
    room.panel.palette_list.eye_clicked.emit(1)
    assert room.canvas.table.shown.tolist() == [False, False, True]
    assert not any(one.hidden for one in stored(room))  # a filter of the window, nothing is stored
    room.panel.palette_list.eye_clicked.emit(1)
    room.canvas.select([first])
    press(room, Qt.Key.Key_L, CTRL | SHIFT)
    assert room.canvas.table.shown.tolist() == [True, True, False]
    press(room, Qt.Key.Key_L, CTRL | SHIFT)
    assert room.canvas.table.shown.all()
    press(room, Qt.Key.Key_A, CTRL | SHIFT)
    assert room.canvas.selected == {first, second}
    assert third not in room.canvas.selected


def test_attributes_are_declared_in_the_editor_in_one_step(room: ShapesWorkspace) -> None:
    part = next(one for one in room.parts.all if isinstance(one, LabelFilter))
    room.run_action("shapes.label_attributes")
    editor = part._editor
    assert editor is not None
    assert [line.name.text() for line in editor._rows] == ["state", "age"]
    line = editor._add(AttributeSpec("alive", AttributeKind.YES_NO))
    line.default.setText("maybe")
    editor._save()
    assert "yes or no" in editor._fault.text()
    line.default.setText("yes")
    editor._save()
    assert editor.isHidden()
    label = room.session.project.read.labels()[0]
    assert label.attributes[-1] == AttributeSpec("alive", AttributeKind.YES_NO, (), True)
    assert room.session.project.read.next_undo() == f"Change the attributes of {label.name}"


def test_read_only_shows_and_changes_nothing(room: ShapesWorkspace) -> None:
    section(room).set_read_only()
    room.canvas.select(ids(room)[:1])
    assert not section(room)._flags["occluded"].isEnabled()
    assert section(room).note.isReadOnly()


@pytest.mark.parametrize("width", [NARROWEST, MIDDLE, WIDEST])
def test_nothing_of_the_section_is_cut_in_a_narrow_inspector(room: ShapesWorkspace, width: int) -> None:
    splitter = room.findChild(RoomSplitter)
    assert splitter is not None
    splitter.setSizes([room.width() - fonts.px(width), fonts.px(width)])
    room.canvas.select(ids(room))
    for key in (Qt.Key.Key_O, Qt.Key.Key_T, Qt.Key.Key_U):
        press(room, key, SHIFT)
    QApplication.processEvents()
    for button in section(room).findChildren(Button):
        place = QRect(button.mapTo(room.panel, button.rect().topLeft()), button.size())
        assert room.panel.rect().contains(place), button.accessibleName()
        assert button.width() >= button.sizeHint().width(), button.accessibleName()


def test_a_short_list_leaves_its_room_to_the_section(room: ShapesWorkspace) -> None:
    rows = room.panel.objects
    room.canvas.select(ids(room)[:1])
    QApplication.processEvents()
    assert rows.height() <= 3 * fonts.px(ROW)
    assert rows.visualRect(rows.model().index(2, 0)).bottom() < rows.viewport().height(), "all rows can be seen"
