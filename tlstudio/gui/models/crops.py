"""Cut-outs of suggested shapes: made by worker threads, kept with the thumbnails, dashed in the label's colour."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from tlstudio.core.errors import ImageError
from tlstudio.core.geometry import measure
from tlstudio.core.words import Annotation, Image, ShapeSuggestion
from tlstudio.gui import theme
from tlstudio.gui.models.crop_picture import Crop, outlined
from tlstudio.gui.models.picture_workers import Job, PictureWorkers
from tlstudio.gui.models.stored_picture import picture_of_pixels

if TYPE_CHECKING:
    from tlstudio.imaging.crops import Square
    from tlstudio.imaging.thumbnails import ThumbnailStore
    from tlstudio.project.project import Project

SIDES = (160, 320)
KEPT = 600


class CropProvider(PictureWorkers):
    """Gives crops at once where they are in memory, else asks a worker and emits `ready` later; the newest wish first."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(project, "crops", most_wanted=1000, parent=parent)
        self._crops: OrderedDict[Job, Crop] = OrderedDict()
        self._drawn: OrderedDict[tuple[Job, str, str], QImage] = OrderedDict()
        self._failed: set[int] = set()
        self._looks: dict[int, np.ndarray] = {}

    def get(self, suggestion_id: int, side: int, colour: str) -> QImage | None:
        """Return a crop of at least `side` device pixels with its outline in a colour (`#RRGGBB`), or None for now."""
        size = next((known for known in SIDES if known >= side), SIDES[-1])
        job = (suggestion_id, size)
        crop = self._crops.get(job)
        if crop is None:
            if suggestion_id not in self._failed:
                self._ask([job])
            return None
        self._crops.move_to_end(job)
        key = (job, colour, theme.tokens().name)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = outlined(crop, colour)
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        return drawn

    def prefetch(self, suggestion_ids: Iterable[int], side: int) -> None:
        """Ask for crops that will be visible soon."""
        size = next((known for known in SIDES if known >= side), SIDES[-1])
        self._ask([(i, size) for i in suggestion_ids if (i, size) not in self._crops], last=True)

    def looks(self, suggestion_ids: Sequence[int], stopped: Callable[[], bool]) -> np.ndarray:
        """Return how crops look, (N, 56) float32 of `imaging.crops.describe`, zeros where one cannot be read.

        Runs on any thread; takes as long as reading the images.

        Args:
            stopped: Asked now and then; whether nobody waits any more.
        """
        from tlstudio.imaging.crops import describe

        rows: dict[int, np.ndarray] = {i: self._looks[i] for i in suggestion_ids if i in self._looks}
        missing = [i for i in suggestion_ids if i not in rows]
        facts = self.read_facts(missing)
        store = self._open_store()
        by_image: dict[int, list[int]] = {}
        for i in missing:
            if i in facts:
                by_image.setdefault(facts[i][1].id, []).append(i)
        for several in by_image.values():
            if stopped() or self._closed:
                break
            for i, pixels in self._cut(store, [facts[i] for i in several], SIDES[0]).items():
                if pixels is not None:
                    rows[i] = self._looks[i] = describe(pixels)
        nothing = np.zeros(56, np.float32)
        return (
            np.stack([rows.get(i, nothing) for i in suggestion_ids])
            if suggestion_ids
            else np.zeros((0, 56), np.float32)
        )

    def forget(self) -> None:
        """Try again what could not be read: files may have been found."""
        self._failed.clear()

    # -- for the workers -------------------------------------------------------------------------------------------

    def read_facts(self, ids: Iterable[int]) -> dict[int, tuple[ShapeSuggestion, Image]]:
        found = self._project.read.review.shapes(ids)
        images = {image.id: image for image in self._project.read.images({one.image_id for one in found})}
        return {one.id: (one, images[one.image_id]) for one in found if one.image_id in images}

    def has(self, job: Job) -> bool:
        return job in self._crops

    def together(self, first: Job) -> list[Job]:
        """What else is wanted of the same image is cut from the same pixels."""
        image_id = self._facts[first[0]][1].id
        return [
            first,
            *(job for job in self._wanted if job[1] == first[1] and self._facts[job[0]][1].id == image_id),
        ]

    def make(self, store: ThumbnailStore, jobs: list[Job]) -> list[tuple[Job, Crop | None]]:
        cut = self._cut(store, [self._facts[suggestion_id] for suggestion_id, _ in jobs], jobs[0][1])
        return [(job, _crop(cut[job[0]], self._facts[job[0]])) for job in jobs]

    def keep(self, made: list[tuple[Job, Crop | None]]) -> None:
        for job, crop in made:
            if crop is None:
                self._failed.add(job[0])
            else:
                self._crops[job] = crop
        while len(self._crops) > KEPT:
            self._crops.popitem(last=False)

    def _cut(
        self, store: ThumbnailStore, facts: Sequence[tuple[ShapeSuggestion, Image]], side: int
    ) -> dict[int, np.ndarray | None]:
        """Suggestion id -> (side, side, 3) uint8 for suggestions of one image; None where it cannot be read."""
        from tlstudio.imaging.crops import cut
        from tlstudio.imaging.read import read_image
        from tlstudio.imaging.thumbnails import decode, encode

        image = facts[0][1]
        squares = {one.id: square_of(one, image) for one, image in facts}
        keys = {i: _key(image, square) for i, square in squares.items()}
        found: dict[int, np.ndarray | None] = {}
        for i, key in keys.items():
            jpeg = store.get(key, side)
            pixels = decode(jpeg) if jpeg is not None else None
            if pixels is not None:
                found[i] = pixels
        left = {i: square for i, square in squares.items() if i not in found}
        if not left:
            return found
        longest = max(image.width, image.height, 1)
        needed = longest * max(side / square.side for square in left.values())
        try:
            limit = max(side, int(needed)) if needed < longest else None
            rgb = read_image(self._project.absolute(image), page=image.page, max_side=limit)
        except (ImageError, OSError):
            return found | dict.fromkeys(left)
        scale = max(rgb.shape[:2]) / longest
        for i, square in left.items():
            found[i] = pixels = cut(rgb, scale, square, side)
            store.put(keys[i], side, encode(pixels))
        return found


def square_of(one: ShapeSuggestion, image: Image) -> Square:
    """What of its image stands for a suggestion."""
    from tlstudio.imaging.crops import Square

    return Square.around(measure.bounds(one.geometry).edges, (image.width, image.height))


def _key(image: Image, square: Square) -> str:
    return f"{image.content_hash}:{image.page}:crop:{square.left:g}:{square.top:g}:{square.side:g}"


def _crop(pixels: np.ndarray | None, facts: tuple[ShapeSuggestion, Image]) -> Crop | None:
    if pixels is None:
        return None
    from tlstudio.gui.canvas.convert import outlines_of, shape_of
    from tlstudio.gui.canvas.shapes import FILLED

    one, image = facts
    square = square_of(one, image)
    shape = shape_of(Annotation(0, one.image_id, one.label_id, one.geometry))
    rings: tuple[np.ndarray, ...] = ()
    if shape is not None:
        rings = outlines_of(shape.pixels)[0] if shape.pixels is not None else shape.rings
    corner = np.array([square.left, square.top])
    return Crop(
        picture_of_pixels(pixels),
        tuple((ring - corner) / square.side for ring in rings),
        is_area=shape is not None and shape.kind in FILLED,
    )
