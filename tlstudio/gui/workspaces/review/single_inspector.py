"""The inspector of the single review: what is suggested and why, five best labels, nearest decided images, the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button, LinkButton
from tlstudio.gui.widgets.inspector import Advice, Head, Inspector
from tlstudio.gui.widgets.rows import PADDING, ScoreRow
from tlstudio.gui.widgets.text import Badge, Elided, KeyCap
from tlstudio.gui.widgets.thumbnail_strip import StripCell, ThumbnailStrip

SHOWN_SCORES = 5


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One of the best labels."""

    label_id: int
    name: str
    colour: str
    score: float
    key: str
    is_current: bool = False


class SingleInspector(Inspector):
    """What stands right of the big image.

    Signals:
        action: Id of an action that was clicked.
        label_chosen: Label id of the score row that was clicked.
        neighbour_chosen: Image id of a near decided image.
    """

    action = Signal(str)
    label_chosen = Signal(int)
    neighbour_chosen = Signal(int)

    def __init__(
        self, keymap: Keymap, picture_of: Callable[[int], QImage | QPixmap | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Suggestion"), parent)
        self._keymap = keymap
        self._head = Head(self.tr("Suggested"), title_role="body")
        self._badge = Badge(marks.Mark.SUGGESTED, 20)
        self._title = Elided("", "sentence")
        self._reason = Advice("ph.question", "suggested")
        self._scores = [ScoreRow() for _ in range(SHOWN_SCORES)]
        self._shown: list[ScoreLine] = []
        self._all_key = KeyCap("L")
        self._all = LinkButton("")
        self._all.clicked.connect(lambda: self.action.emit("review.list"))
        self._near_head = Head(self.tr("Nearest images you decided"))
        self._near = ThumbnailStrip(
            self.tr("Nearest images you decided"), cell=(86, 64), margin=fonts.px(PADDING), stretch=3
        )
        self._near.set_pictures(picture_of)
        self._near.clicked.connect(self.neighbour_chosen)
        self._wordings: tuple[str, ...] = ("",)
        self.accept = Button("", "primary", icon="ph.check", height=40)
        self.reject = Button(self.tr("None of them"), "secondary")
        self.skip = Button(self.tr("Skip"), "secondary")
        self._actions = {self.accept: "review.accept", self.reject: "review.reject", self.skip: "review.skip"}
        for button, action in self._actions.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, action=action: self.action.emit(action))
        self._all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        keymap.changed.connect(self.show_keys)
        self.show_keys()

    @property
    def list_anchor(self) -> QWidget:
        """Where the list of all labels opens."""
        return self._all

    def show_place(self, heading: str, place: str) -> None:
        """Head the panel, with "1 of 31" at the right."""
        self._head.title.setText(heading)
        self._head.show_value(place, "text2")

    def show_answer(self, mark: marks.Mark, title: str) -> None:
        """Show what is suggested, or what was decided, in one large line."""
        self._badge.set_mark(mark)
        self._title.setText(title)

    def show_reason(self, first: str, second: str, icon: str) -> None:
        """Show why this image came; empty hides it."""
        self._reason.tell(first, second, icon=icon)

    def show_scores(self, lines: Sequence[ScoreLine], all_labels: int) -> None:
        """Show the best labels with their keys."""
        self._shown = list(lines[:SHOWN_SCORES])
        for index, row in enumerate(self._scores):
            row.setVisible(index < len(self._shown))
            if index < len(self._shown):
                line = self._shown[index]
                row.show_score(line.name, line.colour, line.score, line.key)
                row.set_current(line.is_current)
        self._all.setText(self.tr("All {n} labels").format(n=all_labels))

    def show_nearest(self, cells: Sequence[StripCell]) -> None:
        """Show decided images that look most alike; none hides the block."""
        shown = list(cells[:3])
        self._near_head.setVisible(bool(shown))
        self._near.setVisible(bool(shown))
        self._near.show_cells(len(shown), shown.__getitem__)

    def repaint_pictures(self) -> None:
        """A thumbnail has come."""
        self._near.repaint_pictures()

    def show_buttons(self, accept: str, reject: str, *, can_accept: bool, can_skip: bool) -> None:
        """Word the answers."""
        self._wordings = (accept, self.tr("Accept"))
        self._fit()
        self.accept.setEnabled(can_accept)
        self.reject.setText(reject)
        self.skip.setVisible(can_skip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self.foot.contentsMargins()
        self.accept.fit(self._wordings, self.width() - margins.left() - margins.right())

    def show_keys(self) -> None:
        """Put the keys in force beside what they do."""
        for button, action in self._actions.items():
            button.set_key(self._keymap.first(action))
        self._all_key.set_key(self._keymap.first("review.list"))

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setContentsMargins(fonts.px(PADDING), fonts.px(6), fonts.px(PADDING), fonts.px(10))
        title.setSpacing(fonts.px(10))
        title.addWidget(self._badge)
        title.addWidget(self._title, 1)
        more = QHBoxLayout()
        more.setContentsMargins(fonts.px(PADDING), fonts.px(2), 0, 0)
        more.setSpacing(fonts.px(4))
        more.addWidget(self._all_key)
        more.addWidget(self._all)
        more.addStretch(1)
        self.column.addWidget(self._head)
        self.column.addLayout(title)
        self.column.addWidget(self._reason)
        self.column.addSpacing(fonts.px(10))
        scores = QVBoxLayout()
        scores.setSpacing(0)
        for index, row in enumerate(self._scores):
            row.clicked.connect(lambda _checked=False, index=index: self._choose(index))
            scores.addWidget(row)
        self.column.addLayout(scores)
        self.column.addLayout(more)
        self.add_rule()
        self.column.addWidget(self._near_head)
        self.column.addSpacing(fonts.px(6))
        self.column.addWidget(self._near)
        self.column.addStretch(1)
        self.foot.addWidget(self.accept)
        pair = QHBoxLayout()
        pair.setSpacing(fonts.px(8))
        pair.addWidget(self.reject, 1)
        pair.addWidget(self.skip, 1)
        self.foot.addLayout(pair)

    def _choose(self, index: int) -> None:
        if index < len(self._shown):
            self.label_chosen.emit(self._shown[index].label_id)
