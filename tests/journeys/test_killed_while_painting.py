"""The window is killed between and in the middle of strokes of the brush: every stroke that ended is on disk, whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Mask
from tlstudio.core.words import Task
from tlstudio.project.adding import add_images
from tlstudio.project.project import Project

SIDE = 200

PAINTER = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([]); app.setStyle("Fusion")
from tlstudio.gui import fonts, theme
fonts.init_fonts(); theme.theme().apply(theme.LIGHT)
from tlstudio.gui.bridge import QtScheduler
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.preferences import Preferences
from tlstudio.gui.session import Session
from tlstudio.gui.workspaces.rooms import make_room
from tlstudio.project.project import Project

root = Path(sys.argv[1])
scheduler = QtScheduler()
with Project.open(root, scheduler=scheduler) as project:
    preferences = Preferences(root.parent / "window.json")
    session = Session(project, scheduler, preferences, Keymap(preferences))
    room = make_room("label", session)
    session.bridge.changed.connect(room.on_changes)
    room.resize(1216, 700); room.show(); room.activate()
    canvas = room.canvas
    while not canvas.is_settled:
        app.processEvents()
    canvas.choose_tool("brush"); canvas.brush.set_size(9)
    button = Qt.MouseButton.LeftButton
    at = lambda x, y: canvas.to_view(x, y).toPoint()
    for number in range(100_000):
        x, y = 10 + 17 * (number % 10), 10 + 17 * (number // 10 % 10)
        if number % 4 == 0:
            canvas.select(())
        QTest.mousePress(canvas, button, pos=at(x, y))
        QTest.mouseMove(canvas, at(x + 5, y + 3))
        QTest.mouseRelease(canvas, button, pos=at(x + 9, y + 5))
        masks = [shape.pixels for shape in canvas.table.shapes]
        print(json.dumps([number, len(masks), int(sum(mask.on.sum() for mask in masks))]), flush=True)
        app.processEvents()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("strokes_seen", [1, 3, 10])
def test_strokes_that_ended_are_on_disk(tmp_path: Path, strokes_seen: int) -> None:
    (tmp_path / "pictures").mkdir()
    Image.fromarray(np.full((SIDE, SIDE, 3), 90, np.uint8)).save(tmp_path / "pictures" / "a.png")
    root = tmp_path / "p"
    with Project.create(root, task=Task.SEGMENTATION, labels=["cell"]) as project:
        add_images(project, [tmp_path / "pictures"], workers=1)
        steps_before = len(project.read.history(1000))
    painter = subprocess.Popen(
        [sys.executable, "-c", PAINTER, str(root)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert painter.stdout is not None
    seen = [json.loads(painter.stdout.readline()) for _ in range(strokes_seen)]
    # It goes on painting meanwhile, so the signal comes at any point of a stroke or of storing it.
    os.kill(painter.pid, signal.SIGKILL)
    seen += [json.loads(line) for line in painter.stdout.read().splitlines() if line.endswith("]")]
    painter.wait()
    painter.stdout.close()
    with Project.open(root) as project:
        there = project.read.annotations([1])[1]
        masks = [one.geometry for one in there]
        strokes = len(project.read.history(1000)) - steps_before
        assert len(seen) <= strokes <= len(seen) + 1  # one may have been stored that could not be told any more
        areas = [int(rle.decode(mask).sum()) for mask in masks if isinstance(mask, Mask)]
        if strokes == len(seen):
            assert [len(areas), sum(areas)] == seen[-1][1:]
        else:
            assert sum(areas) > seen[-1][2]
        project.undo(strokes)
        assert project.read.annotations([1])[1] == ()
