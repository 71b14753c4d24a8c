"""In a folder of 20,000 labelled images: how long the window waits for one edit of a shape, and for the first image."""

from __future__ import annotations

import os
import random
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import Row, percentile

NAME = "edits"
IMAGES = 20_000
SHAPES = 5
MANY = 10_000
EDITS = 60
OPENINGS = 5
WAIT_SECONDS = 20.0


def run() -> list[Row]:
    """Build a project of real JPEG files on a real disk, then edit it and open it in the room for shapes, offscreen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tlstudio.gui.app import make_application

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        os.environ["TLSTUDIO_CONFIG"] = str(Path(folder) / "settings")
        root = Path(folder) / "shop"
        _build(root)
        # Kept here: Qt ends with the last reference to it.
        application = make_application()
        saves = _edits(root, 1)
        crowded = _edits(root, IMAGES)
        flush = _flush(Path(folder))
        opened, first = _open(root)
        application.processEvents()
    rows = [
        Row(f"save of one edit among {IMAGES:,} images of {SHAPES} boxes: {what}, p50", percentile(times, 50), flush,
            "ms", "ours <= 5")
        for what, times in saves.items()
    ]  # fmt: skip
    rows += [
        Row(f"the same on an image of {MANY:,} boxes: {what}, p50", percentile(times, 50), flush, "ms", "ours <= 5")
        for what, times in crowded.items()
    ]
    slowest = max(percentile(times, 95) for times in (*saves.values(), *crowded.values()))
    return [
        *rows,
        Row("the slowest of these, p95", slowest, flush, "ms"),
        Row("opening the project, and the room with its first image, p50", percentile(first, 50), None, "ms",
            "ours <= 300"),
        Row("of that until the project is open, p50", percentile(opened, 50), None, "ms"),
    ]  # fmt: skip


def _build(root: Path) -> None:
    import numpy as np
    from PIL import Image

    from tlstudio.core.geometry.shapes import Box
    from tlstudio.core.words import Annotation, Task
    from tlstudio.project.commands.annotations import SetAnnotations
    from tlstudio.project.commands.images import AddImages, NewImage
    from tlstudio.project.project import Project

    photos = root.parent / "photos"
    photos.mkdir(parents=True)
    rng = np.random.default_rng(0)
    small = rng.integers(0, 255, (60, 80, 3), dtype=np.uint8)
    Image.fromarray(small).resize((1280, 960), Image.Resampling.BICUBIC).save(photos / "0.jpg", quality=90)
    for number in range(1, IMAGES):
        os.link(photos / "0.jpg", photos / f"{number}.jpg")
    draw = random.Random(0)

    def boxes(image_id: int, count: int) -> list[Annotation]:
        return [
            Annotation(0, image_id, 1 + i % 3, Box(draw.uniform(0, 1200), draw.uniform(0, 900), 40.0, 30.0))
            for i in range(count)
        ]

    with Project.create(root, task=Task.DETECTION, labels=["good", "scratch", "dent"]) as project:
        new = [NewImage(f"../photos/{i}.jpg", f"{i:032x}", width=1280, height=960) for i in range(IMAGES)]
        project.run(AddImages(new))
        wanted = {i: boxes(i, MANY if i == IMAGES else SHAPES) for i in range(1, IMAGES + 1)}
        project.run(SetAnnotations(wanted))


def _edits(root: Path, image_id: int) -> dict[str, list[float]]:
    """What the window does for a gesture: the command, its event, and the table that the canvas shows."""
    from dataclasses import replace

    from tlstudio.gui.bridge import QtScheduler
    from tlstudio.gui.canvas.editing import moved
    from tlstudio.gui.keymap import Keymap
    from tlstudio.gui.preferences import Preferences
    from tlstudio.gui.session import Session
    from tlstudio.gui.workspaces.shapes.annotating import Annotating
    from tlstudio.project.project import Project

    scheduler, preferences = QtScheduler(), Preferences()
    with Project.open(root, scheduler=scheduler) as project:
        session = Session(project, scheduler, preferences, Keymap(preferences))
        work = Annotating(session)
        work.labels()
        work.load(image_id)
        ids = [shape.id for shape in work.table.shapes]
        chosen = random.Random(1)

        def one() -> int:
            return chosen.choice(ids)

        def move() -> None:
            shape = work.table.get(one())
            if shape is not None:
                work.change([moved(shape, 3.0, 2.0, work.size)], "Move a box")

        def draw() -> None:
            work.add([replace(work.table.shapes[0], id=0)], "Draw a box")

        def flag() -> None:
            work.say([one()], lambda it: replace(it, occluded=not it.occluded), "Mark a box")

        def delete() -> None:
            gone = work.table.shapes[-1].id
            work.delete([gone])

        found = {
            name: [_ms(act) for _ in range(EDITS)]
            for name, act in {"draw": draw, "move": move, "set a flag": flag, "delete": delete}.items()
        }
        session.close()
    return found


def _open(root: Path) -> tuple[list[float], list[float]]:
    """Open it in the window of the program; the first opening warms caches of the system and does not count."""
    times = [_open_once(root) for _ in range(OPENINGS + 1)][1:]
    return [opened for opened, _ in times], [first for _, first in times]


def _open_once(root: Path) -> tuple[float, float]:
    """Milliseconds from a click on the start page until the project is open, and until its first image is painted.

    The start page has been looked at by then: what it reads for its cards is done. The window goes before the next one
    comes, as in the program: each one that stayed would bring every event of the next to Python.
    """
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from tlstudio.gui.main_window import MainWindow
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

    window = MainWindow()
    window.show()
    QApplication.processEvents()
    _until(lambda: all(thread.name != "recent" for thread in threading.enumerate()))
    begun = time.perf_counter()
    window.commands.open_folder(root, room="label")
    _until(lambda: window.studio is not None and window.studio.room is not None)
    opened = (time.perf_counter() - begun) * 1000
    room = window.studio.room if window.studio is not None else None
    if not isinstance(room, ShapesWorkspace):
        raise RuntimeError("the project did not open in the room for shapes")
    _until(lambda: room.canvas.has_picture and len(room.canvas.table) > 0)
    room.canvas.repaint()
    first = (time.perf_counter() - begun) * 1000
    window.close()
    _until(lambda: not any(thread.name.startswith("session") for thread in threading.enumerate()))
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    return opened, first


def _until(happened: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    begun = time.perf_counter()
    while not happened():
        QApplication.processEvents()
        time.sleep(0.0005)  # waiting must not keep the threads that decode and open from running
        if time.perf_counter() - begun > WAIT_SECONDS:
            raise RuntimeError("the window did not get there")


def _flush(folder: Path) -> float:
    """What the disk takes to keep one page of 4 KiB, the least that any stored edit can cost; the reference."""
    times: list[float] = []
    with (folder / "flush").open("wb") as file:
        for _ in range(EDITS):

            def keep() -> None:
                file.write(bytes(4096))
                file.flush()
                os.fsync(file.fileno())

            times.append(_ms(keep))
    return percentile(times, 50)


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
