"""Say before an export what a format would not keep: written for trial, read back, and compared."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tlstudio.core.errors import FormatError
from tlstudio.core.words import Skipped
from tlstudio.formats.records import ExportItem, LabelFormat, LabelledShape, Written

_FLAGS = ("occluded", "truncated", "difficult")
_KINDS = {
    "box": "boxes",
    "rotated_box": "rotated boxes",
    "polygon": "polygons",
    "point": "points",
    "mask": "masks",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What would be written, and what of it would not come back.

    Attributes:
        losses: In sentences, with numbers.
    """

    written: Written
    losses: tuple[str, ...]


def try_export(
    chosen: LabelFormat, items: Sequence[ExportItem], labels: Sequence[str], options: Mapping[str, Any]
) -> Trial:
    """Write labels (not pictures) to a temporary folder and read them back.

    Args:
        options: Keywords that the format's `write` takes beside items, destination and labels.

    Raises:
        FormatError: There is no room for it, or the format cannot write these items.
    """
    cannot_hold: Any = getattr(chosen, "cannot_hold", None)
    if cannot_hold is not None:
        # A format that consists of its pictures says by itself what does not fit; nothing is copied to find out.
        skipped = tuple(Skipped(item.name, reason) for item in items if (reason := cannot_hold(item)))
        number = len(items) - len(skipped)
        return Trial(Written((), number, number, skipped), ())
    try:
        with tempfile.TemporaryDirectory(prefix="tlstudio-") as folder:
            dest = Path(folder, "trial")
            writer: Any = chosen.write
            written: Written = writer(items, dest, labels=labels, **options)
            losses = _losses(chosen, items, dest) if any(item.shapes for item in items) else []
    except OSError as err:
        raise FormatError(f"The trial cannot be written: {err.strerror or err}.", hint="Is the disk full?") from err
    return Trial(replace(written, files=()), tuple(losses))


def _losses(chosen: LabelFormat, items: Sequence[ExportItem], dest: Path) -> list[str]:
    # Formats that name the picture only find it by its name, as the project would.
    by_name = {Path(item.name).name: item.image_path for item in items}
    by_stem = {Path(item.name).stem: item.image_path for item in items}

    def find(text: str) -> Path | None:
        name = Path(text.replace("\\", "/"))
        return by_name.get(name.name) or by_stem.get(name.stem)

    found = chosen.read(dest, find=find) if chosen.CARD.can_read else None
    if found is None:
        return []
    before = [shape for item in items for shape in item.shapes]
    after = [shape for record in found.records for shape in record.shapes]
    return [*_kinds(before, after), *_words(before, after), *_images(items, {r.image_path for r in found.records})]


def _kinds(before: Sequence[LabelledShape], after: Sequence[LabelledShape]) -> list[str]:
    was, becomes = (Counter(shape.geometry.kind for shape in shapes) for shapes in (before, after))
    fewer = {kind: was[kind] - becomes[kind] for kind in was if becomes[kind] < was[kind]}
    more = {kind: becomes[kind] - was[kind] for kind in becomes if becomes[kind] > was[kind]}
    if not fewer:
        return []
    gone = ", ".join(f"{number:,} {_KINDS[kind]}" for kind, number in fewer.items())
    new = ", ".join(f"{number:,} {_KINDS[kind]}" for kind, number in more.items())
    return [f"Of the shapes, {gone} would become {new}." if new else f"Of the shapes, {gone} would be left out."]


def _words(before: Sequence[LabelledShape], after: Sequence[LabelledShape]) -> list[str]:
    said = {
        "attributes": (_count(before, "attributes"), _count(after, "attributes")),
        "notes": (_count(before, "note"), _count(after, "note")),
        "groups": (_count(before, "group"), _count(after, "group")),
        **{f"marks as {name}": (_count(before, name), _count(after, name)) for name in _FLAGS},
    }
    lost = [f"{was - kept:,} {what}" for what, (was, kept) in said.items() if kept < was]
    return [f"Of what is said about shapes, {', '.join(lost)} would be lost."] if lost else []


def _count(shapes: Sequence[LabelledShape], name: str) -> int:
    if name == "attributes":
        return sum(len(shape.attributes) for shape in shapes)
    return sum(getattr(shape, name) not in ("", None, False) for shape in shapes)


def _images(items: Sequence[ExportItem], found: set[Path]) -> list[str]:
    empty = sum(item.is_finished and not item.shapes and item.image_path not in found for item in items)
    tags = sum(len(item.labels) for item in items if item.shapes)
    losses = [f"{empty:,} images with nothing on them could not be told from unseen ones."] if empty else []
    return [*losses, *([f"{tags:,} labels of whole images beside shapes may be lost."] if tags else [])]
