"""What can be set of the brush: size, form, and whether masks may overlap."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.canvas.brush import Brush
from tlstudio.gui.widgets.text import KeyCap, Text
from tlstudio.gui.widgets.toggles import Segmented, Slider, Toggle

# The slider ends where strokes are usual; keys and wheel go on beyond.
SLIDER_END = 200


class BrushOptions(QWidget):
    """Follows the brush and leads it."""

    def __init__(self, brush: Brush, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush = brush
        self._size = Slider(self.tr("Size of the brush"), 1, SLIDER_END)
        self._size.setFixedWidth(fonts.px(92))
        self._size.valueChanged.connect(brush.set_size)
        self._value = Text("", "button")
        self._value.setMinimumWidth(fonts.px(48))
        self._form = Segmented([self.tr("Circle"), self.tr("Square")])
        self._form.chosen.connect(lambda index: brush.set_square(index == 1))
        self._apart = Toggle(self.tr("Masks do not overlap: painting takes from the others"))
        self._apart.setToolTip(self._apart.accessibleName())
        self._apart.toggled.connect(brush.set_exclusive)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(fonts.px(10))
        row.addWidget(Text(self.tr("Size"), "second_strong"))
        row.addWidget(self._size)
        row.addWidget(self._value)
        row.addWidget(KeyCap("[", action="shapes.brush_smaller"))
        row.addWidget(KeyCap("]", action="shapes.brush_larger"))
        row.addWidget(self._form)
        row.addWidget(Text(self.tr("No overlap"), "second_strong"))
        row.addWidget(self._apart)
        brush.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        brush = self._brush
        with QSignalBlocker(self._size), QSignalBlocker(self._apart):
            self._size.setValue(min(SLIDER_END, brush.size))
            self._apart.setChecked(brush.is_exclusive)
        self._form.choose(int(brush.is_square))
        self._value.setText(self.tr("{} px").format(brush.size))
