"""Data in projects about shapes: chosen images are answered and finished together; words of whole images stay away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.gui.shown_images import shown_ids
from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Outcome, State
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.data.data_filter import DataFilter
from tlstudio.gui.workspaces.data.workspace import DataWorkspace
from tlstudio.project.commands.shape_suggestions import SuggestShapes
from tlstudio.project.commands.shapes import FinishImages


@pytest.fixture
def room(qtbot, drawing: Session) -> DataWorkspace:
    """Three images: two suggestions on the first, one on the second, which is finished."""
    first, second, _third = [label.id for label in drawing.project.read.labels()][:3]
    drawing.project.run(
        SuggestShapes(
            {
                1: [(first, Box(10, 10, 50, 40), 0.9, {}), (second, Box(200, 100, 60, 50), 0.4, {})],
                2: [(first, Box(20, 20, 50, 40), None, {})],
            },
            source="model",
        )
    )
    drawing.project.run(FinishImages([2]))
    workspace = DataWorkspace(drawing)
    qtbot.addWidget(workspace)
    workspace.resize(1000, 700)
    workspace.show()
    workspace.activate()
    return workspace


def choose(qtbot, room: DataWorkspace, *ids: int) -> None:
    room.gallery.select(list(ids))
    qtbot.waitUntil(lambda: room.selection_bar.isVisible(), timeout=5_000)
    room._show_selection_now()


def outcomes(room: DataWorkspace) -> list[Outcome]:
    return [one.outcome for one in room.session.project.read.review.shapes([1, 2, 3])]


def test_the_bar_offers_what_fits_shapes(qtbot, room: DataWorkspace) -> None:
    choose(qtbot, room, 1, 2)
    bar = room.selection_bar
    assert list(bar.buttons) == ["data.accept_shapes", "data.reject_shapes", "data.finish"]
    assert bar.accept.text() == "Accept 3"
    choose(qtbot, room, 3)
    assert not bar.accept.isEnabled()
    assert not bar.buttons["data.reject_shapes"].isEnabled()
    assert bar.buttons["data.finish"].isEnabled()
    assert room.context() == "data_shapes"
    for action_id in ("data.accept", "data.set_label", "data.assign", "data.reject", "data.similar", "data.clear"):
        assert room.reason_off(action_id) == "This project is about shapes, not about whole images"
        assert room.run_action(action_id)
    assert not room.session.project.read.decisions(3)


def test_the_suggestions_of_chosen_images_are_accepted_in_one_step(qtbot, room: DataWorkspace) -> None:
    choose(qtbot, room, 1, 2, 3)
    qtbot.mouseClick(room.selection_bar.accept, Qt.MouseButton.LeftButton)
    assert outcomes(room) == [Outcome.ACCEPTED] * 3
    assert [len(found) for found in room.session.project.read.annotations([1, 2, 3]).values()] == [2, 1, 0]
    room.session.project.undo()
    assert outcomes(room) == [Outcome.OPEN] * 3
    assert room.session.project.read.image(1).state is State.UNDECIDED


@pytest.mark.parametrize(
    ("action_id", "left"), [("data.reject_shapes", [Outcome.REJECTED] * 2), ("data.forget_shapes", [])]
)
def test_they_are_rejected_or_taken_away(qtbot, room: DataWorkspace, action_id: str, left: list[Outcome]) -> None:
    choose(qtbot, room, 1)
    assert room.run_action(action_id)
    assert outcomes(room) == [*left, Outcome.OPEN]
    assert room.reason_off(action_id) == "Nothing is suggested on the selected images"
    room.session.project.undo()
    assert outcomes(room) == [Outcome.OPEN] * 3


def test_chosen_images_are_finished_and_reopened(qtbot, room: DataWorkspace) -> None:
    choose(qtbot, room, 2, 3)
    assert room.run_action("data.finish")
    read = room.session.project.read
    assert [read.image(i).state for i in (1, 2, 3)] == [State.UNDECIDED, State.REJECTED, State.REJECTED]
    assert len(read.decisions(2)) == 1, "the one that was finished is left as it is"
    assert room.reason_off("data.finish") == "The selected images are finished already"
    assert room.run_action("data.reopen")
    assert [read.image(i).state for i in (2, 3)] == [State.UNDECIDED, State.UNDECIDED]
    said = [room.panel._say(one, {})[0] for one in read.decisions(2)]
    assert said == ["To be finished again", "Finished, empty"]
    assert room.reason_off("data.reopen") == "None of the selected images is finished"


def test_labels_and_scores_of_suggestions_filter_and_order(room: DataWorkspace) -> None:
    read, suggested = room.session.project.read, room.suggested
    first, second, third = [label.id for label in read.labels()][:3]

    def shown(wanted: DataFilter) -> list[int]:
        return shown_ids(read, wanted, suggested).tolist()

    assert shown(DataFilter(label_ids=frozenset({second}))) == [1]
    assert shown(DataFilter(label_ids=frozenset({third}))) == []
    assert shown(DataFilter(label_ids=frozenset({first}))) == [1], "the other image is finished"
    assert shown(DataFilter(min_score=0.8)) == [1]
    assert shown(DataFilter(min_score=0.95)) == []
    room.session.project.run(SuggestShapes({3: [(first, Box(1, 1, 9, 9), 0.95, {})]}, source="model"))
    assert shown(DataFilter(order="score")) == [3, 1, 2]


def test_whole_images_have_no_shapes_to_answer(qtbot, make_session: Callable[..., Session]) -> None:
    workspace = DataWorkspace(make_session(count=6, decided=2))
    qtbot.addWidget(workspace)
    assert list(workspace.selection_bar.buttons) == ["data.set_label", "data.accept", "data.similar"]
    assert workspace.context() == "data"
    assert workspace.reason_off("data.finish") == "This project is about whole images, not about shapes"
    assert workspace.run_action("data.show_finished")
    assert not workspace.filter.is_on
