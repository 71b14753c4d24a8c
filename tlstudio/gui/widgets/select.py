"""A choice from a list that opens: Qt's combo box with the theme's caret."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon


class Select(QComboBox):
    """The style sheet flattens the box, which takes Qt's own arrow away; this one paints ours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(fonts.px(32))
        # Qt's own delegate of a combo box does not hear the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        theme.theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = fonts.px(14)
        box = QRectF(self.width() - side - fonts.px(8), (self.height() - side) / 2, side, side)
        paint_icon(painter, box, "ph.caret-down", "text2" if self.isEnabled() else "text_off")
        painter.end()
