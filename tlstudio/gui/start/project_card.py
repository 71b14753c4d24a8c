"""One recent project: three real images, name, kind, progress, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.text import plain_tip

PICTURES = 168


@dataclass(frozen=True)
class CardFacts:
    """What a card shows.

    Attributes:
        kind: For example "Classes, 5 labels".
        when: For example "Today 14:03".
        waits_for: One line: what to do next.
        waits_kind: `suggested`, `accepted`, `rejected` (a problem) or `text2`.
        pictures: Up to three, the first is shown large.
        is_first: The one that Enter opens; it has the accent frame.
    """

    folder: Path
    name: str
    kind: str = ""
    when: str = ""
    decided: int = 0
    total: int = 0
    waits_for: str = ""
    waits_icon: str = ""
    waits_kind: str = "text2"
    pictures: tuple[QImage, ...] = field(default=(), compare=False)
    is_first: bool = False


class ProjectCard(QAbstractButton):
    """A card as a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = CardFacts(Path(), "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.theme().changed.connect(self.update)

    def set_facts(self, facts: CardFacts) -> None:
        """Show a project."""
        self.facts = facts
        self.setAccessibleName(f"{facts.name}. {facts.kind}. {self._progress()}. {facts.waits_for}")
        self.setToolTip(plain_tip(str(facts.folder)))
        self.update()

    def _progress(self) -> str:
        if not self.facts.total:
            return self.tr("No images yet")
        return self.tr("{} of {} decided").format(counted(self.facts.decided), counted(self.facts.total))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRect(3, 3, self.width() - 6, self.height() - 6)
        table = theme.tokens()
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box), 10, 10)
        painter.fillPath(shape, table.color("hover" if self.underMouse() else "surf"))
        painter.save()
        painter.setClipPath(shape)
        self._paint_pictures(painter, QRectF(box.x(), box.y(), box.width(), fonts.px(PICTURES)))
        painter.restore()
        painter.strokePath(shape, QPen(table.color("line"), 1.0))
        if self.facts.is_first or self.hasFocus():
            marks.paint_frame(painter, QRectF(self.rect()), "accent", 2.0, 12)
        self._paint_words(painter, box)
        painter.end()

    def _paint_pictures(self, painter: QPainter, area: QRectF) -> None:
        gap = 2.0
        large = QRectF(area.x(), area.y(), round(area.width() * 0.645), area.height())
        small_left = large.right() + gap
        small_height = (area.height() - gap) / 2
        cells = [
            large,
            QRectF(small_left, area.y(), area.right() - small_left, small_height),
            QRectF(small_left, area.y() + small_height + gap, area.right() - small_left, small_height),
        ]
        for place, cell in enumerate(cells):
            picture = self.facts.pictures[place] if place < len(self.facts.pictures) else None
            if picture is None or picture.isNull():
                painter.fillRect(cell, theme.color("canvas"))
                continue
            target, source = marks.picture_rect(QSizeF(picture.size()), cell, whole=False)
            painter.drawImage(target, picture, source)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        facts = self.facts
        left, right = box.left() + fonts.px(16), box.right() - fonts.px(16)
        top = box.top() + fonts.px(PICTURES + 12)
        row = QRect(left, top, right - left, fonts.px(22))
        painter.setFont(fonts.font("second"))
        painter.setPen(theme.color("text2"))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, facts.when)
        room = row.width() - fonts.text_width(facts.when, "second") - fonts.px(8)
        name = fonts.metrics("section").elidedText(facts.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(fonts.font("section"))
        painter.setPen(theme.color("text"))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, name)
        line = QRect(left, top + fonts.px(23), right - left, fonts.px(20))
        painter.setFont(fonts.font("second"))
        painter.setPen(theme.color("text2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, facts.kind)
        share = facts.decided / facts.total if facts.total else 0.0
        bar = QRectF(left, top + fonts.px(53), right - left, 4)
        marks.paint_bar(painter, bar, share, "accepted" if share >= 1.0 else "accent")
        line = QRect(left, top + fonts.px(61), right - left, fonts.px(20))
        painter.setFont(fonts.font("second_strong"))
        painter.setPen(theme.color("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._progress())
        if facts.total:
            painter.setFont(fonts.font("second"))
            painter.setPen(theme.color("text2"))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{share * 100:.0f} %")
        self._paint_waits(painter, QRect(left, top + fonts.px(88), right - left, fonts.px(22)))

    def _paint_waits(self, painter: QPainter, line: QRect) -> None:
        facts = self.facts
        side = fonts.px(16)
        box = QRectF(line.left(), line.center().y() - side / 2 + 0.5, side, side)
        if facts.waits_icon:
            paint_icon(painter, box, facts.waits_icon, facts.waits_kind)
        painter.setFont(fonts.font("second"))
        painter.setPen(theme.color("rejected" if facts.waits_kind == "rejected" else "text2"))
        words = line.adjusted(fonts.px(22), 0, 0, 0)
        text = painter.fontMetrics().elidedText(facts.waits_for, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
