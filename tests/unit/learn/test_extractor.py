"""Files become features in order; what cannot be read is told and nothing else suffers."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from tlstudio.learn.features import Extractor, Source
from tlstudio.learn.runtimes.handcrafted import HandcraftedRuntime


class MeanColour:
    """The mean colour of each picture."""

    name = title = "mean"

    def run(self, pictures: np.ndarray) -> np.ndarray:
        return pictures.mean(axis=(1, 2)).astype(np.float32)


def grey_file(folder: Path, level: int) -> Path:
    path = folder / f"{level}.png"
    cv2.imwrite(str(path), np.full((20, 30, 3), level, np.uint8))
    return path


def test_rows_belong_to_their_files(tmp_path):
    sources = [Source(grey_file(tmp_path, level)) for level in range(0, 250, 10)]
    batches = list(Extractor(MeanColour(), 16, batch_size=4, threads=3).extract(sources))
    positions = np.concatenate([batch.positions for batch in batches])
    assert positions.tolist() == list(range(25))
    assert np.allclose(np.concatenate([batch.rows for batch in batches])[:, 0], np.arange(0, 250, 10), atol=1)


def test_a_damaged_file_is_reported_and_its_neighbours_are_computed(tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    sources = [Source(grey_file(tmp_path, 10)), Source(tmp_path / "broken.jpg"), Source(tmp_path / "gone.png")]
    (batch,) = Extractor(MeanColour(), 16, batch_size=4, threads=1).extract(sources)
    assert batch.positions.tolist() == [0]
    assert [place for place, _ in batch.failed] == [1, 2]
    assert all(Path(sources[place].path).name in reason for place, reason in batch.failed)


def test_it_stops_when_told_and_asks_for_no_more_sources(tmp_path):
    handed_out: list[int] = []

    def sources():
        for number in range(1000):
            handed_out.append(number)
            yield Source(grey_file(tmp_path, number % 200))

    extractor = Extractor(MeanColour(), 16, batch_size=2, threads=1)
    seen = []
    for batch in extractor.extract(sources(), should_stop=lambda: len(seen) >= 3):
        seen.append(batch)
    assert len(seen) == 3
    assert len(handed_out) < 20


def test_handcrafted_rows_have_length_one_and_tell_textures_apart():
    stripes = np.zeros((128, 128, 3), np.uint8)
    stripes[:, ::4] = 255
    flat = np.full((128, 128, 3), 128, np.uint8)
    rows = HandcraftedRuntime().run(np.stack([stripes, stripes.transpose(1, 0, 2), flat]))
    assert np.allclose(np.linalg.norm(rows[:2], axis=1), 1.0, atol=1e-5)
    assert rows[0] @ rows[1] < 0.95
    assert np.isfinite(rows).all()
