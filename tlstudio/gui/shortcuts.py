"""Turn key presses into actions: one event filter that knows the room, and stays away from text fields.

Letters go by character. The number row goes by position, so that a French row needs no Shift and Shift+row is always
labels 11 to 20; the keypad's digits are always labels 1 to 10.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tlstudio.gui.actions import Action
from tlstudio.gui.keymap import Keymap, is_bare

# Scan codes of the number row, 1 to 9 and 0: X11 and Wayland count evdev codes from 8, macOS has its own.
_ROW_EVDEV = dict(zip(range(10, 20), "1234567890", strict=True))
_ROW_MAC = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), "1234567890", strict=True))
_MODIFIER_KEYS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_unknown,
}


def key_name(event: QKeyEvent) -> str:
    """Return a key press as the tables write it (`D`, `Shift+Enter`, `Ctrl+K`, `3`), empty for a lone modifier."""
    key = Qt.Key(event.key())
    if key in _MODIFIER_KEYS:
        return ""
    modifiers = event.modifiers()
    on_keypad = bool(modifiers & Qt.KeyboardModifier.KeypadModifier)
    plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    with_command = plain & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    )
    row = (_ROW_MAC if sys.platform == "darwin" else _ROW_EVDEV).get(event.nativeScanCode(), "")
    if row and not on_keypad and not with_command and QApplication.platformName() in ("xcb", "wayland", "cocoa"):
        return f"Shift+{row}" if plain & Qt.KeyboardModifier.ShiftModifier else row
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        prefix = QKeySequence(QKeyCombination(plain, Qt.Key.Key_A)).toString(QKeySequence.SequenceFormat.PortableText)
        return prefix[:-1] + "Enter"
    return QKeySequence(QKeyCombination(plain, key)).toString(QKeySequence.SequenceFormat.PortableText)


def is_typing(widget: QWidget | None) -> bool:
    """Whether a widget takes text, so that bare keys belong to it."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox))


class Shortcuts(QObject):
    """Hears the key presses of one window.

    Args:
        window: Keys count only while they go to this window (not to dialogs or popovers).
        keymap: What they mean.
        context: Returns the present context, for example `review_grid`.
        run: Receives the action and the digit; returns whether it was taken.
    """

    def __init__(
        self, window: QWidget, keymap: Keymap, context: Callable[[], str], run: Callable[[Action, int], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keymap = keymap
        self._context = context
        self._run = run
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @contextmanager
    def resting(self) -> Generator[None]:
        """Hear nothing while widgets are built: each of the thousands of events they send would be brought to Python."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        try:
            yield
        finally:
            if application is not None:
                application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window or not isinstance(event, QKeyEvent):
            return False
        if QApplication.activePopupWidget() is not None or watched is not (QApplication.focusWidget() or watched):
            return False
        found = self._action_of(watched, event)
        if found is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # keep native menu shortcuts and field edits from taking it first
            return False
        if event.isAutoRepeat() and found[0].writes and found[0].group in _ONE_AT_A_TIME:
            return True
        return self._run(*found)

    def _action_of(self, watched: QWidget, event: QKeyEvent) -> tuple[Action, int] | None:
        name = key_name(event)
        if not name or _is_in_overlay(watched):
            return None
        if is_bare(name):
            if is_typing(watched):
                return None
            # A control reached by Tab keeps the keys that press it.
            if name in ("Space", "Enter") and isinstance(watched, QAbstractButton):
                return None
            if watched.property("own_keys") and name in str(watched.property("own_keys")).split():
                return None
        elif is_typing(watched) and name in _EDITING:
            return None
        return self._keymap.find(name, self._context())


def _is_in_overlay(widget: QWidget) -> bool:
    """Whether a widget belongs to something that covers the window and has keys of its own (property `overlay`)."""
    above: QWidget | None = widget
    while above is not None:
        if above.property("overlay"):
            return True
        above = above.parentWidget()
    return False


# A decision is made by a press; a key that lies under a book decides once.
_ONE_AT_A_TIME = ("Decide", "Page")
# What a field does itself while it has the focus.
_EDITING = {"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"}
