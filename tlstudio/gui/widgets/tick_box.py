"""A check box whose outline can be seen in both themes; Fusion's own is drawn at less than 1.5:1 on a white list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets import marks

SIDE, GAP = 16, 8


class TickBox(QCheckBox):
    """A box of 16 px, optionally the swatch of a label, and words.

    Args:
        text: What is ticked.
        swatch: Colour of a label, empty = none.
    """

    def __init__(self, text: str, swatch: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._swatch = swatch
        self.setFont(fonts.font("body"))
        self.setMinimumHeight(fonts.px(28))
        theme.theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(self._text_left() + fonts.text_width(self.text(), "body")) + fonts.px(8), fonts.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole row takes the click, as far as it reaches."""
        return True

    def _text_left(self) -> float:
        left = fonts.px(SIDE + GAP) + 2.0
        return left + fonts.px(10 + GAP) if self._swatch else left

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle = fonts.px(SIDE), self.height() / 2
        box = QRectF(2, middle - side / 2, side, side)
        if self.isChecked():
            marks.paint_tick(painter, box)
        else:
            painter.setPen(QPen(theme.color("edge" if self.isEnabled() else "line"), 1.5))
            painter.setBrush(theme.color("field"))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3.5, 3.5)
        if self._swatch:
            mark = fonts.px(10)
            left = box.right() + fonts.px(GAP)
            marks.paint_swatch(painter, QRectF(left, middle - mark / 2, mark, mark), self._swatch)
        painter.setFont(self.font())
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        words = self.rect().adjusted(round(self._text_left()), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
