"""Paint the pictures of the guide's page on properties and history: `python packaging/editing_pictures.py FOLDER`, no screen.

The real window on the sample's drawn photographs; the mouse moves as a person's does.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("TLSTUDIO_CONFIG", tempfile.mkdtemp(prefix="tlstudio-editing-"))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tlstudio.core.geometry.shapes import Box, Polygon
from tlstudio.core.words import Annotation, AttributeKind, AttributeSpec, Task
from tlstudio.gui import theme
from tlstudio.gui.app import make_application, open_window
from tlstudio.gui.main_window import MainWindow
from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace
from tlstudio.project.adding import add_images
from tlstudio.project.commands.labels import SetLabelAttributes
from tlstudio.project.commands.shapes import EditShapes
from tlstudio.project.project import Project
from tlstudio.project.sample import make_sample

SIZE = (1180, 760)
# Half of the first photograph's plate, in shares of width and height.
LEFT_HALF = ((0.165, 0.27), (0.2, 0.235), (0.54, 0.25), (0.5, 0.5), (0.53, 0.905), (0.2, 0.875), (0.157, 0.83))
OPENING_SECONDS, SETTLING_SECONDS = 60.0, 0.4
ATTRIBUTES = (
    AttributeSpec("surface", AttributeKind.CHOICE, ("bright", "dull", "rusty"), "bright"),
    AttributeSpec("holes", AttributeKind.NUMBER),
    AttributeSpec("turned over", AttributeKind.YES_NO, default=False),
)


def until(happened: Callable[[], bool], seconds: float) -> None:
    """Let the window work until something has happened, but not for ever."""
    begun = time.monotonic()
    while not happened() and time.monotonic() - begun < seconds:
        QApplication.processEvents()
        time.sleep(0.005)


def settle() -> None:
    """Give timers and threads the time that a person's hand takes."""
    until(lambda: False, SETTLING_SECONDS)


def make_project(folder: Path) -> Path:
    """A project about shapes with a few objects on its first image."""
    photographs = make_sample(folder / "sample")
    root = folder / "Plates"
    with Project.create(root, task=Task.DETECTION, labels=["plate", "hole", "rust"]) as project:
        add_images(project, sorted(photographs.rglob("*.jpg"))[:8], workers=1)
        project.run(SetLabelAttributes(1, ATTRIBUTES))
        width, height = project.read.image(1).width, project.read.image(1).height
        outline = tuple((round(x * width, 1), round(y * height, 1)) for x, y in LEFT_HALF)
        half = Annotation(0, 1, 1, Polygon((outline,)), {"surface": "dull", "holes": 2.0})
        project.run(EditShapes(1, added=[half], text="Draw a polygon"))
        x, y, side = 0.785 * width, 0.31 * height, 0.08 * width
        project.run(EditShapes(1, added=[Annotation(0, 1, 2, Box(x, y, side, side))], text="Draw a box"))
    return root


def press(room: ShapesWorkspace, x: float, y: float) -> None:
    """Move the mouse to a place of the image and click."""
    at = room.canvas.to_view(x, y).toPoint()
    QTest.mouseMove(room.canvas, at)
    settle()
    QTest.mouseClick(room.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def properties(window: MainWindow, room: ShapesWorkspace, folder: Path) -> None:
    """A selected polygon with what is said about it."""
    (first,) = [shape.id for shape in room.work.table.shapes][:1]
    room.canvas.select([first])
    room.run_action("shapes.occluded")
    settle()
    window.grab().save(str(folder / "properties.png"))
    room.run_action("shapes.label_attributes")
    settle()
    window.grab().save(str(folder / "attributes.png"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def history(window: MainWindow, room: ShapesWorkspace, folder: Path) -> None:
    """The history with a point chosen in it."""
    room.run_action("shapes.lock")
    assert window.studio is not None
    window.studio.show_history()
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    settle()
    window.grab().save(str(folder / "history.png"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def border(window: MainWindow, room: ShapesWorkspace, folder: Path) -> None:
    """A polygon being drawn along the border of its neighbour."""
    room.canvas.choose_tool("polygon")
    ring = room.work.table.shapes[0].outline
    press(room, *map(float, ring[2]))
    press(room, *map(float, ring[4]))
    width, height = room.work.size
    QTest.mouseMove(room.canvas, room.canvas.to_view(0.88 * width, 0.85 * height).toPoint())
    settle()
    window.grab().save(str(folder / "shared-border.png"))
    room.canvas.escape()


def main(folder: Path) -> None:
    """Paint all pictures into a folder."""
    application = make_application()
    theme.theme().apply(theme.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        root = make_project(Path(place))
        window = open_window()
        window.resize(*SIZE)
        window.commands.open_folder(root, room="label")
        until(lambda: window.studio is not None and window.studio.room is not None, OPENING_SECONDS)
        assert window.studio is not None
        room = window.studio.room
        assert isinstance(room, ShapesWorkspace)
        until(lambda: room.canvas.has_picture, OPENING_SECONDS)
        settle()
        folder.mkdir(parents=True, exist_ok=True)
        for paint in (properties, history, border):
            paint(window, room, folder)
        window.close()
        application.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
