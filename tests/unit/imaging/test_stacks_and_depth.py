"""Stacks of many pages are looked through once; pictures of 16 bits take little more memory than their samples."""

from __future__ import annotations

import os
import struct
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tlstudio.core.errors import ImageUnreadable
from tlstudio.imaging import tiff_pages, tones
from tlstudio.imaging.orientation import upright
from tlstudio.imaging.read import probe, read_image
from tlstudio.imaging.samples import read_samples


def stack(path: Path, pages: int, first: int = 0) -> Path:
    with tifffile.TiffWriter(path) as writer:
        for number in range(pages):
            writer.write(np.full((8, 12), first + number, np.uint8), metadata=None, contiguous=False)
            small = np.full((4, 6), 255, np.uint8)
            writer.write(small, metadata=None, subfiletype=1, contiguous=False)
    return path


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """How often the chain of pages was followed."""
    found: list[object] = []
    follow = tiff_pages._all_pages
    monkeypatch.setattr(tiff_pages, "_all_pages", lambda file: found.append(file) or follow(file))
    return found


def test_the_pages_of_a_stack_are_looked_for_once(tmp_path: Path, walks: list[object]) -> None:
    path = stack(tmp_path / "stack.tif", 40)

    assert probe(path).pages == 40
    assert [int(read_image(path, page=page)[0, 0, 0]) for page in (0, 39, 17, 1)] == [0, 39, 17, 1]
    assert probe(path, page=5).height == 8

    assert len(walks) == 1


def test_a_stack_that_was_written_anew_is_looked_through_again(tmp_path: Path, walks: list[object]) -> None:
    path = stack(tmp_path / "stack.tif", 5)
    assert probe(path).pages == 5
    stack(path, 7, first=100)
    os.utime(path, ns=(0, 1))

    assert probe(path).pages == 7
    assert int(read_image(path, page=6)[0, 0, 0]) == 106

    assert len(walks) == 2
    assert sum(known[0] == str(path) for known in tiff_pages._known) == 1


def test_a_page_that_is_not_there_is_refused_the_second_time_too(tmp_path: Path) -> None:
    path = stack(tmp_path / "stack.tif", 3)
    for _ in range(2):
        with pytest.raises(ImageUnreadable, match="page 4 is not there"):
            read_image(path, page=3)
        assert probe(path).pages == 3


def test_no_more_than_some_files_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiff_pages, "_KNOWN_FILES", 3)
    for number in range(6):
        assert probe(stack(tmp_path / f"{number}.tif", 2)).pages == 2
    assert len(tiff_pages._known) <= 3


@settings(max_examples=30)
@given(
    st.sampled_from(["uint16", "int16", "float32", "uint32"]), st.integers(1, 70), st.booleans(), st.integers(0, 1000)
)
def test_bands_give_what_the_whole_gives(dtype: str, rows: int, is_turned: bool, seed: int) -> None:
    values = np.random.default_rng(seed).normal(500, 300, (rows, 13, 3)).clip(-900, 60_000)
    samples = np.abs(values).astype(dtype) if dtype.startswith("u") else values.astype(dtype)
    if is_turned:
        samples = samples[:, :, ::-1]
    whole = tones.to_uint8(samples)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tones, "_BAND", 100)
        banded = tones.to_uint8(samples)
    np.testing.assert_array_equal(banded, whole)


def test_bringing_16_bits_to_8_takes_little_more_than_the_result() -> None:
    samples = np.random.default_rng(0).integers(0, 60_000, (2000, 1500, 3)).astype(np.uint16)[:, :, ::-1]
    tracemalloc.start()
    result = tones.to_uint8(samples)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < result.nbytes + (40 << 20)


def png16(pixels: np.ndarray, kind: int, orientation: int = 1) -> bytes:
    """A PNG of 16 bits: kind 0 grey, 2 colour, 4 grey with transparency, 6 colour with it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    height, width = pixels.shape[:2]
    exif = Image.Exif()
    exif[0x0112] = orientation
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"eXIf", exif.tobytes().removeprefix(b"Exif\0\0"))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize(("kind", "channels"), [(0, 1), (2, 3), (4, 2), (6, 4)])
def test_a_deep_png_comes_upright_with_its_values(tmp_path: Path, kind: int, channels: int, orientation: int) -> None:
    pixels = np.random.default_rng(1).integers(0, 65536, (30, 20, channels)).astype(np.uint16)
    if channels % 2 == 0:
        pixels[:, :, -1] = 65535
    path = tmp_path / "deep.png"
    path.write_bytes(png16(pixels, kind, orientation))
    colours = upright(pixels[:, :, :3] if channels > 2 else pixels[:, :, 0], orientation)

    found = read_samples(path)
    shown = read_image(path)

    assert found is not None
    np.testing.assert_array_equal(found.codes, colours)
    expected = tones.to_uint8(colours)
    np.testing.assert_array_equal(shown, expected if channels > 2 else np.repeat(expected[:, :, None], 3, axis=2))


def test_a_deep_png_that_was_cut_or_damaged_says_so(tmp_path: Path) -> None:
    whole = png16(np.random.default_rng(1).integers(0, 65536, (30, 20, 3)).astype(np.uint16), 2)
    broken = bytearray(whole)
    broken[len(whole) // 2] ^= 255
    for data, reason in ((whole[: len(whole) // 2], "cut off"), (bytes(broken), "damaged")):
        path = tmp_path / "broken.png"
        path.write_bytes(data)
        with pytest.raises(ImageUnreadable, match=reason):
            read_image(path)
        assert read_samples(path) is None
