"""Add images and change what is known about them (not what is decided)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tlstudio.core.words import Split
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.store.codes import SPLIT_CODES


@dataclass(frozen=True, slots=True)
class NewImage:
    """An image that was read and may be added; fields as in `core.words.Image`; one with a note is flagged."""

    path: str
    content_hash: str
    page: int = 0
    pages: int = 1
    width: int = 0
    height: int = 0
    file_bytes: int = 0
    perceptual_hash: str = ""
    group: str = ""
    split: Split | None = None
    note: str = ""


@dataclass(frozen=True)
class AddImages(Command):
    """Register images; those whose content (and page) is known already are left out.

    Attributes:
        said: Text for the history where this is one piece of many; empty = how many were added.
    """

    images: Sequence[NewImage]
    said: str = ""

    def apply(self, context: Context) -> Applied:
        """Insert the new rows; the result is the list of their ids."""
        found = context.rows.find("images", "content_hash", [image.content_hash for image in self.images])
        known = {(row["content_hash"], row["page"]) for row in found}
        new: dict[tuple[str, int], NewImage] = {}
        for image in self.images:
            identity = (image.content_hash, image.page)
            if identity not in known:
                new.setdefault(identity, image)
        ids = context.rows.insert("images", [_row(image, context.now) for image in new.values()])
        return Applied(self.said or f"Add {count_images(len(ids))}", ids)


@dataclass(frozen=True)
class RelocateImages(Command):
    """Point images to where their files are now; they are not missing any more.

    Attributes:
        paths: Image id -> new path, stored as `Image.path` is.
    """

    paths: Mapping[int, str]

    def apply(self, context: Context) -> Applied:
        """Write paths; the result is the number of images that changed."""
        changed = context.rows.update("images", {i: {"path": p, "missing": 0} for i, p in self.paths.items()})
        return Applied(f"Find {count_images(len(changed))} again", len(changed))


@dataclass(frozen=True)
class MarkMissing(Command):
    """Remember which files were found and which were not.

    Attributes:
        missing: Image id -> whether its file is missing.
    """

    is_undoable: ClassVar[bool] = False
    missing: Mapping[int, bool]

    def apply(self, context: Context) -> Applied:
        """Write the marks; the result is the number of images that changed."""
        changed = context.rows.update("images", {i: {"missing": int(m)} for i, m in self.missing.items()})
        return Applied(f"Check the files of {count_images(len(changed))}", len(changed))


@dataclass(frozen=True)
class SetGroup(Command):
    """Put images into groups; a group stays on one side of the split.

    Attributes:
        groups: Image id -> name of the group; empty = alone.
    """

    groups: Mapping[int, str]

    def apply(self, context: Context) -> Applied:
        """Write the groups; the result is the number of images that changed."""
        changed = context.rows.update("images", {i: {"group_name": g} for i, g in self.groups.items()})
        return Applied(f"Group {count_images(len(changed))}", len(changed))


@dataclass(frozen=True)
class SetFlag(Command):
    """Flag images for a second look, or take the flag away.

    Attributes:
        note: Why; None leaves the note as it is.
    """

    image_ids: Sequence[int]
    flagged: bool = True
    note: str | None = None

    def apply(self, context: Context) -> Applied:
        """Write flag and note; the result is the number of images that changed."""
        values = {"flagged": int(self.flagged), **({} if self.note is None else {"note": self.note})}
        changed = context.rows.update("images", dict.fromkeys(self.image_ids, values))
        return Applied(f"{'Flag' if self.flagged else 'Unflag'} {count_images(len(changed))}", len(changed))


def _row(image: NewImage, now: float) -> dict[str, object]:
    return {
        "path": image.path,
        "content_hash": image.content_hash,
        "page": image.page,
        "pages": image.pages,
        "width": image.width,
        "height": image.height,
        "file_bytes": image.file_bytes,
        "perceptual_hash": image.perceptual_hash,
        "group_name": image.group,
        "split": SPLIT_CODES[image.split],
        "flagged": int(bool(image.note)),
        "note": image.note,
        "missing": 0,
        "added_at": now,
        "state": 0,
        "label_ids": "",
        "label_id": 0,
        "decided_at": 0.0,
    }
