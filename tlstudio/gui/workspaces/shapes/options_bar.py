"""The bar above the image: the name of the tool in hand and what can be set of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tlstudio.core.words import Task
from tlstudio.gui import fonts, theme
from tlstudio.gui.actions import action
from tlstudio.gui.canvas.canvas import Canvas
from tlstudio.gui.canvas.tool import tool_text
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.widgets.text import Hairline, KeyCap, Text

HEIGHT = 44
OF_MASKS = ("mask_union", "mask_subtract", "mask_fill_holes", "mask_smooth", "mask_split")
MASKS_ONLY = (Task.SEGMENTATION.value,)


class OptionsBar(QWidget):
    """Keeps its place also for tools without options, so that the image does not jump when another is chosen.

    Args:
        canvas: Whose tools they are.
        keymap: The keys in force, for the caps in the options and the buttons.

    Signals:
        action: Id of the action of a button that was clicked.
    """

    action = Signal(str)

    def __init__(self, canvas: Canvas, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._keymap = keymap
        self._made: dict[str, QWidget | None] = {}
        self.setFixedHeight(fonts.px(HEIGHT))
        self.setAccessibleName(self.tr("Options of the tool"))
        self._title = Text("", "strong")
        self._hint = Text("", "second", "text2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(fonts.px(16), 0, fonts.px(12), 0)
        self._row.setSpacing(fonts.px(16))
        self._row.addWidget(self._title)
        self._operations = QWidget()
        buttons = QHBoxLayout(self._operations)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(fonts.px(4))
        rule = Hairline(vertical=True)
        rule.setFixedHeight(fonts.px(20))
        buttons.addWidget(rule)
        for name in OF_MASKS:
            row = action(f"shapes.{name}")
            button = IconButton(row.icon, QCoreApplication.translate("actions", row.text))
            button.clicked.connect(lambda _checked=False, row_id=row.id: self.action.emit(row_id))
            buttons.addWidget(button)
        self._more = IconButton("ph.dots-three", self.tr("More about masks"))
        self._more.clicked.connect(self._open_menu)
        for widget in (self._operations, self._more, self._hint):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        canvas.tool_changed.connect(self.show_tool)
        keymap.changed.connect(self._show_keys)
        theme.theme().changed.connect(self.update)
        self.show_tool(canvas.tool_key)

    def show_tool(self, key: str) -> None:
        """Show what can be set of a tool."""
        if key not in self._made:
            made = self._made[key] = self._canvas.tools[key].options()
            if made is not None:
                self._row.insertWidget(1, made)
                self._show_keys()
        for name, widget in self._made.items():
            if widget is not None:
                widget.setVisible(name == key)
        self._title.setText(tool_text(self._canvas.card.title))
        self._hint.setText(tool_text(self._canvas.card.hint))
        self._fit()

    def _show_keys(self) -> None:
        for made in self._made.values():
            for cap in made.findChildren(KeyCap) if made is not None else ():
                if cap.action:
                    cap.set_key(self._keymap.first(cap.action))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def _fit(self) -> None:
        """Fold the operations into a menu, and leave the hint out, where the bar is too narrow for them."""
        card = self._canvas.card
        of_masks, made = card.tasks == MASKS_ONLY, self._made.get(self._canvas.tool_key)
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        room = self.width() - margins.left() - margins.right() - self._title.sizeHint().width()
        if made is not None:
            room -= made.sizeHint().width() + gap
        has_room = of_masks and room >= self._operations.sizeHint().width() + gap
        self._operations.setVisible(has_room)
        self._more.setVisible(of_masks and not has_room)
        if of_masks:
            room -= (self._operations if has_room else self._more).sizeHint().width() + gap
        self._hint.setVisible(bool(card.hint) and room >= self._hint.sizeHint().width() + gap)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in OF_MASKS:
            row = action(f"shapes.{name}")
            entry = menu.addAction(QCoreApplication.translate("actions", row.text))
            entry.triggered.connect(lambda _checked=False, row_id=row.id: self.action.emit(row_id))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("win"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        painter.end()
