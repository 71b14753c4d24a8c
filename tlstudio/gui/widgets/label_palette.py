"""The label palette of the inspector: every label with colour, key and count; a click or the key gives it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.widgets.rows import PADDING, LabelLine, LabelRow
from tlstudio.gui.widgets.text import Text


class LabelPalette(QWidget):
    """Rows of labels that scroll when there are many.

    Signals:
        chosen: Label id of the row that was clicked.
        new_wanted: The person wants another label.
        eye_clicked: Label id of the row whose eye was clicked.
        menu_wanted: Label id of the row that was clicked with the right button, and where on the screen.

    Args:
        has_eyes: Whether labels can be hidden.
    """

    chosen = Signal(int)
    new_wanted = Signal()
    eye_clicked = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None, *, has_eyes: bool = False) -> None:
        super().__init__(parent)
        self._has_eyes = has_eyes
        self._rows: list[LabelRow] = []
        self._title = Text(self.tr("Labels"), "strong")
        add = IconButton("ph.plus", self.tr("New label"), size=28, glyph=16)
        add.clicked.connect(self.new_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(fonts.px(PADDING), 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(add)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = _FittingScroll(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(6))
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.setAccessibleName(self.tr("Labels"))

    @property
    def anchor(self) -> QWidget:
        """Where the list of all labels opens."""
        return self._title

    def show_lines(self, lines: Sequence[LabelLine]) -> None:
        """Show these labels; rows are kept where they can be, so that nothing flickers."""
        while len(self._rows) > len(lines):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for index, line in enumerate(lines):
            if index < len(self._rows):
                self._rows[index].show_line(line)
                continue
            row = self._new_row(line)
            row.clicked.connect(lambda _checked=False, row=row: self.chosen.emit(row.line.label_id))
            self._rows.append(row)
            self._column.insertWidget(index, row)
            row.show()
        self._scroll.updateGeometry()

    def _new_row(self, line: LabelLine) -> LabelRow:
        if not self._has_eyes:
            return LabelRow(line, self._list)
        eye = IconButton("ph.eye", self.tr("Hide or show this label"), size=24, glyph=16)
        row = LabelRow(line, self._list, eye=eye)
        eye.clicked.connect(lambda: self.eye_clicked.emit(row.line.label_id))
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(row.line.label_id, row.mapToGlobal(at)))
        return row

    def reveal(self, label_id: int) -> None:
        """Scroll to a label."""
        for row in self._rows:
            if row.line.label_id == label_id:
                self._scroll.ensureWidgetVisible(row, 0, fonts.px(8))


class _FittingScroll(QScrollArea):
    """As high as its content where there is room, scrolling where there is not."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(120), min(self._content.sizeHint().height(), fonts.px(102)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
