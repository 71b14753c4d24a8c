"""The line at the foot: what is being computed, in words; when it was saved, which model suggests, on what device."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.widgets.buttons import LinkButton
from tlstudio.gui.widgets.progress import Bar
from tlstudio.gui.widgets.text import Elided, Hairline, Icon, Text

_ICONS = {
    "ok": ("ph.check-circle", "accepted"),
    "busy": ("ph.hourglass-medium", "text2"),
    "info": ("ph.info", "text2"),
    "warn": ("ph.warning-circle", "suggested"),
    "err": ("ph.warning-fill", "err"),
}


class StatusLine(QWidget):
    """One sentence at the left, three facts at the right."""

    cancel_wanted = Signal()
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("ph.check-circle", 14, "accepted")
        self._bar = Bar(4)
        self._bar.setFixedWidth(fonts.px(72))
        self._bar.hide()
        self._sentence = Elided("", "second")
        self._cancel = LinkButton(self.tr("Cancel"))
        self._cancel.setFixedHeight(fonts.px(24))
        self._cancel.clicked.connect(self.cancel_wanted)
        self._cancel.hide()
        self._facts: list[Text] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(16), 0, fonts.px(16), 0)
        layout.setSpacing(fonts.px(7))
        layout.addWidget(self._icon)
        layout.addWidget(self._bar)
        layout.addSpacing(fonts.px(2))
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self._cancel)
        self._lines: list[Hairline] = []
        for number in range(3):
            if number:
                line = Hairline(vertical=True)
                line.setFixedHeight(fonts.px(12))
                line.hide()
                self._lines.append(line)
                layout.addWidget(line)
            fact = Text("", "second", "text2")
            self._facts.append(fact)
            layout.addWidget(fact)
        self.setFixedHeight(fonts.px(28))
        theme.theme().changed.connect(self.update)

    def tell(self, sentence: str, kind: str = "ok", share: float | None = None, *, can_cancel: bool = False) -> None:
        """Show what is going on.

        Args:
            sentence: In words, with numbers: "Features, 218 of 364 images, about 3 min left".
            kind: ok, busy, info, warn or err.
            share: 0 to 1 shows a bar instead of the icon.
            can_cancel: Whether it can be stopped here.
        """
        name, tone = _ICONS[kind]
        self._icon.set_icon(name, tone)
        self._icon.setVisible(share is None)
        self._bar.setVisible(share is not None)
        self._bar.set_share(share)
        self._sentence.setText(sentence)
        self._cancel.setVisible(can_cancel)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._sentence.text()

    def show_facts(self, saved: str = "", model: str = "", device: str = "") -> None:
        """Show the facts at the right; empty ones take no room."""
        for fact, text in zip(self._facts, (saved, model, device), strict=True):
            fact.setText(text)
            fact.setVisible(bool(text))
        texts = [saved, model, device]
        for number, line in enumerate(self._lines):
            line.setVisible(bool(texts[number + 1]) and any(texts[: number + 1]))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
        painter.end()
