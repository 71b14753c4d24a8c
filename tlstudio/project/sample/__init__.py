"""The sample: 120 photographs of stamped parts on trays, some with defects, drawn here so that nothing has to be shipped."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.errors import DiskFull

COUNTS = {"ok": 40, "scratch": 24, "dent": 20, "rust": 20, "missing hole": 16}
"""How many photographs show what; unbalanced, as a line delivers them."""

LABELS = tuple(COUNTS)
PER_TRAY = 10
SEED = 20261121
GROUP_BY = r"tray-\d+"
"""Photographs of one tray share tray, lamp and camera: `split --group-by` keeps them on one side."""


@dataclass(frozen=True)
class Shot:
    """One photograph to be taken: its file name says nothing about what is wrong with the part."""

    number: int
    tray: int
    label: str

    @property
    def file_name(self) -> str:
        """For example `tray-03-part-07.jpg`."""
        return f"tray-{self.tray + 1:02d}-part-{self.number % PER_TRAY + 1:02d}.jpg"


def shots() -> list[Shot]:
    """All photographs of the sample in the order of the line."""
    import numpy as np

    labels = [label for label, count in COUNTS.items() for _ in range(count)]
    order = np.random.default_rng(SEED).permutation(len(labels))
    return [Shot(number, number // PER_TRAY, labels[index]) for number, index in enumerate(order)]


def make_sample(folder: Path, *, on_progress: Callable[[int, int], None] | None = None) -> Path:
    """Draw the sample's photographs into `folder/photos` and write what they show into `folder/truth.csv`.

    The same pictures come out each time. Those that are there already are left alone, so an interrupted call can be repeated.

    Args:
        folder: Made if needed.
        on_progress: Called with (done, total) after each picture, on the calling thread.

    Returns:
        The folder with the photographs.

    Raises:
        DiskFull: The folder cannot be written.
    """
    photos = folder / "photos"
    planned = shots()
    try:
        photos.mkdir(parents=True, exist_ok=True)
        for done, _ in enumerate(_drawn(photos, planned), start=1):
            if on_progress:
                on_progress(done, len(planned))
        _replace(folder / "truth.csv", _truth(planned).encode())
    except OSError as err:
        raise DiskFull(
            f"The sample cannot be written to {folder}: {err.strerror or err}.",
            hint="Choose another folder, or free some space (the sample needs 6 MB).",
        ) from err
    return photos


def truth(folder: Path) -> dict[str, str]:
    """Read back what each photograph shows: file name -> label."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        return {Path(row["path"]).name: row["label"] for row in csv.DictReader(stream)}


def _drawn(photos: Path, planned: list[Shot]) -> Iterator[Path]:
    # NumPy and OpenCV let go of the interpreter lock, so a second thread nearly halves the time.
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        jobs = [pool.submit(_shoot, photos / shot.file_name, shot) for shot in planned]
        try:
            for job in jobs:
                yield job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _shoot(path: Path, shot: Shot) -> Path:
    if path.exists():
        return path
    import cv2
    import numpy as np

    from tlstudio.project.sample import scene

    place = scene.station(np.random.default_rng([SEED, shot.tray]), shot.tray)
    rgb = scene.photograph(np.random.default_rng([SEED, shot.tray, shot.number]), place, shot.label)
    _, jpeg = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 90])
    _replace(path, jpeg.tobytes())
    return path


def _truth(planned: list[Shot]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["path", "label"])
    writer.writerows([f"photos/{shot.file_name}", shot.label] for shot in planned)
    return text.getvalue()


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)
