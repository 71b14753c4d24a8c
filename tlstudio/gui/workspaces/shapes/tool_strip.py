"""The tools at the left edge: one button each, its key at the foot."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tlstudio.core.words import Task
from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.canvas import tool_modules
from tlstudio.gui.canvas.tool import ToolCard, tool_text
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.text import Hairline

WIDTH = 44
SIDE = 36
GLYPH = 20
GROUP = 10
EDGE = 8
RULE = 20
LEAST_SIDE = 26
MOST_COLUMNS = 3


class _ToolButton(QAbstractButton):
    """An icon with a small key letter at its lower right."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self._key = ""
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.theme().changed.connect(self.update)

    def set_key(self, key: str) -> None:
        """Show the key in force."""
        self._key = key
        self.setToolTip(f"{self.text()} ({key})" if key else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(SIDE), fonts.px(SIDE))

    def nextCheckState(self) -> None:
        """The canvas says which tool is in hand; a click only asks."""

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hot = self.isChecked(), self.underMouse() and self.isEnabled()
        ground = "soft" if chosen else "press" if self.isDown() else "hover" if hot else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        ink = "acct" if chosen else "text2" if self.isEnabled() else "text_off"
        side = fonts.px(GLYPH)
        left = (self.width() - side) / 2 - (fonts.px(4) if self._key else 0)
        paint_icon(
            painter, QRectF(left, (self.height() - side) / 2 - (2 if self._key else 0), side, side), self._icon, ink
        )
        if len(self._key) == 1:
            painter.setFont(fonts.font("key"))
            painter.setPen(theme.color(ink))
            box = QRectF(self.rect()).adjusted(0, 0, -3, -1)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._key)
        painter.end()


class ToolStrip(QWidget):
    """All tools that a kind of project has.

    Signals:
        action: Id of the action that was clicked.
    """

    action = Signal(str)

    def __init__(self, keymap: Keymap, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._buttons: dict[str, _ToolButton] = {}
        self._actions: dict[_ToolButton, str] = {}
        self._groups: list[list[_ToolButton]] = [[]]
        self._rules: list[Hairline] = []
        self.setFixedWidth(fonts.px(WIDTH))
        self.setAccessibleName(self.tr("Tools"))
        cards = sorted((module.CARD for module in tool_modules().values()), key=lambda card: card.place)
        group = 0
        for card in cards:
            if task.value not in card.tasks:
                continue
            if card.place // GROUP != group:
                group = card.place // GROUP
                self._groups.append([])
            self._buttons[card.key] = self._add(card)
        self._groups.append([])
        peek = ToolCard("peek", "Hide or show all shapes", "ph.eye", "shapes.hide", 0)
        self._add(peek, shown_key="shapes.peek")
        self._rules = [Hairline(self) for _group in self._groups[1:]]
        keymap.changed.connect(self.show_keys)
        theme.theme().changed.connect(self.update)
        self.show_keys()

    def show_tool(self, key: str) -> None:
        """Mark the tool in hand."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def offers(self, key: str) -> bool:
        """Whether this kind of project has a tool."""
        return key in self._buttons

    def set_read_only(self) -> None:
        """Switch the drawing tools off."""
        for name, button in self._buttons.items():
            button.setEnabled(name == "select")

    def show_keys(self) -> None:
        """Put the keys in force on the buttons."""
        for button, action in self._actions.items():
            button.set_key(self._keymap.first(action))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("win"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _add(self, card: ToolCard, *, shown_key: str = "") -> _ToolButton:
        button = _ToolButton(card.icon, tool_text(card.title))
        button.setParent(self)
        button.clicked.connect(lambda: self.action.emit(card.action))
        self._actions[button] = shown_key or card.action
        self._groups[-1].append(button)
        return button

    def _arrange(self) -> None:
        """Place the buttons below each other; where the window is too low for that, closer or in columns."""
        columns, side, gap = self._best_fit()
        side, gap = fonts.px(side), fonts.px(gap)
        width = columns * side + (columns - 1) * gap
        self.setFixedWidth(max(fonts.px(WIDTH), width + fonts.px(EDGE)))
        left, top = (self.width() - width) // 2, fonts.px(EDGE)
        for number, group in enumerate(self._groups):
            if number:
                rule = fonts.px(RULE)
                self._rules[number - 1].setGeometry((self.width() - rule) // 2, top + gap, rule, 1)
                top += 3 * gap + 1
            for place, button in enumerate(group):
                row, column = divmod(place, columns)
                button.setGeometry(left + column * (side + gap), top + row * (side + gap), side, side)
            top += math.ceil(len(group) / columns) * (side + gap)

    def _best_fit(self) -> tuple[int, int, int]:
        """Columns, side of a button and gap; an image needs the width more than a button its ground."""
        sizes = range(SIDE, LEAST_SIDE - 1, -1)
        fits = [(columns, side, (side - 24) // 3) for columns in range(1, MOST_COLUMNS + 1) for side in sizes]
        return next((fit for fit in fits if self._height(*fit) <= self.height()), fits[-1])

    def _height(self, columns: int, side: int, gap: int) -> int:
        rows = sum(math.ceil(len(group) / columns) for group in self._groups)
        rules = len(self._groups) - 1
        return 2 * fonts.px(EDGE) + rows * (fonts.px(side) + fonts.px(gap)) + rules * (3 * fonts.px(gap) + 1)
