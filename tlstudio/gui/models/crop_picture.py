"""A cut-out of a suggested shape, and how the shape is drawn on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPolygonF

from tlstudio.gui import theme

DRAWN_FOR = 160  # side of a crop on which lines are as wide as said here; larger ones have wider lines
LINE = 2.0
POINT_RADIUS = 7.0
HATCHING = 0.7  # opacity: thin lines, through which the picture stays visible


@dataclass(frozen=True, eq=False)
class Crop:
    """One cut-out.

    Attributes:
        picture: Square.
        rings: Outlines in it, each (N, 2) from 0 to 1.
        is_area: Whether the shape is its inside (a mask, a polygon), so that it is hatched as on the canvas.
    """

    picture: QImage
    rings: tuple[np.ndarray, ...]
    is_area: bool = False


def outlined(crop: Crop, colour: str) -> QImage:
    """Return the picture with its outlines dashed and areas hatched, as suggested shapes are everywhere.

    Two tones in one phase, so that the gaps stay open.
    """
    from tlstudio.gui.canvas.patterns import DASH_OFF, DASH_ON

    picture = crop.picture.copy()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = picture.width() / DRAWN_FOR
    if crop.is_area:
        _hatch(painter, crop, colour, scale)
    for ink, width in ((theme.color("outline_under"), LINE + 2.0), (theme.color(colour), LINE)):
        pen = QPen(ink, width * scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        for ring in crop.rings:
            points = [QPointF(x, y) for x, y in (ring * picture.width()).tolist()]
            # A point's circle is short: four whole dashes, a little smaller, go round it.
            size = 1.0 if len(points) > 1 else math.tau * POINT_RADIUS / (4 * (DASH_ON + DASH_OFF))
            pen.setDashPattern([size * DASH_ON / width, size * DASH_OFF / width])
            painter.setPen(pen)
            if len(points) == 1:
                painter.drawEllipse(points[0], POINT_RADIUS * scale, POINT_RADIUS * scale)
            else:
                painter.drawPolygon(QPolygonF(points))
    painter.end()
    return picture


def _hatch(painter: QPainter, crop: Crop, colour: str, scale: float) -> None:
    """Draw slanted lines in the inside, holes left free."""
    from tlstudio.gui.canvas.patterns import HATCH_PERIOD, HATCH_WIDTH

    side = crop.picture.width()
    inside = QPainterPath()
    for ring in crop.rings:
        inside.addPolygon(QPolygonF([QPointF(x, y) for x, y in (ring * side).tolist()]))
    painter.save()
    painter.setClipPath(inside)
    painter.setOpacity(HATCHING)
    # The period lies along the axes, as in the canvas's own pattern; across the lines it is shorter.
    painter.setPen(QPen(theme.color(colour), HATCH_WIDTH / math.sqrt(2) * scale))
    bounds = inside.boundingRect()
    step = HATCH_PERIOD * scale
    along = math.floor((bounds.left() + bounds.top()) / step) * step
    while along < bounds.right() + bounds.bottom():
        painter.drawLine(QPointF(along - bounds.top(), bounds.top()), QPointF(along - bounds.bottom(), bounds.bottom()))
        along += step
    painter.restore()
