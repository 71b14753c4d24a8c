"""A notice at the top of the place concerned: what happened, whether the work is safe, what to do; stays until solved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui import fonts, theme
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.text import Icon, Text

_ICONS = {"err": "ph.warning-fill", "suggested": "ph.warning-circle", "accepted": "ph.check-circle", "acct": "ph.info"}
_GROUNDS = {"err": "err_bg", "suggested": "suggested_bg", "accepted": "accepted_bg", "acct": "soft"}


class Notice(QWidget):
    """A strip on an error's or warning's ground.

    Args:
        kind: `err`, `suggested` (a warning), `accepted` or `acct` (something to know).
        narrow: Where several buttons beside the words would leave no room for them, they stand below.
    """

    closed = Signal()

    def __init__(self, kind: str = "err", parent: QWidget | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent)
        self._kind = kind
        self._detail_text = ""
        self._icon = Icon(_ICONS[kind], 18, kind)
        self._title = Text("", "strong", wrap=True)
        self._second = Text("", "second", "text2", wrap=True)
        self._detail = QPlainTextEdit(readOnly=True)
        self._detail.setMaximumHeight(fonts.px(140))
        self._detail.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(fonts.px(8))
        self._close = IconButton("ph.x", self.tr("Close"), size=28, glyph=14)
        self._close.clicked.connect(self._on_close)
        words = QVBoxLayout()
        words.setSpacing(fonts.px(2))
        words.addWidget(self._title)
        words.addWidget(self._second)
        row = QHBoxLayout()
        row.setSpacing(fonts.px(12))
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        if narrow:
            below = QHBoxLayout()
            below.setContentsMargins(0, fonts.px(6), 0, 0)
            below.addLayout(self._buttons)
            below.addStretch(1)
            words.addLayout(below)
        else:
            row.addLayout(self._buttons)
        row.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(fonts.px(16), fonts.px(8), fonts.px(12), fonts.px(8))
        layout.addLayout(row)
        layout.addWidget(self._detail)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.theme().changed.connect(self.update)
        self.hide()

    def tell(
        self,
        title: str,
        second: str = "",
        *,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        detail: str = "",
        kind: str = "",
        closable: bool = True,
    ) -> None:
        """Show a sentence, what it means, and what can be done (the first button is the recommended one)."""
        self._kind = kind or self._kind
        self._icon.set_icon(_ICONS[self._kind], self._kind)
        self._title.setText(title)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self._detail.setPlainText(detail)
        self._detail.hide()
        self._close.setVisible(closable)
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for text, act in buttons:
            self._add_button(text, act)
        if detail:
            self._add_button(self.tr("Details"), lambda: self._detail.setVisible(not self._detail.isVisible()))
            self._add_button(
                self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(f"{title}\n{second}\n{detail}")
            )
        self.show()
        self.update()

    def tell_error(
        self, error: StudioError, *, buttons: Sequence[tuple[str, Callable[[], object]]] = (), closable: bool = True
    ) -> None:
        """Show a known error with its hint and copyable detail."""
        self.tell(
            sentence(error.sentence),
            sentence(error.hint),
            buttons=buttons,
            detail="\n".join(map(sentence, error.detail.splitlines())),
            kind="err",
            closable=closable,
        )

    def _add_button(self, text: str, act: Callable[[], object]) -> None:
        button = Button(text, "secondary")
        button.clicked.connect(lambda: act())
        self._buttons.addWidget(button)

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(_GROUNDS[self._kind]))
        painter.end()
