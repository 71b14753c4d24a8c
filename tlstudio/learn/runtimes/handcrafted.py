"""Serve the histograms of the honest baseline."""

from __future__ import annotations

import numpy as np


class HandcraftedRuntime:
    """Histograms by OpenCV: no network."""

    name = "opencv"
    title = "OpenCV"

    def run(self, pictures: np.ndarray) -> np.ndarray:
        """Features (B, D) float32 of pictures (B, S, S, 3) uint8 RGB."""
        from tlstudio.learn.backbones.handcrafted import features

        return np.stack([features(picture) for picture in pictures])
