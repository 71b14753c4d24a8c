"""The film strip: what comes next and why, and what was just finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu, QWidget

from tlstudio.core.words import Check, Image, Label, State
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.models.label_queue import LabelQueue
from tlstudio.gui.models.words import count
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button, LinkButton
from tlstudio.gui.widgets.text import KeyCap, Text
from tlstudio.gui.widgets.thumbnail_strip import StripCell
from tlstudio.gui.workspaces.label.order import Order
from tlstudio.gui.workspaces.reasons import reason_icon, short_reason
from tlstudio.gui.workspaces.strip_panel import StripPanel


class FilmStrip(StripPanel):
    """Strip with the choice of the order in its head.

    Signals:
        order_chosen: Key of an order.
        action: Id of an action that was clicked.
    """

    order_chosen = Signal(str)
    action = Signal(str)

    def __init__(
        self,
        keymap: Keymap,
        picture_of: Callable[[int], QImage | None],
        images_of: Callable[[Sequence[int]], list[Image]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", cell=(120, 68), narrow_cell=(96, 54), parent=parent)
        self._keymap = keymap
        self._images_of = images_of
        self._known: dict[int, Image] = {}
        self._labels: Mapping[int, Label] = {}
        self._queue: LabelQueue | None = None
        self._has_suggestion: Callable[[int], bool] = lambda _image_id: False
        self.strip.setAccessibleName(self.tr("Film strip"))
        self.strip.set_pictures(picture_of)
        self._order = Button("", "ghost", icon="ph.sort-descending", height=28, menu=True)
        self._order.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._left = Text("", "body", "text2")
        self._next = LinkButton(self.tr("Next to decide"))
        self._next.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._next_action = "label.next_undecided"
        self._next.clicked.connect(lambda: self.action.emit(self._next_action))
        self._next_key = KeyCap("Shift D")
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.triggered.connect(self._on_chosen)
        self._order.clicked.connect(self._open_menu)
        self._choices: Callable[[], list[Order]] = list
        self._empty_caption = ""
        self._title = ""
        self.head.addWidget(self._order)
        self.head.addWidget(self._left)
        self.head.addStretch(1)
        self.head.addWidget(self._next)
        self.head.addWidget(self._next_key)
        keymap.changed.connect(self.show_keys)
        self.show_keys()

    def speak_of_shapes(self, empty_caption: str) -> None:
        """Head the strip in the words of images that are finished, not decided by one label.

        Args:
            empty_caption: What stands below an image that was looked at and has nothing of the labels: its right state.
        """
        self._empty_caption = empty_caption
        self._next.setText(self.tr("Next to finish"))
        self._next_action = "shapes.next_undecided"
        self.show_keys()

    def set_orders(self, choices: Callable[[], list[Order]]) -> None:
        """Where the choices of the menu come from; asked when it opens."""
        self._choices = choices

    def show_queue(self, queue: LabelQueue, labels: Mapping[int, Label], has_suggestion: Callable[[int], bool]) -> None:
        """Show the queue around the open image."""
        self._queue, self._labels, self._has_suggestion = queue, labels, has_suggestion
        self._known.clear()
        self.strip.show_cells(len(queue.ids), self._cell_at, queue.position)

    def show_order(self, title: str, left: int) -> None:
        """Head the strip."""
        self._title = title
        words = self.tr("{what} to finish") if self._empty_caption else self.tr("{what} to decide")
        self._left.setText(words.format(what=count(left, self.tr("image"), self.tr("images"))))
        self._next.setEnabled(left > 0)
        self._fit_head()

    def show_keys(self) -> None:
        """Put the key in force beside what it does."""
        self._next_key.set_key(self._keymap.first(self._next_action))
        self._fit_head()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Leave out of the head what finds no room beside the order: the key first, then how much is left."""
        margins, gap = self.head.contentsMargins(), self.head.spacing()
        room = self.width() - margins.left() - margins.right()
        self._order.setText(self._title)
        widths = [self._order.sizeHint().width()]
        for widget in (self._next, self._left, self._next_key):
            width = widget.sizeHint().width() + gap
            fits = sum(widths) + width <= room
            widget.setVisible(fits)
            widths += [width] if fits else []
        self._order.fit([self._title], room - sum(widths[1:]))

    def _cell_at(self, index: int) -> StripCell:
        queue = self._queue
        if queue is None:
            return StripCell(0)
        image_id = queue.ids[index]
        image = self._image(image_id, index)
        if image is None:
            return StripCell(image_id)
        flagged = marks.Mark.FLAGGED if image.flagged else None
        if image.check is not Check.NONE:
            return self._checked_cell(image)
        if image.state.is_decided:
            names = ", ".join(self._labels[i].name for i in image.label_ids if i in self._labels)
            mark = flagged or self._mark_of(image)
            caption = names or self._empty_caption or self.tr("None of them")
            return StripCell(image_id, caption, "ph.check", mark, is_dimmed=True, tip=image.name)
        reason = queue.reason(image_id)
        has_one = self._has_suggestion(image_id)
        mark = flagged or (marks.Mark.SUGGESTED if has_one else marks.Mark.UNDECIDED)
        caption = short_reason(reason) or image.name
        icon = reason_icon(reason.code) if reason.code else ""
        return StripCell(image_id, caption, icon, mark, tip=f"{image.name}  {reason.sentence}".strip())

    def _mark_of(self, image: Image) -> marks.Mark:
        """The badge of a decided image; where shapes are drawn, one with nothing on it is as right as any other."""
        is_empty = image.state is State.REJECTED and bool(self._empty_caption)
        return marks.Mark.ACCEPTED if is_empty else marks.mark_of(image.state)

    def _checked_cell(self, image: Image) -> StripCell:
        """What a second person said stands where the labels would."""
        is_right = image.check is Check.APPROVED
        return StripCell(
            image.id,
            self.tr("Approved") if is_right else self.tr("Returned"),
            "ph.circle-wavy-check" if is_right else "ph.arrow-u-up-left",
            self._mark_of(image) if is_right else marks.Mark.FLAGGED,
            is_dimmed=is_right,
            tip=image.name,
        )

    def _image(self, image_id: int, index: int) -> Image | None:
        """Read the visible images together the first time one of them is wanted."""
        if image_id not in self._known and self._queue is not None:
            seen = self.strip.visible_range()
            wanted = [self._queue.ids[i] for i in seen] if index in seen else [image_id]
            self._known.update({image.id: image for image in self._images_of(wanted)})
        return self._known.get(image_id)

    def _open_menu(self) -> None:
        self._menu.clear()
        for order in self._choices():
            entry = QAction(order.title, self._menu)
            entry.setData(order.key)
            entry.setToolTip(order.when)
            entry.setCheckable(True)
            entry.setChecked(order.title == self._title)
            self._menu.addAction(entry)
        self._menu.popup(self._order.mapToGlobal(self._order.rect().topLeft()))

    def _on_chosen(self, entry: QAction) -> None:
        self.order_chosen.emit(str(entry.data()))
