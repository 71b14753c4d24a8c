"""Whether the window stays on time while a fine-tuning runs: gaps of a 16 ms timer in a real window process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.harness import Row, percentile
from benchmarks.real_sets import SHARED
from benchmarks.training_runs import WORK, dataset_rows

NAME = "heartbeat"
SET = "coffee_leaf"
SECONDS = 20.0
TIMER_MS = 16
WARM_UP_SECONDS = 3.0


def run() -> list[Row]:
    """The same window on the Train page, first at rest, then beside a fine-tuning of everything."""
    if not SHARED.is_dir():
        return []
    folder = WORK / "heartbeat"
    shutil.rmtree(folder, ignore_errors=True)
    _make_project(folder)
    quiet, busy = _measure(folder, "rest"), _measure(folder, "train")
    shutil.rmtree(folder)
    return [
        Row(
            "timer of 16 ms beside a fine-tuning, p99 (at rest = reference)",
            busy["p99"],
            quiet["p99"],
            "ms",
            "ours <= 25",
        ),
        Row("the same, p50", busy["p50"], quiet["p50"], "ms"),
        Row("the same, longest gap", busy["longest"], quiet["longest"], "ms"),
        Row("training steps finished meanwhile (images)", busy["images"], None, "images"),
    ]


def _make_project(folder: Path) -> None:
    from tlstudio.core.words import Task
    from tlstudio.project.adding import add_images
    from tlstudio.project.commands.decisions import Decide
    from tlstudio.project.project import Project

    labels, rows = dataset_rows(SET)
    with Project.create(folder, task=Task.CLASSIFICATION, labels=labels) as project:
        add_images(project, [SHARED / "datasets" / SET])
        ids = [label.id for label in project.read.labels()]
        for index, label_id in enumerate(ids):
            paths = [SHARED / "datasets" / SET / row.path for row in rows if row.targets == (index,)]
            images = [project.read.image_by_path(project.relative(path)) for path in paths]
            project.run(Decide(tuple(image.id for image in images if image), (label_id,)))


def _measure(folder: Path, what: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.heartbeat", str(folder), what]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(answer.stdout.splitlines()[-1])


def _in_window(folder: Path, what: str) -> dict[str, float]:
    """Open the project in a window and time its event loop."""
    from tlstudio.gui.app import make_application, open_window

    application = make_application()
    window = open_window(folder, room="train")
    _turn(application, 30.0, until=lambda: window.studio is not None)
    if window.studio is None:
        raise RuntimeError("the window could not open the project")
    _turn(application, WARM_UP_SECONDS)
    project = window.studio.session.project
    run = None
    if what == "train":
        run = project.runs.start(freeze="none", epochs=500, patience=0, device="cpu")
        _turn(application, 120.0, until=lambda: project.runs.get(run.id).phase.startswith("Epoch"))
    gaps = _gaps(application)
    images = 0
    if run is not None:
        now = project.runs.get(run.id)
        images = now.epoch * now.images["train"] + (now.progress.done if now.progress else 0)
        project.runs.ask(run.id, "discard")
        _turn(application, 60.0, until=lambda: project.runs.live() is None)
    window.close()
    return {"p50": percentile(gaps, 50), "p99": percentile(gaps, 99), "longest": max(gaps), "images": images}


def _turn(application, seconds: float, until=lambda: False) -> None:
    from PySide6.QtCore import QEventLoop

    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def _gaps(application) -> list[float]:
    """Milliseconds between the shots of a precise timer for `SECONDS`."""
    from PySide6.QtCore import Qt, QTimer

    shots: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(TIMER_MS)
    timer.timeout.connect(lambda: shots.append(time.perf_counter()))
    timer.start()
    QTimer.singleShot(int(SECONDS * 1000), application.quit)
    application.exec()
    timer.stop()
    return [1000.0 * (later - earlier) for earlier, later in pairwise(shots)]


if __name__ == "__main__":
    print(json.dumps(_in_window(Path(sys.argv[1]), sys.argv[2])))
