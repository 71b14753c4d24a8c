"""Words in the view of an image: what it is called, or why it cannot be shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.viewport import Viewport


def paint_caption(painter: QPainter, port: Viewport, caption: str) -> None:
    """Write name and size below the image, where there is room."""
    place, (width, height) = QRectF(*port.rect), port.view_size
    if place.bottom() > height - fonts.px(34):
        return
    painter.setFont(fonts.font("second_strong"))
    painter.setPen(theme.color("text2"))
    left = max(place.left(), 12.0)
    room = QRectF(left, place.bottom() + fonts.px(14), width - left - fonts.px(170), fonts.px(20))
    text = fonts.metrics("second_strong").elidedText(caption, Qt.TextElideMode.ElideMiddle, max(40, int(room.width())))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def paint_problem(painter: QPainter, view_size: tuple[int, int], sentence: str, hint: str) -> None:
    """Say in the middle of the view why there is no image."""
    width = min(view_size[0] - 48, fonts.px(420))
    box = QRectF((view_size[0] - width) / 2, view_size[1] / 2 - fonts.px(40), width, fonts.px(120))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.setFont(fonts.font("strong"))
    painter.setPen(theme.color("text"))
    used = painter.boundingRect(box, int(flags), sentence)
    painter.drawText(box, int(flags), sentence)
    painter.setFont(fonts.font("second"))
    painter.setPen(theme.color("text2"))
    painter.drawText(box.translated(0, used.height() + fonts.px(6)), int(flags), hint)
