"""The regions of Label Studio: shapes in percent of the picture, turned about their upper left corner."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from tlstudio.core.geometry import raster
from tlstudio.core.geometry.shapes import XY, Box, Geometry, Mask, Point, Polygon, RotatedBox, ellipse
from tlstudio.formats import faults
from tlstudio.formats.gather import Picture
from tlstudio.formats.jsonfile import as_dict, as_list, as_text
from tlstudio.formats.labelstudio_brush import decode_brush, encode_brush
from tlstudio.formats.values import as_number, as_numbers, as_points, opened

KINDS = ("rectangle", "polygon", "ellipse", "keypoint", "brush")
_PLACE_KEYS = ("x", "y", "width", "height", "rotation", "radiusX", "radiusY", "points", "rle", "vertices", "sequence")


def kind_of(result: Mapping[str, Any]) -> str:
    """Return which of the known shapes a result has; empty = none."""
    kind = as_text(result.get("type")).removesuffix("labels")
    value = as_dict(result.get("value"))
    if kind in KINDS:
        return kind
    if kind:
        return ""
    # The control "Labels" beside separate shape controls.
    if "rle" in value:
        return "brush"
    if "points" in value:
        return "polygon"
    if "radiusX" in value:
        return "ellipse"
    return "rectangle" if "height" in value else "keypoint" if "x" in value else ""


def place_of(result: Mapping[str, Any]) -> str:
    """Return what tells a region's place from another's; empty = the result says no place."""
    value = as_dict(result.get("value"))
    place = {key: value[key] for key in _PLACE_KEYS if key in value}
    return (
        json.dumps(place, sort_keys=True, default=str) if place else as_text(result.get("type")) * bool(kind_of(result))
    )


def geometry_of(result: Mapping[str, Any], picture: Picture) -> Geometry:
    """Return the shape of a result, in pixels of its picture as it is stored.

    Raises:
        BadRecord: It has none that makes sense.
    """
    value, kind = as_dict(result.get("value")), kind_of(result)
    if as_number(result.get("image_rotation", 0)) not in (0, 360, None):
        raise faults.bad("was drawn on a picture turned in Label Studio, and nothing says where that is on the picture")
    width, height = picture.raw_size
    if kind == "brush":
        rle_bytes = as_list(value.get("rle"))
        if value.get("format", "rle") != "rle" or not rle_bytes:
            raise faults.bad(faults.MASK_DAMAGED)
        said = [as_number(result.get(name)) for name in ("original_width", "original_height")]
        brush_size = (int(said[0]), int(said[1])) if said[0] and said[1] else (width, height)
        if brush_size != (width, height):
            raise faults.bad(faults.other_size(*brush_size, width, height))
        return decode_brush(rle_bytes, *brush_size)

    def place(point: XY) -> XY:
        return point[0] * width / 100, point[1] * height / 100

    if kind == "polygon":
        points = as_points(value.get("points"))
        if points is None:
            raise faults.bad(faults.NO_POINTS)
        return Polygon((opened(tuple(map(place, points))),))
    numbers = as_numbers([value.get("x"), value.get("y")])
    if numbers is None:
        raise faults.bad(faults.no_number("x", "y"))
    x, y = place((numbers[0], numbers[1]))
    if kind == "keypoint":
        return Point(x, y)
    sides = ("radiusX", "radiusY") if kind == "ellipse" else ("width", "height")
    extent = as_numbers([value.get(side) for side in sides])
    angle = as_number(value.get("rotation") or 0)
    if extent is None or angle is None:
        raise faults.bad(faults.no_number(*sides, "rotation"))
    across, down = place((extent[0], extent[1]))
    if kind == "ellipse":
        if across <= 0 or down <= 0:
            raise faults.bad(faults.NO_AREA)
        return ellipse(x, y, across, down, angle)
    return Box(x, y, across, down) if angle % 360 == 0 else _turned(x, y, across, down, angle)


def _turned(x: float, y: float, width: float, height: float, angle: float) -> RotatedBox:
    """Return a box that is turned about its upper left corner."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    middle = x + (cos * width - sin * height) / 2, y + (sin * width + cos * height) / 2
    return RotatedBox(*middle, width, height, angle)


def type_and_value(shape: Geometry, width: int, height: int) -> tuple[str, dict[str, Any]]:
    """Return a shape as Label Studio's type of result and its value, without the label.

    Args:
        shape: In pixels.
        width: Of the picture.
        height: Of the picture.
    """
    if isinstance(shape, Polygon) and (len(shape.rings) > 1 or shape.holes):
        shape = raster.mask_of(shape, width, height)

    def share(x: float, y: float) -> tuple[float, float]:
        return x * 100 / max(1, width), y * 100 / max(1, height)

    match shape:
        case Mask():
            return "brushlabels", {"format": "rle", "rle": encode_brush(shape)}
        case Polygon():
            return "polygonlabels", {"points": [share(x, y) for x, y in shape.points], "closed": True}
        case Point():
            x, y = share(shape.x, shape.y)
            return "keypointlabels", {"x": x, "y": y, "width": 0.5}
        case Box() | RotatedBox():
            x, y = share(*shape.corners[0])
            across, down = share(shape.width, shape.height)
            angle = shape.angle % 360 if isinstance(shape, RotatedBox) else 0
            return "rectanglelabels", {"x": x, "y": y, "width": across, "height": down, "rotation": angle}
