"""The Data room in projects about shapes: outlines on thumbnails, what is on an image, which images wait."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Point, Polygon, RotatedBox
from tlstudio.core.words import Annotation
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.models.outlines import OutlineProvider
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.data.annotation_list import described
from tlstudio.gui.workspaces.data.empty import EmptyPlace
from tlstudio.gui.workspaces.data.next_step import NextStep
from tlstudio.gui.workspaces.data.workspace import DataWorkspace
from tlstudio.project.commands.annotations import SetAnnotations
from tlstudio.project.commands.shape_suggestions import SuggestShapes
from tlstudio.store.counts import Counts


@pytest.fixture
def outlines(drawing: Session) -> Iterator[OutlineProvider]:
    provider = OutlineProvider(drawing.project)
    yield provider
    provider.close()


def draw(session: Session, image_id: int, *geometries: object) -> int:
    label = session.project.read.labels()[0].id
    session.project.run(SetAnnotations({image_id: tuple(Annotation(0, image_id, label, g) for g in geometries)}))
    return label


def lines(qtbot, session: Session, provider: OutlineProvider, image_id: int) -> QImage:
    image = session.project.read.image(image_id)
    qtbot.waitUntil(lambda: provider.get(image, 100, 100, 1.0, whole=True) is not None, timeout=5_000)
    return provider.get(image, 100, 100, 1.0, whole=True).toImage()


def test_what_waits_is_finishing_for_an_image_may_have_shapes(qtbot, drawing: Session) -> None:
    step = NextStep(drawing)
    qtbot.addWidget(step)
    for images, said in ((3, "3 images wait to be finished"), (1, "1 image waits to be finished")):
        step.show_counts(Counts(images), is_filtered=False)
        assert not step.isHidden()
        assert said in [text.text() for text in step.findChildren(Text)]


def test_an_empty_project_promises_only_what_happens_to_shapes(qtbot) -> None:
    place = EmptyPlace()
    qtbot.addWidget(place)
    for has_shapes, promised in ((True, "Import"), (False, "suggestions start after two labels")):
        place.say_no_images(lambda: None, has_shapes=has_shapes)
        said = " ".join(text.text() for text in place.findChildren(Text))
        assert promised in said
    place.say_no_images(lambda: None, has_shapes=True)
    assert not any("suggestions" in text.text() for text in place.findChildren(Text))


def test_outlines_lie_where_the_shapes_are(qtbot, drawing: Session, outlines: OutlineProvider) -> None:
    draw(drawing, 1, Box(0, 0, 200, 150))  # the upper left quarter of 400 x 300, shown as 100 x 75 from y = 12.5 on
    picture = lines(qtbot, drawing, outlines, 1)
    assert picture.pixelColor(50, 30).alpha() > 200  # its right edge
    assert picture.pixelColor(25, 50).alpha() > 100  # its lower edge
    assert picture.pixelColor(25, 30).alpha() == 0  # its inside
    assert picture.pixelColor(80, 30).alpha() == 0  # beside it
    assert outlines.counts(1) == (1, 0)


def test_every_kind_is_painted_and_a_change_is_shown(qtbot, drawing: Session, outlines: OutlineProvider) -> None:
    on = np.zeros((300, 400), bool)
    on[100:200, 100:300] = True
    polygon = Polygon((((10, 10), (300, 20), (150, 250)),))
    for image_id, geometry in ((1, rle.encode(on)), (2, polygon), (3, RotatedBox(200, 150, 200, 100, 30))):
        draw(drawing, image_id, geometry, Point(200, 150))
        picture = lines(qtbot, drawing, outlines, image_id)
        assert picture.pixelColor(50, 50).alpha() > 100  # the point, or the mask below it
    draw(drawing, 2, Box(0, 0, 10, 10))
    outlines.forget([2])
    image = drawing.project.read.image(2)
    assert outlines.get(image, 100, 100, 1.0, whole=True) is not None  # the old ones stay until the new have come
    qtbot.waitUntil(lambda: outlines.counts(2) == (1, 0), timeout=5_000)
    assert outlines.get(image, 100, 100, 1.0, whole=True).toImage().pixelColor(50, 50).alpha() == 0


@pytest.fixture
def room(qtbot, drawing: Session) -> Iterator[DataWorkspace]:
    label = draw(drawing, 1, Box(5, 6, 40, 30), Box(50, 6, 20, 20))
    draw(drawing, 2)
    drawing.project.run(SuggestShapes({3: [(label, Box(1, 1, 9, 9), 0.8, {})]}, source="model"))
    workspace = DataWorkspace(drawing)
    qtbot.addWidget(workspace)
    workspace.resize(1100, 700)
    workspace.show()
    workspace.activate()
    yield workspace
    workspace.deactivate()
    workspace.release()


def test_filters_tell_finished_empty_and_suggested_images(room: DataWorkspace) -> None:
    shown: dict[Mark, list[int]] = {}
    for mark in (Mark.ACCEPTED, Mark.REJECTED, Mark.SUGGESTED, Mark.UNDECIDED):
        room.set_filter(type(room.filter)(marks=frozenset({mark})))
        shown[mark] = room.gallery.ids.tolist()
    assert shown == {Mark.ACCEPTED: [1], Mark.REJECTED: [2], Mark.SUGGESTED: [3], Mark.UNDECIDED: []}
    assert room.filters._chips[Mark.REJECTED].text().startswith("Finished, empty")


def test_the_inspector_lists_what_is_drawn(qtbot, room: DataWorkspace) -> None:
    room.gallery.set_current(1)
    words: list[str] = []

    def listed() -> bool:
        words[:] = [text.text() for text in room.panel.findChildren(Text) if text.isVisibleTo(room.panel)]
        return "2 annotations" in words

    qtbot.waitUntil(listed, timeout=5_000)
    assert "2 boxes" in words
    assert "Box 40 × 30 px" in words
    one = Annotation(0, 1, 1, Box(0, 0, 3, 4), occluded=True, locked=True)
    assert described(one) == "Box 3 × 4 px, occluded, locked"


def test_an_export_can_take_the_selection(room: DataWorkspace) -> None:
    assert room.chosen_images() == {}
    room.gallery.selection.replace([1, 3])
    room.set_filter(type(room.filter)(marks=frozenset({Mark.ACCEPTED})))
    assert room.chosen_images() == {"shown": [1], "selected": [1]}


def test_a_toast_makes_room_for_the_selection_bar(qtbot, drawing: Session) -> None:
    studio = Studio(drawing)
    qtbot.addWidget(studio)
    studio.resize(1200, 700)
    studio.show()
    studio.go("data")
    studio.tell("Something was done", True)
    room = studio.room
    assert isinstance(room, DataWorkspace)
    before = studio.toast.y()
    room.gallery.selection.replace([1, 2])
    room._show_selection()
    qtbot.waitUntil(lambda: studio.toast.y() < before, timeout=5_000)
    bar = room.selection_bar
    top = bar.mapTo(studio, bar.rect().topLeft()).y()
    assert studio.toast.geometry().bottom() - 24 <= top + 24
    studio.close_project()
