"""Above the gallery of a project in which nothing is decided yet: where to go on, and what happens then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.text import Icon, Text
from tlstudio.store.counts import Counts


class NextStep(QWidget):
    """One sentence, what it leads to, and the primary button; gone with the first decision."""

    room_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._has_shapes = session.project.info.task.has_shapes
        self._title = Text("", "strong", wrap=True)
        first = self.tr("Draw the first ones") if self._has_shapes else self.tr("Label a few")
        self.button = Button(first, "primary", icon="ph.bounding-box" if self._has_shapes else "ph.tag")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda: self.room_wanted.emit("label"))
        words = QVBoxLayout()
        words.setSpacing(fonts.px(2))
        words.addWidget(self._title)
        words.addWidget(Text(self._what_follows(), "second", "text2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.px(12), fonts.px(8), fonts.px(12), fonts.px(8))
        row.setSpacing(fonts.px(12))
        row.addWidget(Icon("ph.lightbulb", 20, "acct"))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        session.keymap.changed.connect(self._show_key)
        theme.theme().changed.connect(self.update)
        self._show_key()
        self.hide()

    def show_counts(self, counts: Counts, *, is_filtered: bool) -> None:
        """Show what is next while nothing is decided.

        Args:
            counts: Of the project; an empty one has another next step, and a reader none.
            is_filtered: The person looks for something, and an empty result has a primary button of its own.
        """
        self._title.setText(self._what_waits(counts.total))
        is_fresh = counts.total > 0 and counts.decided == 0
        self.setVisible(is_fresh and not is_filtered and not self._session.read_only)

    def _what_waits(self, images: int) -> str:
        if self._has_shapes:  # some may have shapes already; what is asked of each is that somebody finishes it
            wording = (
                self.tr("1 image waits to be finished") if images == 1 else self.tr("{} images wait to be finished")
            )
        elif images == 1:
            wording = self.tr("1 image waits for its first label")
        else:
            wording = self.tr("{} images wait for their first label")
        return wording.format(counted(images))

    def _what_follows(self) -> str:
        if self._has_shapes:
            return self.tr("Choose a label, draw, and go on to the next image. Every step can be undone.")
        return self.tr("Suggestions for all others start after two labels. Every step can be undone.")

    def _show_key(self) -> None:
        self.button.set_key(self._session.keymap.first("go.label"))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("soft"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.end()
