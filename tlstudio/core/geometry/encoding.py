"""Shapes as the JSON text kept in the table `annotations`."""

from __future__ import annotations

import json
from typing import Any

from tlstudio.core.errors import BadRecord
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, Ring, RotatedBox

_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def to_text(shape: Geometry) -> str:
    """Return a shape as JSON; its kind is kept beside it.

    Raises:
        ValueError: A number is not finite.
    """
    match shape:
        case Box():
            return _encode([shape.x, shape.y, shape.width, shape.height])
        case RotatedBox():
            return _encode([shape.x, shape.y, shape.width, shape.height, shape.angle])
        case Polygon():
            values: dict[str, Any] = {"rings": shape.rings}
            return _encode({**values, "holes": shape.holes} if shape.holes else values)
        case Point():
            return _encode([shape.x, shape.y])
        case Mask():
            return _encode({"size": [shape.height, shape.width], "counts": shape.counts})


def from_text(kind: str, text: str) -> Geometry:
    """Return the shape that `to_text` wrote.

    Raises:
        BadRecord: Another kind, or damaged.
    """
    try:
        values: Any = json.loads(text)
        match kind:
            case "box":
                return Box(*values)
            case "rotated_box":
                return RotatedBox(*values)
            case "polygon":
                return Polygon(_rings(values["rings"]), _rings(values.get("holes", ())))
            case "point":
                return Point(*values)
            case "mask":
                height, width = values["size"]
                return Mask(width, height, values["counts"])
            case _:
                pass
    except (ValueError, TypeError, KeyError, AttributeError) as err:
        raise BadRecord(f"A stored {kind.replace('_', ' ')} cannot be read.", detail=text[:200]) from err
    raise BadRecord(f"There is no shape {kind!r}.")


def _rings(values: Any) -> tuple[Ring, ...]:
    return tuple(tuple((x, y) for x, y in ring) for ring in values)
