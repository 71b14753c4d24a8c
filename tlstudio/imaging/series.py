"""Slices of a DICOM series that lie in files of their own: which belong together, and in which order."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.imaging.signature import EXTENSIONS, VIDEO_EXTENSIONS

PREFIX = "series "
"""How the name of a group begins that is a series of slices."""
_OTHER_EXTENSIONS = (EXTENSIONS | VIDEO_EXTENSIONS) - {".dcm"}
_TAGS = [
    "SeriesInstanceUID",
    "InstanceNumber",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "SliceLocation",
]


@dataclass(frozen=True, slots=True)
class _Slice:
    """Where a file stands in its series.

    Attributes:
        height: Along the normal of the slices in millimetres; None = not said.
        number: Instance number; None = not said.
    """

    path: Path
    series: str
    height: float | None
    number: int | None


def in_order(files: Sequence[Path]) -> tuple[list[Path], dict[Path, str]]:
    """Put the slices of each DICOM series in their order in space, where the first of them stood.

    Without positions that tell all slices apart (a series over time has each several times), the instance number
    counts. What is no DICOM file, or cannot be read, stays where it is; without pydicom all do.

    Returns:
        The files, and for slices the name of their group: made from the series' number, which itself is not kept.
    """
    if importlib.util.find_spec("pydicom") is None:
        return list(files), {}
    found = [_slice_of(path) if path.suffix.lower() not in _OTHER_EXTENSIONS else None for path in files]
    series: dict[str, list[_Slice]] = {}
    for one in found:
        if one is not None:
            series.setdefault(one.series, []).append(one)
    ordered: list[Path] = []
    for path, one in zip(files, found, strict=True):
        if one is None:
            ordered.append(path)
        elif one.series in series:
            ordered += [each.path for each in _sorted(series.pop(one.series))]
    return ordered, {one.path: _name(one.series) for one in found if one is not None}


def _sorted(slices: list[_Slice]) -> list[_Slice]:
    heights = {one.height for one in slices}
    if None not in heights and len(heights) == len(slices):
        return sorted(slices, key=lambda one: one.height or 0.0)
    if all(one.number is not None for one in slices):
        return sorted(slices, key=lambda one: one.number or 0)
    return slices


def _slice_of(path: Path) -> _Slice | None:
    pydicom = importlib.import_module("pydicom")
    try:
        with path.open("rb") as file:
            has_signature = file.read(132)[128:] == b"DICM"
        if not has_signature and path.suffix.lower() != ".dcm":
            return None
        dataset = pydicom.dcmread(path, force=not has_signature, stop_before_pixels=True, specific_tags=_TAGS)
        series = str(dataset.get("SeriesInstanceUID") or "")
        number = dataset.get("InstanceNumber")
        return _Slice(path, series, _height(dataset), None if number is None else int(number)) if series else None
    except (pydicom.errors.InvalidDicomError, OSError, ValueError, TypeError, AttributeError, EOFError):
        return None  # said where the file is read


def _height(dataset: Any) -> float | None:
    position, axes = dataset.get("ImagePositionPatient"), dataset.get("ImageOrientationPatient")
    if position is not None and axes is not None and len(position) == 3 and len(axes) == 6:
        rows, columns = np.array(axes[:3], float), np.array(axes[3:], float)
        # Equal planes must give equal numbers, whatever the rounding.
        return round(float(np.dot(np.cross(rows, columns), np.array(position, float))), 4)
    location = dataset.get("SliceLocation")
    return None if location is None else round(float(location), 4)


def _name(series: str) -> str:
    return f"{PREFIX}{hashlib.blake2b(series.encode(), digest_size=6).hexdigest()}"
