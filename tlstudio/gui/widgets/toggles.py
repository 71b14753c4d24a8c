"""On/off switch, a choice of one among few, and a slider in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QSlider, QWidget

from tlstudio.gui import fonts, theme


class Toggle(QAbstractButton):
    """A switch; its meaning stands beside it and is its accessible name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFixedSize(fonts.px(32), fonts.px(24))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.theme().changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = fonts.px(18)
        track = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        token = ("accent" if self.isChecked() else "edge") if self.isEnabled() else "line"
        painter.setBrush(theme.color(token))
        painter.drawRoundedRect(track, height / 2, height / 2)
        radius = height / 2 - 2
        middle = track.right() - height / 2 if self.isChecked() else track.left() + height / 2
        painter.setBrush(theme.color("white"))
        painter.drawEllipse(QPointF(middle, track.center().y()), radius, radius)
        painter.end()


class Segmented(QWidget):
    """A choice of one among few, side by side; Left and Right move it."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._index = 0
        self._hover = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(self._names))
        theme.theme().changed.connect(self.update)

    @property
    def index(self) -> int:
        """The chosen one."""
        return self._index

    def choose(self, index: int, *, tell: bool = False) -> None:
        """Set the choice; with `tell` as if the person had clicked."""
        if not 0 <= index < len(self._names):
            return
        changed = index != self._index
        self._index = index
        self.setAccessibleDescription(self._names[index])
        self.update()
        if tell and changed:
            self.chosen.emit(index)

    def _cells(self) -> list[QRectF]:
        left = 2.0
        cells: list[QRectF] = []
        for name in self._names:
            width = fonts.text_width(name, "button") + fonts.px(24)
            cells.append(QRectF(left, 2, width, self.height() - 4))
            left += width
        return cells

    def sizeHint(self) -> QSize:
        width = sum(fonts.text_width(name, "button") + fonts.px(24) for name in self._names)
        return QSize(round(width) + 4, fonts.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _at(self, event: QMouseEvent) -> int:
        return next((i for i, cell in enumerate(self._cells()) if cell.contains(event.position())), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event)
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (index := self._at(event)) >= 0:
            self.choose(index, tell=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._index + step, tell=True)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = theme.tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(table.color("field" if table.is_dark else "press"))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        painter.setFont(fonts.font("button"))
        for index, (name, cell) in enumerate(zip(self._names, self._cells(), strict=True)):
            if index == self._index:
                painter.setPen(QPen(table.color("line"), 1.0))
                painter.setBrush(table.color("press" if table.is_dark else "surf"))
                painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            chosen = index in (self._index, self._hover)
            painter.setPen(table.color("text" if chosen else "text2"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()


class Slider(QSlider):
    """A horizontal slider: 4-px track, white knob of 16 px."""

    def __init__(self, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(low, high)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedHeight(fonts.px(24))
        theme.theme().changed.connect(self.update)

    def _share(self) -> float:
        span = self.maximum() - self.minimum()
        return (self.value() - self.minimum()) / span if span else 0.0

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = theme.tokens()
        radius = fonts.px(8)
        middle = self.height() / 2
        left, right = radius + 0.5, self.width() - radius - 0.5
        knob = left + (right - left) * self._share()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(table.color("line"))
        painter.drawRoundedRect(QRectF(0, middle - 2, self.width(), 4), 2, 2)
        painter.setBrush(table.color("accent" if self.isEnabled() else "edge"))
        painter.drawRoundedRect(QRectF(0, middle - 2, knob, 4), 2, 2)
        painter.setBrush(table.color("white"))
        painter.setPen(QPen(table.color("edge"), 1.0))
        painter.drawEllipse(QPointF(knob, middle), radius - 0.5, radius - 0.5)
        painter.end()

    def _value_at(self, x: float) -> int:
        radius = fonts.px(8)
        share = (x - radius) / max(1.0, self.width() - 2 * radius)
        return round(self.minimum() + min(1.0, max(0.0, share)) * (self.maximum() - self.minimum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(True)
        self.setValue(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)
