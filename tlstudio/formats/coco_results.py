"""COCO's lists of results: what a model found, with scores, on the images of an instances file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.formats import faults
from tlstudio.formats.coco_index import Index, id_of, read_index
from tlstudio.formats.coco_shapes import shape_from
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, read_json
from tlstudio.formats.records import ReadResult
from tlstudio.formats.textfile import head_of


def looks_like_results(head: str) -> bool:
    """Whether a file begins like a list of results."""
    return head.lstrip().startswith("[") and '"image_id"' in head and '"category_id"' in head


def read_results(file: Path, content: Sequence[Any], instances: str, gathered: Gatherer) -> ReadResult:
    """Read `[{image_id, category_id, bbox or segmentation, score}, ...]`.

    Args:
        instances: The file that the numbers refer to; "" = one beside that lists the images, else ids must be names.

    Raises:
        FormatError: Nothing says which pictures and categories are meant.
    """
    entries = [as_dict(raw) for raw in content]
    if not any("image_id" in entry for entry in entries):
        raise FormatError(f"{file.name} holds no results.", hint="Is it COCO's format?")
    wanted = {number for entry in entries if (number := id_of(entry.get("image_id"))) is not None}
    found = _instances(file, instances, wanted)
    index = read_index(found, as_dict(read_json(found)), gathered, wanted) if found else Index()
    if found is None and any(id_of(entry.get("category_id")) is not None for entry in entries):
        raise FormatError(
            f"{file.name} holds results; nothing beside it says which images and categories their numbers mean.",
            hint="Name the file with the images: --option instances=FILE.json.",
        )
    for at, entry in enumerate(entries, start=1):
        what = f"{file.name}: result {at}"
        picture, label, reason = _meant(entry, file, index, gathered)
        if picture is None:
            if reason:
                gathered.skip(what, reason)
            continue
        try:
            shape = shape_from(entry, label)
        except BadRecord as err:
            gathered.refuse(picture, what, faults.reason_of(err))
            continue
        gathered.add(picture, shape, what)
    where = f" on images of {found.name}" if found else ""
    return gathered.result(f"COCO results in {file.name}{where}: {len(entries):,} rows.")


def _meant(entry: dict[str, Any], file: Path, index: Index, gathered: Gatherer) -> tuple[Picture | None, str, str]:
    """Return picture, label, and why there is none ("" = it was listed already)."""
    image_id, category = id_of(entry.get("image_id")), id_of(entry.get("category_id"))
    label = as_text(entry.get("category_id")) if category is None else index.categories.get(category, "")
    if not label:
        return None, "", faults.LABEL_NOT_LISTED
    if image_id is not None and image_id in index.pictures:
        return index.pictures[image_id], label, ""
    name = as_text(entry.get("image_id"))
    if index.pictures or not name:
        return None, label, faults.IMAGE_NOT_LISTED
    return gathered.picture(name, file), label, ""


def _instances(file: Path, named: str, wanted: set[int]) -> Path | None:
    if named:
        chosen = Path(named)
        if not chosen.is_file():
            raise FormatError(f"{named} is not there.", hint="It is the file with the images of the results.")
        return chosen
    for candidate in _candidates(file):
        if candidate == file or '"images"' not in head_of(candidate, 1 << 20):
            continue
        try:
            content = as_dict(read_json(candidate))
        except FormatError:
            continue
        listed = {id_of(as_dict(raw).get("id")) for raw in as_list(content.get("images"))}
        if wanted & listed:
            return candidate
    return None


def _candidates(file: Path) -> Iterable[Path]:
    for folder in (file.parent, file.parent / "annotations", file.parent.parent / "annotations"):
        if folder.is_dir():
            yield from sorted(folder.glob("*.json"))
