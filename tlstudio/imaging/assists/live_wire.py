"""Intelligent scissors: the path along edges from an anchor to wherever the pointer is."""

from __future__ import annotations

import cv2
import numpy as np

from tlstudio.imaging.assists.reduction import reduce

MAX_PIXELS = 160_000
REACH = 256
# Canny's thresholds follow the contrast of the part: fixed ones find no edge in dim pictures and only noise in harsh ones.
STRONG_PERCENTILE = 92
LEAST_STRONG = 12.0
WEAK_SHARE = 0.4
SMOOTHING = 0.8


class LiveWire:
    """All best paths from one anchor within reach; asking for one costs well under a millisecond.

    Mortensen and Barrett, "Intelligent scissors for image composition", SIGGRAPH 1995, as OpenCV has them.
    """

    def __init__(
        self, rgb: np.ndarray, x: float, y: float, *, reach: float = REACH, max_pixels: int = MAX_PIXELS
    ) -> None:
        """Work out the paths.

        Args:
            rgb: (H, W, 3) uint8.
            x: The anchor, in pixels.
            y: Likewise.
            reach: Half the side of the square around the anchor in which paths run, in pixels.
            max_pixels: A larger square is searched at a reduced scale, and paths are as exact as that.

        Raises:
            ValueError: The square around the anchor lies outside of the picture.
        """
        self._part = reduce(rgb, max_pixels, (x - reach, y - reach, x + reach, y + reach))
        self.anchor = x, y
        grey = cv2.GaussianBlur(cv2.cvtColor(self._part.small, cv2.COLOR_RGB2GRAY), (0, 0), SMOOTHING)
        strong = _strong_edges(grey)
        self._scissors = cv2.segmentation.IntelligentScissorsMB()
        self._scissors.setEdgeFeatureCannyParameters(WEAK_SHARE * strong, strong)
        self._scissors.setGradientMagnitudeMaxLimit(strong)
        self._scissors.applyImage(grey)
        self._scissors.buildMap(self._part.to_small(x, y))

    def reaches(self, x: float, y: float) -> bool:
        """Whether a place lies in the square around the anchor."""
        height, width = self._part.rgb.shape[:2]
        return 0 <= x - self._part.left <= width and 0 <= y - self._part.top <= height

    def path_to(self, x: float, y: float, *, tolerance: float = 0.7) -> np.ndarray:
        """Return the path from the anchor to a place; beyond reach it ends with a straight piece.

        Args:
            x: In pixels.
            y: In pixels.
            tolerance: How far the simplified path may lie beside the found one, in pixels of the scale it was found at.

        Returns:
            (N, 2) float32 in image pixels, N >= 2, from the anchor to exactly (x, y).
        """
        contour = np.asarray(self._scissors.getContour(self._part.to_small(x, y)), np.int32).reshape(-1, 1, 2)
        kept = np.asarray(cv2.approxPolyDP(contour, tolerance, False), np.float32).reshape(-1, 2)
        corner = np.array((self._part.left, self._part.top), np.float32)
        inner = (kept[1:-1] + 0.5) * self._part.factor + corner
        return np.concatenate([[self.anchor], inner, [(x, y)]]).astype(np.float32)


def _strong_edges(grey: np.ndarray) -> float:
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    return max(LEAST_STRONG, float(np.percentile(np.hypot(across, down), STRONG_PERCENTILE)))
