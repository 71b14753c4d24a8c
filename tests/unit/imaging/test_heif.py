"""HEIF with and without the package that decodes it."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytest

from tlstudio.core.errors import ImageUnreadable
from tlstudio.imaging.read import probe, read_for_network, read_image

HOPPER = "oddimages/heif_avif/hopper.heif"


@pytest.fixture
def hopper(shared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(shared / HOPPER, tmp_path / "hopper.heic"))


def test_a_phones_picture_is_decoded(shared: Path, hopper: Path) -> None:
    pytest.importorskip("pi_heif")
    header = probe(hopper)
    assert (header.format, header.width, header.height, header.pages) == ("heif", 128, 128, 1)
    rgb = read_image(hopper).astype(float)
    same = read_image(shared / "oddimages" / "heif_avif" / "hopper.avif").astype(float)
    assert np.abs(rgb - same).mean() < 12  # the same photograph through another codec
    assert read_image(hopper, max_side=32).shape == (32, 32, 3)
    assert read_for_network(hopper, size=24).shape == (24, 24, 3)


@pytest.mark.parametrize("share", [0.02, 0.5])
def test_a_file_cut_short_is_a_sentence(hopper: Path, share: float) -> None:
    pytest.importorskip("pi_heif")
    data = hopper.read_bytes()
    hopper.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ImageUnreadable, match=r"hopper\.heic is damaged"):
        read_image(hopper)


def test_names_the_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "photo.heic"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64))
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pi_heif" else find(name))
    with pytest.raises(ImageUnreadable, match="HEIF/HEIC") as caught:
        read_image(path)
    assert "tlstudio[heif]" in caught.value.hint
