"""What is said about the selected objects: attributes, flags, note, group, order, lock and hiding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tlstudio.core.words import Annotation, Attribute
from tlstudio.gui.workspaces.shapes import stacking
from tlstudio.gui.workspaces.shapes.object_list import size_text
from tlstudio.gui.workspaces.shapes.object_section import ObjectSection
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.gui.workspaces.shapes.properties import FLAGS, Change, grouping, toggled, with_attribute

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


class Properties(RoomPart):
    """Every change is one undo step for all objects that are selected."""

    section_place = 10

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._section = ObjectSection(room.session.keymap)
        if room.session.read_only:
            self._section.set_read_only()
        self._section.action.connect(room.run_action)
        self._section.said.connect(self._say_attribute)
        self._section.noted.connect(lambda text: self._say(self._note(text), self.tr("Note on {what}")))
        self._section.refused.connect(room.refuse)
        self._section.left.connect(room.focus_centre)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        flags = {name: self._flagging(name) for name in FLAGS}
        return flags | {
            "lock": self._lock,
            "hide_objects": self._hide,
            "show_hidden": self._show_hidden,
            "group": self._group,
            "select_group": self._select_group,
            "note": self._write_note,
            "to_front": lambda: self._stack(stacking.to_front, self.tr("Bring {what} to the front")),
            "to_back": lambda: self._stack(stacking.to_back, self.tr("Send {what} to the back")),
            "step_up": lambda: self._one_step(1, self.tr("Bring {what} one step up")),
            "step_down": lambda: self._one_step(-1, self.tr("Send {what} one step down")),
        }

    def reason_off(self, name: str) -> str:
        selected = self._selected()
        if name == "show_hidden":
            return "" if any(one.hidden for one in self.room.work.annotations()) else self.tr("Nothing is hidden")
        if not selected:
            return self.tr("Nothing is selected")
        if name == "group" and len(selected) < 2 and selected[0].group is None:
            return self.tr("Select two objects or more; Ctrl+click adds one")
        if name == "select_group" and all(one.group is None for one in selected):
            return self.tr("What is selected is in no group")
        if name.startswith("step_") and len(selected) > 1:
            return self.tr("One object at a time")
        return ""

    def section(self) -> QWidget | None:
        return self._section

    def shapes_changed(self) -> None:
        self._show()

    def selection_changed(self) -> None:
        self._show()

    def _show(self) -> None:
        work, selected = self.room.work, self._selected()
        what = work.named(one.id for one in selected)
        if len(selected) == 1 and (shape := work.table.get(selected[0].id)) is not None:
            what = size_text(shape)
        self._section.show_objects(selected, work.labels(), what)

    def _selected(self) -> list[Annotation]:
        return self.room.work.annotations(self.room.canvas.selected)

    # -- changes ---------------------------------------------------------------------------------------------------

    def _say(self, change: Change, text: str) -> None:
        """Store a change of everything selected.

        Args:
            text: For the history, with `{what}` for the objects.
        """
        room, ids = self.room, self.room.canvas.selected
        if room.session.read_only:
            return
        room.work.say(ids, change, text.format(what=room.work.named(ids)))
        room.show_table()

    def _say_attribute(self, name: str, value: Attribute | None) -> None:
        self._say(with_attribute(name, value), self.tr("Set {name} of {what}").replace("{name}", _plain(name)))

    def _note(self, text: str) -> Change:
        return lambda one: replace(one, note=text.strip())

    def _flagging(self, flag: str) -> Callable[[], None]:
        names = {
            "occluded": (self.tr("Mark {what} as occluded"), self.tr("Mark {what} as not occluded")),
            "truncated": (self.tr("Mark {what} as truncated"), self.tr("Mark {what} as not truncated")),
            "difficult": (self.tr("Mark {what} as difficult"), self.tr("Mark {what} as not difficult")),
        }

        def act() -> None:
            value, change = toggled(self._selected(), flag)
            self._say(change, names[flag][0 if value else 1])

        return act

    def _lock(self) -> None:
        value, change = toggled(self._selected(), "locked")
        self._say(change, self.tr("Lock {what}") if value else self.tr("Unlock {what}"))

    def _hide(self) -> None:
        value, change = toggled(self._selected(), "hidden")
        self._say(change, self.tr("Hide {what}") if value else self.tr("Show {what}"))

    def _show_hidden(self) -> None:
        work = self.room.work
        ids = [one.id for one in work.annotations() if one.hidden]
        work.say(ids, lambda one: replace(one, hidden=False), self.tr("Show {what}").format(what=work.named(ids)))
        self.room.show_table()

    def _group(self) -> None:
        is_group, change = grouping(self._selected(), self.room.work.groups())
        self._say(change, self.tr("Group {what}") if is_group else self.tr("Ungroup {what}"))

    def _select_group(self) -> None:
        groups = {one.group for one in self._selected()} - {None}
        self.room.canvas.select(one.id for one in self.room.work.annotations() if one.group in groups)

    def _write_note(self) -> None:
        self._section.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._section.note.selectAll()

    def _stack(self, order: Callable[..., stacking.Depths], text: str) -> None:
        self._restack(order(self.room.work.annotations(), self.room.canvas.selected), text)

    def _one_step(self, step: int, text: str) -> None:
        work = self.room.work
        (chosen,) = self._selected()
        self._restack(stacking.one_step(work.annotations(), chosen.id, work.table, step), text)

    def _restack(self, depths: stacking.Depths, text: str) -> None:
        room = self.room
        if not depths:
            room.refuse(self.tr("It lies there already"))
            return
        said = text.format(what=room.work.named(room.canvas.selected))
        room.work.say(depths, lambda one: replace(one, z=depths[one.id]), said)
        room.show_table()


def _plain(text: str) -> str:
    """A text that `str.format` leaves as it is."""
    return text.replace("{", "{{").replace("}", "}}")


PART = Properties
