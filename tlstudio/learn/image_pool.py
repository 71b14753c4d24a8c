"""The images of the open project with the feature rows that are ready, grown while features are computed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.learn.feature_cache import FeatureCache, key_of

FIRST_CAPACITY = 1024
# Above this rows are kept as the cache has them, in half precision: 0.4 GB instead of 0.8 for 100,000 images. Below, a
# refit does not pay for converting them.
WIDE_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class PoolImage:
    """One picture as the engine knows it.

    Attributes:
        key: Of the feature cache.
    """

    path: Path
    key: str
    page: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """The images whose features are there, at one moment; later growth does not touch it.

    Attributes:
        ids: (M,) int64 in the order in which their features came.
        features: (M, D) float32, in pools of more than 20,000 images float16; rows of length 1.
        generation: Changes when rows were taken away, so that row numbers mean something else.
    """

    ids: np.ndarray
    features: np.ndarray
    generation: int


class ImagePool:
    """All images sent by the parent. One thread puts rows in while another reads.

    Args:
        cache: Where rows come from and go to; used under the pool's lock.
    """

    def __init__(self, cache: FeatureCache) -> None:
        self._cache = cache
        self._lock = threading.RLock()
        self._images: dict[int, PoolImage] = {}
        self._row_of: dict[int, int] = {}
        self._ids = np.empty(FIRST_CAPACITY, np.int64)
        self._features = np.empty((FIRST_CAPACITY, cache.dim), np.float32)
        self._count = 0
        self._generation = 0
        self.unreadable: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._images)

    def image(self, image_id: int) -> PoolImage | None:
        """What is known about an id."""
        return self._images.get(image_id)

    def replace(self, images: Iterable[tuple[int, PoolImage]]) -> None:
        """Take over the whole list of images; what is gone loses its row."""
        fresh = dict(images)
        with self._lock:
            gone = [image_id for image_id, known in self._images.items() if fresh.get(image_id) != known]
            self.remove(gone)
            self.add([(image_id, image) for image_id, image in fresh.items() if image_id not in self._images])

    def add(self, images: Sequence[tuple[int, PoolImage]]) -> None:
        """Add images (an id that is known is replaced), with their rows where the cache has them."""
        with self._lock:
            self.remove([i for i, image in images if i in self._images and self._images[i] != image])
            self._images.update(images)
            new = [(image_id, image) for image_id, image in images if image_id not in self._row_of]
            if len(new) > FIRST_CAPACITY:
                self._reserve(sum(image.key in self._cache for _, image in new) + self._count)
            for start in range(0, len(new), FIRST_CAPACITY):
                part = new[start : start + FIRST_CAPACITY]
                rows, present = self._cache.rows([image.key for _, image in part])
                self._put([part[i][0] for i in np.flatnonzero(present)], rows[present])

    def remove(self, ids: Iterable[int]) -> None:
        """Forget images."""
        with self._lock:
            rows = [self._row_of.pop(i) for i in ids if self._images.pop(i, None) is not None and i in self._row_of]
            if not rows:
                return
            keep = np.ones(self._count, bool)
            keep[rows] = False
            # Into new arrays: whoever holds a `Ready` keeps the old ones.
            self._ids, self._features = self._ids[: self._count][keep], self._features[: self._count][keep]
            self._count = len(self._ids)
            self._row_of = {int(image_id): row for row, image_id in enumerate(self._ids)}
            self._generation += 1

    def missing(self, ids: Iterable[int] | None = None) -> list[int]:
        """Images without features that could be read as far as is known (of `ids`, or of all)."""
        with self._lock:
            asked = self._images if ids is None else [i for i in ids if i in self._images]
            return [i for i in asked if i not in self._row_of and (ids is not None or i not in self.unreadable)]

    def store(self, ids: Sequence[int], rows: np.ndarray) -> None:
        """Keep rows that were computed, in the cache and here; images removed meanwhile are only cached."""
        with self._lock:
            known = [(place, i) for place, i in enumerate(ids) if i in self._images and i not in self._row_of]
            keys = [(place, self._images[i].key) for place, i in enumerate(ids) if i in self._images]
            self._cache.append([key for _, key in keys], rows[[place for place, _ in keys]])
            self._put([i for _, i in known], rows[[place for place, _ in known]])

    def ready(self) -> Ready:
        """The images with features now."""
        with self._lock:
            return Ready(self._ids[: self._count], self._features[: self._count], self._generation)

    def rows_of(self, ids: Iterable[int]) -> tuple[list[int], list[int]]:
        """Positions within `ids` of the images with features, and their rows in `ready()`."""
        with self._lock:
            found = [(place, self._row_of[i]) for place, i in enumerate(ids) if i in self._row_of]
        return [place for place, _ in found], [row for _, row in found]

    def check_cache(self) -> list[str]:
        """Content hashes whose cached row is damaged; reads the whole cache."""
        with self._lock:
            return self._cache.check()

    def _put(self, ids: Sequence[int], rows: np.ndarray) -> None:
        end = self._count + len(ids)
        if end > len(self._ids):
            self._reserve(max(end, 2 * len(self._ids), FIRST_CAPACITY))
        self._ids[self._count : end], self._features[self._count : end] = ids, rows
        self._row_of.update({image_id: self._count + n for n, image_id in enumerate(ids)})
        self._count = end

    def _reserve(self, capacity: int) -> None:
        """Make room; into new arrays, since whoever holds a `Ready` keeps the old ones."""
        if capacity <= len(self._ids):
            return
        dtype = np.float32 if capacity <= WIDE_ROWS else np.float16
        ids, features = np.empty(capacity, np.int64), np.empty((capacity, self._cache.dim), dtype)
        ids[: self._count], features[: self._count] = self._ids[: self._count], self._features[: self._count]
        self._ids, self._features = ids, features


def pool_images(listed: Iterable[Sequence[object]], root: Path) -> list[tuple[int, PoolImage]]:
    """Images as they come over the pipe: [id, path, hash, page], paths relative to `root` or absolute."""
    return [
        (int(str(image_id)), PoolImage(root / str(path), key_of(str(content_hash), int(str(page))), int(str(page))))
        for image_id, path, content_hash, page in listed
    ]
