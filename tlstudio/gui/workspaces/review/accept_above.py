"""Accept every suggestion above a score, or reject those below: the slider says beforehand how many that would be."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.models.words import count
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.toggles import Slider

LOWEST, HIGHEST, USUAL = 50, 99, 95


def best_certainty(probs: np.ndarray, *, several: bool) -> np.ndarray:
    """How certain accepting would be, (N,) in 0..1, as `project.accepting` counts it.

    Args:
        probs: (N, C) probabilities.
        several: Whether an image may carry several labels: then each label's yes or no counts, and one yes is needed.
    """
    if not probs.size:
        return np.zeros(len(probs), np.float32)
    if not several:
        return probs.max(axis=1)
    certainty = np.maximum(probs, 1.0 - probs).min(axis=1)
    return np.where((probs >= 0.5).any(axis=1), certainty, 0.0)


class AcceptAbove(Popover):
    """Choose a score; the button says how many suggestions it accepts.

    Args:
        certainty: Of each suggestion, 0..1.
        lowest: The least score that can be chosen, in hundredths.
        note: What accepting does; empty = as for whole images.
        can_reject: Whether those with a lower score may be rejected here as well; NaN = no score, below none.

    Signals:
        chosen: The score, 0..1.
        rejected: The score below which suggestions are wrong, 0..1.
    """

    chosen = Signal(float)
    rejected = Signal(float)

    def __init__(
        self, certainty: np.ndarray, parent: QWidget, *, lowest: int = LOWEST, note: str = "", can_reject: bool = False
    ) -> None:
        super().__init__(parent)
        self._certainty = certainty
        self._score = Text("", "strong")
        self._slider = Slider(self.tr("Least score"), lowest, HIGHEST)
        self._slider.setMinimumWidth(fonts.px(240))
        self._accept = Button("", "primary", icon="ph.checks")
        self._reject = Button("", "secondary", icon="ph.x-circle")
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Accept suggestions from"), "button"))
        head.addStretch(1)
        head.addWidget(self._score)
        self.column.addLayout(head)
        self.column.addWidget(self._slider)
        note = note or self.tr("Each gets its best label. One undo step takes all of them back.")
        self.column.addWidget(Text(note, "second", "text2", wrap=True))
        self.column.addWidget(self._accept)
        self.column.addWidget(self._reject)
        self._reject.setVisible(can_reject)
        self._slider.valueChanged.connect(self._show)
        self._accept.clicked.connect(self._on_accept)
        self._reject.clicked.connect(self._on_reject)
        self._slider.setValue(USUAL)
        self._show()
        self.setFocusProxy(self._slider)

    @property
    def above(self) -> float:
        """The chosen score."""
        return self._slider.value() / 100

    def number(self) -> int:
        """How many suggestions would be accepted."""
        return int((self._certainty >= self.above).sum())

    def below(self) -> int:
        """How many suggestions would be rejected."""
        return int((self._certainty < self.above).sum())

    def _show(self) -> None:
        number = self.number()
        self._score.setText(decimal(self.above))
        self._accept.setText(
            self.tr("Accept {what}").format(what=count(number, self.tr("suggestion"), self.tr("suggestions")))
        )
        self._accept.setEnabled(number > 0)
        below = count(self.below(), self.tr("suggestion"), self.tr("suggestions"))
        self._reject.setText(self.tr("Reject {what} below it").format(what=below))
        self._reject.setEnabled(self.below() > 0)

    def _on_accept(self) -> None:
        above = self.above
        self.close()
        self.chosen.emit(above)

    def _on_reject(self) -> None:
        above = self.above
        self.close()
        self.rejected.emit(above)
