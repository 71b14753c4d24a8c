"""One page of thumbnails: whole rows only, nothing scrolls, so that Enter decides exactly what is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui import fonts, motion, theme
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.models.review_answers import MarkKind
from tlstudio.gui.widgets import marks
from tlstudio.gui.workspaces.review.page_cell import CAPTION, PageCell, paint_cell

MARGIN = 16
GAP = 13
ROW_GAP = 26
SMALLEST, LARGEST = 128, 160


class PageGrid(QWidget):
    """Thumbnails of one page.

    Signals:
        page_size_changed: How many whole cells fit now.
        focus_moved: Index of the cell that the keyboard acts on.
        left_out: Index whose cross was clicked.
        opened: Index that was double-clicked.
        menu_wanted: Index and place on the screen.
        left_page: The arrows went beyond the page: -1 above, +1 below.
    """

    page_size_changed = Signal(int)
    focus_moved = Signal(int)
    left_out = Signal(int)
    opened = Signal(int)
    menu_wanted = Signal(int, QPoint)
    left_page = Signal(int)

    def __init__(self, picture_of: Callable[[int], QImage | QPixmap | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture_of = picture_of
        self._cells: list[PageCell] = []
        self._focus = 0
        self._anchor = 0
        self._hover = -1
        self._columns = 1
        self._rows = 1
        self._side = SMALLEST
        self._shown = 1.0
        self._fading = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fading.setEasingCurve(QEasingCurve(QEasingCurve.Type.OutCubic))
        self._fading.valueChanged.connect(self._set_shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setProperty("own_focus", True)
        self.setAccessibleName(self.tr("Page of suggestions"))
        theme.theme().changed.connect(self.update)

    # -- content ---------------------------------------------------------------------------------------------------

    @property
    def page_size(self) -> int:
        """How many whole cells fit."""
        return self._columns * self._rows

    @property
    def focus(self) -> int:
        """The cell that the keyboard acts on."""
        return self._focus

    @property
    def thumbnail_side(self) -> int:
        """Side of a picture in logical pixels."""
        return self._side

    def show_cells(self, cells: Sequence[PageCell], focus: int) -> None:
        """Show a page with the focus on one cell."""
        same = [c.image_id for c in cells] == [c.image_id for c in self._cells]
        self._cells = list(cells)
        self._focus = max(0, min(focus, len(cells) - 1))
        if not same:
            self._anchor = self._focus
        self._describe()
        self.update()

    def fade_in(self) -> None:
        """Let the pictures of a new page appear; one that comes while the last still does is there at once."""
        time = motion.milliseconds(motion.PAGE_MS)
        is_hurried = self._fading.state() == QVariantAnimation.State.Running
        self._fading.stop()
        if time == 0 or is_hurried:
            self._set_shown(1.0)
            return
        self._fading.setDuration(time)
        self._fading.start()

    def chosen(self) -> list[int]:
        """Image ids that an action concerns: the range selected with Shift, else the focused one."""
        if not self._cells:
            return []
        low, high = sorted((self._anchor, self._focus))
        return [cell.image_id for cell in self._cells[low : high + 1]]

    def select_one(self, index: int) -> None:
        """Focus a cell and select nothing else."""
        self._anchor = index
        self._go(index, keep_anchor=False)

    # -- Qt --------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(700, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * MARGIN + SMALLEST, fonts.px(CAPTION) + SMALLEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.page_size
        width = self.width() - 2 * MARGIN
        wanted = max(SMALLEST, min(LARGEST, width / 6.8))
        self._columns = max(1, int((width + GAP) / (wanted + GAP)))
        self._side = max(40, (width - (self._columns - 1) * GAP) // self._columns)
        self._rows = max(1, int((self.height() + fonts.px(ROW_GAP) - 12) / self._pitch_y()))
        if self.page_size != before:
            self.page_size_changed.emit(self.page_size)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._anchor != self._focus:
            self.select_one(self._focus)
            return
        if step is None or not self._cells:
            super().keyPressEvent(event)
            return
        target = self._focus + step
        if not 0 <= target < len(self._cells):
            if abs(step) == 1 or target < 0 or self._focus // self._columns == (len(self._cells) - 1) // self._columns:
                self.left_page.emit(1 if step > 0 else -1)
                return
            target = len(self._cells) - 1
        self._go(target, keep_anchor=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position())
        if index < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._cross(self._rect(index)).contains(event.position()):
            self._go(index, keep_anchor=False)
            self.left_out.emit(index)
            return
        self._go(index, keep_anchor=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position())
        if index >= 0 and not self._cross(self._rect(index)).contains(event.position()):
            self.opened.emit(index)
        elif index >= 0:
            self.left_out.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self._index_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self._index_at(QPointF(event.pos())) if by_mouse else self._focus
        if 0 <= index < len(self._cells):
            if self._cells[index].image_id not in self.chosen():
                self._go(index, keep_anchor=False)
            place = event.globalPos() if by_mouse else self.mapToGlobal(self._rect(index).center().toPoint())
            self.menu_wanted.emit(index, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        low, high = sorted((self._anchor, self._focus))
        for index, cell in enumerate(self._cells[: self.page_size]):
            self._paint_cell(painter, index, cell, is_selected=low <= index <= high and low != high)
        painter.end()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _set_shown(self, share: float) -> None:
        self._shown = share
        self.update()

    def _pitch_y(self) -> int:
        return self._side + fonts.px(CAPTION) + fonts.px(ROW_GAP)

    def _rect(self, index: int) -> QRectF:
        row, column = divmod(index, self._columns)
        return QRectF(MARGIN + column * (self._side + GAP), 12 + row * self._pitch_y(), self._side, self._side)

    def _cross(self, box: QRectF) -> QRectF:
        side = fonts.px(28)
        return QRectF(box.right() - side, box.top(), side, side)

    def _index_at(self, point: QPointF) -> int:
        for index in range(min(len(self._cells), self.page_size)):
            if self._rect(index).adjusted(0, 0, 0, fonts.px(CAPTION)).contains(point):
                return index
        return -1

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.update()

    def _go(self, index: int, *, keep_anchor: bool) -> None:
        self._focus = max(0, min(index, len(self._cells) - 1))
        if not keep_anchor:
            self._anchor = self._focus
        self._describe()
        self.update()
        self.focus_moved.emit(self._focus)

    def _describe(self) -> None:
        if not self._cells:
            self.setAccessibleDescription("")
            return
        cell = self._cells[self._focus]
        parts = [
            self.tr("image {n} of {total}").format(n=self._focus + 1, total=len(self._cells)),
            cell.name,
            cell.label,
            "" if cell.score is None else decimal(cell.score),
            "" if cell.kind is MarkKind.AS_SUGGESTED else cell.note or cell.kind.value,
        ]
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def _paint_cell(self, painter: QPainter, index: int, cell: PageCell, *, is_selected: bool) -> None:
        box = self._rect(index)
        whole = box.adjusted(0, 0, 0, fonts.px(CAPTION))
        if is_selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(whole.adjusted(-4, -4, 4, 4), 8, 8)
        picture = self._picture_of(cell.image_id)
        paint_cell(painter, box, cell, picture, opacity=self._shown, is_hovered=index == self._hover)
        if index == self._focus and (self.hasFocus() or not is_selected):
            marks.paint_frame(painter, whole.adjusted(-5, -5, 5, 5), "accent" if self.hasFocus() else "edge", 2.0, 9)
