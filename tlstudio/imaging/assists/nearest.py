"""Numbers for pixels that have none yet: those of the nearest pixel that has one."""

from __future__ import annotations

import cv2
import numpy as np


def filled(numbers: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return the numbers with the nearest known one wherever none is known.

    Args:
        numbers: (H, W) int32.
        known: (H, W) bool, which of them count; without any, the numbers come back as they are.
    """
    if known.all() or not known.any():
        return numbers
    seeds = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )[1]
    nearest = np.asarray(seeds, np.int64)
    of_seed = np.zeros(int(nearest.max()) + 1, np.int32)
    of_seed[nearest[known]] = numbers[known]
    return of_seed[nearest]
