"""Patterns that say "proposed, not decided": dashed outlines and slanted lines instead of a tint."""

from __future__ import annotations

import cv2
import numpy as np

SHIFT = 4  # OpenCV's fixed point: 28 bits of pixels, 4 of sixteenths
ONE = 1 << SHIFT
DASH_ON, DASH_OFF = 8.0, 6.0
HATCH_PERIOD, HATCH_WIDTH = 8, 2


def dashes(points: np.ndarray, on: float = DASH_ON, off: float = DASH_OFF) -> list[np.ndarray]:
    """Cut a closed ring into dashes, the phase running on round its corners.

    Args:
        points: (N, 2) int32 in fixed point.
        on: Length of a dash in device pixels; `off` likewise, of what lies between two.

    Returns:
        Open lines, (2, 2) int32 in fixed point each; a dash round a corner comes in two pieces.
    """
    start = points.astype(np.float64) / ONE
    along = np.roll(start, -1, axis=0) - start
    lengths = np.hypot(along[:, 0], along[:, 1])
    ends = np.cumsum(lengths)
    total = float(ends[-1])
    if total < on:
        return [points]
    # Whole periods only, so that no short piece marks where the ring closes.
    period = total / max(1, round(total / (on + off)))
    on = period * on / (on + off)
    begins = np.arange(0.0, total - 1e-6, period)
    pieces: list[np.ndarray] = []
    for edge, (end, length) in enumerate(zip(ends, lengths, strict=True)):
        if length <= 0:
            continue
        first = end - length
        low = np.maximum(begins, first)
        high = np.minimum(begins + on, end)
        kept = high > low
        a = start[edge] + ((low[kept] - first) / length)[:, None] * along[edge]
        b = start[edge] + ((high[kept] - first) / length)[:, None] * along[edge]
        pieces.extend(np.rint(np.stack([a, b], axis=1) * ONE).astype(np.int32))
    return pieces


def hatch(inside: np.ndarray, rings: list[np.ndarray], number: int, phase: int, ratio: float = 1.0) -> None:
    """Tint slanted lines instead of the whole inside: proposed, not decided.

    Args:
        inside: (H, W) uint8, a part of the view.
        rings: In fixed point, counted from the part's corner.
        number: What is written where a line runs.
        phase: Left and top of the part together, so that lines meet where parts of the view were drawn apart.
        ratio: Device pixels per pixel of the design.
    """
    corners = np.concatenate(rings) >> SHIFT
    x0, y0 = np.maximum(corners.min(axis=0), 0)
    x1, y1 = np.minimum(corners.max(axis=0) + 2, (inside.shape[1], inside.shape[0]))
    if x1 <= x0 or y1 <= y0:
        return
    own = np.zeros((y1 - y0, x1 - x0), np.uint8)
    cv2.fillPoly(own, [r - np.array([x0 << SHIFT, y0 << SHIFT], np.int32) for r in rings], 255, cv2.LINE_8, SHIFT)
    inside[y0:y1, x0:x1][(own > 0) & (slant(own.shape, x0 + y0 + phase, ratio) > 0)] = number


def slant(shape: tuple[int, ...], phase: int, ratio: float = 1.0) -> np.ndarray:
    """Slanted lines, (H, W) uint8 of 0 and 1; on a fine screen as wide and as far apart to the eye as on a coarse one."""
    along = np.add.outer(np.arange(shape[0]), np.arange(shape[1])) + phase
    return (along % round(HATCH_PERIOD * ratio) < round(HATCH_WIDTH * ratio)).astype(np.uint8)
