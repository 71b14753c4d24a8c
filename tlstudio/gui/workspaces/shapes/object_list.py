"""The list of what is on the image: badge, swatch, label, size; it follows the canvas's selection and leads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tlstudio.core.words import Label
from tlstudio.gui import fonts, theme
from tlstudio.gui.canvas.shapes import Kind, Shape
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.rows import PADDING, paint_text

ROW = 30
DOTS = 24
MOST_ROWS = 50
Index = QModelIndex | QPersistentModelIndex
_SHAPE = Qt.ItemDataRole.UserRole


class ListOrder(StrEnum):
    """In which order the list shows shapes; the values are stored."""

    ABOVE = "above"
    LABEL = "label"
    SIZE = "size"
    PLACE = "place"


ORDERS = tuple(ListOrder)


def in_order(shapes: Sequence[Shape], order: ListOrder, labels: Mapping[int, Label]) -> list[Shape]:
    """Return shapes as the list shows them.

    Args:
        shapes: The lowest first.
    """
    new = list(reversed(shapes))
    if order is ListOrder.LABEL:
        places = {label.id: label.position for label in labels.values()}
        new.sort(key=lambda shape: places.get(shape.label_id, len(places)))
    elif order is ListOrder.SIZE:
        new.sort(key=_extent, reverse=True)
    elif order is ListOrder.PLACE:
        new.sort(key=lambda shape: (shape.bounds[1], shape.bounds[0]))
    return new


def _extent(shape: Shape) -> float:
    left, top, right, bottom = shape.bounds
    return float(shape.pixels.area) if shape.pixels is not None else (right - left) * (bottom - top)


def size_text(shape: Shape) -> str:
    """Say how large a shape is: `107 × 107 px`, `7,144 px`, or where a point lies; of a suggestion the score.

    Of a rotated box its own sides count, not those of the upright box around it.
    """
    if shape.is_suggestion and shape.score is not None:
        return decimal(shape.score)
    left, top, right, bottom = shape.bounds
    if shape.kind is Kind.POINT:
        return f"{left:.0f}, {top:.0f}"
    if shape.kind is Kind.MASK and shape.pixels is not None:
        return f"{counted(shape.pixels.area)} px"
    width, height = right - left, bottom - top
    if shape.kind is Kind.ROTATED_BOX:
        first, second, third = shape.outline[:3]
        width, height = float(np.hypot(*(second - first))), float(np.hypot(*(third - second)))
    return f"{width:.0f} × {height:.0f} px"


class _Model(QAbstractListModel):
    """The shapes in the order chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes: Sequence[Shape] = ()
        self.labels: Mapping[int, Label] = {}
        self.places: dict[int, int] = {}
        self.order = ListOrder.ABOVE

    def show(self, shapes: Sequence[Shape], labels: Mapping[int, Label]) -> list[int] | None:
        """Show other shapes; where only their content differs the rows stay, and with them the selection.

        Returns:
            The rows whose content differs; None where the rows are others.
        """
        before, new = self.shapes, in_order(shapes, self.order, labels)
        same = [s.id for s in new] == [s.id for s in before]
        if not same:
            self.beginResetModel()
        everywhere = labels is not self.labels
        self.shapes, self.labels = new, labels
        if not same:
            self.places = {shape.id: row for row, shape in enumerate(new)}
            self.endResetModel()
            return None
        return [row for row, shape in enumerate(new) if everywhere or shape is not before[row]]

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.shapes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shape = self.shapes[index.row()]
        if role == _SHAPE:
            return shape
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            label = self.labels.get(shape.label_id)
            return f"{label.name if label else ''}, {shape.kind.word}, {size_text(shape)}"
        return None


def dots_of(row: QRectF) -> QRectF:
    """Where in a row its menu opens."""
    side = fonts.px(DOTS)
    return QRectF(row.right() - fonts.px(4) - side, row.center().y() - side / 2, side, side)


class _Rows(QStyledItemDelegate):
    """Paints a row: badge, swatch, label, size, lock; selected or under the mouse, the dots of its menu."""

    def __init__(self, model: _Model) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(fonts.px(120), fonts.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRectF = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  (the stub lacks the fields)
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        shape: Shape = index.data(_SHAPE)
        label = self._model.labels.get(shape.label_id)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = "soft" if chosen else "hover" if state & QStyle.StateFlag.State_MouseOver else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        box = rect.adjusted(fonts.px(PADDING), 0, -fonts.px(PADDING), 0)
        middle = box.center().y()
        badge, swatch = fonts.px(16), fonts.px(10)
        mark = marks.Mark.SUGGESTED if shape.is_suggestion else marks.Mark.ACCEPTED
        marks.paint_badge(painter, QRectF(box.left(), middle - badge / 2, badge, badge), mark)
        at = QPointF(box.left() + fonts.px(26), middle - swatch / 2)
        colour = label.colour if label else "edge"
        marks.paint_swatch(painter, QRectF(at.x(), at.y(), swatch, swatch), colour, hollow=shape.is_suggestion)
        rest = box.adjusted(fonts.px(44), 0, 0, 0)
        if ground:
            dots = dots_of(rect)
            glyph = (dots.width() - fonts.px(16)) / 2
            paint_icon(painter, dots.adjusted(glyph, glyph, -glyph, -glyph), "ph.dots-three", "text2")
            rest.setRight(dots.left() - fonts.px(4))
        for icon, is_shown in (("ph.lock-fill", shape.is_locked), ("ph.eye-slash", shape.is_hidden)):
            if is_shown:
                side = fonts.px(14)
                paint_icon(painter, QRectF(rest.right() - side, middle - side / 2, side, side), icon, "text2")
                rest.adjust(0, 0, -side - fonts.px(6), 0)
        used = paint_text(painter, rest, size_text(shape), "second", "text2", right=True)
        name = rest.adjusted(0, 0, -used - fonts.px(8), 0)
        paint_text(painter, name, label.name if label else "", "strong" if chosen else "body", "text")
        painter.restore()


class ObjectList(QListView):
    """Rows of equal height, so that 10,000 shapes cost what is seen.

    Signals:
        chosen: Ids of the selected rows, after the person changed them here.
        hovered: Id of the row under the mouse, or None.
        focus_wanted: A row was double-clicked: show this shape.
        menu_wanted: The menu of what is selected was asked for, at a place of the screen.
    """

    chosen = Signal(list)
    hovered = Signal(object)
    focus_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Model()
        self._delegate = _Rows(self._rows)
        self._is_following = False
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setAccessibleName(self.tr("Shapes on this image"))
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.entered.connect(lambda index: self.hovered.emit(self._rows.shapes[index.row()].id))
        self.doubleClicked.connect(lambda _index: self.focus_wanted.emit())

    @property
    def order(self) -> ListOrder:
        """In which order the rows stand."""
        return self._rows.order

    def set_order(self, order: ListOrder) -> None:
        """Show the rows in another order from the next time on that they are shown."""
        self._rows.order = order

    def show_shapes(self, shapes: Sequence[Shape], labels: Mapping[int, Label]) -> None:
        """Show the shapes (given with the lowest first) in the order chosen."""
        self._is_following = True
        is_other_image = not any(shape.id in self._rows.places for shape in shapes)
        changed = self._rows.show(shapes, labels)
        # Told by dataChanged, a list would lay all its rows out again; the height of none has changed.
        if changed is not None and len(changed) <= MOST_ROWS:
            for row in changed:
                self.update(self._rows.index(row))
        else:
            self.viewport().update()
        # A short list leaves its room to what is said about the selected object below it.
        self.setMaximumHeight(max(1, len(shapes)) * fonts.px(ROW))
        if is_other_image:
            self.scrollToTop()
        self._is_following = False

    def follow(self, ids: frozenset[int]) -> None:
        """Show the canvas's selection."""
        rows = sorted(self._rows.places[i] for i in ids if i in self._rows.places)
        self._is_following = True
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self._rows.index(row), self._rows.index(row))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if len(rows) == 1:
            self.scrollTo(self._rows.index(rows[0]))
            self.selectionModel().setCurrentIndex(self._rows.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._is_following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        chosen = self.selectionModel().selectedIndexes()
        if len(chosen) == 1:
            # What is said about a selected object takes the room from below.
            self.scrollTo(chosen[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            dots = dots_of(QRectF(self.visualRect(index)))
            if dots.contains(event.position()):
                self.menu_wanted.emit(self.viewport().mapToGlobal(dots.bottomLeft().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        chosen = self.selectionModel().selectedIndexes()
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(event.globalPos())
        elif chosen:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(chosen[0]).bottomLeft()))

    def leaveEvent(self, event: object) -> None:
        self.hovered.emit(None)
        super().leaveEvent(event)  # pyright: ignore[reportArgumentType]  (the stub narrows what Qt passes)

    def _on_selection(self, _chosen: object, _dropped: object) -> None:
        if not self._is_following:
            rows = self.selectionModel().selectedIndexes()
            self.chosen.emit([self._rows.shapes[index.row()].id for index in rows])
