"""The white card that charts and tables lie on: a head with title, value and legend, a body below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets.text import Text


class Card(QWidget):
    """A rounded surface; `head` takes widgets at the right of the title, `body` whatever the card shows."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, "strong")
        self.value = Text("", "body", "text2")
        self.head = QHBoxLayout()
        self.head.setSpacing(fonts.px(12))
        self.head.addWidget(self.title)
        self.head.addWidget(self.value)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(fonts.px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(fonts.px(16), fonts.px(12), fonts.px(16), fonts.px(12))
        layout.setSpacing(fonts.px(8))
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)
        theme.theme().changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = theme.tokens()
        box = QRectF(self.rect()).adjusted(1, 0, -1, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(table.color("card_shadow"))
        painter.drawRoundedRect(box.translated(0, 1.5), 10, 10)
        painter.setBrush(table.color("surf"))
        painter.drawRoundedRect(box, 10, 10)
        painter.end()


class LegendEntry(QWidget):
    """A stroke as the chart draws it, and its name."""

    def __init__(self, name: str, token: str, *, dashed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self._dashed = dashed
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(fonts.text_width(self._name, "second") + fonts.px(26), fonts.px(18))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color(self._token), 2.5 if not self._dashed else 2.0)
        if self._dashed:
            pen.setDashPattern([2, 1.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        middle = self.height() / 2
        painter.drawLine(0, round(middle), fonts.px(18), round(middle))
        painter.setFont(fonts.font("second"))
        painter.setPen(theme.color("text2"))
        box = QRectF(fonts.px(24), 0, self.width() - fonts.px(22), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._name)
        painter.end()
