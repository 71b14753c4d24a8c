"""Choose the labels that the gallery shows: a list that stays open while several are ticked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from tlstudio.core.words import Label
from tlstudio.gui import fonts
from tlstudio.gui.widgets.marks import paint_swatch
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.text import Text


class LabelFilter(Popover):
    """Emits the chosen ids at every tick."""

    changed = Signal(list)

    def __init__(
        self, parent: QWidget, labels: Sequence[Label], counts: Mapping[int, int], chosen: Iterable[int]
    ) -> None:
        super().__init__(parent)
        self._boxes: dict[int, QCheckBox] = {}
        chosen = set(chosen)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(fonts.px(2))
        for label in labels:
            box = QCheckBox(f"{label.name}  {counts.get(label.id, 0):,}")
            box.setIcon(_swatch_icon(label.colour))
            box.setFont(fonts.font("body"))
            box.setMinimumHeight(fonts.px(28))
            box.setChecked(label.id in chosen)
            box.toggled.connect(self._tell)
            self._boxes[label.id] = box
            column.addWidget(box)
        if not labels:
            column.addWidget(Text(self.tr("This project has no labels yet"), "second", "text2"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMinimumSize(fonts.px(220), min(fonts.px(320), fonts.px(32) * max(1, len(labels))))
        self.column.addWidget(area)

    def _tell(self) -> None:
        self.changed.emit([label_id for label_id, box in self._boxes.items() if box.isChecked()])


def _swatch_icon(colour: str) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_swatch(painter, QRectF(pixmap.rect()), colour)
    painter.end()
    return QIcon(pixmap)
