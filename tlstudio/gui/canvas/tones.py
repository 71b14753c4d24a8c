"""How stored values become what is seen: window and level, brightness, contrast, gamma; tables only, the file stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np

BRIGHTEST = 100
GAMMAS = (0.2, 5.0)


@dataclass(frozen=True, slots=True)
class Tones:
    """What a person has set.

    Attributes:
        brightness: -100 to 100, added after everything else; 100 = all white.
        contrast: -100 to 100 around mid-grey; 100 = black and white only.
        gamma: 0.2 to 5; above 1 lifts the dark.
        window: The stored values that become black and white; None = as the picture's own range says.
    """

    brightness: int = 0
    contrast: int = 0
    gamma: float = 1.0
    window: tuple[float, float] | None = None

    @property
    def is_neutral(self) -> bool:
        """Whether pictures are shown as they are decoded."""
        return self == Tones()

    def dragged(self, dx: float, dy: float, current: tuple[float, float], reach: float) -> Tones:
        """Window and level as radiologists drag them: sideways the width, down a higher level (darker).

        Args:
            dx, dy: Movement in logical pixels.
            current: The window in force.
            reach: How many stored values 500 pixels stand for.
        """
        step = reach / 500.0
        width = max(step, current[1] - current[0] + dx * step)
        level = (current[0] + current[1]) / 2 + dy * step
        return replace(self, window=(level - width / 2, level + width / 2))


@lru_cache(maxsize=8)
def table(tones: Tones, size: int, low: float, high: float, *, is_inverted: bool = False) -> np.ndarray:
    """Return what each stored code 0..size-1 is shown as, (size,) uint8.

    Args:
        tones: What was set; its window counts in codes.
        size: 256 or 65,536.
        low, high: Codes shown black and white where no window was set.
        is_inverted: The smallest value is white.
    """
    first, last = tones.window or (low, high)
    share = (np.arange(size, dtype=np.float32) - first) / max(1e-6, last - first)
    share = np.clip(share, 0.0, 1.0)
    if is_inverted:
        share = 1.0 - share
    if tones.gamma != 1.0:
        share = share ** (1.0 / tones.gamma)
    # The slope runs from 0 to nearly upright, as a turned line through mid-grey does.
    slope = np.tan((tones.contrast / 100.0 * 0.995 + 1.0) * np.pi / 4)
    share = (share - 0.5) * slope + 0.5 + tones.brightness / BRIGHTEST
    return (np.clip(share, 0.0, 1.0) * 255).round().astype(np.uint8)


def graded(bgra: np.ndarray, tones: Tones) -> np.ndarray:
    """Return (H, W, 4) uint8 with the colours changed; the fourth channel stays."""
    colours = table(tones, 256, 0.0, 255.0)
    whole = np.stack([colours, colours, colours, np.arange(256, dtype=np.uint8)], axis=1)[None]
    return cv2.LUT(bgra, whole)
