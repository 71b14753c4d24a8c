"""The page before a run: one sentence, one button, and what it learns from, how it is checked, how images are varied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.training import LabelCount, ReadyView
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.rows import paint_text
from tlstudio.gui.widgets.text import Icon, Text

_MOST_LABELS = 8


class LabelBars(QWidget):
    """How many decided images each label has, as bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[LabelCount] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    def show_labels(self, labels: Sequence[LabelCount]) -> None:
        """Show the largest labels; those beyond the eighth are summed up in a last line."""
        rest = sum(label.count for label in labels[_MOST_LABELS:])
        self._labels = list(labels[:_MOST_LABELS])
        if rest:
            more = self.tr("{count} more labels").format(count=len(labels) - _MOST_LABELS)
            self._labels.append(LabelCount(more, "edge", rest))
        self.setAccessibleName(", ".join(f"{label.name} {label.count}" for label in labels))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(240), fonts.px(30) * max(1, len(self._labels)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((label.count for label in self._labels), default=1) or 1
        names = min(max((fonts.text_width(label.name) for label in self._labels), default=0), round(self.width() * 0.4))
        for index, label in enumerate(self._labels):
            middle = fonts.px(30) * (index + 0.5)
            side = fonts.px(10)
            marks.paint_swatch(painter, QRectF(0, middle - side / 2, side, side), label.colour)
            name = QRectF(fonts.px(18), middle - 10, names + 4, 20)
            paint_text(painter, name, label.name)
            left = fonts.px(18) + names + fonts.px(14)
            bar = QRectF(left, middle - 2.5, self.width() - left - fonts.px(44), 5)
            marks.paint_bar(painter, bar, label.count / most, label.colour)
            paint_text(
                painter,
                QRectF(self.width() - fonts.px(40), middle - 10, fonts.px(40), 20),
                counted(label.count),
                right=True,
            )
        painter.end()


class SidesBar(QWidget):
    """Train, validation and test as filled, grey and open segments."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = (0, 0, 0)
        self.setFixedHeight(fonts.px(8))
        theme.theme().changed.connect(self.update)

    def show_sides(self, sides: tuple[int, int, int]) -> None:
        """Show the three numbers of images."""
        self._sides = sides
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = max(1, sum(self._sides))
        left = 0.0
        for count, token in zip(self._sides, ("accent", "text3", ""), strict=True):
            width = self.width() * count / total
            box = QRectF(left + 1, 1, max(0.0, width - 3), self.height() - 2)
            painter.setPen(QPen(theme.color("text3"), 1.5) if not token else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(token) if token else Qt.BrushStyle.NoBrush)
            if count:
                painter.drawRoundedRect(box, 3, 3)
            left += width
        painter.end()


class SideRow(QWidget):
    """A side's mark, name and number."""

    def __init__(self, name: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.number = Text("0")
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.px(18), 0, 0, 0)
        row.addWidget(Text(name))
        row.addStretch(1)
        row.addWidget(self.number)
        self.setFixedHeight(fonts.px(30))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = fonts.px(10)
        box = QRectF(0, self.height() / 2 - side / 2, side, side)
        painter.setPen(QPen(theme.color("text3"), 1.5) if not self._token else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._token) if self._token else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75) if not self._token else box, 3, 3)
        painter.end()


class VariationGrid(QWidget):
    """The same image as the network will see it: eight draws, the first is the original."""

    COLUMNS = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(fonts.px(180))
        theme.theme().changed.connect(self.update)

    def show_images(self, images: Sequence[QImage]) -> None:
        """Show draws; the first one gets the plate `original`."""
        self._images = list(images)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Two rows of squares: the height follows the width, which layouts inside a scrolling page do not ask for.
        self.setFixedHeight(round(2 * self._side(self.width()) + fonts.px(8)))

    def _side(self, width: int) -> float:
        return min((width - fonts.px(8) * (self.COLUMNS - 1)) / self.COLUMNS, fonts.px(110))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        side = self._side(self.width())
        for index in range(8):
            row, column = divmod(index, self.COLUMNS)
            box = QRectF(column * (side + fonts.px(8)), row * (side + fonts.px(8)), side, side)
            picture = self._images[index] if index < len(self._images) else None
            marks.paint_picture(painter, box, picture)
            if index == 0 and picture is not None:
                size = marks.plate_size(self.tr("original"))
                marks.paint_plate(
                    painter, box.bottomLeft() + QRectF(5, -size.height() - 5, 0, 0).topLeft(), self.tr("original")
                )
        painter.end()


def head_row(title: str) -> tuple[QHBoxLayout, Text]:
    """Return a section's head and the quiet text at its right."""
    row = QHBoxLayout()
    quiet = Text("", "body", "text2")
    row.addWidget(Text(title, "section"))
    row.addStretch(1)
    row.addWidget(quiet)
    return row, quiet


class NoteRow(QWidget):
    """An icon and a quiet sentence."""

    def __init__(self, icon: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Text(text, "second", "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(fonts.px(8))
        row.addWidget(Icon(icon, 15), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)


class ReadySections(QWidget):
    """The three columns below the sentence; in a narrow window the third goes below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = LabelBars()
        self._balance = NoteRow("ph.scales")
        self._bar = SidesBar()
        self._sides = (
            SideRow(self.tr("Train"), "accent"),
            SideRow(self.tr("Validation, picks the best epoch"), "text3"),
            SideRow(self.tr("Test, never seen in training"), ""),
        )
        self._notes = QVBoxLayout()
        self.variation = VariationGrid()
        self._variation_words = Text("", "second", "text2", wrap=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(fonts.px(32))
        self._grid.setVerticalSpacing(fonts.px(20))
        self._columns = [self._learns_from(), self._checked(), self._varied()]
        self._wide: bool | None = None
        self._arrange(True)

    def _column(self, title: str) -> tuple[QWidget, QVBoxLayout, Text]:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(8))
        head, quiet = head_row(title)
        layout.addLayout(head)
        return box, layout, quiet

    def _learns_from(self) -> QWidget:
        box, layout, self._images = self._column(self.tr("What it learns from"))
        layout.addWidget(self._labels)
        layout.addWidget(self._balance)
        layout.addStretch(1)
        return box

    def _checked(self) -> QWidget:
        box, layout, _ = self._column(self.tr("How it is checked"))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for side in self._sides:
            rows.addWidget(side)
        layout.addLayout(rows)
        layout.addWidget(self._bar)
        layout.addLayout(self._notes)
        layout.addStretch(1)
        return box

    def _varied(self) -> QWidget:
        box, layout, self._draws = self._column(self.tr("How images are varied"))
        layout.addWidget(self.variation)
        layout.addWidget(self._variation_words)
        layout.addStretch(1)
        return box

    def _arrange(self, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for index, column in enumerate(self._columns):
            self._grid.removeWidget(column)
            place = (0, index, 1, 1) if wide else ((0, index, 1, 1) if index < 2 else (1, 0, 1, 2))
            self._grid.addWidget(column, *place)
        for index in range(3):
            self._grid.setColumnStretch(index, 1 if wide or index < 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.width() >= fonts.px(940))
        super().resizeEvent(event)

    def show_view(self, view: ReadyView, draws: int) -> None:
        """Show the numbers."""
        self._labels.show_labels(view.labels)
        # The bars below count what trains; the validation images stand in the next column.
        self._images.setText(self.tr("{count} images").format(count=counted(view.sides[0])))
        self._balance.text.setText(view.balance)
        self._balance.setVisible(bool(view.balance))
        for row, count in zip(self._sides, view.sides, strict=True):
            row.number.setText(counted(count))
        self._bar.show_sides(view.sides)
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for note in view.notes:
            self._notes.addWidget(NoteRow("ph.shield-check", note))
        self._draws.setText(self.tr("{count} draws each").format(count=draws) if draws > 1 else "")
        self._variation_words.setText(view.variation)
