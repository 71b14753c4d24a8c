"""Choose the labels that the gallery shows: a list that stays open while several are ticked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tlstudio.core.words import Label
from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets.popover import Popover
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.widgets.tick_box import TickBox


class LabelFilter(Popover):
    """Emits the chosen ids at every tick."""

    changed = Signal(list)

    def __init__(
        self, parent: QWidget, labels: Sequence[Label], counts: Mapping[int, int], chosen: Iterable[int]
    ) -> None:
        super().__init__(parent)
        self._boxes: dict[int, TickBox] = {}
        chosen = set(chosen)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(fonts.px(2))
        for label in labels:
            box = TickBox(f"{label.name}  {counted(counts.get(label.id, 0))}", label.colour)
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
