"""A type-ahead list of all labels, which also makes new ones: a few letters, Enter, done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tlstudio.core.words import Label
from tlstudio.gui import fonts
from tlstudio.gui.models.label_search import is_new, matching
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.rows import LabelLine, LabelRow
from tlstudio.gui.widgets.text import Text

SHOWN_ROWS = 8


class LabelPicker(Popover):
    """Opens beside a control; closes with a choice or Esc.

    Signals:
        picked: Label id.
        created: Name of a label that does not exist yet.
    """

    picked = Signal(int)
    created = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: list[Label] = []
        self._chosen: Collection[int] = ()
        self._rows: list[LabelRow] = []
        self._current = 0
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find or name a label"))
        self.field.setAccessibleName(self.tr("Find or name a label"))
        self.field.setMinimumWidth(fonts.px(260))
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hint = Text("", "second", "text2")
        self.column.addWidget(self.field)
        self.column.addWidget(self._scroll)
        self.column.addWidget(self._hint)

    def open_for(self, labels: Sequence[Label], control: QWidget, chosen: Collection[int] = ()) -> None:
        """Show all labels below a control, with the cursor in the field.

        Args:
            chosen: Ids of labels that are shown with a tick.
        """
        self._labels, self._chosen = list(labels), chosen
        self.field.clear()
        self._filter("")
        self.open_below(control)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self._choose(self._current + step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._rows:
                    self._rows[self._current].click()
                return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        found = matching(self._labels, typed)
        for label in found:
            key = label.hot_key.replace("+", " ")
            line = LabelLine(label.id, label.name, label.colour, key, is_chosen=label.id in self._chosen)
            self._add_row(line, lambda label=label: self._pick(label.id))
        if is_new(self._labels, typed):
            name = " ".join(typed.split())
            line = LabelLine(0, self.tr("New label “{name}”").format(name=name), "text3")
            self._add_row(line, lambda name=name: self._create(name))
        if not self._labels and not typed:
            self._hint.setText(self.tr("Type the first label and press Enter"))
        self._hint.setVisible(not self._rows)
        self._scroll.setVisible(bool(self._rows))
        self._scroll.setFixedHeight(fonts.px(34) * min(SHOWN_ROWS, max(1, len(self._rows))))
        self._choose(0)
        self.adjustSize()

    def _add_row(self, line: LabelLine, act: Callable[[], None]) -> None:
        row = LabelRow(line, self._list)
        row.clicked.connect(lambda _checked=False: act())
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()

    def _choose(self, index: int) -> None:
        if not self._rows:
            return
        self._current = max(0, min(index, len(self._rows) - 1))
        for number, row in enumerate(self._rows):
            row.set_current(number == self._current)
        row = self._rows[self._current]
        self.field.setAccessibleDescription(row.accessibleName())
        self._scroll.ensureWidgetVisible(row, 0, 0)

    def _pick(self, label_id: int) -> None:
        self.close()
        self.picked.emit(label_id)

    def _create(self, name: str) -> None:
        self.close()
        self.created.emit(name)
