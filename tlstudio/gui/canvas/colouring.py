"""Turns what is drawn in one byte a pixel into colours: tinted insides, and outlines grown to their width.

The work is done for all shapes at once, a band of rows after the other: a band stays in the processor's cache, and
OpenCV shares larger pictures out among threads, which takes more of the processor than it saves here.
"""

from __future__ import annotations

import cv2
import numpy as np

from tlstudio.gui.canvas.look import LINE_WIDTH, Look, Rect

SHADE = 128
BAND_PIXELS = 1 << 18
LEAST_ROWS = 96


class Scratch:
    """Pictures to draw in, and what a band of them becomes.

    Attributes:
        inside: (H, W) uint8, number of the colour of what is tinted, 0 = nothing.
        cover: (H, W) uint8, how much of a pixel the outlines cover.
        owner: (H, W) uint8, number of the colour of the outline there.
        band_rows: B, of how many rows a band consists at most.
        opacity, wide: (B, W) uint8, `cover` and `owner` grown to the width of a line.
        shade: (B, W) uint8, opacity of outlines with the dark tone around them.
        codes: (B, W) uint16, `opacity` and 256 times `wide`; `Look.line_table` has the colour of each.
    """

    def __init__(self, width: int, height: int) -> None:
        self.inside, self.cover, self.owner = (np.zeros((height, width), np.uint8) for _ in range(3))
        self.band_rows = max(LEAST_ROWS, BAND_PIXELS // width)
        rows = min(height, self.band_rows)
        self.opacity, self.wide, self.shade = (np.empty((rows, width), np.uint8) for _ in range(3))
        self.codes = np.empty((rows, width), np.uint16)

    def clear(self) -> None:
        """Make empty what is drawn into."""
        for picture in (self.inside, self.cover, self.owner):
            picture.fill(0)


def reach(ratio: float) -> int:
    """How far from a line one pixel wide its outline may go, in device pixels."""
    return int(4 * ratio) + 2


def colour(scratch: Scratch, part: Rect, look: Look, ratio: float, fill: np.ndarray | None, line: np.ndarray) -> None:
    """Colour a part of what was drawn.

    Args:
        scratch: What was drawn.
        part: Left, top, right, bottom of the part.
        look: Has the colours.
        ratio: Device pixels per logical one.
        fill: The part's size, int32, becomes the premultiplied colours of insides; None = they are left out.
        line: Likewise of outlines, the dark tone around them in their opacity.
    """
    left, top, right, bottom = part
    margin = reach(ratio)
    columns, step = np.s_[left:right], scratch.band_rows - 2 * margin
    channels = line[..., None].view(np.uint8)
    for begin in range(top, bottom, step):
        end = min(begin + step, bottom)
        rows, here = np.s_[begin:end], np.s_[begin - top : end - top]
        if fill is not None:
            cv2.LUT(scratch.inside[rows, columns], look.fill_table, fill[here])
        first = max(0, begin - margin)
        _grow(scratch, first, min(len(scratch.cover), end + margin), ratio)
        drawn = np.s_[begin - first : end - first]
        cv2.LUT(scratch.codes[drawn, columns], look.line_table, line[here])
        cv2.insertChannel(scratch.shade[drawn, columns], channels[here], 3)


def _grow(scratch: Scratch, first: int, last: int, ratio: float) -> None:
    """Make the lines of some rows as wide as outlines are, and a dark tone around them: `codes` and `shade`."""
    rows, width = last - first, max(1, round(LINE_WIDTH * ratio))
    lead = (width - 1) // 2
    cover, owner = scratch.cover[first:last], scratch.owner[first:last]
    opacity = cv2.dilate(cover, _square(width), scratch.opacity[:rows], (lead, lead))
    # One pixel further on each side, for an antialiased line covers its neighbours too.
    wide = cv2.dilate(owner, _square(width + 2), scratch.wide[:rows], (lead + 1, lead + 1))
    cv2.merge([opacity, wide], scratch.codes[:rows].view(np.uint8).reshape(*opacity.shape, 2))
    shade = cv2.dilate(opacity, _square(2 * round(ratio) + 1), scratch.shade[:rows])
    cv2.convertScaleAbs(shade, shade, SHADE / 255)
    cv2.max(opacity, shade, shade)


def _square(side: int) -> np.ndarray:
    return np.ones((side, side), np.uint8)
