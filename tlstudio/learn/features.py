"""Compute pooled features of picture files: decoding and network side by side, in small batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import cv2
import numpy as np

from tlstudio.core.errors import ImageError
from tlstudio.imaging.read import read_for_network
from tlstudio.learn.runtimes.base import Runtime

# Batches that wait for a free thread, so that none is idle while the caller stores a batch.
AHEAD = 2


@dataclass(frozen=True, slots=True)
class Source:
    """One picture to compute features of.

    Attributes:
        path: Absolute.
        page: Page or frame, from 0.
    """

    path: Path
    page: int = 0


@dataclass(frozen=True)
class Batch:
    """Features of some of the sources.

    Attributes:
        positions: (B,) int64 places in the list of sources.
        rows: (B, D) float32, rows of length 1.
        failed: Place and reason of each source that cannot be read.
    """

    positions: np.ndarray
    rows: np.ndarray
    failed: list[tuple[int, str]]


class Extractor:
    """Runs files through a runtime: each thread decodes a batch and runs it, so that no thread waits for another.

    Args:
        runtime: Serves the features.
        input_size: Side of the square the runtime wants, in pixels.
        batch_size: Pictures per call of the runtime.
        threads: Batches in work at once.
        start_thread: Called once in each thread (to lower its priority).
    """

    def __init__(
        self,
        runtime: Runtime,
        input_size: int,
        *,
        batch_size: int,
        threads: int,
        start_thread: Callable[[], None] | None = None,
    ) -> None:
        self.runtime = runtime
        self.input_size = input_size
        self.batch_size = batch_size
        self.threads = threads
        self._start_thread = start_thread or (lambda: None)
        # Of the whole process. Each thread has pictures of its own; sharing one costs more than it saves.
        cv2.setNumThreads(1)

    def extract(self, sources: Iterable[Source], *, should_stop: Callable[[], bool] | None = None) -> Iterator[Batch]:
        """Yield features batch by batch in the order of `sources`; unreadable files are reported, not raised.

        Args:
            sources: What to compute; asked for the next ones only when a thread is about to be free.
            should_stop: Asked before each batch; True ends early.
        """
        numbered = enumerate(sources)
        waiting: deque[Future[Batch]] = deque()
        pool = ThreadPoolExecutor(self.threads, "features", initializer=self._start_thread)

        def submit_next() -> None:
            batch = list(islice(numbered, self.batch_size))
            if batch:
                waiting.append(pool.submit(self._batch, batch))

        try:
            for _ in range(self.threads + AHEAD):
                submit_next()
            while waiting and not (should_stop and should_stop()):
                batch = waiting.popleft().result()
                submit_next()
                yield batch
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _batch(self, numbered: Sequence[tuple[int, Source]]) -> Batch:
        pictures: list[np.ndarray] = []
        positions: list[int] = []
        failed: list[tuple[int, str]] = []
        for position, source in numbered:
            try:
                pictures.append(read_for_network(source.path, page=source.page, size=self.input_size))
                positions.append(position)
            except ImageError as error:
                failed.append((position, error.sentence))
            except OSError as error:
                failed.append((position, f"{source.path.name} cannot be read: {error.strerror or error}."))
        rows = self.runtime.run(np.stack(pictures)) if pictures else np.empty((0, 0), np.float32)
        return Batch(np.array(positions, np.int64), rows, failed)
