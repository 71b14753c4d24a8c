"""Hashes: identity by bytes, likeness by look, groups equal to those of the plain quadratic search."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.errors import ImageUnreadable
from tlstudio.imaging.hashes import MAX_DISTANCE, content_hash, hamming, near_duplicates, perceptual_hash
from tlstudio.imaging.read import read_image

codes = st.integers(0, 2**64 - 1)


def scene(seed: int) -> np.ndarray:
    rough = np.random.default_rng(seed).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    return cv2.resize(rough, (320, 240), interpolation=cv2.INTER_CUBIC)


def plain_groups(texts: list[str], distance: int) -> list[list[int]]:
    groups: list[set[int]] = []
    for at, text in enumerate(texts):
        near = [g for g in groups if text and any(hamming(text, texts[other]) <= distance for other in g)]
        groups = [g for g in groups if g not in near] + ([{at}.union(*near)] if text else [])
    return sorted(sorted(g) for g in groups if len(g) > 1)


def test_content_hash_is_blake2b_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    expected = hashlib.blake2b(b"x" * 3_000_000, digest_size=16).hexdigest()
    assert content_hash(tmp_path / "a") == expected
    with pytest.raises(ImageUnreadable):
        content_hash(tmp_path / "missing")


@pytest.mark.parametrize("seed", range(5))
def test_copies_look_alike_and_other_scenes_do_not(seed: int) -> None:
    rgb = scene(seed)
    own = perceptual_hash(rgb)
    saved = cv2.imdecode(cv2.imencode(".jpg", rgb, [cv2.IMWRITE_JPEG_QUALITY, 40])[1], cv2.IMREAD_COLOR)
    smaller = cv2.resize(rgb, (120, 90), interpolation=cv2.INTER_AREA)
    darker = (rgb * 0.8).astype(np.uint8)
    assert len(own) == 16
    assert all(hamming(own, perceptual_hash(copy)) <= MAX_DISTANCE for copy in (saved, smaller, darker))
    assert hamming(own, perceptual_hash(scene(seed + 100))) > MAX_DISTANCE


def test_flat_and_tiny_pictures_have_a_hash() -> None:
    assert perceptual_hash(np.full((5, 9, 3), 130, np.uint8)) == perceptual_hash(np.full((64, 64, 3), 20, np.uint8))
    assert len(perceptual_hash(np.zeros((1, 1, 3), np.uint8))) == 16


@given(st.lists(codes, max_size=12), st.data())
def test_groups_equal_the_quadratic_search(bases: list[int], data: st.DataObject) -> None:
    texts = []
    for base in bases:
        for bits in data.draw(st.lists(st.lists(st.integers(0, 63), max_size=8), min_size=1, max_size=3)):
            code = base
            for bit in bits:
                code ^= 1 << bit
            texts.append(data.draw(st.sampled_from([f"{code:016x}", f"{code:016x}", ""])))
    distance = data.draw(st.integers(0, 12))
    assert near_duplicates(texts, distance) == plain_groups(texts, distance)


@given(st.lists(codes, min_size=2, max_size=30))
def test_groups_never_share_an_image(values: list[int]) -> None:
    groups = near_duplicates([f"{value % 97:016x}" for value in values], 3)
    members = [at for group in groups for at in group]
    assert len(members) == len(set(members))


def test_brain_scans_stored_twice_are_found(shared: Path) -> None:
    folder = shared / "datasets" / "brain_mri"
    paths = sorted(folder.glob("no_tumor/*.jpg"))
    hashes = [perceptual_hash(read_image(path, max_side=64)) for path in paths]
    names = [{paths[at].stem for at in group} for group in near_duplicates(hashes)]
    assert {"image_21", "image_29"} in names
    assert {"image_252", "image_279"} in names


def test_evenly_shaded_steel_is_not_called_a_duplicate(shared: Path) -> None:
    paths = sorted((shared / "datasets" / "steel_surface").glob("*/*.jpg"))
    assert near_duplicates([perceptual_hash(read_image(path, max_side=64)) for path in paths]) == []
