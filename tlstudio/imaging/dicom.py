"""DICOM slices, if the optional package pydicom is there; never any of the patient's data."""

from __future__ import annotations

import importlib
import importlib.util
import io
from typing import Any

import numpy as np

from tlstudio.imaging.pillow import Header
from tlstudio.imaging.source import Fault, check_size
from tlstudio.imaging.tones import to_rgb, to_uint8

_MISSING = "is a DICOM file, and the package that reads them is not installed"
_HINT = "Install it with `pip install tlstudio[dicom]`, then add the file again."


def read_header(data: bytes) -> Header:
    """Read size and number of frames.

    Raises:
        Fault: pydicom is missing, or the file holds no picture.
        TooLarge: Beyond the limits.
    """
    dataset = _dataset(data)
    mode = "I;16" if int(dataset.get("SamplesPerPixel", 1)) == 1 else "RGB"
    return Header(int(dataset.Columns), int(dataset.Rows), _frames(dataset), mode, 1)


def decode(data: bytes, page: int = 0) -> np.ndarray:
    """Decode one frame to (H, W, 3) uint8: rescaled, windowed where the file says how (the first window), MONOCHROME1 inverted.

    Raises:
        Fault: pydicom is missing, the file holds no picture, or its compression needs another package.
        TooLarge: Beyond the limits.
    """
    dataset = _dataset(data)
    if not 0 <= page < _frames(dataset):
        raise Fault(f"has {_frames(dataset)} frames; number {page + 1} is not there")
    tools = importlib.import_module("pydicom.pixels")
    try:
        samples = tools.pixel_array(dataset, index=page)
        meaning = str(dataset.get("PhotometricInterpretation", "MONOCHROME2"))
        if samples.ndim == 3:
            return to_rgb(to_uint8(tools.convert_color_space(samples, meaning, "RGB") if meaning != "RGB" else samples))
        pixels = _grey(tools, samples, dataset)
    except (RuntimeError, ValueError, TypeError, AttributeError, NotImplementedError, IndexError) as err:
        raise Fault(
            "is a DICOM file whose picture cannot be decoded", hint="Export it as PNG.", detail=str(err)
        ) from err
    return to_rgb(255 - pixels if meaning == "MONOCHROME1" else pixels)


def decode_values(data: bytes, page: int = 0) -> tuple[np.ndarray, tuple[float, float] | None, bool]:
    """Decode one grey frame to its rescaled values (Hounsfield units for CT), (H, W).

    Returns:
        The values, the file's first window as (black, white) or None, and whether the smallest value is white.

    Raises:
        Fault: No grey picture, or it cannot be decoded.
    """
    dataset = _dataset(data)
    tools = importlib.import_module("pydicom.pixels")
    try:
        samples = tools.pixel_array(dataset, index=page)
        if samples.ndim != 2:
            raise Fault("is a colour picture")
        values = tools.apply_rescale(samples, dataset)
        centre, width = _first(dataset.get("WindowCenter")), _first(dataset.get("WindowWidth"))
    except (RuntimeError, ValueError, TypeError, AttributeError, NotImplementedError, IndexError) as err:
        raise Fault("is a DICOM file whose picture cannot be decoded", detail=str(err)) from err
    has_window = centre is not None and width is not None and width > 1 and not dataset.get("VOILUTSequence")
    window = (
        (centre - width / 2, centre + width / 2) if has_window and centre is not None and width is not None else None
    )
    whole = np.issubdtype(values.dtype, np.floating) and bool((values == np.rint(values)).all())
    is_inverted = str(dataset.get("PhotometricInterpretation", "")) == "MONOCHROME1"
    return values.astype(np.int32) if whole else values, window, is_inverted


def _grey(tools: Any, samples: np.ndarray, dataset: Any) -> np.ndarray:
    """Bring (H, W) samples to uint8 by the file's table or window; without either by the rules of `tones`."""
    values = tools.apply_rescale(samples, dataset)
    if dataset.get("VOILUTSequence"):
        shown = tools.apply_voi_lut(values, dataset)
        return to_uint8(shown, bits=int(dataset.VOILUTSequence[0].LUTDescriptor[2]))
    centre, width = _first(dataset.get("WindowCenter")), _first(dataset.get("WindowWidth"))
    function = str(dataset.get("VOILUTFunction") or "LINEAR").upper()
    if centre is None or width is None or width <= (1 if function == "LINEAR" else 0):
        return to_uint8(values)
    values = values.astype(np.float64)
    if function == "SIGMOID":
        shown = 1 / (1 + np.exp(np.clip(-4 * (values - centre) / width, -60, 60)))
    elif function == "LINEAR_EXACT":
        shown = (values - centre) / width + 0.5
    else:
        shown = (values - (centre - 0.5)) / (width - 1) + 0.5  # PS3.3, C.11.2.1.2.1
    # The window is the full range of grey; stretching once more would undo what it makes alike in neighbouring slices.
    return (shown.clip(0, 1) * 255).round().astype(np.uint8)


def _first(value: Any) -> float | None:
    """The first of one or several numbers; several windows are alternatives, the first is the usual one."""
    if value is None or value == "":
        return None
    return float(value[0] if hasattr(value, "__len__") and not isinstance(value, str) else value)


def _frames(dataset: Any) -> int:
    return int(dataset.get("NumberOfFrames", 1) or 1)


def _dataset(data: bytes) -> Any:
    if importlib.util.find_spec("pydicom") is None:
        raise Fault(_MISSING, hint=_HINT)
    pydicom = importlib.import_module("pydicom")
    try:
        dataset = pydicom.dcmread(io.BytesIO(data), force=data[128:132] != b"DICM")
    except (pydicom.errors.InvalidDicomError, OSError, ValueError, AttributeError) as err:
        raise Fault("is damaged: its DICOM header cannot be read", detail=str(err)) from err
    if "PixelData" not in dataset or "Rows" not in dataset:
        raise Fault("is a DICOM file without a picture")
    channels = int(dataset.get("SamplesPerPixel", 1))
    check_size(
        int(dataset.Columns), int(dataset.Rows), bytes_per_pixel=channels * int(dataset.get("BitsAllocated", 16)) // 8
    )
    return dataset
