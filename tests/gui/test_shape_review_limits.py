"""Review of shapes: rejecting what lies below a score, and how often suggestions were right of late."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Outcome
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.review.accept_above import AcceptAbove
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.gui.workspaces.shape_review.source import acceptance_lines
from tlstudio.gui.workspaces.shape_review.workspace import ShapeReviewWorkspace
from tlstudio.project.commands.shape_answers import AnswerShapes
from tlstudio.project.commands.shape_suggestions import SuggestShapes
from tlstudio.project.project import Project
from tlstudio.project.shape_review import Acceptance, acceptance


@pytest.fixture
def room(qtbot, drawing: Session) -> Iterator[ShapeReviewWorkspace]:
    """Five suggestions on three images, one without a score."""
    scores: list[float | None] = [0.95, 0.8, 0.6, 0.3, None]
    shapes = {
        image_id: [
            (1, Box(20 + 60 * place, 30, 50, 40), score, {}) for place, score in enumerate(scores) if place % 3 == n
        ]
        for n, image_id in enumerate(drawing.project.read.image_ids(order="path").tolist())
    }
    drawing.project.run(SuggestShapes(shapes, source="run 4"))
    workspace = make_room("review", drawing)
    assert isinstance(workspace, ShapeReviewWorkspace)
    qtbot.addWidget(workspace)
    workspace.resize(1000, 700)
    workspace.show()
    workspace.activate()
    yield workspace
    workspace.release()


def outcomes(room: ShapeReviewWorkspace) -> list[Outcome]:
    read = room.session.project.read
    found = read.shape_suggestions(read.image_ids(), outcome=None)
    return sorted(one.outcome for several in found.values() for one in several)


def test_all_below_a_score_are_rejected_in_one_step(qtbot, room: ShapeReviewWorkspace) -> None:
    before = outcomes(room)
    room.run_action("review.accept_above")
    popover = room.window().findChild(AcceptAbove)
    popover._slider.setValue(85)
    wanted = int((room._source.waiting.scores < 0.85).sum())
    assert 0 < wanted < len(before)
    assert popover._reject.text().startswith(f"Reject {wanted} suggestion")
    qtbot.mouseClick(popover._reject, Qt.MouseButton.LeftButton)
    assert outcomes(room).count(Outcome.REJECTED) == wanted
    room.session.undo()
    assert outcomes(room) == before


def test_it_says_how_often_suggestions_were_right_of_late(room: ShapeReviewWorkspace) -> None:
    project = room.session.project
    everything = project.read.review.open_shapes().ids.tolist()
    assert acceptance(project.read) == Acceptance()
    project.run(AnswerShapes(everything[:2], rejected=everything[2:3]))
    project.run(AnswerShapes(rejected=everything[3:4]))
    assert project.read.review.recent_answers(50) == [Outcome.REJECTED, *acceptance_order(project, everything[:3])]
    assert acceptance(project.read) == Acceptance(0.5, 4)
    room._refresh()
    assert room._source.source_lines()[0] == ("Last 4 answers", "50 % right")
    project.undo()
    assert acceptance(project.read) == Acceptance(2 / 3, 3), "what was undone does not count"
    assert project.read.review.recent_answers(1) == project.read.review.recent_answers(3)[:1]


def acceptance_order(project: Project, ids: list[int]) -> list[Outcome]:
    """Outcomes of one command in the order in which its record holds them: the newest kind of change first."""
    found = [one.outcome for one in project.read.review.shapes(ids)]
    return sorted(found, key=lambda outcome: outcome is not Outcome.REJECTED)


@pytest.mark.parametrize(("share", "answers", "lines"), [(0.2, 50, 2), (0.2, 10, 1), (0.3, 50, 1), (None, 0, 0)])
def test_it_says_when_drawing_is_quicker(light, share: float | None, answers: int, lines: int) -> None:
    assert len(acceptance_lines(Acceptance(share, answers))) == lines
