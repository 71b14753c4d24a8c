"""The section of the inspector that sets how light the picture is shown; it never changes a file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.canvas.tones import GAMMAS, Tones
from tlstudio.gui.models.numbers import decimal, localised
from tlstudio.gui.models.words import MINUS
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.inspector import Head
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.toggles import Slider

STEPS = 1000


def stored(value: float) -> str:
    """Return a stored value as it is read: `51,234`, `−61.4`, `0.25`; never as a power of ten."""
    digits = max(0, 3 - len(f"{abs(value):.0f}")) if abs(value) >= 1 else 3
    text = f"{round(value, digits) + 0.0:,.{digits}f}"
    return localised(text.rstrip("0").rstrip(".") if "." in text else text).replace("-", MINUS)


class TonesPanel(QWidget):
    """Sliders for brightness, contrast and gamma, and for the window over the stored values.

    Signals:
        chosen: The Tones that the sliders stand for.
        auto_wanted, reset_wanted: A button was clicked.
    """

    chosen = Signal(object)
    auto_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tones = Tones()
        self._reach = (0.0, 255.0)
        self.brightness = Slider(self.tr("Brightness"), -100, 100)
        self.contrast = Slider(self.tr("Contrast"), -100, 100)
        self.gamma = Slider(self.tr("Gamma"), round(GAMMAS[0] * 100), 300)
        self.low = Slider(self.tr("Black from"), 0, STEPS)
        self.high = Slider(self.tr("White from"), 0, STEPS)
        self._words = {slider: Text("", "button") for slider in self._sliders()}
        self._lay_out()
        for slider in self._sliders():
            slider.valueChanged.connect(self._tell)
        self.show_tones(Tones(), (0.0, 255.0), (0.0, 255.0))
        self.hide()

    def show_tones(self, tones: Tones, window: tuple[float, float], reach: tuple[float, float]) -> None:
        """Show what is set.

        Args:
            tones: Everything but the window.
            window: The stored values that are black and white now.
            reach: Between which stored values the sliders go.
        """
        self._tones = replace(tones, window=window if tones.window is not None else None)
        self._reach = reach
        places = (
            tones.brightness,
            tones.contrast,
            round(tones.gamma * 100),
            self._step(window[0]),
            self._step(window[1]),
        )
        words = (
            f"{tones.brightness:+d}", f"{tones.contrast:+d}", decimal(tones.gamma), stored(window[0]), stored(window[1]),
        )  # fmt: skip
        for slider, place, word in zip(self._sliders(), places, words, strict=True):
            with QSignalBlocker(slider):
                slider.setValue(place)
            slider.update()
            self._words[slider].setText(word.replace("-", MINUS))

    # -- inside ----------------------------------------------------------------------------------------------------

    def _sliders(self) -> tuple[Slider, ...]:
        return self.brightness, self.contrast, self.gamma, self.low, self.high

    def _step(self, value: float) -> int:
        low, high = self._reach
        return round(min(1.0, max(0.0, (value - low) / max(1e-9, high - low))) * STEPS)

    def _value(self, slider: Slider) -> float:
        low, high = self._reach
        return low + slider.value() / STEPS * (high - low)

    def _tell(self) -> None:
        window = self._tones.window
        if self.sender() in (self.low, self.high):
            low, high = self._value(self.low), self._value(self.high)
            least = (self._reach[1] - self._reach[0]) / STEPS
            window = (min(low, high - least), high) if self.sender() is self.high else (low, max(high, low + least))
        gamma = self.gamma.value() / 100
        self.chosen.emit(Tones(self.brightness.value(), self.contrast.value(), gamma, window))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, fonts.px(8), 0, fonts.px(8))
        column.setSpacing(fonts.px(4))
        column.addWidget(Head(self.tr("How the picture is shown")))
        grid = QGridLayout()
        grid.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        grid.setHorizontalSpacing(fonts.px(10))
        grid.setVerticalSpacing(fonts.px(2))
        for row, slider in enumerate(self._sliders()):
            word = self._words[slider]
            word.setMinimumWidth(fonts.px(48))
            grid.addWidget(Text(slider.accessibleName(), "second"), row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(word, row, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        auto, reset = Button(self.tr("Auto"), "ghost", height=28), Button(self.tr("Reset"), "ghost", height=28)
        auto.clicked.connect(lambda: self.auto_wanted.emit())
        reset.clicked.connect(lambda: self.reset_wanted.emit())
        buttons.addStretch(1)
        buttons.addWidget(auto)
        buttons.addWidget(reset)
        column.addLayout(buttons)
