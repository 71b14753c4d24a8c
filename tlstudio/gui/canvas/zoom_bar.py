"""The floating bar with the zoom: smaller, how large, larger, fit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.shadow import Floating
from tlstudio.gui.widgets.text import Hairline


class ZoomBar(Floating):
    """Emits what was clicked; shows what it is told."""

    zoomed = Signal(float)
    fit_wanted = Signal()
    pixels_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, radius=8)
        smaller = IconButton("ph.minus", self.tr("Zoom out"), size=28, glyph=16)
        larger = IconButton("ph.plus", self.tr("Zoom in"), size=28, glyph=16)
        fit = IconButton("ph.corners-out", self.tr("Fit the image"), size=28, glyph=16)
        self._percent = Button("100 %", "ghost", height=28)
        self._percent.setToolTip(self.tr("Show at 100 %"))
        self._percent.setMinimumWidth(fonts.px(64))
        smaller.clicked.connect(lambda: self.zoomed.emit(-1.0))
        larger.clicked.connect(lambda: self.zoomed.emit(1.0))
        fit.clicked.connect(self.fit_wanted)
        self._percent.clicked.connect(self.pixels_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 2, 3, 2)
        layout.setSpacing(fonts.px(2))
        for widget in (smaller, self._percent, larger):
            layout.addWidget(widget)
        rule = Hairline(vertical=True)
        rule.setFixedHeight(fonts.px(18))
        layout.addWidget(rule)
        layout.addWidget(fit)
        for button in (smaller, larger, fit, self._percent):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_percent(self, percent: int) -> None:
        """Show the zoom."""
        text = f"{percent} %"
        if text != self._percent.text():
            self._percent.setText(text)
            self._percent.setAccessibleName(self.tr("Zoom {percent}").format(percent=text))
