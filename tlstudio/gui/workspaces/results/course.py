"""How a run went: its curves, and the settings it was made with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.charts.curve import CurveChart, Curves
from tlstudio.gui.models.training import RunningView
from tlstudio.gui.widgets.text import Text

_PAIRS_A_ROW = 3


class Course(QWidget):
    """Loss and deciding figure by epoch, then setting by setting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss = CurveChart(self.tr("Loss"))
        self._figure = CurveChart("")
        for chart in (self._loss, self._figure):
            chart.setFixedHeight(fonts.px(260))
        charts = QGridLayout()
        charts.setSpacing(fonts.px(16))
        charts.addWidget(self._loss, 0, 0)
        charts.addWidget(self._figure, 0, 1)
        self._settings = QGridLayout()
        self._settings.setHorizontalSpacing(fonts.px(16))
        self._settings.setVerticalSpacing(fonts.px(6))
        for column in range(_PAIRS_A_ROW):
            self._settings.setColumnStretch(2 * column + 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, fonts.px(8), 0, 0)
        layout.setSpacing(fonts.px(12))
        layout.addWidget(Text(self.tr("Curves"), "section"))
        layout.addLayout(charts)
        layout.addWidget(Text(self.tr("Settings"), "section"))
        layout.addLayout(self._settings)

    def show_course(self, view: RunningView, settings: Sequence[tuple[str, str]]) -> None:
        """Show a finished run's curves and (name, value) pairs."""
        self._loss.show_curves(Curves(view.loss, view.loss_train, epochs=view.epochs))
        self._figure.title.setText(view.metric_name)
        self._figure.show_curves(
            Curves(view.metric, view.metric_train, view.best, view.in_use, epochs=view.epochs, bounded=True)
        )
        while (item := self._settings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, (name, value) in enumerate(settings):
            row, column = divmod(place, _PAIRS_A_ROW)
            self._settings.addWidget(Text(name, "second", "text2"), row, 2 * column)
            self._settings.addWidget(Text(value, "second", wrap=True), row, 2 * column + 1)
