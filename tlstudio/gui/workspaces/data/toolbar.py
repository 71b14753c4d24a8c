"""Import, export, text filter, thumbnail size and order of the gallery."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.fields import SearchField
from tlstudio.gui.widgets.text import Icon
from tlstudio.gui.widgets.toggles import Slider

SMALLEST, LARGEST = 96, 256
# Long enough not to search after every letter, short enough to feel immediate.
REST_MS = 120


class Toolbar(QWidget):
    """One row above the chips."""

    action_wanted = Signal(str)
    text_changed = Signal(str)
    size_changed = Signal(int)
    order_changed = Signal(str)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = "decided"
        self._order_name = ""
        self._import = Button(self.tr("Import"), icon="ph.download-simple")
        self._export = Button(self.tr("Export"), icon="ph.upload-simple")
        self._import.clicked.connect(lambda: self.action_wanted.emit("app.import"))
        self._export.clicked.connect(lambda: self.action_wanted.emit("app.export"))
        self.search = SearchField(self.tr("File name, label or note"), keymap.first("app.filter"))
        self.search.setMaximumWidth(fonts.px(280))
        self.search.setMinimumWidth(fonts.px(100))
        self.slider = Slider(self.tr("Size of the thumbnails"), SMALLEST, LARGEST)
        self.slider.setFixedWidth(fonts.px(88))
        self.slider.valueChanged.connect(self.size_changed)
        self._sort = Button("", "ghost", icon="ph.sort-ascending", menu=True)
        self._sort.clicked.connect(self._open_orders)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(lambda: self.text_changed.emit(self.search.text().strip()))
        self.search.textChanged.connect(lambda _text: self._timer.start())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(fonts.px(9))
        layout.addWidget(self._import)
        layout.addWidget(self._export)
        layout.addSpacing(fonts.px(3))
        layout.addWidget(self.search, 30)
        layout.addStretch(1)
        self._small = Icon("ph.squares-four", 14)
        layout.addWidget(self._small)
        layout.addWidget(self.slider)
        layout.addWidget(self._sort)
        self.show_order("decided")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow: the size gives way first, for it has its keys (Ctrl + and Ctrl -), then the order's name."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._sort.setText(self._order_name)
        words = sum(button.sizeHint().width() for button in (self._import, self._export, self._sort))
        has_room = self.width() > words + fonts.px(200 + 88 + 14 + 6 * 9)
        self.slider.setVisible(has_room)
        self._small.setVisible(has_room)
        if self.width() < words + fonts.px(130 + 5 * 9):
            self._sort.setText("")
        self._sort.setToolTip(self._order_name)
        self._sort.setAccessibleName(self._order_name)

    def names(self) -> dict[str, str]:
        """Order -> its name."""
        return {
            "decided": self.tr("Newest decision"),
            "added": self.tr("In the order added"),
            "path": self.tr("By name"),
            "score": self.tr("Most certain first"),
            "random": self.tr("Random"),
        }

    def show_order(self, order: str, *, by_likeness: bool = False) -> None:
        """Show which order holds; the images most like one come in the order of their likeness."""
        self._order = "" if by_likeness else order
        self._order_name = self.tr("Most alike first") if by_likeness else self.names()[order]
        self._fit()

    def set_read_only(self, read_only: bool) -> None:
        """Importing needs a project that may be written."""
        self._import.setEnabled(not read_only)

    def _open_orders(self) -> None:
        menu = QMenu(self)
        for order, name in self.names().items():
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(order == self._order)
            entry.triggered.connect(lambda _checked=False, order=order: self.order_changed.emit(order))
        menu.exec(self._sort.mapToGlobal(QPoint(0, self._sort.height() + 4)))
        menu.deleteLater()
