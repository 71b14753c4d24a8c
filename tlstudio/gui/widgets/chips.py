"""Chips: filters with an icon, a badge or a swatch, a name and a count."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets import marks


class Chip(QAbstractButton):
    """A filter; checked = it is on and shows a cross that takes it off.

    Args:
        text: Name.
        icon: Icon name; empty for none.
        mark: Badge of a state instead of an icon.
        swatch: Label colour instead of an icon.
        menu: Whether it opens a list (caret); such a chip is checked by its owner, not by the click.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        mark: marks.Mark | None = None,
        swatch: str = "",
        menu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._mark = mark
        self._swatch = swatch
        self._menu = menu
        self._count: int | None = None
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)
        self._name_it()

    def set_count(self, count: int | None) -> None:
        """Update the number in place."""
        if count != self._count:
            self._count = count
            self._name_it()
            self.updateGeometry()
            self.update()

    def set_text(self, text: str) -> None:
        """Rename, for example to the labels that a filter holds."""
        if text != self.text():
            self.setText(text)
            self._name_it()
            self.updateGeometry()

    def _name_it(self) -> None:
        self.setAccessibleName(self.text() if self._count is None else f"{self.text()}, {counted(self._count)}")

    def nextCheckState(self) -> None:
        if not self._menu:
            super().nextCheckState()

    def _parts(self) -> list[tuple[str, float]]:
        parts: list[tuple[str, float]] = []
        if self._icon_name or self._mark is not None:
            parts.append(("mark", fonts.px(14)))
        elif self._swatch:
            parts.append(("mark", fonts.px(10)))
        parts.append(("text", fonts.text_width(self.text(), "button")))
        if self._count is not None:
            parts.append(("count", fonts.text_width(counted(self._count), "body")))
        if self.isChecked():
            parts.append(("close", fonts.px(11)))
        elif self._menu:
            parts.append(("menu", fonts.px(12)))
        return parts

    def sizeHint(self) -> QSize:
        parts = self._parts()
        width = sum(part[1] for part in parts) + fonts.px(7) * (len(parts) - 1)
        return QSize(round(width) + fonts.px(22), fonts.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self.isChecked() and event.position().x() > self.width() - fonts.px(28)
        if on_cross and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.setChecked(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = theme.tokens()
        on = self.isChecked()
        hot = self.underMouse() and self.isEnabled()
        ground = "soft" if on else "press" if self.isDown() else "hover" if hot else "surf"
        painter.setBrush(table.color(ground))
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(table.color("line"), 1.0))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        ink = table.color("acct" if on else "text" if self.isEnabled() else "text_off")
        quiet = table.color("acct" if on else "text2" if self.isEnabled() else "text_off")
        left = float(fonts.px(11))
        for part, width in self._parts():
            self._paint_part(painter, part, QRectF(left, 0, width, self.height()), ink, quiet)
            left += width + fonts.px(7)
        painter.end()

    def _paint_part(self, painter: QPainter, part: str, box: QRectF, ink: QColor, quiet: QColor) -> None:
        square = QRectF(QPointF(box.left(), box.center().y() - box.width() / 2), box.size())
        square.setHeight(box.width())
        if part == "mark" and self._swatch:
            marks.paint_swatch(painter, square, self._swatch)
        elif part == "mark" and self._mark is not None and self._mark in (marks.Mark.SUGGESTED, marks.Mark.CORRECTED):
            paint_icon(painter, square, marks.ICONS[self._mark], marks.mark_token(self._mark))
        elif part == "mark" and self._mark is not None:
            marks.paint_badge(painter, square, self._mark)
        elif part == "mark":
            paint_icon(painter, square, self._icon_name, quiet)
        elif part in ("close", "menu"):
            paint_icon(painter, square, "ph.x-bold" if part == "close" else "ph.caret-down-bold", quiet)
        else:
            painter.setFont(fonts.font("button" if part == "text" else "body"))
            painter.setPen(ink if part == "text" else quiet)
            text = self.text() if part == "text" or self._count is None else counted(self._count)
            painter.drawText(
                box.adjusted(-1, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text
            )
