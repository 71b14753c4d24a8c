"""F1: the keys of the present room, from the same table as the bindings; a click on a key re-assigns it."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.actions import ACTIONS, EVERYWHERE, Action
from tlstudio.gui.frame.menus import text_of
from tlstudio.gui.keymap import PRESETS, Keymap, shown
from tlstudio.gui.shortcuts import key_name
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.shadow import MARGIN, Floating
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.toggles import Segmented


def group_name(group: str) -> str:
    """Return a heading of the sheet in the person's language."""
    return QCoreApplication.translate("groups", group)


def place_name(context: str) -> str:
    """Return the name of a context."""
    names = {
        "start": QCoreApplication.translate("places", "Start"),
        "data": QCoreApplication.translate("places", "Data"),
        "data_shapes": QCoreApplication.translate("places", "Data"),
        "label": QCoreApplication.translate("places", "Label"),
        "shapes": QCoreApplication.translate("places", "Label"),
        "shapes_selected": QCoreApplication.translate("places", "Label, with a selection"),
        "shapes_suggested": QCoreApplication.translate("places", "Label, suggestions selected"),
        "shapes_drawing": QCoreApplication.translate("places", "Label, while drawing"),
        "review_grid": QCoreApplication.translate("places", "Review, grid"),
        "review_single": QCoreApplication.translate("places", "Review, single image"),
        "train": QCoreApplication.translate("places", "Train"),
        "results": QCoreApplication.translate("places", "Results"),
    }
    return names.get(context, context)


class KeyButton(QAbstractButton):
    """The keycaps of one action; waits for a key after a click."""

    def __init__(self, row: Action, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.keymap = keymap
        self.is_waiting = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(fonts.px(24))
        # The digits are the labels' numbers, so they stay together.
        self.setEnabled(not row.is_native and "1-0" not in row.keys and "Shift+1-0" not in row.keys)
        self.setToolTip(self.tr("Click to choose another key"))
        self.refresh()

    def refresh(self) -> None:
        """Show the keys in force."""
        keys = self.keymap.keys(self.row.id)
        self._text = shown(keys[0]) if keys else "–"
        if len(self.row.keys) > 1 and all(key in ("Left", "Right", "Up", "Down") for key in keys):
            self._text = "← ↑ ↓ →"
        self.setAccessibleName(f"{text_of(self.row)}: {self._text}")
        self.setFixedWidth(
            round(marks.keycap_size(self.tr("Press a key") if self.is_waiting else self._text).width()) + 2
        )
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        text = self.tr("Press a key") if self.is_waiting else self._text
        size = marks.keycap_size(text)
        box = QRectF(1, (self.height() - size.height()) / 2, size.width(), size.height())
        marks.paint_keycap(painter, box, text, on_accent=self.is_waiting)
        painter.end()


class ShortcutSheet(QWidget):
    """Floats over the window; Esc or a click beside it closes."""

    _waiting: KeyButton | None = None  # Qt sends events while the constructor still runs

    def __init__(self, window: QWidget, keymap: Keymap, context: str) -> None:
        super().__init__(window)
        self._host = window
        self.setProperty("overlay", True)
        self._keymap = keymap
        self._context = context
        self._before = window.focusWidget()
        self._buttons: list[KeyButton] = []
        self._panel = Floating(self, radius=12)
        self._presets = Segmented([self.tr("Standard"), self.tr("Left-handed"), self.tr("Mouse only")])
        self._presets.choose(PRESETS.index(keymap.preset))
        self._presets.chosen.connect(lambda index: self._choose_preset(PRESETS[index]))
        self._problem = Text("", "second", "rejected", wrap=True)
        self._hint = Text(
            self.tr("Click a key to change it. Bare keys are off while you type in a field."),
            "second",
            "text2",
            wrap=True,
        )
        self._reset = Button(self.tr("Take the defaults again"), "ghost")
        self._reset.clicked.connect(self._take_defaults)
        self._assemble()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show above everything."""
        self.setGeometry(self._host.rect())
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def _assemble(self) -> None:
        close = IconButton("ph.x", self.tr("Close"))
        close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.setSpacing(fonts.px(12))
        head.addWidget(Text(self.tr("Shortcuts"), "sentence"))
        head.addWidget(Text(place_name(self._context), "body", "text2"))
        head.addStretch(1)
        head.addWidget(self._presets)
        head.addWidget(close)
        columns = QHBoxLayout()
        columns.setSpacing(fonts.px(24))
        for groups in self._in_columns():
            column = QVBoxLayout()
            column.setSpacing(fonts.px(4))
            for group, rows in groups:
                self._add_group(column, group, rows)
            column.addStretch(1)
            columns.addLayout(column, 1)
        inside = QWidget()
        inside.setLayout(columns)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._problem, 1)
        foot.addWidget(self._reset)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(fonts.px(24), fonts.px(16), fonts.px(16), fonts.px(12))
        column.setSpacing(fonts.px(12))
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self._problem.hide()

    def _in_columns(self) -> list[list[tuple[str, list[Action]]]]:
        """The groups of this context and of everywhere, dealt to three columns of about the same height."""
        groups: dict[str, list[Action]] = {}
        here = [row for row in ACTIONS if self._context in row.contexts and row.keys]
        for row in [*here, *(row for row in ACTIONS if EVERYWHERE in row.contexts and row.keys)]:
            groups.setdefault(row.group, []).append(row)
        columns: list[list[tuple[str, list[Action]]]] = [[], [], []]
        heights = [0, 0, 0]
        # A group alone may be taller than the sheet while two columns stand empty: it goes on in the next ones.
        most = math.ceil((sum(len(rows) for rows in groups.values()) + 2 * len(groups)) / len(columns))
        pieces = [
            (group, rows[start : start + most]) for group, rows in groups.items() for start in range(0, len(rows), most)
        ]
        # The room's own keys stand above those that hold everywhere.
        own = {row.group for row in here}
        for group, rows in sorted(pieces, key=lambda item: (item[0] not in own, -len(item[1]))):
            lowest = heights.index(min(heights))
            columns[lowest].append((group, rows))
            heights[lowest] += len(rows) + 2
        return columns

    def _add_group(self, column: QVBoxLayout, group: str, rows: list[Action]) -> None:
        column.addWidget(Text(group_name(group), "second_strong", "text2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(fonts.px(8))
        grid.setVerticalSpacing(fonts.px(1))
        grid.setColumnMinimumWidth(0, fonts.px(84))
        grid.setColumnStretch(1, 1)
        for place, row in enumerate(rows):
            button = KeyButton(row, self._keymap)
            button.clicked.connect(lambda _checked=False, button=button: self._wait(button))
            self._buttons.append(button)
            grid.addWidget(button, place, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            text = Text(text_of(row), "body", wrap=True)
            text.setMinimumHeight(button.height())  # one line stands beside its key, several begin there
            grid.addWidget(text, place, 1)
        column.addLayout(grid)
        column.addSpacing(fonts.px(10))

    def _wait(self, button: KeyButton) -> None:
        self._stop_waiting()
        button.is_waiting = True
        button.refresh()
        self._waiting = button
        self._complain("")
        self.setFocus()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.is_waiting = False
            self._waiting.refresh()
            self._waiting = None

    def _assign(self, key: str) -> None:
        button = self._waiting
        if button is None:
            return
        clashes = self._keymap.clashes(button.row.id, key)
        if clashes:
            sentence = self.tr("{} already does “{}”. Choose another key, or change that one first.")
            self._complain(sentence.format(shown(key), text_of(clashes[0])))
        elif button.row.is_destructive and "+" not in key:
            self._complain(self.tr("This cannot be undone, so it needs Ctrl or Alt with the key."))
        else:
            others = [held for held in self._keymap.keys(button.row.id)[1:] if held != key]
            self._keymap.assign(button.row.id, [key, *others])
            self._complain("")
        self._stop_waiting()

    def _complain(self, sentence: str) -> None:
        # In the hint's place, for a line that comes and goes above would move the keys from under the pointer.
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._hint.setVisible(not sentence)

    def _choose_preset(self, preset: str) -> None:
        self._keymap.choose_preset(preset)
        for button in self._buttons:
            button.refresh()

    def _take_defaults(self) -> None:
        for button in self._buttons:
            self._keymap.assign(button.row.id, None)
            button.refresh()

    def close_sheet(self) -> None:
        """Close and give the focus back."""
        self._host.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        # Tab must be catchable as a key while one is being chosen.
        if self._waiting is not None and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._waiting is not None:
            name = key_name(event)
            if name == "Esc":
                self._stop_waiting()
            elif name:
                self._assign(name)
            event.accept()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.close_sheet()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def _place(self) -> None:
        width = min(fonts.px(1080), self.width() - 24) + 2 * MARGIN
        height = min(fonts.px(640), self.height() - 32) + 2 * MARGIN
        self._panel.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
            self._place()
        return False

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("scrim"))
        painter.end()
