"""What an assist gets of a large picture: the pixels around what is visible, as finely as the limit allows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.imaging.detail import detail_around
from tlstudio.imaging.orientation import upright
from tlstudio.imaging.regions import RegionReader

WIDTH, HEIGHT = 900, 700


def picture() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("detail") / "a.tif"
    tifffile.imwrite(path, picture(), tile=(64, 64), photometric="rgb", metadata=None)
    reader = RegionReader(path)
    yield reader
    reader.close()


def test_every_pixel_around_what_is_visible_comes_where_it_fits(reader: RegionReader) -> None:
    detail = detail_around(reader, (300.4, 200.0, 500.0, 300.5))

    assert detail.reduction == 1
    assert (detail.left, detail.top) == (200, 149)
    assert detail.box == (200, 149, 600, 352)
    np.testing.assert_array_equal(detail.rgb, picture()[149:352, 200:600])


def test_what_is_too_large_is_reduced_by_a_whole_number_and_keeps_all_that_is_visible(reader: RegionReader) -> None:
    detail = detail_around(reader, (0, 0, WIDTH, HEIGHT), max_pixels=100_000)

    assert detail.reduction == 3
    assert detail.rgb.shape == (-(-HEIGHT // 3), 300, 3)
    assert (detail.left, detail.top) == (0, 0)


@given(
    st.tuples(st.floats(-500, WIDTH), st.floats(-500, HEIGHT), st.floats(0, 800), st.floats(0, 800)),
    st.sampled_from((500, 20_000, 300_000)),
)
def test_any_view_is_held_by_its_detail_within_the_limit(
    reader: RegionReader, view: tuple[float, float, float, float], max_pixels: int
) -> None:
    left, top, right, bottom = view[0], view[1], view[0] + view[2], view[1] + view[3]
    try:
        detail = detail_around(reader, (left, top, right, bottom), max_pixels=max_pixels)
    except ValueError:
        assert right <= 0 or bottom <= 0 or left >= WIDTH or top >= HEIGHT or right == left or bottom == top
        return
    assert detail.rgb.shape[0] * detail.rgb.shape[1] <= max_pixels
    x0, y0, x1, y1 = detail.box
    assert 0 <= x0 <= max(0, left)
    assert 0 <= y0 <= max(0, top)
    assert x1 >= min(WIDTH, right)
    assert y1 >= min(HEIGHT, bottom)
    assert detail.to_picture(*detail.to_detail(12.0, 34.0)) == pytest.approx((12.0, 34.0))


def test_a_turned_picture_comes_upright(tmp_path: Path) -> None:
    tifffile.imwrite(
        tmp_path / "a.tif", picture(), tile=(64, 64), photometric="rgb", metadata=None, extratags=[(274, 3, 1, 6, True)]
    )
    reader = RegionReader(tmp_path / "a.tif")

    detail = detail_around(reader, (100, 50, 140, 90))

    left, top, right, bottom = detail.box
    np.testing.assert_array_equal(detail.rgb, upright(picture(), 6)[top:bottom, left:right])
    reader.close()


def test_values_of_16_bits_are_shown_by_the_table_in_force(tmp_path: Path) -> None:
    codes = np.random.default_rng(4).integers(0, 4000, (HEIGHT, WIDTH)).astype(np.uint16)
    tifffile.imwrite(tmp_path / "a.tif", codes, tile=(64, 64), photometric="minisblack", metadata=None)
    reader = RegionReader(tmp_path / "a.tif")
    table = (np.arange(65536) >= 2000).astype(np.uint8) * np.uint8(255)

    detail = detail_around(reader, (100, 50, 140, 90), table=table)

    left, top, right, bottom = detail.box
    expected = np.repeat(table[codes[top:bottom, left:right]][:, :, None], 3, axis=2)
    np.testing.assert_array_equal(detail.rgb, expected)
    reader.close()


def test_brightness_that_was_set_changes_a_picture_of_8_bits(reader: RegionReader) -> None:
    inverse = np.arange(255, -1, -1, dtype=np.uint8)

    plain = detail_around(reader, (100, 50, 140, 90))
    changed = detail_around(reader, (100, 50, 140, 90), table=inverse)

    np.testing.assert_array_equal(changed.rgb, 255 - plain.rgb)


def test_nothing_visible_is_refused(reader: RegionReader) -> None:
    with pytest.raises(ValueError, match="outside"):
        detail_around(reader, (WIDTH + 5, 0, WIDTH + 90, 50))


def test_a_picture_that_was_closed_meanwhile_is_refused(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", picture(), tile=(64, 64), photometric="rgb", metadata=None)
    reader = RegionReader(tmp_path / "a.tif")
    reader.close()

    with pytest.raises(ValueError, match="closed"):
        detail_around(reader, (100, 50, 140, 90))
