"""Pictures that the program stored as JPEG (thumbnails, cut-outs, previews), ready to be painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np


def stored_picture(jpeg: bytes) -> QImage:
    """Decode a stored JPEG; safe in any thread.

    `QImage.fromData` is not: it keeps Python's lock while it waits for the lock around Qt's image plug-ins, and whoever
    holds that one may be inside a plug-in that asks for a translated word, which our translator, written in Python,
    cannot give without Python's lock. Two worker threads were found waiting for each other like that.

    Returns:
        A picture in the format that paints quickest; a null picture where the bytes are damaged.
    """
    from tlstudio.imaging.thumbnails import decode  # brings OpenCV: not needed to show the window

    pixels = decode(jpeg)
    return QImage() if pixels is None else picture_of_pixels(pixels)


def picture_of_pixels(rgb: np.ndarray) -> QImage:
    """Return (H, W, 3) uint8 RGB as a picture of its own memory, in the format that paints quickest."""
    height, width, _ = rgb.shape
    shared = QImage(rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return shared.convertToFormat(QImage.Format.Format_RGB32)
