"""One page of thumbnails: whole rows only, nothing scrolls, so that Enter decides exactly what is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
from tlstudio.gui.models.review_page import MarkKind
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.rows import paint_text

MARGIN = 16
GAP = 13
CAPTION = 24
ROW_GAP = 26
SMALLEST, LARGEST = 128, 160
CUT_ALLOWED = 0.08
FADED = 0.28


@dataclass(frozen=True, slots=True)
class PageCell:
    """What one thumbnail of the page says.

    Attributes:
        score: Score of the suggestion, 0..1; None where there is none.
        kind: What the person said about it so far.
        plate: Text on the image, for example "not rust" or the other label.
        swatch: Colour on the plate.
        note: Text at the right of the caption.
        label: The suggestion in words, for a screen reader.
    """

    image_id: int
    name: str
    score: float | None = None
    kind: MarkKind = MarkKind.AS_SUGGESTED
    plate: str = ""
    swatch: str = ""
    note: str = ""
    label: str = ""
    is_flagged: bool = False


_TONES = {MarkKind.LEFT_OUT: "rejected", MarkKind.REJECTED: "rejected", MarkKind.CORRECTED: "corrected"}
_BADGES = {
    MarkKind.LEFT_OUT: marks.Mark.REJECTED,
    MarkKind.REJECTED: marks.Mark.REJECTED,
    MarkKind.CORRECTED: marks.Mark.CORRECTED,
}


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
            "" if cell.score is None else f"{cell.score:.2f}",
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
        is_marked = cell.kind is not MarkKind.AS_SUGGESTED
        picture = self._picture_of(cell.image_id)
        opacity = self._shown * (FADED if is_marked else 1.0)
        marks.paint_picture(painter, box, picture, whole=_needs_whole(picture), opacity=opacity)
        if is_marked:
            self._paint_mark(painter, box, cell)
        elif index == self._hover:
            self._paint_hover(painter, box)
        self._paint_plate(painter, box, cell)
        if cell.is_flagged:
            side = fonts.px(16)
            marks.paint_badge(
                painter, QRectF(box.left() + 7, box.top() + 7, side, side), marks.Mark.FLAGGED, on_image=True
            )
        self._paint_caption(painter, cell, QRectF(box.left(), box.bottom() + 2, box.width(), fonts.px(CAPTION)))
        if index == self._focus and (self.hasFocus() or not is_selected):
            marks.paint_frame(painter, whole.adjusted(-5, -5, 5, 5), "accent" if self.hasFocus() else "edge", 2.0, 9)

    def _paint_mark(self, painter: QPainter, box: QRectF, cell: PageCell) -> None:
        dash = 4.0 if cell.kind is MarkKind.LEFT_OUT else 0.0
        marks.paint_frame(painter, box, _TONES[cell.kind], 2.0, 6, dash=dash)
        side = fonts.px(20)
        badge = QRectF(box.right() - side - 6, box.top() + 6, side, side)
        marks.paint_badge(painter, badge, _BADGES[cell.kind], on_image=True)

    @staticmethod
    def _paint_plate(painter: QPainter, box: QRectF, cell: PageCell) -> None:
        if cell.plate:
            width = box.width() - 2 * fonts.px(6) - fonts.px(28)
            text = fonts.metrics("key").elidedText(cell.plate, Qt.TextElideMode.ElideRight, int(width))
            corner = QPointF(box.left() + 6, box.bottom() - 6 - fonts.px(20))
            marks.paint_plate(painter, corner, text, cell.swatch)

    def _paint_hover(self, painter: QPainter, box: QRectF) -> None:
        """A cross to click, for those who work with the mouse alone."""
        side = fonts.px(20)
        painter.save()
        painter.setOpacity(0.85)
        badge = QRectF(box.right() - side - 6, box.top() + 6, side, side)
        marks.paint_badge(painter, badge, marks.Mark.REJECTED, on_image=True)
        painter.restore()

    def _paint_caption(self, painter: QPainter, cell: PageCell, line: QRectF) -> None:
        is_marked = cell.kind is not MarkKind.AS_SUGGESTED
        line = line.adjusted(2, 0, -2, 0)
        used = 0.0
        if cell.score is not None:
            used = paint_text(painter, line, f"{cell.score:.2f}", "second_strong", "text2" if is_marked else "text")
        rest = line.adjusted(used + fonts.px(10) if used else 0, 0, 0, 0)
        if cell.note:
            tone = _TONES.get(cell.kind, "text2")
            paint_text(painter, rest, cell.note, "second_strong", tone, right=bool(used))
        elif cell.score is not None:
            bar = QRectF(rest.left(), rest.center().y() - 2, rest.width(), 4)
            marks.paint_bar(painter, bar, cell.score, "edge", "line")


def _needs_whole(picture: QImage | QPixmap | None) -> bool:
    """Nobody may judge what they cannot see: cut to a square only where next to nothing is lost."""
    if picture is None or picture.isNull():
        return False
    short, long = sorted((picture.width(), picture.height()))
    return 1.0 - short / long > CUT_ALLOWED
