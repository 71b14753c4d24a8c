"""An empty place that says what is missing, what happens then, and offers the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.progress import Bar
from tlstudio.gui.widgets.text import Text, wrapped_height

SIDE = 48
GAP = 8
TEXT_WIDTH = 600


class _Drawing(QWidget):
    """What is there (real thumbnails), what is missing (a plus), what comes then (a sparkle)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[QImage | QPixmap | None] = []
        self._wanted = 1
        self._icon = "ph.sparkle-fill"
        theme.theme().changed.connect(self.update)

    def show_state(self, pictures: Sequence[QImage | QPixmap | None], wanted: int, icon: str) -> None:
        """Show what there is, how many places are still free, and the icon of what follows."""
        self._pictures, self._wanted, self._icon = list(pictures)[:3], max(0, min(3, wanted)), icon
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        boxes = len(self._pictures) + self._wanted + 1
        return QSize(fonts.px(boxes * (SIDE + GAP) + 32), fonts.px(SIDE + 12))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, left, top = fonts.px(SIDE), 0.0, float(fonts.px(8))
        badge = fonts.px(18)
        for picture in self._pictures:
            box = QRectF(left, top, side, side)
            marks.paint_picture(painter, box, picture)
            corner = QPointF(box.right() - badge * 0.7, box.top() - badge * 0.3)
            marks.paint_badge(painter, QRectF(corner.x(), corner.y(), badge, badge), marks.Mark.ACCEPTED, on_image=True)
            left += side + fonts.px(GAP)
        for _ in range(self._wanted):
            self._paint_place(painter, QRectF(left, top, side, side), "edge", "ph.plus", "text2")
            left += side + fonts.px(GAP)
        arrow = fonts.px(18)
        paint_icon(painter, QRectF(left + 2, top + (side - arrow) / 2, arrow, arrow), "ph.arrow-right", "text2")
        left += arrow + fonts.px(GAP + 2)
        self._paint_place(painter, QRectF(left, top, side, side), "suggested", self._icon, "suggested")
        painter.end()

    @staticmethod
    def _paint_place(painter: QPainter, box: QRectF, line: str, icon: str, ink: str) -> None:
        pen = QPen(theme.color(line), 1.5)
        pen.setDashPattern([3.5, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        side = box.width() * 0.4
        paint_icon(painter, QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side), icon, ink)


class EmptyPlace(QWidget):
    """Centred: drawing, sentence, what happens then, one primary and at most one other button.

    Signals:
        wanted: Name of the button that was clicked, as given to `tell`.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = _Drawing()
        self._title = Text("", "sentence", wrap=True)
        self._first = Text("", "body", "text2", wrap=True)
        self._second = Text("", "body", "text2", wrap=True)
        self._bar = Bar()
        self._bar_text = Text("", "second", "text2")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(fonts.px(10))
        self._primary: Button | None = None
        column = QVBoxLayout()
        column.setSpacing(0)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(self._drawing, 0, centre)
        column.addSpacing(fonts.px(24))
        # Wrapped texts get their height from a width, and only a widget of fixed width gives them one.
        words = QWidget()
        words.setFixedWidth(fonts.px(TEXT_WIDTH))
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(fonts.px(8))
        for text in (self._title, self._first, self._second):
            text.setAlignment(centre)
            lines.addWidget(text)
        column.addWidget(words, 0, centre)
        column.addSpacing(fonts.px(12))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._buttons)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(fonts.px(32))
        self._bar.setFixedWidth(fonts.px(200))
        column.addWidget(self._bar, 0, centre)
        column.addSpacing(fonts.px(8))
        column.addWidget(self._bar_text, 0, centre)
        column.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addLayout(column)

    def show_drawing(
        self, pictures: Sequence[QImage | QPixmap | None], wanted: int, icon: str = "ph.sparkle-fill"
    ) -> None:
        """Draw what is there, what is missing and what follows."""
        self._drawing.show_state(pictures, wanted, icon)

    def tell(
        self,
        title: str,
        first: str,
        second: str = "",
        *,
        buttons: Sequence[tuple[str, str, str, str]] = (),
        progress: tuple[float, str] | None = None,
    ) -> None:
        """Say why it is empty and what to do.

        Args:
            title: What is so.
            first: Why.
            second: What happens then.
            buttons: (name, text, icon, key), the first is the primary one.
            progress: Share 0..1 and its words.
        """
        self._title.setText(title)
        self._first.setText(first)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        for text in (self._title, self._first, self._second):
            text.setFixedHeight(wrapped_height(text, fonts.px(TEXT_WIDTH)))
        self._bar.setVisible(progress is not None)
        self._bar_text.setVisible(progress is not None)
        if progress is not None:
            self._bar.set_share(progress[0])
            self._bar_text.setText(progress[1])
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._primary = None
        for index, (name, text, icon, key) in enumerate(buttons):
            button = Button(text, "secondary" if index else "primary", icon=icon, key=key, height=36)
            button.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            self._buttons.addWidget(button)
            self._primary = self._primary or button
        self.setAccessibleName(f"{title}. {first} {second}")

    def focus_primary(self) -> None:
        """Put the focus on the next step."""
        if self._primary is not None:
            self._primary.setFocus()
