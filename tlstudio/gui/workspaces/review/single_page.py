"""The centre of the single review: one big image, and the last ten decisions as the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.words import Image, Label
from tlstudio.gui.canvas.stage import ImageStage
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import LinkButton
from tlstudio.gui.widgets.text import Elided, KeyCap, Text
from tlstudio.gui.widgets.thumbnail_strip import StripCell
from tlstudio.gui.widgets.toggles import Segmented
from tlstudio.gui.workspaces.strip_panel import StripPanel


class SinglePage(QWidget):
    """Stage and strip.

    Signals:
        action: Id of an action that was clicked.
        back_to: Image id clicked in the strip.
        view_chosen: 0 grid, 1 single.
    """

    action = Signal(str)
    back_to = Signal(int)
    view_chosen = Signal(int)

    def __init__(
        self, keymap: Keymap, picture_of: Callable[[int], QImage | QPixmap | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.stage = ImageStage()
        self.stage.view.set_margins(68, 24, 68, 52)
        self.stage.stepped.connect(lambda step: self.action.emit("review.next" if step > 0 else "review.previous"))
        self.panel = StripPanel(self.tr("Your last ten decisions"), cell=(78, 58), narrow_cell=(54, 44), gap=10)
        self.panel.strip.set_pictures(picture_of)
        self.panel.strip.clicked.connect(self.back_to)
        self.views = Segmented([self.tr("Grid"), self.tr("Single")])
        self.views.chosen.connect(self.view_chosen)
        self._undo_key = KeyCap("Ctrl Z")
        undo = LinkButton(self.tr("Undo"))
        undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        undo.clicked.connect(lambda: self.action.emit("app.undo"))
        self._view_key = KeyCap("G")
        head = self.panel.head
        head.addWidget(Text(self.tr("Your last ten decisions"), "second_strong"))
        head.addSpacing(12)
        head.addWidget(Elided(self.tr("Click to go back to one"), "second", "text2"), 1)
        head.addWidget(self._undo_key)
        head.addWidget(undo)
        head.addSpacing(12)
        head.addWidget(self._view_key)
        head.addWidget(self.views)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stage, 1)
        layout.addWidget(self.panel)
        keymap.changed.connect(self.show_keys)
        self.show_keys()

    def show_decided(self, images: Sequence[Image], labels: Mapping[int, Label], current: int) -> None:
        """Show the images decided last, the newest at the right end; `current` is the id of the open image."""
        cells = [_cell(image, labels, self.tr("none of them"), self.tr("skipped")) for image in images]
        ids = [image.id for image in images]
        self.panel.strip.show_cells(len(cells), cells.__getitem__, ids.index(current) if current in ids else -1)

    def show_keys(self) -> None:
        """Put the keys in force beside what they do."""
        key = self._keymap.first
        self.stage.set_keys(key("review.previous"), key("review.next"))
        self._undo_key.set_key(key("app.undo"))
        self._view_key.set_key(key("review.grid_or_single"))


def _cell(image: Image, labels: Mapping[int, Label], none: str, skipped: str) -> StripCell:
    known = [labels[i] for i in image.label_ids if i in labels]
    names = ", ".join(label.name for label in known)
    caption = names or (none if image.state.is_decided else skipped)
    return StripCell(
        image.id,
        caption,
        mark=marks.mark_of(image.state),
        swatch=known[0].colour if known else "",
        tip=f"{image.name}: {caption}",
    )
