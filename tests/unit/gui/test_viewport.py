"""Zoom and pan: the point under the cursor stays, the image never gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.gui.canvas.viewport import LARGEST_ZOOM, Viewport

sizes = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
views = st.tuples(st.integers(80, 4000), st.integers(80, 4000))


@given(sizes, views)
def test_a_fitted_image_is_wholly_seen_and_centred(image, view):
    port = Viewport(image_size=image, view_size=view).fitted()
    x, y, width, height = port.rect
    assert x >= -1e-6
    assert y >= -1e-6
    assert x + width <= view[0] + 1e-6
    assert y + height <= view[1] + 1e-6
    assert x == pytest.approx(view[0] - x - width, abs=1e-6)


def test_the_point_under_the_cursor_stays_when_zooming_in():
    port = Viewport(image_size=(2000, 1500), view_size=(800, 600)).fitted().zoomed(1.0)
    before = port.to_image(300, 200)
    after = port.zoomed(2.5, (300, 200)).to_image(300, 200)
    assert after == pytest.approx(before, abs=1e-6)


@given(
    sizes, views, st.lists(st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000)), max_size=5), st.floats(0.01, 100)
)
def test_the_image_can_never_be_lost(image, view, pans, zoom):
    port = Viewport(image_size=image, view_size=view).fitted().zoomed(zoom)
    for pan in pans:
        port = port.panned(*pan)
    x, y, width, height = port.rect
    assert x < view[0]
    assert y < view[1]
    assert x + width > 0
    assert y + height > 0
    assert port.zoom <= LARGEST_ZOOM


def test_a_fitted_image_stays_fitted_when_the_view_grows():
    port = Viewport(image_size=(400, 300), view_size=(800, 600)).fitted().resized((1600, 1200))
    assert port.is_fitted
    assert not port.zoomed(1.0).resized((900, 700)).is_fitted
