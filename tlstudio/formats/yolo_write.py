"""Write YOLO's label files, its data.yaml, and lists of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import cv2
import numpy as np

from tlstudio.core.geometry import measure, raster
from tlstudio.core.geometry.shapes import XY, Geometry, Mask, Point, Polygon, RotatedBox
from tlstudio.core.words import Skipped
from tlstudio.formats import faults
from tlstudio.formats.files import Names, copied_pictures, lead_to, new_folder, write_text
from tlstudio.formats.progress import counted
from tlstudio.formats.records import ExportItem, Written
from tlstudio.formats.yolo_rows import AUTO, DETECT, OBB, SEGMENT

UNSPLIT = "unsplit"


def write(
    items: Sequence[ExportItem],
    dest: Path,
    *,
    with_images: bool = False,
    labels: Sequence[str] = (),
    kind: str = AUTO,
) -> Written:
    """Write `labels/`, `data.yaml` and, if asked, `images/`; folders train, val, test below them where there are splits.

    Without pictures, lists (train.txt, ...) lead to where they are. An image that nobody has decided gets no text file;
    a finished one without shapes an empty one.

    Args:
        kind: What every row is: a box (`detect`), a polygon (`segment`) or four corners (`obb`, the smallest turned
            rectangle around a shape); `auto` = the simplest that keeps every shape.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    used = dict.fromkeys([*labels, *(shape.label for item in items for shape in item.shapes)])
    ids = {name: number for number, name in enumerate(used)}
    kind = kind if kind != AUTO else _kind([shape.geometry for item in items for shape in item.shapes])
    skipped: list[Skipped] = []
    files: list[Path] = []
    lists: dict[str, list[str]] = {}
    count = done = 0
    has_splits = any(item.split for item in items)
    with new_folder(dest) as stage:
        for folder in dict.fromkeys((item.split or UNSPLIT) if has_splits else "" for item in items):
            part = [item for item in items if ((item.split or UNSPLIT) if has_splits else "") == folder]
            below = f"images/{folder}" if folder else "images"
            if with_images:
                placed = copied_pictures(part, stage, below, skipped, own_stems=True)
                files += [dest / place for _, place in placed]
            else:
                names = Names(own_stems=True)
                placed = [(item, PurePosixPath(below) / names.claim(_own_name(item))) for item in part]
            done += len(placed)
            for item, place in counted(placed):
                lists.setdefault(folder, []).append(f"./{place}" if with_images else lead_to(item, dest.absolute()))
                if item.is_finished or item.shapes:
                    target = Path("labels", *place.parts[1:]).with_suffix(".txt")
                    rows = _rows(item, kind, ids, skipped)
                    write_text(stage / target, "".join(f"{row}\n" for row in rows))
                    files.append(dest / target)
                    count += len(rows)
        for folder, entries in lists.items() if not with_images else ():
            name = f"{folder or 'images'}.txt"
            write_text(stage / name, "".join(f"{entry}\n" for entry in entries))
            files.append(dest / name)
        write_text(stage / "data.yaml", _data_yaml(list(used), lists, with_images))
        files.append(dest / "data.yaml")
    return Written(tuple(files), done, count, tuple(skipped))


def _own_name(item: ExportItem) -> PurePosixPath:
    """Without copies, the label file must be found by the picture's own stem."""
    return PurePosixPath(lead_to(item, item.image_path.parent))


def _kind(geometries: Sequence[Geometry]) -> str:
    if any(isinstance(geometry, Polygon | Mask) for geometry in geometries):
        return SEGMENT
    return OBB if any(isinstance(geometry, RotatedBox) for geometry in geometries) else DETECT


def _rows(item: ExportItem, kind: str, ids: dict[str, int], skipped: list[Skipped]) -> list[str]:
    rows: list[str] = []
    for shape in item.shapes:
        if isinstance(shape.geometry, Point):
            skipped.append(Skipped(item.name, faults.point_out(shape.label)))
            continue
        if kind == DETECT:
            box = measure.bounds(shape.geometry)
            points: Sequence[XY] = ((box.x + box.width / 2, box.y + box.height / 2), (box.width, box.height))
        elif kind == OBB:
            points = _corners(shape.geometry)
        else:
            points = raster.ring_of(shape.geometry)
        if not points:
            skipped.append(Skipped(item.name, faults.no_pixel(shape.label)))
            continue
        numbers = " ".join(f"{_share(x, item.width)} {_share(y, item.height)}" for x, y in points)
        rows.append(f"{ids[shape.label]} {numbers}")
    return rows


def _corners(geometry: Geometry) -> Sequence[XY]:
    """Return the corners of a shape, or of the smallest turned rectangle around it."""
    ring = raster.ring_of(geometry)
    if not isinstance(geometry, Polygon | Mask) or not ring:
        return ring
    corners = cv2.boxPoints(cv2.minAreaRect(np.array(ring, dtype=np.float32)))
    return [(float(x), float(y)) for x, y in corners]


def _share(value: float, size: int) -> str:
    text = f"{value / max(1, size):.8f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _data_yaml(names: Sequence[str], lists: dict[str, list[str]], with_images: bool) -> str:
    lines = ["path: ."]
    places = {
        folder: (f"images/{folder}".rstrip("/") if with_images else f"{folder or 'images'}.txt") for folder in lists
    }
    # Ultralytics wants both train and val; without splits they are the same pictures.
    for split, others in (("train", (UNSPLIT, "")), ("val", ("test", "train", UNSPLIT, "")), ("test", ())):
        chosen = next((folder for folder in (split, *others) if folder in places), None)
        if chosen is not None:
            lines.append(f"{split}: {places[chosen]}")
    lines += [f"nc: {len(names)}", "names:"]
    lines += [f"  {number}: {_quoted(name)}" for number, name in enumerate(names)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return text in YAML's double quotes."""
    letters = (f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08X}" for c in text)
    return f'"{"".join(letters)}"'
