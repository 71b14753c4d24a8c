"""The files of VGG Image Annotator 1, 2 and 3, brought into one form: images with regions as version 2 has them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tlstudio.core.errors import FormatError
from tlstudio.formats import faults
from tlstudio.formats.csvfile import read_rows
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, read_json
from tlstudio.formats.values import as_numbers

EXTENSIONS = (".json", ".csv")
# Attributes of regions that are what our annotations say of themselves.
FLAGS = ("occluded", "truncated", "difficult")
NOTE = "note"
CSV_HEADER = (
    "filename",
    "file_size",
    "file_attributes",
    "region_count",
    "region_id",
    "region_shape_attributes",
    "region_attributes",
)
# Attribute that VIA shows beside a region; this one is only the region's number.
_NO_LABEL_SHOWN = "__via_region_id__"
# Version 3: number of the shape -> its name, and what its numbers are.
_THIRD_SHAPES: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("point", ("cx", "cy")),
    2: ("rect", ("x", "y", "width", "height")),
    3: ("circle", ("cx", "cy", "r")),
    4: ("ellipse", ("cx", "cy", "rx", "ry")),
    5: ("line", ()),
    6: ("polyline", ()),
    7: ("polygon", ()),
}
_CHECKBOX = 2
_ON_A_REGION = "XY1"


@dataclass(frozen=True, slots=True)
class Region:
    """One region.

    Attributes:
        shape: As version 2 stores it: `name`, and numbers by their names.
        attributes: What people said about it.
        what: Names it for a person.
    """

    shape: Mapping[str, Any]
    attributes: Mapping[str, Any]
    what: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ViaImage:
    """One picture.

    Attributes:
        names: What it may be called, best first.
    """

    names: tuple[str, ...]
    regions: list[Region] = field(default_factory=list[Region])
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ViaFile:
    """What a file of any version holds.

    Attributes:
        shown: Attribute that the project shows beside each region; empty = none.
        options: Attribute -> values that the project offers for it.
        faults: Entries that are none, each with the reason and line.
    """

    images: list[ViaImage]
    shown: str = ""
    options: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    faults: list[tuple[str, str, int | None]] = field(default_factory=list[tuple[str, str, int | None]])


def looks_like_csv(head: str) -> bool:
    """Whether a table begins with VIA's header."""
    first = head.lstrip().lstrip("#").partition("\n")[0]
    return all(name in first for name in ("filename", "region_shape_attributes", "region_attributes"))


def read_via(file: Path) -> ViaFile:
    """Read a file of any version.

    Raises:
        FormatError: It cannot be read, or holds something else.
    """
    if file.suffix.lower() == ".csv":
        return _from_csv(file)
    content = as_dict(read_json(file))
    if isinstance(content.get("metadata"), dict) and isinstance(content.get("file"), dict):
        return _from_third(content)
    entries = content.get("_via_img_metadata", content)
    if not isinstance(entries, dict) or not any("regions" in as_dict(entry) for entry in entries.values()):
        raise FormatError(f"{file.name} has no images with regions.", hint="Is it VIA's format?")
    interface = as_dict(as_dict(as_dict(content.get("_via_settings")).get("ui")).get("image"))
    shown = as_text(interface.get("region_label"))
    about = as_dict(as_dict(content.get("_via_attributes")).get("region"))
    result = ViaFile(
        images=[],
        shown="" if shown == _NO_LABEL_SHOWN else shown,
        options={key: list(as_dict(as_dict(value).get("options"))) for key, value in about.items()},
    )
    for key, raw in as_dict(entries).items():
        entry = as_dict(raw)
        name = as_text(entry.get("filename"))
        if not name:
            result.faults.append((f"{file.name}: {key}", faults.NO_PICTURE, None))
            continue
        listed = entry.get("regions")
        # Version 1 numbers the regions in an object, version 2 has a list.
        if not isinstance(listed, dict | list):
            result.faults.append((f"{file.name}: {name}", faults.NO_LIST, None))
        regions = list(as_dict(listed).values()) if isinstance(listed, dict) else as_list(listed)
        image = ViaImage((name,))
        for number, one in enumerate(regions, start=1):
            shape, said = as_dict(as_dict(one).get("shape_attributes")), as_dict(as_dict(one).get("region_attributes"))
            image.regions.append(Region(shape, said, f"{name}, region {number}"))
        result.images.append(image)
    return result


def _from_csv(file: Path) -> ViaFile:
    images: dict[str, ViaImage] = {}
    result = ViaFile([])
    for line, row in read_rows(file):
        name = row.get("filename", "").strip()
        if "region_shape_attributes" not in row and not images:
            raise FormatError(f"{file.name} has no columns of VIA's.", hint=f"They are {', '.join(CSV_HEADER)}.")
        if not name:
            result.faults.append((file.name, faults.NO_PICTURE, line))
            continue
        if name not in images:
            images[name] = ViaImage((name,), line=line)
        shape, said = _cell(row.get("region_shape_attributes", "")), _cell(row.get("region_attributes", ""))
        # A row with region_count 0 only lists the picture.
        if shape != {}:
            attributes = said if said is not None else {}
            region_id = row.get("region_id", "").strip()
            images[name].regions.append(Region(shape or {}, attributes, f"{name}, region {region_id}", line))
    result.images.extend(images.values())
    return result


def _cell(text: str) -> dict[str, Any] | None:
    """Return a cell's JSON object; None = it is none."""
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _from_third(content: Mapping[str, Any]) -> ViaFile:
    config, attributes = as_dict(content.get("config")), as_dict(content.get("attribute"))
    names = {key: as_text(as_dict(one).get("aname")) or key for key, one in attributes.items()}
    prefixes = as_dict(as_dict(config.get("file")).get("loc_prefix"))
    shown = names.get(as_text(as_dict(config.get("ui")).get("spatial_region_label_attribute_id")), "")
    on_regions = [
        key for key, one in attributes.items() if as_text(as_dict(one).get("anchor_id")).endswith(_ON_A_REGION)
    ]
    options = {
        names[key]: [as_text(value) for value in as_dict(as_dict(attributes[key]).get("options")).values()]
        for key in on_regions
    }
    shown = shown or (names[on_regions[0]] if len(on_regions) == 1 else "")
    result = ViaFile([], shown, options)
    images: dict[str, ViaImage] = {}
    for view_id, view in as_dict(content.get("view")).items():
        for file_id in as_list(as_dict(view).get("fid_list"))[:1]:
            entry = as_dict(as_dict(content.get("file")).get(as_text(file_id)))
            source, name = as_text(entry.get("src")), as_text(entry.get("fname"))
            prefix = as_text(prefixes.get(as_text(entry.get("loc"))))
            inline = source.startswith("data:")
            spelled = [] if inline else [f"{prefix}{source}", source]
            images[view_id] = ViaImage(tuple(dict.fromkeys(one for one in (*spelled, name) if one)))
    for key, raw in as_dict(content.get("metadata")).items():
        entry = as_dict(raw)
        image = images.get(as_text(entry.get("vid")))
        if image is None:
            result.faults.append((f"region {key}", faults.IMAGE_NOT_LISTED, None))
        elif as_list(entry.get("z")):
            result.faults.append((f"region {key}", faults.cannot_hold("stretch of time"), None))
        elif entry.get("xy") != []:
            values = as_dict(entry.get("av")).items()
            said = {names.get(one, one): _chosen(value, as_dict(attributes.get(one))) for one, value in values}
            image.regions.append(Region(_third_shape(entry.get("xy")), said, f"region {key}"))
    result.images.extend(images.values())
    return result


def _chosen(value: object, attribute: Mapping[str, Any]) -> object:
    """Return an attribute's value; of choices the file holds the number of the option."""
    options = as_dict(attribute.get("options"))
    text = as_text(value)
    if not options:
        return value
    if attribute.get("type") == _CHECKBOX:
        return {as_text(options.get(one, one)): True for one in text.split(",") if one}
    return options.get(text, value)


def _third_shape(xy: object) -> dict[str, Any]:
    numbers = as_numbers(xy)
    if not numbers:
        return {}
    kind, keys = _THIRD_SHAPES.get(int(numbers[0]), (f"number {numbers[0]:g}", ()))
    if keys:
        return {"name": kind} | dict(zip(keys, numbers[1:], strict=False))
    return {"name": kind, "all_points_x": numbers[1::2], "all_points_y": numbers[2::2]}


def csv_text(entries: Sequence[Mapping[str, Any]]) -> str:
    """Return entries of a version 2 project as its table; an image without regions gets a row of its own."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(CSV_HEADER)
    for entry in entries:
        regions = entry["regions"]
        head = (entry["filename"], entry["size"], json.dumps(entry["file_attributes"], ensure_ascii=False))
        for number, region in enumerate(regions or ({"shape_attributes": {}, "region_attributes": {}},)):
            cells = (json.dumps(region[key], ensure_ascii=False) for key in ("shape_attributes", "region_attributes"))
            table.writerow((*head, len(regions), number, *cells))
    return text.getvalue()
