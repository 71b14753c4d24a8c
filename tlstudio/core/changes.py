"""What a command changed: kinds and ids, never data, so that events merge and are never stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = (
    "image", "label", "annotation", "decision", "split", "shape_suggestion", "comment", "check", "setting", "run",
    "suggestion", "engine",
)  # fmt: skip


@dataclass(frozen=True)
class Changes:
    """The kinds of things that changed and, where known, which ones.

    Attributes:
        ids: Kind -> ids; an empty set means "any of them" (a view showing that kind reloads).
        initiator: Name of the view that asked, so that it may skip what it already shows.
    """

    ids: Mapping[str, frozenset[int]] = field(default_factory=dict[str, frozenset[int]])
    initiator: str = ""

    @classmethod
    def of(cls, *, initiator: str = "", **ids: object) -> Changes:
        """Build from keyword arguments: `Changes.of(image=[1, 2], label=())`."""
        return cls({kind: frozenset(values) for kind, values in ids.items()}, initiator)  # type: ignore[arg-type]

    def touches(self, *kinds: str) -> bool:
        """Whether any of the kinds changed."""
        return any(kind in self.ids for kind in kinds)

    def touches_id(self, kind: str, identifier: int) -> bool:
        """Whether this very thing may have changed."""
        ids = self.ids.get(kind)
        return ids is not None and (not ids or identifier in ids)

    def merge(self, other: Changes) -> Changes:
        """Return both together; "any of them" wins over a list."""
        merged = dict(self.ids)
        for kind, ids in other.ids.items():
            mine = merged.get(kind)
            merged[kind] = ids if mine is None else frozenset() if not mine or not ids else mine | ids
        return Changes(merged, self.initiator if self.initiator == other.initiator else "")

    def __bool__(self) -> bool:
        return bool(self.ids)
