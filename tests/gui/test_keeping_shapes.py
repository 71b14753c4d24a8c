"""Keep shapes for the next image as suggestions; the list in another order; labels hidden in the list too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation
from tlstudio.gui.workspaces.shapes.object_list import ListOrder
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.shapes import EditShapes, FinishImages


@pytest.fixture
def room(shapes_room: ShapesWorkspace) -> ShapesWorkspace:
    """Three boxes on the first image: the second is the largest, the third has the other label."""
    project, image = shapes_room.session.project, shapes_room.work.image
    assert image is not None
    boxes = [Box(20, 90, 30, 30), Box(60, 60, 90, 90), Box(10, 10, 20, 20)]
    added = [Annotation(0, image.id, label, box, {"age": 2.0}) for label, box in zip((2, 2, 1), boxes, strict=True)]
    project.run(EditShapes(image.id, added=added))
    shapes_room.activate()
    QApplication.processEvents()
    return shapes_room


def suggested(room: ShapesWorkspace) -> list[object]:
    image = room.work.image
    assert image is not None
    return [one.geometry for one in room.session.project.read.shape_suggestions([image.id])[image.id]]


def test_an_empty_image_begins_with_suggestions_of_the_image_before(room: ShapesWorkspace) -> None:
    before = room.session.project.read.next_undo()
    assert room.run_action("shapes.keep_shapes")
    room.run_action("shapes.next")
    QApplication.processEvents()
    assert len(suggested(room)) == 3
    assert all(shape.is_suggestion for shape in room.canvas.table.shapes)
    image = room.work.image
    assert image is not None
    assert room.session.project.read.annotations([image.id])[image.id] == ()
    assert room.session.project.read.next_undo() == before  # nobody has decided anything yet


def test_what_has_shapes_or_is_finished_stays_as_it_is(room: ShapesWorkspace) -> None:
    room.run_action("shapes.keep_shapes")
    ids = room.queue.ids
    room.session.project.run(FinishImages([ids[1]]))
    room.session.project.run(EditShapes(ids[2], added=[Annotation(0, ids[2], 1, Box(1, 1, 9, 9))]))
    room.run_action("shapes.next")
    assert suggested(room) == []
    room.run_action("shapes.next")
    assert suggested(room) == []


def test_it_is_off_until_it_is_wanted(room: ShapesWorkspace) -> None:
    room.run_action("shapes.next")
    assert suggested(room) == []
    room.run_action("shapes.previous")
    room.run_action("shapes.keep_shapes")
    room.run_action("shapes.keep_shapes")
    room.run_action("shapes.next")
    assert suggested(room) == []


def listed(room: ShapesWorkspace) -> list[int]:
    model = room.panel.objects.model()
    assert model is not None
    sizes = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return [int(text.rsplit(", ", 1)[-1].split(" ")[0]) for text in sizes]


def test_the_list_follows_its_order(room: ShapesWorkspace) -> None:
    assert listed(room) == [20, 90, 30]
    found = {}
    for _ in ListOrder:
        room.run_action("shapes.sort_objects")
        found[room.panel.objects.order] = listed(room)
    assert found == {
        ListOrder.LABEL: [20, 90, 30],
        ListOrder.SIZE: [90, 30, 20],
        ListOrder.PLACE: [20, 90, 30],
        ListOrder.ABOVE: [20, 90, 30],
    }


def test_the_list_leads_the_selection_in_any_order(room: ShapesWorkspace) -> None:
    room.panel.objects.set_order(ListOrder.SIZE)
    room.show_state()
    largest = max(room.work.table.shapes, key=lambda shape: shape.bounds[2] - shape.bounds[0])
    room.canvas.select([largest.id])
    assert [index.row() for index in room.panel.objects.selectionModel().selectedIndexes()] == [0]


def test_what_is_filtered_away_is_not_in_the_list(room: ShapesWorkspace) -> None:
    room.panel.palette_list.eye_clicked.emit(2)
    assert listed(room) == [20]
    room.panel.palette_list.eye_clicked.emit(2)
    assert listed(room) == [20, 90, 30]
