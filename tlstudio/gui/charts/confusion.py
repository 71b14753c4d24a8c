"""What was called what: decided labels as rows, suggested ones as columns; a cell opens the images behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.text import plain_tip

_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class ConfusionMatrix(QWidget):
    """Counts in a square of cells; click or arrow keys select one."""

    selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._colours: list[str] = []
        self._counts: list[list[int]] = []
        self._cell = (-1, -1)
        self._hover = (-1, -1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.theme().changed.connect(self.update)

    def show_counts(self, names: Sequence[str], colours: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """Show C x C counts; row = decided, column = suggested."""
        self._names, self._colours = list(names), list(colours)
        self._counts = [list(row) for row in counts]
        self._cell = (-1, -1)
        self.updateGeometry()
        self.update()

    def select(self, row: int, column: int) -> None:
        """Select a cell as if it had been clicked; an empty cell is refused."""
        inside = 0 <= row < len(self._counts) and 0 <= column < len(self._counts)
        if not inside or self._counts[row][column] == 0:
            return
        self._cell = (row, column)
        self.setAccessibleDescription(
            self.tr("{decided} called {suggested}, {count}").format(
                decided=self._names[row], suggested=self._names[column], count=self._counts[row][column]
            )
        )
        self.update()
        self.selected.emit(row, column)

    def worst_cell(self) -> tuple[int, int]:
        """Return the wrong cell with most images; (-1, -1) when nothing was wrong."""
        wrong = [(n, r, c) for r, row in enumerate(self._counts) for c, n in enumerate(row) if r != c and n]
        if not wrong:
            return -1, -1
        _, row, column = max(wrong, key=lambda item: (item[0], -item[1]))
        return row, column

    def sizeHint(self) -> QSize:
        side = fonts.px(38)
        return QSize(self._left() + side * max(2, len(self._names)), self._top() + side * max(2, len(self._names)))

    def minimumSizeHint(self) -> QSize:
        side = fonts.px(24)
        return QSize(self._left() + side * max(2, len(self._names)), self._top() + side * max(2, len(self._names)))

    def _left(self) -> int:
        widest = max((fonts.text_width(name, "body") for name in self._names), default=0)
        return min(widest + fonts.px(28), fonts.px(150))

    def _top(self) -> int:
        return fonts.px(40)

    def _box(self, row: int, column: int) -> QRectF:
        size = max(1, len(self._names))
        width = (self.width() - self._left()) / size
        height = (self.height() - self._top()) / size
        return QRectF(self._left() + column * width, self._top() + row * height, width, height).adjusted(
            1.5, 1.5, -1.5, -1.5
        )

    def _cell_at(self, at: QPointF) -> tuple[int, int]:
        size = range(len(self._names))
        return next(((r, c) for r in size for c in size if self._box(r, c).contains(at)), (-1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell != self._hover:
            self._hover = cell
            full = cell != (-1, -1) and self._counts[cell[0]][cell[1]] > 0
            self.setCursor(Qt.CursorShape.PointingHandCursor if full else Qt.CursorShape.ArrowCursor)
            self.setToolTip(plain_tip(self._tip(cell)) if full else "")
            self.update()

    def _tip(self, cell: tuple[int, int]) -> str:
        row, column = cell
        return self.tr("{decided} called {suggested}: {count}").format(
            decided=self._names[row], suggested=self._names[column], count=self._counts[row][column]
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.select(*self._cell_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or not self._names:
            super().keyPressEvent(event)
            return
        row, column = self._cell if self._cell != (-1, -1) else (0, 0)
        size = len(self._names)
        for _ in range(size):
            row, column = (row + step[0]) % size, (column + step[1]) % size
            if self._counts[row][column]:
                self.select(row, column)
                return

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter)
        for row, counts in enumerate(self._counts):
            for column, count in enumerate(counts):
                self._paint_cell(painter, row, column, count)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        quiet, ink = theme.color("text2"), theme.color("text")
        key, body = fonts.font("key"), fonts.font("body")
        painter.setFont(key)
        painter.setPen(quiet)
        line = fonts.px(18)
        painter.drawText(
            QRectF(0, self._top() - line - 2, self._left(), line),
            int(Qt.AlignmentFlag.AlignVCenter),
            self.tr("decided"),
        )
        field = QRectF(self._left(), 0, self.width() - self._left(), line)
        painter.drawText(field, int(Qt.AlignmentFlag.AlignCenter), self.tr("suggested"))
        for index, name in enumerate(self._names):
            head = self._box(0, index)
            shown = QFontMetrics(key).elidedText(name, Qt.TextElideMode.ElideRight, round(head.width() + 2))
            painter.setFont(key)
            painter.setPen(quiet)
            place = QRectF(head.left() - 2, self._top() - line - 2, head.width() + 4, line)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
            row = self._box(index, 0)
            side = fonts.px(10)
            marks.paint_swatch(painter, QRectF(0, row.center().y() - side / 2, side, side), self._colours[index])
            painter.setFont(body)
            painter.setPen(ink)
            room = self._left() - fonts.px(22)
            text = QFontMetrics(body).elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                QRectF(fonts.px(16), row.top(), room + 4, row.height()), int(Qt.AlignmentFlag.AlignVCenter), text
            )

    def _paint_cell(self, painter: QPainter, row: int, column: int, count: int) -> None:
        box = self._box(row, column)
        ground = theme.color("hover")
        ink = theme.color("text3")
        if count:
            share = count / max(1, sum(self._counts[row]))
            token = "accent" if row == column else "rejected"
            # Even a single image must be seen, so a filled cell begins at 40 % of the colour.
            ground = _mixed(theme.color(token), theme.color("surf"), 0.4 + 0.6 * share)
            ink = theme.text_on(ground)
        painter.setBrush(ground)
        chosen = (row, column) == self._cell
        hot = (row, column) == self._hover and count
        painter.setPen(QPen(theme.color("text"), 2.0 if chosen else 1.0) if chosen or hot else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(fonts.font("strong" if count else "body"))
        painter.setPen(ink)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), counted(count) if count else "·")


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    def part(a: int, b: int) -> int:
        return round(a * share + b * (1 - share))

    return QColor(part(one.red(), other.red()), part(one.green(), other.green()), part(one.blue(), other.blue()))
