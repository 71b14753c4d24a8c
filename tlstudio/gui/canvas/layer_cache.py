"""The resting shapes as they were drawn last, and the worker that draws them where they are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from tlstudio.gui.canvas.layers import Scene, ShapeLayer
from tlstudio.gui.canvas.look import Place, Rect
from tlstudio.gui.canvas.viewport import Viewport


class _Job(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


class LayerCache(QObject):
    """Keeps one drawn layer.

    Attributes:
        layer: What is drawn; None before anything was, and after `drop`.
        port: Where the image lay when it was drawn.
        is_pending: The worker is drawing another one.

    Signals:
        came: Another layer is here.
    """

    _drawn = Signal(int, object)
    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer: ShapeLayer | None = None
        self.port = Viewport()
        self.is_pending = False
        self._wanted_port = Viewport()
        self._ratio = 1.0
        self._generation = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._drawn.connect(self._take)

    def is_drawn_for(self, port: Viewport) -> bool:
        """Whether the layer shows what it should where the image lies now."""
        return self.layer is not None and not self.is_pending and self.port == port

    def draw(
        self, scene: Scene, port: Viewport, size: tuple[int, int], ratio: float, *, in_worker: bool = False
    ) -> None:
        """Draw everything anew; what a worker is still drawing is dropped.

        Args:
            scene: What is drawn.
            port: Where the image lies.
            size: Of the view, in device pixels.
            ratio: Device pixels per logical one.
            in_worker: Return at once, keep what is there meanwhile and tell by `came`.
        """
        self._generation += 1
        self._ratio = ratio
        if not in_worker:
            if self.layer is None or self.layer.size != size:
                self.layer = ShapeLayer(*size, ratio)
            self.layer.draw(scene, Place.of(port, ratio))
            self.port, self.is_pending = port, False
            return
        if self.layer is None:
            self.layer, self.port = ShapeLayer(*size, ratio), port
        self._wanted_port, self.is_pending = port, True
        self._pool.clear()
        layer, place = ShapeLayer(*size, ratio), Place.of(port, ratio)
        self._pool.start(_Job(partial(self._draw_there, self._generation, layer, scene, place)))

    def redraw(self, rects: Iterable[Rect], scene: Scene) -> None:
        """Draw rectangles anew, in device pixels; the image lies where it lay."""
        if self.layer is None:
            return
        for rect in rects:
            self.layer.redraw(rect, scene, Place.of(self.port, self._ratio))

    def shift(self, dx: int, dy: int, scene: Scene, port: Viewport) -> None:
        """Move what is drawn by whole device pixels and draw the strips that came in."""
        if self.layer is not None:
            strips = self.layer.shift(dx, dy)
            self.port = port
            self.redraw(strips, scene)

    def drop(self) -> None:
        """Forget the layer, as when the view has another size."""
        self.layer = None

    def close(self) -> None:
        """Wait for the worker; call before the view goes."""
        self._generation += 1
        self._pool.clear()
        self._pool.waitForDone()

    def _draw_there(self, generation: int, layer: ShapeLayer, scene: Scene, place: Place) -> None:
        layer.draw(scene, place)
        self._drawn.emit(generation, layer)

    def _take(self, generation: int, layer: ShapeLayer) -> None:
        if generation == self._generation:
            self.layer, self.port, self.is_pending = layer, self._wanted_port, False
            self.came.emit()
