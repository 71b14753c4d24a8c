"""From any samples (16 bit, signed, float, CMYK, alpha) to 8-bit RGB, by one rule for window, training and export.

The rules, and why:

* Unsigned samples of more than 8 bits are divided by the smallest usual depth (8, 10, 12, 14, 16, ... bits) that holds the
  largest value: a 10-bit camera's picture in a 16-bit file is not black, and two pictures of one camera stay comparable.
* Float samples within 0..1 are taken as they are; signed and other float samples are stretched between their
  percentiles 0.1 and 99.9. NaN and infinity are left out of the measure and drawn black or white.
* Where the picture uses less than an eighth of its range, it is stretched between the same percentiles, else nobody sees it.
* Transparency is laid over white. ICC profiles are ignored: the stored numbers are shown, and learnt from.
"""

from __future__ import annotations

import numpy as np

_DEPTHS = (8, 10, 12, 14, 16, 24, 32, 64)
_LOW, _HIGH = 0.1, 99.9
_NARROW = 1 / 8
# Percentiles of a large picture are read from a regular sample of this many values.
_SAMPLE = 1_000_000
# So many samples are worked on at once.
_BAND = 1 << 20


def to_uint8(samples: np.ndarray, *, bits: int | None = None) -> np.ndarray:
    """Scale samples of any numeric type, any shape, to uint8 of the same shape.

    Args:
        samples: Any shape; bool, integer or float.
        bits: Depth that the file states, where it does; else the smallest usual depth that fits.
    """
    if samples.dtype == np.uint8 and bits in (None, 8):
        return samples
    if samples.dtype == np.bool_:
        return samples.astype(np.uint8) * np.uint8(255)
    low, high = value_range(samples, bits)
    if samples.size <= _BAND:
        return _scaled(samples, low, high)
    # Whole, the steps in between would take eight times the memory of the picture.
    result = np.empty(samples.shape, np.uint8)
    rows = max(1, _BAND * len(samples) // samples.size)
    table = _scaled(np.arange(65536, dtype=np.uint16), low, high) if samples.dtype == np.uint16 else None
    for row in range(0, len(samples), rows):
        band = samples[row : row + rows]
        if table is not None:
            np.take(table, band, out=result[row : row + rows], mode="clip")
        else:
            result[row : row + rows] = _scaled(band, low, high)
    return result


def _scaled(samples: np.ndarray, low: float, high: float) -> np.ndarray:
    scaled = samples.astype(np.float32)
    scaled -= low
    scaled *= 255.0 / (high - low)
    return np.nan_to_num(scaled, nan=0.0, posinf=255.0, neginf=0.0).clip(0, 255).round().astype(np.uint8)


def value_range(samples: np.ndarray, bits: int | None = None) -> tuple[float, float]:
    """Return which values become black and white, by the rules above; the first is the smaller one."""
    # Not reshaped: that would copy a picture whose channels or rows are seen in another order.
    sample = samples.flat[:: max(1, samples.size // _SAMPLE)].astype(np.float64)
    sample = sample[np.isfinite(sample)]
    if sample.size == 0:
        return 0.0, 1.0
    low, high = (float(value) for value in np.percentile(sample, (_LOW, _HIGH)))
    nominal = _nominal(samples, sample, bits)
    if nominal is None or (high - low) < _NARROW * (nominal[1] - nominal[0]):
        # A flat picture has nothing to stretch: it becomes mid-grey in its nominal range, or black.
        return (low, high) if high > low else nominal or (low, low + 1.0)
    return nominal


def _nominal(samples: np.ndarray, finite: np.ndarray, bits: int | None) -> tuple[float, float] | None:
    """Return the range that the sample type stands for, or None where it says nothing."""
    if samples.dtype.kind == "u":
        top = int(samples.max())
        return 0.0, float(2 ** (bits or next(depth for depth in _DEPTHS if top < 2**depth)) - 1)
    if samples.dtype.kind == "f" and finite.min() >= 0.0 and finite.max() <= 1.0:
        return 0.0, 1.0
    return None


def to_rgb(pixels: np.ndarray) -> np.ndarray:
    """Return (H, W, 3) uint8 from (H, W) or (H, W, C) uint8: 1 = grey, 2 = grey + alpha, 3 = RGB, 4 = RGB + alpha, more = the first three."""
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    channels = pixels.shape[2]
    if channels == 1:
        return np.repeat(pixels, 3, axis=2)
    if channels == 2:
        return over_white(np.repeat(pixels[:, :, :1], 3, axis=2), pixels[:, :, 1])
    if channels == 4:
        return over_white(pixels[:, :, :3], pixels[:, :, 3])
    return np.ascontiguousarray(pixels[:, :, :3])


def over_white(rgb: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Lay (H, W, 3) uint8 colours over white by their (H, W) uint8 alpha."""
    if alpha.min() == 255:
        return np.ascontiguousarray(rgb)
    weight = alpha[:, :, None].astype(np.uint16)
    return ((rgb * weight + (255 - weight) * np.uint16(255) + 127) // 255).astype(np.uint8)


def cmyk_to_rgb(cmyk: np.ndarray) -> np.ndarray:
    """Convert (H, W, 4) uint8 ink amounts (0 = no ink) to RGB without a colour profile."""
    light = 255 - cmyk[:, :, :4].astype(np.uint16)
    return ((light[:, :, :3] * light[:, :, 3:] + 127) // 255).astype(np.uint8)
