"""The bar at the top of the stage: what can be set of the tool in hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.canvas import Canvas


class OptionsBar(QWidget):
    """Shows the options of the tool in hand, and nothing while it has none."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._made: dict[str, QWidget | None] = {}
        self.setAccessibleName(self.tr("Options of the tool"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(fonts.px(12), fonts.px(6), fonts.px(12), fonts.px(6))
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)
        canvas.tool_changed.connect(self.show_tool)
        theme.theme().changed.connect(self.update)
        self.hide()

    def show_tool(self, key: str) -> None:
        """Show what can be set of a tool."""
        if key not in self._made:
            made = self._made[key] = self._canvas.tools[key].options()
            if made is not None:
                self._row.addWidget(made)
        for name, widget in self._made.items():
            if widget is not None:
                widget.setVisible(name == key)
        self.setVisible(self._made[key] is not None)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
