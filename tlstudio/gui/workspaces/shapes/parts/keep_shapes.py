"""Keep shapes: an image without any begins with those of the image before, as suggestions until they are accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tlstudio.core.words import Annotation, Image
from tlstudio.gui.canvas.convert import shape_of
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.gui.workspaces.shapes.properties import OF_TRACKS
from tlstudio.project.commands.kept_shapes import SuggestKept
from tlstudio.project.commands.shape_suggestions import Suggested

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace

KEEPS = "shapes.keeps"
SOURCE = "image before"
"""Where the suggestions say they come from; stored, so it is the same in every language."""


class KeepShapes(RoomPart):
    """The image before is the one that was open before, in whatever order."""

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._keeps = bool(room.session.preferences.get(KEEPS, False))
        self._open: Image | None = None

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {"keep_shapes": self._switch}

    def image_shown(self, image: Image | None) -> None:
        before, self._open = self._open, image
        room = self.room
        if not self._keeps or room.session.read_only or before is None or image is None or before.id == image.id:
            return
        if len(room.work.table) or image.state.is_decided:
            return
        kept = [said for one in room.work.annotations_of(before) if (said := self._said(one, image)) is not None]
        if kept:
            # Without the room as initiator, so that it follows the event as it follows any other change.
            room.session.run(SuggestKept({image.id: kept}, source=SOURCE), initiator="keep_shapes", toast=False)

    def _said(self, annotation: Annotation, image: Image) -> Suggested | None:
        """What is suggested of a shape; None where it does not fit or has no place."""
        shape = shape_of(annotation)
        if shape is None or annotation.geometry is None or annotation.label_id not in self.room.work.labels():
            return None
        left, top, right, bottom = shape.bounds
        if left < 0 or top < 0 or right > image.width or bottom > image.height:
            return None
        attributes = {name: value for name, value in annotation.attributes.items() if name not in OF_TRACKS}
        return annotation.label_id, annotation.geometry, None, attributes

    def _switch(self) -> None:
        self._keeps = not self._keeps
        self.room.session.preferences.set(KEEPS, self._keeps)
        self.room.tell(
            self.tr("Shapes are kept: an empty image begins with those of the image before, as suggestions")
            if self._keeps
            else self.tr("Shapes are no longer kept for the next image")
        )


PART = KeepShapes
