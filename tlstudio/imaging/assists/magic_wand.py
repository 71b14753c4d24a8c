"""Magic wand: the connected pixels whose colour is like that of the one under the pointer."""

from __future__ import annotations

import cv2
import numpy as np

from tlstudio.imaging.assists.cutout import Cutout
from tlstudio.imaging.assists.reduction import Reduction, enlarge, reduce

MAX_PIXELS = 1_000_000
SEED_RADIUS = 1
# OpenCV stores lightness 0..100 as 0..255; the other two axes are shifted only.
LIGHTNESS = 100 / 255


class MagicWand:
    """A place in a picture, and the region of like colour around it for any tolerance.

    Colours are compared by their distance in CIE Lab (CIE76), where equal steps look about equally large. The distances
    are worked out once, so that another tolerance costs a flood fill only.
    """

    def __init__(self, rgb: np.ndarray, x: float, y: float, *, max_pixels: int = MAX_PIXELS) -> None:
        """Take the colour under a place.

        Args:
            rgb: (H, W, 3) uint8.
            x: In pixels.
            y: In pixels.
            max_pixels: Larger pictures are flooded at a reduced scale.
        """
        self._picture = reduce(rgb, max_pixels)
        self._seed = self._picture.to_small(x, y)
        height, width = rgb.shape[:2]
        column, row = min(width - 1, max(0, int(x))), min(height - 1, max(0, int(y)))
        around = rgb[
            max(0, row - SEED_RADIUS) : row + SEED_RADIUS + 1, max(0, column - SEED_RADIUS) : column + SEED_RADIUS + 1
        ]
        # The median of the nearest pixels: one noisy pixel under the pointer would choose nothing.
        self._colour = np.median(_lab(around).reshape(-1, 3), axis=0).astype(np.float32)
        self._distance = _distances(self._picture.small, self._colour)

    def select(self, tolerance: float, *, connected: bool = True) -> Cutout | None:
        """Return the region of like colour.

        Args:
            tolerance: Largest distance in Lab; 2 is just seen, 100 is black to white.
            connected: Only what hangs together with the place (through sides); otherwise all of that colour.
        """
        like = self._distance <= tolerance
        if connected:
            like = _connected(like, self._seed)

        def decide(_rows: np.ndarray, _columns: np.ndarray, blocks: np.ndarray) -> np.ndarray:
            count, side = blocks.shape[:2]
            return (_distances(blocks.reshape(count * side, side, 3), self._colour) <= tolerance).reshape(
                blocks.shape[:3]
            )

        return enlarge(like, self._picture, decide)

    @property
    def picture(self) -> Reduction:
        """What is flooded."""
        return self._picture


def select(rgb: np.ndarray, x: float, y: float, tolerance: float, *, connected: bool = True) -> Cutout | None:
    """Return the region of like colour around a place, as `MagicWand.select` does for one tolerance."""
    return MagicWand(rgb, x, y).select(tolerance, connected=connected)


def _connected(like: np.ndarray, seed: tuple[int, int]) -> np.ndarray:
    height, width = like.shape
    filled = np.zeros((height + 2, width + 2), np.uint8)
    # The seed may differ from its own median; it counts as chosen all the same.
    flooded = like.astype(np.uint8)
    flooded[seed[1], seed[0]] = 1
    flags = 4 | (1 << 8) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    cv2.floodFill(flooded, filled, seed, 1, 0, 0, flags)
    return filled[1:-1, 1:-1].astype(bool)


def _lab(rgb: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2LAB).astype(np.float32)


def _distances(rgb: np.ndarray, colour: np.ndarray) -> np.ndarray:
    apart = _lab(rgb) - colour
    apart[:, :, 0] *= LIGHTNESS
    return np.sqrt(np.einsum("ijk,ijk->ij", apart, apart))
