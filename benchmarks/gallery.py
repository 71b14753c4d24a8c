"""A project of 100,000 images: opening it, and going to the next image."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.harness import Row, percentile

NAME = "gallery"
IMAGES = 100_000
FILES = 2_000
STEPS = 200
JUMPS = 60
PIECE = 20_000


def run() -> list[Row]:
    """Build the project once, then open and drive the real window offscreen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    work = Path(tempfile.mkdtemp(prefix="tlstudio-bench-"))
    os.environ["TLSTUDIO_CONFIG"] = str(work / "config")
    try:
        _build(work)
        return _measure(work / "project")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _build(work: Path) -> None:
    """Real picture files, shared by many rows: what is measured is the window, not the disk's size."""
    import cv2
    import numpy as np

    from tlstudio.project.commands.decisions import Decide
    from tlstudio.project.commands.images import AddImages, NewImage
    from tlstudio.project.project import Project

    rng = np.random.default_rng(0)
    (work / "pictures").mkdir()
    for number in range(FILES):
        small = rng.integers(0, 255, (6, 8, 3), dtype=np.uint8)
        picture = cv2.resize(small, (640, 480), interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(work / "pictures" / f"{number:05d}.jpg"), picture)
    with Project.create(work / "project", labels=[f"label {i}" for i in range(8)]) as project:
        for start in range(0, IMAGES, PIECE):
            project.run(
                AddImages(
                    [
                        NewImage(
                            path=f"../pictures/{number % FILES:05d}.jpg",
                            content_hash=hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest(),
                            width=640,
                            height=480,
                            file_bytes=20_000,
                            perceptual_hash=f"{int(rng.integers(0, 2**63)):016x}",
                        )
                        for number in range(start, start + PIECE)
                    ]
                )
            )
        ids = project.read.image_ids()
        label_ids = [label.id for label in project.read.labels()]
        for place, label_id in enumerate(label_ids):
            project.run(Decide(ids[place : IMAGES // 2 : 8].tolist(), [label_id]))


def _measure(root: Path) -> list[Row]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tlstudio.gui import app
    from tlstudio.gui.session import Session

    application = app.make_application()
    Session.follow_suggestions = lambda self: None  # type: ignore[method-assign]  # the engine is measured by `refit`
    window = app.open_window()
    window.resize(1280, 800)
    application.processEvents()

    began = time.perf_counter()
    window.commands.open_folder(root, room="data")
    longest = 0.0
    while window.studio is None or not window.studio.isVisible():
        turn = time.perf_counter()
        application.processEvents()
        longest = max(longest, time.perf_counter() - turn)
        time.sleep(0.001)
    window.studio.room.gallery.grab()
    opened = time.perf_counter() - began

    gallery = window.studio.room.gallery
    gallery.setFocus()

    def timed(step, count: int) -> list[float]:
        times: list[float] = []
        for number in range(count):
            start = time.perf_counter()
            step(number)
            application.processEvents()
            application.processEvents()
            times.append((time.perf_counter() - start) * 1000)
        return times

    following = timed(lambda _number: QTest.keyClick(gallery, Qt.Key.Key_Right), STEPS)
    panel = window.studio.room.panel

    def inspected(_number: int) -> None:
        """The next image, until the inspector tells about it too."""
        QTest.keyClick(gallery, Qt.Key.Key_Right)
        name = window.studio.session.project.read.image(gallery.current_id).name
        while panel._title.text() != name:
            application.processEvents()

    with_inspector = timed(inspected, STEPS // 4)
    bar = gallery.verticalScrollBar()
    jumps = timed(lambda number: bar.setValue(bar.maximum() * (number * 37 % JUMPS) // JUMPS), JUMPS)
    scrolls = timed(lambda _number: bar.setValue(bar.value() + 40), JUMPS)
    filters = timed(
        lambda number: window.studio.room.run_action(("data.show_accepted", "data.show_all")[number % 2]), 10
    )
    rows = [
        Row(f"open a project of {IMAGES:,} images to its painted gallery", opened, None, "s", "ours <= 1.5"),
        Row("next image (p95)", percentile(following, 95), None, "ms", "ours <= 50"),
        Row("next image until the inspector shows it (p95)", percentile(with_inspector, 95), None, "ms", "ours <= 80"),
        Row("scroll by 40 px (p95)", percentile(scrolls, 95), None, "ms"),
        Row("jump anywhere (p95)", percentile(jumps, 95), None, "ms"),
        Row("another state filter (p95)", percentile(filters, 95), None, "ms"),
        Row("longest turn of the window's thread while opening", longest * 1000, None, "ms"),
    ]
    window.close_studio()
    window.close()
    return rows
