"""A table painted in one go: a head, rows of one height, one of them current; click or Up and Down choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets.rows import paint_text


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, its width relative to the others, and whether its cells stand at the right."""

    title: str
    share: float
    right: bool = False


class PaintedTable(QWidget):
    """Subclasses say how many rows there are, what a row is called, and paint its cells.

    Args:
        name: What a screen reader says.
        columns: From left to right.
        head: Height of the head in pixels of the design.
        row: Height of a row.
        margin: Space left and right of the cells.

    Signals:
        chosen: The row that became current.
    """

    chosen = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        head: int,
        row: int,
        margin: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.current = -1
        self._head, self._row, self._margin = head, row, margin
        self._hover = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.theme().changed.connect(self.update)

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_name(self, index: int) -> str:
        """A row for the screen reader."""
        raise NotImplementedError

    def paint_cells(self, painter: QPainter, index: int, cells: list[QRectF]) -> None:
        """Paint a row's cells."""
        raise NotImplementedError

    def is_marked(self, index: int) -> bool:
        """Whether a row stands out even when it is not current."""
        return False

    def show_current(self, index: int) -> None:
        """Make a row current without telling; call after the rows changed."""
        self.current = index if 0 <= index < self.row_count() else -1
        self._describe()
        self.updateGeometry()
        self.update()

    def choose(self, index: int) -> None:
        """Make a row current as if the person had clicked."""
        if 0 <= index < self.row_count():
            self.current = index
            self._describe()
            self.update()
            self.chosen.emit(index)

    def row_at(self, y: float) -> int:
        """The row at a height in pixels; -1 outside."""
        index = int((y - fonts.px(self._head)) // fonts.px(self._row))
        return index if y >= fonts.px(self._head) and 0 <= index < self.row_count() else -1

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(640), fonts.px(self._head) + fonts.px(self._row) * max(1, self.row_count()))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(560), self.sizeHint().height())

    def _describe(self) -> None:
        self.setAccessibleDescription(self.row_name(self.current) if self.current >= 0 else "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        if row != self._hover:
            self._hover = row
            self.update()

    def leaveEvent(self, _event: object) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self.row_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(min(max(0, self.current + step), self.row_count() - 1))

    def _cells(self, top: float, height: float) -> list[QRectF]:
        total = sum(column.share for column in self.columns)
        left, width = float(fonts.px(self._margin)), self.width() - 2 * fonts.px(self._margin)
        cells: list[QRectF] = []
        for column in self.columns:
            span = width * column.share / total
            cells.append(QRectF(left, top, span, height))
            left += span
        return cells

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, row = fonts.px(self._head), fonts.px(self._row)
        for column, cell in zip(self.columns, self._cells(0, head - 2), strict=True):
            inside = cell if column.right else cell.adjusted(0, 0, -fonts.px(6), 0)
            paint_text(painter, inside, column.title, "second", "text2", right=column.right)
        for index in range(self.row_count()):
            top = head + index * row
            painter.setPen(QPen(theme.color("grid"), 1.0))
            painter.drawLine(fonts.px(self._margin), top, self.width() - fonts.px(self._margin), top)
            self._paint_ground(painter, index, QRectF(0, top + 1, self.width(), row - 1))
            self.paint_cells(painter, index, self._cells(top, row))
        painter.end()

    def _paint_ground(self, painter: QPainter, index: int, box: QRectF) -> None:
        is_current = self.is_marked(index) or (index == self.current and self.hasFocus())
        ground = "soft" if is_current else "hover" if index == self._hover else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(box, 6, 6)
