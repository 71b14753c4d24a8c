"""The inspector's row of labels that say something about the whole image: chips, and a button that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.core.words import Label
from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.widgets.chips import Chip
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import Text, plain_tip
from tlstudio.gui.widgets.wrapping import Wrapping

ACTION = "shapes.image_label"
WIDEST_NAME = 120
HEIGHT = 28
_TAKES_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _LabelChip(Chip):
    """A label of the image; its cross takes it away, and so do Del and Space while it has the focus."""

    def __init__(self, label: Label, *, can_go: bool) -> None:
        name = fonts.metrics("button").elidedText(label.name, Qt.TextElideMode.ElideRight, fonts.px(WIDEST_NAME))
        super().__init__(name, swatch=label.colour, menu=True)
        # Checked, a chip shows its cross; a click on the name must not take the label away.
        self.setChecked(can_go)
        self._can_go = can_go
        self.setToolTip(plain_tip(label.name))
        self.setAccessibleName(self.tr("{} on the whole image").format(label.name))
        self.setAccessibleDescription(self.tr("Del takes it away") if can_go else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._can_go and event.key() in _TAKES_AWAY:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ImageLabelSection(QWidget):
    """One row high while a few labels fit; more of them wrap.

    Signals:
        add_wanted: The button was clicked.
        removed: Label id of a chip whose cross was clicked.
    """

    add_wanted = Signal()
    removed = Signal(int)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._can_write = True
        self._shown: tuple[Label, ...] = ()
        self._title = Text(self.tr("Whole image"), "strong")
        self._title.setFixedHeight(fonts.px(HEIGHT))
        self._title.setContentsMargins(0, 0, fonts.px(6), 0)
        self._none = Text(self.tr("no label"), "second", "text3")
        self._none.setFixedHeight(fonts.px(HEIGHT))
        self.add = IconButton("ph.plus", "", size=HEIGHT, glyph=16)
        self.add.clicked.connect(self.add_wanted)
        self.chips: list[Chip] = []
        self._wrapping = Wrapping([self._title, self._none])
        row = QHBoxLayout(self)
        row.setContentsMargins(fonts.px(PADDING), fonts.px(6), fonts.px(2), fonts.px(4))
        row.setSpacing(fonts.px(4))
        row.addWidget(self._wrapping, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        keymap.changed.connect(self._show_keys)
        self._show_keys()

    def set_read_only(self) -> None:
        """Show labels only."""
        self._can_write = False
        self.add.hide()

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Show what is said of the whole image, or that nothing is."""
        if self._shown == tuple(labels):
            return
        self._shown = tuple(labels)
        for chip in self.chips:
            chip.deleteLater()
        self.chips = [self._chip(label) for label in labels]
        self._wrapping.show_widgets([self._title, *(self.chips or [self._none])])

    def _chip(self, label: Label) -> Chip:
        chip = _LabelChip(label, can_go=self._can_write)
        chip.removed.connect(lambda label_id=label.id: self.removed.emit(label_id))
        return chip

    def _show_keys(self) -> None:
        words, key = self.tr("Label the whole image"), self._keymap.first(ACTION)
        self.add.setAccessibleName(words)
        self.add.setToolTip(f"{words} ({key})" if key else words)
