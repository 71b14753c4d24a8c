"""Objects that go through several images of a group: carry them on, fill between key frames, see where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.tracks import is_key, track_of
from tlstudio.core.words import Annotation, Image
from tlstudio.gui import fonts
from tlstudio.gui.actions import action
from tlstudio.gui.frame.menus import text_of
from tlstudio.gui.models.numbers import counted
from tlstudio.gui.widgets.buttons import IconButton
from tlstudio.gui.widgets.inspector import Head
from tlstudio.gui.widgets.rows import PADDING
from tlstudio.gui.widgets.text import Text
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.gui.workspaces.shapes.track_bar import TrackBar
from tlstudio.project.command import Command, Outcome
from tlstudio.project.commands.filling import Filled
from tlstudio.project.commands.track_edits import DeleteTracks, EndTracks, ReleaseKeyFrames
from tlstudio.project.commands.tracks import CarryShapes, InterpolateShapes
from tlstudio.project.interpolating import TrackPlaces, neighbours, track_places

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

FEW, SEVERAL = 1, 10


class Tracks(RoomPart):
    """The section is there while the open image has neighbours in its group."""

    section_place = 60

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._order: list[Image] = []
        self._places: dict[str, TrackPlaces] = {}
        self._is_looking = self._is_late = self._is_closed = False
        self._widget = QWidget()
        self._head = Head(self.tr("In this group"))
        self._bar = TrackBar()
        self._bar.chosen.connect(self._open_place)
        self._words = Text("", "second", "text2", wrap=True)
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, fonts.px(8), 0, fonts.px(8))
        column.setSpacing(fonts.px(4))
        column.addWidget(self._head)
        inner = QVBoxLayout()
        inner.setContentsMargins(fonts.px(PADDING), 0, fonts.px(PADDING), 0)
        inner.addWidget(self._bar)
        inner.addWidget(self._words)
        inner.addWidget(self._make_buttons())
        column.addLayout(inner)
        self._widget.hide()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "carry": lambda: self._carry(FEW),
            "carry_on": lambda: self._carry(SEVERAL),
            "fill_between": self._fill,
            "previous_key_frame": lambda: self._to_key(-1),
            "next_key_frame": lambda: self._to_key(1),
            "release_key_frame": lambda: self._run(ReleaseKeyFrames),
            "object_leaves": self._leave,
            "delete_object": lambda: self._run(DeleteTracks),
        }

    def reason_off(self, name: str) -> str:
        if len(self._order) < 2:
            return self.tr("This image has no neighbours: it is in no group")
        if name == "fill_between":
            return ""
        if not self.room.canvas.selected:
            return self.tr("Nothing is selected")
        if name not in ("carry", "carry_on"):
            return "" if self._chosen_places() else self.tr("That shape is on this image only")
        return self.tr("This is the last image of its group") if self._here + 1 == len(self._order) else ""

    def image_shown(self, image: Image | None) -> None:
        if image is None or not image.group:
            self._order, self._places = [], {}
            self._widget.hide()
            return
        if all(one.id != image.id for one in self._order):
            self._order = neighbours(self.room.session.project.read, image)
            self._places = {}
        self._look()
        self._show()

    def shapes_changed(self) -> None:
        self._look()

    def selection_changed(self) -> None:
        self._show()

    def on_changes(self, changes: Changes) -> None:
        image = self.room.work.image
        if image is not None and image.group and changes.touches("image", "annotation"):
            self._look()

    def section(self) -> QWidget | None:
        return self._widget

    def close(self) -> None:
        self._is_closed = True

    @property
    def _here(self) -> int:
        image = self.room.work.image
        return next((at for at, one in enumerate(self._order) if image is not None and one.id == image.id), 0)

    def _look(self) -> None:
        """Read where the objects of the group are, beside the window's thread: a long video has many."""
        session, image = self.room.session, self.room.work.image
        if image is None or not image.group:
            return
        if self._is_looking:
            self._is_late = True
            return
        self._is_looking, self._is_late = True, False
        read = session.project.read

        def work() -> tuple[list[Image], list[TrackPlaces]]:
            order = neighbours(read, image)
            return order, track_places(read, order)

        if session.in_background(work, self._found, lambda _error: self._found(([], []))).cancelled():
            self._is_looking = False  # the project is being left

    def _found(self, found: tuple[list[Image], list[TrackPlaces]]) -> None:
        self._is_looking = False
        if self._is_closed:
            return
        image = self.room.work.image
        if self._is_late or image is None or all(one.id != image.id for one in found[0]):
            # Meanwhile something changed, or another group was opened.
            if self._is_late:
                self._look()
            return
        self._order, self._places = found[0], {one.track: one for one in found[1]}
        self._show()

    def _selected(self) -> list[Annotation]:
        image, chosen = self.room.work.image, set(self.room.canvas.selected)
        if image is None or not chosen:
            return []
        there = self.room.session.project.read.annotations([image.id])
        return [one for one in there.get(image.id, ()) if one.id in chosen]

    def _show(self) -> None:
        length, here = len(self._order), self._here
        self._widget.setVisible(length > 1)
        if length < 2:
            return
        self._head.show_value(self.tr("{n} of {m}").format(n=counted(here + 1), m=counted(length)))
        chosen = self._selected()
        places = self._places.get(track_of(chosen[0].attributes)) if len(chosen) == 1 else None
        self._bar.show_places(here, length, places)
        words = self._say(chosen, places)
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._buttons.setVisible(places is not None and bool(places.keys) and bool(chosen))

    def _say(self, chosen: list[Annotation], places: TrackPlaces | None) -> str:
        if places is None or not places.keys:
            if chosen:
                return self.tr("Carried to the next image, a shape goes on as the same object.")
            number = len(self._places)
            return (
                self.tr("1 object goes through these images.")
                if number == 1
                else self.tr("{n} objects go through these images.").format(n=number)
            )
        keys, filled = len(places.keys), len(places.filled)
        here = self.tr("Placed here.") if is_key(chosen[0]) else self.tr("Worked out here; moving it places it.")
        number = (
            self.tr("1 key frame, {n} filled in.").format(n=counted(filled))
            if keys == 1
            else self.tr("{k} key frames, {n} filled in.").format(k=counted(keys), n=counted(filled))
        )
        leaves = self.tr("It leaves after this image.") if self._here in places.ends else ""
        return " ".join(part for part in (here, number, leaves) if part)

    def _carry(self, count: int) -> None:
        room, image = self.room, self.room.work.image
        if image is None:
            return
        others = self._order[self._here + 1 : self._here + 1 + count]
        command = CarryShapes(image.id, tuple(room.canvas.selected), tuple(one.id for one in others))
        nothing = self.tr("The object is on those images already")
        self._tell(room.session.run(command, toast=False), self.tr("Shapes carried on: {n}"), nothing)

    def _make_buttons(self) -> QWidget:
        """What can be done with an object; there while one is selected."""
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(fonts.px(2))
        for name in ("previous_key_frame", "next_key_frame", "release_key_frame", "object_leaves", "delete_object"):
            known = action(f"shapes.{name}")
            button = IconButton(known.icon, text_of(known), size=28, glyph=16)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, name=known.id: self.room.run_action(name))
            row.addWidget(button)
        row.addStretch(1)
        self._buttons.hide()
        return self._buttons

    def _chosen_places(self) -> TrackPlaces | None:
        """Where the one selected object is; None where none, or several are selected."""
        chosen = self._selected()
        places = self._places.get(track_of(chosen[0].attributes)) if len(chosen) == 1 else None
        return places if places is not None and places.keys else None

    def _open_place(self, place: int) -> None:
        if place < len(self._order) and place != self._here:
            self.room.open_image(self._order[place].id)

    def _to_key(self, step: int) -> None:
        """Open the nearest image in one direction with a key frame of the object, and select it there."""
        places = self._chosen_places()
        keys = [place for place in (places.keys if places else ()) if (place - self._here) * step > 0]
        if places is None or not keys:
            self.room.tell(self.tr("There is no other key frame in that direction"))
            return
        self._open_place(min(keys, key=lambda place: abs(place - self._here)))
        there = self.room.session.project.read.annotations([self._order[self._here].id])
        for one in there.get(self._order[self._here].id, ()):
            if track_of(one.attributes) == places.track:
                self.room.canvas.select([one.id])

    def _leave(self) -> None:
        places = self._chosen_places()
        leaves = places is None or self._here not in places.ends
        self._run(lambda image_id, ids: EndTracks(image_id, ids, leaves))

    def _run(self, command: Callable[[int, tuple[int, ...]], Command]) -> None:
        image, chosen = self.room.work.image, tuple(self.room.canvas.selected)
        if image is not None and self.room.session.run(command(image.id, chosen)) is not None:
            self.room.work.read_shapes()
            self.room.show_table()

    def _fill(self) -> None:
        image = self.room.work.image
        if image is not None:
            outcome = self.room.session.run(InterpolateShapes(image.group), toast=False)
            nothing = self.tr("There is nothing to fill in: an object needs key frames on two images")
            self._tell(outcome, self.tr("Shapes filled in: {n}"), nothing)

    def _tell(self, outcome: Outcome | None, sentence: str, nothing: str) -> None:
        if outcome is None:
            return
        filled: Filled = outcome.result
        parts = [sentence.format(n=counted(filled.added + filled.changed))]
        if filled.left_alone:
            parts.append(self.tr("{n} finished images were left alone").format(n=counted(filled.left_alone)))
        if filled.impossible:
            parts.append(
                self.tr("{n} stretches have shapes of kinds that nothing lies between").format(n=filled.impossible)
            )
        if not filled.added and not filled.changed and not filled.left_alone and not filled.impossible:
            parts = [nothing]
        self.room.session.told.emit("; ".join(parts), bool(filled.added or filled.changed))


PART = Tracks
