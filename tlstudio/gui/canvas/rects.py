"""Rectangles that are to be drawn anew."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from tlstudio.gui.canvas.look import Rect


def rects_of(region: QRegion) -> list[QRect]:
    """The rectangles of a region."""
    return list(region)  # pyright: ignore[reportArgumentType]  (the stub does not know that it can be iterated)


def merged(rects: list[Rect]) -> list[Rect]:
    """Join rectangles that overlap, so that nothing is drawn twice (a dragged shape's old and new place)."""
    merged: list[Rect] = []
    for rect in rects:
        joined = rect
        rest: list[Rect] = []
        for other in merged:
            apart = other[0] > joined[2] or other[2] < joined[0] or other[1] > joined[3] or other[3] < joined[1]
            if apart:
                rest.append(other)
            else:
                joined = (
                    min(other[0], joined[0]), min(other[1], joined[1]),
                    max(other[2], joined[2]), max(other[3], joined[3]),
                )  # fmt: skip
        merged = [*rest, joined]
    return merged
