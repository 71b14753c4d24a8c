"""Cut-outs around objects, and which of them look alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.imaging.crops import Square, cut, describe, most_alike

EDGE = st.floats(0, 300)


@given(EDGE, EDGE, st.floats(0, 200), st.floats(0, 200))
def test_the_object_lies_in_its_square(left: float, top: float, width: float, height: float) -> None:
    right, bottom = min(400.0, left + width), min(300.0, top + height)
    square = Square.around((left, top, right, bottom), (400, 300))
    assert square.left <= left + 0.1
    assert square.top <= top + 0.1
    assert square.left + square.side >= right - 0.2
    assert square.top + square.side >= bottom - 0.2


def test_the_square_is_moved_onto_the_image() -> None:
    assert Square.around((0, 0, 50, 50), (400, 300)).left == 0
    assert Square.around((350, 250, 400, 300), (400, 300)) == Square(320, 220, 80)
    tall = Square.around((0, 0, 400, 300), (400, 300))
    assert tall.side == 640
    assert tall.left == -120


@pytest.mark.parametrize("scale", [1.0, 0.5])
@pytest.mark.parametrize("side", [20, 40, 160])
def test_what_is_cut_lies_where_the_square_says(scale: float, side: int) -> None:
    pixels = np.zeros((300, 400, 3), np.uint8)
    pixels[100:180, 200:280] = (250, 10, 20)
    small = pixels[:: round(1 / scale), :: round(1 / scale)]
    whole = cut(small, scale, Square(200, 100, 80), side)
    assert whole.shape == (side, side, 3)
    assert np.abs(whole[4:-4, 4:-4].astype(int) - (250, 10, 20)).max() <= 2
    half = cut(small, scale, Square(160, 100, 80), side)
    assert half[side // 2, side // 4].tolist() == [0, 0, 0]
    assert half[side // 2, 3 * side // 4].tolist() == [250, 10, 20]
    beyond = cut(small, scale, Square(-80, 100, 80), side)
    assert beyond[side // 2, side // 2].tolist() == [128, 128, 128]


def test_alike_is_by_colour_and_by_direction() -> None:
    def drawn(colour: tuple[int, int, int], *, upright: bool) -> np.ndarray:
        pixels = np.full((160, 160, 3), colour, np.uint8)
        for place in range(40, 120, 16):
            if upright:
                pixels[:, place : place + 6] = 30
            else:
                pixels[place : place + 6] = 30
        return describe(pixels)

    red, red_lying, blue = (200, 60, 60), (190, 60, 60), (60, 60, 200)
    rows = np.stack([drawn(red, upright=True), drawn(blue, upright=False), drawn(red_lying, upright=True)])
    assert rows.shape == (3, 56)
    assert most_alike(rows, 0).tolist() == [0, 2, 1]
    assert most_alike(rows[:1], 0).tolist() == [0]
