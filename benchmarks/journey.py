"""Memory of the whole window while large pictures are opened one after another: a project, its room, thumbnails and all.

Two pictures of 16 bits, two of 20,000 x 20,000 pixels and a photograph of 24 megapixels; each is looked at whole, then at 100 %
and moved. The engine does not run: it is a process of its own.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from benchmarks import pictures
from benchmarks.harness import Row

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

# Measured from inside: whether the stage's workers rest.
# pyright: reportPrivateUsage=false

NAME = "journey"
DEEP = (4096, 3072)
WAIT_SECONDS = 600.0
REST_SECONDS = 0.5


def run() -> list[Row]:
    """Draw what is missing, open the window, and go from image to image."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    pictures.draw()
    _draw_deep()
    from tlstudio.gui.app import make_application

    # A worker may still be writing its reduced copy when the window has gone.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["TLSTUDIO_CONFIG"] = str(Path(folder) / "settings")
        # Kept here: Qt ends with the last reference to it.
        application = make_application()
        rows = _go(Path(folder) / "shop")
        application.processEvents()
    return rows


def _files() -> dict[str, tuple[int, int]]:
    huge = (pictures.LARGE, pictures.LARGE)
    return {
        "grey16.tif": DEEP, "colour16.png": DEEP, "tiled.tif": huge, "strips.tif": huge, "photo0.jpg": pictures.PHOTO,
    }  # fmt: skip


def _go(root: Path) -> list[Row]:
    from tlstudio.gui.main_window import MainWindow
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

    _make_project(root)
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    _rest()
    rows = [Row("window without a project", pictures._now_mb(), None, "MB")]
    window.commands.open_folder(root, room="label")
    _until(lambda: window.studio is not None and window.studio.room is not None)
    room = window.studio.room if window.studio is not None else None
    if not isinstance(room, ShapesWorkspace):
        raise RuntimeError("the project did not open in the room for shapes")
    for number, (name, size) in enumerate(_files().items(), 1):
        room.open_image(number)
        _look_at(room, size)
        rows.append(Row(f"{name}, {size[0]:,} x {size[1]:,}, looked at whole and at 100 %", pictures._now_mb(), None, "MB"))  # fmt: skip
    rows.append(Row("peak of the whole journey", pictures._peak_mb(), None, "MB", "ours <= 400"))
    window.close()
    return rows


def _look_at(room: ShapesWorkspace, size: tuple[int, int]) -> None:
    """Wait until the picture and everything that belongs to it has come, then move about in it at 100 %."""
    stage, view = room.stage, room.canvas
    pools = [stage._pictures._pool, stage._pictures._large._pool, *([stage._values._pool] if stage._values else [])]

    def is_calm() -> bool:
        return view.has_picture and all(pool.activeThreadCount() == 0 for pool in pools)

    _rest()
    _until(is_calm)
    view.zoom_to_pixels()
    for _ in range(6):
        _rest(0.1)
        view.pan(-300, -200)
    _until(is_calm)
    _rest()


def _make_project(root: Path) -> None:
    from tlstudio.core.words import Task
    from tlstudio.project.commands.images import AddImages, NewImage
    from tlstudio.project.project import Project

    new = [
        NewImage(str(pictures.FOLDER / name), f"{number:032x}", width=size[0], height=size[1])
        for number, (name, size) in enumerate(_files().items())
    ]
    with Project.create(root, task=Task.DETECTION, labels=["nut", "bolt"]) as project:
        project.run(AddImages(new))


def _draw_deep() -> None:
    import tifffile

    if (pictures.FOLDER / "colour16.png").exists():
        return
    rng = np.random.default_rng(0)
    soft = cv2.resize(rng.integers(0, 4000, (30, 40)).astype(np.uint16), DEEP, interpolation=cv2.INTER_LINEAR)
    grey: np.ndarray[Any, np.dtype[np.uint16]] = soft + rng.integers(0, 90, soft.shape, dtype=np.uint16)
    tifffile.imwrite(pictures.FOLDER / "grey16.tif", grey, compression="zlib", rowsperstrip=64, metadata=None)
    colour = np.dstack([grey, grey // 2, grey[::-1]])
    cv2.imwrite(str(pictures.FOLDER / "colour16.png"), colour, [cv2.IMWRITE_PNG_COMPRESSION, 1])


def _until(happened: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    ends = time.monotonic() + WAIT_SECONDS
    while not happened():
        QApplication.processEvents()
        time.sleep(0.002)
        if time.monotonic() > ends:
            raise RuntimeError("the window did not get there")


def _rest(seconds: float = REST_SECONDS) -> None:
    from PySide6.QtWidgets import QApplication

    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.005)
