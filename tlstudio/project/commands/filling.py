"""Work out the shapes between, before and after key frames; what a person placed, locked or finished stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tlstudio.core.geometry import measure
from tlstudio.core.geometry.interpolate import CannotInterpolate, between
from tlstudio.core.geometry.shapes import Geometry, Mask
from tlstudio.core.tracks import as_filled, ends, is_key
from tlstudio.core.words import Annotation, Origin
from tlstudio.project.command import Context
from tlstudio.project.commands.timeline import Timeline, Track
from tlstudio.store.annotations import row_of
from tlstudio.store.codes import pack_labels


@dataclass(frozen=True, slots=True)
class Filled:
    """What a command about tracks did.

    Attributes:
        added: New shapes.
        changed: Shapes worked out anew.
        left_alone: Images between key frames that are finished: a person has said that they are right as they are.
        impossible: Stretches between two key frames that nothing lies between (a point and a box).
    """

    added: int = 0
    changed: int = 0
    left_alone: int = 0
    impossible: int = 0


@dataclass
class Filling:
    """Works out shapes inside a command and collects them, so that each table is written once."""

    context: Context
    timeline: Timeline
    added: list[Annotation] = field(default_factory=list[Annotation])
    changed: dict[int, Annotation] = field(default_factory=dict[int, Annotation])
    touched: set[int] = field(default_factory=set[int])
    added_count: int = 0
    changed_count: int = 0
    left_alone: set[int] = field(default_factory=set[int])
    impossible: int = 0

    def fill(self, track: Track) -> None:
        """Fill all stretches between key frames of a track."""
        keys = [number for number in range(len(self.timeline)) if self.timeline.key(track, number)]
        for first, last in pairwise(keys):
            self._stretch(track, first, last, insert=True)
        self._hold(track, keys)

    def follow(self, track: Track, number: int) -> None:
        """Work out anew the shapes that are there already, on both sides of an image up to the next key frames."""
        before, after = self.timeline.key_before(track, number), self.timeline.key_after(track, number)
        keys = [at for at in (before, number if self.timeline.key(track, number) else None, after) if at is not None]
        for first, last in pairwise(keys):
            self._stretch(track, first, last, insert=False)
        if before is None or after is None:
            self._hold(track, keys, ahead=before is None, behind=after is None)

    def copy(self, track: Track, source: Annotation, number: int) -> None:
        """Put a copy on an image that has no shape of the track yet."""
        moment = self.timeline.moments[number]
        if moment.is_finished:
            self.left_alone.add(moment.image_id)
        elif track not in self.timeline.shapes(number) and moment.image_id != source.image_id:
            self._put(track, number, source, source.geometry)

    def change(self, number: int, track: Track, annotation: Annotation) -> None:
        """Write an annotation of an image as it is now."""
        self.changed[annotation.id] = annotation
        self.timeline.shapes(number)[track] = annotation
        self.touched.add(annotation.image_id)

    def write(self) -> None:
        """Write all rows, and what images repeat of them."""
        rows = self.context.rows
        rows.update("annotations", {one.id: row_of(one, one.image_id) for one in self.changed.values()})
        rows.insert("annotations", [row_of(one, one.image_id) for one in self.added])
        labels: dict[int, set[int]] = {image_id: set() for image_id in self.touched}
        for row in rows.find("annotations", "image_id", self.touched, columns=("image_id", "label_id")):
            labels[row["image_id"]].add(row["label_id"])
        places = {row["id"]: (row["position"], row["id"]) for row in rows.rows("labels", columns=("position",))}
        ordered = {image_id: sorted(found, key=lambda one: places[one]) for image_id, found in labels.items()}
        # The time is written at every edit, so that the event and the undo name the image.
        rows.update(
            "images",
            {
                image_id: {
                    "label_ids": pack_labels(tuple(found)),
                    "label_id": found[0] if found else 0,
                    "changed_at": self.context.now,
                }
                for image_id, found in ordered.items()
            },
        )

    def result(self) -> Filled:
        """The numbers of what was done."""
        return Filled(self.added_count, self.changed_count, len(self.left_alone), self.impossible)

    def _stretch(self, track: Track, first: int, last: int, *, insert: bool) -> None:
        start, end = self.timeline.key(track, first), self.timeline.key(track, last)
        if start is None or end is None or start.geometry is None or end.geometry is None or ends(start):
            return
        for number in range(first + 1, last):
            there = track in self.timeline.shapes(number)
            if not there and (not insert or self._is_finished(number)):
                continue
            try:
                geometry = between(start.geometry, end.geometry, self.timeline.share(first, number, last))
            except CannotInterpolate:
                self.impossible += 1
                return
            self._put(track, number, start, geometry)

    def _hold(self, track: Track, keys: Sequence[int], *, ahead: bool = True, behind: bool = True) -> None:
        """Give copies before the first and after the last key frame its shape."""
        if not keys:
            return
        before, after = range(keys[0]), range(keys[-1] + 1, len(self.timeline))
        for key, beyond in ((keys[0], before if ahead else ()), (keys[-1], after if behind else ())):
            source = self.timeline.key(track, key)
            for number in beyond:
                if source is not None and track in self.timeline.shapes(number):
                    self._put(track, number, source, source.geometry)

    def _is_finished(self, number: int) -> bool:
        moment = self.timeline.moments[number]
        if moment.is_finished:
            self.left_alone.add(moment.image_id)
        return moment.is_finished

    def _put(self, track: Track, number: int, source: Annotation, geometry: Geometry | None) -> None:
        """Write what was worked out for an image; a person's shape, a locked one and a finished image stay."""
        moment = self.timeline.moments[number]
        there = self.timeline.shapes(number).get(track)
        if self._is_finished(number) or (there is not None and (is_key(there) or there.locked)):
            return
        fitting = _fitting(geometry, moment.width, moment.height)
        if fitting is None:
            return
        new = replace(
            source,
            id=there.id if there else 0,
            image_id=moment.image_id,
            geometry=fitting,
            attributes=as_filled(source.attributes),
            origin=Origin.SCRIPT,
            note="",
            score=None,
            locked=False,
            hidden=False,
        )
        if there is None:
            self.added.append(new)
            self.timeline.shapes(number)[track] = new
            self.touched.add(moment.image_id)
            self.added_count += 1
        elif new != there:
            if there.id:
                self.change(number, track, new)
                self.changed_count += 1
            else:
                self.added[self.added.index(there)] = new
                self.timeline.shapes(number)[track] = new


def _fitting(geometry: Geometry | None, width: int, height: int) -> Geometry | None:
    """What of a shape lies on an image; None = nothing, or a mask of another size."""
    if geometry is None or (isinstance(geometry, Mask) and (geometry.width, geometry.height) != (width, height)):
        return None
    fitting = measure.clip(geometry, width, height)
    return fitting if fitting is not None and not measure.fault_of(fitting) else None
