"""The layer of resting shapes looks the same however its work is cut up."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.gui.canvas import colouring
from tlstudio.gui.canvas.layers import Scene, ShapeLayer
from tlstudio.gui.canvas.look import Look, Place
from tlstudio.gui.canvas.shape_table import ShapeTable
from tlstudio.gui.canvas.shapes import Kind, Shape, box_ring, ring

SIZE = (300, 240)
LOOK = Look({1: (200, 40, 10), 2: (20, 220, 90)}, 0.35)


def shapes(count: int = 40) -> ShapeTable:
    rng = np.random.default_rng(3)
    made: list[Shape] = []
    for number in range(count):
        x, y = rng.uniform((0, 0), SIZE)
        corners = ring(rng.uniform(-30, 30, (7, 2)) + np.array([x, y]))
        kind, rings = (Kind.POLYGON, corners) if number % 3 else (Kind.BOX, box_ring(x, y, x + 25, y + 18))
        made.append(Shape(number + 1, kind, number % 2 + 1, (rings,), is_suggestion=number % 5 == 0))
    return ShapeTable.of(made)


def pixels(layer: ShapeLayer) -> list[bytes]:
    return [bytes(image.constBits()) for image in layer.images]


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_bands_leave_no_seam(monkeypatch: pytest.MonkeyPatch, ratio: float) -> None:
    place, scene = Place(ratio, 3.25, -8.5, ratio), Scene(shapes(), LOOK)
    whole, banded = ShapeLayer(*SIZE, ratio), ShapeLayer(*SIZE, ratio)
    whole.draw(scene, place)
    monkeypatch.setattr(colouring, "BAND_PIXELS", 1)
    monkeypatch.setattr(colouring, "LEAST_ROWS", 2 * colouring.reach(ratio) + 7)
    banded.draw(scene, place)
    assert any(pixels(whole)[1])
    assert pixels(banded) == pixels(whole)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_part_drawn_anew_is_what_the_whole_would_be(ratio: float) -> None:
    place, table = Place(ratio, 3.25, -8.5, ratio), shapes()
    whole, parts = ShapeLayer(*SIZE, ratio), ShapeLayer(*SIZE, ratio)
    whole.draw(Scene(table, LOOK), place)
    parts.draw(Scene(table, LOOK, frozenset(range(1, 41))), place)
    assert not any(pixels(parts)[1])
    for rect in ((0, 0, 130, 240), (130, 0, 300, 77), (130, 77, 300, 240)):
        parts.redraw(rect, Scene(table, LOOK), place)
    for ours, theirs in zip(pixels(parts), pixels(whole), strict=True):
        differs = np.frombuffer(ours, np.uint32) != np.frombuffer(theirs, np.uint32)
        # OpenCV cuts a line at the picture's edge before it counts its steps, which may move a pixel of it.
        assert np.count_nonzero(differs) < 144


def test_an_outline_has_its_colour_and_a_dark_tone_around_it() -> None:
    table = ShapeTable.of([Shape(1, Kind.BOX, 2, (box_ring(50, 50, 150, 120),))])
    layer = ShapeLayer(*SIZE)
    layer.draw(Scene(table, LOOK), Place(1.0, 0.0, 0.0))
    line = layer.images[1]
    edge, inside = line.pixelColor(100, 50), line.pixelColor(100, 80)
    assert (edge.red(), edge.green(), edge.blue()) == pytest.approx((90, 220, 20), abs=2)
    assert edge.alpha() > 220
    assert inside.alpha() == 0
    outwards = [line.pixelColor(100, y) for y in range(50, 40, -1)]
    tone = next(colour for colour in outwards if colour.alpha() < 160)
    assert tone.green() < 120
    assert tone.alpha() > 100
    assert outwards[-1].alpha() == 0
