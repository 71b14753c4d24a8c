"""Rows of the inspector that are clicked as a whole: labels, review groups, scores.

Each row is a button, so that keyboard, focus ring and screen reader know it without further work.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.widgets.text import plain_tip

PADDING = 8


class RowButton(QAbstractButton):
    """A row with a hover and a selected ground; subclasses paint what is in it.

    Args:
        name: What a screen reader says.
        height: Pixels of the design.
    """

    def __init__(self, name: str, *, height: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._is_current = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    @property
    def is_current(self) -> bool:
        """Whether this is the chosen row."""
        return self._is_current

    def set_current(self, current: bool) -> None:
        """Show as the chosen row."""
        if current != self._is_current:
            self._is_current = current
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(120), fonts.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        around = self.parentWidget()
        if step is None or around is None:
            super().keyPressEvent(event)
            return
        rows = [row for row in around.findChildren(RowButton) if row.isVisibleTo(around)]
        rows.sort(key=lambda row: row.y())
        target = rows.index(self) + step
        if 0 <= target < len(rows):
            rows[target].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground()
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        self.paint_content(painter, QRectF(self.rect()).adjusted(fonts.px(PADDING), 0, -fonts.px(PADDING), 0))
        painter.end()

    def _ground(self) -> str:
        if self.isDown():
            return "press"
        if self._is_current:
            return "soft"
        return "hover" if self.underMouse() and self.isEnabled() else ""

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Paint the row's parts into the space between its paddings."""
        raise NotImplementedError


def paint_text(
    painter: QPainter,
    box: QRectF,
    text: str,
    role: str = "body",
    tone: str = "text",
    *,
    right: bool = False,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> float:
    """Paint one line in the middle of a box's height, cut with an ellipsis where needed; return its width."""
    font = fonts.font(role)
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    shown = QFontMetricsF(font).elidedText(text, elide, max(0.0, box.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
    return QFontMetricsF(font).horizontalAdvance(shown)


def paint_key_at_right(painter: QPainter, box: QRectF, key: str) -> QRectF:
    """Paint a keycap at the right end of a box; return what is left of the box."""
    if not key:
        return box
    size = marks.keycap_size(key)
    corner = QPointF(box.right() - size.width(), box.center().y() - size.height() / 2)
    marks.paint_keycap(painter, QRectF(corner, size), key)
    return box.adjusted(0, 0, -size.width() - fonts.px(10), 0)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """What a row of the palette says.

    Attributes:
        key: Hot-key as shown; empty for none.
        value: Text at the right, for example how many images carry the label.
        is_chosen: Whether the open image carries it, by decision or in the draft.
        is_suggested: Whether a model proposes it for the open image.
        is_hidden: Whether what carries the label is not shown at the moment.
    """

    label_id: int
    name: str
    colour: str
    key: str = ""
    value: str = ""
    is_chosen: bool = False
    is_suggested: bool = False
    is_hidden: bool = False


class LabelRow(RowButton):
    """A label of the palette: swatch, name, number, key; where labels can be hidden, an eye.

    Args:
        eye: Stands at the right end, while the mouse is over the row or the label is hidden.
    """

    def __init__(self, line: LabelLine, parent: QWidget | None = None, *, eye: IconButton | None = None) -> None:
        super().__init__(line.name, height=34, parent=parent)
        self.line = line
        self._eye = eye
        if eye is not None:
            eye.setParent(self)
            eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take(line)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_eye()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_eye()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._eye is not None:
            size = self._eye.sizeHint()
            self._eye.setGeometry(
                self.width() - size.width() - fonts.px(2),
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )

    def _show_eye(self) -> None:
        if self._eye is not None:
            self._eye.set_icon("ph.eye-slash" if self.line.is_hidden else "ph.eye")
            self._eye.setVisible(self.line.is_hidden or self.underMouse())
            self.update()

    def show_line(self, line: LabelLine) -> None:
        """Show another content in place."""
        if line != self.line:
            self._take(line)

    def _take(self, line: LabelLine) -> None:
        self.line = line
        said = self.tr("chosen") if line.is_chosen else self.tr("suggested") if line.is_suggested else ""
        hidden = self.tr("hidden") if line.is_hidden else ""
        self.setText(line.name)
        self.setAccessibleName(", ".join(part for part in (line.name, said, line.value, hidden) if part))
        self.setToolTip(plain_tip(line.name))
        self.set_current(line.is_chosen)
        self._show_eye()
        self.update()

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        line = self.line
        if self._eye is not None and self._eye.isVisibleTo(self):
            box = box.adjusted(0, 0, -fonts.px(22), 0)
        side = fonts.px(12)
        swatch = QRectF(box.left(), box.center().y() - side / 2, side, side)
        marks.paint_swatch(painter, swatch, line.colour, hollow=line.is_suggested and not line.is_chosen)
        rest = paint_key_at_right(painter, box.adjusted(fonts.px(24), 0, 0, 0), line.key)
        if line.is_chosen:
            tick = fonts.px(16)
            corner = QPointF(rest.right() - tick, rest.center().y() - tick / 2)
            paint_icon(painter, QRectF(corner.x(), corner.y(), tick, tick), "ph.check-bold", "acct")
            rest.adjust(0, 0, -tick - fonts.px(8), 0)
        tone = "acct" if line.is_chosen else "text2"
        used = paint_text(painter, rest, line.value, "second", tone, right=True)
        name = rest.adjusted(0, 0, -used - fonts.px(8), 0)
        strong = line.is_chosen or line.is_suggested
        tone = "text3" if line.is_hidden else "acct" if line.is_chosen else "text"
        paint_text(painter, name, line.name, "strong" if strong else "body", tone)


class GroupRow(RowButton):
    """A review group: swatches, name, "from 0.62", count, key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", height=36, parent=parent)
        self._name, self._colours, self._lowest, self._count, self._key = "", ("",), "", 0, ""

    def show_group(self, name: str, colours: tuple[str, ...], lowest: str, count: int, key: str) -> None:
        """Show a group; `colours` is empty for "none of the labels"."""
        self._name, self._colours, self._lowest, self._count, self._key = name, colours, lowest, count, key
        self.setText(name)
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(self.tr("{name}, {count} suggested").format(name=name, count=count))
        self.update()

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        side = fonts.px(10)
        left = box.left()
        for colour in self._colours[:3]:
            marks.paint_swatch(painter, QRectF(left, box.center().y() - side / 2, side, side), colour)
            left += side + 3
        if not self._colours:
            side = fonts.px(12)
            marks.paint_badge(painter, QRectF(left - 1, box.center().y() - side / 2, side, side), marks.Mark.REJECTED)
        rest = box.adjusted(max(fonts.px(20), left - box.left() + 7), 0, 0, 0)
        rest = paint_key_at_right(painter, rest, self._key) if self._key else rest.adjusted(0, 0, -fonts.px(30), 0)
        used = max(paint_text(painter, rest, counted(self._count), "strong", right=True), fonts.px(24))
        rest.adjust(0, 0, -used - fonts.px(8), 0)
        tone = "acct" if self.is_current else "text"
        name_width = fonts.text_width(self._name, "strong")
        if rest.width() > name_width + fonts.text_width(self._lowest, "second") + fonts.px(10):
            paint_text(painter, rest, self._lowest, "second", "text2", right=True)
        paint_text(painter, rest, self._name, "strong" if self.is_current else "button", tone)


class ScoreRow(RowButton):
    """One of the five best labels: key, name, score, bar in the label's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", height=46, parent=parent)
        self._key, self._colour, self._score = "", "", 0.0

    def show_score(self, name: str, colour: str, score: float, key: str) -> None:
        """Show a label with its score, 0..1."""
        self._key, self._colour, self._score = key, colour, score
        self.setText(name)
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(f"{name} {decimal(score)}")
        self.update()

    def _ground(self) -> str:
        if self.isDown():
            return "press"
        return "hover" if self.is_current or (self.underMouse() and self.isEnabled()) else ""

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        top = QRectF(box.left(), box.top() + fonts.px(5), box.width(), fonts.px(22))
        if self._key:
            cap = marks.keycap_size(self._key)
            marks.paint_keycap(
                painter, QRectF(QPointF(top.left(), top.center().y() - cap.height() / 2), cap), self._key
            )
        rest = top.adjusted(fonts.px(30), 0, -2, 0)
        used = paint_text(painter, rest, decimal(self._score), "button", right=True)
        name = rest.adjusted(0, 0, -used - fonts.px(8), 0)
        paint_text(painter, name, self.text(), "strong" if self.is_current else "button")
        bar = QRectF(rest.left(), top.bottom() + fonts.px(4), rest.width(), 6)
        marks.paint_bar(painter, bar, self._score, self._colour or "accent", "line")
