"""Suggested shapes on the open image: accept, reject, go from one to the next, also across images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Image
from tlstudio.gui.canvas.canvas import SELECT
from tlstudio.gui.canvas.shapes import Shape
from tlstudio.gui.models.numbers import decimal
from tlstudio.gui.widgets import marks
from tlstudio.gui.workspaces.review.accept_above import AcceptAbove
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.gui.workspaces.shapes.suggesting import STEP, shape_id_of
from tlstudio.gui.workspaces.shapes.suggestion_bar import SuggestionBar
from tlstudio.gui.workspaces.shapes.suggestion_section import SuggestionSection
from tlstudio.project.shape_review import accept_shapes_command

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

LEAST = "shapes.least_score"
# A focused suggestion fills this share of the canvas, unless it is so small that nothing around it could be seen.
SHARE, SMALLEST = 0.45, 96.0
MOST_PLATES = 400
ROOMY = 5.0
"""A suggestion this many times as high as its plate has room for it."""


class Suggestions(RoomPart):
    """What is in focus is the one selected suggestion."""

    section_place = 5

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._focus: tuple[int, int] | None = None  # its shape's id, and its place among those shown
        self._bar = SuggestionBar(room.session.keymap)
        self._bar.action.connect(lambda action: room.run_action(action))
        room.stage.set_foot(self._bar)
        self._section = SuggestionSection(room.session.keymap)
        self._section.action.connect(lambda action: room.run_action(action))
        self._section.least_chosen.connect(self._show_from)
        room.work.suggesting.least = float(room.session.preferences.get(LEAST, 0.0))
        room.canvas.on_tab = self._tab

    def actions(self) -> Mapping[str, Callable[[], object]]:
        work = self.room.work
        return {
            "accept_shape": self._accept,
            "reject_shape": self._reject,
            "next_suggestion": lambda: self._go(1),
            "previous_suggestion": lambda: self._go(-1),
            "more_suggestions": lambda: self._show_from(work.suggesting.least - STEP),
            "fewer_suggestions": lambda: self._show_from(work.suggesting.least + STEP),
            "accept_here": self._accept_here,
            "accept_above": self._ask_score,
        }

    def reason_off(self, name: str) -> str:
        suggesting = self.room.work.suggesting
        if name in ("accept_shape", "reject_shape") and not self._selected():
            return self.tr("No suggestion is selected")
        if name == "accept_here" and not suggesting.shown:
            return self.tr("Nothing is suggested on this image")
        return ""

    def context(self) -> str:
        return "shapes_suggested" if self._selected() else ""

    def image_shown(self, image: Image | None) -> None:
        self._focus = None
        self._show()
        self._show_sources()

    def target_shown(self, target: Mapping[str, object]) -> None:
        wanted = target.get("suggestion_id")
        if not isinstance(wanted, int):
            return
        suggesting = self.room.work.suggesting
        score = next((one.score for one in suggesting.waiting if one.id == wanted), None)
        if score is not None and score < suggesting.least:
            self._show_from(score)
        self._focus_on(shape_id_of(wanted))

    def shapes_changed(self) -> None:
        focus, canvas = self._focus, self.room.canvas
        if focus is not None and not canvas.selected and self.room.work.suggesting.suggestion(focus[0]) is None:
            # It was answered by a key: the next one is in focus. After a drag the corrected shape stays in hand.
            self._focus = None
            self._focus_place(focus[1])
        self._show()

    def selection_changed(self) -> None:
        chosen = self._selected()
        shown = [one.id for one in self.room.work.suggesting.shown]
        found = self.room.work.suggesting.suggestion(chosen[0].id) if len(chosen) == 1 else None
        if found is not None and found.id in shown:
            self._focus = (chosen[0].id, shown.index(found.id))
        elif chosen or self.room.canvas.selected:
            self._focus = None
        self._show_bar()

    def on_changes(self, changes: Changes) -> None:
        if changes.touches("shape_suggestion"):
            self._show()
            self._show_sources()

    def section(self) -> QWidget | None:
        return self._section

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        """Plates with the scores: inside the upper left corner of each suggestion, above where they would hide it."""
        canvas = self.room.canvas
        if canvas.hides_shapes or canvas.shows_names:
            return
        selected = canvas.selected
        painted = 0
        for shape in self.room.work.suggesting.shown_shapes():
            if shape.score is None or shape.id in selected:
                continue
            text = decimal(shape.score)
            corner = canvas.to_view(shape.bounds[0], shape.bounds[1])
            high = (shape.bounds[3] - shape.bounds[1]) * canvas.viewport.zoom
            plate = marks.plate_size(text).height()
            corner += QPointF(2, 2) if high > ROOMY * plate or corner.y() < plate + 2 else QPointF(-1, -plate - 2)
            if rect.adjusted(-60, -30, 0, 0).contains(corner.toPoint()):
                marks.paint_plate(painter, corner, text)
                painted += 1
                if painted >= MOST_PLATES:
                    return

    # -- answers ---------------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        if self.room.work.answer(accepted=[shape.id for shape in self._selected()]):
            self.room.show_table()

    def _reject(self) -> None:
        if self.room.work.answer(rejected=[shape.id for shape in self._selected()]):
            self.room.show_table()

    def _accept_here(self) -> None:
        shapes = self.room.work.suggesting.shown_shapes()
        if self.room.work.answer(accepted=[shape.id for shape in shapes]):
            self.room.show_table()
            self.room.session.told.emit(self.tr("Suggestions accepted: {n}").format(n=len(shapes)), True)

    def _ask_score(self) -> None:
        waiting = self.room.session.project.read.review.open_shapes()
        scores = np.nan_to_num(waiting.scores[waiting.undecided], nan=0.0)
        note = self.tr("On every image that is not finished. One undo step takes all of them back.")
        popover = AcceptAbove(scores, self.room, lowest=5, note=note)
        popover.chosen.connect(self._accept_above)
        popover.closed.connect(popover.deleteLater)
        popover.open_below(self._section.anchor if self._section.anchor.isVisible() else self.room.film)

    def _accept_above(self, score: float) -> None:
        session = self.room.session
        session.run(accept_shapes_command(session.project, above=score))

    # -- going -----------------------------------------------------------------------------------------------------

    def _tab(self, step: int) -> bool:
        """Tab goes from suggestion to suggestion while there are some here, and on to the next image that has some."""
        suggesting = self.room.work.suggesting
        if not suggesting.shown and self._focus is None:
            return False
        return self._go(step)

    def _go(self, step: int) -> bool:
        room = self.room
        here = self._focus[0] if self._focus is not None else None
        found = room.work.suggesting.next_after(here, step)
        if found is None:
            return self._to_image(step)
        self._focus_on(found)
        return True

    def _to_image(self, step: int) -> bool:
        room = self.room
        waiting = room.session.project.read.review.open_shapes()
        shown = np.isnan(waiting.scores) | (waiting.scores >= room.work.suggesting.least)
        wanted = set(waiting.image_ids[shown].tolist())
        if room.work.image is not None:
            wanted.discard(room.work.image.id)
        if not room.queue.next_where(lambda image_id: image_id in wanted, step=step):
            room.tell(self.tr("No other image has suggestions"))
            return False
        room.show_image()
        found = room.work.suggesting.next_after(None, step)
        if found is not None:
            self._focus_on(found)
        return True

    def _focus_place(self, place: int) -> None:
        """Focus what is now at a place of the order; behind the last comes the first again."""
        suggesting = self.room.work.suggesting
        found = suggesting.next_after(None, 1)
        if found is None:
            self.room.tell(self.tr("Every suggestion here is answered"))
            return
        for _ in range(place):
            following = suggesting.next_after(found, 1)
            if following is None:
                found = suggesting.next_after(None, 1)
                break
            found = following
        if found is not None:
            self._focus_on(found)

    def _focus_on(self, shape_id: int) -> None:
        canvas = self.room.canvas
        shape = self.room.work.table.get(shape_id)
        if shape is None:
            return
        canvas.choose_tool(SELECT)
        canvas.select([shape_id])
        left, top, right, bottom = shape.bounds
        x, y = (left + right) / 2, (top + bottom) / 2
        wide, high = max(right - left, SMALLEST) / 2, max(bottom - top, SMALLEST) / 2
        canvas.show_area(x - wide, y - high, x + wide, y + high, share=SHARE)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _selected(self) -> list[Shape]:
        """The selected suggestions; none where something else is selected with them."""
        shapes = self.room.canvas.selected_shapes()
        return shapes if shapes and all(shape.is_suggestion for shape in shapes) else []

    def _show_from(self, least: float) -> None:
        room = self.room
        room.work.suggesting.least = round(min(1.0, max(0.0, least)), 2)
        room.session.preferences.set(LEAST, room.work.suggesting.least)
        room.work.read_shapes()
        self._focus = None
        room.show_table()

    def _show(self) -> None:
        suggesting = self.room.work.suggesting
        can = not self.room.session.read_only
        self._section.show_here(len(suggesting.shown), len(suggesting.waiting), suggesting.least, can_answer=can)
        self._show_bar()

    def _show_bar(self) -> None:
        chosen, labels = self._selected(), self.room.work.labels()
        text = ""
        if len(chosen) == 1:
            label = labels.get(chosen[0].label_id)
            score = "" if chosen[0].score is None else f" {decimal(chosen[0].score)}"
            text = f"{label.name if label else ''}{score}"
        elif chosen:
            text = self.tr("{n} suggestions").format(n=len(chosen))
        was_shown = self._bar.isVisible()
        self._bar.show_suggestion(text, len(labels), can_answer=not self.room.session.read_only)
        if self._bar.isVisible() != was_shown:
            self.room.foot_changed.emit()

    def _show_sources(self) -> None:
        session = self.room.session
        self._section.show_project(session.project.read.review.outcomes(), can_answer=not session.read_only)


PART = Suggestions
