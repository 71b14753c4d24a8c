"""Labels of the whole image beside shapes: night, blurred, from the second camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Annotation, Origin, Task
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands.carried_labels import note_labels
from tlstudio.store.annotations import row_of
from tlstudio.store.gateway import Row


def refuse_classes(task: Task) -> None:
    """Make sure that a project is about shapes.

    Raises:
        UsageError: It is about whole images; their labels are decisions there.
    """
    if not task.has_shapes:
        raise UsageError(f"Images of a {task.value} project are decided by their label.")


@dataclass(frozen=True)
class LabelWholeImages(Command):
    """Give images of a project about shapes labels of the whole image, and take others away.

    What is finished stays finished, and what is not does not become so. A label that an image carries is not doubled.

    Attributes:
        added: Label ids to give; one that is removed too is given.
        removed: Label ids to take away; shapes with these labels stay.
        text: For the history; empty = made from the names and the number.
    """

    image_ids: Sequence[int]
    added: Sequence[int] = ()
    removed: Sequence[int] = ()
    origin: Origin = Origin.PERSON
    text: str = ""

    def apply(self, context: Context) -> Applied:
        """Write the differences; the result is the number of images that changed.

        Raises:
            UsageError: The project is about whole images, or a label does not exist.
        """
        refuse_classes(context.task)
        names = self._names(context)
        there = self._there(context)
        gone: list[int] = []
        inserted: list[Row] = []
        carried: dict[int, set[int]] = {}
        for image_id, rows in there.items():
            whole = [row for row in rows if row["kind"] == "image"]
            left = {row["label_id"] for row in whole}
            lost = [row["id"] for row in whole if row["label_id"] in set(self.removed) - set(self.added)]
            new = [i for i in dict.fromkeys(self.added) if i not in left]
            if lost or new:
                gone += lost
                inserted += [row_of(Annotation(0, image_id, i, origin=self.origin), image_id) for i in new]
                carried[image_id] = {row["label_id"] for row in rows if row["id"] not in lost} | set(new)
        context.rows.delete("annotations", gone)
        context.rows.insert("annotations", inserted)
        note_labels(context, carried, origin=self.origin)
        return Applied(self.text or self._said(names, len(carried)), len(carried))

    def _names(self, context: Context) -> dict[int, str]:
        wanted = {*self.added, *self.removed}
        names = {row["id"]: row["name"] for row in context.rows.rows("labels", wanted, columns=("name",))}
        if len(names) < len(wanted):
            raise UsageError("A label given does not exist in this project.")
        return names

    def _there(self, context: Context) -> dict[int, list[Row]]:
        """Image id -> rows of its annotations, without their geometries; images that are gone are left out."""
        known = context.rows.rows("images", self.image_ids, columns=("state",))
        there: dict[int, list[Row]] = {row["id"]: [] for row in known}
        for row in context.rows.find("annotations", "image_id", there, columns=("image_id", "label_id", "kind")):
            there[row["image_id"]].append(row)
        return there

    def _said(self, names: dict[int, str], number: int) -> str:
        images = count_images(number)
        parts: list[str] = []
        if self.added:
            parts.append(f"Give {images} as a whole the label {', '.join(names[i] for i in dict.fromkeys(self.added))}")
        gone = [i for i in dict.fromkeys(self.removed) if i not in self.added]
        if gone:
            parts.append(f"Take from {images} as a whole the label {', '.join(names[i] for i in gone)}")
        return "; ".join(parts) or "Change no label"
