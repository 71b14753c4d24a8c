"""Where ids stand in a grid that scrolls: any number of them, for rows are computed and nothing is kept per cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from tlstudio.gui.widgets.grid_layout import GridLayout

# A cell's frames reach this many pixels beyond it.
AROUND = 6


class CellArea(QAbstractScrollArea):
    """Lays ids out in rows and scrolls; what a cell shows is the subclass's own.

    Attributes:
        grid: Where cells lie.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids = np.zeros(0, dtype=np.int64)
        self._current = -1
        self.grid = GridLayout()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def ids(self) -> np.ndarray:
        """All shown ids in order, int64."""
        return self._ids

    @property
    def current_id(self) -> int:
        """The focused image's id, 0 for none."""
        return int(self._ids[self._current]) if 0 <= self._current < len(self._ids) else 0

    def set_ids(self, ids: np.ndarray | Sequence[int]) -> None:
        """Show other images; the focused one stays focused and in its place on the screen where it is still there."""
        before = self.current_id
        offset = self._cell(self._current).top() if before else 0
        self._ids = np.asarray(ids, dtype=np.int64)
        self._current = self._index_of(before) if before else -1
        if self._current < 0 and len(self._ids):
            self._current = 0
        self._lay_out()
        if before and self.current_id == before:
            self._scroll_by(self._cell(self._current).top() - offset)
        elif not before:
            self.verticalScrollBar().setValue(0)

    def set_cell(self, width: int, *, caption: int, gap: int) -> None:
        """Set the wanted cell width, the height below the picture and the distance of cells, in pixels."""
        self.grid.wanted_width = width
        self.grid.caption = caption
        self.grid.gap = gap
        self._keep_current_while(self._lay_out)

    def visible_ids(self) -> list[int]:
        """The ids whose cells are at least partly in view."""
        first, last = self._in_view()
        return self._ids[first:last].tolist()

    def cell_rect(self, image_id: int) -> QRect:
        """Where an image's cell is in the viewport; null when it is not shown."""
        index = self._index_of(image_id)
        return self._cell(index) if index >= 0 else QRect()

    def repaint_ids(self, image_ids: Iterable[int]) -> None:
        """Repaint the cells of some images, where they are in view."""
        first, last = self._in_view()
        wanted = set(image_ids)
        for index in range(first, last):
            if int(self._ids[index]) in wanted:
                self._repaint(index)

    # -- for the subclass ------------------------------------------------------------------------------------------

    def _in_view(self) -> tuple[int, int]:
        return self.grid.visible(self._offset(), self.viewport().height(), len(self._ids))

    def _offset(self) -> int:
        return self.verticalScrollBar().value()

    def _scroll_by(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _cell(self, index: int) -> QRect:
        return self.grid.cell(index, self._offset())

    def _around(self, index: int) -> QRect:
        """All that a cell paints."""
        return self._cell(index).adjusted(-AROUND, -AROUND, AROUND, AROUND)

    def _repaint(self, *indices: int) -> None:
        for index in indices:
            if index >= 0:
                self.viewport().update(self._around(index))

    def _index_of(self, image_id: int) -> int:
        found = np.flatnonzero(self._ids == image_id)
        return int(found[0]) if len(found) else -1

    def _index_at(self, position: QPoint) -> int:
        index = self.grid.index_at(position, self._offset())
        return index if 0 <= index < len(self._ids) else -1

    def _ensure_visible(self, index: int) -> None:
        cell, margin, extent = self._cell(index), self.grid.gap, self.viewport().height()
        if cell.top() < margin:
            self._scroll_by(cell.top() - margin)
        elif cell.top() + cell.height() > extent - margin:
            self._scroll_by(cell.top() + cell.height() - extent + margin)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        extent = self.viewport().height()
        self.grid.fit(self.viewport().width())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.grid.length(len(self._ids)) - extent))
        bar.setPageStep(extent)
        bar.setSingleStep(max(20, self.grid.pitch_y // 3))
        self.viewport().update()

    def _keep_current_while(self, change: Callable[[], object]) -> None:
        top = self._cell(self._current).top() if self._current >= 0 else 0
        in_view = 0 <= top < self.viewport().height()
        change()
        if self._current >= 0 and in_view:
            self._scroll_by(self._cell(self._current).top() - top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_current_while(self._lay_out)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # What stays in view is moved as pixels, only the strip that came in is painted.
        self.viewport().scroll(dx, dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.pixelDelta().isNull():
            super().wheelEvent(event)
            return
        self._scroll_by(-event.pixelDelta().y())
        event.accept()
