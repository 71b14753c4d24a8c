"""The second person: approve the open image or return it with a note, and see what was said about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Check, Image
from tlstudio.gui import fonts
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.models.words import moment
from tlstudio.gui.widgets.buttons import Button
from tlstudio.gui.widgets.inspector import Head
from tlstudio.gui.widgets.line_prompt import LinePrompt
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.project.commands.checks import SETTING, CheckImages

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


class Checking(RoomPart):
    """The section is there while a finished image is to be checked, or somebody has said something about the image.

    It stands above the others: what is to be mended must be seen.
    """

    section_place = 3

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._prompt: LinePrompt | None = None
        self._wants_second = self._asks_second()
        self._widget = QWidget()
        self._head = Head(self.tr("Second person"))
        self._words = Text("", "second", "text2", wrap=True)
        self._note = Text("", "body", wrap=True)
        self._approve = Button(self.tr("Approve"), "secondary", icon="ph.circle-wavy-check", height=32)
        self._return = Button(self.tr("Return ..."), "ghost", icon="ph.arrow-u-up-left", height=32)
        for button, name in ((self._approve, "shapes.approve"), (self._return, "shapes.return")):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, name=name: room.run_action(name))
        buttons = QHBoxLayout()
        buttons.addWidget(self._approve)
        buttons.addWidget(self._return)
        buttons.addStretch(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        inner.setSpacing(fonts.px(6))
        inner.addWidget(self._words)
        inner.addWidget(self._note)
        inner.addLayout(buttons)
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, fonts.px(8), 0, fonts.px(8))
        column.setSpacing(fonts.px(4))
        column.addWidget(self._head)
        column.addLayout(inner)
        self._widget.hide()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "approve": lambda: self._check(Check.APPROVED),
            "return": self._ask_note,
            "next_to_check": self._next,
            "second_person": self._switch,
        }

    def reason_off(self, name: str) -> str:
        image = self.room.work.image
        if name in ("approve", "return") and (image is None or not image.state.is_decided):
            return self.tr("Only finished images are checked")
        if name == "approve" and image is not None and image.check is Check.APPROVED:
            return self.tr("This image is approved already")
        return ""

    def image_shown(self, image: Image | None) -> None:
        self._wants_second = self._asks_second()
        self._show()

    def shapes_changed(self) -> None:
        self._show()

    def on_changes(self, changes: Changes) -> None:
        if changes.touches("setting"):
            self._wants_second = self._asks_second()
        if changes.touches("image", "check", "setting"):
            self._show()

    def section(self) -> QWidget | None:
        return self._widget

    # -- inside ----------------------------------------------------------------------------------------------------

    def _check(self, verdict: Check, note: str = "") -> None:
        room, image = self.room, self.room.work.image
        if image is None or room.session.run(CheckImages([image.id], verdict, note)) is None:
            return
        room.work.read_image()
        room.refresh_strip()
        if not self._go_on():
            room.show_state()
            self._show()

    def _next(self) -> None:
        if not self._go_on():
            self.room.tell(self.tr("No other image waits for you to check it"))

    def _go_on(self) -> bool:
        """Open the next image that this person may check; whether there is one."""
        room = self.room
        wanted = set(room.session.project.read.review.to_check(room.session.project.person))
        if room.work.image is not None:
            wanted.discard(room.work.image.id)
        if not room.queue.next_where(lambda image_id: image_id in wanted):
            return False
        room.show_image()
        return True

    def _ask_note(self) -> None:
        if self._prompt is None:
            hint = self.tr("The image is to be finished again; its shapes stay. Enter returns it.")
            self._prompt = LinePrompt(self.tr("What is to be mended?"), hint, self.room)
            self._prompt.entered.connect(self._return_with)
            self._prompt.closed.connect(self.room.focus_centre)
        self._prompt.ask(self._return if self._return.isVisible() else self.room.film)

    def _return_with(self, note: str) -> None:
        if self._prompt is None:
            return
        if not note:
            self._prompt.refuse(self.tr("Say what is to be mended"))
            return
        self._prompt.close()
        self._check(Check.RETURNED, note)

    def _switch(self) -> None:
        wanted = not self._asks_second()
        self.room.session.project.settings.set(SETTING, "1" if wanted else "")
        self._wants_second = wanted
        self.room.tell(
            self.tr("A second person checks finished images") if wanted else self.tr("No second person checks")
        )
        self._show()

    def _asks_second(self) -> bool:
        """Whether the project asks a second person; kept, as every gesture would read it again."""
        return self.room.session.project.settings.get(SETTING, "") == "1"

    def _show(self) -> None:
        session, image = self.room.session, self.room.work.image
        said = image is not None and image.check is not Check.NONE
        shown = image is not None and (said or (self._wants_second and image.state.is_decided))
        self._widget.setVisible(shown)
        if image is None or not shown:
            return
        counts = session.project.read.review.check_counts()
        self._head.show_value(self.tr("{n} to check").format(n=counted(counts[Check.NONE])), "text2")
        words, note = self._say(image)
        self._words.setText(words)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        can = image.state.is_decided and not session.read_only
        self._approve.setVisible(can and image.check is not Check.APPROVED)
        self._return.setVisible(can)

    def _say(self, image: Image) -> tuple[str, str]:
        """Who said what and when, and the note."""
        if image.check is Check.NONE:
            return self.tr("Not checked yet."), ""
        newest = self.room.session.project.read.review.checks(image.id)[0]
        when = moment(newest.at.astimezone(), datetime.now(UTC).astimezone())
        said = (
            self.tr("{when}: approved by {who}.")
            if image.check is Check.APPROVED
            else self.tr("{when}: returned by {who}.")
        )
        return said.format(who=newest.who, when=when), newest.note


PART = Checking
