"""The two pages of the Train room: ready to start, and running; each with its head, its middle and its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.gui import fonts, theme
from tlstudio.gui.models.training import ReadyView, RunningView
from tlstudio.gui.widgets.buttons import Button, LinkButton
from tlstudio.gui.widgets.text import Hairline, Icon, Text
from tlstudio.gui.workspaces.train.advanced import AdvancedForm, Fold
from tlstudio.gui.workspaces.train.ready import ReadySections
from tlstudio.gui.workspaces.train.running import PhaseBar, RunningCharts


class HintStrip(QWidget):
    """The honest expectation on a soft ground, with a link that leads to what would help."""

    followed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text("", wrap=True)
        self._link = LinkButton("")
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.px(18), fonts.px(11), fonts.px(8), fonts.px(11))
        row.setSpacing(fonts.px(12))
        row.addWidget(Icon("ph.lightbulb", 18, "acct"))
        row.addWidget(self._text, 1)
        row.addWidget(self._link)
        self._link.clicked.connect(self.followed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.theme().changed.connect(self.update)

    def tell(self, text: str, link: str = "") -> None:
        """Show a sentence; an empty one hides the strip."""
        self._text.setText(text)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setVisible(bool(text))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.end()


def _head(sentence: Text, second: Text, buttons: Sequence[QWidget]) -> QHBoxLayout:
    texts = QVBoxLayout()
    texts.setSpacing(fonts.px(6))
    texts.addWidget(sentence)
    texts.addWidget(second)
    row = QHBoxLayout()
    row.setSpacing(fonts.px(8))
    row.addLayout(texts, 1)
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


class ReadyPage(QWidget):
    """One sentence, one button.

    Signals:
        start_wanted: Fine-tune now.
        help_wanted: Go to the label that would help most.
        settings_changed: Something was set by hand.
    """

    start_wanted = Signal()
    help_wanted = Signal()
    settings_changed = Signal()

    def __init__(self, backbones: Sequence[BackboneCard], key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Text("", "sentence", wrap=True)
        self._second = Text("", "body", "text2", wrap=True)
        self.start = Button(self.tr("Fine-tune"), "primary", icon="ph.lightning-fill", key=key, height=48)
        self._reason = Text("", "second", "text2", wrap=True)
        self.hint = HintStrip()
        self.sections = ReadySections()
        self.fold = Fold(self.tr("Advanced settings"))
        self.form = AdvancedForm(backbones)
        self.form.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, fonts.px(8), 0, 0)
        layout.setSpacing(fonts.px(14))
        layout.addLayout(_head(self._sentence, self._second, [self.start]))
        layout.addWidget(self._reason)
        layout.addWidget(self.hint)
        layout.addWidget(self.sections)
        layout.addWidget(self.fold)
        layout.addWidget(self.form)
        self.start.clicked.connect(self.start_wanted)
        self.hint.followed.connect(self.help_wanted)
        self.fold.toggled.connect(self.form.setVisible)
        self.form.changed.connect(self.settings_changed)

    def show_view(self, view: ReadyView, *, backbone: str, draws: int, link: str, why: str) -> None:
        """Show what a run would do now; the reason stands beside the button when it is off."""
        self._sentence.setText(view.sentence)
        self._second.setText(view.second)
        self.start.setEnabled(not view.reason_off)
        self.start.setAccessibleDescription(view.reason_off)
        self._reason.setText(view.reason_off)
        self._reason.setVisible(bool(view.reason_off))
        self.hint.tell(view.hint, link)
        self.sections.show_view(view, draws)
        self.fold.show_pills([backbone, *view.chips], self.tr("chosen by the number of labels"))
        self.form.show_note(why)


class RunningPage(QWidget):
    """How far it is, whether it gets better, and three ways to end it.

    Signals:
        asked: `stop`, `pause`, `continue` or `discard`.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Text("", "sentence", wrap=True)
        self._second = Text("", "body", "text2", wrap=True)
        self.stop = Button(self.tr("Stop and keep the best"), "primary")
        self.pause = Button(self.tr("Pause"), icon="ph.pause")
        self.discard = Button(self.tr("Discard"), "ghost", icon="ph.trash")
        self._state = ""
        self.bar = PhaseBar()
        self.charts = RunningCharts()
        self._notices = Text("", "second", "suggested", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(16))
        layout.addLayout(_head(self._sentence, self._second, [self.stop, self.pause, self.discard]))
        layout.addWidget(self.bar)
        layout.addWidget(self._notices)
        layout.addWidget(self.charts)
        layout.addWidget(Hairline())
        self.stop.clicked.connect(lambda: self.asked.emit("stop"))
        self.pause.clicked.connect(lambda: self.asked.emit("continue" if self._state == "paused" else "pause"))
        self.discard.clicked.connect(self._on_discard)
        # Undo cannot bring a discarded run back, so the button asks in place: a second click within a few seconds.
        self._armed = QTimer(self, singleShot=True, interval=4000)
        self._armed.timeout.connect(self._disarm)

    def _on_discard(self) -> None:
        if self._armed.isActive():
            self._disarm()
            self.asked.emit("discard")
            return
        self.discard.setText(self.tr("Discard for good"))
        self.discard.set_kind("danger")
        self._armed.start()

    def _disarm(self) -> None:
        self._armed.stop()
        self.discard.setText(self.tr("Discard"))
        self.discard.set_kind("ghost")

    def show_view(self, view: RunningView, picture: Callable[[int], QImage | None], request: str) -> None:
        """Redraw; `request` is what was asked of the run and not answered yet."""
        self._state = view.state
        self._sentence.setText(view.sentence)
        self._second.setText(view.second)
        paused = view.state == "paused"
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self.pause.set_icon("ph.play" if paused else "ph.pause")
        waiting = {"stop": self.tr("Stopping after this step"), "discard": self.tr("Discarding")}.get(request, "")
        for button in (self.stop, self.pause, self.discard):
            button.setEnabled(not waiting)
        self.bar.show_phases(view.phases, view.phase, waiting or view.detail, "" if waiting else view.left)
        self._notices.setText("\n".join(view.notices[-2:]))
        self._notices.setVisible(bool(view.notices))
        self.charts.show_view(view, picture)
