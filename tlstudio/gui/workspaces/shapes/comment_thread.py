"""One thread of comments in a panel at its place: what was said, a line to answer, resolve, take away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tlstudio.core.words import Comment
from tlstudio.gui import fonts
from tlstudio.gui.models.words import moment
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.text import Text

WIDTH = 300


class CommentThread(Popover):
    """Enter sends the line; an empty thread begins with it.

    Signals:
        sent: A text, to begin or to answer.
        resolved: Whether the thread is dealt with now.
        deleted: The thread is to go away.
    """

    sent = Signal(str)
    resolved = Signal(bool)
    deleted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("", "strong")
        self._said = QVBoxLayout()
        self._said.setSpacing(fonts.px(8))
        self.field = QLineEdit()
        self.field.setMinimumWidth(fonts.px(WIDTH))
        self.field.returnPressed.connect(self._send)
        self._resolve = Button("", "secondary", icon="ph.check", height=28)
        self._delete = Button(self.tr("Delete"), "ghost", icon="ph.trash", height=28)
        self._is_resolved = False
        self._resolve.clicked.connect(lambda: self.resolved.emit(not self._is_resolved))
        self._delete.clicked.connect(self.deleted)
        buttons = QHBoxLayout()
        buttons.addWidget(self._resolve)
        buttons.addStretch(1)
        buttons.addWidget(self._delete)
        self.column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._said)
        self.column.addWidget(self.field)
        self.column.addLayout(buttons)

    def show_thread(self, comments: Sequence[Comment], *, title: str, can_write: bool) -> None:
        """Show a thread, its beginning first; none = a new one."""
        self._title.setText(title)
        while (item := self._said.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        now = datetime.now(UTC).astimezone()
        for one in comments:
            head = f"{one.who or self.tr('Somebody')}, {moment(one.at.astimezone(), now)}"
            self._said.addWidget(Text(head, "second", "text2"))
            words = Text(one.text, "body", wrap=True)
            words.setFixedWidth(fonts.px(WIDTH))
            self._said.addWidget(words)
        self._is_resolved = bool(comments) and comments[0].resolved
        self.field.setPlaceholderText(self.tr("Answer") if comments else self.tr("What about this place?"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setVisible(can_write)
        self._resolve.setText(self.tr("Open again") if self._is_resolved else self.tr("Resolve"))
        for button in (self._resolve, self._delete):
            button.setVisible(bool(comments) and can_write)
        self.adjustSize()

    def _send(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.clear()
            self.sent.emit(text)
