"""Between annotations, as the project stores them, and shapes, as the canvas draws them."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from tlstudio.core.geometry import mask_sets, rle
from tlstudio.core.geometry.shapes import Box, Geometry, Mask, Point, Polygon, Ring, RotatedBox
from tlstudio.core.words import Annotation
from tlstudio.gui.canvas.shapes import Kind, Pixels, Shape, box_ring, ring


def shape_of(annotation: Annotation) -> Shape | None:
    """Return an annotation as a shape; None for a label of the whole image and for a mask without pixels."""
    geometry = annotation.geometry
    made: tuple[Kind, tuple[np.ndarray, ...], int, Pixels | None]
    match geometry:
        case None:
            return None
        case Box():
            made = Kind.BOX, (box_ring(*geometry.edges),), 1, None
        case RotatedBox():
            made = Kind.ROTATED_BOX, (ring(geometry.corners),), 1, None
        case Polygon():
            made = Kind.POLYGON, tuple(map(ring, (*geometry.rings, *geometry.holes))), len(geometry.rings), None
        case Point():
            made = Kind.POINT, (ring([(geometry.x, geometry.y)]),), 1, None
        case Mask():
            pixels = pixels_of(geometry)
            if pixels is None:
                return None
            made = Kind.MASK, (ring_of(pixels),), 1, pixels
    kind, rings, parts, pixels = made
    return Shape(
        annotation.id, kind, annotation.label_id, rings, parts, pixels,
        is_locked=annotation.locked, is_hidden=annotation.hidden,
    )  # fmt: skip


def geometry_of(shape: Shape, size: tuple[int, int]) -> Geometry:
    """Return what the project stores of a shape.

    Args:
        size: Width and height of the image.
    """
    match shape.kind:
        case Kind.BOX:
            left, top, right, bottom = (round(value, 2) for value in shape.bounds)
            return Box(left, top, round(right - left, 2), round(bottom - top, 2))
        case Kind.ROTATED_BOX:
            turned = RotatedBox.from_corners([(float(x), float(y)) for x, y in shape.outline])
            return RotatedBox(*(round(v, 3) for v in (turned.x, turned.y, turned.width, turned.height, turned.angle)))
        case Kind.POLYGON:
            rings = tuple(map(_points, shape.rings))
            return Polygon(rings[: shape.parts], rings[shape.parts :])
        case Kind.POINT:
            return Point(*_points(shape.outline)[0])
        case Kind.MASK:
            if shape.pixels is None:
                raise ValueError("a mask without pixels")
            return mask_of(shape.pixels, size)


def annotation_with(annotation: Annotation, shape: Shape, size: tuple[int, int]) -> Annotation:
    """Return an annotation changed as its shape was; what else is said about it stays."""
    return replace(annotation, label_id=shape.label_id, geometry=geometry_of(shape, size))


def mask_shape(shape_id: int, label_id: int, pixels: Pixels) -> Shape:
    """Return pixels as a shape."""
    return Shape(shape_id, Kind.MASK, label_id, (ring_of(pixels),), pixels=pixels)


def ring_of(pixels: Pixels) -> np.ndarray:
    """Return the rectangle of pixels as a ring."""
    height, width = pixels.on.shape
    return box_ring(pixels.left, pixels.top, pixels.left + width, pixels.top + height)


def pixels_of(mask: Mask) -> Pixels | None:
    """Cut a mask to what is on; None where nothing is."""
    box = rle.bounds(mask)
    if box is None:
        return None
    left, top, right, bottom = (round(edge) for edge in box.edges)
    columns = mask_sets.pixels_of_flips(mask_sets.flips_of(mask), mask.height, left, right)
    return Pixels(left, top, columns[top:bottom], mask)


def mask_of(pixels: Pixels, size: tuple[int, int]) -> Mask:
    """Return cut pixels as the mask of their image.

    Args:
        size: Width and height of the image.
    """
    if pixels.mask is not None and (pixels.mask.width, pixels.mask.height) == size:
        return pixels.mask
    height, width = pixels.on.shape
    columns = np.zeros((width, size[1]), bool)
    columns[:, pixels.top : pixels.top + height] = pixels.on.T
    flips = mask_sets.with_columns(np.zeros(0, np.int64), columns.T, pixels.left, size[0])
    return mask_sets.mask_of_flips(flips, *size)


def outlines_of(pixels: Pixels) -> tuple[tuple[np.ndarray, ...], int]:
    """Return the outlines of pixels, parts before holes, and how many are parts.

    They run along the pixels' edges to a quarter of a pixel, which OpenCV gives for twice the size.
    """
    double = cv2.resize(pixels.on.astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    found, tree = cv2.findContours(double, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    corner = np.array([pixels.left + 0.25, pixels.top + 0.25], np.float32)
    parts = [points for points, node in zip(found, tree[0], strict=True) if node[3] < 0]
    holes = [points for points, node in zip(found, tree[0], strict=True) if node[3] >= 0]
    rings = tuple(ring(points.reshape(-1, 2) / 2) + corner for points in (*parts, *holes))
    return rings, len(parts)


def _points(points: np.ndarray) -> Ring:
    return tuple((round(float(x), 2), round(float(y), 2)) for x, y in points.tolist())
