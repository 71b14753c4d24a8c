"""What COCO's annotations and results refer to by number: the images and categories that a file lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tlstudio.core.words import Split
from tlstudio.formats import faults
from tlstudio.formats.coco_keypoints import names_of
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.jsonfile import as_dict, as_list, as_text
from tlstudio.formats.records import SPLIT_NAMES
from tlstudio.formats.values import as_number


@dataclass
class Index:
    """Numbers and what they stand for.

    Attributes:
        pictures: None = the picture is not there, or unreadable, and listed.
        keypoints: Category -> names of its key points.
    """

    pictures: dict[int, Picture | None] = field(default_factory=dict[int, "Picture | None"])
    categories: dict[int, str] = field(default_factory=dict[int, str])
    keypoints: dict[int, list[str]] = field(default_factory=dict[int, list[str]])


def read_index(
    file: Path, content: Mapping[str, Any], gathered: Gatherer, only: Collection[int] | None = None
) -> Index:
    """Find the pictures that a file lists, and name its categories.

    Args:
        only: Ids of the images that are wanted; None = all.
    """
    index = Index()
    _read_categories(index, file, content, gathered)
    split = split_of(file)
    for at, raw in enumerate(as_list(content.get("images"))):
        entry = as_dict(raw)
        image_id = id_of(entry.get("id"))
        what = f"{file.name}: image {as_text(entry.get('id')) or f'number {at + 1}'}"
        if image_id is None or image_id in index.pictures:
            gathered.skip(what, faults.NO_ID if image_id is None else faults.ID_TWICE)
        elif only is None or image_id in only:
            name = as_text(entry.get("file_name")) or as_text(entry.get("coco_url"))
            size = (entry.get("width"), entry.get("height"))
            names = [*_beside(file, split, name), name] if name else []
            index.pictures[image_id] = gathered.picture(names, file, size=size, split=split)
    return index


def _beside(file: Path, split: Split | None, name: str) -> list[str]:
    """Where a picture lies that has its name in several subsets: beside its file, or in the folder of its side."""
    own = [file.parent / name]
    if split is not None:
        # COCO's own folders are named like the end of the file: instances_train2017.json, train2017/.
        words = [file.stem.rpartition("_")[2], split.value]
        tops = (file.parent.parent / "images", file.parent.parent, file.parent / "images", file.parent)
        own += [top / word / name for top in tops for word in words]
    return [str(path) for path in own]


def _read_categories(index: Index, file: Path, content: Mapping[str, Any], gathered: Gatherer) -> None:
    for raw in as_list(content.get("categories")):
        entry = as_dict(raw)
        number, name = id_of(entry.get("id")), as_text(entry.get("name")).strip()
        if number is None or not name:
            gathered.skip(f"{file.name}: category {as_text(entry.get('id'))}", faults.NO_NAME)
            continue
        if index.categories.setdefault(number, name) != name:
            gathered.skip(f"{file.name}: category {number}, {name}", faults.ID_TWICE)
            continue
        index.keypoints[number] = names_of(entry)
    used = {id_of(as_dict(entry).get("category_id")) for entry in as_list(content.get("annotations"))}
    above = {as_text(as_dict(entry).get("supercategory")) for entry in as_list(content.get("categories"))}
    for number, name in index.categories.items():
        # Roboflow lists the name of the whole set as a category above the others.
        if number in used or name not in above:
            gathered.labels.setdefault(name)


def id_of(value: object) -> int | None:
    """Return an id as a whole number, None where it is none."""
    number = as_number(value)
    return int(number) if number is not None and number == int(number) else None


def split_of(file: Path) -> Split | None:
    """Return the side that the name of a file or its folder says."""
    for word in (*re.split(r"[^a-z]+", file.stem.lower()), file.parent.name.lower()):
        if word in SPLIT_NAMES:
            return SPLIT_NAMES[word]
    return None
