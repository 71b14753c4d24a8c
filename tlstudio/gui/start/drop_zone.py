"""The dashed place where a folder can be dropped; a click asks for one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets import marks


class DropZone(QAbstractButton):
    """Says what may be dropped and that nothing is changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Drop a folder here, or choose one"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def _lines(self) -> list[tuple[str, str, str, int]]:
        """(text, role, tone, space above) of the lines below the icon."""
        return [
            (self.tr("Drop a folder here"), "strong", "text", 10),
            (self.tr("With images, or labels from another program"), "second", "text2", 4),
            (self.tr("Your files are never moved or changed"), "second", "text3", 12),
        ]

    def _line_height(self, text: str, role: str) -> int:
        room = max(40, self.width() - fonts.px(40))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)
        return fonts.metrics(role).boundingRect(0, 0, room, 1000, flags, text).height()

    def sizeHint(self) -> QSize:
        height = sum(self._line_height(text, role) + fonts.px(space) for text, role, _, space in self._lines())
        return QSize(fonts.px(272), max(fonts.px(176), height + fonts.px(80)))

    def hasHeightForWidth(self) -> bool:
        return False

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 10, 10)
        marks.paint_frame(painter, box, "edge", 1.2, 10, dash=5)
        lines = self._lines()
        total = fonts.px(20) + sum(self._line_height(text, role) + fonts.px(space) for text, role, _, space in lines)
        top = (self.height() - total) / 2
        side = fonts.px(20)
        paint_icon(painter, QRectF((self.width() - side) / 2, top, side, side), "ph.folder-plus")
        top += side
        for text, role, tone, space in lines:
            top += fonts.px(space)
            height = self._line_height(text, role)
            painter.setFont(fonts.font(role))
            painter.setPen(theme.color(tone))
            room = QRectF(fonts.px(20), top, self.width() - fonts.px(40), height)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, text)
            top += height
        painter.end()
