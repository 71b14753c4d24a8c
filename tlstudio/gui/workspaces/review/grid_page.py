"""The centre of the grid review: which group, its page, what Enter will do, which keys there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts, theme
from tlstudio.gui.icons import paint_icon
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button, IconButton
from tlstudio.gui.widgets.hint_bar import HintBar
from tlstudio.gui.widgets.text import Elided, Hairline, KeyCap
from tlstudio.gui.widgets.toggles import Segmented
from tlstudio.gui.workspaces.review.page_grid import PageGrid

PADDING = 16


class Swatches(QWidget):
    """The colours of an answer, side by side; none = the badge of "none of the labels"; None = a warning sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: tuple[str, ...] | None = ()
        theme.theme().changed.connect(self.update)

    def show_colours(self, colours: Sequence[str] | None) -> None:
        """Show up to four colours, or a sign."""
        self._colours = None if colours is None else tuple(colours)[:4]
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        if self._colours is None:
            return QSize(fonts.px(20), fonts.px(20))
        return QSize(max(1, len(self._colours)) * fonts.px(18) - fonts.px(4), fonts.px(14))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        side = fonts.px(14)
        if self._colours is None:
            paint_icon(painter, QRectF(self.rect()), "ph.warning", "suggested")
        for index, colour in enumerate(self._colours or ()):
            marks.paint_swatch(painter, QRectF(index * fonts.px(18), 0, side, side), colour)
        if self._colours == ():
            marks.paint_badge(painter, QRectF(0, 0, side, side), marks.Mark.REJECTED)
        painter.end()


class GridPage(QWidget):
    """Head, page and foot of the grid review.

    Signals:
        action: Id of the action that a button stands for.
        view_chosen: 0 grid, 1 single.
    """

    action = Signal(str)
    view_chosen = Signal(int)

    def __init__(
        self, keymap: Keymap, picture_of: Callable[[int], QImage | QPixmap | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.grid = PageGrid(picture_of)
        self._swatches = Swatches()
        self._title = Elided("", "sentence")
        self._subtitle = Elided("", "body", "text2")
        self.views = Segmented([self.tr("Grid"), self.tr("Single")])
        self.views.chosen.connect(self.view_chosen)
        self._view_key = KeyCap("G")
        self._hairline = Hairline()
        self.accept = Button("", "primary", icon="ph.checks", height=40)
        self.accept.setMinimumWidth(fonts.px(200))
        self._wordings: tuple[str, ...] = ("",)
        self._exceptions = Elided("", "body", "text2")
        self.similar = Button(self.tr("More like this"), "secondary", icon="ph.intersect")
        self.similar.setToolTip(self.tr("More like this"))
        self._previous = IconButton("ph.caret-left", self.tr("Previous page"), size=32)
        self._next = IconButton("ph.caret-right", self.tr("Next page"), size=32)
        self.hints = HintBar()
        for button, action in (
            (self.accept, "review.accept_page"),
            (self.similar, "review.similar"),
            (self._previous, "review.previous_page"),
            (self._next, "review.next_page"),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, action=action: self.action.emit(action))
        self._lay_out()
        keymap.changed.connect(self.show_keys)
        self.show_keys()

    def show_group(self, name: str, colours: Sequence[str] | None, subtitle: str) -> None:
        """Head the page."""
        self._title.setText(name)
        width = fonts.text_width(name, "sentence") + fonts.px(8)
        self._title.setMaximumWidth(width)
        self._swatches.show_colours(colours)
        self._subtitle.setText(subtitle)
        self.grid.setAccessibleName(f"{name}, {subtitle}")

    def show_outcome(self, text: str, exceptions: str, *, short: str, can_accept: bool) -> None:
        """Say what Enter will do; `short` stands in where the whole words find no room."""
        self.accept.setEnabled(can_accept)
        self._wordings = (text, short)
        self._exceptions.setText(exceptions)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the primary button its room: "More like this" shrinks to its icon and key first, then the words do."""
        room = self.width() - 2 * fonts.px(PADDING) - 4 * fonts.px(12) - fonts.px(24)
        room -= self._previous.sizeHint().width() + self._next.sizeHint().width()
        alike = self.tr("More like this")
        self.similar.setText(alike)
        self.accept.fit(self._wordings, self.width())
        if self.accept.sizeHint().width() + self.similar.sizeHint().width() > room:
            self.similar.setText("")
            self.similar.setAccessibleName(alike)
        self.accept.fit(self._wordings, room - self.similar.sizeHint().width())

    def show_turning(self, *, back: bool, forward: bool) -> None:
        """Switch the page buttons on or off."""
        self._previous.setEnabled(back)
        self._next.setEnabled(forward)

    def show_keys(self) -> None:
        """Put the keys in force beside what they do."""
        key = self._keymap.first
        self.accept.set_key(key("review.accept_page"))
        self.similar.set_key(key("review.similar"))
        self._view_key.set_key(key("review.grid_or_single"))
        self._previous.setToolTip(f"{self.tr('Previous page')}  {key('review.previous_page')}")
        self._next.setToolTip(f"{self.tr('Next page')}  {key('review.next_page')}")

    def show_hints(self, n_labels: int, accept: str, reject: str = "") -> None:
        """List the keys of this page; `accept` words what Shift+Enter does, `reject` what X does."""
        key = self._keymap.first
        digits = f"1–{min(9, n_labels)}" if n_labels > 1 else "1"
        self.hints.show_hints(
            [
                ("← ↑ ↓ →", self.tr("Move")),
                (key("review.leave_out"), self.tr("Leave out")),
                (digits if key("review.assign") else "", self.tr("Change label")),
                (key("review.reject"), reject or self.tr("None of the labels")),
                (key("review.accept_to_here"), accept),
                (key("review.next_page"), self.tr("Next page")),
                (key("app.undo"), self.tr("Undo")),
            ]
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(fonts.px(PADDING), fonts.px(6), fonts.px(PADDING), 0)
        head.setSpacing(fonts.px(8))
        head.addWidget(self._swatches)
        head.addWidget(self._title, 10)
        head.addSpacing(fonts.px(6))
        head.addWidget(self._subtitle, 6)
        head.addWidget(self._view_key)
        head.addWidget(self.views)
        first = QHBoxLayout()
        first.setSpacing(fonts.px(12))
        first.addWidget(self.accept)
        first.addWidget(self._exceptions, 1)
        first.addWidget(self._previous)
        first.addWidget(self._next)
        first.addWidget(self.similar)
        self.foot = foot = _Foot()
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(fonts.px(PADDING), fonts.px(14), fonts.px(PADDING), fonts.px(8))
        rows.setSpacing(fonts.px(8))
        rows.addLayout(first)
        rows.addWidget(self.hints)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._hairline)
        layout.addWidget(foot)


class _Foot(QWidget):
    """The bar below the page, on the panel's ground."""

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.end()
