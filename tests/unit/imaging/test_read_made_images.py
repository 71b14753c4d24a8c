"""The decoder on pictures drawn here, so that it is tested without the shared collection too."""

from __future__ import annotations

import contextlib
import os
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tlstudio.core.errors import ImageTooLarge, ImageUnreadable, StudioError
from tlstudio.imaging import jpeg
from tlstudio.imaging.orientation import exif_orientation, upright
from tlstudio.imaging.read import probe, read_bgra, read_for_network, read_image
from tlstudio.imaging.tones import to_rgb, to_uint8

CORNERS = {(2, 2): (255, 0, 0), (2, -3): (0, 255, 0), (-3, 2): (0, 0, 255), (-3, -3): (255, 255, 255)}


def corners(width: int = 320, height: int = 240) -> np.ndarray:
    rgb = np.full((height, width, 3), 128, np.uint8)
    rgb[:, :, 0] += (np.arange(width) * 7 % 64).astype(np.uint8)
    side = min(width, height) // 4
    rgb[:side, :side], rgb[:side, -side:], rgb[-side:, :side], rgb[-side:, -side:] = CORNERS.values()
    return rgb


def noisy(width: int = 640, height: int = 480) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


def save(path: Path, rgb: np.ndarray, **options: object) -> Path:
    Image.fromarray(rgb).save(path, **options)
    return path


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "tif"])
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int, extension: str) -> None:
    # The stored pixels are the upright ones turned by the inverse (6 and 8 undo each other, the others themselves).
    stored = upright(corners(), {6: 8, 8: 6}.get(orientation, orientation))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = save(tmp_path / f"turned.{extension}", stored, exif=exif, **({"quality": 95} if extension != "tif" else {}))
    for rgb in (read_image(path), read_image(path, max_side=100), read_for_network(path, size=96)):
        for at, colour in CORNERS.items():
            assert np.abs(rgb[at].astype(int) - colour).max() < 40
    header = probe(path)
    assert (header.width, header.height, header.orientation) == (320, 240, orientation)


def bgra_of(path: Path) -> np.ndarray:
    made: list[np.ndarray] = []

    def allocate(width: int, height: int) -> np.ndarray:
        made.append(np.zeros((height, width, 4), np.uint8))
        return made[-1]

    read_bgra(path, allocate)
    return made[-1]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["colour.jpg", "grey.jpg", "progressive.jpg", "inks.jpg", "photo.png"])
def test_a_screen_gets_the_pixels_that_everybody_else_gets(tmp_path: Path, orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    # Higher than a band, so that a seam would be seen.
    stored = cv2.resize(noisy(9, 31), (301, 1103), interpolation=cv2.INTER_CUBIC)
    picture = Image.fromarray(stored).convert({"grey.jpg": "L", "inks.jpg": "CMYK"}.get(kind, "RGB"))
    picture.save(tmp_path / kind, exif=exif, progressive=kind == "progressive.jpg")
    expected = read_image(tmp_path / kind)

    found = bgra_of(tmp_path / kind)

    np.testing.assert_array_equal(found[:, :, 2::-1], expected)
    assert (found[:, :, 3] == 255).all()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_a_screen_gets_what_everybody_else_gets_of_damaged_jpegs_too(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(cv2.imencode(".jpg", corners(64, 48))[1].tobytes())
    for at in data.draw(st.lists(st.integers(2, len(whole) - 1), max_size=4)):
        whole[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.jpg"
    path.write_bytes(whole[: data.draw(st.integers(100, len(whole)))])
    try:
        expected = read_image(path)
    except StudioError:
        with contextlib.suppress(StudioError):
            bgra_of(path)
        return

    np.testing.assert_array_equal(bgra_of(path)[:, :, 2::-1], expected)


@given(st.binary(max_size=200))
def test_no_exif_block_breaks_the_orientation(block: bytes) -> None:
    assert 1 <= exif_orientation(b"Exif\0\0II*\0" + block) <= 8
    assert 1 <= exif_orientation(block) <= 8


@pytest.mark.parametrize("share", [0.3, 0.61, 0.9])
def test_a_cut_jpeg_says_where(tmp_path: Path, share: float) -> None:
    whole = cv2.imencode(".jpg", noisy(), [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()
    path = tmp_path / "cut.jpg"
    path.write_bytes(whole[: int(share * len(whole))])
    for read in (read_image, lambda p: read_for_network(p, size=64), lambda p: read_image(p, max_side=64)):
        with pytest.raises(ImageUnreadable, match="ends early") as caught:
            read(path)
        said = int(caught.value.sentence.split("cut at ")[1].split(" %")[0])
        assert abs(said - 100 * share) < 8


@pytest.mark.parametrize("end", [b"", b"\0" * 1000])
def test_a_jpeg_without_only_its_end_marker_is_whole(tmp_path: Path, end: bytes) -> None:
    whole = cv2.imencode(".jpg", noisy(), [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()
    (tmp_path / "whole.jpg").write_bytes(whole)
    (tmp_path / "open.jpg").write_bytes(whole[:-2] + end)
    assert (read_image(tmp_path / "open.jpg") == read_image(tmp_path / "whole.jpg")).all()


def test_a_progressive_jpeg_cut_in_half_is_refused(tmp_path: Path) -> None:
    options = [cv2.IMWRITE_JPEG_QUALITY, 90, cv2.IMWRITE_JPEG_PROGRESSIVE, 1]
    whole = cv2.imencode(".jpg", noisy(), options)[1].tobytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ImageUnreadable, match="only a coarse picture"):
        read_image(tmp_path / "cut.jpg")


@pytest.mark.parametrize("zeros", [100, 100_000])
def test_a_cut_jpeg_filled_up_with_zeros_is_refused(tmp_path: Path, zeros: int) -> None:
    whole = cv2.imencode(".jpg", noisy())[1].tobytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2] + b"\0" * zeros)
    with pytest.raises(ImageUnreadable, match="ends early"):
        read_image(tmp_path / "cut.jpg")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_gets_past_as_another_error(tmp_path: Path, data: st.DataObject) -> None:
    extension = data.draw(
        st.sampled_from(["jpg", "png", "gif", "webp", "tif", "bmp", "jp2", "ppm", "tga", "ico", "avif"])
    )
    path = save(tmp_path / f"damaged.{extension}", corners(64, 48))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    for read in (read_image, probe, lambda p: read_for_network(p, size=32)):
        with contextlib.suppress(StudioError):  # any other error fails the test
            read(path)


def test_a_tiff_whose_pages_go_in_circles_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "loop.tif", corners(8, 8))
    content = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", content, 4)
    (entries,) = struct.unpack_from("<H", content, first)
    struct.pack_into("<I", content, first + 2 + 12 * entries, first)
    path.write_bytes(content)
    for read in (probe, read_image):
        with pytest.raises(ImageUnreadable):
            read(path)


def test_a_palette_too_short_for_its_picture_is_refused(tmp_path: Path) -> None:
    import tifffile

    samples = np.arange(300, dtype=np.uint16).reshape(15, 20)
    path = tmp_path / "palette.tif"
    tifffile.imwrite(path, samples, photometric="palette", colormap=np.zeros((3, 65536), np.uint16))
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<HHI", 320, 3, 3 * 65536), struct.pack("<HHI", 320, 3, 3 * 16)))
    with pytest.raises(ImageUnreadable):
        read_image(path)


def test_a_small_jpeg_with_a_huge_size_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    content = bytearray(cv2.imencode(".jpg", corners())[1].tobytes())
    frame = content.index(b"\xff\xc0")
    struct.pack_into(">HH", content, frame + 5, 15_000, 15_000)
    (tmp_path / "bomb.jpg").write_bytes(content)
    with pytest.raises(ImageUnreadable, match="cannot hold 15,000 x 15,000 pixels"):
        read_image(tmp_path / "bomb.jpg")


def test_dicom_names_the_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slice.dcm").write_bytes(bytes(128) + b"DICM" + bytes(64))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ImageUnreadable) as caught:
        read_image(tmp_path / "slice.dcm")
    assert "tlstudio[dicom]" in caught.value.hint


def test_a_png_of_100_gigapixels_is_refused_by_its_header(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 316_228, 316_228, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)))
    with pytest.raises(ImageTooLarge, match=r"316,228 x 316,228 pixels \(100.0 gigapixels\)"):
        read_image(path)


def test_names_do_not_matter(tmp_path: Path) -> None:
    png = save(tmp_path / "真实.png", corners())
    lying = tmp_path / "Übergröße 😀 #1 %20.jpg"
    png.rename(lying)
    assert probe(lying).format == "png"
    assert read_image(lying)[2, 2].tolist() == [255, 0, 0]


@pytest.mark.parametrize("make", [lambda p: p.mkdir(), lambda p: os.mkfifo(p), lambda p: None])
def test_folders_pipes_and_missing_files_are_refused_at_once(tmp_path: Path, make) -> None:
    path = tmp_path / "x.jpg"
    make(path)
    with pytest.raises(ImageUnreadable):
        read_image(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_permission_denied_is_a_sentence(tmp_path: Path) -> None:
    path = save(tmp_path / "secret.jpg", corners())
    path.chmod(0)
    with pytest.raises(ImageUnreadable, match="permission denied"):
        read_image(path)


@pytest.mark.parametrize("side", [10, 60, 160, 500, 640, 2000])
def test_max_side_bounds_the_longer_side_and_never_enlarges(tmp_path: Path, side: int) -> None:
    path = save(tmp_path / "wide.jpg", noisy(640, 480))
    assert read_image(path, max_side=side).shape == (min(480, round(side * 0.75)), min(640, side), 3)


def test_reduced_decoding_shows_the_same_picture(tmp_path: Path) -> None:
    rgb = cv2.GaussianBlur(corners(1200, 900), (31, 31), 8)
    path = save(tmp_path / "large.jpg", rgb, quality=95)
    expected = cv2.resize(rgb, (224, 224), interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(read_for_network(path, size=224).astype(int) - expected).mean() < 1.5


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 1000))
def test_scale_leaves_enough_pixels(width: int, height: int, shorter: int) -> None:
    scale = jpeg.scale_for(jpeg.JpegHeader(width, height, 3, 8, 0xC0, 1, 0), shorter)
    assert scale == 1 or min(width, height) // scale >= shorter


@pytest.mark.parametrize(
    "dtype", [np.uint16, np.int16, np.int32, np.uint32, np.uint64, np.int64, np.float32, np.float64]
)
def test_tones_keep_the_order_of_brightness(dtype: type) -> None:
    ramp = np.linspace(0, 1, 1000) * (1.0 if np.issubdtype(dtype, np.floating) else 1000)
    tones = to_uint8(ramp.astype(dtype)).astype(int)
    assert (np.diff(tones) >= 0).all()
    assert tones[0] <= 1
    assert tones[-1] > 240


def test_two_pictures_of_a_10_bit_camera_stay_comparable() -> None:
    dark, bright = np.array([[0, 300]], np.uint16), np.array([[0, 1000]], np.uint16)
    assert to_uint8(bright).max() > 240
    assert to_uint8(np.array([[600, 1000]], np.uint16))[0, 1] == to_uint8(bright)[0, 1]
    assert to_uint8(dark, bits=10)[0, 1] == round(300 / 1023 * 255)


def test_a_narrow_range_is_stretched() -> None:
    fog = np.linspace(30_000, 34_000, 5000).astype(np.uint16)
    assert to_uint8(fog).max() > 250
    assert to_uint8(fog).min() < 5


@pytest.mark.parametrize("value", [0, 7, 65_535])
def test_a_flat_picture_has_tones(value: int) -> None:
    assert to_uint8(np.full((4, 4), value, np.uint16)).std() == 0


def test_only_nan_is_black() -> None:
    assert to_uint8(np.full((4, 4), np.nan, np.float32)).max() == 0


def test_half_transparent_black_is_mid_grey() -> None:
    assert to_rgb(np.array([[[0, 0, 0, 128]]], np.uint8)).tolist() == [[[127, 127, 127]]]
