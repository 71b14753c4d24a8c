"""How shapes are drawn: colours and opacity of the labels, and where the image lies on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tlstudio.gui.canvas.viewport import Viewport

LINE_WIDTH = 2.0
POINT_RADIUS = 5.0

Colour = tuple[int, int, int]
Rect = tuple[int, int, int, int]


@dataclass(frozen=True)
class Look:
    """How shapes are drawn.

    Attributes:
        colours: Label id -> (blue, green, red).
        fill: Opacity of insides, 0 to 1; 0 = outlines only.
    """

    colours: Mapping[int, Colour] = field(default_factory=dict[int, Colour])
    fill: float = 0.35
    other: Colour = (160, 160, 160)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Label id -> number of its colour, 1 to 255; labels without a colour share the first, grey."""
        distinct = {colour: number for number, colour in enumerate(dict.fromkeys(self.colours.values()), start=2)}
        return {label: min(distinct[colour], 255) for label, colour in self.colours.items()}

    def numbers_of(self, labels: np.ndarray) -> list[int]:
        """Numbers of the colours of many label ids."""
        numbers = self.numbers
        return [numbers.get(label, 1) for label in labels.tolist()]

    @cached_property
    def fill_table(self) -> np.ndarray:
        """(256,) int32: premultiplied colour of an inside by its number, 0 transparent."""
        return self._colours(self.fill).view(np.int32).ravel()

    @cached_property
    def line_table(self) -> np.ndarray:
        """(65536,) int32: premultiplied colour of an outline by its opacity and 256 times its number."""
        shares = np.arange(256, dtype=np.float32) / 255
        colours = np.rint(self._colours(1.0)[:, None, :] * shares[None, :, None]).astype(np.uint8)
        return colours.view(np.int32).ravel()

    def _colours(self, opacity: float) -> np.ndarray:
        """(256, 4) uint8, premultiplied BGRA by number."""
        table = np.zeros((256, 4), np.uint8)
        table[1] = [round(channel * opacity) for channel in (*self.other, 255)]
        for label, number in self.numbers.items():
            table[number] = [round(channel * opacity) for channel in (*self.colours[label], 255)]
        return table


@dataclass(frozen=True, slots=True)
class Place:
    """Where the image lies, in device pixels: x' = x * scale + left.

    Attributes:
        ratio: Device pixels per logical pixel; widths of lines follow it.
    """

    scale: float
    left: float
    top: float
    ratio: float = 1.0

    @classmethod
    def of(cls, port: Viewport, ratio: float) -> Place:
        """Where a view shows the image, at so many device pixels per logical one."""
        return cls(port.zoom * ratio, port.offset[0] * ratio, port.offset[1] * ratio, ratio)

    def to_image(self, rect: Rect) -> tuple[float, float, float, float]:
        """A rectangle of device pixels in image pixels."""
        x0, y0, x1, y1 = rect
        return (
            (x0 - self.left) / self.scale,
            (y0 - self.top) / self.scale,
            (x1 - self.left) / self.scale,
            (y1 - self.top) / self.scale,
        )
