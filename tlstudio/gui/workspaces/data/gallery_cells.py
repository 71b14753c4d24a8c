"""One image in the gallery: picture, badge, split, tick, and a caption with label and score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from tlstudio.core.words import Image, Label, Split, Suggestion
from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.models.outlines import OutlineProvider
from tlstudio.gui.models.suggested import Suggested
from tlstudio.gui.models.suggested_shapes import SuggestedShapes
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import marks


def tr(text: str) -> str:
    """Translate; the empty context is the one that lupdate gives to a function outside of a class."""
    return QCoreApplication.translate("", text)


class GalleryCells:
    """Paints cells for a `GridView`; what it read stays until a change says otherwise."""

    def __init__(self, session: Session, suggested: Suggested, outlines: OutlineProvider | None = None) -> None:
        self._session = session
        self._suggested = suggested
        self._outlines = outlines
        self._images: dict[int, Image] = {}
        self._labels: dict[int, Label] = {}
        self.whole = False
        self.reload_labels()

    def reload_labels(self) -> None:
        """Read names and colours again."""
        self._labels = {label.id: label for label in self._session.project.read.labels()}

    def forget(self, image_ids: Iterable[int] | None = None) -> None:
        """Read images again when they are next painted; None = all."""
        if image_ids is None:
            self._images.clear()
        else:
            for image_id in image_ids:
                self._images.pop(image_id, None)
        if self._outlines is not None:
            self._outlines.forget(image_ids)

    def prepare(self, ids: Sequence[int]) -> None:
        missing = [image_id for image_id in ids if image_id not in self._images]
        if missing:
            if len(self._images) > 4000:
                self._images.clear()
                missing = list(ids)
            self._images.update((image.id, image) for image in self._session.project.read.images(missing))

    def image(self, image_id: int) -> Image | None:
        """What is known of an image that was prepared."""
        return self._images.get(image_id)

    def mark(self, image: Image) -> marks.Mark:
        """The badge of an image: what was decided, or whether something is suggested."""
        if isinstance(self._suggested, SuggestedShapes):
            return marks.mark_of(image.state, self._suggested.has(image.id))
        return marks.mark_of(image.state, self.suggestion(image) is not None)

    def suggestion(self, image: Image) -> Suggestion | None:
        """The suggestion for an image nobody has decided."""
        return None if image.state.is_decided else self._suggested.for_image(image.id)

    def describe(self, image_id: int) -> str:
        image = self._images.get(image_id)
        if image is None:
            return ""
        suggestion = self.suggestion(image)
        name, _, score = self._caption(image, suggestion)
        state = mark_name(self.mark(image), has_shapes=self._outlines is not None)
        return ", ".join(part for part in (image.name, state, name, score, self._counted(image)) if part)

    def paint(
        self, painter: QPainter, cell: QRectF, image_id: int, *, selected: bool, focused: bool, hovered: bool
    ) -> None:
        image = self._images.get(image_id)
        picture = QRectF(cell.left(), cell.top(), cell.width(), cell.width())
        if selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(cell.adjusted(-5, -5, 5, 3), 8, 8)
            painter.restore()
        ratio = painter.device().devicePixelRatioF()
        side = round(cell.width())
        thumbnail = self._session.thumbnails.tile(image_id, side, side, ratio, whole=self.whole)
        if thumbnail is None:
            marks.paint_picture(painter, picture, None)
        else:
            painter.drawPixmap(picture.topLeft(), thumbnail)
        if image is None:
            return
        if thumbnail is None and (image.missing or self._session.thumbnails.reason(image_id)):
            self._paint_broken(painter, picture, image)
        if self._outlines is not None and thumbnail is not None:
            lines = self._outlines.get(image, side, side, ratio, whole=self.whole)
            if lines is not None:
                painter.drawPixmap(picture.topLeft(), lines)
        suggestion = self.suggestion(image)
        self._paint_marks(painter, picture, image, selected=selected)
        if selected or focused:
            marks.paint_frame(painter, picture.adjusted(-1.5, -1.5, 1.5, 1.5), "accent", 2.5, 7)
        elif hovered:
            marks.paint_frame(painter, picture, "edge", 1.5, 6)
        if focused and selected:
            marks.paint_frame(painter, cell.adjusted(-5, -5, 5, 3), "accent", 1.5, 8)
        self._paint_caption(
            painter, QRectF(cell.left(), picture.bottom(), cell.width(), fonts.px(24)), image, suggestion
        )

    def _paint_broken(self, painter: QPainter, box: QRectF, image: Image) -> None:
        side = fonts.px(24)
        icon_box = QRectF(box.center() - QPointF(side / 2, side), box.center() + QPointF(side / 2, 0))
        paint_icon(painter, icon_box, "ph.file-x", "text2")
        painter.setFont(fonts.font("key"))
        painter.setPen(theme.color("text2"))
        words = QRectF(box.left() + 4, box.center().y() + 2, box.width() - 8, box.height() / 2 - 4)
        text = tr("File not found") if image.missing else tr("Cannot be shown")
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, text)

    def _paint_marks(self, painter: QPainter, box: QRectF, image: Image, *, selected: bool) -> None:
        side = fonts.px(18)
        badge = QRectF(box.right() - side - 7, box.top() + 7, side, side)
        marks.paint_badge(painter, badge, self.mark(image), on_image=True)
        left = box.left() + 6
        if selected:
            tick = fonts.px(20)
            marks.paint_tick(painter, QRectF(left + 1, box.top() + 7, tick, tick))
            left += tick + 5
        if image.split is not None and image.split is not Split.TRAIN and box.width() > 90:
            marks.paint_plate(painter, QPointF(left, box.top() + 6), image.split.value)

    def _counted(self, image: Image) -> str:
        """How many shapes are on an image, with those suggested: `12`, `12 + 3`."""
        counts = self._outlines.counts(image.id) if self._outlines is not None else None
        if counts is None or not any(counts):
            return ""
        return f"{counted(counts[0])} + {counted(counts[1])}" if counts[1] else counted(counts[0])

    def _caption(self, image: Image, suggestion: Suggestion | None) -> tuple[str, str, str]:
        """Return (text, swatch colour, score)."""
        if image.label_ids:
            names = [self._labels[i].name for i in image.label_ids if i in self._labels]
            first = self._labels.get(image.label_ids[0])
            return ", ".join(names), first.colour if first else "", ""
        if image.state.is_decided:
            return (tr("nothing on it") if self._outlines is not None else tr("none of the labels")), "", ""
        if suggestion is not None and suggestion.best.label_id in self._labels:
            best = self._labels[suggestion.best.label_id]
            return best.name, best.colour, decimal(suggestion.best.score)
        return image.name, "", ""

    def _paint_caption(self, painter: QPainter, box: QRectF, image: Image, suggestion: Suggestion | None) -> None:
        text, colour, score = self._caption(image, suggestion)
        suggested = bool(score)
        left = box.left()
        right = box.right()
        painter.setFont(fonts.font("second_strong" if not suggested and colour else "second"))
        if image.flagged:
            side = fonts.px(13)
            marks.paint_badge(
                painter, QRectF(right - side, box.center().y() - side / 2, side, side), marks.Mark.FLAGGED
            )
            right -= side + 4
        score = score or self._counted(image)
        if score:
            painter.setPen(theme.color("text2"))
            painter.drawText(
                QRectF(left, box.top(), right - left, box.height()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                score,
            )
            right -= fonts.text_width(score, "second") + 6
        if colour:
            side = fonts.px(10)
            swatch = QRectF(left + 1, box.center().y() - side / 2, side, side)
            marks.paint_swatch(painter, swatch, colour, hollow=suggested)
            left += fonts.px(17)
        painter.setPen(theme.color("text" if colour and not suggested else "text2"))
        role = Qt.TextElideMode.ElideRight if colour else Qt.TextElideMode.ElideMiddle
        shown = painter.fontMetrics().elidedText(text, role, max(0, int(right - left)))
        painter.drawText(
            QRectF(left, box.top(), right - left, box.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            shown,
        )


def mark_name(mark: marks.Mark, *, has_shapes: bool = False) -> str:
    """Return a state's name as chips and readers say it; of images with shapes it says whether they are finished."""
    if has_shapes:
        finished = {marks.Mark.ACCEPTED: tr("Finished"), marks.Mark.REJECTED: tr("Finished, empty")}
        open_ones = {marks.Mark.SUGGESTED: tr("With suggestions"), marks.Mark.UNDECIDED: tr("Not finished")}
        if mark in finished or mark in open_ones:
            return {**finished, **open_ones}[mark]
    names = {
        marks.Mark.ACCEPTED: tr("Accepted"),
        marks.Mark.CORRECTED: tr("Corrected"),
        marks.Mark.REJECTED: tr("None of the labels"),
        marks.Mark.SUGGESTED: tr("Suggested"),
        marks.Mark.UNDECIDED: tr("Undecided"),
        marks.Mark.FLAGGED: tr("To discuss"),
    }
    return names[mark]
