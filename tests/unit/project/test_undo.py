"""Undo knows nothing about commands; so any sequence of commands must come back exactly, also after reopening."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.project.conftest import new_images
from tlstudio.core.errors import UsageError
from tlstudio.core.words import Split, State, SuggestionRef, Task
from tlstudio.project.command import Command
from tlstudio.project.commands.decisions import Accept, ClearDecision, Decide, Reject, Skip
from tlstudio.project.commands.images import AddImages, MarkMissing, RelocateImages, SetFlag, SetGroup
from tlstudio.project.commands.labels import AddLabels, DeleteLabel, MergeLabels, MoveLabel, RecolourLabel, RenameLabel
from tlstudio.project.commands.settings import SetPreference, SetSetting
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.project import Project

IMAGE = st.integers(1, 7)
IMAGES = st.lists(IMAGE, max_size=5)
LABEL = st.integers(1, 5)
NAME = st.sampled_from(["crack", "dent", "good", "pore", "weld"])
SUGGESTION = st.builds(SuggestionRef, LABEL, st.floats(0, 1), st.just("instant"), st.integers(0, 9))

COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(AddImages, st.builds(new_images, st.integers(0, 4), st.integers(0, 6))),
    st.builds(Decide, IMAGES, st.lists(LABEL, min_size=1, max_size=2)),
    st.builds(Accept, st.dictionaries(IMAGE, SUGGESTION, max_size=4)),
    st.builds(Reject, IMAGES),
    st.builds(Skip, IMAGES),
    st.builds(ClearDecision, IMAGES),
    st.builds(AddLabels, st.lists(NAME, max_size=3)),
    st.builds(RenameLabel, LABEL, NAME),
    st.builds(RecolourLabel, LABEL, st.sampled_from(["#000000", "#FF0000"])),
    st.builds(MoveLabel, LABEL, st.integers(0, 5)),
    st.builds(DeleteLabel, LABEL),
    st.builds(MergeLabels, LABEL, LABEL),
    st.builds(SetFlag, IMAGES, st.booleans(), st.sampled_from([None, "blurred"])),
    st.builds(SetGroup, st.dictionaries(IMAGE, st.sampled_from(["", "tray"]), max_size=3)),
    st.builds(MarkMissing, st.dictionaries(IMAGE, st.booleans(), max_size=3)),
    st.builds(RelocateImages, st.dictionaries(IMAGE, st.sampled_from(["a.jpg", "b.jpg"]), max_size=3)),
    st.builds(ApplySplits, st.dictionaries(IMAGE, st.sampled_from([None, *Split]), max_size=3)),
    st.builds(SetSetting, st.sampled_from(["a", "b"]), st.sampled_from([None, 1, "x"])),
    st.builds(SetPreference, st.sampled_from(["like c", "like d"]), st.sampled_from([None, 1, "x"])),
)


def rows_of(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a person decides, read past the program: not preferences, not which files were found."""
    with closing(sqlite3.connect(project.root / "project.db")) as connection:
        connection.row_factory = lambda cursor, row: tuple(
            value for column, value in zip(cursor.description, row, strict=True) if column[0] != "missing"
        )
        tables = ("images", "labels", "annotations", "decisions", "settings")
        found = {name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in tables}
    return {**found, "settings": [row for row in found["settings"] if not row[1].startswith("like ")]}


def check_cached_columns(project: Project) -> None:
    """What is repeated on the images is what the diary and the annotations say."""
    for image in project.read.images(project.read.image_ids()):
        newest = next(iter(project.read.decisions(image.id)), None)
        assert (image.state, image.label_ids) == ((newest.state, newest.label_ids) if newest else (State.UNDECIDED, ()))
    with closing(sqlite3.connect(project.root / "project.db")) as connection:
        rows = connection.execute("SELECT image_id, label_id FROM annotations ORDER BY id").fetchall()
    cached = [(i.id, label) for i in project.read.images(project.read.image_ids()) for label in i.label_ids]
    assert sorted(rows) == sorted(cached)


def columns_of(project: Project) -> dict[str, list[Any]]:
    return {name: column.tolist() for name, column in project.read.table().columns().items()}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(commands=st.lists(COMMANDS, max_size=12), task=st.sampled_from([Task.CLASSIFICATION, Task.MULTILABEL]))
def test_undoing_all_and_redoing_all_comes_back_exactly(commands: list[Command], task: Task) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "shop", task=task, labels=["good", "scratch"])
        project.run(AddImages(new_images(5)))
        states = [rows_of(project)]
        for command in commands:
            try:
                outcome = project.run(command)
            except UsageError:
                assert rows_of(project) == states[-1]
                continue
            if outcome.changes and command.is_undoable:
                states.append(rows_of(project))
            assert rows_of(project) == states[-1]
            check_cached_columns(project)
        last_columns = columns_of(project)
        for number, state in enumerate(reversed(states[:-1])):
            assert project.undo() is not None
            project.run(SetPreference("like c", number))
            project.run(MarkMissing({1: bool(number % 2)}))
            assert rows_of(project) == state
        project.close()

        project = Project.open(Path(folder) / "shop")
        for state in states[1:]:
            assert project.redo() is not None
            assert rows_of(project) == state
        assert project.redo() is None
        assert {**columns_of(project), "missing": None} == {**last_columns, "missing": None}
        project.close()


def test_history_is_marked_never_deleted(project: Project) -> None:
    project.run(Decide([1], [1]))
    project.run(Decide([2], [1]))
    assert project.read.next_undo() == "Label 1 image as good"
    project.undo(2)
    assert project.read.next_redo() == "Label 1 image as good"
    assert [row.undone for row in project.read.history()] == [True, True, False, False]
    project.run(Reject([3]))
    assert project.read.next_redo() == ""
    assert project.redo() is None
    assert [row.text for row in project.read.history()][:3] == [
        "None of the labels for 1 image",
        "Label 1 image as good",
        "Label 1 image as good",
    ]
    assert project.undo(2) is not None
    assert project.read.counts().total == 0
    assert project.redo(5) is not None
    assert project.read.counts().by_state[State.REJECTED] == 1


def test_a_long_job_in_pieces_is_one_step(project: Project) -> None:
    step = project.run(AddImages(new_images(2, 100))).step
    project.run(AddImages(new_images(2, 200)), step=step)
    project.run(AddImages(new_images(2, 300)), step=step)
    assert project.read.counts().total == 14
    undone = project.undo()
    assert undone is not None
    assert len(undone.image_ids) == 6
    assert project.read.counts().total == 8
    project.redo()
    assert project.read.counts().total == 14


def test_what_was_done_between_two_pieces_of_a_step_comes_back_in_order(project: Project) -> None:
    step = project.run(AddImages(new_images(1, 100))).step
    project.run(Decide([9], [1]))
    project.run(AddImages(new_images(1, 200)), step=step)
    states = []
    while undone := project.undo():
        states.append((undone.text, project.read.counts().total))
    assert states[:3] == [("Add 1 image", 9), ("Label 1 image as good", 9), ("Add 1 image", 8)]
    while project.redo():
        pass
    assert project.read.image(9).label_ids == (1,)
    assert project.read.counts().total == 10


def test_undo_says_where_to_go(project: Project) -> None:
    project.run(Decide([3, 5], [2]))
    undone = project.undo()
    assert undone is not None
    assert (undone.text, undone.image_ids) == ("Label 2 images as scratch", (3, 5))
    assert undone.changes.ids["decision"] == {3, 5}


def test_what_no_person_decided_is_passed_over(project: Project) -> None:
    heard: list[set[str]] = []
    project.run(Decide([1], [1]))
    project.run(Decide([2], [1]))
    project.undo()
    before = project.read.revision()
    project.on_changes(lambda changes: heard.append(set(changes.ids)))
    project.settings.set("strategy", "margin")
    assert project.run(MarkMissing({1: True})).step is None
    project.runs.pin("instant")
    assert heard == [{"setting"}, {"image"}, {"setting"}, {"run", "suggestion"}]
    assert project.read.revision() == before + 3
    assert project.read.next_redo() == "Label 1 image as good"
    undone = project.undo()
    assert undone is not None
    assert undone.image_ids == (1,)
    assert project.redo(2) is not None
    assert project.read.counts().decided == 2
    assert project.read.image(1).missing
    assert project.settings.get("strategy") == "margin"
    assert project.runs.serving() == "instant"


def test_a_preference_under_the_key_of_a_decision_does_not_break_undo(project: Project) -> None:
    project.run(SetSetting("a", 1))
    project.undo()
    project.settings.set("a", 2)
    assert project.redo() is not None
    assert project.settings.get("a") == 1
    project.settings.set("a", None)
    assert project.undo() is not None
    assert project.settings.get("a") is None
