"""Where the cells of a grid lie: pure arithmetic, no widget."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect


class GridLayout:
    """Fixed cells in rows (or one row), from which visible ranges and hits are computed.

    Attributes:
        wanted_width: Cell width asked for; with `stretch` it grows until the row is full.
        picture_height: Height of the picture part; 0 = square.
        caption: Height below the picture.
        gap: Between cells, and around the grid's top and bottom.
        columns: Cells in a row, as fitted.
        width: Cell width, as fitted.
    """

    def __init__(self, *, one_row: bool = False) -> None:
        self.one_row = one_row
        self.wanted_width = 136
        self.picture_height = 0
        self.caption = 22
        self.gap = 14
        self.stretch = True
        self.margin = 6
        self.columns = 1
        self.width = 136

    def fit(self, width: int, height: int) -> None:
        """Adapt to a viewport."""
        room = max(1, width - 2 * self.margin)
        if self.one_row:
            self.columns = 1
            self.width = self.wanted_width
            return
        share = (room + self.gap) / (self.wanted_width + self.gap)
        # Stretched cells may also shrink a little: the nearest number of columns keeps them closest to the wish.
        self.columns = max(1, round(share) if self.stretch else int(share))
        if self.stretch:
            self.width = max(16, (room - self.gap * (self.columns - 1)) // self.columns)
        else:
            self.width = min(self.wanted_width, room)

    @property
    def height(self) -> int:
        """Cell height with the caption."""
        return (self.picture_height or self.width) + self.caption

    @property
    def pitch_x(self) -> int:
        """From one cell's left edge to the next one's."""
        return self.width + self.gap

    @property
    def pitch_y(self) -> int:
        """From one row's top to the next one's."""
        return self.height + self.gap

    def rows(self, count: int) -> int:
        """How many rows a number of cells takes."""
        return -(-count // self.columns)

    def length(self, count: int) -> int:
        """Pixels of the whole grid along its scroll direction."""
        if self.one_row:
            return max(0, count * self.pitch_x - self.gap) + 2 * self.margin
        return max(0, self.rows(count) * self.pitch_y - self.gap) + 2 * self.margin

    def cell(self, index: int, offset: int) -> QRect:
        """Where a cell lies in a viewport scrolled by `offset`."""
        if self.one_row:
            return QRect(self.margin + index * self.pitch_x - offset, self.margin, self.width, self.height)
        row, column = divmod(index, self.columns)
        return QRect(
            self.margin + column * self.pitch_x, self.margin + row * self.pitch_y - offset, self.width, self.height
        )

    def visible(self, offset: int, extent: int, count: int) -> tuple[int, int]:
        """The range of indices that is at least partly visible."""
        pitch = self.pitch_x if self.one_row else self.pitch_y
        first = max(0, (offset - self.margin) // pitch)
        last = (offset + extent - self.margin) // pitch + 1
        step = 1 if self.one_row else self.columns
        return min(count, first * step), max(0, min(count, last * step))

    def index_at(self, position: QPoint, offset: int) -> int:
        """The index under a position, -1 between the cells; it may lie behind the last one."""
        along = position.x() + (offset if self.one_row else 0) - self.margin
        down = position.y() + (0 if self.one_row else offset) - self.margin
        column, row = along // self.pitch_x, down // self.pitch_y
        if along < 0 or down < 0 or (not self.one_row and column >= self.columns) or (self.one_row and row > 0):
            return -1
        if along - column * self.pitch_x >= self.width or down - row * self.pitch_y >= self.height:
            return -1
        return column if self.one_row else row * self.columns + column

    def indices_in(self, box: QRect, offset: int, count: int) -> np.ndarray:
        """The indices whose cells meet a rectangle of the viewport, int64."""
        first, last = 0, count
        if not self.one_row:
            first, last = self.visible(offset + box.top(), box.height() + 1, count)
        indices = np.arange(first, last, dtype=np.int64)
        columns = indices if self.one_row else indices % self.columns
        rows = np.zeros_like(indices) if self.one_row else indices // self.columns
        left = self.margin + columns * self.pitch_x - (offset if self.one_row else 0)
        top = self.margin + rows * self.pitch_y - (0 if self.one_row else offset)
        meets = (left <= box.right()) & (left + self.width > box.left())
        meets &= (top <= box.bottom()) & (top + self.height > box.top())
        return indices[meets]
