"""A row of thumbnails that scrolls sideways: the film strip, the last ten decisions, the nearest decided images.

Only what is visible is asked for and painted, so that the strip may be 100,000 images long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QToolTip, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.rows import paint_text

STRETCHED_GAP = 7
CAPTION = 22


@dataclass(frozen=True, slots=True)
class StripCell:
    """One thumbnail of a strip.

    Attributes:
        icon: Icon before the caption; empty for none.
        mark: Badge at the top right.
        swatch: Label colour at the top left of the picture.
        dot: Label colour before the caption.
        is_dimmed: Done with: painted faintly.
        tip: The whole sentence.
    """

    image_id: int
    caption: str = ""
    icon: str = ""
    mark: marks.Mark | None = None
    swatch: str = ""
    dot: str = ""
    is_dimmed: bool = False
    tip: str = ""


class ThumbnailStrip(QAbstractScrollArea):
    """Thumbnails in one row.

    Args:
        name: What a screen reader says.
        cell: Width and height of a picture in pixels of the design.
        margin: Space before the first picture.
        gap: Space between two pictures.
        stretch: How many pictures share the width (their width follows); 0 = fixed width, scrolling.

    Signals:
        clicked: Image id.
        scrolled: The visible part changed.
    """

    clicked = Signal(int)
    scrolled = Signal()

    def __init__(
        self,
        name: str,
        *,
        cell: tuple[int, int],
        margin: int = 16,
        gap: int = 12,
        stretch: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cell = cell
        self._margin = margin
        self._stretch = stretch
        self._gap = gap if not stretch else STRETCHED_GAP
        self._count = 0
        self._current = -1
        self._hover = -1
        self._cell_at: Callable[[int], StripCell] | None = None
        self._picture_of: Callable[[int], QImage | QPixmap | None] | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.horizontalScrollBar().valueChanged.connect(self._on_scroll)
        theme.theme().changed.connect(self.viewport().update)

    # -- content ---------------------------------------------------------------------------------------------------

    def set_pictures(self, picture_of: Callable[[int], QImage | QPixmap | None]) -> None:
        """Where pictures come from: image id -> thumbnail, None while it is being made."""
        self._picture_of = picture_of

    def show_cells(self, count: int, cell_at: Callable[[int], StripCell], current: int = -1) -> None:
        """Show `count` cells; `cell_at` is asked for the visible ones only."""
        self._count, self._cell_at = count, cell_at
        self._measure()
        self.set_current(current)
        self.viewport().update()

    def set_current(self, index: int) -> None:
        """Frame a cell and scroll so that it is second from the left, the next ones in view."""
        self._current = index
        if index >= 0 and not self._stretch:
            self.horizontalScrollBar().setValue((index - 1) * self._pitch())
        if 0 <= index < self._count and self._cell_at is not None:
            self.setAccessibleDescription(self._cell_at(index).caption)
        self.viewport().update()

    def set_cell_size(self, width: int, height: int) -> None:
        """Change the size of the pictures."""
        self._cell = (width, height)
        self._measure()
        self.updateGeometry()
        self.viewport().update()

    def visible_range(self) -> range:
        """Indices of the cells that can be seen."""
        if not self._count:
            return range(0)
        first = max(0, (self.horizontalScrollBar().value() - self._margin) // self._pitch())
        last = (self.horizontalScrollBar().value() + self.viewport().width()) // self._pitch() + 1
        return range(first, min(self._count, last))

    def repaint_pictures(self) -> None:
        """A thumbnail has come."""
        self.viewport().update()

    # -- Qt --------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(240), fonts.px(self._cell[1] + CAPTION + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(80), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - round((delta.y() or delta.x()) / 120 * self._pitch()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._count:
            super().keyPressEvent(event)
            return
        index = max(0, min(self._current + step, self._count - 1))
        self._click(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self._index_at(event.position()))

    def leaveEvent(self, _event: object) -> None:
        self._set_hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self._click(index)

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent) and self._cell_at is not None:
            index = self._index_at(QPointF(event.pos()))
            text = self._cell_at(index).tip or self._cell_at(index).caption if index >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)  # pyright: ignore[reportArgumentType]  (the stub narrows what Qt passes)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for index in self.visible_range():
            self._paint_cell(painter, index)
        painter.end()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _pitch(self) -> int:
        return self._width() + fonts.px(self._gap)

    def _width(self) -> int:
        if self._stretch:
            return (
                self.viewport().width() - 2 * self._margin - (self._stretch - 1) * fonts.px(self._gap)
            ) // self._stretch
        return fonts.px(self._cell[0])

    def _measure(self) -> None:
        bar = self.horizontalScrollBar()
        whole = 2 * self._margin + self._count * self._pitch() - fonts.px(self._gap)
        bar.setRange(0, 0 if self._stretch else max(0, whole - self.viewport().width()))
        bar.setPageStep(self.viewport().width())
        bar.setSingleStep(self._pitch())

    def _rect(self, index: int) -> QRect:
        left = self._margin + index * self._pitch() - self.horizontalScrollBar().value()
        return QRect(left, 4, self._width(), fonts.px(self._cell[1]))

    def _index_at(self, point: QPointF) -> int:
        for index in self.visible_range():
            if self._rect(index).adjusted(0, 0, 0, fonts.px(CAPTION)).contains(point.toPoint()):
                return index
        return -1

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _click(self, index: int) -> None:
        if self._cell_at is not None:
            self.clicked.emit(self._cell_at(index).image_id)

    def _on_scroll(self) -> None:
        self.viewport().update()
        self.scrolled.emit()

    def _paint_cell(self, painter: QPainter, index: int) -> None:
        if self._cell_at is None:
            return
        cell = self._cell_at(index)
        box = QRectF(self._rect(index))
        picture = self._picture_of(cell.image_id) if self._picture_of is not None else None
        marks.paint_picture(painter, box, picture, opacity=0.35 if cell.is_dimmed else 1.0)
        is_current = index == self._current
        if is_current:
            marks.paint_frame(painter, box.adjusted(-3, -3, 3, 3), "accent", 2.5, 8)
        elif index == self._hover:
            marks.paint_frame(painter, box, "edge", 1.5, 6)
        side = fonts.px(16)
        if cell.mark is not None:
            corner = QPointF(box.right() - side - 6, box.top() + 6)
            marks.paint_badge(painter, QRectF(corner.x(), corner.y(), side, side), cell.mark, on_image=True)
        if cell.swatch:
            small = fonts.px(10)
            plate = QRectF(box.left() + 5, box.top() + 5, small + 2, small + 2)
            marks.paint_swatch(painter, plate, theme.color("white"))
            marks.paint_swatch(painter, plate.adjusted(1, 1, -1, -1), cell.swatch)
        self._paint_caption(painter, cell, box, is_current=is_current)

    def _paint_caption(self, painter: QPainter, cell: StripCell, box: QRectF, *, is_current: bool) -> None:
        line = QRectF(box.left(), box.bottom() + fonts.px(4), box.width(), fonts.px(18))
        tone = "text" if is_current else "text2"
        if cell.icon:
            side = fonts.px(14)
            paint_icon(painter, QRectF(line.left(), line.center().y() - side / 2, side, side), cell.icon, tone)
            line.adjust(side + fonts.px(5), 0, 0, 0)
        elif cell.dot:
            side = fonts.px(9)
            marks.paint_swatch(painter, QRectF(line.left(), line.center().y() - side / 2, side, side), cell.dot)
            line.adjust(side + fonts.px(6), 0, 0, 0)
        paint_text(painter, line, cell.caption, "key", tone)
