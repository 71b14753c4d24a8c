"""Brings the room up to date with the project: at once after others' changes, a moment later after its own gestures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from tlstudio.core.changes import Changes
from tlstudio.gui.workspaces.shapes.annotating import INITIATOR

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

CATCH_UP_MS = 60
OF_GESTURES = frozenset({"image", "annotation"})


class Following:
    """Decides what of the room is shown again."""

    def __init__(self, room: ShapesWorkspace) -> None:
        self._room = room
        self._later = QTimer(room, singleShot=True, interval=CATCH_UP_MS)
        self._later.timeout.connect(self._catch_up)

    def follow(self, changes: Changes) -> None:
        """Show what changed."""
        room, work, image = self._room, self._room.work, self._room.work.image
        is_own = changes.initiator == INITIATOR
        if is_own and OF_GESTURES.issuperset(changes.ids) and image is not None:
            # A gesture is shown already; what follows from it must not hold up the next one.
            if not self._later.isActive():
                self._later.start()
            return
        if changes.touches("label"):
            work.forget_labels()
            room.dress()
        if changes.touches("image", "split"):
            room.refresh_strip()
        if image is None or room.queue.current is None:
            self._start_anew()
            return
        if not is_own and changes.touches("image", "annotation", "decision"):
            if not room.session.project.read.images([image.id]):
                self._start_anew()
                return
            work.read_image()
            if changes.touches_id("annotation", image.id) or changes.touches_id("shape_suggestion", image.id):
                work.read_shapes()
                room.show_table()
        elif changes.touches_id("image", image.id):
            work.read_image()
        if changes.touches("image", "annotation", "decision", "label"):
            room.show_state()

    def stop(self) -> None:
        """Show nothing any more."""
        self._later.stop()

    def _start_anew(self) -> None:
        self._room.finishing.start_order()
        self._room.show_image()

    def _catch_up(self) -> None:
        """Show what one's own gestures changed beside the canvas: the state of the image, here and in the strip."""
        self._room.work.read_image()
        self._room.refresh_strip()
        self._room.show_state()
