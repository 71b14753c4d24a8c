"""Colour, gradient and texture histograms: what could be had before networks; the honest baseline in tables."""

from __future__ import annotations

import numpy as np

from tlstudio.core.cards import BackboneCard

CARD = BackboneCard(
    key="handcrafted",
    title="Handcrafted histograms",
    family="handcrafted",
    licence="Apache-2.0",
    input_size=128,
    embedding_dim=64 + 16 * 18 + 4 * 59,
    parameters_millions=0.0,
    mean=(0.0, 0.0, 0.0),
    std=(1.0, 1.0, 1.0),
    taps=(),
    weights=None,
    paper="Dalal and Triggs 2005 (gradients); Ojala, Pietikainen, Maenpaa 2002 (local binary patterns)",
    milliseconds=0.4,
    when="For comparison only: shows what the networks add.",
)

_COLOUR_BINS = (16, 4)
_GRADIENT_CELLS, _GRADIENT_BINS = 4, 18
_PATTERN_CELLS, _PATTERNS = 2, 59


def features(picture: np.ndarray) -> np.ndarray:
    """Describe one picture.

    Args:
        picture: (S, S, 3) uint8 RGB.

    Returns:
        (588,) float32 of length 1: hue x saturation, gradient directions by cell, uniform local binary patterns by
        cell; each block of length 1 before they are put side by side.
    """
    import cv2

    hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    colour = cv2.calcHist([hsv], [0, 1], None, list(_COLOUR_BINS), [0, 180, 0, 256]).ravel()
    blocks = [np.sqrt(colour), _gradients(grey), np.sqrt(_patterns(grey))]
    rows = [block / max(float(np.linalg.norm(block)), 1e-9) for block in blocks]
    return (np.concatenate(rows) / np.sqrt(len(rows))).astype(np.float32)


def _gradients(grey: np.ndarray) -> np.ndarray:
    """Magnitude by direction (0..360 degrees) in each of 4 x 4 cells."""
    import cv2

    x = cv2.Sobel(grey, cv2.CV_32F, 1, 0)
    y = cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    magnitude, angle = cv2.cartToPolar(x, y, angleInDegrees=True)
    bins = np.minimum((angle * (_GRADIENT_BINS / 360.0)).astype(np.int64), _GRADIENT_BINS - 1)
    return _by_cell(bins, magnitude, _GRADIENT_CELLS, _GRADIENT_BINS)


def _patterns(grey: np.ndarray) -> np.ndarray:
    """Counts of the 58 uniform local binary patterns and of all others, in each of 2 x 2 cells."""
    centre = grey[1:-1, 1:-1]
    height, width = grey.shape
    code = np.zeros(centre.shape, np.int64)
    around = ((-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1))
    for bit, (down, right) in enumerate(around):
        neighbour = grey[1 + down : height - 1 + down, 1 + right : width - 1 + right]
        code |= (neighbour >= centre).astype(np.int64) << bit
    return _by_cell(_uniform_codes()[code], np.ones(centre.shape, np.float32), _PATTERN_CELLS, _PATTERNS)


def _uniform_codes() -> np.ndarray:
    """256 patterns -> 0..57 for those with at most two changes around the circle, 58 for the rest."""
    codes = np.arange(256)
    changes = sum(((codes >> i) & 1) != ((codes >> ((i + 1) % 8)) & 1) for i in range(8))
    uniform = np.flatnonzero(changes <= 2)
    table = np.full(256, _PATTERNS - 1)
    table[uniform] = np.arange(len(uniform))
    return table


def _by_cell(bins: np.ndarray, weights: np.ndarray, cells: int, n_bins: int) -> np.ndarray:
    """Weighted histogram (cells * cells * n_bins,) over a grid of cells."""
    height, width = bins.shape
    row = np.arange(height)[:, None] * cells // height
    column = np.arange(width)[None, :] * cells // width
    place = (row * cells + column) * n_bins + bins
    return np.bincount(place.ravel(), weights.ravel().astype(np.float64), minlength=cells * cells * n_bins)
