"""The sample draws itself: same pictures each time, honest file names, resumable."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from tlstudio.core.errors import DiskFull
from tlstudio.project import sample
from tlstudio.project.sample import scene


@pytest.fixture
def short_line(monkeypatch: pytest.MonkeyPatch) -> list[sample.Shot]:
    """The first photographs only: drawing all 120 takes seconds."""
    few = sample.shots()[:12]
    monkeypatch.setattr(sample, "shots", lambda: few)
    return few


def test_sample_has_120_photographs_of_five_kinds() -> None:
    assert Counter(shot.label for shot in sample.shots()) == sample.COUNTS
    assert sum(sample.COUNTS.values()) == 120
    assert len({shot.file_name for shot in sample.shots()}) == 120


def test_file_names_give_nothing_away_but_the_tray() -> None:
    for shot in sample.shots():
        assert re.fullmatch(sample.GROUP_BY + r"-part-\d\d\.jpg", shot.file_name)


def test_make_sample_writes_photographs_and_truth(tmp_path: Path, short_line: list[sample.Shot]) -> None:
    seen: list[tuple[int, int]] = []
    photos = sample.make_sample(tmp_path / "parts", on_progress=lambda done, total: seen.append((done, total)))
    assert sorted(path.name for path in photos.iterdir()) == sorted(shot.file_name for shot in short_line)
    assert sample.truth(tmp_path / "parts") == {shot.file_name: shot.label for shot in short_line}
    assert seen == [(done, 12) for done in range(1, 13)]
    picture = cv2.imread(str(photos / short_line[0].file_name))
    assert picture is not None
    assert picture.shape == (scene.HEIGHT, scene.WIDTH, 3)


def test_the_same_pictures_come_out_each_time(tmp_path: Path, short_line: list[sample.Shot]) -> None:
    first = sample.make_sample(tmp_path / "a")
    second = sample.make_sample(tmp_path / "b")
    for shot in short_line:
        assert (first / shot.file_name).read_bytes() == (second / shot.file_name).read_bytes()


def test_an_interrupted_sample_is_completed(tmp_path: Path, short_line: list[sample.Shot]) -> None:
    photos = sample.make_sample(tmp_path)
    kept, lost = (photos / shot.file_name for shot in short_line[:2])
    kept.write_bytes(b"left alone")
    lost.unlink()
    sample.make_sample(tmp_path)
    assert kept.read_bytes() == b"left alone"
    assert lost.stat().st_size > 5000


@pytest.mark.parametrize("label", ["scratch", "dent", "rust", "missing hole"])
def test_a_defect_changes_the_part_and_not_the_brightness_alone(label: str) -> None:
    def shoot(what: str) -> np.ndarray:
        place = scene.station(np.random.default_rng(3), 0)
        return scene.photograph(np.random.default_rng(5), place, what)

    spoiled = shoot(label).astype(float)
    assert np.abs(spoiled - shoot("ok")).max() > 40
    assert 40 < spoiled.mean() < 200
    assert spoiled.std() > 15


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(DiskFull, match="file"):
        sample.make_sample(blocked)


def test_photographs_of_different_trays_are_no_near_duplicates() -> None:
    """Else the split, which keeps near-duplicates together, could not tell the trays apart."""
    from tlstudio.imaging import hashes

    few = sample.shots()[::4]
    pictures = [
        scene.photograph(
            np.random.default_rng([sample.SEED, shot.tray, shot.number]),
            scene.station(np.random.default_rng([sample.SEED, shot.tray]), shot.tray),
            shot.label,
        )
        for shot in few
    ]
    alike = hashes.near_duplicates([hashes.perceptual_hash(picture) for picture in pictures])
    across = [group for group in alike if len({few[index].tray for index in group}) > 1]
    assert len(across) <= 1
