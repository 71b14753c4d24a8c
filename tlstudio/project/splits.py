"""Divide images into train, validation and test once, and keep it so: nothing that belongs together is torn apart."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Skipped, Split
from tlstudio.imaging import hashes
from tlstudio.project.commands.images import SetGroup
from tlstudio.project.commands.splits import ApplySplits
from tlstudio.project.grouping import GroupRule, units
from tlstudio.project.project import Project
from tlstudio.store.codes import SPLIT_CODES, SPLITS

_SIDES = (Split.TRAIN, Split.VAL, Split.TEST)


@dataclass(frozen=True, slots=True)
class SplitReport:
    """How the images are divided now.

    Attributes:
        groups: Named groups with two or more images.
        near_duplicates: Images that look nearly like another one.
        torn: Units (groups, near-duplicates) with images on two sides; only a CSV or an earlier split can cause it.
        changed: Images whose side is new.
        skipped: Lines of a CSV that could not be used.
    """

    train: int
    val: int
    test: int
    groups: int
    near_duplicates: int
    torn: int
    changed: int
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """All images as the splitter sees them, in the order of the table.

    Attributes:
        unit: int64 (N,), number of the unit each image belongs to.
        side: uint8 (N,), numbers of `codes.SPLIT_CODES`.
        label: int64 (N,), first decided label, 0 = none.
        keys: N strings that identify the image whatever its id.
    """

    ids: np.ndarray
    unit: np.ndarray
    side: np.ndarray
    label: np.ndarray
    keys: list[str]
    groups: list[str]
    alike: list[list[int]]


def split_images(
    project: Project,
    *,
    test: float = 0.2,
    val: float = 0.2,
    seed: int = 0,
    redo: bool = False,
    group_by: str = "",
) -> SplitReport:
    """Give images a side, stratified by label where decided; one undo step.

    The same seed and images give the same sides, whatever the order in which they were added.

    Args:
        test: Share of all images, 0..1.
        val: Share of all images, 0..1.
        redo: Divide all anew; otherwise images keep the side they have and only the others get one.
        group_by: Set the images' groups first, see `GroupRule`; empty = leave them.

    Raises:
        UsageError: Shares outside 0..1 or above 1 together, or a wrong `group_by`.
    """
    if min(test, val) < 0 or test + val >= 1:
        raise UsageError(
            f"test {test:g} and validation {val:g} leave nothing to train on.",
            hint="Both are shares of 1, for example 0.2.",
        )
    step = _set_groups(project, group_by)
    pool = _read_pool(project)
    side = np.zeros_like(pool.side) if redo else pool.side.copy()
    _join(pool.unit, side)
    _deal(pool, side, {Split.TEST: test, Split.VAL: val, Split.TRAIN: 1.0 - test - val}, seed)
    return _apply(project, pool, side, step=step)


def apply_mapping(
    project: Project, mapping: Mapping[int, Split], *, redo: bool = False, skipped: Sequence[Skipped] = ()
) -> SplitReport:
    """Give images the sides that somebody else chose (image id -> side); one undo step.

    Args:
        redo: Images that are not named lose their side.
        skipped: What could not be matched, handed on in the report.
    """
    pool = _read_pool(project)
    side = np.zeros_like(pool.side) if redo else pool.side.copy()
    rows = {int(image_id): row for row, image_id in enumerate(pool.ids)}
    for image_id, split in mapping.items():
        side[rows[image_id]] = SPLIT_CODES[split]
    return _apply(project, pool, side, skipped=tuple(skipped))


def join_sides(project: Project, image_ids: Sequence[int], *, step: int | None = None) -> int:
    """Let new images follow the group or the near-duplicates they belong to; return how many got a side.

    Args:
        step: The command that added them, so that both are undone together.
    """
    if not project.read.table().split.any():
        return 0
    pool = _read_pool(project)
    side = pool.side.copy()
    _join(pool.unit, side)
    new = np.flatnonzero(np.isin(pool.ids, list(image_ids)) & np.not_equal(side, pool.side))
    mapping = {int(pool.ids[row]): SPLITS[int(side[row])] for row in new}
    if mapping:
        project.run(ApplySplits(mapping), step=step)
    return len(mapping)


def _read_pool(project: Project) -> _Pool:
    table = project.read.table()
    rows = project.read.strings("content_hash", "page", "group_name", "perceptual_hash")
    groups = [row[2] for row in rows]
    alike = hashes.near_duplicates([row[3] for row in rows])
    keys = [f"{row[0]}:{row[1]}" for row in rows]
    return _Pool(table.ids, units(groups, alike), table.split, table.label, keys, groups, alike)


def _set_groups(project: Project, group_by: str) -> int | None:
    if not group_by:
        return None
    rule = GroupRule(group_by)
    table = project.read.table()
    paths = project.read.strings("path")
    named = {int(i): rule.group_of(path) for i, (path,) in zip(table.ids, paths, strict=True)}
    return project.run(SetGroup({image_id: group for image_id, group in named.items() if group})).step


def _join(unit: np.ndarray, side: np.ndarray) -> None:
    """Where some images of a unit have a side, the others take it (the one most have; test before val before train)."""
    _, number = np.unique(unit, return_inverse=True)
    votes = np.zeros((int(number.max(initial=-1)) + 1, len(SPLITS)), dtype=np.int64)
    np.add.at(votes, (number, side), 1)
    votes[:, 0] = 0
    winner = len(SPLITS) - 1 - np.argmax(votes[:, ::-1], axis=1)
    free = (side == 0) & (votes.sum(axis=1) > 0)[number]
    side[free] = winner[number[free]]


def _deal(pool: _Pool, side: np.ndarray, shares: Mapping[Split, float], seed: int) -> None:
    """Hand out the units that have no side yet, label by label, each to the side that lacks most.

    What a label with few images leaves over or short is carried to the next one, so that the shares hold over all.
    """
    members: dict[int, list[int]] = {}
    for row, number in enumerate(pool.unit.tolist()):
        members.setdefault(number, []).append(row)
    strata: dict[int, list[list[int]]] = {}
    for rows in members.values():
        labels = [int(pool.label[row]) for row in rows if pool.label[row]]
        label = max(set(labels), key=lambda value: (labels.count(value), -value)) if labels else 0
        strata.setdefault(label, []).append(rows)
    carry = np.zeros(len(_SIDES))
    share = np.array([shares[split] for split in _SIDES])
    codes = np.array([SPLIT_CODES[split] for split in _SIDES])
    for label in sorted(strata):
        unit_rows = strata[label]
        sides = side[[row for rows in unit_rows for row in rows]]
        have = np.bincount(sides, minlength=len(SPLITS))[codes]
        lack = share * len(sides) + carry - have
        # After `_join` the images of a unit either all have a side or none has.
        free = [rows for rows in unit_rows if side[rows[0]] == 0]
        # Large units first: they are the hard ones to place. Otherwise by a number drawn from content and seed.
        free.sort(key=lambda rows: (-len(rows), min(_draw(pool.keys[row], seed) for row in rows)))
        for rows in free:
            chosen = int(np.argmax(lack))
            side[rows] = codes[chosen]
            lack[chosen] -= len(rows)
        carry = lack


def _draw(key: str, seed: int) -> bytes:
    return hashlib.blake2b(f"{seed}:{key}".encode(), digest_size=8).digest()


def _apply(
    project: Project, pool: _Pool, side: np.ndarray, *, skipped: tuple[Skipped, ...] = (), step: int | None = None
) -> SplitReport:
    changed = np.flatnonzero(side != pool.side)
    if len(changed):
        project.run(ApplySplits({int(pool.ids[row]): SPLITS[int(side[row])] for row in changed}), step=step)
    numbers = np.bincount(side, minlength=len(SPLITS))
    names, sizes = np.unique([group for group in pool.groups if group], return_counts=True)
    return SplitReport(
        train=int(numbers[SPLIT_CODES[Split.TRAIN]]),
        val=int(numbers[SPLIT_CODES[Split.VAL]]),
        test=int(numbers[SPLIT_CODES[Split.TEST]]),
        groups=int((sizes > 1).sum()) if len(names) else 0,
        near_duplicates=sum(len(group) for group in pool.alike),
        torn=_torn(pool.unit, side),
        changed=len(changed),
        skipped=skipped,
    )


def _torn(unit: np.ndarray, side: np.ndarray) -> int:
    has_side = side > 0
    pairs = np.unique(np.stack([unit[has_side], side[has_side]]), axis=1)
    _, sides_per_unit = np.unique(pairs[0], return_counts=True)
    return int((sides_per_unit > 1).sum())
