"""What lies above the resting shapes: the hovered and selected ones, their handles, name plates, drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from tlstudio.gui import theme
from tlstudio.gui.canvas.editing import handle_points
from tlstudio.gui.canvas.look import LINE_WIDTH, POINT_RADIUS
from tlstudio.gui.canvas.mask_pixels import sampled
from tlstudio.gui.canvas.patterns import DASH_OFF, DASH_ON
from tlstudio.gui.canvas.shapes import FILLED, Kind, Shape
from tlstudio.gui.canvas.viewport import Viewport
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.widgets import marks

HANDLE = 8.0
VERTEX = 6.0
SELECTED_WIDTH = 3.0
# Above this many vertices handles would hide the outline they belong to.
MOST_HANDLES = 400
BEYOND = 8
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
BOXES = (Kind.BOX, Kind.ROTATED_BOX)


class Overlay(Protocol):
    """Something that paints over the picture besides shapes and tools."""

    def paint(self, painter: QPainter, rect: QRect, port: Viewport, /) -> None:
        """Paint what lies in a rectangle, in logical pixels of the view."""
        ...


def to_view(points: np.ndarray, port: Viewport) -> np.ndarray:
    """Image pixels to logical pixels of the view, (N, 2)."""
    return points * port.zoom + np.array(port.offset)


def polygon(points: np.ndarray, port: Viewport) -> QPolygonF:
    """A ring as Qt draws it."""
    return QPolygonF([QPointF(x, y) for x, y in to_view(points, port).tolist()])


def paint_outline(
    painter: QPainter,
    shape: Shape,
    port: Viewport,
    colour: QColor,
    *,
    width: float = LINE_WIDTH,
    fill: float = 0.0,
    rect: QRect | None = None,
) -> None:
    """Paint one shape's outline in two tones, its inside tinted with `fill` (0 to 1).

    Args:
        rect: What is to be painted of it, None = all; spares work for masks only.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, shape.kind is not Kind.BOX)
    if shape.kind is Kind.POINT:
        _paint_point(painter, shape, port, colour)
        return
    if shape.pixels is not None:
        paint_mask(painter, shape, port, colour, width=width, fill=fill, rect=rect)
        return
    rings = [polygon(points, port) for points in shape.rings]
    if fill > 0:
        tint = QColor(colour)
        tint.setAlphaF(fill)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        if len(rings) == 1:
            painter.drawPolygon(rings[0])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, thickness in ((theme.color("outline_under"), width + 2.0), (colour, width)):
        pen = QPen(ink, thickness)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin if shape.kind in BOXES else Qt.PenJoinStyle.RoundJoin)
        if shape.is_suggestion:
            pen.setDashPattern([DASH_ON / thickness, DASH_OFF / thickness])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for points in rings:
            painter.drawPolygon(points)


def paint_mask(
    painter: QPainter,
    shape: Shape,
    port: Viewport,
    colour: QColor,
    *,
    width: float = LINE_WIDTH,
    fill: float = 0.0,
    rect: QRect | None = None,
) -> None:
    """Paint a mask's outline in two tones from its pixels, as far as it is seen: a picture is cheaper than a path."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    view = QRect(0, 0, round(port.view_size[0]), round(port.view_size[1]))
    if shape.pixels is None:
        return
    if shape.pixels.mask is None:
        # Its pixels may be painted right now, so nothing of it is kept.
        drawn = _mask_picture(shape, port, colour.rgba(), width, fill, ratio, view if rect is None else rect & view)
    else:
        drawn = _kept_mask_picture(shape, port, colour.rgba(), width, fill, ratio, theme.color("outline_under").rgba())
    if drawn is not None:
        painter.drawImage(*drawn)


@lru_cache(maxsize=4)
def _kept_mask_picture(
    shape: Shape, port: Viewport, colour: int, width: float, fill: float, ratio: float, _under: int
) -> tuple[QPointF, QImage] | None:
    view = QRect(0, 0, round(port.view_size[0]), round(port.view_size[1]))
    return _mask_picture(shape, port, colour, width, fill, ratio, view)


def _mask_picture(
    shape: Shape, port: Viewport, rgba: int, width: float, fill: float, ratio: float, rect: QRect
) -> tuple[QPointF, QImage] | None:
    """The outline of what is seen of a mask as a picture, and where it lies; cut edges run outside of the rectangle."""
    seen = rect.adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND)
    left, top = round(seen.left() * ratio), round(seen.top() * ratio)
    right, bottom = round((seen.right() + 1) * ratio), round((seen.bottom() + 1) * ratio)
    offset = (port.offset[0] * ratio, port.offset[1] * ratio)
    found = sampled(shape.pixels, port.zoom * ratio, offset, (left, top, right, bottom)) if shape.pixels else None
    if found is None:
        return None
    line, shade = max(1, round(width * ratio)), max(1, round(ratio))
    codes = found.ring(line, shade, is_dashed=shape.is_suggestion, ratio=ratio)
    under, colour = theme.color("outline_under"), QColor.fromRgba(rgba)
    inks = (0, _premultiplied(under, under.alphaF()), _premultiplied(colour, 1.0), _premultiplied(colour, fill))
    rim = line + shade + 1
    if fill > 0:
        inside = codes[rim:-rim, rim:-rim]
        inside[(inside == 0) & (found.on > 0)] = 3
    inked = np.take(np.array(inks, np.uint32), codes)
    image = QImage(inked.data, inked.shape[1], inked.shape[0], 4 * inked.shape[1], _PREMULTIPLIED).copy()
    image.setDevicePixelRatio(ratio)
    return QPointF((left + found.left - rim) / ratio, (top + found.top - rim) / ratio), image


def _premultiplied(colour: QColor, opacity: float) -> int:
    red, green, blue = (round(channel * opacity) for channel in (colour.red(), colour.green(), colour.blue()))
    return round(255 * opacity) << 24 | red << 16 | green << 8 | blue


def paint_handles(painter: QPainter, shape: Shape, port: Viewport, hot: tuple[int, int] | None = None) -> None:
    """Paint what can be gripped: eight squares of a box, round vertices of a polygon.

    Args:
        hot: Ring and index of the handle under the mouse, drawn larger.
    """
    if shape.kind in (Kind.POINT, Kind.MASK):
        return
    square = shape.kind in BOXES
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("black"), 1.0))
    painter.setBrush(theme.color("white"))
    rings: Iterable[np.ndarray] = (handle_points(shape),) if square else shape.rings
    if sum(len(points) for points in shape.rings) > MOST_HANDLES:
        return
    side = HANDLE if square else VERTEX
    for number, points in enumerate(rings):
        for index, (x, y) in enumerate(to_view(points, port).tolist()):
            reach = side / 2 + (1.5 if hot == (number, index) else 0.0)
            box = QRectF(x - reach, y - reach, 2 * reach, 2 * reach)
            if square:
                painter.drawRoundedRect(box, 2, 2)
            else:
                painter.drawEllipse(box)


def paint_name(
    painter: QPainter, shape: Shape, port: Viewport, name: str, colour: str, rect: QRect | None = None
) -> None:
    """Paint the label's name on a plate above the shape, or inside its top where there is no room above.

    Args:
        rect: Where something is to be painted; a plate beside it is left out.
    """
    left, top = shape.bounds[0] * port.zoom + port.offset[0], shape.bounds[1] * port.zoom + port.offset[1]
    text = name if shape.score is None else f"{name} {decimal(shape.score)}"
    size = marks.plate_size(text, swatch=True)
    y = top - size.height() - 5
    if y < 2:
        y = max(2.0, top + 5)
    x = max(2.0, min(left - 1, port.view_size[0] - size.width() - 2))
    if rect is None or rect.intersects(QRectF(QPointF(x, y), size).toAlignedRect()):
        marks.paint_plate(painter, QPointF(x, y), text, colour)


def paint_shapes(
    painter: QPainter,
    shapes: Iterable[Shape],
    port: Viewport,
    colour_of: Callable[[int], QColor],
    *,
    fill: float,
    selected: frozenset[int] = frozenset(),
) -> None:
    """Paint shapes that are changing right now."""
    for shape in shapes:
        width = SELECTED_WIDTH if shape.id in selected else LINE_WIDTH
        tint = fill if shape.kind in FILLED else fill / 3 if shape.id in selected else 0.0
        paint_outline(painter, shape, port, colour_of(shape.label_id), width=width, fill=tint)


def _paint_point(painter: QPainter, shape: Shape, port: Viewport, colour: QColor) -> None:
    x, y = to_view(shape.outline, port)[0].tolist()
    reach = POINT_RADIUS + 1
    diamond = QPolygonF([QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("outline_over"), 1.5))
    painter.setBrush(colour)
    painter.drawPolygon(diamond)


def paint_crosshair(painter: QPainter, at: QPointF, rect: QRectF) -> None:
    """Paint lines through the mouse over the whole view, to line a box up before it is begun."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for ink, width in ((theme.color("outline_under"), 3.0), (theme.color("outline_over"), 1.0)):
        painter.setPen(QPen(ink, width))
        painter.drawLine(QPointF(at.x(), rect.top()), QPointF(at.x(), rect.bottom()))
        painter.drawLine(QPointF(rect.left(), at.y()), QPointF(rect.right(), at.y()))


def paint_note(painter: QPainter, at: QPointF, text: str) -> None:
    """Paint a plate with a few words beside the mouse."""
    marks.paint_plate(painter, QPointF(at.x() + 12, at.y() + 12), text)
