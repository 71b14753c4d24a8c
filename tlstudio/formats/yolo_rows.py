"""What the rows of YOLO's label files say: boxes, polygons, four corners, scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tlstudio.core.geometry import measure
from tlstudio.core.geometry.shapes import XY, Box, Geometry, Point, Polygon, Ring, RotatedBox
from tlstudio.formats import faults
from tlstudio.formats.coco_keypoints import KEYPOINT
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.records import LabelledShape
from tlstudio.formats.textfile import read_lines
from tlstudio.formats.values import as_number, pairs
from tlstudio.formats.yolo_classes import Classes

AUTO, DETECT, SEGMENT, OBB = KINDS = ("auto", "detect", "segment", "obb")
_HEADS = ("imagesource:", "gsd:")


@dataclass(frozen=True, slots=True)
class Row:
    """One object, before it is known what rows with four corners mean.

    Attributes:
        is_corners: Four points.
        points: Of a pose: name, x and y in pixels, and visibility (0 = absent, 1 = hidden, 2 = seen).
        score: 0..1, where a model wrote the row.
    """

    picture: Picture
    file: Path
    line: int
    label: str
    geometry: Box | Polygon
    is_corners: bool = False
    difficult: bool = False
    points: tuple[tuple[str, XY, float], ...] = ()
    score: float | None = None


def read_rows(file: Path, picture: Picture, classes: Classes, gathered: Gatherer) -> list[Row]:
    """Read the rows of one label file; those that make no sense are listed."""
    try:
        lines = read_lines(file)
    except OSError as err:
        gathered.refuse(picture, str(file), faults.unreadable(err))
        return []
    rows: list[Row] = []
    # A model writes how sure it is behind every box and polygon; in single rows a number too many is a mistake.
    is_scored = all(len(line.split()) % 2 == 0 for line in lines if line.strip() and not line.startswith(_HEADS))
    for number, line in enumerate(lines, start=1):
        words = line.split()
        if not words or line.startswith(_HEADS):
            continue
        row = _row(words, picture, file, number, classes, is_scored)
        if isinstance(row, str):
            gathered.refuse(picture, str(file), row, number)
        else:
            rows.append(row)
    return rows


def _row(words: list[str], picture: Picture, file: Path, line: int, classes: Classes, is_scored: bool) -> Row | str:
    if len(words) in (9, 10) and as_number(words[8]) is None:
        corners = [as_number(word) for word in words[:8]]
        if None in corners:
            return faults.NO_NUMBER
        ring = pairs(float(corner or 0) for corner in corners)
        is_difficult = len(words) == 10 and words[9] not in ("0", "0.0")
        return Row(picture, file, line, words[8], Polygon((ring,)), is_corners=True, difficult=is_difficult)
    values = [as_number(word) for word in words]
    if None in values:
        return faults.NO_NUMBER
    numbers = [float(value or 0) for value in values]
    class_id, shares = numbers[0], numbers[1:]
    if class_id != int(class_id) or int(class_id) not in classes.names:
        return f"has the class {words[0]}, which {classes.source.name} does not name"
    label = classes.names[int(class_id)]
    points_of_pose, numbers_of_point = classes.keypoints
    is_pose = points_of_pose > 0 and len(shares) == 4 + points_of_pose * numbers_of_point
    if len(shares) in (4, 5) or is_pose:
        x, y, width, height = shares[0] * picture.width, shares[1] * picture.height, *_scaled(shares[2:4], picture)
        score = _score(shares[4]) if len(shares) == 5 else None
        box = Box(x - width / 2, y - height / 2, width, height)
        points = (
            _points(shares[4:], numbers_of_point, picture, classes.point_names.get(int(class_id), []))
            if is_pose
            else ()
        )
        return Row(picture, file, line, label, box, points=points, score=score)
    score = None
    if is_scored and len(shares) >= 7 and 0 < shares[-1] < 1:
        score, shares = shares[-1], shares[:-1]
    if len(shares) < 6 or len(shares) % 2:
        return f"has {len(shares)} numbers, neither a box (4) nor points of a polygon (6, 8, ...)"
    ring = tuple((x * picture.width, y * picture.height) for x, y in pairs(shares))
    return Row(picture, file, line, label, Polygon((ring,)), is_corners=len(ring) == 4, score=score)


def _points(
    shares: Sequence[float], size: int, picture: Picture, names: Sequence[str]
) -> tuple[tuple[str, XY, float], ...]:
    """Return the points of a pose; those without visibility are seen, and absent where they lie in the corner."""
    points: list[tuple[str, XY, float]] = []
    for at, start in enumerate(range(0, len(shares), size)):
        x, y, *more = shares[start : start + size]
        visibility = more[0] if more else 2.0 * bool(x or y)
        name = names[at] if at < len(names) and names[at] else str(at + 1)
        points.append((name, (x * picture.width, y * picture.height), visibility))
    return tuple(points)


def _score(number: float) -> float | None:
    return number if 0 <= number <= 1 else None


def _scaled(shares: Sequence[float], picture: Picture) -> tuple[float, float]:
    return shares[0] * picture.width, shares[1] * picture.height


def add_rows(rows: Sequence[Row], gathered: Gatherer, kind: str = AUTO) -> str:
    """Add all rows; return in words what they are.

    Args:
        kind: What rows of points are; `auto` = rotated boxes where all of them are rectangles, else polygons.
    """
    polygons = [row for row in rows if isinstance(row.geometry, Polygon)]
    are_rectangles = bool(polygons) and all(
        row.is_corners and _is_rectangle(row.geometry.rings[0]) for row in polygons if isinstance(row.geometry, Polygon)
    )
    is_rotated = kind == OBB or (kind == AUTO and are_rectangles)
    for number, row in enumerate(rows, start=1):
        geometry: Geometry = row.geometry
        if isinstance(geometry, Polygon):
            if is_rotated and not row.is_corners:
                gathered.refuse(
                    row.picture, str(row.file), faults.too_few(len(geometry.rings[0]), 4, "points"), row.line
                )
                continue
            if is_rotated:
                geometry = RotatedBox.from_corners(geometry.rings[0])
            elif kind == DETECT:
                geometry = measure.bounds(geometry)
        points = [one for one in row.points if one[2] > 0]
        group = number if points else None
        shape = LabelledShape(row.label, geometry, difficult=row.difficult, score=row.score, line=row.line, group=group)
        gathered.add(row.picture, shape, str(row.file))
        for name, place, visibility in points:
            point = LabelledShape(row.label, Point(*place), {KEYPOINT: name}, occluded=visibility == 1, group=group)
            gathered.add(row.picture, replace(point, line=row.line), str(row.file))
    if any(row.points for row in rows):
        gathered.notes.setdefault(
            "Key points are points of one group with the object's box or mask; the lines between them are not kept."
        )
    if kind == DETECT:
        return f"{len(rows):,} boxes"
    if is_rotated and kind == OBB:
        return f"{len(polygons):,} rotated boxes"
    if is_rotated:
        gathered.notes.setdefault("Every polygon is a rectangle with four corners: they were read as rotated boxes.")
        return f"{len(polygons):,} rotated boxes"
    return f"{len(rows) - len(polygons):,} boxes and {len(polygons):,} polygons" if polygons else f"{len(rows):,} boxes"


def _is_rectangle(ring: Ring) -> bool:
    """Whether the diagonals halve each other and are equally long, within rounding."""
    a, b, c, d = ring
    first, second = math.dist(a, c), math.dist(b, d)
    slack = 0.5 + 0.01 * max(first, second)
    middles = math.dist(((a[0] + c[0]) / 2, (a[1] + c[1]) / 2), ((b[0] + d[0]) / 2, (b[1] + d[1]) / 2))
    return abs(first - second) <= slack and middles <= slack
