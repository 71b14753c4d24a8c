"""Filters of Data by what is drawn and suggested, and filters kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.gui.shown_images import shown_ids
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Geometry, Point, Polygon, RotatedBox
from tlstudio.core.words import Annotation, Check, Origin, Split
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.workspaces.data.data_filter import DataFilter, is_slow
from tlstudio.gui.workspaces.data.object_filter import ObjectFilter, described
from tlstudio.gui.workspaces.data.saved_filters import from_json, to_json
from tlstudio.gui.workspaces.data.workspace import DataWorkspace
from tlstudio.project.commands.annotations import SetAnnotations
from tlstudio.project.commands.labels import DeleteLabel
from tlstudio.project.commands.shape_answers import AnswerShapes
from tlstudio.project.commands.shape_suggestions import SuggestShapes
from tlstudio.project.commands.shapes import FinishImages

EVERYTHING = DataFilter(
    marks=frozenset({Mark.ACCEPTED, Mark.SUGGESTED}),
    label_ids=frozenset({1, 3}),
    splits=frozenset({Split.VAL, None}),
    text="left side",
    flagged=True,
    missing=True,
    duplicates=True,
    origins=frozenset({Origin.IMPORT}),
    min_score=0.8,
    order="path",
    checks=frozenset({Check.NONE, Check.RETURNED}),
    commented=True,
    proposed=True,
    objects=(2, inf),
    sides=(0, 8),
    scores=(0.2, 0.5),
    differs=True,
)


def draw(session: Session, image_id: int, *geometries: Geometry) -> None:
    label = session.project.read.labels()[0].id
    shapes = tuple(Annotation(0, image_id, label, geometry) for geometry in geometries)
    session.project.run(SetAnnotations({image_id: shapes}, finished=False))


@pytest.fixture
def room(qtbot, drawing: Session) -> DataWorkspace:
    """Three images: a large box and a tiny polygon; a turned box, a mask and a point; nothing."""
    pixels = np.zeros((300, 400), bool)
    pixels[100:105, 50:80] = True
    draw(drawing, 1, Box(0, 0, 200, 150), Polygon((((5, 5), (9, 5), (9, 11)),)))
    draw(drawing, 2, RotatedBox(200, 150, 60, 20, 90), rle.encode(pixels), Point(3, 3))
    workspace = DataWorkspace(drawing)
    qtbot.addWidget(workspace)
    workspace.resize(1000, 700)
    workspace.show()
    workspace.activate()
    return workspace


def shown(room: DataWorkspace, wanted: DataFilter) -> list[int]:
    return sorted(shown_ids(room.session.project.read, wanted, room.suggested).tolist())


@pytest.mark.parametrize(
    ("objects", "ids"), [((0, 0), [3]), ((2, 2), [1]), ((2, inf), [1, 2]), ((0, 2), [1, 3]), ((4, inf), [])]
)
def test_images_are_found_by_the_number_of_objects(room: DataWorkspace, objects: tuple[float, float], ids) -> None:
    assert shown(room, DataFilter(objects=objects)) == ids


@pytest.mark.parametrize(
    ("sides", "ids"),
    [((0, 8), [1]), ((200, 200), [1]), ((30, 30), [2]), ((60, 60), [2]), ((0, inf), [1, 2]), ((201, inf), [])],
)
def test_images_are_found_by_the_size_of_an_object(room: DataWorkspace, sides: tuple[float, float], ids) -> None:
    assert shown(room, DataFilter(sides=sides)) == ids
    assert is_slow(DataFilter(sides=sides), 3), "sizes are worked out beside the window's thread"


def test_images_are_found_by_the_score_of_a_suggestion_and_where_opinions_differ(room: DataWorkspace) -> None:
    project = room.session.project
    label = project.read.labels()[0].id
    project.run(
        SuggestShapes(
            {
                1: [(label, Box(300, 200, 40, 40), 0.9, {}), (label, Box(300, 20, 40, 40), 0.3, {})],
                2: [(label, Box(300, 200, 40, 40), 0.6, {})],
                3: [(label, Box(300, 200, 40, 40), None, {})],
            },
            source="model",
        )
    )
    assert shown(room, DataFilter(scores=(0.2, 0.5))) == [1]
    assert shown(room, DataFilter(scores=(0.5, 1.0))) == [1, 2]
    assert shown(room, DataFilter(differs=True)) == []
    project.run(AnswerShapes(rejected=[2]))
    assert shown(room, DataFilter(scores=(0.2, 0.5))) == []
    assert shown(room, DataFilter(differs=True)) == [1], "a suggestion was rejected"
    project.run(FinishImages([3]))
    assert shown(room, DataFilter(differs=True)) == [1, 3], "finished, and the model still sees something"
    assert shown(room, DataFilter(checks=frozenset({Check.NONE}))) == [3], "what waits for a second person is finished"


def test_the_ranges_are_typed_and_the_chip_says_them(qtbot, room: DataWorkspace) -> None:
    room.filters._open_objects()
    panel = room.window().findChild(ObjectFilter)
    qtbot.keyClicks(panel.objects[0], "2")
    assert panel.objects[0].value() == 2, "what is typed first replaces the number"
    panel.sides[1].setValue(20)
    qtbot.waitUntil(lambda: room.gallery.ids.tolist() == [1], timeout=5_000)
    chip = room.filters._object_chip
    assert chip.text() == "2 or more objects, up to 20 px"
    panel._clear()
    assert not room.filter.is_on
    panel.scores[0].setValue(0.25)
    assert described(room.filter) == "suggested at 0.25 to 1.00"
    panel.close()
    chip.removed.emit()
    assert not room.filter.is_on


def test_whole_images_have_no_chip_for_objects(qtbot, make_session: Callable[..., Session]) -> None:
    workspace = DataWorkspace(make_session(count=6, decided=2))
    qtbot.addWidget(workspace)
    assert workspace.filters._object_chip.isHidden()
    assert not workspace.saved.chip.isHidden()


def test_a_filter_is_the_same_after_it_was_stored() -> None:
    assert from_json(to_json(EVERYTHING)) == EVERYTHING
    assert to_json(DataFilter(like=3, similar_ids=(4,), only=(5,))) == {"order": "decided"}
    assert from_json({"marks": ["NO_SUCH"], "splits": ["moon"], "order": "sideways", "objects": None}) == DataFilter()


def test_filters_are_saved_under_a_name_chosen_again_and_forgotten(qtbot, room: DataWorkspace) -> None:
    first = room.session.project.read.labels()[0].id
    wanted = DataFilter(objects=(2, 2), label_ids=frozenset({first}))
    room.set_filter(wanted)
    room.saved._ask()
    prompt = room.saved._prompt
    assert prompt is not None
    qtbot.keyClick(prompt.field, Qt.Key.Key_Return)
    assert prompt.isVisible(), "a filter needs a name"
    qtbot.keyClicks(prompt.field, "two of them")
    qtbot.keyClick(prompt.field, Qt.Key.Key_Return)
    room.set_filter(DataFilter())
    assert room.saved.names() == ["two of them"]
    room.saved.choose("two of them")
    assert room.filter == wanted
    room.session.project.run(DeleteLabel(first))
    room.saved.choose("two of them")
    assert room.filter == DataFilter(objects=(2, 2)), "a label that is gone asks nothing"
    room.saved.forget("two of them")
    assert room.saved.names() == []
