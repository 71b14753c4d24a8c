"""The toast at the bottom middle: one at a time, five seconds, always with Undo, never for errors."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.widgets.buttons import IconButton, LinkButton
from tlstudio.gui.widgets.marks import Mark
from tlstudio.gui.widgets.shadow import MARGIN, Floating
from tlstudio.gui.widgets.text import Badge, Text

SHOWN_MS = 5000


class Toast(Floating):
    """Tells what was just done and offers to take it back.

    Args:
        host: The widget over whose bottom middle it floats.
        lift: Pixels between its foot and the foot of the host.
    """

    def __init__(self, host: QWidget, *, lift: int = 44) -> None:
        super().__init__(host, radius=12)
        self._host = host
        self._lift = lift
        self._undo: Callable[[], object] | None = None
        self._badge = Badge(Mark.ACCEPTED, 16)
        self._text = Text("", "button")
        self._act: Callable[[], object] | None = None
        self._button = LinkButton(self.tr("Undo"))
        self._more = LinkButton("")
        self._close = IconButton("ph.x", self.tr("Close"), size=28, glyph=14)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(fonts.px(16), fonts.px(7), fonts.px(8), fonts.px(7))
        layout.setSpacing(fonts.px(8))
        for widget in (self._badge, self._text):
            layout.addWidget(widget)
        layout.addSpacing(fonts.px(12))
        layout.addWidget(self._more)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._take_back)
        self._more.clicked.connect(self._do_more)
        self._close.clicked.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def tell(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        mark: Mark | None = Mark.ACCEPTED,
        *,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a sentence for five seconds; without `undo` there was nothing to take back (for example a copy).

        Args:
            mark: The badge before the text; None = nothing was done.
            more: What can be done next: the button's text, and the deed.
        """
        self._undo = undo
        self._act = more[1] if more is not None else None
        self._more.setText(more[0] if more is not None else "")
        self._more.setVisible(more is not None)
        self._text.setText(text)
        self._badge.setVisible(mark is not None)
        if mark is not None:
            self._badge.set_mark(mark)
        self._button.setVisible(undo is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def set_lift(self, lift: int) -> None:
        """Float higher or lower, for example above a bar at the foot."""
        self._lift = lift
        if self.isVisible():
            self._place()

    def _take_back(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()

    def _do_more(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _place(self) -> None:
        left = (self._host.width() - self.width()) // 2
        self.move(left, self._host.height() - self.height() - self._lift + MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
