"""How a run went: its curves, and the settings it was made with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.charts.curve import CurveChart, Curves
from tlstudio.gui.models.training import RunningView
from tlstudio.gui.widgets.text import Text

_PAIRS_A_ROW = 3
# The room that a setting's value needs beside its name.
_VALUE = 130


class Course(QWidget):
    """Loss and deciding figure by epoch, then setting by setting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss = CurveChart(self.tr("Loss"))
        self._figure = CurveChart("")
        for chart in (self._loss, self._figure):
            chart.setFixedHeight(fonts.px(260))
        self._charts = QGridLayout()
        self._charts.setSpacing(fonts.px(16))
        self._settings = QGridLayout()
        self._settings.setHorizontalSpacing(fonts.px(16))
        self._settings.setVerticalSpacing(fonts.px(6))
        self._pairs: Sequence[tuple[str, str]] = ()
        self._arranged = (0, 0)
        self._room = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, fonts.px(8), 0, 0)
        layout.setSpacing(fonts.px(12))
        layout.addWidget(Text(self.tr("Curves"), "section"))
        layout.addLayout(self._charts)
        layout.addWidget(Text(self.tr("Settings"), "section"))
        layout.addLayout(self._settings)

    def show_course(self, view: RunningView, settings: Sequence[tuple[str, str]]) -> None:
        """Show a finished run's curves and (name, value) pairs."""
        self._loss.show_curves(Curves(view.loss, view.loss_train, epochs=view.epochs))
        self._figure.title.setText(view.metric_name)
        self._figure.show_curves(
            Curves(view.metric, view.metric_train, view.best, view.in_use, epochs=view.epochs, bounded=True)
        )
        self._pairs = settings
        self._show_settings(self._arranged[1] or _PAIRS_A_ROW)
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Put as many charts and settings in a row as fit into so many pixels."""
        self._room = room
        both = self._loss.minimumSizeHint().width() + self._figure.minimumSizeHint().width() + fonts.px(16)
        charts = 2 if both <= room else 1
        pair = max((fonts.text_width(name, "second") for name, _ in self._pairs), default=0) + fonts.px(_VALUE)
        pairs = min(_PAIRS_A_ROW, max(1, (room + fonts.px(16)) // (pair + fonts.px(16))))
        if (charts, pairs) == self._arranged:
            return
        self._arranged = (charts, pairs)
        for place, chart in enumerate((self._loss, self._figure)):
            self._charts.removeWidget(chart)
            self._charts.addWidget(chart, *divmod(place, charts))
        self._show_settings(pairs)

    def _show_settings(self, pairs: int) -> None:
        while (item := self._settings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for column in range(_PAIRS_A_ROW):
            self._settings.setColumnStretch(2 * column + 1, 1 if column < pairs else 0)
        for place, (name, value) in enumerate(self._pairs):
            row, column = divmod(place, pairs)
            self._settings.addWidget(Text(name, "second", "text2"), row, 2 * column)
            self._settings.addWidget(Text(value, "second", wrap=True), row, 2 * column + 1)
