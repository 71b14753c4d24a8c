"""Every awkward file of the shared collection: decoded upright, or refused with a sentence; nothing else may happen."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import SHARED
from tlstudio.core.errors import ImageTooLarge, StudioError
from tlstudio.imaging.read import probe, read_for_network, read_image

EXPECTED = SHARED / "oddimages" / "expected.csv"


def rows() -> list[dict[str, str]]:
    if not EXPECTED.is_file():
        return []
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["file"].endswith(".zip")]


def of(*verdicts: str) -> list[str]:
    return [row["file"] for row in rows() if row["decodable"] in verdicts]


def attempt(path: Path) -> np.ndarray | str:
    try:
        return read_image(path)
    except StudioError as err:
        return err.sentence


ROWS = {row["file"]: row for row in rows()}
UPRIGHT = [
    row["file"]
    for row in rows()
    if row["decodable"] == "yes" and (row["file"].startswith("exif/") or "upright" in row["program_must"])
]
# Alpha 0 in the corners: they are laid over white.
WHITE_CORNERS = {"png/rgba_transparent_edges.png", "png/rgb_trns.png", "animated/still_transparent.gif"}


@pytest.mark.parametrize("name", of("yes"))
def test_decodes_at_the_expected_size(shared: Path, name: str) -> None:
    path, row = shared / "oddimages" / name, ROWS[name]
    expected = (int(row["height_after_exif"]), int(row["width_after_exif"]), 3)
    rgb = read_image(path)
    header = probe(path)
    assert rgb.shape == expected
    assert rgb.dtype == np.uint8
    assert (header.height, header.width) == expected[:2]
    assert read_for_network(path, size=32).shape == (32, 32, 3)
    assert max(read_image(path, max_side=16).shape[:2]) == min(16, max(expected[:2]))


@pytest.mark.parametrize("name", UPRIGHT)
def test_shows_red_green_blue_white_corners(shared: Path, name: str) -> None:
    rgb = read_image(shared / "oddimages" / name).astype(int)
    for at, colour in (((2, 2), (255, 0, 0)), ((2, -3), (0, 255, 0)), ((-3, 2), (0, 0, 255)), ((-3, -3), (255,) * 3)):
        assert np.abs(rgb[at] - colour).max() < 40, (at, rgb[at])
    squashed = read_for_network(shared / "oddimages" / name, size=48).astype(int)
    assert np.abs(squashed[2, 2] - (255, 0, 0)).max() < 60


@pytest.mark.parametrize("name", of("no"))
def test_refuses_with_the_file_name_in_a_sentence(shared: Path, name: str) -> None:
    path = shared / "oddimages" / name
    with pytest.raises(StudioError) as caught:
        read_image(path)
    assert caught.value.sentence.startswith(path.name)
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize("name", of("optional", "partial"))
def test_decodes_or_says_why_not(shared: Path, name: str) -> None:
    path = shared / "oddimages" / name
    outcome = attempt(path)
    if isinstance(outcome, str):
        assert len(outcome) > len(path.name) + 10
    else:
        row = ROWS[name]
        assert outcome.shape == (int(row["height_after_exif"]), int(row["width_after_exif"]), 3)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("jpeg/truncated_half.jpg", "ends early (cut at 4"),
        ("jpeg/truncated_in_header.jpg", "ends inside its header"),
        ("png/truncated.png", "cut off"),
        ("tiff/truncated.tif", "cut off"),
        ("wrong/text_named.jpg", "text file"),
        ("wrong/html_error_page.jpg", "web page"),
        ("wrong/zero_bytes.jpg", "empty (0 bytes)"),
        ("wrong/git_lfs_pointer.jpg", "Git LFS pointer"),
        ("wrong/all_zero_4k.jpg", "only zero bytes"),
        ("others/drawing.svg", "vector drawing"),
    ],
)
def test_says_what_is_wrong(shared: Path, name: str, words: str) -> None:
    with pytest.raises(StudioError) as caught:
        read_image(shared / "oddimages" / name)
    assert words in caught.value.sentence


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("png/bomb_header_100_gigapixel.png", "100.0 gigapixels"),
        ("png/bomb_real_20000x20000_1bit.png", "400 megapixels"),
        ("tiff/bomb_header.tif", "3.6 gigapixels"),
    ],
)
def test_refuses_too_many_pixels_from_the_header(shared: Path, name: str, size: str) -> None:
    for read in (read_image, probe):
        with pytest.raises(ImageTooLarge, match=size):
            read(shared / "oddimages" / name)


@pytest.mark.parametrize(
    "name", ["png/grey16.png", "png/grey16_low_range.png", "png/rgb16.png", "tiff/int16_signed.tif", "tiff/float32.tif"]
)
def test_deep_samples_use_the_whole_range(shared: Path, name: str) -> None:
    rgb = read_image(shared / "oddimages" / name)
    assert rgb.max() > 240
    assert rgb.min() < 15
    assert len(np.unique(rgb)) > 100


@pytest.mark.parametrize("name", sorted(WHITE_CORNERS))
def test_transparency_lies_over_white(shared: Path, name: str) -> None:
    rgb = read_image(shared / "oddimages" / name)
    assert rgb[2, 2].tolist() == [255, 255, 255]


@pytest.mark.parametrize(
    "name", ["animated/apng.png", "animated/anim.gif", "animated/anim.webp", "tiff/multipage3.tif"]
)
def test_frames_are_pages(shared: Path, name: str) -> None:
    path = shared / "oddimages" / name
    assert probe(path).pages == 3
    frames = [read_image(path, page=page) for page in range(3)]
    assert (frames[0] != frames[1]).any()
    with pytest.raises(StudioError, match="page 4 is not there"):
        read_image(path, page=3)


def test_pages_may_differ_in_size(shared: Path) -> None:
    path = shared / "oddimages" / "tiff" / "pages_of_different_size.tif"
    assert [read_image(path, page=page).shape[:2] for page in range(3)] == [(48, 64), (32, 32), (20, 100)]
    assert (probe(path, page=2).width, probe(path, page=2).height) == (100, 20)


def test_a_picture_one_pixel_high_keeps_its_pixel(shared: Path) -> None:
    assert read_image(shared / "oddimages" / "jpeg" / "size_65500x1.jpg", max_side=160).shape == (1, 160, 3)
