"""The second person: approve finished images, or return them with a note; a later change takes the approval back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Check, Origin, State
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.project.commands.decisions import Choice, write_states
from tlstudio.store.codes import CHECK_CODES, DECIDED_CODES, unpack_labels
from tlstudio.store.gateway import Transaction

SETTING = "second_person"
"""Project setting: "1" = a second person checks every finished image."""


@dataclass(frozen=True)
class CheckImages(Command):
    """Say what a second person thinks of finished images.

    A returned image is to be finished again; its shapes stay. Images that nobody has finished, or that the checking
    person finished, are left alone.

    Attributes:
        verdict: `NONE` takes back what was said.
        note: What is to be mended; needed where images are returned.
    """

    image_ids: Sequence[int]
    verdict: Check
    note: str = ""

    def apply(self, context: Context) -> Applied:
        """Write the diary and the images; the result is the number of images.

        Raises:
            UsageError: A return without a note, or none of the images is this person's to check.
        """
        note = self.note.strip()
        if self.verdict is Check.RETURNED and not note:
            raise UsageError("Say what is to be mended: an image is returned with a note.")
        rows = context.rows.rows("images", self.image_ids, columns=("state", "label_ids", "checked"))
        if self.verdict is not Check.NONE:
            rows = [row for row in rows if row["state"] in DECIDED_CODES]
            finishers = _finishers(context, [row["id"] for row in rows])
            own = [row for row in rows if finishers.get(row["id"]) == context.who]
            rows = [row for row in rows if finishers.get(row["id"]) != context.who]
            if not rows and own:
                raise UsageError(
                    f"You ({context.who}) finished this image yourself.", hint="Another person checks what you finish."
                )
            if not rows:
                raise UsageError("Only finished images are checked.")
        shared = {"verdict": CHECK_CODES[self.verdict], "who": context.who, "note": note, "at": context.now}
        context.rows.insert("checks", [{"image_id": row["id"], **shared} for row in rows])
        if self.verdict is Check.RETURNED:
            choices = {row["id"]: Choice(State.UNDECIDED, unpack_labels(row["label_ids"])) for row in rows}
            write_states(context, choices, origin=Origin.PERSON)
        checked = {"checked": CHECK_CODES[self.verdict], "changed_at": context.now}
        context.rows.update("images", {row["id"]: checked for row in rows})
        verb = {Check.APPROVED: "Approve", Check.RETURNED: "Return", Check.NONE: "Take back the check of"}
        return Applied(f"{verb[self.verdict]} {count_images(len(rows))}", len(rows))


def follow_edits(rows: Transaction) -> None:
    """Take back what a second person said about images that the recorded changes touch.

    An approval ends with any change of shapes or of the decision; a return ends when the image is finished again.
    """
    edited: set[int] = set()
    finished: set[int] = set()
    has_shapes = any(change.table == "annotations" for change in rows.recorded)
    for change in rows.recorded:
        if change.table == "annotations":
            edited.update(change.column("image_id"))
        elif change.table == "images" and change.before is not None and change.after is not None:
            # Commands write the time with every edit of shapes, also where the rows do not name their image.
            if "state" in change.columns or (has_shapes and "decided_at" in change.columns):
                edited.update(change.ids)
            states = change.column("state")
            finished.update(i for i, state in zip(change.ids, states, strict=False) if state in DECIDED_CODES)
    if not edited:
        return
    approved, returned = CHECK_CODES[Check.APPROVED], CHECK_CODES[Check.RETURNED]
    ended = [
        row["id"]
        for row in rows.rows("images", sorted(edited), columns=("checked",))
        if row["checked"] == approved or (row["checked"] == returned and row["id"] in finished)
    ]
    none = {"checked": CHECK_CODES[Check.NONE]}
    rows.update("images", dict.fromkeys(ended, none))


def _finishers(context: Context, image_ids: Sequence[int]) -> dict[int, str]:
    """Who made the newest decision about each image."""
    rows = context.rows.find("decisions", "image_id", image_ids, columns=("image_id", "who"))
    return {row["image_id"]: row["who"] for row in rows}
