"""The images behind a cell of the confusion matrix, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.models import words
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.rows import paint_text
from tlstudio.gui.widgets.text import Text

_MOST = 5


class ExampleStrip(QWidget):
    """Up to five thumbnails with scores; a click opens that image."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[tuple[int, float, QImage | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.theme().changed.connect(self.update)

    def show_items(self, items: Sequence[tuple[int, float, QImage | None]]) -> None:
        """Show (image id, score, picture) triples."""
        self._items = list(items[:_MOST])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(380), fonts.px(106))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(240), fonts.px(106))

    def _box(self, index: int) -> QRectF:
        gap = fonts.px(8)
        side = min((self.width() - gap * (_MOST - 1)) / _MOST, fonts.px(83))
        return QRectF(index * (side + gap), 0, side, side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for index, (image_id, _, _) in enumerate(self._items):
            if self._box(index).contains(event.position()):
                self.opened.emit(image_id)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        for index, (_, score, picture) in enumerate(self._items):
            box = self._box(index)
            marks.paint_picture(painter, box, picture)
            below = QRectF(box.left(), box.bottom() + 2, box.width(), fonts.px(20))
            width = fonts.text_width(words.figure(score), "second")
            below.moveLeft(box.center().x() - width / 2)
            paint_text(painter, below.adjusted(0, 0, 4, 0), words.figure(score), "second", "text2")
        painter.end()


class Examples(QWidget):
    """Head, strip, question, and two buttons.

    Signals:
        look_wanted: Open exactly these images.
        similar_wanted: Sort the gallery by likeness to the first of them.
    """

    look_wanted = Signal(list)
    similar_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._title = Text("", "strong")
        self._count = Text("", "body", "text2")
        self.strip = ExampleStrip()
        self._question = Text("", "second", "text2", wrap=True)
        self._look = Button("", "primary", icon="ph.eye")
        self._similar = Button(self.tr("Find more like them"), icon="ph.intersect")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        buttons = QHBoxLayout()
        buttons.setSpacing(fonts.px(12))
        buttons.addWidget(self._look)
        buttons.addWidget(self._similar)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(8))
        layout.addLayout(head)
        layout.addWidget(self.strip)
        layout.addWidget(self._question)
        layout.addLayout(buttons)
        self._look.clicked.connect(lambda: self.look_wanted.emit(self._ids))
        self._similar.clicked.connect(lambda: self.similar_wanted.emit(self._ids[0]))
        self.strip.opened.connect(lambda image_id: self.look_wanted.emit([image_id]))

    def show_cell(self, decided: str, suggested: str, items: Sequence[tuple[int, float, QImage | None]]) -> None:
        """Show the images decided as one label and called another (or the same)."""
        self._ids = [image_id for image_id, _, _ in items]
        right = decided == suggested
        self._title.setText(
            self.tr("{label}, found").format(label=decided)
            if right
            else self.tr("{decided} called {suggested}").format(decided=decided, suggested=suggested)
        )
        self._count.setText(words.count(len(items), "image"))
        self.strip.show_items(items)
        question = self.tr("Score of {label}.").format(label=suggested)
        self._question.setText(question if right else question + " " + self.tr("Is the label wrong, or the model?"))
        self._look.setText(
            self.tr("Look at this one") if len(items) == 1 else self.tr("Look at these {n}").format(n=len(items))
        )
        self._look.setEnabled(bool(items))
        self._similar.setEnabled(bool(items))

    def show_nothing(self) -> None:
        """Say that there was no mistake."""
        self._ids = []
        self._title.setText(self.tr("No mistake on the held-out images"))
        self._count.setText("")
        self.strip.show_items(())
        self._question.setText(self.tr("Choose a filled cell to see its images."))
        self._look.setText(self.tr("Look at these"))
        self._look.setEnabled(False)
        self._similar.setEnabled(False)
