"""A disk that is full while shapes are drawn: a bar says so, nothing is lost, and it goes when all is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from tlstudio.core.errors import DiskFull
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring
from tlstudio.gui.frame.studio import Studio
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.project import Project


class Disk:
    """Refuses every command while it is full."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        run = project.run

        def run_or_refuse(*args: Any, **named: Any) -> Any:
            if self.is_full:
                raise DiskFull(
                    "p/project.db was not saved: there is no space left on the disk.", hint="Free some space."
                )
            return run(*args, **named)

        monkeypatch.setattr(project, "run", run_or_refuse)


@pytest.fixture
def disk(drawing: Session, monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(drawing.project, monkeypatch)


@pytest.fixture
def studio(qtbot, drawing: Session, disk: Disk) -> Iterator[Studio]:
    made = Studio(drawing)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.go("label")
    yield made
    made.close_project()


def draw(studio: Studio, left: float) -> None:
    room = studio.room
    assert isinstance(room, ShapesWorkspace)
    room.canvas.drawn.emit(Shape(0, Kind.BOX, room.canvas.label_id, (box_ring(left, 20, left + 30, 60),)))


def drawn(studio: Studio) -> int:
    room = studio.room
    assert isinstance(room, ShapesWorkspace)
    assert len(room.canvas.table) == len(room.work.table)
    return len(room.work.table)


def words(studio: Studio) -> str:
    return " ".join(label.text() for label in studio.notice.findChildren(QLabel))


def button(studio: Studio, text: str) -> Button | None:
    return next((one for one in studio.notice.findChildren(Button) if one.text() == text), None)


def test_what_the_disk_refuses_is_kept_and_stored_later(qtbot, studio: Studio, disk: Disk) -> None:
    draw(studio, 10)
    disk.is_full = True
    draw(studio, 60)
    draw(studio, 110)
    assert drawn(studio) == 1, "what is not stored is not shown as if it were"
    assert "no space left" in words(studio)
    assert "2 changes are kept here" in words(studio)
    assert studio.activity.saved_sentence() == "Not saved: 2"
    studio.go("data")
    assert studio.notice.isVisible(), "it is not about the room"
    studio.go("label")
    again = button(studio, "Try again")
    assert again is not None
    again.click()
    assert studio.notice.isVisible()
    disk.is_full = False
    again = button(studio, "Try again")
    assert again is not None
    again.click()
    assert not studio.notice.isVisible()
    qtbot.waitUntil(lambda: drawn(studio) == 3)
    assert studio.activity.saved_sentence().startswith("All saved")


def test_a_later_change_does_not_hide_that_others_wait(qtbot, studio: Studio, disk: Disk) -> None:
    disk.is_full = True
    draw(studio, 60)
    disk.is_full = False
    with qtbot.waitSignal(studio.session.bridge.changed):
        draw(studio, 110)
    assert studio.notice.isVisible()
    close = next(one for one in studio.notice.findChildren(IconButton) if one.isVisible())
    close.click()
    assert studio.session.unsaved == []
    assert drawn(studio) == 1


def test_a_refused_undo_is_told_until_something_is_stored(
    qtbot, studio: Studio, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(studio, 10)
    error = DiskFull("p/project.db was not saved: there is no space left on the disk.")
    with monkeypatch.context() as patched:
        patched.setattr(studio.session.project, "undo", lambda: (_ for _ in ()).throw(error))
        studio.session.undo()
    assert studio.notice.isVisible()
    assert button(studio, "Try again") is None
    with qtbot.waitSignal(studio.session.bridge.changed):
        studio.session.undo()
    assert not studio.notice.isVisible()
