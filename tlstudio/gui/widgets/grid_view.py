"""A grid of thumbnails: focus, selection, keys and mouse; only visible cells are painted.

It knows ids and places, not what they mean: a `CellPainter` paints one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
)
from PySide6.QtWidgets import QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets.cell_area import CellArea
from tlstudio.gui.widgets.rubber_band import RubberBand
from tlstudio.gui.widgets.selection import Selection

FASTEST_SCROLL = 40


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


class GridView(CellArea):
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

    def __init__(self, cells: CellPainter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = cells
        self._hovered = -1
        self._band = RubberBand()
        self._shown: tuple[int, int] = (0, 0)
        self.selection = Selection()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        theme.theme().changed.connect(self.viewport().update)

    # -- what is shown, focused and selected -----------------------------------------------------------------------

    def set_ids(self, ids: np.ndarray | Sequence[int]) -> None:
        before = self.current_id
        super().set_ids(ids)
        self.selection.restrict(self._ids)
        if self.current_id != before:
            self._tell_current()

    def set_current(self, image_id: int) -> None:
        """Focus an image and bring it into view."""
        self._go(self._index_of(image_id))

    def move_page(self, pages: int) -> None:
        """Move the focus by whole pages of rows."""
        rows = max(1, self.viewport().height() // max(1, self.grid.pitch_y))
        self._go(min(len(self._ids) - 1, max(0, self._current + pages * rows * self.grid.columns)))

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

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        first, last = self._in_view()
        ids = self._ids[first:last].tolist()
        self._cells.prepare(ids)
        painter = QPainter(self.viewport())
        focused = self.hasFocus()
        for index, image_id in enumerate(ids, first):
            if event.region().intersects(self._around(index)):
                self._cells.paint(
                    painter,
                    QRectF(self._cell(index)),
                    image_id,
                    selected=image_id in self.selection,
                    focused=focused and index == self._current,
                    hovered=index == self._hovered,
                )
        if self._band.is_active:
            self._band.paint(painter, self._scroll_point())
        painter.end()
        if (first, last) != self._shown:
            self._shown = (first, last)
            self.visible_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        columns, last = self.grid.columns, len(self._ids) - 1
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
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
        elif key == Qt.Key.Key_Down and target > last and self.grid.row(self._current) < self.grid.row(last):
            self._go(last, extend=extend)
        else:
            self._go(target, extend=extend)

    # -- mouse -----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position, modifiers = event.position().toPoint(), event.modifiers()
        index = self._index_at(position)
        with_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        with_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if event.button() == Qt.MouseButton.RightButton:
            if index >= 0 and int(self._ids[index]) not in self.selection:
                self._select_only(index)
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif index < 0:
            self._band.start(position, self._scroll_point())
            if not (with_shift or with_control):
                self.select([])
        elif with_shift:
            self._go(index, extend=True)
        elif with_control or self._is_on_tick(index, position):
            self._go(index)
            self.toggle_current()
        else:
            self._select_only(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._band.is_active:
            self._pull_band(position)
            return
        hovered = self._index_at(position)
        if hovered != self._hovered:
            before, self._hovered = self._hovered, hovered
            self._repaint(before, hovered)

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

    # -- inside ----------------------------------------------------------------------------------------------------

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
        self._repaint(before, index)
        if extend:
            self._selection_changed()
        if index != before:
            self._tell_current()

    def _select_only(self, index: int) -> None:
        self._go(index)
        self.select([self.current_id])

    def _pull_band(self, position: QPoint) -> None:
        """Select what the band touches; beyond the edge it scrolls, the faster the farther."""
        edge = self.viewport().rect()
        if position.y() > edge.bottom():
            self._scroll_by(min(FASTEST_SCROLL, position.y() - edge.bottom()))
        elif position.y() < edge.top():
            self._scroll_by(max(-FASTEST_SCROLL, position.y() - edge.top()))
        self._band.pull(position, self._scroll_point())
        inside = self.grid.indices_in(self._band.rect(self._scroll_point()), self._offset(), len(self._ids))
        self.select(self._ids[inside].tolist())
        self.viewport().update()

    def _is_on_tick(self, index: int, position: QPoint) -> bool:
        """Whether the press is on the corner with the tick: the mouse-only way to select several."""
        corner = self._cell(index).topLeft()
        return QRect(corner.x(), corner.y(), fonts.px(32), fonts.px(32)).contains(position)

    def _scroll_point(self) -> QPoint:
        return QPoint(0, self._offset())

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
