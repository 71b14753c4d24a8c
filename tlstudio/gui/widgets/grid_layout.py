"""Where the cells of a grid lie: pure arithmetic, no widget."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect


class GridLayout:
    """Equal cells in rows that fill a width, from which visible ranges and hits are computed.

    Attributes:
        wanted_width: Cell width asked for, in pixels; cells grow or shrink a little until the row is full.
        caption: Height below the picture, which is square.
        gap: Between cells.
        margin: Around all cells.
        columns: Cells in a row, as fitted.
        width: Cell width, as fitted.
    """

    def __init__(self) -> None:
        self.wanted_width = 136
        self.caption = 22
        self.gap = 14
        self.margin = 6
        self.columns = 1
        self.width = 136

    def fit(self, width: int) -> None:
        """Adapt to the width of a viewport."""
        room = max(1, width - 2 * self.margin)
        # The nearest number of columns keeps the cells closest to the wish.
        self.columns = max(1, round((room + self.gap) / (self.wanted_width + self.gap)))
        self.width = max(16, (room - self.gap * (self.columns - 1)) // self.columns)

    @property
    def height(self) -> int:
        """Cell height with the caption."""
        return self.width + self.caption

    @property
    def pitch_x(self) -> int:
        """From one cell's left edge to the next one's."""
        return self.width + self.gap

    @property
    def pitch_y(self) -> int:
        """From one row's top to the next one's."""
        return self.height + self.gap

    def row(self, index: int) -> int:
        """The row of a cell, from 0."""
        return index // self.columns

    def length(self, count: int) -> int:
        """Height of the whole grid."""
        rows = -(-count // self.columns)
        return max(0, rows * self.pitch_y - self.gap) + 2 * self.margin

    def cell(self, index: int, offset: int) -> QRect:
        """Where a cell lies in a viewport scrolled down by `offset`."""
        row, column = divmod(index, self.columns)
        return QRect(
            self.margin + column * self.pitch_x, self.margin + row * self.pitch_y - offset, self.width, self.height
        )

    def visible(self, offset: int, extent: int, count: int) -> tuple[int, int]:
        """The range of indices that is at least partly visible in `extent` pixels from `offset` on."""
        first = max(0, (offset - self.margin) // self.pitch_y)
        last = (offset + extent - self.margin) // self.pitch_y + 1
        return min(count, first * self.columns), max(0, min(count, last * self.columns))

    def index_at(self, position: QPoint, offset: int) -> int:
        """The index under a position, -1 between the cells; it may lie behind the last one."""
        along, down = position.x() - self.margin, position.y() + offset - self.margin
        column, row = along // self.pitch_x, down // self.pitch_y
        if along < 0 or down < 0 or column >= self.columns:
            return -1
        if along - column * self.pitch_x >= self.width or down - row * self.pitch_y >= self.height:
            return -1
        return row * self.columns + column

    def indices_in(self, box: QRect, offset: int, count: int) -> np.ndarray:
        """The indices whose cells meet a rectangle of the viewport, int64."""
        first, last = self.visible(offset + box.top(), box.height() + 1, count)
        indices = np.arange(first, last, dtype=np.int64)
        left = self.margin + indices % self.columns * self.pitch_x
        top = self.margin + indices // self.columns * self.pitch_y - offset
        meets = (left <= box.right()) & (left + self.width > box.left())
        meets &= (top <= box.bottom()) & (top + self.height > box.top())
        return indices[meets]
