"""Labels of the whole image beside its shapes: night, blurred, from the second camera."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tlstudio.core.changes import Changes
from tlstudio.core.words import Image
from tlstudio.gui.widgets.label_picker import LabelPicker
from tlstudio.gui.workspaces.shapes.image_label_section import ImageLabelSection
from tlstudio.gui.workspaces.shapes.part import RoomPart
from tlstudio.project.commands.image_labels import LabelWholeImages

if TYPE_CHECKING:
    from tlstudio.gui.workspaces.shapes.workspace import ShapesWorkspace


class ImageLabels(RoomPart):
    """Each label that is given or taken away is one undo step; shapes and the finished state stay."""

    section_place = 5

    def __init__(self, room: ShapesWorkspace) -> None:
        super().__init__(room)
        self._picker: LabelPicker | None = None
        self._section = ImageLabelSection(room.session.keymap)
        if room.session.read_only:
            self._section.set_read_only()
        self._section.add_wanted.connect(lambda: room.run_action("shapes.image_label"))
        self._section.removed.connect(self._toggle)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {"image_label": self._choose}

    def section(self) -> QWidget | None:
        return self._section

    def image_shown(self, image: Image | None) -> None:
        self._show()

    def shapes_changed(self) -> None:
        self._show()

    def on_changes(self, changes: Changes) -> None:
        if changes.touches("label", "annotation"):
            self._show()

    def _show(self) -> None:
        labels = self.room.work.labels()
        self._section.show_labels([labels[i] for i in self.room.work.labels_of_image()])

    def _choose(self) -> None:
        """Choose from all labels by typing; one that the image carries is taken away."""
        if self._picker is None:
            self._picker = LabelPicker(self.room)
            self._picker.picked.connect(self._toggle)
            self._picker.created.connect(self._create)
            self._picker.closed.connect(self.room.focus_centre)
        work = self.room.work
        self._picker.open_for(list(work.labels().values()), self._section.add, chosen=work.labels_of_image())

    def _create(self, name: str) -> None:
        label_id = self.room.create_label(name)
        if label_id is not None:
            self._toggle(label_id)

    def _toggle(self, label_id: int) -> None:
        image, session = self.room.work.image, self.room.session
        if image is None or session.read_only:
            return
        is_there = label_id in self.room.work.labels_of_image()
        name = self.room.work.labels()[label_id].name
        said = self.tr("Take the label {} from the whole image") if is_there else self.tr("Label the whole image as {}")
        added, removed = ((), (label_id,)) if is_there else ((label_id,), ())
        # Without the room's own name as initiator: it then reads the image again, as after undo.
        session.run(LabelWholeImages([image.id], added, removed, text=said.format(name)), toast=False)
        self.room.focus_centre()


PART = ImageLabels
