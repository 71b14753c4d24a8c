"""What people decided, as far as the engine was told: the parent sends each decision once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decided images of the open project; never changed in place, since the long lane may be reading.

    Attributes:
        targets: Image id -> class indices; an empty list = none of the labels.
        known: Decided images that do not teach.
        skipped: Images put off.
    """

    targets: Mapping[int, Sequence[int]] = field(default_factory=dict[int, Sequence[int]])
    known: frozenset[int] = frozenset()
    skipped: frozenset[int] = frozenset()

    def told(self, args: Mapping[str, Any]) -> Decisions:
        """These decisions with news: `targets` ([id, [class...]] each), `known`, `skipped`, `open` (ids); or `whole`."""
        before = Decisions() if args.get("whole") else self
        fresh = {int(image_id): tuple(columns) for image_id, columns in args.get("targets") or ()}
        known, skipped = frozenset(args.get("known") or ()), frozenset(args.get("skipped") or ())
        moved = known | skipped | fresh.keys() | frozenset(args.get("open") or ())
        kept = {image_id: columns for image_id, columns in before.targets.items() if image_id not in moved}
        return Decisions({**kept, **fresh}, (before.known - moved) | known, (before.skipped - moved) | skipped)

    def as_args(self) -> dict[str, Any]:
        """The arguments `targets`, `known` and `skipped` of `fit` and `predict`."""
        return {
            "targets": list(self.targets.items()),
            "known": list(self.known),
            "skipped": list(self.skipped),
        }
