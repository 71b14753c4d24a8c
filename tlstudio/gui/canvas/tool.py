"""What a tool of the canvas is, and what it may ask of the canvas. Each tool is one file of `tools/` with a CARD."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from tlstudio.gui.canvas.canvas import Canvas


@dataclass(frozen=True, slots=True)
class ToolCard:
    """A tool of the strip.

    Attributes:
        key: Its name in the code.
        title: What the tip says, in English; `tool_text` has it in the person's language, and the hint.
        icon: Phosphor icon.
        action: The action that chooses it; its key stands at the foot of the button.
        place: Order in the strip; a gap of ten or more begins another group.
        tasks: Kinds of project that have it, as in `core.words.Task`.
        draws: Whether it makes shapes, so that it needs a label.
        keeps_selection: Whether what is selected stays so when it is taken into the hand, because it goes on with that.
        hint: What the hand does, for the bar above the image; left out where there is no room.
    """

    key: str
    title: str
    icon: str
    action: str
    place: int
    tasks: tuple[str, ...] = ("detection", "segmentation")
    draws: bool = True
    keeps_selection: bool = False
    hint: str = ""


def tool_text(text: str) -> str:
    """Return a title or a hint of a card in the person's language."""
    return QCoreApplication.translate("tools", text) if text else ""


@dataclass(frozen=True, slots=True)
class Pointer:
    """One event of the mouse.

    Attributes:
        x: In image pixels, not clamped to the image.
        y: Likewise.
        at: In logical pixels of the view.
        button: Which button changed; NoButton for a move.
        held: Buttons that are down.
        modifiers: Keys held.
    """

    x: float
    y: float
    at: QPointF
    button: Qt.MouseButton = Qt.MouseButton.NoButton
    held: Qt.MouseButton = Qt.MouseButton.NoButton
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def shift(self) -> bool:
        """Whether Shift is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.ShiftModifier)

    @property
    def ctrl(self) -> bool:
        """Whether Ctrl (Cmd) is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.ControlModifier)


class Tool:
    """Turns mouse events into a draft and, when the hand is done, into one change.

    Every drawing tool works by press-drag-release and by click-move-click alike.

    Attributes:
        outlives_changes: Whether a draft stays when shapes of the image change otherwise (undo, what comes from a
            worker): it is of nothing that is stored.
    """

    cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor
    outlives_changes = False

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    @property
    def is_drawing(self) -> bool:
        """Whether a draft exists: the keys for drawing hold, Esc drops it."""
        return False

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still being worked out off the window's thread."""
        return False

    def press(self, pointer: Pointer) -> None:
        """The left button (or the right one, where a tool has a use for it) went down."""

    def move(self, pointer: Pointer) -> None:
        """The mouse moved, with or without a button."""

    def release(self, pointer: Pointer) -> None:
        """The button went up."""

    def double_click(self, pointer: Pointer) -> None:
        """The second press of a double click; the first came as an ordinary press."""
        self.press(pointer)

    def finish(self) -> bool:
        """Complete the draft (Enter); whether there was one."""
        return False

    def step_back(self) -> bool:
        """Take the last point of the draft back; whether there was one."""
        return False

    def cancel(self) -> bool:
        """Drop the draft; whether there was one."""
        return False

    def leave(self) -> None:
        """Another tool was chosen."""
        self.cancel()

    def close(self) -> None:
        """The canvas goes: end threads."""

    def leave_view(self) -> None:
        """The mouse left the view."""

    def wheel(self, steps: float, pointer: Pointer, modifiers: Qt.KeyboardModifier) -> bool:
        """The wheel turned by notches (away from the hand: above 0); whether the tool took it, else the view zooms."""
        return False

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Actions (without `shapes.`) that this tool does itself while it is in hand."""
        return {}

    def options(self) -> QWidget | None:
        """What can be set while the tool is in hand (size, tolerance): stands at the top of the stage, made once."""
        return None

    def cursor_at(self, pointer: Pointer) -> Qt.CursorShape | QCursor | None:
        """Which cursor shows at a place; None = leave it as it is."""
        return None

    def paint(self, painter: QPainter) -> None:
        """Paint the draft, in logical pixels of the view."""
