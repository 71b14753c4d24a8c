"""Superpixels: patches of one colour that keep to edges, to be painted with instead of single pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from tlstudio.imaging.assists.cutout import Cutout
from tlstudio.imaging.assists.local_colour import nearer_side
from tlstudio.imaging.assists.nearest import filled
from tlstudio.imaging.assists.reduction import Reduction, enlarge, reduce

MAX_PIXELS = 400_000
ROUNDS = 4
COMPACTNESS = 12.0
SMALLEST = 4


@dataclass(frozen=True, eq=False)
class Superpixels:
    """A part of a picture cut into patches.

    Attributes:
        part: What was cut up.
        numbers: (h, w) int32 at the part's reduced scale, the patch of every pixel, from 0.
    """

    part: Reduction
    numbers: np.ndarray

    def at(self, x: float, y: float) -> int:
        """The patch under a place of the picture."""
        column, row = self.part.to_small(x, y)
        return int(self.numbers[row, column])

    def cutout(self, patches: Iterable[int]) -> Cutout | None:
        """The pixels of some patches."""
        chosen = np.isin(self.numbers, list(patches))
        return enlarge(chosen, self.part, nearer_side(chosen, self.part) if chosen.any() else None)

    def borders(self) -> np.ndarray:
        """Where one patch ends, bool (h, w) at the reduced scale."""
        numbers = self.numbers
        ends = np.zeros(numbers.shape, bool)
        ends[:, :-1] |= numbers[:, :-1] != numbers[:, 1:]
        ends[:-1] |= numbers[:-1] != numbers[1:]
        return ends


def superpixels(
    rgb: np.ndarray, side: float, *, part: tuple[float, float, float, float] | None = None,
    compactness: float = COMPACTNESS, max_pixels: int = MAX_PIXELS,
) -> Superpixels:  # fmt: skip
    """Cut a part of a picture into patches of about equal size.

    Achanta et al., "SLIC superpixels compared to state-of-the-art superpixel methods", PAMI 34(11), 2012: k-means over
    colour and place in which a pixel compares itself with the nine nearest centres only.

    Args:
        rgb: (H, W, 3) uint8.
        side: About how wide a patch is, in pixels of the picture.
        part: Left, top, right, bottom in pixels; None = the whole picture.
        compactness: Weight of place against colour; higher = squarer patches.
        max_pixels: A larger part is cut at a reduced scale.
    """
    of = reduce(rgb, max_pixels, part)
    step = max(SMALLEST, round(side / of.factor))
    height, width = of.small.shape[:2]
    below, right = -height % step, -width % step
    lab = cv2.cvtColor(np.ascontiguousarray(of.small), cv2.COLOR_RGB2LAB)
    lab = cv2.copyMakeBorder(lab, 0, below, 0, right, cv2.BORDER_REPLICATE).astype(np.float32)
    numbers = _assigned(lab, step, compactness / step)[:height, :width]
    return Superpixels(of, _connected(np.ascontiguousarray(numbers), lab.shape[1] // step))


def _assigned(lab: np.ndarray, step: int, weight: float) -> np.ndarray:
    """Run k-means from a grid; the number of a centre is its row of cells times their columns, plus its column."""
    height, width = lab.shape[:2]
    rows, columns = height // step, width // step
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    points = np.dstack([lab, x * weight, y * weight])
    # Cell by cell, (rows * columns, step * step, 5): all pixels of a cell share their nine candidates.
    cells = points.reshape(rows, step, columns, step, 5).swapaxes(1, 2).reshape(rows * columns, step * step, 5)
    centres = cells.mean(axis=1)
    near = _neighbours(rows, columns)
    numbers = np.zeros(cells.shape[:2], np.int64)
    for _ in range(ROUNDS):
        candidates = centres[near]
        # |p - c|^2 without |p|^2, which is the same for all candidates; relative to the cell, to keep single precision.
        origin = centres[:, None]
        offset = candidates - origin
        nearness = (
            np.matmul(cells - origin, offset.swapaxes(1, 2)) * 2 - np.einsum("nkc,nkc->nk", offset, offset)[:, None]
        )
        numbers = near[np.arange(len(near))[:, None], nearness.argmax(axis=2)]
        counts = np.maximum(np.bincount(numbers.ravel(), minlength=len(centres)), 1)
        sums = [
            np.bincount(numbers.ravel(), weights=cells[:, :, i].ravel(), minlength=len(centres)) for i in range(5)
        ]  # fmt: skip
        centres = (np.stack(sums, axis=1) / counts[:, None]).astype(np.float32)
    return numbers.reshape(rows, columns, step, step).swapaxes(1, 2).reshape(height, width).astype(np.int32)


def _neighbours(rows: int, columns: int) -> np.ndarray:
    """The cells around each cell and itself, (rows * columns, 9); at the rim some come twice."""
    row, column = np.divmod(np.arange(rows * columns), columns)
    steps = [(dy, dx) for dy in (0, -1, 1) for dx in (0, -1, 1)]
    around = [
        np.clip(row + dy, 0, rows - 1) * columns + np.clip(column + dx, 0, columns - 1) for dy, dx in steps
    ]  # fmt: skip
    return np.stack(around, axis=1)


def _connected(numbers: np.ndarray, columns: int) -> np.ndarray:
    """Keep the largest piece of each patch; splinters go to the nearest patch."""
    kept = np.zeros(numbers.shape, bool)
    # Patches four cells apart never touch, so a sixteenth of them can be taken apart at once.
    group = (numbers // columns % 4) * 4 + numbers % columns % 4
    for one in range(16):
        _, pieces, stats, _ = cv2.connectedComponentsWithStats((group == one).astype(np.uint8), connectivity=4)
        pieces = np.asarray(pieces, np.int64)
        areas = stats[:, cv2.CC_STAT_AREA].astype(np.int64)
        owner = np.full(len(areas), -1, np.int64)
        owner[pieces.ravel()] = numbers.ravel()
        largest = {int(owner[piece]): piece for piece in np.argsort(areas) if piece}
        is_kept = np.zeros(len(areas), bool)
        is_kept[list(largest.values())] = True
        kept |= is_kept[pieces] & (group == one)
    return filled(numbers, kept)
