"""Steps of the history: going the distance that each of them says leads to the state right after it."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tlstudio.core.words import Task
from tlstudio.gui.models.history_steps import Step, heading, steps_of
from tlstudio.project.commands.labels import AddLabels
from tlstudio.project.project import Project

MOVES = st.lists(st.sampled_from(["run", "go on", "undo", "redo"]), min_size=1, max_size=14)


def names(project: Project) -> list[str]:
    return [label.name for label in project.read.labels()]


def now_of(steps: list[Step]) -> Step | None:
    return next((step for step in steps if not step.is_undone), None)


@settings(max_examples=20)
@given(MOVES, st.data())
def test_every_step_can_be_gone_to(moves: list[str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "p"
        states: dict[int, list[str]] = {}
        with Project.create(root, task=Task.DETECTION) as project:
            step: int | None = None
            for number, move in enumerate(moves):
                if move in ("run", "go on"):
                    step = project.run(AddLabels([f"label {number}"]), step=step if move == "go on" else None).step
                    newest = project.read.history(1)[0]
                    states[newest.id] = names(project)
                elif move == "undo":
                    project.undo()
                    step = None
                else:
                    project.redo()
                    step = None
        with Project.open(root) as project:  # all of it holds after a restart
            steps = steps_of(project.read.history(100))
            reachable = [one for one in steps if not one.is_gone]
            if not reachable:
                return
            wanted = data.draw(st.sampled_from(reachable))
            if wanted.distance > 0:
                project.undo(wanted.distance)
            elif wanted.distance < 0:
                project.redo(-wanted.distance)
            assert names(project) == states[wanted.id]
            now = now_of(steps_of(project.read.history(100)))
            assert now is not None
            assert (now.id, now.distance) == (wanted.id, 0)


def test_a_step_stands_under_its_hour_and_older_ones_under_their_day_too() -> None:
    now = datetime(2026, 3, 5, 16, 20, tzinfo=UTC)
    assert heading(datetime(2026, 3, 5, 14, 59, tzinfo=UTC), now) == "14:00"
    assert heading(datetime(2026, 3, 4, 9, 5, tzinfo=UTC), now) == "2026-03-04 09:00"
