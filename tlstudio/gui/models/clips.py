"""The videos among what is to be added: how long each is, and how many images a choice of frames would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tlstudio.imaging.sampling import Sampling


@dataclass(frozen=True, slots=True)
class Clip:
    """One video.

    Attributes:
        rate: Frames a second; 0 = unknown.
    """

    path: Path
    frames: int
    rate: float

    def images(self, sampling: Sampling) -> int:
        """How many of its frames would become images."""
        return len(range(0, self.frames, sampling.step(self.frames, self.rate)))


def find_clips(paths: Sequence[Path], should_stop: Callable[[], bool]) -> list[Clip]:
    """Look for videos below files and folders, headers only; called on a thread. What cannot be read is left out."""
    from tlstudio.core.errors import ImageError
    from tlstudio.imaging import read, scan
    from tlstudio.imaging.signature import VIDEO_EXTENSIONS

    clips: list[Clip] = []
    for found in scan.scan(paths):
        if should_stop():
            break
        if not isinstance(found, Path) or found.suffix.lower() not in VIDEO_EXTENSIONS:
            continue
        try:
            probe = read.probe(found)
        except ImageError:
            continue  # adding says why
        if probe.format == "video":
            clips.append(Clip(found, probe.pages, probe.rate))
    return clips
