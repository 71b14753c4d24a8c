"""A decoded picture as the view takes it: levels for smooth drawing, made where the decoder works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtGui import QImage

from tlstudio.core.words import Image
from tlstudio.gui.canvas.deep_picture import DeepPicture
from tlstudio.gui.canvas.tiles import Tiles
from tlstudio.imaging.read import read_bgra

HALVE_FROM = 2048

Key = tuple[str, int]


@dataclass(frozen=True)
class Picture:
    """A decoded picture.

    Attributes:
        levels: Largest first, each half as wide as the one before; Format_RGB32.
        full_size: Width and height of the image in its own pixels, upright.
        deep: Its own values, where it has more than 8 bits a sample; these are painted instead of the levels.
        tiles: Where every pixel comes from while the levels are but an overview.
    """

    key: Key
    levels: tuple[QImage, ...]
    full_size: tuple[int, int]
    deep: DeepPicture | None = None
    tiles: Tiles | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every pixel of the image is there, or comes by itself."""
        return self.tiles is not None or self.levels[0].width() >= self.full_size[0]

    @property
    def bytes(self) -> int:
        """Memory it takes, values and tiles apart."""
        return sum(level.sizeInBytes() for level in self.levels)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a picture cannot be shown."""

    key: Key
    sentence: str
    hint: str


def key_of(image: Image) -> Key:
    """Return what identifies a picture: its content and its page."""
    return image.content_hash, image.page


def pixels_of(image: QImage) -> np.ndarray:
    """Return the memory of a picture of Format_RGB32 as (H, W, 4) uint8 BGRA; writing into it changes the picture."""
    return np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)


def to_qimage(rgb: np.ndarray) -> QImage:
    """Return a QImage of Format_RGB32 that owns its pixels, from (H, W, 3) uint8 RGB.

    Converting here, in the worker, spares the window's thread a conversion at every paint.
    """
    height, width = rgb.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    cv2.cvtColor(rgb, cv2.COLOR_RGB2BGRA, dst=pixels_of(image))
    return image


def read_whole(path: Path, page: int) -> QImage:
    """Decode every pixel of a picture into a QImage of Format_RGB32: nothing else of its size is in memory meanwhile.

    Raises:
        ImageUnreadable: Missing, damaged, or not a picture.
        ImageTooLarge: More pixels than are decoded.
    """
    images: list[QImage] = []

    def allocate(width: int, height: int) -> np.ndarray:
        images[:] = [QImage(width, height, QImage.Format.Format_RGB32)]
        return pixels_of(images[0])

    read_bgra(path, allocate, page=page)
    return images[0]


def build_levels(rgb: np.ndarray) -> tuple[QImage, ...]:
    """Return the picture and its halves, down to where a level is under 2,048 pixels."""
    return with_halves(to_qimage(rgb))


def with_halves(whole: QImage) -> tuple[QImage, ...]:
    """Return a picture of Format_RGB32 and its halves, down to where a level is under 2,048 pixels."""
    levels = [whole]
    while max(levels[-1].width(), levels[-1].height()) >= HALVE_FROM:
        larger = levels[-1]
        size = (max(1, larger.width() // 2), max(1, larger.height() // 2))
        half = QImage(*size, QImage.Format.Format_RGB32)
        cv2.resize(pixels_of(larger), size, dst=pixels_of(half), interpolation=cv2.INTER_AREA)
        levels.append(half)
    return tuple(levels)
