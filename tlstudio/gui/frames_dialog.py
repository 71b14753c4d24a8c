"""Which frames of a video become images: asked before it is added, with what each choice would give."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.models.clips import Clip
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.sentences import sentence
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.spin import Spin, SpinDecimal
from tlstudio.gui.widgets.text import Elided, Hairline, Text
from tlstudio.imaging.sampling import DEFAULT, Sampling

LISTED = 4


class FramesDialog(QDialog):
    """The usual choice first; n-th frame, n a second, or all.

    Signals:
        chosen: A `Sampling`.
    """

    chosen = Signal(object)

    def __init__(self, clips: Sequence[Clip], parent: QWidget) -> None:
        super().__init__(parent)
        self._clips = list(clips)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Frames of videos"))
        self.setMinimumWidth(fonts.px(480))
        self.every = Spin()
        self.every.setRange(1, 100_000)
        self.every.setValue(25)
        self.rate = SpinDecimal()
        self.rate.setRange(0.01, 1000.0)
        self.rate.setValue(2.0)
        self.group = QButtonGroup(self)
        self.result_line = Text("", "strong", wrap=True)
        self.go = Button("", "primary", height=36)
        self.go.clicked.connect(self._choose)
        self._build()
        self._show()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(24), fonts.px(20), fonts.px(24), fonts.px(16))
        column.setSpacing(fonts.px(10))
        column.addWidget(Text(self.tr("Which frames become images?"), "sentence"))
        teach = self.tr("Neighbouring frames look alike and teach next to nothing. More can be added later.")
        column.addWidget(Text(teach, "body", "text2", wrap=True))
        for clip in self._clips[:LISTED]:
            words = self.tr("{name}: {frames} frames").format(name=clip.path.name, frames=counted(clip.frames))
            if clip.rate:
                words = self.tr("{clip}, {rate} a second").format(clip=words, rate=f"{clip.rate:.4g}")
            column.addWidget(Elided(words, "second", "text2", mode=Qt.TextElideMode.ElideMiddle))
        if len(self._clips) > LISTED:
            more = self.tr("{} more videos").format(counted(len(self._clips) - LISTED))
            column.addWidget(Text(more, "second", "text2"))
        column.addWidget(Hairline())
        usual = self.tr("One a second, of short clips at least 20")
        self._add(column, 0, usual)
        self._add(column, 1, self.tr("Every n-th frame"), self.every)
        self._add(column, 2, self.tr("Frames a second"), self.rate)
        self._add(column, 3, self.tr("All frames"))
        self.group.button(0).setChecked(True)
        self.group.idToggled.connect(lambda _id, _on: self._show())
        self.every.valueChanged.connect(lambda _value: self._pick(1))
        self.rate.valueChanged.connect(lambda _value: self._pick(2))
        column.addWidget(Hairline())
        column.addWidget(self.result_line)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column.addLayout(foot)

    def _add(self, column: QVBoxLayout, place: int, text: str, field: QWidget | None = None) -> None:
        button = QRadioButton(text)
        button.setFont(fonts.font("body"))
        self.group.addButton(button, place)
        row = QHBoxLayout()
        row.addWidget(button, 1)
        if field is not None:
            field.setAccessibleName(text)
            field.setFixedWidth(fonts.px(110))
            row.addWidget(field)
        column.addLayout(row)

    def sampling(self) -> Sampling:
        """What is chosen now."""
        match self.group.checkedId():
            case 1:
                return Sampling(every=self.every.value())
            case 2:
                return Sampling(per_second=self.rate.value())
            case 3:
                return Sampling(every=1)
            case _:
                return DEFAULT

    def _pick(self, place: int) -> None:
        self.group.button(place).setChecked(True)
        self._show()

    def _show(self) -> None:
        sampling = self.sampling()
        images = sum(clip.images(sampling) for clip in self._clips)
        said = sentence(sampling.sentence(self._clips[0].frames, self._clips[0].rate)) if len(self._clips) == 1 else ""
        gives = self.tr("Gives 1 image") if images == 1 else self.tr("Gives {} images").format(counted(images))
        self.result_line.setText(f"{gives}: {said}" if said else gives)
        self.go.setText(self.tr("Add 1 image") if images == 1 else self.tr("Add {} images").format(counted(images)))

    def _choose(self) -> None:
        self.chosen.emit(self.sampling())
        self.accept()
