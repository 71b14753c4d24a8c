"""Skipping an image that is finished goes on to the next that is not, and says when there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tlstudio.core.words import State
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.commands.shapes import FinishImages


def test_a_finished_image_stays_finished_and_the_next_unfinished_one_opens(shapes_room: ShapesWorkspace) -> None:
    room, project = shapes_room, shapes_room.session.project
    first, second, third = project.read.image_ids(order="path").tolist()
    project.run(FinishImages((first, second)))
    room.activate()
    room.open_image(first)
    QTest.keyClick(room.canvas, Qt.Key.Key_S)
    assert room.work.image is not None
    assert room.work.image.id == third
    assert project.read.image(first).state.is_decided


def test_when_all_are_finished_it_says_so(qtbot, shapes_room: ShapesWorkspace) -> None:
    room, project = shapes_room, shapes_room.session.project
    project.run(FinishImages(tuple(project.read.image_ids(order="path").tolist())))
    room.activate()
    with qtbot.waitSignal(room.session.told) as told:
        QTest.keyClick(room.canvas, Qt.Key.Key_S)
    assert told.args[0] == "All images are finished"
    assert State.SKIPPED not in {image.state for image in project.read.images(project.read.image_ids().tolist())}
