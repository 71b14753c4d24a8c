"""Remarks pinned to places of images: begin a thread, answer, resolve, take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tlstudio.core.errors import UsageError
from tlstudio.project.command import Applied, Command, Context
from tlstudio.store.gateway import Row


@dataclass(frozen=True)
class AddComment(Command):
    """Begin a thread, or answer in one.

    Attributes:
        x: Image pixels; None = about the whole image. An answer stands where its thread does.
        y: Likewise.
        answers: The comment that begins the thread; 0 = this one does. A resolved thread is open again.
    """

    image_id: int
    text: str
    x: float | None = None
    y: float | None = None
    answers: int = 0

    def apply(self, context: Context) -> Applied:
        """Write the row; the result is its id.

        Raises:
            UsageError: No text, no such image or thread, or half a place.
        """
        text = self.text.strip()
        if not text:
            raise UsageError("A comment needs some words.")
        if not context.rows.rows("images", [self.image_id], columns=("state",)):
            raise UsageError("That image is no longer in the project.")
        if (self.x is None) != (self.y is None):
            raise UsageError("A comment's place needs both coordinates.")
        x, y = self.x, self.y
        if self.answers:
            begin = _beginning(context, self.answers)
            if begin["image_id"] != self.image_id:
                raise UsageError("That comment belongs to another image.")
            x, y = begin["x"], begin["y"]
            context.rows.update("comments", {self.answers: {"resolved": 0}})
        row = {
            "image_id": self.image_id,
            "x": None if x is None else float(x),
            "y": None if y is None else float(y),
            "text": text,
            "who": context.who,
            "at": context.now,
            "resolved": 0,
            "answers": self.answers,
        }
        (new_id,) = context.rows.insert("comments", [row])
        context.rows.update("images", {self.image_id: {"changed_at": context.now}})
        return Applied("Answer a comment" if self.answers else "Comment on an image", new_id)


@dataclass(frozen=True)
class ResolveComment(Command):
    """Say that a thread is dealt with, or that it is not.

    Attributes:
        comment_id: The comment that begins the thread.
    """

    comment_id: int
    resolved: bool = True

    def apply(self, context: Context) -> Applied:
        """Note it; the result is the image's id.

        Raises:
            UsageError: No such thread.
        """
        begin = _beginning(context, self.comment_id)
        context.rows.update("comments", {self.comment_id: {"resolved": int(self.resolved)}})
        context.rows.update("images", {begin["image_id"]: {"changed_at": context.now}})
        return Applied("Resolve a comment" if self.resolved else "Open a comment again", begin["image_id"])


@dataclass(frozen=True)
class DeleteComments(Command):
    """Take comments away; with the beginning of a thread its answers go too."""

    comment_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Delete rows; the result is how many."""
        rows = context.rows.rows("comments", self.comment_ids, columns=("image_id",))
        answers = context.rows.find("comments", "answers", [row["id"] for row in rows], columns=("image_id",))
        gone = {row["id"]: row["image_id"] for row in (*rows, *answers)}
        context.rows.delete("comments", sorted(gone))
        context.rows.update("images", {i: {"changed_at": context.now} for i in sorted(set(gone.values()))})
        return Applied(f"Delete {len(gone):,} comment{'' if len(gone) == 1 else 's'}", len(gone))


def _beginning(context: Context, comment_id: int) -> Row:
    found = context.rows.rows("comments", [comment_id])
    if not found:
        raise UsageError("That comment is no longer there.", hint="It was deleted meanwhile; undo brings it back.")
    if found[0]["answers"]:
        raise UsageError("Answers go to the comment that begins the thread.")
    return found[0]
