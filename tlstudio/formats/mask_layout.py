"""Where masks, the pictures they belong to, and the numbers of their objects lie: VOC, CamVid, Cityscapes, MVTec and plain folders."""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tlstudio.core.words import Split
from tlstudio.formats.records import SPLIT_NAMES
from tlstudio.formats.tables import SPLIT_FILE, read_split_file
from tlstudio.formats.textfile import lines_of
from tlstudio.imaging.signature import EXTENSIONS

CLASSES, OBJECTS, PICTURES = "SegmentationClass", "SegmentationObject", "JPEGImages"
LISTS = Path("ImageSets", "Segmentation")
LEADS = "pictures.csv"
"""Which mask belongs to which picture, where the pictures are not beside the masks."""

_SURE = ("segmentationclass", "masks", "mask", "gtfine", "gtcoarse", "trainannot", "valannot", "testannot")
_LIKELY = ("ground_truth", "groundtruth", "gt", "labels", "annotations")
_PICTURES = ("jpegimages", "images", "image", "imgs", "img", "leftimg8bit", "rgb")
_OBJECTS = ("segmentationobject", "instances", "objects")
# Anomaly sets: masks by kind of defect; pictures without one are in folders of these names.
_DEFECTS = ("ground_truth", "groundtruth")
_GOOD = ("good", "normal", "ok")
_ENDINGS = (".png", ".bmp", ".tif", ".tiff")
_CITYSCAPES = ("_instanceids", "_labelids", "_color", "_labeltrainids")
_MARKS = re.compile(r"(_leftImg8bit|_gt(Fine|Coarse)(_\w+)?|[_.-](mask|label|labels|gt|seg|L))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MaskFile:
    """One mask.

    Attributes:
        pictures: Where its picture may be, best first; files that exist, or names to look for elsewhere.
        objects: A picture of the same size with a number for each object; None = there is none.
        defect: Folders between the masks' folder and the mask, where those are labels.
    """

    path: Path
    pictures: tuple[str, ...]
    split: Split | None = None
    group: str = ""
    objects: Path | None = None
    defect: str = ""


@dataclass
class Layout:
    """What was found below a folder.

    Attributes:
        tables: Folders that a table of classes may lie in, best first.
        empty: Pictures that their folder says have nothing on them.
        without: Pictures of which no mask is there.
    """

    root: Path
    masks: list[MaskFile] = field(default_factory=list[MaskFile])
    tables: list[Path] = field(default_factory=list[Path])
    empty: list[Path] = field(default_factory=list[Path])
    without: int = 0


def mask_folders(path: Path) -> tuple[list[Path], bool]:
    """Return the folders of masks in a folder and the folders below it, and whether their names leave no doubt."""
    for names in (_SURE, _LIKELY):
        for depth in ("*", "*/*"):
            found = [f for f in sorted(path.glob(depth)) if f.name.lower() in names and f.is_dir() and _has_mask(f)]
            if found:
                return found, names is _SURE
    return [], False


def has_pictures_beside(folder: Path) -> bool:
    """Whether a folder of pictures lies where one is looked for."""
    return any(True for _ in _picture_folders(folder))


def find_layout(path: Path, images: Path | None = None) -> Layout:
    """Look for masks below a folder, or take a folder of masks or a single one as it is.

    Args:
        images: Folder that the pictures are in.
    """
    single = path if path.is_file() else None
    # A set may itself have the name of a folder of masks.
    folders = mask_folders(path)[0] if single is None else []
    root = path
    if single is not None or (not folders and path.name.lower() in (*_SURE, *_LIKELY)):
        folders = [path if single is None else path.parent]
        root = folders[0].parent
    folders = folders or [path]
    layout = Layout(root, tables=list(dict.fromkeys([root, path if path.is_dir() else path.parent, *folders])))
    layout.tables += [folder.parent for folder in folders if folder.parent not in layout.tables]
    splits = _Splits(root)
    leads = _leads(root)
    used: set[Path] = set()
    seen: set[Path] = set()
    for folder in folders:
        pictures = _Pictures([*([images] if images else []), *_picture_folders(folder)])
        seen |= pictures.files
        for mask in [single] if single else _masks(folder):
            inner = PurePosixPath(mask.relative_to(folder).as_posix())
            found = leads.get(mask) or pictures.of(inner)
            used |= {Path(name) for name in found}
            near = Path(found[0]) if found and Path(found[0]).is_absolute() else None
            split, group = splits.of(near, inner, folder)
            is_defect = folder.name.lower() in _DEFECTS and len(inner.parts) > 1
            layout.masks.append(
                MaskFile(
                    path=mask,
                    pictures=tuple(found) or tuple(_spellings(inner)),
                    split=split,
                    group=group,
                    objects=_objects(folder, inner),
                    defect=inner.parent.as_posix() if is_defect else "",
                )
            )
        if folder.name.lower() in _DEFECTS:
            layout.empty += sorted(f for f in pictures.files if f.parent.name.lower() in _GOOD and f not in used)
    layout.without = len(seen - used - set(layout.empty))
    return layout


def split_of(layout: Layout, picture: Path) -> tuple[Split | None, str]:
    """The side and group of a picture without a mask."""
    return _Splits(layout.root).of(picture, PurePosixPath(picture.name), picture.parent)


def _has_mask(folder: Path) -> bool:
    return next(_masks(folder), None) is not None


def _masks(folder: Path) -> Iterator[Path]:
    """Yield masks in the order of their paths; of Cityscapes' several files about a picture the one that says most."""
    chosen: dict[str, Path] = {}
    for place, below, names in os.walk(folder):
        below.sort()
        for name in sorted(names):
            stem = PurePosixPath(name).stem
            if PurePosixPath(name).suffix.lower() not in _ENDINGS or name.startswith("."):
                continue
            rank = next((at for at, mark in enumerate(_CITYSCAPES) if stem.lower().endswith(mark)), None)
            if rank is None:
                yield Path(place, name)
                continue
            key = f"{place}/{stem[: -len(_CITYSCAPES[rank])]}"
            before = chosen.get(key)
            if before is None or rank < next(at for at, m in enumerate(_CITYSCAPES) if before.stem.lower().endswith(m)):
                chosen[key] = Path(place, name)
    yield from chosen.values()


def _picture_folders(masks: Path) -> Iterator[Path]:
    """Yield folders that the pictures of a folder of masks usually are in."""
    beside = masks.parent
    name = masks.name.lower()
    if name.endswith("annot") and (beside / name.removesuffix("annot")).is_dir():
        yield beside / name.removesuffix("annot")
    if name in _DEFECTS:
        yield from (beside / side for side in ("test", "train") if (beside / side).is_dir())
    for folder in sorted(beside.iterdir()) if beside.is_dir() else ():
        if folder.name.lower() in _PICTURES and folder.is_dir():
            yield folder


def _objects(folder: Path, inner: PurePosixPath) -> Path | None:
    beside = [one for one in folder.parent.iterdir() if one.name.lower() in _OBJECTS and one.is_dir()]
    return next((one / inner for one in sorted(beside) if (one / inner).is_file()), None)


def _spellings(inner: PurePosixPath) -> Iterator[str]:
    """Yield names that a picture elsewhere may have."""
    for stem in _stems(inner.stem):
        for ending in (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"):
            yield inner.with_name(stem + ending).as_posix()


def _stems(stem: str) -> Iterator[str]:
    """Yield a stem as it is, then without what says that it is a mask's."""
    yield stem
    while (shorter := _MARKS.sub("", stem)) != stem and shorter:
        stem = shorter
        yield stem


class _Pictures:
    """Finds pictures by the place and stem of a mask."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.files: set[Path] = set()
        self._by_place: dict[str, list[Path]] = {}
        self._by_stem: dict[str, list[Path]] = {}
        for folder in dict.fromkeys(folder.absolute() for folder in folders):
            for place, below, names in os.walk(folder):
                below.sort()
                for name in sorted(names):
                    path = Path(place, name)
                    if path.suffix.lower() in EXTENSIONS and path not in self.files:
                        self.files.add(path)
                        inner = path.relative_to(folder)
                        stem = list(_stems(path.stem))[-1]
                        for one in dict.fromkeys((path.stem, stem)):
                            self._by_place.setdefault(_folded(inner.with_name(one).as_posix()), []).append(path)
                            self._by_stem.setdefault(_folded(one), []).append(path)

    def of(self, inner: PurePosixPath) -> list[str]:
        for stem in _stems(inner.stem):
            found = self._by_place.get(_folded(inner.with_name(stem).as_posix()))
            if found:
                return [str(path) for path in found]
        for stem in _stems(inner.stem):
            found = self._by_stem.get(_folded(stem), [])
            if len(found) == 1:
                return [str(found[0])]
        return []


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _leads(root: Path) -> dict[Path, list[str]]:
    """Read mask -> picture from the list that an export without pictures writes."""
    try:
        with (root / LEADS).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames is None or not {"mask", "picture"} <= set(rows.fieldnames):
                return {}
            pairs = [(root / row["mask"], Path(os.path.normpath(root.absolute() / row["picture"]))) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error, TypeError, ValueError):
        return {}
    return {mask: [str(picture)] for mask, picture in pairs}


class _Splits:
    """Which side a picture is on: by split.csv, by VOC's lists, or by the folders it lies in."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._listed = read_split_file(root / SPLIT_FILE)
        self._stems: dict[str, Split] = {}
        for file in sorted((root / LISTS).glob("*.txt")) if (root / LISTS).is_dir() else []:
            split = SPLIT_NAMES.get(file.stem.lower())
            if split is not None:
                stems = (line.strip() for line in lines_of(file))
                self._stems.update(dict.fromkeys((stem for stem in stems if stem), split))

    def of(self, picture: Path | None, inner: PurePosixPath, folder: Path) -> tuple[Split | None, str]:
        if picture is not None and picture.is_relative_to(self._root):
            listed = self._listed.get(picture.relative_to(self._root).as_posix())
            if listed is not None:
                return listed
        plain = inner.with_suffix("").as_posix()
        split = self._stems.get(plain)
        parts = [*inner.parts[:-1], folder.name.lower().removesuffix("annot"), folder.parent.name]
        return split or next((SPLIT_NAMES[p.lower()] for p in parts if p.lower() in SPLIT_NAMES), None), ""
