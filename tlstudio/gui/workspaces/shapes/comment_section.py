"""The inspector's list of the threads on the open image."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.words import Comment
from tlstudio.gui import fonts
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.widgets.inspector import Head
from tlstudio.gui.widgets.rows import RowButton, paint_text


class _ThreadRow(RowButton):
    """The number of its pin, its first words, how many answers there are."""

    def __init__(self) -> None:
        super().__init__("", height=28)
        self._number, self._answers, self._is_resolved = 0, 0, False

    def show_thread(self, number: int, begin: Comment, answers: int) -> None:
        self._number, self._answers, self._is_resolved = number, answers, begin.resolved
        self.setText(begin.text)
        state = self.tr("resolved") if begin.resolved else self.tr("open")
        self.setAccessibleName(self.tr("Comment {n}, {state}: {text}").format(n=number, state=state, text=begin.text))
        self.setToolTip(f"{begin.who}: {begin.text}")
        self.update()

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        side = fonts.px(16)
        name = "ph.check-circle" if self._is_resolved else "ph.chat-circle-dots"
        icon = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_icon(painter, icon, name, "text3" if self._is_resolved else "suggested")
        rest = box.adjusted(fonts.px(24), 0, 0, 0)
        if self._answers:
            used = paint_text(painter, rest, f"+{self._answers}", "second", "text2", right=True)
            rest.adjust(0, 0, -used - fonts.px(8), 0)
        paint_text(painter, rest, f"{self._number}  {self.text()}", "body", "text3" if self._is_resolved else "text")


class CommentSection(QWidget):
    """Hidden while there is none.

    Signals:
        chosen: Id of the comment that begins a thread.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Head(self.tr("Comments"))
        self._rows: list[_ThreadRow] = []
        self._ids: list[int] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, fonts.px(8), 0, fonts.px(4))
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addSpacing(fonts.px(4))
        self.hide()

    def show_threads(self, threads: Sequence[Sequence[Comment]]) -> None:
        """List threads, each with its beginning first."""
        self._ids = [thread[0].id for thread in threads]
        while len(self._rows) < len(threads):
            row = _ThreadRow()
            row.clicked.connect(lambda _checked=False, row=row: self.chosen.emit(self._ids[self._rows.index(row)]))
            self._rows.append(row)
            self._column.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(threads))
            if place < len(threads):
                row.show_thread(place + 1, threads[place][0], len(threads[place]) - 1)
        left = sum(not thread[0].resolved for thread in threads)
        self._head.show_value(self.tr("{n} open").format(n=left) if left else self.tr("all resolved"), "text2")
        self.setVisible(bool(threads))
