"""Paint a picture of each tool of the Label room: `python packaging/tools.py PHOTOS FOLDER`, without a screen.

The mouse moves as a person's does, on the sample's photographs; nothing is put onto the pictures afterwards.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("TLSTUDIO_CONFIG", tempfile.mkdtemp(prefix="tlstudio-tools-"))

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tlstudio.core.words import Task
from tlstudio.gui import theme
from tlstudio.gui.app import make_application, open_window
from tlstudio.gui.main_window import MainWindow
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.adding import add_images
from tlstudio.project.project import Project

WIDTH, HEIGHT = 1180, 760
OPENING_SECONDS, SETTLING_SECONDS = 60.0, 0.3
LABELS = ("part", "hole", "rust", "dent", "slot")
PART, HOLE, RUST, DENT, SLOT = range(len(LABELS))

# Places of the photographs, counted from 0 in the order of their names, and what lies where on them.
RUSTY_DISC, DENTED_PLATE, RUSTY_PLATE, SCRATCHED_PLATE, PLAIN_DISC = 6, 7, 4, 0, 9
PHOTOGRAPHS = 10

XY = tuple[float, float]


class Hand:
    """The mouse in the window of one project, in pixels of the open image."""

    def __init__(self, window: MainWindow, application: QApplication, folder: Path) -> None:
        self._window = window
        self._application = application
        self._folder = folder
        assert window.studio is not None
        room = window.studio.rooms["label"]
        assert isinstance(room, ShapesWorkspace)
        self.room = room
        self.canvas = room.canvas

    def wait(self, seconds: float = SETTLING_SECONDS) -> None:
        """Let the window work, and until the tool and the picture are done."""
        end = time.monotonic() + seconds
        while time.monotonic() < end or self.canvas.tool.is_busy or not self.canvas.is_settled:
            self._application.processEvents()
            time.sleep(0.005)

    def open_image(self, place: int) -> None:
        """Open an image by its place in the order of the files."""
        self.room.open_image(self.room.queue.ids[place])
        self.wait(1.0)

    def take(self, tool: str, label: int | None = None) -> None:
        """Take a tool into the hand, and a label to draw with."""
        if label is not None:
            self.room.run_action("shapes.assign", label)
        self.canvas.choose_tool(tool)
        self.wait()

    def press(self, at: XY, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press the left button."""
        self.move(at)
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, held, self._at(at))
        self.wait(0.05)

    def move(self, at: XY) -> None:
        """Move, with the button as it is."""
        QTest.mouseMove(self.canvas, self._at(at))
        self.wait(0.03)

    def release(self, at: XY, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Let go of the left button."""
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, held, self._at(at))
        self.wait()

    def click(self, at: XY, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and let go."""
        self.press(at, held)
        self.release(at, held)

    def drag(self, points: Sequence[XY]) -> None:
        """Press at the first point, move over the others and let go at the last."""
        self.press(points[0])
        for point in points[1:]:
            self.move(point)
        self.release(points[-1])

    def drop(self) -> None:
        """Leave what was begun, the selection and the tool."""
        while self.canvas.escape():
            self.wait(0.05)

    def keep(self, name: str) -> None:
        """Write tools, options and image as they stand."""
        self.wait()
        origin = self.room.tools.mapTo(self._window, QPoint(0, 0))
        stage = self.room.stage
        end = stage.mapTo(self._window, QPoint(stage.width(), stage.height()))
        if not self._window.grab(QRect(origin, end)).save(str(self._folder / f"{name}.png")):
            raise RuntimeError(f"{name}.png could not be written")

    def _at(self, at: XY) -> QPoint:
        return self.canvas.to_view(*at).toPoint()


def around(centre: XY, radius: float, first: float = 0.0, last: float = 360.0, step: float = 15.0) -> list[XY]:
    """Points on a circle, angles in degrees."""
    angles = [math.radians(first + step * n) for n in range(int((last - first) / step) + 1)]
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]


def paint_outlines(hand: Hand) -> None:
    """Boxes, rotated boxes, polygons, points, and the hand that selects."""
    hand.open_image(RUSTY_DISC)
    hand.take("box", RUST)
    for corners in (((288, 132), (340, 190)), ((263, 205), (290, 232))):
        hand.drag(corners)
    hand.take("box", RUST)
    hand.press((106, 34))
    for at in ((180, 100), (268, 170)):
        hand.move(at)
    hand.keep("tool-box")
    hand.release((268, 170))
    hand.take("select")
    hand.click((180, 170))
    hand.keep("tool-select")
    hand.drop()
    hand.open_image(DENTED_PLATE)
    hand.take("rotated_box", SLOT)
    hand.click((143, 160))
    hand.click((276, 118))
    hand.move((289, 157))
    hand.keep("tool-rotated-box")
    hand.click((289, 157))
    hand.take("polygon", PART)
    for at in ((14, 88), (338, 3), (352, 10), (417, 208), (412, 222), (90, 320), (76, 312)):
        hand.click(at)
    hand.move((10, 108))
    hand.keep("tool-polygon")
    hand.drop()
    hand.take("point", HOLE)
    for at in ((61, 129), (330, 52), (104, 279)):
        hand.click(at)
    hand.move((373, 200))
    hand.keep("tool-point")
    hand.drop()


def paint_helpers(hand: Hand) -> None:
    """The wand, the object in a box, the scissors and the superpixels."""
    hand.open_image(SCRATCHED_PLATE)
    hand.take("wand", PART)
    hand.press((277, 149))
    for x in (290, 310, 330):
        hand.move((x, 149))
    hand.keep("assist-wand")
    hand.drop()
    hand.open_image(PLAIN_DISC)
    hand.take("grabcut", PART)
    hand.drag(((40, 4), (200, 200), (352, 318)))
    hand.wait(1.0)
    hand.click((200, 157), Qt.KeyboardModifier.ShiftModifier)
    hand.move((24, 300))
    hand.keep("assist-box")
    hand.drop()
    hand.take("scissors", PART)
    for at in around((200, 157), 152, 170, 360, 38):
        hand.click(at)
    hand.move(around((200, 157), 152, 40, 40)[0])
    hand.keep("assist-scissors")
    hand.drop()


def paint_rust(hand: Hand) -> None:
    """Superpixels painted over rust, and what hangs together cut apart."""
    hand.open_image(RUSTY_PLATE)
    hand.take("superpixel", RUST)
    over = ((235, 255), (245, 240), (262, 225), (275, 205), (290, 195), (295, 215), (275, 240), (255, 262))
    hand.press(over[0])
    for at in over[1:]:
        hand.move(at)
    hand.keep("assist-superpixels")
    hand.release(over[-1])
    hand.canvas.finish()
    hand.wait(1.0)
    hand.canvas.select(shape.id for shape in hand.canvas.table.shapes)
    hand.take("cut_apart")
    hand.wait(1.0)
    hand.move((330, 300))
    hand.keep("assist-cut")
    hand.drop()


def paint_masks(hand: Hand) -> None:
    """Brush, eraser, lasso and bucket."""
    hand.open_image(RUSTY_PLATE)
    hand.canvas.brush.set_size(26)
    hand.take("brush", RUST)
    hand.drag(((238, 262), (250, 240), (270, 215), (285, 195)))
    hand.press((262, 262))
    for at in ((275, 240), (292, 218), (300, 205)):
        hand.move(at)
    hand.keep("tool-brush")
    hand.release((300, 205))
    hand.take("eraser")
    hand.canvas.brush.set_size(16)
    hand.press((252, 285))
    for at in ((270, 266), (284, 248)):
        hand.move(at)
    hand.keep("tool-eraser")
    hand.release((284, 248))
    hand.drop()
    hand.open_image(DENTED_PLATE)
    hand.take("mask_lasso", DENT)
    dent = [(95 + dx * 1.25, 187 + dy) for dx, dy in around((0, 0), 62, -160, 130, 10)]
    hand.press(dent[0])
    for at in dent[1:]:
        hand.move(at)
    hand.keep("tool-lasso")
    hand.drop()
    hand.open_image(PLAIN_DISC)
    hand.canvas.brush.set_size(14)
    hand.take("brush", PART)
    for radius in (144, 58):
        hand.drag(around((200, 157), radius, 0, 360, 6))
    hand.take("mask_fill")
    hand.click((200, 62))
    hand.keep("tool-bucket")
    hand.drop()


def open_project(window: MainWindow, application: QApplication, root: Path, task: Task, photographs: Path) -> Hand:
    """Make a project of the first photographs and show its Label room."""
    with Project.create(root, name="Parts on a tray", task=task, labels=LABELS) as project:
        add_images(project, sorted(photographs.iterdir())[:PHOTOGRAPHS])
    window.commands.open_folder(root, room="label")
    end = time.monotonic() + OPENING_SECONDS
    while window.studio is None and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
    if window.studio is None:
        raise RuntimeError(f"{root} could not be opened")
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        application.processEvents()
    return Hand(window, application, root.parent)


def paint_tools(photographs: Path, folder: Path) -> None:
    """Write a picture of every tool into a folder."""
    application = make_application()
    theme.theme().choose(theme.Scheme("light"))
    scenes = {Task.DETECTION: (paint_outlines, paint_helpers, paint_rust), Task.SEGMENTATION: (paint_masks,)}
    for task, paint in scenes.items():
        window = open_window()
        window.resize(WIDTH, HEIGHT)
        hand = open_project(window, application, folder / task.value, task, photographs)
        for scene in paint:
            scene(hand)
        window.close()


if __name__ == "__main__":
    paint_tools(Path(sys.argv[1]), Path(sys.argv[2]))
