"""Where the batches of a fine-tuning come from: the boundary cache, or decoded and computed anew in every epoch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from tlstudio.core.errors import DiskFull
from tlstudio.jobs.spec import RunSpec
from tlstudio.learn.classification.network import StagedNetwork
from tlstudio.learn.training.boundary import BoundaryCache, BoundaryShape
from tlstudio.learn.training.journal import Journal
from tlstudio.learn.training.pictures import Pictures

CACHE_FOLDER = "cache"
# Small batches are no slower on a CPU, and the window beside needs its memory.
FILL_BATCH = 16


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

    def fill(self, rows: np.ndarray, draws: np.ndarray, journal: Journal) -> None:
        """Compute what is missing of these (rows, draws) pairs."""
        slots = self.slots(rows, draws)
        wanted = np.isin(slots, self.cache.missing(slots))
        done = int((~wanted).sum())
        rows, draws, slots = rows[wanted], draws[wanted], slots[wanted]
        cuts = range(FILL_BATCH, len(rows), FILL_BATCH)
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


def make_source(
    network: StagedNetwork,
    pictures: Pictures,
    boundary: int,
    spec: RunSpec,
    folder: Path,
    train: np.ndarray,
    journal: Journal,
) -> CachedSource | FreshSource:
    """Open the boundary cache, with as many draws as its limit allows; without a boundary or room for one, do without."""
    if not boundary or not spec.cache_boundary:
        return FreshSource(network, pictures, boundary)
    shape, widths = boundary_shape(network, boundary, pictures.size, pictures.device)
    plain, varied = shape.megabytes(len(pictures.rows)), shape.megabytes(len(train))
    wanted = draws = 1 if spec.augmentation == "none" else spec.draws
    while draws > 1 and plain + varied * (draws - 1) > spec.cache_megabytes:
        draws -= 1
    if plain > spec.cache_megabytes:
        journal.notice(
            "cache", f"The boundary cache would need {plain:.0f} MB; frozen layers are computed in every epoch."
        )
        return FreshSource(network, pictures, boundary)
    if draws < wanted:
        journal.notice("cache", f"{draws} draws per image are kept instead of {wanted}, to save disk space.")
    key: dict[str, object] = {
        "backbone": spec.backbone,
        "boundary": boundary,
        "size": pictures.size,
        "augmentation": spec.augmentation,
        "seed": spec.seed,
        "images": [f"{row.path}|{row.page}" for row in pictures.rows],
    }
    try:
        cache = BoundaryCache(folder / CACHE_FOLDER, shape, len(pictures.rows) + len(train) * (draws - 1), key=key)
    except DiskFull as error:
        journal.notice("cache", f"{error.sentence} Frozen layers are computed in every epoch.", error.hint)
        return FreshSource(network, pictures, boundary)
    return CachedSource(network, pictures, boundary, cache, tap_widths=widths, train=train, draws=draws, seed=spec.seed)


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
