"""Depths of objects: the wanted order comes about, with few changes, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import Annotation
from tlstudio.gui.canvas.convert import shape_of
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.workspaces.shapes.stacking import Depths, one_step, to_back, to_front

DEPTHS = st.lists(st.integers(-2, 2), min_size=1, max_size=8)


def pile(depths: list[int], *, apart: bool = False) -> list[Annotation]:
    found = [
        Annotation(number, 1, 1, Box(30.0 * number if apart else 2.0, 2, 20, 20), z=z)
        for number, z in enumerate(depths, 1)
    ]
    return sorted(found, key=lambda one: (one.z, one.id))


def ordered(annotations: list[Annotation], depths: Depths) -> list[int]:
    moved = [replace(one, z=depths.get(one.id, one.z)) for one in annotations]
    return [one.id for one in sorted(moved, key=lambda one: (one.z, one.id))]


def table(annotations: list[Annotation]) -> ShapeTable:
    return ShapeTable.of(shape for one in annotations if (shape := shape_of(one)) is not None)


@given(DEPTHS, st.sets(st.integers(1, 8)))
def test_front_and_back_keep_the_order_of_both_halves(depths: list[int], chosen: set[int]) -> None:
    annotations = pile(depths)
    before = [one.id for one in annotations]
    there = [i for i in before if i in chosen]
    others = [i for i in before if i not in chosen]
    assert ordered(annotations, to_front(annotations, chosen)) == [*others, *there]
    assert ordered(annotations, to_back(annotations, chosen)) == [*there, *others]


@given(DEPTHS, st.data())
def test_a_step_passes_one_neighbour(depths: list[int], data: st.DataObject) -> None:
    annotations = pile(depths)
    before = [one.id for one in annotations]
    chosen = data.draw(st.sampled_from(before))
    step = data.draw(st.sampled_from([1, -1]))
    after = ordered(annotations, one_step(annotations, chosen, table(annotations), step))
    place = before.index(chosen)
    there = min(max(place + step, 0), len(before) - 1)
    expected = [i for i in before if i != chosen]
    expected.insert(there, chosen)
    assert after == expected


def test_a_step_does_nothing_where_nothing_overlaps() -> None:
    annotations = pile([0, 0, 0], apart=True)
    assert one_step(annotations, 1, table(annotations), 1) == {}


def test_bringing_one_of_many_to_the_front_changes_one() -> None:
    annotations = pile([0] * 100)
    assert to_front(annotations, {3}) == {3: 1}
    assert to_back(annotations, {3}) == {3: -1}
