"""Outlines of shapes for thumbnails: read and painted by a worker thread, laid over the picture when they have come."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform

from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, Ring, RotatedBox
from tlstudio.gui import theme
from tlstudio.gui.widgets import marks

if TYPE_CHECKING:
    from tlstudio.core.words import Annotation, Image, ShapeSuggestion
    from tlstudio.project.project import Project

KEPT = 400
BATCH = 16
# A thumbnail shows no more corners of a ring than this.
CORNERS = 48
# With more shapes than this, the dark edge below each line would cover the picture.
EDGED = 60
POINT_SIDE = 5.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Which image, into a cell of which size."""

    image_id: int
    width: int
    height: int
    ratio: float
    whole: bool


@dataclass(frozen=True, slots=True)
class _Made:
    """What the worker painted.

    Attributes:
        picture: Transparent but for the lines; None = nothing is on it.
        shapes: Number of shapes, also hidden ones.
        suggestions: Number of suggested shapes that wait for an answer.
    """

    version: int
    picture: QPixmap | None
    shapes: int
    suggestions: int


class OutlineProvider(QObject):
    """Gives outlines at once where they are in memory, else asks the worker and emits `ready`.

    After a change the old outlines stay until the new ones have come, so that nothing flickers.
    """

    ready = Signal(set)  # ids
    _arrived = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._made: OrderedDict[_Place, _Made] = OrderedDict()
        self._versions: dict[int, int] = {}
        self._wanted: OrderedDict[_Place, tuple[Image, int]] = OrderedDict()
        self._asked: dict[_Place, int] = {}
        self._done: list[tuple[_Place, int, QImage | None, int, int]] = []
        self._condition = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._arrived.connect(self._take_in)

    def get(self, image: Image, width: int, height: int, ratio: float, *, whole: bool) -> QPixmap | None:
        """Return what lies over an image's thumbnail, or None: nothing is on it, or it was asked for.

        Args:
            width, height: Of the cell in device-independent pixels.
            ratio: Device pixels in each.
            whole: The picture is shown whole instead of cut to the cell.
        """
        place = _Place(image.id, width, height, ratio, whole)
        version = self._versions.get(image.id, 0)
        found = self._made.get(place)
        if found is not None:
            self._made.move_to_end(place)
        if (found is None or found.version != version) and self._asked.get(place) != version:
            self._asked[place] = version
            self._ask(place, image, version)
        return found.picture if found is not None else None

    def counts(self, image_id: int) -> tuple[int, int] | None:
        """Return how many shapes and open suggestions an image has; None while that is not known."""
        found = next((made for place, made in reversed(self._made.items()) if place.image_id == image_id), None)
        return (found.shapes, found.suggestions) if found is not None else None

    def forget(self, image_ids: Iterable[int] | None = None) -> None:
        """Read images again when they are next painted; None = all."""
        for image_id in {place.image_id for place in self._made} if image_ids is None else image_ids:
            self._versions[image_id] = self._versions.get(image_id, 0) + 1

    def close(self) -> None:
        """Stop the worker; nothing is emitted afterwards."""
        with self._condition:
            self._closed = True
            self._wanted.clear()
            self._condition.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=5.0)

    def _ask(self, place: _Place, image: Image, version: int) -> None:
        with self._condition:
            if self._closed:
                return
            self._wanted[place] = (image, version)
            self._wanted.move_to_end(place)
            while len(self._wanted) > KEPT:
                dropped, _ = self._wanted.popitem(last=False)
                self._asked.pop(dropped, None)
            self._condition.notify_all()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="outlines", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._condition:
                while not self._wanted and not self._closed:
                    self._condition.wait()
                if self._closed:
                    return
                jobs = [self._wanted.popitem(last=True) for _ in range(min(BATCH, len(self._wanted)))]
            ids = [place.image_id for place, _ in jobs]
            read = self._project.read
            annotations, suggestions = read.annotations(ids), read.shape_suggestions(ids)
            colours = {label.id: label.colour for label in read.labels()}
            done = [
                _painted(place, image, version, annotations[image.id], suggestions[image.id], colours)
                for place, (image, version) in jobs
            ]
            with self._condition:
                if self._closed:
                    return
                self._done += done
                tell = len(self._done) == len(done)
            if tell:
                self._arrived.emit()

    def _take_in(self) -> None:
        with self._condition:
            done, self._done = self._done, []
        for place, version, picture, shapes, suggestions in done:
            pixmap = None
            if picture is not None:
                pixmap = QPixmap.fromImage(picture)
                pixmap.setDevicePixelRatio(place.ratio)
            self._made[place] = _Made(version, pixmap, shapes, suggestions)
            self._made.move_to_end(place)
            if self._asked.get(place) == version:
                del self._asked[place]
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        if done and not self._closed:
            self.ready.emit({place.image_id for place, *_ in done})


def _painted(
    place: _Place,
    image: Image,
    version: int,
    annotations: tuple[Annotation, ...],
    suggestions: tuple[ShapeSuggestion, ...],
    colours: dict[int, str],
) -> tuple[_Place, int, QImage | None, int, int]:
    """Paint one image's shapes; on the worker thread."""
    drawn = [one for one in annotations if one.geometry is not None]
    shapes = [one for one in drawn if not one.hidden]
    if not shapes and not suggestions:
        return place, version, None, len(drawn), 0
    picture = QImage(
        math.ceil(place.width * place.ratio),
        math.ceil(place.height * place.ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    picture.setDevicePixelRatio(place.ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cell = QRectF(0, 0, place.width, place.height)
    clip = QPainterPath()
    clip.addRoundedRect(cell, 6.0, 6.0)
    painter.setClipPath(clip)
    target, source = marks.picture_rect(QSizeF(image.width, image.height), cell, whole=place.whole)
    scale = target.width() / max(1e-6, source.width())
    to_cell = QTransform.fromTranslate(target.left(), target.top()).scale(scale, scale)
    to_cell.translate(-source.left(), -source.top())
    edged = len(shapes) + len(suggestions) <= EDGED
    for one in shapes:
        if one.geometry is not None:
            _paint(painter, one.geometry, to_cell, colours.get(one.label_id, "edge"), edged=edged, dashed=False)
    for proposed in suggestions:
        colour = colours.get(proposed.label_id, "edge")
        _paint(painter, proposed.geometry, to_cell, colour, edged=edged, dashed=True)
    painter.end()
    return place, version, picture, len(drawn), len(suggestions)


def _paint(
    painter: QPainter, geometry: Geometry, to_cell: QTransform, colour: str, *, edged: bool, dashed: bool
) -> None:
    ink = theme.color(colour)
    if isinstance(geometry, Mask):
        _paint_mask(painter, geometry, to_cell, ink)
        return
    path = QPainterPath()
    match geometry:
        case Box():
            path.addRect(to_cell.mapRect(QRectF(geometry.x, geometry.y, geometry.width, geometry.height)))
        case RotatedBox():
            _add_ring(path, geometry.corners, to_cell)
        case Polygon():
            for ring in (*geometry.rings, *geometry.holes):
                _add_ring(path, ring, to_cell)
        case Point():
            at = to_cell.map(QPointF(geometry.x, geometry.y))
            path.addEllipse(at, POINT_SIDE / 2, POINT_SIDE / 2)
            painter.fillPath(path, ink)
    if edged:
        painter.strokePath(path, QPen(theme.color("image_ring"), 3.0))
    pen = QPen(ink, 1.6)
    if dashed:
        pen.setDashPattern([2.6, 1.6])
    painter.strokePath(path, pen)


def _add_ring(path: QPainterPath, ring: Ring, to_cell: QTransform) -> None:
    step = max(1, len(ring) // CORNERS)
    corners = [to_cell.map(QPointF(x, y)) for x, y in ring[::step]]
    if corners:
        path.moveTo(corners[0])
        for corner in corners[1:]:
            path.lineTo(corner)
        path.closeSubpath()


def _paint_mask(painter: QPainter, mask: Mask, to_cell: QTransform, ink: QColor) -> None:
    """Lay the pixels over the picture, reduced to the size of the cell first."""
    import cv2
    import numpy as np

    from tlstudio.gui.canvas.convert import pixels_of

    pixels = pixels_of(mask)
    if pixels is None:
        return
    height, width = pixels.on.shape
    box = to_cell.mapRect(QRectF(pixels.left, pixels.top, width, height))
    size = (max(1, round(box.width() * 2)), max(1, round(box.height() * 2)))
    alpha = pixels.on.astype(np.uint8) * 150
    if size[0] < width or size[1] < height:
        alpha = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)
    rows, columns = alpha.shape
    rgba = np.empty((rows, columns, 4), np.uint8)
    rgba[:, :, 0], rgba[:, :, 1], rgba[:, :, 2] = ink.red(), ink.green(), ink.blue()
    rgba[:, :, 3] = alpha
    layer = QImage(rgba.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    painter.drawImage(box, layer)
