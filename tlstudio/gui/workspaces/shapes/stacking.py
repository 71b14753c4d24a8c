"""Which object lies above which: new depths after some were brought to the front, to the back, or one step further."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tlstudio.core.words import Annotation
from tlstudio.gui.canvas.shape_table import ShapeTable

Depths = dict[int, int]
"""Annotation id -> new `z`; only those that change."""


def to_front(annotations: Sequence[Annotation], ids: Collection[int]) -> Depths:
    """Put objects above all others; among themselves they stay as they are.

    Args:
        annotations: All of the image, the lowest first.
    """
    chosen = [one for one in annotations if one.id in ids]
    others = [one for one in annotations if one.id not in ids]
    return _rising([*others, *chosen])


def to_back(annotations: Sequence[Annotation], ids: Collection[int]) -> Depths:
    """Put objects below all others; among themselves they stay as they are."""
    chosen = [one for one in annotations if one.id in ids]
    others = [one for one in annotations if one.id not in ids]
    return _falling([*chosen, *others])


def one_step(annotations: Sequence[Annotation], shape_id: int, table: ShapeTable, step: int) -> Depths:
    """Put an object just above (step 1) or below (-1) the next one that its bounds overlap; nothing where none does."""
    order = list(annotations)
    here = next((place for place, one in enumerate(order) if one.id == shape_id), None)
    shape = table.get(shape_id)
    if here is None or shape is None:
        return {}
    near = {table.shapes[place].id for place in table.overlapping(*shape.bounds).tolist()} - {shape_id}
    way = range(here + step, len(order) if step > 0 else -1, step)
    there = next((place for place in way if order[place].id in near), None)
    if there is None:
        return {}
    order.insert(there, order.pop(here))
    # Either what lies above rises or what lies below sinks: whichever changes fewer.
    return min(_rising(order), _falling(order), key=len)


def _rising(order: Sequence[Annotation]) -> Depths:
    """The depths that bring an order about when the lowest keeps its own and others only rise."""
    changed: Depths = {}
    last: tuple[int, int] | None = None
    for one in order:
        z = one.z
        if last is not None and (z, one.id) < last:
            z = last[0] + (one.id < last[1])
            changed[one.id] = z
        last = (z, one.id)
    return changed


def _falling(order: Sequence[Annotation]) -> Depths:
    """The depths that bring an order about when the highest keeps its own and others only sink."""
    changed: Depths = {}
    last: tuple[int, int] | None = None
    for one in reversed(order):
        z = one.z
        if last is not None and (z, one.id) > last:
            z = last[0] - (one.id > last[1])
            changed[one.id] = z
        last = (z, one.id)
    return changed
