"""A cut-out of a suggested shape, and how its outline is drawn on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from tlstudio.gui import theme

DRAWN_FOR = 160  # side of a crop on which lines are as wide as said here; larger ones have wider lines
LINE = 2.0
POINT_RADIUS = 7.0


@dataclass(frozen=True, eq=False)
class Crop:
    """One cut-out.

    Attributes:
        picture: Square.
        rings: Outlines in it, each (N, 2) from 0 to 1.
    """

    picture: QImage
    rings: tuple[np.ndarray, ...]


def outlined(crop: Crop, colour: str) -> QImage:
    """Return the picture with its outlines dashed, as suggested shapes are everywhere.

    Two tones in one phase, so that the gaps stay open.
    """
    from tlstudio.gui.canvas.patterns import DASH_OFF, DASH_ON

    picture = crop.picture.copy()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = picture.width() / DRAWN_FOR
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
