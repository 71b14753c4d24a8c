"""What is painted of the view besides shapes and marks: kept frames, moved to where the image lies now, and the pixel grid."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from tlstudio.gui import theme
from tlstudio.gui.canvas.viewport import Viewport

GRID_FROM = 8.0


def paint_frame(
    painter: QPainter, rects: list[QRect], frame: QImage | QPixmap, drawn: Viewport, port: Viewport
) -> None:
    """Paint a frame as it is, or scaled to where the view has gone meanwhile.

    Args:
        painter: In logical pixels of the view.
        rects: What of the view is painted; a frame that must be scaled is painted whole.
        frame: Of the view's size.
        drawn: Where the image lay when the frame was made.
        port: Where it lies now.
    """
    draw = painter.drawPixmap if isinstance(frame, QPixmap) else painter.drawImage
    if drawn == port:
        ratio = frame.devicePixelRatioF()
        for rect in rects:
            source = QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio)
            draw(QRectF(rect), frame, source)  # pyright: ignore[reportArgumentType, reportCallIssue]
        return
    scale = port.zoom / drawn.zoom
    painter.save()
    painter.translate(port.offset[0] - drawn.offset[0] * scale, port.offset[1] - drawn.offset[1] * scale)
    painter.scale(scale, scale)
    draw(QPointF(0, 0), frame)  # pyright: ignore[reportArgumentType, reportCallIssue]
    painter.restore()


def paint_ground(painter: QPainter, rects: list[QRect]) -> None:
    """Paint what is seen where no frame lies."""
    for rect in rects:
        painter.fillRect(rect, theme.color("canvas"))


def paint_grid(painter: QPainter, port: Viewport, rect: QRect) -> None:
    """Lines between the pixels, where each of them is eight of the screen's or more."""
    seen = QRectF(rect).intersected(QRectF(*port.rect))
    if seen.isEmpty():
        return
    painter.setPen(theme.color("pixel_grid"))
    left, top = port.to_image(seen.left(), seen.top())
    right, bottom = port.to_image(seen.right(), seen.bottom())
    for x in range(int(left), int(right) + 1):
        at = x * port.zoom + port.offset[0]
        painter.drawLine(QPointF(at, seen.top()), QPointF(at, seen.bottom()))
    for y in range(int(top), int(bottom) + 1):
        at = y * port.zoom + port.offset[1]
        painter.drawLine(QPointF(seen.left(), at), QPointF(seen.right(), at))
