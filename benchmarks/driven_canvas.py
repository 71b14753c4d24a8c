"""The program's canvas with a scene on it, driven offscreen by events as Qt delivers them; what its benchmarks share."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from tlstudio.gui.canvas.shapes import Shape

VIEW = (1250, 860)
REPEAT = 15
SETTLED_SECONDS = 10.0


def offscreen_application() -> Any:
    """The application in its dark colours; keep it, for Qt ends with the last reference."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tlstudio.gui import fonts, theme

    application = QApplication.instance() or QApplication([])
    QApplication.setStyle("Fusion")
    fonts.init_fonts()
    theme.theme().apply(theme.DARK)
    return application


def repaint_cost(application: Any, widget: Any, repeat: int) -> float:
    """Processor ms of a repaint of a whole widget of the canvas's size, median."""
    widget.resize(*VIEW)
    widget.show()
    application.processEvents()
    times = [cpu_ms(application, widget.update) for _ in range(repeat)]
    widget.close()
    return statistics.median(times)


def cpu_ms(application: Any, act: Callable[[], object]) -> float:
    """Processor ms of an act and of all that waits in the event loop after it."""
    began = time.process_time()
    act()
    application.processEvents()
    return (time.process_time() - began) * 1000


class DrivenCanvas:
    """The canvas with a picture and shapes.

    Args:
        rgb: (H, W, 3) uint8, the picture.
        colours: Label id -> `#RRGGBB`.
    """

    def __init__(self, application: Any, rgb: np.ndarray, colours: Mapping[int, str], shapes: Iterable[Shape]) -> None:
        from tlstudio.gui.canvas.canvas import Canvas
        from tlstudio.gui.canvas.pictures import Picture, build_levels
        from tlstudio.gui.canvas.shape_table import ShapeTable

        self.application = application
        self._is_held = False
        self.canvas = Canvas()
        self.canvas.resize(*VIEW)
        self.canvas.show()
        size = (rgb.shape[1], rgb.shape[0])
        self.canvas.show_image(size, None, "")
        self.canvas.set_picture(Picture(("", 0), build_levels(rgb), size))
        self.canvas.show_labels(colours, dict.fromkeys(colours, "label"), 0.35)
        self.canvas.set_table(ShapeTable.of(shapes))
        self.settle()

    def settle(self) -> None:
        """Let timers and the worker finish."""
        ends = time.monotonic() + SETTLED_SECONDS
        while not self.canvas.is_settled and time.monotonic() < ends:
            self.application.processEvents()
            time.sleep(0.001)
        self.application.processEvents()

    def cpu(self, act: Callable[[], object]) -> float:
        """Processor ms of an act with the repaint it causes."""
        return cpu_ms(self.application, act)

    def repaint(self) -> float:
        """Paint the whole view when nothing has changed."""
        return statistics.median(self.cpu(self.canvas.update) for _ in range(REPEAT))

    def mouse(self, kind: Any, x: float, y: float) -> None:
        """Send an event of the mouse, its left button held between press and release."""
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent

        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        self._is_held = kind == QEvent.Type.MouseButtonPress or (self._is_held and kind == QEvent.Type.MouseMove)
        button = none if kind == QEvent.Type.MouseMove else left
        held = left if self._is_held else none
        at = QPointF(x, y)
        event = QMouseEvent(kind, at, at, button, held, Qt.KeyboardModifier.NoModifier)
        self.application.sendEvent(self.canvas, event)

    def wheel(self, steps: int) -> None:
        """Turn the wheel over the middle of the view."""
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent

        at = QPointF(VIEW[0] / 2, VIEW[1] / 2)
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        self.application.sendEvent(self.canvas, event)

    def close(self) -> None:
        """Stop the worker."""
        self.canvas.close_layers()
        self.canvas.deleteLater()
        self.application.processEvents()
