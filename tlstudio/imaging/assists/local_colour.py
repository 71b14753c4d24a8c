"""Which side of a border a pixel belongs to, by the colours that lie nearby on either side."""

from __future__ import annotations

import cv2
import numpy as np

from tlstudio.imaging.assists.reduction import Decide, Reduction

REACH = 4
LEAST_WEIGHT = 1e-3


def nearer_side(coarse: np.ndarray, of: Reduction) -> Decide:
    """Return a rule for the blocks on a border: a pixel goes to the side whose mean colour nearby is more like it.

    Args:
        coarse: (h, w) bool, the choice at the reduced scale.
        of: What it was made on.
    """
    inside, outside = _mean_nearby(of.small, coarse), _mean_nearby(of.small, ~coarse)

    def decide(rows: np.ndarray, columns: np.ndarray, blocks: np.ndarray) -> np.ndarray:
        pixels = blocks.astype(np.float32)
        to_inside = pixels - inside[rows, columns][:, None, None]
        to_outside = pixels - outside[rows, columns][:, None, None]
        near = np.einsum("nijk,nijk->nij", to_inside, to_inside)
        return near < np.einsum("nijk,nijk->nij", to_outside, to_outside)

    return decide


def _mean_nearby(rgb: np.ndarray, on: np.ndarray) -> np.ndarray:
    side = (2 * REACH + 1, 2 * REACH + 1)
    weight = on.astype(np.float32)
    total = cv2.boxFilter(rgb.astype(np.float32) * weight[:, :, None], -1, side)
    share = cv2.boxFilter(weight, -1, side)
    return total / np.maximum(share, LEAST_WEIGHT)[:, :, None]
