"""What YOLO keeps beside its label files: the names of the classes, and which picture is on which side."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tlstudio.core.errors import FormatError
from tlstudio.core.words import Split
from tlstudio.formats.jsonfile import as_dict, as_list, as_text
from tlstudio.formats.pictures import PictureFinder, page_name
from tlstudio.formats.records import SPLIT_NAMES
from tlstudio.formats.textfile import lines_of, read_lines
from tlstudio.formats.values import as_number, as_numbers
from tlstudio.imaging.signature import EXTENSIONS

_MAX_BYTES = 10_000_000
_NAME_FILES = ("classes.txt", "obj.names", "_darknet.labels", "labels/classes.txt", "classes.names")


@dataclass
class Classes:
    """What the files beside the labels say.

    Attributes:
        names: Id -> name; gaps are possible.
        source: The file that says so.
        keypoints: Points per object after its box (pose), and numbers per point, 2 or 3; (0, 0) = none.
        point_names: Class -> names of its points; without them they are numbers from 1.
        splits: Picture or folder -> the sides that lists and entries of data.yaml put it on.
        listed: Stem -> pictures in lists.
    """

    names: dict[int, str]
    source: Path
    keypoints: tuple[int, int] = (0, 0)
    point_names: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    notes: list[str] = field(default_factory=list[str])
    splits: dict[Path, set[Split]] = field(default_factory=dict[Path, set[Split]])
    listed: dict[str, list[Path]] = field(default_factory=dict[str, list[Path]])

    def split_of(self, picture: Path) -> Split | None:
        """The side a picture is on; None = nothing says so, or it is on several."""
        for folder in (picture, *picture.parents):
            if folder in self.splits:
                return next(iter(self.splits[folder])) if len(self.splits[folder]) == 1 else None
        return None


def find_classes(root: Path) -> Classes | None:
    """Return what data.yaml, obj.data or a list of names says; None = there is none of them.

    Raises:
        FormatError: A data.yaml is there that cannot be read.
    """
    for file in sorted([*root.glob("*.yaml"), *root.glob("*.yml")]):
        content = as_dict(_read_yaml(file))
        if "names" in content:
            return _from_yaml(file, content)
    for file in sorted(root.glob("*.data")):
        entries = _darknet(file)
        place = entries.get("names", "")
        for candidate in (root / Path(place).name, root / place):
            if place and candidate.is_file():
                classes = Classes(_lines(candidate), candidate)
                for key, text in entries.items():
                    if key in SPLIT_NAMES and (root / Path(text).name).is_file():
                        _take(classes, root / Path(text).name, SPLIT_NAMES[key], [root])
                return classes
    for name in _NAME_FILES:
        if (root / name).is_file():
            return Classes(_lines(root / name), root / name)
    return None


def _read_yaml(file: Path) -> Any:
    import yaml

    try:
        if file.stat().st_size > _MAX_BYTES:
            raise FormatError(f"{file.name} is too large for a description of a data set.")
        return yaml.safe_load(file.read_bytes())
    except OSError as err:
        raise FormatError(f"{file.name} cannot be read: {err.strerror}.") from err
    except (yaml.YAMLError, ValueError, RecursionError) as err:
        raise FormatError(f"{file.name} is no YAML that can be read.", detail=str(err)) from err


def _from_yaml(file: Path, content: Mapping[str, Any]) -> Classes:
    names = content["names"]
    pairs = as_dict(names).items() if isinstance(names, dict) else enumerate(as_list(names))
    numbered = {as_number(key): as_text(value).strip() for key, value in pairs}
    classes = Classes({int(k): name for k, name in numbered.items() if k is not None and k >= 0 and name}, file)
    count = as_number(content.get("nc"))
    if count is not None and count != len(classes.names):
        classes.notes.append(f"{file.name} says nc: {count:g} but names {len(classes.names)} classes; the names count.")
    shape = as_numbers(content.get("kpt_shape"))
    if shape is not None and len(shape) == 2 and shape[0] >= 1 and shape[1] in (2, 3):
        classes.keypoints = int(shape[0]), int(shape[1])
    for key, several in as_dict(content.get("kpt_names")).items():
        if (class_id := as_number(key)) is not None:
            classes.point_names[int(class_id)] = [as_text(name) for name in as_list(several)]
    bases = [file.parent / as_text(content.get("path")), file.parent]
    for key, split in SPLIT_NAMES.items():
        entries = content.get(key)
        for entry in entries if isinstance(entries, list) else [entries]:
            text = as_text(entry)
            # Roboflow writes ../train/images, which leads out of the folder that data.yaml lies in.
            inner = "/".join(part for part in text.replace("\\", "/").split("/") if part not in ("", ".", ".."))
            for place in (*(base / text for base in bases), file.parent / inner):
                place = Path(os.path.normpath(place.absolute()))
                if text and place.is_dir() and place != file.parent.absolute():
                    classes.splits.setdefault(place, set()).add(split)
                    break
                if text and place.is_file():
                    _take(classes, place, split, bases)
                    break
    return classes


def _take(classes: Classes, file: Path, split: Split | None, bases: list[Path]) -> None:
    """Take over a list of pictures, one path a line."""
    find = PictureFinder([file.parent, *bases])
    for line in lines_of(file):
        picture = find(line) or _page_of(find, line)
        if picture is not None:
            classes.listed.setdefault(picture.stem, []).append(picture)
            if split is not None:
                classes.splits.setdefault(picture, set()).add(split)


def _page_of(find: PictureFinder, line: str) -> Path | None:
    """Return the name of a page of a file, as a path that stands for it."""
    found = find.page(line)
    return None if found is None else Path(page_name(str(found[0]), found[1]))


def take_lists(classes: Classes, root: Path) -> None:
    """Take over lists of pictures by their names (train.txt, val.txt, test.txt, images.txt); data.yaml's word comes first."""
    for file in sorted(root.glob("*.txt")):
        if file.stem.lower() in SPLIT_NAMES or file.stem in ("images", "unsplit"):
            split = None if classes.splits else SPLIT_NAMES.get(file.stem.lower())
            _take(classes, file, split, [root])


def _darknet(file: Path) -> dict[str, str]:
    pairs = (line.partition("=") for line in lines_of(file) if "=" in line)
    return {key.strip().lower(): value.strip() for key, _, value in pairs}


def _lines(file: Path) -> dict[int, str]:
    try:
        lines = read_lines(file)
    except OSError as err:
        raise FormatError(f"{file.name} cannot be read: {err.strerror}.") from err
    # A line that is empty in the middle still counts: the ids after it would move.
    return {number: line.strip() for number, line in enumerate(lines) if line.strip()}


def label_files(root: Path) -> Iterator[Path]:
    """Yield text files that hold labels: below `labels` and the like, or beside a picture of the same name."""
    for folder, below, names in os.walk(root):
        below.sort()
        place = Path(folder)
        parts = [part.lower() for part in place.relative_to(root).parts]
        is_theirs = any(
            part in ("labels", "labeltxt") or (part.startswith("obj_") and part.endswith("_data")) for part in parts
        )
        stems = {Path(name).stem for name in names if Path(name).suffix.lower() in EXTENSIONS}
        for name in sorted(names):
            path = place / name
            if (
                path.suffix.lower() == ".txt"
                and path.name.lower() != "classes.txt"
                and (is_theirs or path.stem in stems)
            ):
                yield path
