"""Where one is in a few steps: done ones ticked, the present one filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon


class Stepper(QWidget):
    """Steps with their names in a row."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def set_step(self, step: int) -> None:
        """Show a step, from 0, as the present one."""
        self._step = step
        self.setAccessibleName(self.tr("Step {} of {}: {}").format(step + 1, len(self._names), self._names[step]))
        self.update()

    def _width(self, name: str) -> int:
        return fonts.px(22) + fonts.px(8) + fonts.text_width(name, "strong")

    def sizeHint(self) -> QSize:
        return QSize(
            sum(self._width(name) for name in self._names) + fonts.px(72) * (len(self._names) - 1), fonts.px(26)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        side = fonts.px(22)
        middle = self.height() / 2
        for number, name in enumerate(self._names):
            disc = QRectF(left + 1, middle - side / 2 + 1, side - 2, side - 2)
            present, done = number == self._step, number < self._step
            painter.setPen(Qt.PenStyle.NoPen if present or done else QPen(theme.color("edge"), 1.5))
            painter.setBrush(theme.color("accent" if present else "accepted" if done else "win"))
            painter.drawEllipse(disc)
            if done:
                paint_icon(painter, disc.adjusted(4, 4, -4, -4), "ph.check-bold", "on_state")
            else:
                painter.setFont(fonts.font("second_strong"))
                painter.setPen(theme.color("on_accent" if present else "text2"))
                painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number + 1))
            painter.setFont(fonts.font("strong" if present else "body"))
            painter.setPen(theme.color("text" if present or done else "text2"))
            words = QRectF(left + side + fonts.px(8), 0, fonts.text_width(name, "strong") + 4, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            left += self._width(name)
            if number < len(self._names) - 1:
                painter.setPen(QPen(theme.color("edge"), 1.0))
                painter.drawLine(round(left + fonts.px(16)), round(middle), round(left + fonts.px(56)), round(middle))
                left += fonts.px(72)
        painter.end()
