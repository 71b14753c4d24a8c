"""Store on which side of the data images are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tlstudio.core.words import Split
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.store.codes import SPLIT_CODES


@dataclass(frozen=True)
class ApplySplits(Command):
    """Put each image on the given side.

    Attributes:
        mapping: Image id -> side; None takes it off its side.
    """

    mapping: Mapping[int, Split | None]

    def apply(self, context: Context) -> Applied:
        """Write the sides; the result is the number of images that changed."""
        changed = context.rows.update("images", {i: {"split": SPLIT_CODES[s]} for i, s in self.mapping.items()})
        return Applied(f"Split {count_images(len(changed))}", len(changed))
