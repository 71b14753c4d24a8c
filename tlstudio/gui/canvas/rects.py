"""Rectangles that are to be drawn anew."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from tlstudio.gui.canvas.look import Place, Rect


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


def device_rect(bounds: tuple[float, float, float, float], place: Place, slack: int = 8) -> Rect:
    """What is drawn of something in the device's pixels.

    Args:
        bounds: Left, top, right, bottom in image pixels.
        place: Where the image lies.
        slack: Device pixels left around its outline, for marks of points.
    """
    margin = 4 * place.ratio + slack
    return (
        int(bounds[0] * place.scale + place.left - margin),
        int(bounds[1] * place.scale + place.top - margin),
        int(bounds[2] * place.scale + place.left + margin) + 1,
        int(bounds[3] * place.scale + place.top + margin) + 1,
    )


def logical_rect(rect: Rect, ratio: float) -> QRect:
    """A rectangle of device pixels in the view's own, a little larger."""
    box = QRectF(rect[0] / ratio, rect[1] / ratio, (rect[2] - rect[0]) / ratio, (rect[3] - rect[1]) / ratio)
    return box.toAlignedRect().adjusted(-1, -1, 1, 1)
