"""Drives the canvas of an annotation program with mouse events; runs inside the program's own environment.

    python rival_driver.py PROGRAM BINDING SCENE.png POINTS.json

PROGRAM is `tlstudio`, `labelme` or `x-anylabeling`. Nothing of the programs is patched except where their event loop would
begin: then the window is shown, its canvas found by class name, and the same events are sent to each. The figures are
process CPU ms of an event with the repaint it causes, printed as one line of JSON. Needs nothing but Qt.
"""

from __future__ import annotations

import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

VIEW = (1250, 860)
REPEAT = 15
REST_SECONDS = 0.6
# A turn of the event loop that takes so much of the processor has drawn something; after so long without one it is over.
BUSY_SECONDS = 0.005
QUIET_SECONDS = 0.4
LONGEST_SECONDS = 20.0
MARK = "RIVAL"


class Driver:
    """One program with its window and its canvas."""

    def __init__(self, program: str, binding: str, size: tuple[int, int], points: list[tuple[float, float]]) -> None:
        self.program, self.size, self.points = program, size, points
        self.core = importlib.import_module(f"{binding}.QtCore")
        self.gui = importlib.import_module(f"{binding}.QtGui")
        self.widgets = importlib.import_module(f"{binding}.QtWidgets")
        self.canvas: Any = None
        self.window: Any = None

    def measure(self) -> dict[str, float]:
        """All figures, after the scene has been shown."""
        self._find()
        none = self.core.Qt.MouseButton.NoButton
        left = self.core.Qt.MouseButton.LeftButton
        hovers = [self._cpu(lambda at=at: self._mouse("MouseMove", at, none, none)) for at in self._some()]
        repaints = [self._cpu(self.canvas.update) for _ in range(REPEAT)]
        drags: list[float] = []
        releases: list[float] = []
        for x, y in self._some()[: REPEAT // 2]:
            self._mouse("MouseMove", (x, y), none, none)
            self._mouse("MouseButtonPress", (x, y), left, left)
            self._rest(0.05)
            for step in range(1, 6):
                drags.append(
                    self._cpu(lambda x=x, y=y, step=step: self._mouse("MouseMove", (x + 4 * step, y), none, left))
                )
            releases.append(self._cpu(lambda x=x, y=y: self._mouse("MouseButtonRelease", (x + 20, y), left, none)))
            self._rest(0.1)
        zooms = [self._zoom(1 if number % 2 else -1) for number in range(8)]
        zooms = [milliseconds for milliseconds in zooms if milliseconds is not None]
        found = {"hover": hovers, "repaint": repaints, "drag": drags, "release": releases, "zoom": zooms}
        return {name: statistics.median(values) for name, values in found.items() if values}

    def _find(self) -> None:
        """Wait for the window, give its canvas the same place in every program."""
        ends = time.monotonic() + 120
        while self.canvas is None and time.monotonic() < ends:
            self._rest(0.2)
            for widget in self.widgets.QApplication.allWidgets():
                if type(widget).__name__ == "Canvas" and widget.isVisible():
                    self.canvas = widget
        if self.canvas is None:
            raise RuntimeError("no visible canvas")
        self.window = self.canvas.window()
        self._rest(3.0)
        for _ in range(3):
            port = self._viewport()
            wanted = self.window.width() + VIEW[0] - port.width(), self.window.height() + VIEW[1] - port.height()
            self.window.resize(*wanted)
            self._rest(1.0)

    def _viewport(self) -> Any:
        parent = self.canvas.parentWidget()
        while parent is not None:
            if isinstance(parent, self.widgets.QAbstractScrollArea):
                return parent.viewport()
            parent = parent.parentWidget()
        return self.canvas

    def _at(self, point: tuple[float, float]) -> Any:
        """A point of the image in the canvas."""
        x, y = point
        if self.program == "tlstudio":
            return self.core.QPointF(self.canvas.to_view(x, y))
        scale = float(self.canvas.scale)
        free = [max(0.0, side - length * scale) / 2 for side, length in zip(
            (self.canvas.width(), self.canvas.height()), self.size, strict=True)]  # fmt: skip
        return self.core.QPointF(free[0] + x * scale, free[1] + y * scale)

    def _some(self) -> list[tuple[float, float]]:
        return [self.points[(number * 379) % len(self.points)] for number in range(REPEAT)]

    def _mouse(self, kind: str, point: tuple[float, float], button: Any, held: Any) -> None:
        at = self._at(point)
        event = self.gui.QMouseEvent(
            getattr(self.core.QEvent.Type, kind), at, self.core.QPointF(self.canvas.mapToGlobal(at.toPoint())),
            button, held, self.core.Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        self.widgets.QApplication.sendEvent(self.canvas, event)

    def _zoom(self, steps: int) -> float | None:
        """A step of the wheel until nothing is drawn any more, without what an idle loop costs; None = it did not zoom."""
        held = self.core.Qt.KeyboardModifier
        # labelme zooms with Ctrl, the others with the bare wheel (X-AnyLabeling takes Ctrl for the size of its brush).
        modifiers = held.ControlModifier if self.program == "labelme" else held.NoModifier
        at = self._at((self.size[0] / 2, self.size[1] / 2))
        event = self.gui.QWheelEvent(
            at, self.core.QPointF(self.canvas.mapToGlobal(at.toPoint())), self.core.QPoint(),
            self.core.QPoint(0, 120 * steps), self.core.Qt.MouseButton.NoButton, modifiers,
            self.core.Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        idle, before = self._idle_rate(), self._size_shown()
        began = time.process_time()
        self.widgets.QApplication.sendEvent(self.canvas, event)
        seconds = self._settle()
        taken = max(0.0, (time.process_time() - began) * 1000 - idle * seconds)
        return taken if self._size_shown() != before else None

    def _settle(self) -> float:
        """Let the event loop turn until nothing is drawn any more, animations too; the seconds that took."""
        began = busy = time.monotonic()
        while (now := time.monotonic()) - began < REST_SECONDS or (
            now - busy < QUIET_SECONDS and now - began < LONGEST_SECONDS
        ):
            before = time.process_time()
            self.widgets.QApplication.processEvents()
            if time.process_time() - before > BUSY_SECONDS:
                busy = time.monotonic()
            time.sleep(0.002)
        return time.monotonic() - began

    def _size_shown(self) -> float:
        left, right = self._at((0.0, 0.0)), self._at((100.0, 0.0))
        return float(right.x() - left.x())

    def _idle_rate(self) -> float:
        """Processor ms in each second in which nothing is done; in the same loop, whose own clocks cost something too."""
        began = time.process_time()
        seconds = self._settle()
        return (time.process_time() - began) * 1000 / seconds

    def _cpu(self, act: Callable[[], object]) -> float:
        began = time.process_time()
        act()
        self.widgets.QApplication.processEvents()
        return (time.process_time() - began) * 1000

    def _rest(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self.widgets.QApplication.processEvents()
            time.sleep(0.002)


def main(program: str, binding: str, scene: str, points_file: str) -> None:
    """Start the program on the scene, measure when its event loop would begin, and end the process."""
    told = json.loads(Path(points_file).read_text(encoding="utf-8"))
    driver = Driver(program, binding, tuple(told["size"]), [tuple(point) for point in told["points"]])

    def measure_and_leave(*_arguments: object) -> int:
        answer = json.dumps(driver.measure())
        sys.__stdout__.write(f"\n{MARK}{answer}\n")  # type: ignore[union-attr]  # a console program has it
        sys.__stdout__.flush()  # type: ignore[union-attr]
        os._exit(0)

    for owner in (driver.widgets.QApplication, driver.core.QCoreApplication, driver.gui.QGuiApplication):
        owner.exec = measure_and_leave
    if program == "tlstudio":
        from tlstudio.gui import app

        sys.exit(app.main([scene, "--room", "label"]))
    if program == "labelme":
        sys.argv = ["labelme", scene]
        sys.exit(importlib.import_module("labelme.__main__").main())
    sys.argv = ["xanylabeling", "--filename", scene, "--no-auto-update-check"]
    sys.exit(importlib.import_module("anylabeling.app").main())


if __name__ == "__main__":
    main(*sys.argv[1:])
