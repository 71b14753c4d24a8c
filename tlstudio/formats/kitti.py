"""KITTI: one text file per picture (`label_2/`) with a row of 15 or 16 columns for each object."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from tlstudio.core.cards import FormatCard
from tlstudio.core.errors import FormatError
from tlstudio.core.geometry import measure
from tlstudio.core.geometry.shapes import Box, Point
from tlstudio.core.words import Attribute, Skipped, Split
from tlstudio.formats import faults
from tlstudio.formats.files import Names, copied_pictures, new_folder, picture_name, write_text
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.pictures import stems_below
from tlstudio.formats.progress import counted
from tlstudio.formats.records import SPLIT_NAMES, ExportItem, Finder, Guess, LabelledShape, ReadResult, Written
from tlstudio.formats.textfile import head_of, read_lines
from tlstudio.formats.values import as_number
from tlstudio.formats.xmlfile import number

CARD = FormatCard(
    key="kitti",
    title="KITTI (label_2)",
    extensions=(".txt",),
    tasks=("detection", "segmentation"),
    holds=("box",),
    loses=(
        "Rotated boxes, polygons and masks become the upright boxes around them; points are left out.",
        "Spaces in labels are written as %20: KITTI's columns are divided by spaces.",
        "Labels of whole images, notes, groups, the order of drawing and most attributes are not kept.",
        "Without copies of the pictures nothing says where they are.",
        "Who decided, when, and from which suggestion is not kept.",
    ),
)

DONT_CARE = "DontCare"
_LABELS, _PICTURES, _LISTS = "label_2", "image_2", "ImageSets"
_NUMBERS = 14
# Columns after the box, with what they hold where nothing is known: size and place in space, turn about the vertical.
_UNKNOWN_SPACE = ("-1", "-1", "-1", "-1000", "-1000", "-1000", "-10")
_ALPHA_UNKNOWN = "-10"
# 3 = unknown, by KITTI's devkit.
_PARTLY, _LARGELY, _OCCLUSION_UNKNOWN = 1, 2, 3


def sniff(path: Path) -> Guess:
    """Recognise a text file with rows of 15 columns, or a folder whose `label_2` holds such files."""
    found = list(_label_folders(path)) if path.is_dir() else []
    files = [path] if path.is_file() else [file for folder in found for file in _files(folder)]
    rows = [line for file in files[:20] if file.suffix.lower() == ".txt" for line in head_of(file, 8192).splitlines()]
    if any(_columns(row) for row in rows):
        where = f"holds {found[0].relative_to(path).as_posix()}/ with" if path.is_dir() and found else "has"
        return Guess(0.93, f"{where} KITTI's rows of 15 columns")
    if found and files and not rows:
        return Guess(0.6, f"holds {_LABELS} with empty text files, as KITTI has them for pictures with nothing on them")
    return Guess(0.0, f"has no rows of 15 columns, and no folder {_LABELS} with such files")


def _label_folders(path: Path) -> Iterator[Path]:
    """Yield each `label_2` of the path itself or below one or two folders."""
    try:
        candidates = [path, *sorted(path.glob(_LABELS)), *sorted(path.glob(f"*/{_LABELS}"))]
    except OSError:
        return
    yield from (folder for folder in candidates if folder.name == _LABELS and folder.is_dir())


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*.txt") if file.is_file())


def _columns(line: str) -> tuple[str, list[float]] | None:
    """Return a row's label and its 14 numbers (15 with a score); None = it is no such row."""
    words = line.split()
    for count in (len(words) - 1, _NUMBERS) if len(words) > _NUMBERS else ():
        numbers = [as_number(word) for word in words[-count:]]
        good = [one for one in numbers if one is not None]
        if count in (_NUMBERS, _NUMBERS + 1) and len(good) == count:
            return " ".join(words[:-count]), good
    return None


def read(path: Path, *, images: Path | None = None, find: Finder | None = None) -> ReadResult:
    """Read a folder with `label_2/` and `image_2/` (also below training/), `label_2` itself, or one text file.

    Occluded are objects of the levels 1 and 2 (3 = unknown); levels, shares of truncation and what is said about the
    place in space become attributes. `DontCare` stays a label, and its boxes are difficult: left out when models are
    measured. A text file without rows is reviewed and empty.

    Raises:
        FormatError: There is no text file, or the only one has no row of KITTI's.
    """
    folders = list(_label_folders(path)) if path.is_dir() else [path.parent] if path.is_file() else []
    files = [(folder, file) for folder in folders for file in (_files(folder) if path.is_dir() else [path])]
    if not files:
        raise FormatError(f"{path.name} holds no {_LABELS} with text files.", hint=f"Name the folder with {_LABELS}/.")
    if path.is_file() and not any(_columns(line) for line in head_of(path).splitlines()):
        raise FormatError(f"{path.name} has no row of KITTI's 15 columns.", hint=f"Name the folder with {_LABELS}/.")
    roots = [folder.parent if folder.name == _LABELS else folder for folder in folders]
    places = [folder for root in roots for folder in (root / _PICTURES, root / "images", root) if folder.is_dir()]
    gathered = Gatherer([*([images] if images else []), *places], find)
    # KITTI calls everything that has labels "training"; it is a split only beside another one.
    by_folder = len(set(roots)) > 1
    known: dict[Path, tuple[dict[str, Path], dict[str, Split]]] = {}
    for folder, file in files:
        root = folder.parent if folder.name == _LABELS else folder
        if root not in known:
            known[root] = stems_below(images or root / _PICTURES), _splits(root)
        stems, splits = known[root]
        stem = file.relative_to(folder).with_suffix("").as_posix()
        split = splits.get(stem) or (SPLIT_NAMES.get(root.name.lower()) if by_folder else None)
        picture = gathered.picture([str(stems.get(stem, "")), stem, file.stem], file, split=split)
        if picture is not None:
            _read_file(file, picture, gathered)
    shapes = sum(len(one.shapes) for one in gathered.pictures.values())
    return gathered.result(f"KITTI in {len(files):,} text files: {shapes:,} boxes.")


def _splits(root: Path) -> dict[str, Split]:
    """Return stem -> split of the lists train.txt, val.txt, test.txt."""
    splits: dict[str, Split] = {}
    for folder in (root / _LISTS, root.parent / _LISTS):
        for file in sorted(folder.glob("*.txt")) if folder.is_dir() else []:
            split = SPLIT_NAMES.get(file.stem.lower())
            for line in head_of(file, 1 << 26).splitlines() if split else ():
                if line.strip() and split:
                    splits.setdefault(line.strip(), split)
    return splits


def _read_file(file: Path, picture: Picture, gathered: Gatherer) -> None:
    try:
        lines = read_lines(file)
    except OSError as err:
        gathered.refuse(picture, str(file), faults.unreadable(err))
        return
    for line_number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _columns(line)
        if row is None:
            gathered.refuse(picture, file.name, "is no row of a label and 14 numbers", line_number)
            continue
        label, numbers = _plain(row[0]), row[1]
        truncation, occlusion = numbers[0], numbers[1]
        shape = LabelledShape(
            label=label,
            geometry=Box.from_edges(*numbers[3:7]),
            attributes=_attributes(numbers),
            occluded=occlusion in (_PARTLY, _LARGELY),
            truncated=truncation > 0,
            difficult=label == DONT_CARE,
            score=_score(numbers),
            line=line_number,
        )
        gathered.add(picture, shape, file.name)


def _attributes(numbers: Sequence[float]) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = {}
    truncation, occlusion, alpha = numbers[:3]
    if 0 < truncation < 1:
        attributes["truncation"] = truncation
    if occlusion in (_LARGELY, _OCCLUSION_UNKNOWN):
        attributes["occlusion"] = occlusion
    space = [number(value) for value in numbers[7:14]]
    # Files about boxes only fill all of these columns with -1.
    if space != list(_UNKNOWN_SPACE) and set(space) != {"-1"}:
        attributes["alpha"] = alpha
        attributes["dimensions"] = " ".join(space[:3])
        attributes["location"] = " ".join(space[3:6])
        attributes["rotation_y"] = numbers[13]
    if len(numbers) > _NUMBERS and _score(numbers) is None:
        attributes["score"] = numbers[14]
    return attributes


def _score(numbers: Sequence[float]) -> float | None:
    """Return the score of a file of results; KITTI lets it be any number, others are kept as an attribute."""
    return numbers[14] if len(numbers) > _NUMBERS and 0 <= numbers[14] <= 1 else None


def _word(label: str) -> str:
    """Return a label as one word."""
    return "".join(urllib.parse.quote(sign) if sign.isspace() or sign in "%\0" else sign for sign in label)


def _plain(word: str) -> str:
    """Return the label that a word stands for; a `%` that this program would not have written stays as it is."""
    label = urllib.parse.unquote(word)
    return label if _word(label) == word else word


def write(items: Sequence[ExportItem], dest: Path, *, with_images: bool = False, labels: Sequence[str] = ()) -> Written:
    """Write `label_2/*.txt`, `ImageSets/*.txt` where there are splits and, if asked, `image_2/`.

    An image that nobody has decided gets no text file; a finished one without shapes gets an empty one.

    Raises:
        FormatError: The destination is in use or cannot be written.
    """
    del labels
    skipped: list[Skipped] = []
    files: list[Path] = []
    lists: dict[Split, list[str]] = {}
    count = 0
    with new_folder(dest) as stage:
        if with_images:
            kept = copied_pictures(items, stage, _PICTURES, skipped, own_stems=True)
            files += [dest / place for _, place in kept]
        else:
            names = Names(own_stems=True)
            kept = [(item, PurePosixPath(_PICTURES) / names.claim(picture_name(item))) for item in items]
        for item, place in counted(kept):
            inner = place.relative_to(_PICTURES)
            if item.split is not None:
                lists.setdefault(item.split, []).append(str(inner.with_suffix("")))
            if item.is_finished or item.shapes:
                rows = _rows(item, skipped)
                target = Path(_LABELS, inner.with_suffix(".txt"))
                write_text(stage / target, "".join(f"{row}\n" for row in rows))
                files.append(dest / target)
                count += len(rows)
        for split, stems in lists.items():
            target = Path(_LISTS, f"{split}.txt")
            write_text(stage / target, "".join(f"{stem}\n" for stem in stems))
            files.append(dest / target)
    return Written(tuple(files), len(kept), count, tuple(skipped))


def _rows(item: ExportItem, skipped: list[Skipped]) -> list[str]:
    rows: list[str] = []
    for shape in item.shapes:
        if isinstance(shape.geometry, Point):
            skipped.append(Skipped(item.name, faults.point_out(shape.label)))
        else:
            rows.append(_row(shape))
    return rows


def _row(shape: LabelledShape) -> str:
    said = {name: as_number(value) for name, value in shape.attributes.items()}
    box = [number(edge) for edge in measure.bounds(shape.geometry).edges]
    if shape.label == DONT_CARE:
        return " ".join([DONT_CARE, "-1", "-1", _ALPHA_UNKNOWN, *box, *_UNKNOWN_SPACE])
    truncation = said.get("truncation") if shape.truncated else 0.0
    usual = _PARTLY if shape.occluded else 0
    levels = (_PARTLY, _LARGELY) if shape.occluded else (0, _OCCLUSION_UNKNOWN)
    level = said.get("occlusion")
    occlusion = int(level) if level in levels and level is not None else usual
    alpha = said.get("alpha")
    size, location = (str(shape.attributes.get(name, "")).split() for name in ("dimensions", "location"))
    space = [*size, *location, number(said.get("rotation_y") or 0)]
    if len(space) != len(_UNKNOWN_SPACE) or any(as_number(word) is None for word in space):
        space = list(_UNKNOWN_SPACE)
    score = said.get("score") if shape.score is None else shape.score
    head = [_word(shape.label), number(1.0 if truncation is None else truncation), str(occlusion)]
    head.append(_ALPHA_UNKNOWN if alpha is None else number(alpha))
    return " ".join([*head, *box, *space, *([] if score is None else [number(score)])])
