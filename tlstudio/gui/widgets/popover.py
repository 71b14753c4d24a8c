"""A floating list or form that opens beside a control and closes with Esc or a click elsewhere.

It is a child of the window and not a window of its own: without a compositor, X11 fills what is transparent in a window
with black, and the shadow would lie in a black frame.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.widgets.shadow import MARGIN, Floating


class Popover(Floating):
    """A panel for a few controls; fill `column`, then `open_below(control)`."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, radius=12)
        self.setProperty("overlay", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        self._outside: _Outside | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(fonts.px(12), fonts.px(12), fonts.px(12), fonts.px(12))
        self.column.setSpacing(fonts.px(8))
        self.hide()  # a child would otherwise appear with its window

    def open_below(self, control: QWidget) -> None:
        """Open under a control, above it where there is no room below, always inside its window."""
        host = control.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        self._before = host.focusWidget()
        self.adjustSize()
        self._place(control, host)
        self.show()
        self.raise_()
        self.setFocus()
        self._outside = _Outside(self)

    def _place(self, control: QWidget, host: QWidget) -> None:
        corner = control.mapTo(host, QPoint(0, control.height() + 4))
        below = corner.y() - MARGIN
        above = control.mapTo(host, QPoint(0, -4)).y() - self.height() + MARGIN
        fits_below = below + self.height() - MARGIN <= host.height()
        top = below if fits_below or above < -MARGIN else above
        left = min(corner.x() - MARGIN, host.width() - self.width())
        self.move(max(-MARGIN, left), max(-MARGIN, min(top, host.height() - self.height() + MARGIN)))

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside: what lies below cannot be reached while the panel is open."""
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if stops:
            now = QApplication.focusWidget()
            place = stops.index(now) if now in stops else (-1 if next else 0)
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            stops[(place + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        # A key that nothing here takes must not reach the room below.
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous() or self._outside is None:
            return
        self._outside.end()
        before, self._outside, self._before = self._before, None, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()


class _Outside(QObject):
    """Closes an open panel with a press elsewhere; the press itself does nothing more, as with a menu."""

    def __init__(self, panel: Popover) -> None:
        super().__init__(panel)
        self._panel = panel
        # Presses are heard where they enter the window; a filter on the application would see every event.
        self._handle = panel.window().windowHandle()
        if self._handle is not None:
            self._handle.installEventFilter(self)

    def end(self) -> None:
        """Listen no more."""
        if self._handle is not None:
            self._handle.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._panel.close()
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            place = self._panel.mapFromGlobal(event.globalPosition().toPoint())
            if not self._panel.body().contains(place):
                self._panel.close()
                return True
        return False
