"""One thumbnail of a review page: what it says, and how that is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.models.review_answers import MarkKind
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.rows import paint_text

CAPTION = 24
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


def paint_cell(
    painter: QPainter,
    box: QRectF,
    cell: PageCell,
    picture: QImage | QPixmap | None,
    *,
    opacity: float,
    is_hovered: bool,
) -> None:
    """Paint picture, marks and caption.

    Args:
        box: The picture's square; the caption lies below it.
        opacity: Of the picture, 0..1; one that is marked is fainter still.
        is_hovered: Whether the cross to click is shown.
    """
    is_marked = cell.kind is not MarkKind.AS_SUGGESTED
    faded = opacity * (FADED if is_marked else 1.0)
    marks.paint_picture(painter, box, picture, whole=_needs_whole(picture), opacity=faded)
    if is_marked:
        _paint_mark(painter, box, cell)
    elif is_hovered:
        _paint_cross(painter, box)
    _paint_plate(painter, box, cell)
    if cell.is_flagged:
        side = fonts.px(16)
        marks.paint_badge(painter, QRectF(box.left() + 7, box.top() + 7, side, side), marks.Mark.FLAGGED, on_image=True)
    _paint_caption(painter, cell, QRectF(box.left(), box.bottom() + 2, box.width(), fonts.px(CAPTION)))


def _paint_mark(painter: QPainter, box: QRectF, cell: PageCell) -> None:
    dash = 4.0 if cell.kind is MarkKind.LEFT_OUT else 0.0
    marks.paint_frame(painter, box, _TONES[cell.kind], 2.0, 6, dash=dash)
    side = fonts.px(20)
    badge = QRectF(box.right() - side - 6, box.top() + 6, side, side)
    marks.paint_badge(painter, badge, _BADGES[cell.kind], on_image=True)


def _paint_plate(painter: QPainter, box: QRectF, cell: PageCell) -> None:
    if cell.plate:
        width = box.width() - 2 * fonts.px(6) - fonts.px(28)
        text = fonts.metrics("key").elidedText(cell.plate, Qt.TextElideMode.ElideRight, int(width))
        corner = QPointF(box.left() + 6, box.bottom() - 6 - fonts.px(20))
        marks.paint_plate(painter, corner, text, cell.swatch)


def _paint_cross(painter: QPainter, box: QRectF) -> None:
    """A cross to click, for those who work with the mouse alone."""
    side = fonts.px(20)
    painter.save()
    painter.setOpacity(0.85)
    badge = QRectF(box.right() - side - 6, box.top() + 6, side, side)
    marks.paint_badge(painter, badge, marks.Mark.REJECTED, on_image=True)
    painter.restore()


def _paint_caption(painter: QPainter, cell: PageCell, line: QRectF) -> None:
    is_marked = cell.kind is not MarkKind.AS_SUGGESTED
    line = line.adjusted(2, 0, -2, 0)
    used = 0.0
    if cell.score is not None:
        used = paint_text(painter, line, decimal(cell.score), "second_strong", "text2" if is_marked else "text")
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
