"""A choice told by a picture: what a project decides about each image."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets import marks

PICTURE = 176
# Places of the boxes and shapes on the picture, as shares of its sides.
_BOXES = ((0.12, 0.2, 0.3, 0.4), (0.5, 0.12, 0.36, 0.5), (0.3, 0.62, 0.26, 0.28))
_SHAPES = (
    ((0.14, 0.3), (0.3, 0.16), (0.44, 0.3), (0.36, 0.56), (0.18, 0.52)),
    ((0.56, 0.24), (0.82, 0.2), (0.88, 0.5), (0.66, 0.66), (0.52, 0.46)),
    ((0.34, 0.7), (0.54, 0.68), (0.56, 0.9), (0.32, 0.88)),
)


class ChoiceCard(QAbstractButton):
    """Title, question, two lines, and a radio mark; off with its reason as text.

    Args:
        kind: `classes`, `boxes` or `masks`: what is drawn on the picture.
        key: The digit that chooses it; shown on a keycap.
        reason_off: Why it cannot be chosen now; empty = it can.
    """

    def __init__(
        self,
        kind: str,
        title: str,
        question: str,
        text: str,
        *,
        key: str = "",
        reason_off: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._key = key
        self._question = question
        self._words = text
        self._reason = reason_off
        self._picture: QImage | None = None
        self._label = ""
        self.setText(title)
        self.setAccessibleName(f"{title}. {question} {text} {reason_off}".strip())
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setEnabled(not reason_off)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.theme().changed.connect(self.update)

    def set_picture(self, picture: QImage | None, label: str = "") -> None:
        """Show one of the person's own images, with the name of a label where there is one."""
        self._picture = picture
        self._label = label
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(248), fonts.px(PICTURE + 24) + self._words_height(fonts.px(248)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return fonts.px(PICTURE + 24) + self._words_height(width)

    def _words_height(self, width: int) -> int:
        room = max(60, width - fonts.px(32))
        flags = int(Qt.TextFlag.TextWordWrap)
        lines = [
            fonts.metrics("second").boundingRect(0, 0, room, 1000, flags, t).height()
            for t in (self._words, self._reason)
            if t
        ]
        return fonts.px(62) + sum(lines) + fonts.px(22)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        table = theme.tokens()
        box = self.rect().adjusted(2, 2, -2, -2)
        painter.setBrush(table.color("surf"))
        painter.setPen(QPen(table.color("accent"), 2.0) if self.isChecked() else QPen(table.color("line"), 1.0))
        painter.drawRoundedRect(QRectF(box), 10, 10)
        inside = QRectF(box.x() + fonts.px(12), box.y() + fonts.px(12), box.width() - fonts.px(24), fonts.px(PICTURE))
        marks.paint_picture(painter, inside, self._picture, opacity=1.0 if self.isEnabled() else 0.55)
        self._paint_on_picture(painter, inside)
        self._paint_words(painter, box, round(inside.bottom()))
        painter.end()

    def _paint_on_picture(self, painter: QPainter, box: QRectF) -> None:
        if self._kind == "classes":
            if self._label:
                at = QPointF(box.left() + 8, box.bottom() - fonts.px(28))
                marks.paint_plate(painter, at, self._label, theme.LABEL_COLOURS[0])
            return
        for number in range(len(_BOXES)):
            path = QPainterPath()
            if self._kind == "boxes":
                x, y, width, height = _BOXES[number]
                path.addRect(
                    QRectF(
                        box.x() + x * box.width(),
                        box.y() + y * box.height(),
                        width * box.width(),
                        height * box.height(),
                    )
                )
            else:
                corners = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _SHAPES[number]]
                path.addPolygon(QPolygonF(corners))
                path.closeSubpath()
            colour = theme.color(theme.LABEL_COLOURS[number % 2])
            if self._kind == "masks":
                painter.save()
                painter.setOpacity(0.45)
                painter.fillPath(path, colour)
                painter.restore()
            painter.strokePath(path, QPen(theme.color("outline_under"), 4.0))
            painter.strokePath(path, QPen(colour, 2.0))

    def _paint_words(self, painter: QPainter, box: QRect, top: int) -> None:
        left, right = box.left() + fonts.px(16), box.right() - fonts.px(16)
        tone = "text" if self.isEnabled() else "text2"
        row = QRect(left, top + fonts.px(14), right - left, fonts.px(24))
        painter.setFont(fonts.font("section"))
        painter.setPen(theme.color(tone))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, self.text())
        side = fonts.px(20)
        disc = QRectF(right - side, row.center().y() - side / 2, side, side)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(disc)
            paint_icon(painter, disc.adjusted(4, 4, -4, -4), "ph.check-bold", "on_accent")
        elif self.isEnabled():
            painter.setPen(QPen(theme.color("edge"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        if self._key and self.isEnabled():
            size = marks.keycap_size(self._key)
            at = QPointF(disc.left() - fonts.px(8) - size.width(), row.center().y() - size.height() / 2)
            marks.paint_keycap(painter, QRectF(at, size), self._key)
        line = QRect(left, row.bottom() + fonts.px(3), right - left, fonts.px(20))
        painter.setFont(fonts.font("second_strong"))
        painter.setPen(theme.color(tone))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._question)
        down = line.bottom() + fonts.px(5)
        for text, token in ((self._words, "text2"), (self._reason, "suggested")):
            if not text:
                continue
            painter.setFont(fonts.font("second"))
            painter.setPen(theme.color(token))
            room = QRect(left, down, right - left, box.bottom() - down)
            used = painter.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
            down = used.bottom() + fonts.px(6)
