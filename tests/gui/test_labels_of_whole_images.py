"""Labels of the whole image in the room for shapes: given and taken away by mouse and keys, beside the shapes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.rooms import stored
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation, Origin
from tlstudio.gui.workspaces.shapes.image_label_section import ImageLabelSection
from tlstudio.gui.workspaces.shapes.parts.image_labels import ImageLabels
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.image_labels import LabelWholeImages
from tlstudio.project.commands.shapes import EditShapes

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def part(shapes_room: ShapesWorkspace) -> ImageLabels:
    return next(one for one in shapes_room.parts.all if isinstance(one, ImageLabels))


def chips(part: ImageLabels) -> list[str]:
    section = part.section()
    assert isinstance(section, ImageLabelSection)
    return [chip.toolTip() for chip in section.chips]


def of_whole(room: ShapesWorkspace) -> list[str]:
    labels = room.work.labels()
    return [labels[one.label_id].name for one in stored(room) if one.geometry is None]


def type_label(room: ShapesWorkspace, part: ImageLabels, name: str) -> None:
    QTest.keyClick(room.canvas, Qt.Key.Key_L, SHIFT)
    picker = part._picker
    assert picker is not None
    assert picker.field.hasFocus()
    QTest.keyClicks(picker.field, name)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_keys_give_a_label_and_take_it_away_in_one_undo_step_each(
    shapes_room: ShapesWorkspace, part: ImageLabels
) -> None:
    room, project = shapes_room, shapes_room.session.project
    name = next(iter(room.work.labels().values())).name
    type_label(room, part, name)
    assert (of_whole(room), chips(part)) == ([name], [name])
    assert stored(room)[0].origin is Origin.PERSON
    assert room.canvas.hasFocus()
    assert project.read.next_undo() == f"Label the whole image as {name}"
    project.undo()
    QApplication.processEvents()
    assert (of_whole(room), chips(part)) == ([], [])
    project.redo()
    QApplication.processEvents()
    assert chips(part) == [name]
    type_label(room, part, name)
    assert (of_whole(room), chips(part)) == ([], [])


def test_a_label_that_is_new_is_made_on_the_way(shapes_room: ShapesWorkspace, part: ImageLabels) -> None:
    type_label(shapes_room, part, "taken at dusk")
    assert chips(part) == of_whole(shapes_room) == ["taken at dusk"]


def test_the_cross_and_the_key_take_a_chip_away_and_its_name_does_not(
    shapes_room: ShapesWorkspace, part: ImageLabels
) -> None:
    room = shapes_room
    image, labels = room.work.image, list(room.work.labels())
    assert image is not None
    room.session.run(LabelWholeImages([image.id], labels[:2]))
    QApplication.processEvents()
    section = part.section()
    assert isinstance(section, ImageLabelSection)
    first, second = section.chips
    QTest.mouseClick(first, LEFT, pos=QPoint(20, first.height() // 2))
    assert len(of_whole(room)) == 2
    QTest.mouseClick(first, LEFT, pos=QPoint(first.width() - 12, first.height() // 2))
    QApplication.processEvents()
    assert chips(part) == [second.toolTip()]
    (left,) = section.chips
    left.setFocus()
    QTest.keyClick(left, Qt.Key.Key_Delete)
    QApplication.processEvents()
    assert (of_whole(room), chips(part)) == ([], [])


def test_it_is_no_shape_of_the_list_and_the_section_stays_one_row_high(
    shapes_room: ShapesWorkspace, part: ImageLabels
) -> None:
    room = shapes_room
    image, label_id = room.work.image, next(iter(room.work.labels()))
    section = part.section()
    assert image is not None
    assert section is not None
    empty = section.sizeHint().height()
    before = len(room.work.table)
    room.session.run(LabelWholeImages([image.id], [label_id]))
    QApplication.processEvents()
    assert len(room.work.table) == before
    assert section.sizeHint().height() == empty < 50
    room.session.run(EditShapes(image.id, added=[Annotation(0, image.id, label_id, Box(1, 1, 9, 9))]))
    QApplication.processEvents()
    assert len(room.work.table) == before + 1
    assert len(chips(part)) == 1


def test_the_button_of_an_image_with_a_label_does_not_speak_of_nothing(shapes_room: ShapesWorkspace) -> None:
    room = shapes_room
    assert "empty" in room.panel.finish.text()
    image = room.work.image
    assert image is not None
    room.session.run(LabelWholeImages([image.id], [next(iter(room.work.labels()))]))
    QApplication.processEvents()
    assert "empty" not in room.panel.finish.text()
