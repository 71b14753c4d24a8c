"""What the dialogs for import and export share: head, form, what would happen, progress, two buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui import fonts
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.notice import Notice
from tlstudio.gui.widgets.text import Hairline, Text

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tlstudio.gui.frame.studio import Studio

REST_MS = 250
NAME_WIDTH = 148
Result = TypeVar("Result")


class ExchangeDialog(QDialog):
    """A head, a body that scrolls where the window is low, and a foot with what is being done and two buttons."""

    def __init__(self, studio: Studio, title: str, sentence: str, go: str) -> None:
        super().__init__(studio)
        self.studio = studio
        self.session = studio.session
        self.setWindowTitle(title)
        self.notice = Notice("err")
        self.form = QVBoxLayout()
        self.form.setSpacing(fonts.px(10))
        self.body = QVBoxLayout()
        self.body.setSpacing(fonts.px(10))
        self.working = Text("", "second", "text2", wrap=True)
        self.go = Button(go, "primary", height=36)
        self.go.clicked.connect(self.start)
        self._ticket = 0
        self._asked: Future[Any] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.look)
        self._assemble(title, sentence)

    def _assemble(self, title: str, sentence: str) -> None:
        self._cancel = Button(self.tr("Cancel"), height=36)
        self._cancel.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(fonts.px(8))
        self.foot.addWidget(self.working, 1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.go)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, fonts.px(8), 0)
        column.setSpacing(fonts.px(12))
        column.addLayout(self.form)
        column.addWidget(Hairline())
        column.addLayout(self.body)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(fonts.px(24), fonts.px(20), fonts.px(16), fonts.px(16))
        self._column.setSpacing(fonts.px(12))
        self._column.addWidget(Text(title, "sentence"))
        self._column.addWidget(Text(sentence, "body", "text2", wrap=True))
        self._column.addWidget(self.notice)
        self._column.addWidget(self.centre(), 1)
        self._column.addLayout(self.foot)

    def centre(self) -> QWidget:
        """Return what stands between head and foot; a subclass may put something beside the form."""
        return self.area

    def open_sized(self, width: int, height: int) -> None:
        """Show without blocking the window, never larger than it."""
        host = self.studio.window()
        self.setMinimumSize(fonts.px(520), fonts.px(400))
        self.resize(min(fonts.px(width), host.width() - 48), min(fonts.px(height), host.height() - 48))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()

    def row(self, name: str, *controls: QWidget) -> QWidget:
        """Add a named row to the form; return it, so that it can be hidden."""
        line = named_row(name, *controls)
        self.form.addWidget(line)
        return line

    def look_soon(self) -> None:
        """Look again when the person has stopped typing."""
        self._rest.start()

    def look(self) -> None:
        """Find out on a thread what would happen."""
        raise NotImplementedError

    def start(self) -> None:
        """Do it."""
        raise NotImplementedError

    def ask(self, work: Callable[[], Result], done: Callable[[Result], object]) -> None:
        """Ask on a thread; only the newest question is answered."""
        self._ticket += 1
        ticket = self._ticket
        if self._asked is not None:
            self._asked.cancel()

        def answer(result: Result) -> None:
            if ticket == self._ticket:
                done(result)

        def failed(error: StudioError) -> None:
            if ticket == self._ticket:
                self.show_error(error)

        self._asked = self.session.in_background(work, answer, failed)

    def forget_question(self) -> None:
        """What was asked is not wanted any more."""
        self._ticket += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the primary button says; while somebody types it looks at once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._rest.isActive():
            self.look()
        else:
            self.go.click()

    def show_error(self, error: StudioError) -> None:
        """Say why it cannot be done."""
        self.working.setText("")
        self.go.setEnabled(False)
        self.notice.tell_error(error, closable=False)

    def done(self, result: int) -> None:
        """Close: no answer may come to a dialog that is gone."""
        self._rest.stop()
        self.forget_question()
        super().done(result)


def named_row(name: str, *controls: QWidget) -> QWidget:
    """Return a row with a name at the left; the first control takes what is left of the width."""
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(fonts.px(8))
    title = Text(name, "button", wrap=True)
    title.setFixedWidth(fonts.px(NAME_WIDTH))
    layout.addWidget(title)
    for place, control in enumerate(controls):
        control.setAccessibleName(control.accessibleName() or name)
        layout.addWidget(control, 1 if place == 0 else 0)
    return line


def at_left(control: QWidget) -> QWidget:
    """Return a control of fixed width at the left of what is wider."""
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(control)
    layout.addStretch(1)
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
