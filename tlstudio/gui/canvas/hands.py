"""Mouse and keys on the canvas: the tool in hand gets them, except while a key or the middle button pans or peeks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from tlstudio.gui.canvas.tool import Pointer
from tlstudio.gui.shortcuts import key_name

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas

TAP_SECONDS = 0.25
NOTCH = 120.0
START_PIXELS = 3.0  # a hand that only clicks moves less
# The other tools erase, take back or subtract with the right button.
RIGHT_FREE = ("select", "box", "rotated_box", "point")


class Hands:
    """Turns Qt's events into calls of the tool.

    Attributes:
        pan_keys: Names of the keys that pan while held; a tap of one is told as `canvas.tapped`.
        peek_keys: Names of the keys that hide all shapes while held.
        right_drag: Gets each step of a drag with the right button, while a tool is in hand that has no use for it.
        right_click: Gets a click with the right button, likewise.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._panning: QPointF | None = None
        self._space_since: float | None = None
        self._space_used = False
        self._right: QPointF | None = None
        self._is_right_drag = False
        self.right_drag: Callable[[QPointF], object] | None = None
        self.right_click: Callable[[Pointer], object] | None = None
        self.pan_keys: Callable[[], Sequence[str]] = lambda: ("Space",)
        self.peek_keys: Callable[[], Sequence[str]] = lambda: ("H",)

    # -- mouse -----------------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        canvas = self._canvas
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and self._space_since is not None):
            self._panning, self._space_used = event.position(), True
            canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.RightButton and self._is_right_free():
            self._right, self._is_right_drag = event.position(), False
        elif is_left or event.button() == Qt.MouseButton.RightButton:
            canvas.tool.press(self.pointer(event))
            canvas.tell_state()
        event.accept()

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved."""
        canvas = self._canvas
        if self._panning is not None:
            step = event.position() - self._panning
            self._panning = event.position()
            canvas.pan(step.x(), step.y())
            return
        if self._right is not None and self.right_drag is not None:
            step = event.position() - self._right
            self._is_right_drag = self._is_right_drag or step.manhattanLength() >= START_PIXELS
            if self._is_right_drag:
                self._right = event.position()
                self.right_drag(step)
            return
        pointer = self.pointer(event)
        canvas.tool.move(pointer)
        cursor = canvas.tool.cursor_at(pointer)
        if cursor is not None and self._space_since is None:
            canvas.setCursor(cursor)

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        canvas = self._canvas
        if self._panning is not None:
            self._panning = None
            canvas.setCursor(Qt.CursorShape.OpenHandCursor if self._space_since is not None else canvas.tool.cursor)
        elif self._right is not None and event.button() == Qt.MouseButton.RightButton:
            self._right = None
            if not self._is_right_drag and self.right_click is not None:
                self.right_click(self.pointer(event))
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            canvas.tool.release(self.pointer(event))
            canvas.tell_state()

    def _is_right_free(self) -> bool:
        return self.right_drag is not None and self._canvas.tool_key in RIGHT_FREE and not self._canvas.is_drawing

    def double_click(self, event: QMouseEvent) -> None:
        """The second press of a double click."""
        if event.button() == Qt.MouseButton.LeftButton and self._space_since is None:
            self._canvas.tool.double_click(self.pointer(event))
            self._canvas.tell_state()

    def wheel(self, event: QWheelEvent) -> bool:
        """Whether the tool took the wheel; else it zooms."""
        x, y = self._canvas.viewport.to_image(event.position().x(), event.position().y())
        pointer = Pointer(x, y, event.position(), held=event.buttons(), modifiers=event.modifiers())
        # Qt turns the wheel sideways while Alt is held.
        steps = (event.angleDelta().y() or event.angleDelta().x()) / NOTCH
        return self._canvas.tool.wheel(steps, pointer, event.modifiers())

    def pointer(self, event: QMouseEvent) -> Pointer:
        """The event in image pixels."""
        x, y = self._canvas.viewport.to_image(event.position().x(), event.position().y())
        return Pointer(x, y, event.position(), event.button(), event.buttons(), event.modifiers())

    # -- keys ------------------------------------------------------------------------------------------------------

    def key_down(self, event: QKeyEvent) -> bool:
        """Whether the key begins panning or peeking."""
        name = key_name(event)
        if name in self.pan_keys():
            if not event.isAutoRepeat():
                self._space_since, self._space_used = time.monotonic(), False
                self._canvas.setCursor(Qt.CursorShape.OpenHandCursor)
            return True
        if name in self.peek_keys():
            self._canvas.set_peeking(True)
            return True
        return False

    def key_up(self, event: QKeyEvent) -> bool:
        """Whether the key ended panning or peeking."""
        name = key_name(event)
        if event.isAutoRepeat():
            return True
        if name in self.pan_keys() and self._space_since is not None:
            since, self._space_since = self._space_since, None
            self._canvas.setCursor(self._canvas.tool.cursor)
            if not self._space_used and time.monotonic() - since < TAP_SECONDS:
                self._canvas.tapped.emit()
            return True
        if name in self.peek_keys():
            self._canvas.set_peeking(False)
            return True
        return False

    def let_go(self) -> None:
        """The focus went: nothing is held any more."""
        self._space_since = self._panning = self._right = None
        self._canvas.set_peeking(False)
        self._canvas.setCursor(self._canvas.tool.cursor)
