"""Patterns of suggestions look the same to the eye on coarse and on fine screens."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.gui.canvas.mask_pixels import dashed
from tlstudio.gui.canvas.patterns import DASH_OFF, DASH_ON, ONE, dashes, hatch, slant

SQUARE = np.array([(0, 0), (112, 0), (112, 112), (0, 112)], np.int32)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_slanted_lines_keep_their_share_and_distance(ratio: float) -> None:
    lines = slant((48, 48), 0, ratio)
    assert lines.mean() == pytest.approx(0.25, abs=0.02)
    along = lines[0].astype(int)
    begins = np.flatnonzero(np.diff(np.concatenate([[0], along])) == 1)
    assert set(np.diff(begins)) == {round(8 * ratio)}


def test_a_hatch_on_a_fine_screen_is_the_coarse_one_enlarged() -> None:
    found: list[np.ndarray] = []
    for ratio in (1, 2):
        inside = np.zeros((120 * ratio, 120 * ratio), np.uint8)
        hatch(inside, [SQUARE * ONE * ratio], 7, 0, float(ratio))
        found.append(inside)
    coarse, fine = found
    assert np.count_nonzero(fine) == pytest.approx(4 * np.count_nonzero(coarse), rel=0.03)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_dashes_grow_with_the_screen(ratio: float) -> None:
    pieces = dashes((SQUARE * ratio * ONE).astype(np.int32), DASH_ON * ratio, DASH_OFF * ratio)
    assert len(pieces) == 32, "one each 14 pixels of the design round a square of 448"
    first = (pieces[0][1] - pieces[0][0]) / ONE
    assert first[0] == pytest.approx(8 * ratio, abs=0.1)
    bands = dashed((1, 280), 0, DASH_ON * ratio, DASH_OFF * ratio)[0]
    assert bands[: round(8 * ratio)].all()
    assert not bands[round(8 * ratio) : round(14 * ratio)].any()
