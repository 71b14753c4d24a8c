"""A grid of thumbnails for any number of images: rows are computed, only visible cells are painted.

Used by the gallery, the review grid and (as a single row) the film strip. It knows ids and places, not what they mean:
a `CellPainter` paints one cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets.grid_layout import GridLayout
from tlstudio.gui.widgets.rubber_band import RubberBand
from tlstudio.gui.widgets.selection import Selection


class CellPainter(Protocol):
    """Paints the cells of a grid."""

    def prepare(self, ids: Sequence[int]) -> None:
        """Read what the visible cells need, in one question; called before each paint."""
        ...

    def paint(
        self, painter: QPainter, cell: QRectF, image_id: int, *, selected: bool, focused: bool, hovered: bool
    ) -> None:
        """Paint one cell: the picture square at its top, the caption below."""
        ...

    def describe(self, image_id: int) -> str:
        """Say in words what a cell shows, for screen readers."""
        ...


class GridView(QAbstractScrollArea):
    """Shows ids in rows; arrows, Home, End and the page keys move, Shift extends, a drag on empty space selects.

    Signals:
        current_changed: The focused image's id, 0 for none.
        selection_changed: The set of selected images is another one.
        activated: An image was double-clicked.
        menu_wanted: Right click or menu key: global position.
        visible_changed: The visible ids are other ones (scrolled, resized, filtered).
    """

    current_changed = Signal(int)
    selection_changed = Signal()
    activated = Signal(int)
    menu_wanted = Signal(QPoint)
    visible_changed = Signal()

    def __init__(self, cells: CellPainter, name: str, parent: QWidget | None = None, *, one_row: bool = False) -> None:
        super().__init__(parent)
        self._cells = cells
        self._name = name
        self._ids = np.zeros(0, dtype=np.int64)
        self._current = -1
        self._hovered = -1
        self._band = RubberBand()
        self._shown: tuple[int, int] = (0, 0)
        self.selection = Selection()
        self.grid = GridLayout(one_row=one_row)
        self.select_on_click = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if one_row else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if one_row else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        theme.theme().changed.connect(self.viewport().update)

    @property
    def ids(self) -> np.ndarray:
        """All shown ids in order, int64."""
        return self._ids

    def set_ids(self, ids: np.ndarray | Sequence[int], *, keep_place: bool = True) -> None:
        """Show other images; the focused one stays focused and in its place on the screen where it is still there."""
        before = self.current_id
        offset = self._cell(self._current).top() if before else 0
        self._ids = np.asarray(ids, dtype=np.int64)
        self._current = self._index_of(before) if keep_place and before else -1
        if self._current < 0 and len(self._ids):
            self._current = 0
        self.selection.restrict(self._ids)
        self._lay_out()
        if keep_place and before and self.current_id == before:
            self._scroll_by(self._cell(self._current).top() - offset)
        elif not keep_place or not before:
            self._bar().setValue(0)
        self.viewport().update()
        if self.current_id != before:
            self._tell_current()

    def set_cell(
        self, width: int, *, picture_height: int = 0, caption: int = 22, gap: int = 14, stretch: bool = True
    ) -> None:
        """Set the wanted cell width and what lies below the picture, in pixels; `stretch` fills the row exactly."""
        self.grid.wanted_width = width
        self.grid.picture_height = picture_height
        self.grid.caption = caption
        self.grid.gap = gap
        self.grid.stretch = stretch
        self._keep_current_while(self._lay_out)

    @property
    def current_id(self) -> int:
        """The focused image's id, 0 for none."""
        return int(self._ids[self._current]) if 0 <= self._current < len(self._ids) else 0

    def set_current(self, image_id: int, *, extend: bool = False) -> None:
        """Focus an image and bring it into view."""
        index = self._index_of(image_id)
        if index >= 0:
            self._go(index, extend=extend)

    def visible_ids(self) -> list[int]:
        """The ids whose cells are at least partly in view."""
        first, last = self.grid.visible(self._offset(), self._extent(), len(self._ids))
        return self._ids[first:last].tolist()

    def whole_rows_ids(self) -> list[int]:
        """The ids of the rows that fit completely from the top of the view: a page of the review grid."""
        first, _ = self.grid.visible(self._offset(), 1, len(self._ids))
        rows = max(1, (self.viewport().height() + self.grid.gap) // max(1, self.grid.pitch_y))
        return self._ids[first : first + rows * self.grid.columns].tolist()

    def selected_ids(self) -> list[int]:
        """The selected ids in the order shown."""
        return self.selection.in_order(self._ids)

    def select(self, image_ids: Iterable[int]) -> None:
        """Select exactly these."""
        if self.selection.replace(image_ids):
            self._selection_changed()

    def toggle_current(self) -> None:
        """Select the focused image, or no longer."""
        if self.current_id:
            self.selection.toggle(self.current_id)
            self._selection_changed()

    def cell_rect(self, image_id: int) -> QRect:
        """Where an image's cell is in the viewport; null when it is not shown."""
        index = self._index_of(image_id)
        return self._cell(index) if index >= 0 else QRect()

    def repaint_ids(self, image_ids: Iterable[int]) -> None:
        """Repaint the cells of some images, where they are in view."""
        first, last = self.grid.visible(self._offset(), self._extent(), len(self._ids))
        wanted = set(image_ids)
        for index in range(first, last):
            if int(self._ids[index]) in wanted:
                self.viewport().update(self._cell(index).adjusted(-6, -6, 6, 6))

    def move_page(self, pages: int) -> None:
        """Move the focus by whole pages of rows."""
        rows = max(1, self._extent() // max(1, self.grid.pitch_x if self.grid.one_row else self.grid.pitch_y))
        step = rows if self.grid.one_row else rows * self.grid.columns
        self._go(min(len(self._ids) - 1, max(0, self._current + pages * step)))

    def _bar(self) -> QScrollBar:
        return self.horizontalScrollBar() if self.grid.one_row else self.verticalScrollBar()

    def _offset(self) -> int:
        return self._bar().value()

    def _extent(self) -> int:
        return self.viewport().width() if self.grid.one_row else self.viewport().height()

    def _scroll_by(self, pixels: int) -> None:
        self._bar().setValue(self._bar().value() + pixels)

    def _cell(self, index: int) -> QRect:
        return self.grid.cell(index, self._offset())

    def _index_of(self, image_id: int) -> int:
        found = np.flatnonzero(self._ids == image_id)
        return int(found[0]) if len(found) else -1

    def _index_at(self, position: QPoint) -> int:
        index = self.grid.index_at(position, self._offset())
        return index if 0 <= index < len(self._ids) else -1

    def _lay_out(self) -> None:
        self.grid.fit(self.viewport().width(), self.viewport().height())
        length = self.grid.length(len(self._ids))
        bar = self._bar()
        bar.setRange(0, max(0, length - self._extent()))
        bar.setPageStep(self._extent())
        bar.setSingleStep(max(20, (self.grid.pitch_x if self.grid.one_row else self.grid.pitch_y) // 3))
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
        if self.grid.one_row:
            delta = event.angleDelta().x() or event.angleDelta().y()
            self._scroll_by(-delta)
            event.accept()
            return
        if not event.pixelDelta().isNull():
            self._scroll_by(-event.pixelDelta().y())
            event.accept()
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        first, last = self.grid.visible(self._offset(), self._extent(), len(self._ids))
        ids = self._ids[first:last].tolist()
        self._cells.prepare(ids)
        painter = QPainter(self.viewport())
        focused = self.hasFocus()
        for place, image_id in enumerate(ids):
            cell = self._cell(first + place)
            if not event.region().intersects(cell.adjusted(-6, -6, 6, 6)):
                continue
            self._cells.paint(
                painter,
                QRectF(cell),
                image_id,
                selected=image_id in self.selection,
                focused=focused and first + place == self._current,
                hovered=first + place == self._hovered,
            )
        if self._band.is_active:
            self._band.paint(painter, self._scroll_point())
        painter.end()
        if (first, last) != self._shown:
            self._shown = (first, last)
            self.visible_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        columns = 1 if self.grid.one_row else self.grid.columns
        last = len(self._ids) - 1
        target = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Up: self._current - columns,
            Qt.Key.Key_Down: self._current + columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.move_page(1 if key == Qt.Key.Key_PageDown else -1)
        elif target is None or last < 0:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Down and target > last and self._row(self._current) < self._row(last):
            self._go(last, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif 0 <= target <= last:
            self._go(target, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _row(self, index: int) -> int:
        return index // max(1, self.grid.columns)

    def _go(self, index: int, *, extend: bool = False) -> None:
        if not 0 <= index < len(self._ids):
            return
        before = self._current
        if extend:
            self.selection.extend(self._ids, self._current, index)
        else:
            self.selection.forget_anchor()
        self._current = index
        self._ensure_visible(index)
        for changed in (before, index):
            if changed >= 0:
                self.viewport().update(self._cell(changed).adjusted(-6, -6, 6, 6))
        if extend:
            self._selection_changed()
        if index != before:
            self._tell_current()

    def _ensure_visible(self, index: int) -> None:
        cell = self._cell(index)
        start, size = (cell.left(), cell.width()) if self.grid.one_row else (cell.top(), cell.height())
        margin = self.grid.gap
        if start < margin:
            self._scroll_by(start - margin)
        elif start + size > self._extent() - margin:
            self._scroll_by(start + size - self._extent() + margin)

    def _tell_current(self) -> None:
        if self.current_id:
            self._cells.prepare([self.current_id])
            place = self.tr("{} of {}").format(self._current + 1, len(self._ids))
            self.setAccessibleDescription(f"{place}, {self._cells.describe(self.current_id)}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.current_changed.emit(self.current_id)

    def _selection_changed(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        modifiers = event.modifiers()
        if event.button() == Qt.MouseButton.RightButton:
            if index >= 0 and int(self._ids[index]) not in self.selection:
                self._go(index)
                if self.select_on_click:
                    self.select([self.current_id])
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if index < 0:
            self._band.start(event.position().toPoint(), self._scroll_point())
            if not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
                self.select([])
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._go(index, extend=True)
        elif modifiers & Qt.KeyboardModifier.ControlModifier or self._on_tick(index, event.position().toPoint()):
            self._go(index)
            self.toggle_current()
        else:
            self._go(index)
            if self.select_on_click:
                self.select([self.current_id])

    def _on_tick(self, index: int, position: QPoint) -> bool:
        """Whether the press is on the corner with the tick: the mouse-only way to select several."""
        if not self.select_on_click:
            return False
        corner = self._cell(index).topLeft()
        return QRect(corner.x(), corner.y(), fonts.px(32), fonts.px(32)).contains(position)

    def _scroll_point(self) -> QPoint:
        return QPoint(self._offset(), 0) if self.grid.one_row else QPoint(0, self._offset())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._band.is_active:
            edge = self.viewport().rect()
            if position.y() > edge.bottom():
                self._scroll_by(min(40, position.y() - edge.bottom()))
            elif position.y() < edge.top():
                self._scroll_by(max(-40, position.y() - edge.top()))
            self._band.pull(position, self._scroll_point())
            inside = self.grid.indices_in(self._band.rect(self._scroll_point()), self._offset(), len(self._ids))
            self.select(self._ids[inside].tolist())
            self.viewport().update()
            return
        hovered = self._index_at(position)
        if hovered != self._hovered:
            before, self._hovered = self._hovered, hovered
            for index in (before, hovered):
                if index >= 0:
                    self.viewport().update(self._cell(index).adjusted(-6, -6, 6, 6))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._band.is_active:
            self._band.end()
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(int(self._ids[index]))

    def leaveEvent(self, _event: object) -> None:
        self._hovered = -1
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._current >= 0:
            position = self.viewport().mapToGlobal(self._cell(self._current).center())
        if self._current >= 0:
            self.menu_wanted.emit(position)
