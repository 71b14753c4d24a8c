"""Pictures as normalised batches: decoded and varied by threads while the network works on the batch before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch

from tlstudio.core.errors import ImageError
from tlstudio.core.words import Skipped
from tlstudio.imaging.read import read_for_network
from tlstudio.jobs.spec import DatasetRow
from tlstudio.learn.training.augment import Augmentation, draw


class Pictures:
    """Reads the images of a run.

    Args:
        root: What the rows' paths are relative to.
        size: Side of the square input in pixels.
        mean: Per channel, on the 0..255 scale.
        std: Per channel, on the 0..255 scale.
        seed: Of the draws: the same (seed, image, draw) gives the same pixels.
        workers: Decoding threads.
    """

    def __init__(
        self,
        rows: Sequence[DatasetRow],
        root: Path,
        *,
        size: int,
        mean: Sequence[float],
        std: Sequence[float],
        augmentation: Augmentation,
        seed: int,
        device: torch.device,
        workers: int = 1,
    ) -> None:
        self.rows, self.root, self.size, self.augmentation, self.seed = rows, root, size, augmentation, seed
        self.device = device
        self._mean = torch.tensor(mean, dtype=torch.float32, device=device).view(1, 3, 1, 1)
        self._scale = 1.0 / torch.tensor(std, dtype=torch.float32, device=device).view(1, 3, 1, 1)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="decode")

    def close(self) -> None:
        """End the decoding threads."""
        self._pool.shutdown(cancel_futures=True)

    def pixels(self, index: int, number: int) -> np.ndarray:
        """Return (S, S, 3) uint8: the plain picture for draw 0, a varied one otherwise.

        Raises:
            ImageError: It cannot be decoded.
        """
        row = self.rows[index]
        plain = read_for_network(self.root / row.path, page=row.page, size=self.size)
        if number == 0:
            return plain
        return draw(plain, self.augmentation, np.random.default_rng((self.seed, index, number)))

    def normalised(self, pixels: np.ndarray) -> torch.Tensor:
        """Return (B, 3, S, S) float32, channels last, on the device."""
        batch = torch.from_numpy(pixels).to(self.device).permute(0, 3, 1, 2)
        return ((batch.float() - self._mean) * self._scale).contiguous(memory_format=torch.channels_last)

    def stream(self, batches: Sequence[tuple[np.ndarray, np.ndarray]]) -> Iterator[torch.Tensor]:
        """Yield one normalised batch for each (indices, draws), reading one batch ahead."""
        waiting: list[list[Future[np.ndarray]]] = []
        for position in range(len(batches) + 1):
            if position < len(batches):
                indices, draws = batches[position]
                waiting.append(
                    [self._pool.submit(self.pixels, int(i), int(k)) for i, k in zip(indices, draws, strict=True)]
                )
            if position > 0:
                yield self.normalised(np.stack([future.result() for future in waiting.pop(0)]))

    def check(self, index: int) -> Skipped | None:
        """Decode one picture; return why it cannot be used, or None."""
        try:
            self.pixels(index, 0)
        except ImageError as error:
            return Skipped(self.rows[index].path, error.sentence)
        return None

    def checked(self) -> Iterator[Skipped | None]:
        """Decode every picture once, in order, several at a time."""
        yield from self._pool.map(self.check, range(len(self.rows)))
