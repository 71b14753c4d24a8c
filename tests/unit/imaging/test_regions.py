"""Areas of large TIFFs: the same pixels as decoding whole, read from no more tiles than needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from tlstudio.core.errors import ImageTooLarge, ImageUnreadable
from tlstudio.imaging import large, regions
from tlstudio.imaging.orientation import upright
from tlstudio.imaging.overviews import build, pyramid_path, reduced, sampled
from tlstudio.imaging.read import probe, read_for_network, read_image
from tlstudio.imaging.regions import RegionReader, open_regions
from tlstudio.imaging.segments import Segments

WIDTH, HEIGHT = 700, 530
LAYOUTS: dict[str, dict[str, Any]] = {
    "tiles": {"tile": (64, 64)},
    "tiles, deflate": {"tile": (64, 48), "compression": "zlib", "predictor": True},
    "tiles, planes apart": {"tile": (64, 64), "planarconfig": "separate"},
    "strips": {"rowsperstrip": 7},
    "one plain strip": {"rowsperstrip": HEIGHT},
    "strips, deflate": {"rowsperstrip": 16, "compression": "zlib"},
    "big endian": {"rowsperstrip": 8, "byteorder": ">"},
}


def picture(dtype: str = "uint8", channels: int = 3) -> np.ndarray:
    rng = np.random.default_rng(1)
    smooth = np.add.outer(np.arange(HEIGHT), np.arange(WIDTH)).astype(np.float64)[:, :, None] / (HEIGHT + WIDTH)
    top = {"uint8": 200, "uint16": 3000}[dtype]
    pixels = (smooth * top + rng.integers(0, top // 8, (HEIGHT, WIDTH, channels))).astype(dtype)
    return pixels[:, :, 0] if channels == 1 else pixels


def write(path: Path, pixels: np.ndarray, **layout: Any) -> Path:
    byteorder = layout.pop("byteorder", "<")
    is_apart = layout.get("planarconfig") == "separate"
    tifffile.imwrite(
        path,
        np.moveaxis(pixels, 2, 0).copy() if is_apart else pixels,
        photometric="rgb" if pixels.ndim == 3 else "minisblack",
        metadata=None,
        byteorder=byteorder,
        **layout,
    )
    return path


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a picture of a third of a megapixel count as large."""
    monkeypatch.setattr(regions, "LARGE_PIXELS", 100_000)
    monkeypatch.setattr(regions, "OVERVIEW_SIDE", 200)
    for module in ("source", "tiff"):
        monkeypatch.setattr(f"tlstudio.imaging.{module}.MAX_PIXELS", 200_000)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_an_area_holds_the_stored_samples(tmp_path: Path, layout: dict[str, Any], dtype: str) -> None:
    pixels = picture(dtype)
    with_areas = open_regions(write(tmp_path / "a.tif", pixels, **layout))
    assert with_areas.size == (WIDTH, HEIGHT)
    for x, y, width, height in [(0, 0, 10, 10), (130, 61, 200, 133), (600, 500, 500, 500), (0, 0, WIDTH, HEIGHT)]:
        assert np.array_equal(with_areas.read(0, x, y, width, height), pixels[y : y + height, x : x + width])
    with_areas.close()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_areas_are_upright(tmp_path: Path, orientation: int) -> None:
    pixels = picture()
    path = write(tmp_path / "a.tif", pixels, tile=(64, 64), extratags=[(274, "H", 1, orientation, True)])
    whole = upright(pixels, orientation)
    reader = RegionReader(path)
    assert reader.size == (whole.shape[1], whole.shape[0])
    assert np.array_equal(reader.read(0, 33, 71, 250, 90), whole[71:161, 33:283])
    reader.close()


def test_only_the_tiles_that_an_area_meets_are_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    decoded = Segments.decoded

    def counting(self: Segments, row: int, column: int, encoded: list[bytes]) -> np.ndarray:
        seen.append((row, column))
        return decoded(self, row, column, encoded)

    monkeypatch.setattr(Segments, "decoded", counting)
    reader = RegionReader(write(tmp_path / "a.tif", picture(), tile=(64, 64), compression="zlib"))
    reader.read(0, 70, 70, 100, 50)
    assert sorted(seen) == [(1, 1), (1, 2)]
    reader.read(0, 80, 80, 20, 20)
    assert len(seen) == 2  # kept
    reader.close()


def test_reduced_copies_in_the_file_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = picture()
    small = np.full((HEIGHT // 4 + 1, WIDTH // 4, 3), 77, np.uint8)
    path = tmp_path / "a.tif"
    with tifffile.TiffWriter(path) as writer:
        writer.write(pixels, tile=(64, 64), photometric="rgb", metadata=None)
        writer.write(small, tile=(64, 64), photometric="rgb", subfiletype=1, metadata=None)
    monkeypatch.setattr(regions, "OVERVIEW_SIDE", 200)
    reader = RegionReader(path)
    assert reader.levels == ((WIDTH, HEIGHT), (175, 133))
    assert reader.has_overview
    assert (reader.overview() == 77).all()
    assert (reader.read_reduced(0, 0, 400, 400, 4) == 77).all()
    assert (reader.read_reduced(0, 0, 400, 400, 2) != 77).any()
    reader.close()


@pytest.mark.parametrize("name", ["tiles, deflate", "strips", "strips, deflate"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_a_pyramid_is_built_from_the_middle_kept_and_used(tmp_path: Path, name: str, dtype: str) -> None:
    pixels = picture(dtype)
    reader = RegionReader(write(tmp_path / "a.tif", pixels, **LAYOUTS[name]))
    target = pyramid_path(tmp_path / "cache", "hash", 0)
    shares: list[float] = []

    def told(small: np.ndarray, share: float) -> bool:
        shares.append(share)
        return True

    assert build(reader, target, told)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    reader.add_pyramid(target)
    assert reader.levels == ((WIDTH, HEIGHT), (175, 133), (44, 34))
    truth = pixels[:512, :512].reshape(32, 16, 32, 16, 3).mean(axis=(1, 3))
    assert np.abs(reader.overview()[:32, :32].astype(float) - truth).max() <= 1.0
    reader.close()
    again = RegionReader(tmp_path / "a.tif", pyramid=target)
    assert len(again.levels) == 3
    again.close()


def test_a_build_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    reader = RegionReader(write(tmp_path / "a.tif", picture(), tile=(64, 64)))
    assert not build(reader, tmp_path / "cache" / "x.tif", lambda _small, _share: False)
    assert list((tmp_path / "cache").iterdir()) == []
    reader.close()


def test_a_folder_that_cannot_be_written_only_costs_the_file(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    reader = RegionReader(write(tmp_path / "a.tif", picture(), tile=(64, 64)))
    shares: list[float] = []
    assert not build(reader, tmp_path / "cache" / "x.tif", lambda _small, share: shares.append(share) is None)
    assert shares[-1] == 1.0
    reader.close()


def test_the_pyramid_of_another_picture_is_refused(tmp_path: Path) -> None:
    reader = RegionReader(write(tmp_path / "a.tif", picture(), tile=(64, 64)))
    other = RegionReader(write(tmp_path / "b.tif", picture()[:200], tile=(64, 64)))
    build(other, tmp_path / "b-pyramid.tif", lambda _small, _share: True)
    with pytest.raises(Exception, match="another picture"):
        reader.add_pyramid(tmp_path / "b-pyramid.tif")
    for each in (reader, other):
        each.close()


def test_rows_of_plain_strips_are_sampled(tmp_path: Path) -> None:
    pixels = picture()
    reader = RegionReader(write(tmp_path / "a.tif", pixels, rowsperstrip=9))
    assert reader.can_skip_rows
    assert np.array_equal(sampled(reader, 16), pixels[::16, ::16])
    reader.close()


@pytest.mark.usefixtures("small_limits")
def test_what_was_refused_for_its_size_has_a_thumbnail_and_features(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = picture()
    path = write(tmp_path / "a.tif", pixels, tile=(64, 64))
    assert (probe(path).width, probe(path).height) == (WIDTH, HEIGHT)
    asked: list[bool] = []
    monkeypatch.setattr(tifffile.TiffPage, "asarray", lambda *_a, **_k: asked.append(True))
    thumbnail = read_image(path, max_side=100)
    assert thumbnail.shape == (76, 100, 3)
    assert np.abs(thumbnail.astype(float).mean() - pixels.mean()) < 2
    assert read_for_network(path, size=64).shape == (64, 64, 3)
    assert not asked
    with pytest.raises(ImageTooLarge):
        read_image(path)


@pytest.mark.usefixtures("small_limits")
def test_a_large_picture_in_one_compressed_piece_keeps_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tlstudio.imaging.segments.MAX_SEGMENT_BYTES", 10_000)
    path = write(tmp_path / "a.tif", picture(), compression="zlib", rowsperstrip=HEIGHT)
    with pytest.raises(ImageTooLarge, match="claims"):
        probe(path)
    with pytest.raises(ImageUnreadable, match="too large to be decoded one by one"):
        open_regions(path)


def test_deep_samples_share_one_range(tmp_path: Path) -> None:
    pixels = picture("uint16", 1)
    reader = RegionReader(write(tmp_path / "a.tif", pixels, tile=(64, 64)))
    low, high = reader.value_range()
    assert reader.is_deep
    shown = reader.to_rgb(reader.read(0, 100, 100, 20, 20))
    expected = (pixels[100:120, 100:120] - low) * 255 / (high - low)
    assert np.abs(shown[:, :, 0] - expected).max() <= 0.51
    assert np.array_equal(shown[:, :, 0], shown[:, :, 2])
    reader.close()


def test_a_tile_that_is_damaged_is_a_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", picture(), tile=(64, 64), compression="zlib")
    with tifffile.TiffFile(path) as file:
        offset = file.pages[0].dataoffsets[0]  # pyright: ignore[reportAttributeAccessIssue]
    data = bytearray(path.read_bytes())
    data[offset : offset + 40] = bytes(40)
    path.write_bytes(data)
    reader = RegionReader(path)
    with pytest.raises(Exception, match="is damaged"):
        reader.read(0, 0, 0, 10, 10)
    assert reader.read(0, 200, 200, 10, 10).shape == (10, 10, 3)
    reader.close()


def test_what_is_no_tiff_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tif").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(ImageUnreadable, match="only TIFF"):
        open_regions(tmp_path / "a.tif")


def test_reduced_reads_block_by_block(tmp_path: Path) -> None:
    pixels = picture()
    reader = RegionReader(write(tmp_path / "a.tif", pixels, tile=(64, 64)))
    small = reduced(reader, 5)
    truth = pixels.reshape(106, 5, 140, 5, 3).mean(axis=(1, 3))
    assert np.abs(small - truth).max() <= 1.0
    assert large.decode(tmp_path / "a.tif", 0, lambda _w, _h: 50) is None  # small enough to be decoded whole
    reader.close()
