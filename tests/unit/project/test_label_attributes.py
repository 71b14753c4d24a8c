"""Declaring what can be said about the objects of a label, and taking that back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tlstudio.core.errors import UsageError
from tlstudio.core.words import AttributeKind, AttributeSpec, Task
from tlstudio.project.attributes import defaults, fits
from tlstudio.project.commands.labels import SetLabelAttributes
from tlstudio.project.project import Project

STATE = AttributeSpec("state", AttributeKind.CHOICE, (" wet", "dry", "wet"), "dry")
AGE = AttributeSpec("  age  in years ", AttributeKind.NUMBER)
ALIVE = AttributeSpec("alive", AttributeKind.YES_NO, default=True)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p", task=Task.DETECTION, labels=["cat", "dog"]) as opened:
        yield opened


def test_declared_attributes_are_stored_in_one_spelling_and_undone(project: Project) -> None:
    project.run(SetLabelAttributes(1, [STATE, AGE, ALIVE]))
    cat, dog = project.read.labels()
    assert [one.name for one in cat.attributes] == ["state", "age in years", "alive"]
    assert cat.attributes[0].choices == ("wet", "dry")
    assert dog.attributes == ()
    assert defaults(cat) == {"state": "dry", "alive": True}
    assert project.read.next_undo() == "Change the attributes of cat"
    project.undo()
    assert project.read.labels()[0].attributes == ()
    project.redo()
    assert len(project.read.labels()[0].attributes) == 3


@pytest.mark.parametrize(
    "spec",
    [
        AttributeSpec(" ", AttributeKind.TEXT),
        AttributeSpec("track_id", AttributeKind.TEXT),
        AttributeSpec("state", AttributeKind.CHOICE, (" ",)),
        AttributeSpec("state", AttributeKind.CHOICE, ("wet",), "dry"),
        AttributeSpec("age", AttributeKind.NUMBER, (), "old"),
        AttributeSpec("age", AttributeKind.NUMBER, (), True),
        AttributeSpec("age", AttributeKind.NUMBER, (), float("nan")),
        AttributeSpec("alive", AttributeKind.YES_NO, (), "yes"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(project: Project, spec: AttributeSpec) -> None:
    with pytest.raises(UsageError):
        project.run(SetLabelAttributes(1, [ALIVE, spec]))
    assert project.read.labels()[0].attributes == ()
    assert project.read.next_undo() == "Add 2 labels"


def test_a_name_stands_there_once(project: Project) -> None:
    with pytest.raises(UsageError, match="twice"):
        project.run(SetLabelAttributes(1, [ALIVE, AttributeSpec(" alive ", AttributeKind.TEXT)]))


def test_values_fit_their_kind() -> None:
    assert fits(ALIVE, False)
    assert not fits(ALIVE, 0)
    assert fits(AGE, 3)
    assert not fits(AGE, True)
    assert fits(STATE, "dry")
    assert not fits(STATE, "damp")
