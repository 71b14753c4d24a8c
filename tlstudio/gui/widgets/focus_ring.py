"""The ring of keyboard focus: one overlay per window, shown only while the focus was moved by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget

from tlstudio.gui.widgets import marks

_OUTSIDE = 5


class FocusRing(QWidget):
    """Follows the focused control of a window; fields (which show a border) and grids (which paint theirs) are left out."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            # Keys and clicks are seen where they enter the window, not at every widget: a filter on the application
            # would run Python for each of the thousands of events of a layout.
            if kind == QEvent.Type.Show and (handle := self._window.windowHandle()) is not None:
                handle.installEventFilter(self)
        elif kind == QEvent.Type.KeyPress:
            self._by_keyboard = True
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self.hide()
        elif watched is self._target and kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide):
            self._follow()
        return False

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
        wants = (
            new is not None
            and self._by_keyboard
            and new.window() is self._window
            and not isinstance(new, (QLineEdit, QPlainTextEdit, QAbstractScrollArea))
            and not new.property("own_focus")
        )
        self._target = new if wants else None
        if self._target is not None:
            self._target.installEventFilter(self)
            self._target.destroyed.connect(self._lost)
        self._follow()

    def _lost(self) -> None:
        self._target = None
        self.hide()

    def _follow(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(
            corner.x() - _OUTSIDE, corner.y() - _OUTSIDE, target.width() + 2 * _OUTSIDE, target.height() + 2 * _OUTSIDE
        )
        self.raise_()
        self.show()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        inside = QRectF(self.rect()).adjusted(_OUTSIDE, _OUTSIDE, -_OUTSIDE, -_OUTSIDE)
        marks.paint_focus_ring(painter, inside)
        painter.end()
