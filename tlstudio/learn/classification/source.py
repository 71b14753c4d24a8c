"""Where the batches of a fine-tuning come from: the boundary cache, or decoded and computed anew in every epoch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from tlstudio.learn.classification.network import StagedNetwork
from tlstudio.learn.training.boundary import BoundaryCache, BoundaryShape
from tlstudio.learn.training.journal import Journal
from tlstudio.learn.training.pictures import Pictures


@dataclass(frozen=True, slots=True)
class Batch:
    """What enters the stages that learn.

    Attributes:
        rows: (B,) indices into the rows of the run.
        activation: (B, C, H, W) at the boundary.
        means: Means (B, C_tap) of the taps below the boundary.
    """

    rows: np.ndarray
    activation: torch.Tensor
    means: list[torch.Tensor]


class Source(Protocol):
    """Gives batches of rows; `epoch` 0 means the plain pictures."""

    def stream(self, batches: Sequence[np.ndarray], epoch: int) -> Iterator[Batch]:
        """Yield one `Batch` for each array of row indices."""
        ...


class FreshSource:
    """Decodes, varies and computes the frozen stages again for every batch."""

    def __init__(self, network: StagedNetwork, pictures: Pictures, boundary: int) -> None:
        self.network, self.pictures, self.boundary = network, pictures, boundary

    def stream(self, batches: Sequence[np.ndarray], epoch: int) -> Iterator[Batch]:
        """Yield batches; epoch e uses draw e of each picture."""
        numbered = [(rows, np.full(len(rows), epoch)) for rows in batches]
        for rows, images in zip(batches, self.pictures.stream(numbered), strict=True):
            with torch.no_grad():
                activation, means = self.network.below(images, self.boundary)
            yield Batch(rows, activation, means)


class CachedSource:
    """Reads activations at the boundary; `fill` computes them once.

    Row r has its plain picture in slot r; training image t has its further draws behind all of those.

    Args:
        train: Row indices (n,) of the training images, which get `draws` draws each.
    """

    def __init__(
        self,
        network: StagedNetwork,
        pictures: Pictures,
        boundary: int,
        cache: BoundaryCache,
        *,
        tap_widths: Sequence[int],
        train: np.ndarray,
        draws: int,
        seed: int,
    ) -> None:
        self.network, self.pictures, self.boundary, self.cache = network, pictures, boundary, cache
        self.tap_widths, self.draws = list(tap_widths), draws
        self._n_rows = len(pictures.rows)
        self._place = np.full(self._n_rows, -1)
        self._place[train] = np.arange(len(train))
        # Each image starts with another draw and goes through all of them: even use, no draw seen twice in a round.
        self._offset = np.random.default_rng((seed, 7)).integers(draws, size=self._n_rows)

    def slots(self, rows: np.ndarray, draws: np.ndarray) -> np.ndarray:
        """Return the cache's slots (n,) of rows and their draws."""
        further = self._n_rows + self._place[rows] * (self.draws - 1) + draws - 1
        return np.where(draws == 0, rows, further)

    def fill(self, rows: np.ndarray, draws: np.ndarray, batch_size: int, journal: Journal) -> None:
        """Compute what is missing of these (rows, draws) pairs."""
        slots = self.slots(rows, draws)
        wanted = np.isin(slots, self.cache.missing(slots))
        done = int((~wanted).sum())
        rows, draws, slots = rows[wanted], draws[wanted], slots[wanted]
        cuts = range(batch_size, len(rows), batch_size)
        parts = list(zip(*(np.split(array, cuts) for array in (rows, draws, slots)), strict=True)) if len(rows) else []
        images = self.pictures.stream([(part_rows, part_draws) for part_rows, part_draws, _ in parts])
        for (_, _, part), batch in zip(parts, images, strict=True):
            journal.check()
            with torch.no_grad():
                activation, means = self.network.below(batch, self.boundary)
            kept = activation.cpu().numpy() if self.cache.shape.activation else None
            self.cache.put(part, kept, torch.cat([*means, batch.new_zeros(len(batch), 0)], dim=1).cpu().numpy())
            done += len(part)
            journal.progress(done)
        self.cache.flush()

    def stream(self, batches: Sequence[np.ndarray], epoch: int) -> Iterator[Batch]:
        """Yield batches; epoch e uses draw (offset + e) modulo the number of draws."""
        device = self.pictures.device
        for rows in batches:
            draws = (self._offset[rows] + epoch) % self.draws if epoch else np.zeros(len(rows), np.int64)
            activation, pooled = self.cache.get(self.slots(rows, draws))
            means = list(torch.from_numpy(pooled).to(device, torch.float32).split(self.tap_widths, dim=1))
            if activation is None:
                yield Batch(rows, torch.empty(len(rows), 0, device=device), means)
                continue
            tensor = torch.from_numpy(activation).to(device, torch.float32)
            if tensor.ndim == 4:
                tensor = tensor.contiguous(memory_format=torch.channels_last)
            yield Batch(rows, tensor, means)


def boundary_shape(
    network: StagedNetwork, boundary: int, size: int, device: torch.device
) -> tuple[BoundaryShape, list[int]]:
    """Measure one draw at the boundary; returns its shape and the widths of the taps below.

    With everything frozen the head reads only means: no activation is kept.
    """
    with torch.no_grad():
        activation, means = network.below(torch.zeros(1, 3, size, size, device=device), boundary)
    widths = [mean.shape[1] for mean in means]
    shape = () if boundary == len(network.stages) else tuple(activation.shape[1:])
    return BoundaryShape(shape, sum(widths)), widths
