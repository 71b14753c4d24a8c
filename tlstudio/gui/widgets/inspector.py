"""Parts of an inspector: heads with a number, name and value lines, a card with advice, a column that scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.progress import SegmentBar
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import Badge, Elided, Hairline, Icon, Text, wrapped_height


class Head(QWidget):
    """A heading with a number or a few words at the right."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, title_role: str = "strong", value_role: str = "body"
    ) -> None:
        super().__init__(parent)
        self.title = Text(text, title_role, "text" if title_role == "strong" else "text2")
        self.value = Text("", value_role)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        layout.addWidget(self.title)
        layout.addStretch(1)
        layout.addWidget(self.value)

    def show_value(self, text: str, tone: str = "text") -> None:
        """Show what stands at the right."""
        self.value.setText(text)
        self.value.set_tone(tone)


class Line(QWidget):
    """A name at the left, its value at the right, a badge before it where a state is meant."""

    def __init__(self, mark: marks.Mark | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Elided("", "body" if mark is not None else "second", "text" if mark is not None else "text2")
        self.value = Text("", "strong" if mark is not None else "second_strong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        layout.setSpacing(fonts.px(10))
        if mark is not None:
            layout.addWidget(Badge(mark, 16))
        layout.addWidget(self.name, 1)
        layout.addWidget(self.value)
        self.setFixedHeight(fonts.px(26 if mark is not None else 24))

    def show_line(self, name: str, value: str) -> None:
        """Show a name and its value."""
        self.name.setText(name)
        self.value.setText(value)
        self.setAccessibleName(f"{name}: {value}")


class Advice(QWidget):
    """A sentence on a tinted ground, with an icon: why this image, what would help most."""

    def __init__(self, icon: str, kind: str = "acct", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon = Icon(icon, 18, kind)
        self._first = Text("", "second_strong", "text", wrap=True)
        self._second = Text("", "second", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(fonts.px(2))
        words.addWidget(self._first)
        words.addWidget(self._second)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(10), fonts.px(9), fonts.px(10), fonts.px(9))
        layout.setSpacing(fonts.px(9))
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.theme().changed.connect(self.update)
        self.hide()

    def tell(self, first: str, second: str = "", *, icon: str = "") -> None:
        """Show one or two sentences; an empty first one hides the card."""
        if icon:
            self._icon.set_icon(icon)
        self._first.setText(first)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self._fit()
        self.setVisible(bool(first))
        self.setAccessibleName(f"{first} {second}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Ask for the height of the wrapped sentences; a column that scrolls would squeeze them."""
        width = max(fonts.px(120), self.width() - fonts.px(10 + 10 + 18 + 9))
        for text in (self._first, self._second):
            text.setFixedHeight(wrapped_height(text, width))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("soft" if self._kind == "acct" else f"{self._kind}_bg"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.end()


class ProgressBlock(QWidget):
    """How much is decided, and how."""

    MARKS = (marks.Mark.ACCEPTED, marks.Mark.ACCEPTED, marks.Mark.CORRECTED, marks.Mark.REJECTED, marks.Mark.UNDECIDED)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Head(self.tr("Progress"))
        self._bar = SegmentBar(8)
        self._lines = [Line(mark) for mark in self.MARKS]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addSpacing(fonts.px(10))
        bar = QHBoxLayout()
        bar.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        bar.addWidget(self._bar)
        layout.addLayout(bar)
        layout.addSpacing(fonts.px(8))
        for line in self._lines:
            layout.addWidget(line)

    def show_counts(
        self, labelled: int, accepted: int, corrected: int, rejected: int, total: int, *, rejected_as: str = ""
    ) -> None:
        """Show the numbers of images by state; `rejected_as` words what was said about the rejected ones."""
        decided = labelled + accepted + corrected + rejected
        done = self.tr("{decided} of {total} decided").format(decided=counted(decided), total=counted(total))
        self._head.show_value(done, "text2")
        self._bar.set_parts(
            [
                (labelled + accepted, "accepted"),
                (corrected, "corrected"),
                (rejected, "rejected"),
                (total - decided, "line"),
            ]
        )
        self._bar.setAccessibleName(done)
        names = (
            self.tr("Labelled by you"),
            self.tr("Accepted"),
            self.tr("Corrected"),
            rejected_as or self.tr("None of the labels"),
            self.tr("To decide"),
        )
        numbers = (labelled, accepted, corrected, rejected, total - decided)
        for line, name, number in zip(self._lines, names, numbers, strict=True):
            line.show_line(name, counted(number))
        self._lines[0].setVisible(labelled > 0)


class Lines(QWidget):
    """A heading and name-value lines that come and go."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Head(text))
        self._column.addSpacing(fonts.px(6))

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show (name, value) pairs; with none the whole block hides."""
        while len(self._rows) < len(lines):
            row = Line()
            self._rows.append(row)
            self._column.addWidget(row)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(lines))
            if index < len(lines):
                row.show_line(*lines[index])
        self.setVisible(bool(lines))


class Inspector(QWidget):
    """The panel at the right: a scrolling column, and a foot that stays.

    Attributes:
        column: Where the parts go.
        foot: Below it, for the primary button.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(fonts.px(8), fonts.px(12), fonts.px(8), fonts.px(12))
        self.column.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(fonts.px(16), 0, fonts.px(16), fonts.px(14))
        self.foot.setSpacing(fonts.px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addLayout(self.foot)
        theme.theme().changed.connect(self.update)

    def add_rule(self) -> None:
        """Add the hairline between two groups."""
        rule = QHBoxLayout()
        rule.setContentsMargins(fonts.px(PADDING), fonts.px(12), fonts.px(PADDING), fonts.px(12))
        rule.addWidget(Hairline())
        self.column.addLayout(rule)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.end()
