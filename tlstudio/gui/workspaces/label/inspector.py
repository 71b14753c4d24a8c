"""The inspector of Label: the palette, what is known about the open image, how labelling goes on, the answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tlstudio.gui import fonts
from tlstudio.gui.keymap import Keymap
from tlstudio.gui.widgets import marks
from tlstudio.gui.widgets.buttons import Button, LinkButton
from tlstudio.gui.widgets.inspector import Advice, Head, Inspector
from tlstudio.gui.widgets.label_palette import LabelPalette
from tlstudio.gui.widgets.rows import PADDING, LabelLine
from tlstudio.gui.widgets.text import Badge, Elided, Text
from tlstudio.gui.widgets.toggles import Toggle


class LabelInspector(Inspector):
    """What stands right of the image.

    Signals:
        action: Id of an action that was clicked.
        label_chosen: Label id of the palette's row.
        auto_advance_chosen: Whether a decision opens the next image.
        bias_guard_chosen: Whether every 20th suggestion is hidden at first.
    """

    action = Signal(str)
    label_chosen = Signal(int)
    auto_advance_chosen = Signal(bool)
    bias_guard_chosen = Signal(bool)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Labels and image"), parent)
        self._keymap = keymap
        self._wordings: tuple[str, ...] = ("",)
        self.palette_list = LabelPalette()
        self.palette_list.chosen.connect(self.label_chosen)
        self.palette_list.new_wanted.connect(lambda: self.action.emit("label.list"))
        self._head = Head(self.tr("This image"))
        self._badge = Badge(marks.Mark.UNDECIDED, 18)
        self._answer = Elided("", "strong")
        self._clear = LinkButton(self.tr("Take back"))
        self._reason = Advice("ph.question", "suggested")
        self._note = Advice("ph.flag", "suggested")
        self._auto_advance = Toggle(self.tr("Go on after a decision"))
        self._bias_guard = Toggle(self.tr("Hide every 20th suggestion"))
        self._blind = Text("", "second", "text2", wrap=True)
        self.accept = Button("", "primary", icon="ph.check", height=40)
        self.skip = Button(self.tr("Skip"), "ghost")
        self.discuss = Button(self.tr("Discuss"), "ghost")
        self._actions = {
            self.accept: "label.accept",
            self.skip: "label.skip",
            self.discuss: "label.flag",
            self._clear: "label.clear",
        }
        for button in self._actions:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, button=button: self.action.emit(self._actions[button]))
        self._auto_advance.clicked.connect(self.auto_advance_chosen)
        self._bias_guard.clicked.connect(self.bias_guard_chosen)
        self._lay_out()
        keymap.changed.connect(self.show_keys)
        self.show_keys()

    def show_labels(self, lines: Sequence[LabelLine]) -> None:
        """List the labels."""
        self.palette_list.show_lines(lines)

    def show_place(self, place: str) -> None:
        """Show "12 of 300"."""
        self._head.show_value(place, "text2")

    def show_answer(self, mark: marks.Mark, text: str, *, can_clear: bool) -> None:
        """Show what is suggested or decided about the image."""
        self._badge.set_mark(mark)
        self._answer.setText(text)
        self._clear.setVisible(can_clear)

    def show_reason(self, first: str, second: str, icon: str) -> None:
        """Show why this image comes up; empty hides it."""
        self._reason.tell(first, second, icon=icon)

    def show_note(self, is_flagged: bool, note: str) -> None:
        """Show that the image is to be discussed, with the note."""
        self._note.tell(self.tr("To discuss") if is_flagged else "", note)
        self.discuss.setText(self.tr("Discussed") if is_flagged else self.tr("Discuss"))

    def show_settings(self, *, auto_advance: bool, bias_guard: bool, blind: str) -> None:
        """Show the two switches and what was learnt without seeing suggestions."""
        self._auto_advance.setChecked(auto_advance)
        self._bias_guard.setChecked(bias_guard)
        self._blind.setText(blind)
        self._blind.setVisible(bool(blind))

    def show_button(self, text: str, short: str, *, can: bool) -> None:
        """Word the primary button; the short words stand in where the whole ones find no room."""
        self._make_primary("label.accept", "ph.check")
        self.accept.set_key(self._primary_key() if can else "")
        self.accept.setEnabled(can)
        self._wordings = (text, short)
        self._fit()

    def show_first_label(self, *, can: bool) -> None:
        """Without a label nothing can be decided: the primary button asks for the first one."""
        self._make_primary("label.list", "ph.plus")
        self.accept.setEnabled(can)
        self._wordings = (self.tr("Name the first label"), self.tr("First label"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self.foot.contentsMargins()
        self.accept.fit(self._wordings, self.width() - margins.left() - margins.right())

    def _make_primary(self, action: str, icon: str) -> None:
        if self._actions[self.accept] != action:
            self._actions[self.accept] = action
            self.accept.set_icon(icon)
            self.show_keys()

    def show_keys(self) -> None:
        """Put the keys in force beside what they do."""
        self.accept.set_key(self._primary_key())
        self.skip.set_key(self._keymap.first("label.skip"))
        self.discuss.set_key(self._keymap.first("label.flag"))

    def _primary_key(self) -> str:
        primary = self._actions[self.accept]
        return "Space" if "Space" in self._keymap.keys(primary) else self._keymap.first(primary)

    def _lay_out(self) -> None:
        self.column.addWidget(self.palette_list)
        self.add_rule()
        self.column.addWidget(self._head)
        answer = QHBoxLayout()
        answer.setContentsMargins(fonts.px(PADDING), fonts.px(8), 0, fonts.px(8))
        answer.setSpacing(fonts.px(10))
        answer.addWidget(self._badge)
        answer.addWidget(self._answer, 1)
        answer.addWidget(self._clear)
        self.column.addLayout(answer)
        self.column.addWidget(self._reason)
        self.column.addSpacing(fonts.px(8))
        self.column.addWidget(self._note)
        self.column.addStretch(1)
        self.add_rule()
        for toggle in (self._auto_advance, self._bias_guard):
            row = QHBoxLayout()
            row.setContentsMargins(fonts.px(PADDING), fonts.px(2), fonts.px(PADDING), fonts.px(2))
            row.addWidget(Text(toggle.accessibleName(), "second"), 1)
            row.addWidget(toggle)
            self.column.addLayout(row)
        blind = QHBoxLayout()
        blind.setContentsMargins(fonts.px(PADDING), fonts.px(4), fonts.px(PADDING), 0)
        blind.addWidget(self._blind)
        self.column.addLayout(blind)
        self.foot.addWidget(self.accept)
        pair = QHBoxLayout()
        pair.addStretch(1)
        pair.addWidget(self.skip)
        pair.addSpacing(fonts.px(12))
        pair.addWidget(self.discuss)
        pair.addStretch(1)
        self.foot.addLayout(pair)
