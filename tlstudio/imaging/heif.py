"""HEIF and HEIC pictures of phones, if the optional package pi-heif is there."""

from __future__ import annotations

import importlib
import importlib.util
import io
from typing import Any

import numpy as np

from tlstudio.imaging.pillow import Header
from tlstudio.imaging.source import Fault, check_size
from tlstudio.imaging.tones import to_rgb

_MISSING = "is a HEIF/HEIC picture, and the package that reads them is not installed"
_HINT = "Install it with `pip install tlstudio[heif]`, or save the picture as JPEG."
_DAMAGE = (OSError, ValueError, RuntimeError, EOFError, SyntaxError, IndexError, MemoryError)


def read_header(data: bytes) -> Header:
    """Read size and mode; the container's own turns are applied, EXIF's orientation does not count beside them.

    Raises:
        Fault: pi-heif is missing, or the file is damaged.
        TooLarge: Beyond the limits.
    """
    picture = _open(data)
    return Header(picture.size[0], picture.size[1], 1, picture.mode, 1)


def decode(data: bytes) -> np.ndarray:
    """Decode the main picture to (H, W, 3) uint8 RGB, upright; more than 8 bits are brought to 8.

    Raises:
        Fault: pi-heif is missing, or the file is damaged.
        TooLarge: Beyond the limits.
    """
    picture = _open(data)
    try:
        return to_rgb(np.asarray(picture))
    except _DAMAGE as err:
        raise _damaged(err) from err


def _open(data: bytes) -> Any:
    if importlib.util.find_spec("pi_heif") is None:
        raise Fault(_MISSING, hint=_HINT)
    pi_heif = importlib.import_module("pi_heif")
    try:
        # Nothing is decoded before its pixels are asked for.
        picture = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
    except _DAMAGE as err:
        raise _damaged(err) from err
    check_size(*picture.size, bytes_per_pixel=4)
    return picture


def _damaged(err: BaseException) -> Fault:
    return Fault(
        "is damaged, or a kind of HEIF that cannot be decoded",
        hint="Copy it again, or save it as JPEG.",
        detail=str(err),
    )
