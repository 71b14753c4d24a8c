"""Collect what a shape format says: find each picture, check each shape against it, list what cannot go in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from tlstudio.core.errors import BadRecord, ImageError
from tlstudio.core.geometry import measure, rle
from tlstudio.core.geometry.shapes import XY, Geometry, Mask
from tlstudio.core.words import AttributeSpec, Skipped, Split
from tlstudio.formats import faults, progress
from tlstudio.formats.pictures import PictureFinder
from tlstudio.formats.records import Finder, LabelledShape, LabelRecord, ReadResult
from tlstudio.formats.values import as_number, is_name
from tlstudio.imaging.orientation import swaps_sides, upright
from tlstudio.imaging.read import Probe, probe

# Rounding in a label file is no mistake: a shape may reach this much (pixels) over the border without a word.
_ROUNDING = 1.0
# What fits into a column of the database, with room to count on.
_MOST = 1 << 53


@dataclass
class Picture:
    """One picture that a label file speaks about.

    Attributes:
        width: Upright, in pixels.
        height: Upright, in pixels.
        turned: EXIF orientation that the file's coordinates do not have applied yet; 1 = they are upright.
        group: Pictures of one group belong on one side of the split; empty = not said.
        labels: Of the whole image, each once.
        refused: Shapes that could not go in; a picture that lost all of its shapes is not empty.
    """

    path: Path
    width: int
    height: int
    source: Path
    turned: int = 1
    line: int | None = None
    split: Split | None = None
    page: int = 0
    group: str = ""
    labels: dict[str, None] = field(default_factory=dict[str, None])
    shapes: list[LabelledShape] = field(default_factory=list[LabelledShape])
    is_reviewed: bool = True
    refused: int = 0

    @property
    def raw_size(self) -> tuple[int, int]:
        """Width and height that the file's coordinates refer to."""
        return (self.height, self.width) if swaps_sides(self.turned) else (self.width, self.height)


class Gatherer:
    """What has been read so far, of one or several label files."""

    def __init__(self, places: Sequence[Path], find: Finder | None = None) -> None:
        """Begin.

        Args:
            places: Folders to look for pictures in, best first.
            find: Asked last for a picture that is not below any of them.
        """
        self.pictures: dict[tuple[Path, int], Picture] = {}
        self.labels: dict[str, None] = {}
        self.attributes: dict[str, tuple[AttributeSpec, ...]] = {}
        self.skipped: list[Skipped] = []
        self.notes: dict[str, None] = {}
        self._finder = PictureFinder(places, find)
        self._probes: dict[tuple[Path, int], Probe | str] = {}
        self._other_sizes: list[str] = []
        self._turned: list[str] = []
        self._cut = 0

    def skip(self, what: str, reason: str, line: int | None = None) -> None:
        """List something that cannot go in."""
        self.skipped.append(Skipped(what, reason, line))

    def skip_others(self, taken: Sequence[Path]) -> None:
        """List files beside those of a folder that were taken: they have the same extension, and are something else."""
        for folder in dict.fromkeys(file.parent for file in taken):
            for file in sorted(folder.glob(f"*{taken[0].suffix}")):
                if file not in taken:
                    self.skip(str(file), faults.OTHER_KIND)

    def refuse(self, picture: Picture, what: str, reason: str, line: int | None = None) -> None:
        """List a shape of a picture that cannot go in."""
        picture.refused += 1
        self.skip(what, reason, line)

    def entries(self, value: object, picture: Picture, what: str) -> list[Any]:
        """Return the list of a picture's entries; where there is something else it is listed, and nothing is known."""
        if isinstance(value, list):
            return cast("list[Any]", value)
        self.refuse(picture, what, faults.NO_LIST)
        return []

    def picture(
        self,
        names: str | Sequence[str],
        source: Path,
        *,
        size: tuple[Any, Any] = (0, 0),
        are_shares: bool = False,
        line: int | None = None,
        split: Split | None = None,
        page: int = 0,
    ) -> Picture | None:
        """Return the picture that a label file names; None = it is not there or unreadable, and is listed.

        Args:
            names: One or more spellings, best first.
            size: Width and height as the label file says them; 0 = not said.
            page: Page or frame of the file, from 0; names that end like `clip.mp4_page11.png` say it themselves.
            are_shares: The file's numbers are shares of the size: a picture of another size is as good.

        Raises:
            Stopped: The person who watches ended it.
        """
        spellings = [names] if isinstance(names, str) else [name for name in names if name]
        path = next((found for name in spellings if (found := self._finder(name)) is not None), None)
        if path is None and (found := next(filter(None, map(self._finder.page, spellings)), None)):
            path, page = found
        if path is None:
            named = spellings[0] if spellings else str(source)
            self.skip(
                named, f"the picture is not there ({source.name} names it)" if spellings else faults.NO_PICTURE, line
            )
            return None
        known = self.pictures.get((path, page))
        if known is not None:
            return known
        progress.step()
        seen = self._probe(path, page)
        if isinstance(seen, str):
            self.skip(str(path), seen, line)
            return None
        turned = self._compare(path, seen, size, are_shares)
        picture = Picture(path, seen.width, seen.height, source, turned, line, split, page)
        self.pictures[path, page] = picture
        return picture

    def find(self, name: str) -> Path | None:
        """Return the file of a picture or video; None = it is not there. Nothing is listed."""
        return self._finder(name)

    def look_at(self, path: Path) -> tuple[int, int] | None:
        """Return a picture's upright width and height; None = it cannot be read."""
        seen = self._probe(path, 0)
        return None if isinstance(seen, str) else (seen.width, seen.height)

    def add(self, picture: Picture, shape: LabelledShape, what: str) -> bool:
        """Add a shape if it makes sense on its picture; else list it.

        Args:
            what: Names the shape for the person, for example the label file.

        Raises:
            Stopped: The person who watches ended it.
        """
        progress.check()
        reason = ""
        geometry: Geometry | None = None
        try:
            reason = measure.fault_of(shape.geometry) if is_name(shape.label) else faults.NO_LABEL
            if not reason:
                geometry, reason = self._placed(picture, shape.geometry)
        except BadRecord as err:
            reason = faults.reason_of(err)
        if geometry is None:
            self.refuse(picture, what, reason, shape.line)
            return False
        self.labels.setdefault(shape.label)
        if abs(shape.group or 0) > _MOST or abs(shape.z) > _MOST:
            self.notes.setdefault("Numbers of groups or of the order of drawing that are far too large were left out.")
            shape = replace(shape, group=None, z=0)
        picture.shapes.append(replace(shape, geometry=geometry))
        return True

    def tag(self, picture: Picture, label: str) -> None:
        """Add a label of the whole image; a name without a letter is left out and listed."""
        if not is_name(label):
            self.skip(str(picture.source), faults.NO_LABEL, picture.line)
            return
        self.labels.setdefault(label)
        picture.labels.setdefault(label)

    def result(self, why: str) -> ReadResult:
        """Everything that was gathered, in the order of the files."""
        if self._cut:
            self.notes.setdefault(f"{self._cut:,} shapes reached beyond their picture and were cut at its border.")
        if self._other_sizes:
            self.notes.setdefault(
                f"{len(self._other_sizes):,} pictures have another size than the labels say; their shapes were not scaled. "
                f"For example {self._other_sizes[0]}."
            )
        if self._turned:
            self.notes.setdefault(
                f"{len(self._turned):,} pictures are stored turned, and the labels were made before turning; "
                f"their shapes were turned. For example {self._turned[0]}."
            )
        records = tuple(
            LabelRecord(
                image_path=one.path,
                labels=tuple(one.labels),
                split=one.split,
                source=one.source,
                line=one.line,
                page=one.page,
                group=one.group,
                shapes=tuple(one.shapes),
                is_reviewed=(one.is_reviewed and not one.refused) or bool(one.shapes or one.labels),
            )
            for one in self.pictures.values()
        )
        labels = tuple(filter(is_name, self.labels))
        declared = {label: specs for label, specs in self.attributes.items() if is_name(label)}
        return ReadResult(records, labels, tuple(self.skipped), why, tuple(self.notes), declared)

    def _probe(self, path: Path, page: int) -> Probe | str:
        if (path, page) not in self._probes:
            try:
                self._probes[path, page] = probe(path, page=page)
            except ImageError as err:
                self._probes[path, page] = err.sentence
        return self._probes[path, page]

    def _compare(self, path: Path, seen: Probe, size: tuple[Any, Any], are_shares: bool) -> int:
        said = (as_number(size[0]) or 0, as_number(size[1]) or 0)
        if not all(said) or said == (seen.width, seen.height):
            return 1
        if swaps_sides(seen.orientation) and said == (seen.height, seen.width):
            self._turned.append(path.name)
            return seen.orientation
        if not are_shares:
            self._other_sizes.append(
                f"{path.name}: {said[0]:g} x {said[1]:g}, the picture {seen.width} x {seen.height}"
            )
        return 1

    def _placed(self, picture: Picture, geometry: Geometry) -> tuple[Geometry | None, str]:
        if isinstance(geometry, Mask):
            if (geometry.width, geometry.height) != picture.raw_size:
                return None, faults.other_size(geometry.width, geometry.height, *picture.raw_size)
            if picture.turned != 1:
                geometry = rle.encode(upright(rle.decode(geometry), picture.turned))
            return geometry, ""
        if picture.turned != 1:
            geometry = measure.moved_points(geometry, lambda point: turned_point(point, picture))
        left, top, right, bottom = measure.bounds(geometry).edges
        over = max(-left, -top, right - picture.width, bottom - picture.height)
        clipped = measure.clip(geometry, picture.width, picture.height)
        if clipped is None or measure.fault_of(clipped):
            return None, faults.OUTSIDE
        if over > _ROUNDING and clipped != geometry:
            self._cut += 1
        return clipped, ""


def turned_point(point: XY, picture: Picture) -> XY:
    """Return where a point of the stored picture is on the upright one."""
    x, y = point
    if swaps_sides(picture.turned):
        x, y = y, x
    if picture.turned in (2, 3, 6, 7):
        x = picture.width - x
    if picture.turned in (3, 4, 7, 8):
        y = picture.height - y
    return x, y
