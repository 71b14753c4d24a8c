"""Space on a large picture: held it lets the mouse move the picture, tapped it keeps the meaning of its action."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui.workspaces.base import Workspace

TAP_SECONDS = 0.25
# X11 sends a held key as releases and presses; Qt marks them as repeats only where the press is in its queue already.
REPEAT_MS = 40
KEY = "Space"


class HoldToPan(QObject):
    """Hears Space before the table of keys does and runs its action on release, unless it was held or used to pan.

    Args:
        view: The picture; it pans by itself while the left button is down.
        room: Whose keys hold, and what does their actions.
    """

    def __init__(self, view: QWidget, room: Workspace) -> None:
        super().__init__(view)
        self._view = view
        self._room = room
        self._since: float | None = None
        self._is_used = False
        self._is_tap = False
        self.repeat_ms = REPEAT_MS if QGuiApplication.platformName() == "xcb" else 0
        self._release = QTimer(self, singleShot=True)
        self._release.timeout.connect(self._end)
        self.clock: Callable[[], float] = time.monotonic
        view.setProperty("own_keys", KEY)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if self._since is not None:
            if kind == QEvent.Type.MouseButtonPress:
                self._is_used = True
            elif kind == QEvent.Type.MouseButtonRelease:
                QTimer.singleShot(0, self, self._show_hand)  # the picture puts the arrow back itself
            elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self._let_go()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if event.isAutoRepeat():
            return True
        if event.type() == QEvent.Type.KeyPress:
            if self._release.isActive():
                self._release.stop()  # it was a repeat: the key is still held
                return True
            self._since, self._is_used = self.clock(), False
            self._show_hand()
            return True
        self._is_tap = self._since is not None and self.clock() - self._since < TAP_SECONDS
        if self.repeat_ms:
            self._release.start(self.repeat_ms)
        else:
            self._end()
        return True

    def _end(self) -> None:
        """The key is up for good."""
        is_tap = self._is_tap and not self._is_used and self._since is not None
        self._let_go()
        if is_tap:
            self._tap()

    def _tap(self) -> None:
        session = self._room.session
        found = session.keymap.find(KEY, self._room.context())
        if found is not None and not (found[0].writes and session.read_only):
            self._room.run_action(found[0].id, found[1])

    def _show_hand(self) -> None:
        if self._since is not None:
            self._view.setCursor(Qt.CursorShape.OpenHandCursor)

    def _let_go(self) -> None:
        self._since = None
        self._release.stop()
        self._view.unsetCursor()
