"""Choose images by their shapes: how many, how large, suggested with which score."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QSpinBox, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import counted, decimal
from tlstudio.gui.widgets.buttons import LinkButton
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.spin import Spin, SpinDecimal
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.data.data_filter import DataFilter
from tlstudio.store.shape_filters import Range

MOST = 99_999
NO_END = -1
STEP = 0.05


def tr(text: str) -> str:
    """Translate in the context of filters of shapes."""
    return QCoreApplication.translate("object_filter", text)


class ObjectFilter(Popover):
    """Three ranges; emits the filter with them at every change."""

    changed = Signal(object)  # DataFilter

    def __init__(self, parent: QWidget, wanted: DataFilter) -> None:
        super().__init__(parent)
        self._filter = wanted
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(fonts.px(10))
        self._grid.setVerticalSpacing(fonts.px(8))
        for column, text in ((1, self.tr("from")), (2, self.tr("to"))):
            self._grid.addWidget(Text(text, "second", "text2"), 0, column)
        self.objects = self._whole(1, self.tr("Objects on an image"), wanted.objects)
        self.sides = self._whole(2, self.tr("Longer side of one, in pixels"), wanted.sides)
        self.scores = self._shares(3, self.tr("Score of a suggestion"), wanted.scores)
        clear = LinkButton(self.tr("Any number, size and score"))
        clear.clicked.connect(self._clear)
        self.column.addLayout(self._grid)
        self.column.addWidget(clear)
        self.setFocusProxy(self.objects[0])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.objects[0].selectAll()  # what is typed first replaces the number

    def _whole(self, row: int, name: str, wanted: Range | None) -> tuple[QSpinBox, QSpinBox]:
        low, high = wanted or (0, inf)
        first, last = Spin(), Spin()
        first.setRange(0, MOST)
        first.setValue(int(low))
        last.setRange(NO_END, MOST)
        last.setSpecialValueText(self.tr("any"))
        last.setValue(NO_END if high == inf else int(high))
        self._put(row, name, first, last)
        return first, last

    def _shares(self, row: int, name: str, wanted: Range | None) -> tuple[QDoubleSpinBox, QDoubleSpinBox]:
        low, high = wanted or (0.0, 1.0)
        first, last = SpinDecimal(), SpinDecimal()
        for spin, value in ((first, low), (last, high)):
            spin.setRange(0.0, 1.0)
            spin.setSingleStep(STEP)
            spin.setDecimals(2)
            spin.setValue(value)
        self._put(row, name, first, last)
        return first, last

    def _put(self, row: int, name: str, first: QSpinBox | QDoubleSpinBox, last: QSpinBox | QDoubleSpinBox) -> None:
        self._grid.addWidget(Text(name, "button"), row, 0)
        for column, spin, end in ((1, first, self.tr("from")), (2, last, self.tr("to"))):
            spin.setAccessibleName(f"{name}, {end}")
            spin.setMinimumWidth(fonts.px(88))
            spin.valueChanged.connect(self._tell)
            self._grid.addWidget(spin, row, column)

    def _clear(self) -> None:
        for first, last in (self.objects, self.sides):
            first.setValue(0)
            last.setValue(NO_END)
        self.scores[0].setValue(0.0)
        self.scores[1].setValue(1.0)

    def _tell(self) -> None:
        low, high = (spin.value() for spin in self.scores)
        scores = None if (low, high) == (0.0, 1.0) else (round(low, 2), round(high, 2))
        self._filter = replace(self._filter, objects=_range(self.objects), sides=_range(self.sides), scores=scores)
        self.changed.emit(self._filter)


def described(wanted: DataFilter) -> str:
    """What of a filter is about shapes, in a few words; empty = nothing."""
    parts: list[str] = []
    if wanted.objects is not None:
        parts.append(_words(wanted.objects, tr("{} objects")))
    if wanted.sides is not None:
        parts.append(_words(wanted.sides, tr("{} px")))
    if wanted.scores is not None:
        low, high = wanted.scores
        parts.append(tr("suggested at {low} to {high}").format(low=decimal(low), high=decimal(high)))
    return ", ".join(parts)


def _range(spins: tuple[QSpinBox, QSpinBox]) -> Range | None:
    low, high = (spin.value() for spin in spins)
    if (low, high) == (0, NO_END):
        return None
    return (low, inf if high == NO_END else high)


def _words(wanted: Range, unit: str) -> str:
    low, high = wanted
    if low == high:
        return unit.format(counted(round(low)))
    if high == inf:
        return unit.format(tr("{n} or more").format(n=counted(round(low))))
    if low == 0:
        return unit.format(tr("up to {n}").format(n=counted(round(high))))
    return unit.format(tr("{low} to {high}").format(low=counted(round(low)), high=counted(round(high))))
