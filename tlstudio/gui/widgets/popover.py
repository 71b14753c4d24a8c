"""A floating list or form that opens beside a control and closes with Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.widgets.shadow import MARGIN, Floating


class Popover(Floating):
    """A panel for a few controls; fill `column`, then `open_below(control)`."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, radius=12)
        self.setWindowFlags(
            Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(fonts.px(12), fonts.px(12), fonts.px(12), fonts.px(12))
        self.column.setSpacing(fonts.px(8))

    def open_below(self, control: QWidget) -> None:
        """Open under a control, kept on its screen."""
        self.adjustSize()
        corner = control.mapToGlobal(QPoint(0, control.height() + 4)) - QPoint(MARGIN, MARGIN)
        limits = control.screen().availableGeometry()
        left = max(limits.left(), min(corner.x(), limits.right() - self.width()))
        top = max(limits.top(), min(corner.y(), limits.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.closed.emit()
        super().hideEvent(event)
