"""Which images belong together, so that no split may tear them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from tlstudio.core.errors import UsageError


class GroupRule:
    """Names the group of an image from its path.

    Args:
        rule: Empty = none; `folder` = the folder it is in; anything else is a regular expression searched in the path,
            whose first bracket (or whole match) is the name.

    Raises:
        UsageError: Not a regular expression.
    """

    def __init__(self, rule: str) -> None:
        self._folder = rule == "folder"
        try:
            self._pattern = re.compile(rule) if rule and not self._folder else None
        except re.error as err:
            raise UsageError(
                f"--group-by {rule!r} is not a regular expression: {err}.",
                hint="Use `folder`, or for example `patient(\\d+)`.",
            ) from err

    def group_of(self, path: str) -> str:
        """The group's name for a stored path; empty = alone."""
        if self._folder:
            return path.rpartition("/")[0]
        match = self._pattern.search(path) if self._pattern is not None else None
        if match is None:
            return ""
        return (match[1] or "") if match.re.groups else match[0]


def units(groups: Sequence[str], alike: Sequence[Sequence[int]]) -> np.ndarray:
    """Join images that share a group or look alike, also through others.

    Args:
        groups: N names; empty = alone.
        alike: Lists of indices that belong together.

    Returns:
        int64 (N,): the smallest index of the unit that each image is in.
    """
    leader = list(range(len(groups)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    def join(a: int, b: int) -> None:
        a, b = find(a), find(b)
        leader[max(a, b)] = min(a, b)

    first: dict[str, int] = {}
    for index, group in enumerate(groups):
        if group:
            join(first.setdefault(group, index), index)
    for members in alike:
        for index in members[1:]:
            join(members[0], index)
    return np.array([find(index) for index in range(len(groups))], dtype=np.int64)
