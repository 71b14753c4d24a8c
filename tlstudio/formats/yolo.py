"""YOLO: one text file per picture, numbers as shares of its size; boxes, polygons, rotated boxes, folders of classes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tlstudio.core.cards import FormatCard, FormatOption
from tlstudio.core.errors import FormatError
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.records import SPLIT_NAMES, Finder, Guess, ReadResult
from tlstudio.formats.yolo_classes import Classes, find_classes, label_files, take_lists
from tlstudio.formats.yolo_rows import AUTO, KINDS, Row, add_rows, read_rows
from tlstudio.formats.yolo_write import write
from tlstudio.imaging.signature import EXTENSIONS

__all__ = ["CARD", "read", "sniff", "write"]

CARD = FormatCard(
    key="yolo",
    title="YOLO (text files and data.yaml)",
    extensions=(".yaml", ".yml"),
    tasks=("detection", "segmentation"),
    holds=("box", "rotated_box", "polygon"),
    loses=(
        "A data set has rows of one kind: boxes; with rotated boxes all become four corners; with polygons or masks all "
        "become polygons, parts and holes joined by a bridge without width.",
        "Points, attributes, groups, notes and the order of drawing are not kept.",
        "Two pictures that differ in their extension only get names of their own: they would share one label file.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
    read_options=(
        FormatOption("kind", KINDS, "What rows of points are: upright boxes around them, polygons, or rotated boxes."),
    ),
    write_options=(FormatOption("kind", KINDS, "What every row is: a box, a polygon, or four corners."),),
)


def sniff(path: Path) -> Guess:
    """Recognise a folder with label files and the names of the classes, or its data.yaml."""
    root = path if path.is_dir() else path.parent
    if path.is_file() and path.suffix.lower() not in CARD.extensions:
        return Guess(0.0, "is neither a data.yaml nor a folder")
    try:
        if not path.exists() or next(label_files(root), None) is None:
            return Guess(0.0, "has no text files with labels")
        classes = find_classes(root)
    except (FormatError, OSError) as err:
        return Guess(0.0, str(err))
    if classes is None:
        return Guess(0.4, "has text files beside pictures, but no names of classes")
    return Guess(0.92, f"has YOLO's text files and the names of their classes in {classes.source.name}")


def read(path: Path, *, images: Path | None = None, find: Finder | None = None, kind: str = AUTO) -> ReadResult:
    """Read a data set's folder, or its data.yaml: Ultralytics, Darknet, Roboflow, Label Studio, DOTA's corners.

    Rows with four corners are rotated boxes where every polygon of the set is a rectangle, else polygons. A text file
    without rows is a picture with nothing on it; a picture without a text file is left out. A folder of classes without
    text files (`train/<class>/`) gives labels of whole images. A number behind the box or the points is a model's score.

    Args:
        kind: What the rows are, where they do not tell: `detect`, `segment`, `obb`; see the card.

    Raises:
        FormatError: There are no labels, or nothing names the classes.
    """
    if path.is_file() and path.suffix.lower() not in CARD.extensions:
        raise FormatError(f"{path.name} is no data.yaml.", hint="Name the folder that holds labels/ and images/.")
    if not path.exists():
        raise FormatError(f"{path} is not there.", hint="Check the path.")
    root = (path if path.is_dir() else path.parent).absolute()
    files = list(label_files(root))
    gathered = Gatherer([*([images] if images else []), root], find)
    if not files:
        return _read_folders(root, gathered)
    is_dota = any(part.lower() == "labeltxt" for part in files[0].relative_to(root).parts)
    classes = find_classes(root) or (Classes({}, root) if is_dota else None)
    if classes is None:
        raise FormatError(
            f"Nothing in {path.name} names the classes; the label files hold only their numbers.",
            hint="Put a classes.txt with one name a line, or a data.yaml, into the folder.",
        )
    take_lists(classes, root)
    for _, name in sorted(classes.names.items()):
        gathered.labels.setdefault(name)
    for note in classes.notes:
        gathered.notes.setdefault(note)
    rows: list[Row] = []
    pictures = _Pictures(root, images, classes, gathered)
    for file in files:
        picture = pictures.of(file)
        if picture is not None:
            rows += read_rows(file, picture, classes, gathered)
    said = add_rows(rows, gathered, kind)
    unlabelled = pictures.without_labels()
    if unlabelled:
        gathered.notes.setdefault(
            f"{unlabelled:,} pictures have no text file: nobody has looked at them; they were left out."
        )
    return gathered.result(f"YOLO in {len(files):,} text files, {said}, classes from {classes.source.name}.")


class _Pictures:
    """Which picture a label file belongs to: the one of its stem where pictures usually lie."""

    def __init__(self, root: Path, images: Path | None, classes: Classes, gathered: Gatherer) -> None:
        self._root = root
        self._images = images
        self._classes = classes
        self._gathered = gathered
        self._folders: dict[Path, dict[str, list[Path]]] = {}

    def of(self, file: Path) -> Picture | None:
        inner = file.relative_to(self._root)
        parts = list(inner.parent.parts)
        folders = [self._root / _beside(parts), file.parent]
        if self._images is not None:
            below = parts[parts.index("labels") + 1 :] if "labels" in parts else []
            folders = [self._images.joinpath(*below), self._images, *folders]
        folders.append(self._root / "images")
        found = next((hit for folder in folders if (hit := self._listed(folder).get(file.stem))), None)
        found = found or self._classes.listed.get(file.stem) or []
        if len(set(found)) > 1:
            names = ", ".join(sorted(picture.name for picture in found))
            self._gathered.skip(str(inner), f"fits several pictures: {names}")
            return None
        split = self._classes.split_of(found[0].absolute()) if found else None
        split = split or next((SPLIT_NAMES[p.lower()] for p in reversed(parts) if p.lower() in SPLIT_NAMES), None)
        return self._gathered.picture(str(found[0]) if found else file.stem, file, split=split)

    def without_labels(self) -> int:
        used = {path for path, _ in self._gathered.pictures}
        stems = {path.stem for path in used}
        seen = {path for folder in self._folders.values() for several in folder.values() for path in several}
        return sum(path.absolute() not in used and path.stem not in stems for path in seen)

    def _listed(self, folder: Path) -> dict[str, list[Path]]:
        if folder not in self._folders:
            listed: dict[str, list[Path]] = {}
            for path in sorted(folder.iterdir()) if folder.is_dir() else []:
                if path.suffix.lower() in EXTENSIONS:
                    listed.setdefault(path.stem, []).append(path)
            self._folders[folder] = listed
        return self._folders[folder]


def _beside(parts: Sequence[str]) -> Path:
    """Return the folder of pictures for a folder of labels: the last `labels` becomes `images`."""
    for at in range(len(parts) - 1, -1, -1):
        if parts[at].lower() in ("labels", "labeltxt"):
            return Path(*parts[:at], "images", *parts[at + 1 :])
    return Path(*parts)


def _read_folders(root: Path, gathered: Gatherer) -> ReadResult:
    """Read `train/<class>/picture`, Ultralytics' layout for classification."""
    for top in sorted(folder for folder in root.iterdir() if folder.is_dir() and folder.name.lower() in SPLIT_NAMES):
        for folder in sorted(below for below in top.iterdir() if below.is_dir()):
            for file in sorted(folder.iterdir()):
                if file.suffix.lower() in EXTENSIONS:
                    picture = gathered.picture(str(file), folder, split=SPLIT_NAMES[top.name.lower()])
                    if picture is not None:
                        gathered.tag(picture, folder.name)
    if not gathered.pictures:
        raise FormatError(
            f"{root.name} has no text files with labels.", hint="YOLO keeps one .txt per picture in a folder labels/."
        )
    return gathered.result(f"YOLO's folders of classes: {len(gathered.labels)} labels of whole images.")
