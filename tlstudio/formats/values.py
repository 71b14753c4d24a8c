"""What a label file says as numbers, points and names, where it may say anything."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

from tlstudio.core.geometry.shapes import XY


def is_name(label: str) -> bool:
    """Whether a label has a sign that can be shown."""
    return any(not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cs") for sign in label)


def as_number(value: object) -> float | None:
    """Return a finite number, also from text; None = it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def as_numbers(values: object) -> list[float] | None:
    """Return a list's finite numbers; None = it is no list, or something in it is no number."""
    if not isinstance(values, list | tuple):
        return None
    numbers = [as_number(value) for value in values]
    good = [number for number in numbers if number is not None]
    return good if len(good) == len(numbers) else None


def as_points(values: object) -> tuple[XY, ...] | None:
    """Return points from `[[x, y], ...]`; None = something in it is none."""
    if not isinstance(values, list | tuple):
        return None
    points = [as_numbers(value) for value in values]
    return None if any(p is None or len(p) != 2 for p in points) else tuple((p[0], p[1]) for p in points if p)


def pairs(numbers: Iterable[float]) -> tuple[XY, ...]:
    """Return x, y, x, y, ... as points; an odd number at the end is left out."""
    flat = list(numbers)
    return tuple(zip(flat[0::2], flat[1::2], strict=False))


def opened(ring: tuple[XY, ...]) -> tuple[XY, ...]:
    """Return a ring without its last point where that is the first one again."""
    return ring[:-1] if len(ring) > 3 and ring[0] == ring[-1] else ring
