"""CVAT's elements as shapes: boxes (turned too), polygons, points, ellipses and masks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from tlstudio.core.errors import BadRecord
from tlstudio.core.geometry import rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, RotatedBox, ellipse
from tlstudio.core.words import Attribute
from tlstudio.formats import faults
from tlstudio.formats.coco_keypoints import KEYPOINT
from tlstudio.formats.cvat_meta import FLAGS, NOTE, value_of
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.records import LabelledShape
from tlstudio.formats.values import as_number, as_points
from tlstudio.formats.xmlfile import Node

SHAPES = ("box", "polygon", "polyline", "points", "ellipse", "mask", "skeleton", "cuboid")
_CANNOT = {"polyline": "line", "skeleton": "skeleton", "cuboid": "cuboid"}


class Adder:
    """Adds the shapes of one file to its pictures."""

    def __init__(self, file: Path, gathered: Gatherer) -> None:
        self.gathered = gathered
        self._file = file
        # Points that CVAT keeps as one shape become a group; its number stays clear of CVAT's own.
        self._group = 1_000_000

    def add(self, node: Node, label: str, picture: Picture, extra: Mapping[str, Attribute] | None = None) -> None:
        """Add what an element holds, or list why not.

        Args:
            extra: Attributes beside those that it says itself.
        """
        parts = list(node.all("points")) if node.tag == "skeleton" else [node]
        placed: list[tuple[Node, Geometry]] = []
        for part in parts or [node]:
            if part is not node and part.attributes.get("outside") == "1":
                continue
            try:
                placed += [(part, geometry) for geometry in geometries_of(part, picture)]
            except BadRecord as err:
                self.gathered.refuse(picture, self._file.name, faults.reason_of(err), part.line)
        said = as_number(node.attributes.get("group_id"))
        group = int(said) if said else self._group + 1 if len(placed) > 1 else None
        self._group += len(placed) > 1
        for part, geometry in placed:
            shape = self._shape(node, part, geometry, label, extra or {})
            self.gathered.add(picture, replace(shape, group=group), self._file.name)

    def _shape(
        self, node: Node, part: Node, geometry: Geometry, label: str, extra: Mapping[str, Attribute]
    ) -> LabelledShape:
        specs = {spec.name: spec for spec in self.gathered.attributes.get(label, ())}
        named = {one.attributes.get("name", ""): one.text for one in node.all("attribute")}
        attributes = {name: value_of(text, specs.get(name)) for name, text in named.items() if name} | dict(extra)
        if part is not node:
            attributes[KEYPOINT] = part.attributes.get("label", "")
        truncated, difficult = (attributes.pop(name, False) is True for name in FLAGS)
        attributes.pop(NOTE, None)
        return LabelledShape(
            label=label,
            geometry=geometry,
            attributes=attributes,
            occluded="1" in (node.attributes.get("occluded"), part.attributes.get("occluded")),
            truncated=truncated,
            difficult=difficult,
            note=named.get(NOTE, ""),
            z=int(as_number(node.attributes.get("z_order")) or 0),
            line=part.line,
        )


def geometries_of(node: Node, picture: Picture) -> list[Geometry]:
    """Return the shapes of an element; ellipses become polygons.

    Raises:
        BadRecord: It is of a kind that cannot be held, or makes no sense.
    """
    if node.tag in _CANNOT:
        raise faults.bad(faults.cannot_hold(_CANNOT[node.tag]))
    if node.tag == "box":
        left, top, right, bottom = _numbers(node, "xtl", "ytl", "xbr", "ybr")
        angle = as_number(node.attributes.get("rotation", "0"))
        if angle is None:
            raise faults.bad(faults.no_number("rotation"))
        if not angle:
            return [Box.from_edges(left, top, right, bottom)]
        return [RotatedBox((left + right) / 2, (top + bottom) / 2, right - left, bottom - top, angle)]
    if node.tag == "ellipse":
        x, y, rx, ry = _numbers(node, "cx", "cy", "rx", "ry")
        if rx <= 0 or ry <= 0:
            raise faults.bad(faults.NO_AREA)
        return [ellipse(x, y, rx, ry, as_number(node.attributes.get("rotation", "0")) or 0.0)]
    if node.tag == "mask":
        return [_mask(node, picture)]
    points = as_points([pair.split(",") for pair in node.attributes.get("points", "").split(";")])
    if points is None:
        raise faults.bad(faults.NO_POINTS)
    return [Point(*point) for point in points] if node.tag == "points" else [Polygon((points,))]


def _numbers(node: Node, *names: str) -> list[float]:
    numbers = [as_number(node.attributes.get(name)) for name in names]
    good = [one for one in numbers if one is not None]
    if len(good) < len(numbers):
        raise faults.bad(faults.no_number(*names))
    return good


def _mask(node: Node, picture: Picture) -> Mask:
    """Put runs of a crop (row by row, zeros first) in their place on the picture."""
    left, top, crop_width, crop_height = (int(one) for one in _numbers(node, "left", "top", "width", "height"))
    counts = [as_number(word) for word in node.attributes.get("rle", "").split(",")]
    if None in counts:
        raise faults.bad(faults.MASK_RUNS)
    width, height = picture.raw_size
    if left < 0 or top < 0 or left + crop_width > width or top + crop_height > height:
        raise faults.bad(faults.MASK_BEYOND)
    runs = [int(count or 0) for count in counts]
    rle.check(runs, crop_width, crop_height)
    pixels = np.zeros((height, width), dtype=bool)
    # Runs along rows are those along columns of the mirrored crop.
    crop = rle.decode(Mask(crop_height, crop_width, rle.compress(runs))).T
    pixels[top : top + crop_height, left : left + crop_width] = crop
    return rle.encode(pixels)
