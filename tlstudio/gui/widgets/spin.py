"""A number that can be typed or stepped: Qt's spin boxes with the theme's carets and the room of our other fields."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.icons import paint_icon


def _dress(spin: QAbstractSpinBox) -> None:
    spin.setFixedHeight(fonts.px(32))
    # The style sheet's padding does not reach the line inside a spin box.
    for line in spin.findChildren(QLineEdit):
        line.setTextMargins(fonts.px(7), 0, 0, 0)


def _paint_carets(spin: QAbstractSpinBox) -> None:
    painter = QPainter(spin)
    side = fonts.px(10)
    left, middle = spin.width() - side - fonts.px(8), spin.height() / 2
    tone = "text2" if spin.isEnabled() else "text_off"
    paint_icon(painter, QRectF(left, middle - side - 1, side, side), "ph.caret-up", tone)
    paint_icon(painter, QRectF(left, middle + 1, side, side), "ph.caret-down", tone)
    painter.end()


class Spin(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_carets(self)


class SpinDecimal(QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_carets(self)
