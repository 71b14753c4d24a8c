"""YOLO: one text file per picture, numbers as shares of its size; boxes, polygons, rotated boxes, folders of classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import measure, raster
from tlstudio.core.geometry.shapes import XY, Box, Geometry, Mask, Point, Polygon, Ring, RotatedBox
from tlstudio.core.words import Skipped
from tlstudio.formats.files import Names, copied_pictures, lead, new_folder, picture_name, write_text
from tlstudio.formats.gather import Gatherer, Picture, as_number, pairs
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, LabelledShape, ReadResult, Written
from tlstudio.formats.yolo_classes import Classes, find_classes, label_files, take_lists
from tlstudio.imaging.signature import EXTENSIONS

CARD = FormatCard(
    key="yolo",
    title="YOLO (text files and data.yaml)",
    extensions=(".yaml", ".yml"),
    tasks=("detection", "segmentation"),
    loses=(
        "A data set has rows of one kind: boxes; with rotated boxes all become four corners; with polygons or masks all "
        "become polygons, parts and holes joined by a bridge without width.",
        "Points, attributes, groups, notes and the order of drawing are not kept.",
        "Two pictures that differ in their extension only get names of their own: they would share one label file.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)

UNSPLIT = "unsplit"
_HEADS = ("imagesource:", "gsd:")


@dataclass(frozen=True, slots=True)
class _Row:
    """One object, before it is known what rows with four corners mean."""

    picture: Picture
    file: Path
    line: int
    label: str
    geometry: Box | Polygon
    is_corners: bool = False
    difficult: bool = False


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


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read a data set's folder, or its data.yaml: Ultralytics, Darknet, Roboflow, Label Studio, DOTA's corners.

    Rows with four corners are rotated boxes where every polygon of the set is a rectangle, else polygons. A text file
    without rows is a picture with nothing on it; a picture without a text file is left out. A folder of classes without
    text files (`train/<class>/`) gives labels of whole images.

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
    rows: list[_Row] = []
    pictures = _Pictures(root, images, classes, gathered)
    for file in files:
        picture = pictures.of(file)
        if picture is not None:
            rows += _read_file(file, picture, classes, gathered)
    kind = _add(rows, gathered)
    unlabelled = pictures.without_labels()
    if unlabelled:
        gathered.notes.setdefault(
            f"{unlabelled:,} pictures have no text file: nobody has looked at them; they were left out."
        )
    return gathered.result(f"YOLO in {len(files):,} text files, {kind}, classes from {classes.source.name}.")


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


def _read_file(file: Path, picture: Picture, classes: Classes, gathered: Gatherer) -> list[_Row]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        gathered.refuse(picture, str(file), f"cannot be read: {err}")
        return []
    rows: list[_Row] = []
    for number, line in enumerate(lines, start=1):
        words = line.split()
        if not words or line.startswith(_HEADS):
            continue
        row = _row(words, picture, file, number, classes)
        if isinstance(row, str):
            gathered.refuse(picture, str(file), row, number)
        else:
            rows.append(row)
            if classes.keypoints:
                gathered.notes.setdefault("The key points of poses are not read; the boxes before them are.")
    return rows


def _row(words: list[str], picture: Picture, file: Path, line: int, classes: Classes) -> _Row | str:
    if len(words) in (9, 10) and as_number(words[8]) is None:
        corners = [as_number(word) for word in words[:8]]
        if None in corners:
            return "holds what is no number"
        ring = pairs(float(corner or 0) for corner in corners)
        is_difficult = len(words) == 10 and words[9] not in ("0", "0.0")
        return _Row(picture, file, line, words[8], Polygon((ring,)), is_corners=True, difficult=is_difficult)
    values = [as_number(word) for word in words]
    if None in values:
        return "holds what is no number"
    numbers = [float(value or 0) for value in values]
    class_id, shares = numbers[0], numbers[1:]
    if class_id != int(class_id) or int(class_id) not in classes.names:
        return f"has the class {words[0]}, which {classes.source.name} does not name"
    label = classes.names[int(class_id)]
    if len(shares) in (4, 5) or (classes.keypoints and len(shares) == 4 + classes.keypoints):
        x, y, width, height = shares[0] * picture.width, shares[1] * picture.height, *_scaled(shares[2:4], picture)
        return _Row(picture, file, line, label, Box(x - width / 2, y - height / 2, width, height))
    if len(shares) < 6 or len(shares) % 2:
        return f"has {len(shares)} numbers, neither a box (4) nor points of a polygon (6, 8, ...)"
    ring = tuple((x * picture.width, y * picture.height) for x, y in pairs(shares))
    return _Row(picture, file, line, label, Polygon((ring,)), is_corners=len(ring) == 4)


def _scaled(shares: Sequence[float], picture: Picture) -> tuple[float, float]:
    return shares[0] * picture.width, shares[1] * picture.height


def _add(rows: Sequence[_Row], gathered: Gatherer) -> str:
    """Add all rows; return in words what they are."""
    polygons = [row for row in rows if isinstance(row.geometry, Polygon)]
    is_rotated = bool(polygons) and all(
        row.is_corners and _is_rectangle(row.geometry.rings[0]) for row in polygons if isinstance(row.geometry, Polygon)
    )
    for row in rows:
        geometry: Geometry = row.geometry
        if is_rotated and isinstance(geometry, Polygon):
            geometry = RotatedBox.from_corners(geometry.rings[0])
        shape = LabelledShape(row.label, geometry, difficult=row.difficult, line=row.line)
        gathered.add(row.picture, shape, str(row.file))
    if is_rotated:
        gathered.notes.setdefault("Every polygon is a rectangle with four corners: they were read as rotated boxes.")
        return f"{len(polygons):,} rotated boxes"
    return f"{len(rows) - len(polygons):,} boxes and {len(polygons):,} polygons" if polygons else f"{len(rows):,} boxes"


def _is_rectangle(ring: Ring) -> bool:
    """Whether the diagonals halve each other and are equally long, within rounding."""
    a, b, c, d = ring
    first, second = math.dist(a, c), math.dist(b, d)
    slack = 0.5 + 0.01 * max(first, second)
    middles = math.dist(((a[0] + c[0]) / 2, (a[1] + c[1]) / 2), ((b[0] + d[0]) / 2, (b[1] + d[1]) / 2))
    return abs(first - second) <= slack and middles <= slack


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


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `labels/`, `data.yaml` and, if asked, `images/`; folders train, val, test below them where there are splits.

    Without pictures, lists (train.txt, ...) lead to where they are. An image that nobody has decided gets no text file;
    a finished one without shapes an empty one.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    used = dict.fromkeys([*labels, *(shape.label for item in items for shape in item.shapes)])
    ids = {name: number for number, name in enumerate(used)}
    kind = _kind([shape.geometry for item in items for shape in item.shapes])
    skipped: list[Skipped] = []
    files: list[Path] = []
    lists: dict[str, list[str]] = {}
    count = done = 0
    has_splits = any(item.split for item in items)
    with new_folder(dest) as stage:
        for folder in dict.fromkeys((item.split or UNSPLIT) if has_splits else "" for item in items):
            part = [item for item in items if ((item.split or UNSPLIT) if has_splits else "") == folder]
            below = f"images/{folder}" if folder else "images"
            if with_images:
                placed = copied_pictures(part, stage, below, skipped, own_stems=True)
                files += [dest / place for _, place in placed]
            else:
                names = Names(own_stems=True)
                placed = [(item, PurePosixPath(below) / names.claim(_own_name(item))) for item in part]
            done += len(placed)
            for item, place in placed:
                lists.setdefault(folder, []).append(
                    f"./{place}" if with_images else lead(item.image_path, dest.absolute())
                )
                if item.is_finished or item.shapes:
                    target = Path("labels", *place.parts[1:]).with_suffix(".txt")
                    rows = _rows(item, kind, ids, skipped)
                    write_text(stage / target, "".join(f"{row}\n" for row in rows))
                    files.append(dest / target)
                    count += len(rows)
        for folder, entries in lists.items() if not with_images else ():
            name = f"{folder or 'images'}.txt"
            write_text(stage / name, "".join(f"{entry}\n" for entry in entries))
            files.append(dest / name)
        write_text(stage / "data.yaml", _data_yaml(list(used), lists, with_images))
        files.append(dest / "data.yaml")
    return Written(tuple(files), done, count, tuple(skipped))


def _own_name(item: ExportItem) -> PurePosixPath:
    """Without copies, the label file must be found by the picture's own stem."""
    return PurePosixPath(picture_name(item).name if item.pages > 1 else item.image_path.name)


def _kind(geometries: Sequence[Geometry]) -> str:
    if any(isinstance(geometry, Polygon | Mask) for geometry in geometries):
        return "segment"
    return "obb" if any(isinstance(geometry, RotatedBox) for geometry in geometries) else "detect"


def _rows(item: ExportItem, kind: str, ids: dict[str, int], skipped: list[Skipped]) -> list[str]:
    rows: list[str] = []
    for shape in item.shapes:
        if isinstance(shape.geometry, Point):
            skipped.append(Skipped(item.name, f"its {shape.label} is a point, which YOLO's rows cannot hold"))
            continue
        if kind == "detect":
            box = measure.bounds(shape.geometry)
            points: Sequence[XY] = ((box.x + box.width / 2, box.y + box.height / 2), (box.width, box.height))
        else:
            points = raster.ring_of(shape.geometry)
        if not points:
            skipped.append(Skipped(item.name, f"the mask of its {shape.label} has no pixel"))
            continue
        numbers = " ".join(f"{_share(x, item.width)} {_share(y, item.height)}" for x, y in points)
        rows.append(f"{ids[shape.label]} {numbers}")
    return rows


def _share(value: float, size: int) -> str:
    text = f"{value / max(1, size):.8f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _data_yaml(names: Sequence[str], lists: dict[str, list[str]], with_images: bool) -> str:
    lines = ["path: ."]
    places = {
        folder: (f"images/{folder}".rstrip("/") if with_images else f"{folder or 'images'}.txt") for folder in lists
    }
    # Ultralytics wants both train and val; without splits they are the same pictures.
    for split, others in (("train", (UNSPLIT, "")), ("val", ("test", "train", UNSPLIT, "")), ("test", ())):
        chosen = next((folder for folder in (split, *others) if folder in places), None)
        if chosen is not None:
            lines.append(f"{split}: {places[chosen]}")
    lines += [f"nc: {len(names)}", "names:"]
    lines += [f"  {number}: {_quoted(name)}" for number, name in enumerate(names)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return text in YAML's double quotes."""
    letters = (f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08X}" for c in text)
    return f'"{"".join(letters)}"'
