"""What an empty gallery says: why, what happens then, and the one next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.text import Icon, Text


class EmptyPlace(QWidget):
    """A small drawing, a heading, two sentences, a primary button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("ph.folder-plus", 40)
        self._heading = Text("", "sentence")
        self._why = Text("", "body", "text2")
        self._then = Text("", "body", "text2")
        self._button = Button("", "primary", height=36)
        self._button.clicked.connect(self._do)
        self._act: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setSpacing(fonts.px(8))
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(fonts.px(12))
        for text in (self._heading, self._why, self._then):
            column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(fonts.px(8))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def say(self, icon: str, heading: str, why: str, then: str, button: str, act: Callable[[], object]) -> None:
        """Show other words."""
        self._icon.set_icon(icon)
        self._heading.setText(heading)
        self._why.setText(why)
        self._then.setText(then)
        self._then.setVisible(bool(then))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._act = act

    def _do(self) -> None:
        if self._act is not None:
            self._act()

    def say_filtered(self, total: int, show_all: Callable[[], object]) -> None:
        """No image passes the filters, of so many."""
        self.say(
            "ph.funnel",
            self.tr("No image passes these filters"),
            self.tr("{} images are in the project.").format(counted(total)),
            "",
            self.tr("Show all images"),
            show_all,
        )

    def say_no_images(self, add: Callable[[], object], *, has_shapes: bool) -> None:
        """The project has no images; what becomes of them depends on what is labelled."""
        then = self.tr("Nothing is copied or changed; suggestions start after two labels.")
        if has_shapes:
            then = self.tr("Nothing is copied or changed. Labels and shapes of other programs come in by Import.")
        self.say(
            "ph.folder-plus",
            self.tr("No images yet"),
            self.tr("Drop a folder of images here, or choose one."),
            then,
            self.tr("Add images"),
            add,
        )
