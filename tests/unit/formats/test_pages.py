"""Pages of a stack are images of one file: without copies, every format leads back to each of them."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.core.geometry.shapes import Box
from tlstudio.formats import registry
from tlstudio.formats.pictures import PictureFinder, page_name
from tlstudio.formats.records import ExportItem, LabelledShape

SHAPES = [key for key, found in registry.formats().items() if "detection" in found.CARD.tasks]


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    path = tmp_path / "photos" / "clip.tif"
    path.parent.mkdir()
    first, *others = (Image.new("L", (20, 16), 40 * number) for number in range(3))
    first.save(path, save_all=True, append_images=others)
    return path


@pytest.mark.parametrize("key", SHAPES)
def test_pages_are_found_again_without_copies(key: str, stack: Path, tmp_path: Path) -> None:
    items = [
        ExportItem(
            stack,
            "photos/clip.tif",
            (),
            page=page,
            pages=3,
            width=20,
            height=16,
            shapes=(LabelledShape("x", Box(page + 1, 2, 5, 6)),),
        )
        for page in (0, 2)
    ]
    written = importlib.import_module(f"tlstudio.formats.{key}").write(items, tmp_path / "out", labels=("x",))
    assert (written.images, written.skipped) == (2, ())
    result = importlib.import_module(f"tlstudio.formats.{key}").read(
        tmp_path / "out", images=stack.parent if key == "kitti" else None
    )
    assert result.skipped == ()
    assert [(one.image_path, one.page) for one in result.records] == [(stack, 0), (stack, 2)]
    assert [len(one.shapes) for one in result.records] == [1, 1]


def test_names_of_pages_are_understood(stack: Path) -> None:
    find = PictureFinder([stack.parent])
    for name in (page_name("clip.tif", 1), "elsewhere/clip_page2.png", "clip_page2", "clip.tif [2/3]"):
        assert find.page(name) == (stack, 1)
    assert find.page("clip.tif") is None
    assert find.page("other_page2.png") is None
