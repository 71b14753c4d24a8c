"""Vary training images: mild by default, strong by choice; the words here are what the window shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from tlstudio.imaging.read import read_for_network


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How far one draw may move away from the plain picture.

    Attributes:
        words: What a person reads below the preview.
        smallest_crop: Side of the smallest crop, as a share of the picture's.
        turn: Largest rotation to either side in degrees.
        light: Largest relative change of brightness and contrast.
        colour: Largest relative change of each colour channel.
        upside_down: Whether quarter turns and vertical flips are allowed.
    """

    words: str
    smallest_crop: float = 1.0
    turn: float = 0.0
    light: float = 0.0
    colour: float = 0.0
    flip: bool = True
    upside_down: bool = False


#: Strong lost 6 points on a small medical set and won nowhere (docs/performance.md), so mild is the default.
AUGMENTATIONS = {
    "none": Augmentation("Images are not varied", flip=False),
    "mild": Augmentation("Mirrored, small crops, light", smallest_crop=0.88, light=0.08),
    "strong": Augmentation(
        "Mirrored, quarter turns, crops, turned up to 15 degrees, light and colour",
        smallest_crop=0.65,
        turn=15.0,
        light=0.2,
        colour=0.2,
        upside_down=True,
    ),
}


def draw(rgb: np.ndarray, augmentation: Augmentation, rng: np.random.Generator) -> np.ndarray:
    """Return one varied picture.

    Args:
        rgb: (S, S, 3) uint8.

    Returns:
        (S, S, 3) uint8, a new array.
    """
    side = rgb.shape[0]
    crop = rng.uniform(augmentation.smallest_crop, 1.0)
    angle = rng.uniform(-augmentation.turn, augmentation.turn)
    room = (1.0 - crop) / 2.0 * side
    shift = rng.uniform(-room, room, 2)
    centre = (side - 1) / 2.0
    matrix = cv2.getRotationMatrix2D((centre + shift[0], centre + shift[1]), angle, 1.0 / crop)
    matrix[:, 2] -= shift
    if augmentation.flip and rng.random() < 0.5:
        matrix[0] = -matrix[0]
        matrix[0, 2] += side - 1
    varied = cv2.warpAffine(rgb, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    if augmentation.upside_down:
        varied = np.rot90(varied, int(rng.integers(4)))
    if augmentation.light or augmentation.colour:
        varied = _relight(varied, augmentation, rng)
    return np.ascontiguousarray(varied)


def _relight(rgb: np.ndarray, augmentation: Augmentation, rng: np.random.Generator) -> np.ndarray:
    contrast = 1.0 + rng.uniform(-augmentation.light, augmentation.light)
    brightness = 255.0 * rng.uniform(-augmentation.light, augmentation.light) / 2.0
    tint = 1.0 + rng.uniform(-augmentation.colour, augmentation.colour, 3)
    levels = np.arange(256, dtype=np.float64)[:, None]
    table = np.clip(((levels - 127.5) * contrast + 127.5 + brightness) * tint, 0, 255).round().astype(np.uint8)
    return cv2.LUT(np.ascontiguousarray(rgb), table.reshape(256, 1, 3))


def preview(path: Path, name: str, count: int, *, size: int = 224, page: int = 0, seed: int = 0) -> list[np.ndarray]:
    """Return the plain picture and `count - 1` draws of it, as training would see them.

    Raises:
        ImageUnreadable: The picture cannot be decoded.
    """
    plain = read_for_network(path, page=page, size=size)
    return [plain] + [draw(plain, AUGMENTATIONS[name], np.random.default_rng((seed, 0, k))) for k in range(1, count)]
