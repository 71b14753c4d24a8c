"""The rows that images become in the tables of Open Images."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from tlstudio.core.geometry import measure, raster
from tlstudio.core.geometry.shapes import Box, Mask, Point, Polygon
from tlstudio.core.words import Skipped
from tlstudio.formats import faults
from tlstudio.formats.openimages_tables import BOX_COLUMNS, FLAGS
from tlstudio.formats.records import ExportItem, LabelledShape
from tlstudio.formats.values import as_number

IMAGE_HEADER = ("ImageID", "Subset", "OriginalURL", "Rotation")
BOX_HEADER = ("ImageID", "Source", "LabelName", "Confidence", *BOX_COLUMNS, "IsOccluded", "IsTruncated", *FLAGS)
LABEL_HEADER = ("ImageID", "Source", "LabelName", "Confidence")
_EDGES = tuple(f"Box{column}" for column in BOX_COLUMNS)
MASK_HEADER = ("MaskPath", "ImageID", "LabelName", "BoxID", *_EDGES, "PredictedIoU", "Clicks")


@dataclass
class SubsetRows:
    """The rows of one subset.

    Attributes:
        ids: Label -> machine id.
        stage: Folder that masks are written below.
        skipped: Gets what the tables cannot hold.
        files: The masks, below the stage.
    """

    subset: str
    ids: Mapping[str, str]
    stage: Path
    skipped: list[Skipped]
    files: list[Path]
    boxes: list[Sequence[object]] = field(default_factory=list[Sequence[object]])
    labels: list[Sequence[object]] = field(default_factory=list[Sequence[object]])
    masks: list[Sequence[object]] = field(default_factory=list[Sequence[object]])

    def add(self, item: ExportItem, image_id: str) -> int:
        """Add an image's annotations; return how many went in."""
        self.labels += [(image_id, "verification", self.ids[tag], 1) for tag in item.labels]
        before = len(self.boxes) + len(self.masks)
        for shape in item.shapes:
            if isinstance(shape.geometry, Point):
                self.skipped.append(Skipped(item.name, faults.point_out(shape.label)))
            elif isinstance(shape.geometry, Mask | Polygon):
                self._add_mask(shape, item, image_id)
            else:
                self._add_box(shape, item, image_id)
        return len(self.boxes) + len(self.masks) - before + len(item.labels)

    def _add_box(self, shape: LabelledShape, item: ExportItem, image_id: str) -> None:
        flags = [int(shape.occluded), int(shape.truncated)]
        flags += [int(shape.attributes.get(name) is True) for name in FLAGS.values()]
        said = as_number(shape.attributes.get("confidence"))
        confidence = said if said is not None and 0 < said < 1 else 1
        shares = _shares(measure.bounds(shape.geometry), item)
        self.boxes.append((image_id, "xclick", self.ids[shape.label], confidence, *shares, *flags))

    def _add_mask(self, shape: LabelledShape, item: ExportItem, image_id: str) -> None:
        pixels = raster.pixels_of(shape.geometry, item.width, item.height)
        number = len(self.masks) + 1
        file = Path("masks", self.subset, f"{self.subset}_m{number:07d}.png")
        _, png = cv2.imencode(".png", pixels.astype(np.uint8) * 255, [cv2.IMWRITE_PNG_BILEVEL, 1])
        (self.stage / file).parent.mkdir(parents=True, exist_ok=True)
        (self.stage / file).write_bytes(png.tobytes())
        self.files.append(file)
        shares = _shares(measure.bounds(shape.geometry), item)
        self.masks.append((file.name, image_id, self.ids[shape.label], f"{number:08x}", *shares, 1, ""))

    def tables(self) -> dict[str, list[Sequence[object]]]:
        """Return name -> rows of the tables that hold something."""
        kinds = {
            f"{self.subset}-annotations-bbox": (BOX_HEADER, self.boxes),
            f"{self.subset}-annotations-human-imagelabels": (LABEL_HEADER, self.labels),
            f"{self.subset}-annotations-object-segmentation": (MASK_HEADER, self.masks),
        }
        # The table of boxes is written in any case: without it nothing says what the folder is.
        return {name: [header, *rows] for name, (header, rows) in kinds.items() if rows or header is BOX_HEADER}


def _shares(box: Box, item: ExportItem) -> list[float]:
    left, top, right, bottom = box.edges
    width, height = max(1, item.width), max(1, item.height)
    # Not rounded: read back, the box is the same to the last digit.
    return [left / width, right / width, top / height, bottom / height]


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
