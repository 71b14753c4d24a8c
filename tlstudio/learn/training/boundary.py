"""Activations at the freeze boundary, kept in a memory-mapped file so that frozen layers are computed once.

Frozen layers give the same answer for the same picture in every epoch. For each training image a few augmentation draws
are sent through them once; an epoch then reads one draw per image and computes only the stages that learn. Half
precision halves the file and moves logits by less than their last shown digit.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.core.errors import DiskFull
from tlstudio.jobs.files import write_json

BYTES_PER_VALUE = 2


@dataclass(frozen=True, slots=True)
class BoundaryShape:
    """What one draw of one image looks like at the boundary.

    Attributes:
        activation: (C, H, W) of the feature map; empty when only the head learns.
        pooled: Length of the row of pooled taps that lie below the boundary.
    """

    activation: tuple[int, ...]
    pooled: int

    @property
    def values(self) -> int:
        """Numbers per draw."""
        return (int(np.prod(self.activation)) if self.activation else 0) + self.pooled

    def megabytes(self, draws: int) -> float:
        """Size of the file for this many draws."""
        return self.values * BYTES_PER_VALUE * draws / 1e6


class BoundaryCache:
    """`count` rows of half-precision numbers in one file; row = slot of one draw of one image.

    A bit per row says whether it has been computed, so that a resumed run goes on where it stopped.
    """

    def __init__(self, folder: Path, shape: BoundaryShape, count: int, *, key: dict[str, object]) -> None:
        """Open the cache of this key, or make an empty one in the place of another.

        Args:
            folder: Belongs to this cache; deleting it loses nothing but time.
            key: Everything that the numbers depend on (backbone, boundary, size, augmentation, seed, images).

        Raises:
            DiskFull: There is no room for it.
        """
        self.shape = shape
        folder.mkdir(parents=True, exist_ok=True)
        self._key_file, rows, present = folder / "key.json", folder / "rows.f16", folder / "present.u8"
        wanted = {**key, "activation": list(shape.activation), "pooled": shape.pooled, "count": count}
        fresh = _read_json(self._key_file) != wanted or not rows.exists() or not present.exists()
        if fresh:
            self._key_file.unlink(missing_ok=True)
        size = (max(count, 1), max(shape.values, 1))
        if fresh:
            _reserve(rows, size[0] * size[1] * BYTES_PER_VALUE)
        self._rows = np.memmap(rows, np.float16, "r+", shape=size)
        self._present = np.memmap(present, np.uint8, "w+" if fresh else "r+", shape=size[:1])
        if fresh:
            write_json(self._key_file, wanted)

    def missing(self, slots: np.ndarray) -> np.ndarray:
        """Return those of the slots (n,) that have not been computed yet."""
        return slots[self._present[slots] == 0]

    def put(self, slots: np.ndarray, activations: np.ndarray | None, pooled: np.ndarray) -> None:
        """Keep a batch: activations (B, C, H, W) or None, pooled (B, E)."""
        parts = [pooled] if activations is None else [activations.reshape(len(activations), -1), pooled]
        limit = np.finfo(np.float16).max
        self._rows[slots] = np.clip(np.concatenate(parts, axis=1), -limit, limit)
        # Numbers before the bit: a bit whose numbers were lost in a crash would poison training silently.
        self._present[slots] = 1

    def get(self, slots: np.ndarray) -> tuple[np.ndarray | None, np.ndarray]:
        """Return activations (B, C, H, W) or None and pooled (B, E), both float16."""
        rows = self._rows[slots]
        if not self.shape.activation:
            return None, rows[:, : self.shape.pooled]
        cut = rows.shape[1] - self.shape.pooled
        return rows[:, :cut].reshape(len(slots), *self.shape.activation), rows[:, cut:]

    def flush(self) -> None:
        """Bring both files to the disk."""
        self._rows.flush()
        self._present.flush()


def _reserve(path: Path, size: int) -> None:
    """Claim the disk space now: a mapped file without it ends the process at some later write.

    Raises:
        DiskFull: There is not enough.
    """
    path.unlink(missing_ok=True)
    try:
        with path.open("wb") as stream:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(stream.fileno(), 0, size)
            elif shutil.disk_usage(path.parent).free < size:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            stream.truncate(size)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise DiskFull(
            f"There is no room for the boundary cache of {size / 1e6:.0f} MB.", hint="Free some space to train faster."
        ) from error


def _read_json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
