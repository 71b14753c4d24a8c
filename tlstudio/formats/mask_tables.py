"""Which label a value or a colour of a mask stands for: the tables that lie beside masks, and the one that is written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tlstudio.core.errors import FormatError
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, read_json
from tlstudio.formats.textfile import read_lines
from tlstudio.formats.values import as_number, as_numbers

RGB = tuple[int, int, int]

BACKGROUND = "background"
LABELMAP = "labelmap.txt"
COLOURS = "colours.csv"
VOID = 255
"""Value of pixels that are neither of a label nor background (borders, doubt), as Pascal VOC has it."""
_VOID_COLOUR: RGB = (224, 224, 192)

_BACKGROUND_NAMES = frozenset({"background", "_background_", "__background__", "bg"})
_VOID_NAMES = frozenset({"void", "ignore", "__ignore__", "ignored", "unlabeled", "unlabelled"})
_CSV_NAMES = (COLOURS, "colors.csv", "class_dict.csv", "classes.csv", "labels.csv")
_JSON_NAMES = ("dataset_meta.json", "classes.json", "labels.json")
_LINE_NAMES = ("class_names.txt", "classes.txt", "labels.txt")
_COLUMNS = {
    "index": ("index", "id", "value", "class_id"),
    "label": ("label", "name", "class", "class_name"),
    "red": ("r", "red"),
    "green": ("g", "green"),
    "blue": ("b", "blue"),
    "note": ("note", "role"),
}
_LABEL = "label"
_MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class MaskClass:
    """What a value means.

    Attributes:
        label: "" = nothing of it is annotated.
        is_void: The pixels are left out of everything; else, without a label, they are background.
    """

    label: str
    is_void: bool = False


@dataclass
class ClassTable:
    """Values and colours with their meaning.

    Attributes:
        source: The file that says so; None = none was found.
        order: For masks with a palette whose table has colours only: the place of a line is the value.
    """

    source: Path | None
    by_value: dict[int, MaskClass] = field(default_factory=dict[int, MaskClass])
    by_colour: dict[RGB, MaskClass] = field(default_factory=dict[RGB, MaskClass])
    order: list[MaskClass] = field(default_factory=list[MaskClass])

    @property
    def labels(self) -> list[str]:
        """Labels in the order of the table."""
        named = self.order or list(self.by_value.values()) or list(self.by_colour.values())
        return list(dict.fromkeys(one.label for one in named if one.label))

    def add(self, name: str, *, value: int | None = None, colour: RGB | None = None, note: str = "") -> None:
        """Add a line; the first to name a value or colour counts."""
        word = name.strip()
        # Our own table says so where a label is called "background" or "void".
        role = word.casefold() if not note.strip() else note.strip().casefold()
        is_void = role in _VOID_NAMES or (role != _LABEL and word.casefold() in _VOID_NAMES)
        is_background = role in _BACKGROUND_NAMES or (role != _LABEL and word.casefold() in _BACKGROUND_NAMES)
        one = MaskClass("" if is_void or is_background else word, is_void)
        self.order.append(one)
        if value is not None:
            self.by_value.setdefault(value, one)
        if colour is not None:
            self.by_colour.setdefault(colour, one)

    def of_value(self, value: int, colour: RGB | None = None) -> MaskClass | None:
        """What a value means; None = the table does not say.

        Args:
            colour: Of the value in the picture's palette.
        """
        if value in self.by_value:
            return self.by_value[value]
        if not self.by_value and self.by_colour:
            if colour is not None and colour in self.by_colour:
                return self.by_colour[colour]
            if colour is None and 0 <= value < len(self.order):
                return self.order[value]
        return MaskClass("", is_void=True) if value == VOID else None

    def of_colour(self, colour: RGB) -> MaskClass | None:
        """What a colour means; None = the table does not say. Never the nearest: mixed colours at edges are damage."""
        found = self.by_colour.get(colour)
        return MaskClass("", is_void=True) if found is None and colour == _VOID_COLOUR else found


def find_table(folders: Iterable[Path]) -> ClassTable | None:
    """Return the first table that lies in one of the folders.

    Raises:
        FormatError: A table is there that cannot be read.
    """
    for folder in folders:
        for name in _CSV_NAMES:
            if (folder / name).is_file() and (table := _from_csv(folder / name)) is not None:
                return table
        for name in (LABELMAP, "label_colors.txt", "label_colours.txt"):
            if (folder / name).is_file():
                return _from_lines(folder / name)
        for name in _JSON_NAMES:
            if (folder / name).is_file() and (table := _from_json(folder / name)) is not None:
                return table
        for name in _LINE_NAMES:
            if (folder / name).is_file():
                return _from_names(folder / name)
    return None


def _lines(file: Path) -> Iterator[str]:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise FormatError(f"{file.name} is too large for a table of classes.")
        lines = read_lines(file)
    except OSError as err:
        raise FormatError(f"{file.name} cannot be read: {err.strerror}.") from err
    return (line.strip() for line in lines)


def _from_lines(file: Path) -> ClassTable:
    """Read `name:r,g,b:parts:actions` (CVAT, Datumaro) or `r g b name` (CamVid)."""
    table = ClassTable(file)
    for line in _lines(file):
        if not line or line.startswith("#"):
            continue
        numbers = re.fullmatch(r"(\d+)[\s,]+(\d+)[\s,]+(\d+)[\s,]+(.+)", line)
        if numbers is not None:
            colour = _colour(numbers.groups()[:3])
            table.add(numbers[4], colour=colour)
            continue
        name, _, rest = line.partition(":")
        # Names may hold a colon: the colour is the first part that looks like one.
        found = re.search(r":\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?=:|$)", line)
        if found is not None:
            table.add(line[: found.start()], colour=_colour(found.groups()))
        elif name and not rest.strip(": "):
            table.add(name, value=len(table.order))
    return table


def _from_csv(file: Path) -> ClassTable | None:
    rows = list(csv.reader(_lines(file)))
    if not rows:
        return None
    head = [word.strip().casefold() for word in rows[0]]
    at = {role: next((i for i, w in enumerate(head) if w in words), -1) for role, words in _COLUMNS.items()}
    has_colour = min(at["red"], at["green"], at["blue"]) >= 0
    if at["label"] < 0 or (at["index"] < 0 and not has_colour):
        return None
    table = ClassTable(file)
    for row in rows[1:]:
        cells = {role: row[i].strip() if 0 <= i < len(row) else "" for role, i in at.items()}
        if cells["label"]:
            colour = _colour((cells["red"], cells["green"], cells["blue"])) if has_colour else None
            table.add(cells["label"], value=_whole(cells["index"]), colour=colour, note=cells["note"])
    return table


def _from_json(file: Path) -> ClassTable | None:
    """Read Datumaro's dataset_meta.json, `{value: name}`, or a list of objects with id, name, color."""
    content = read_json(file)
    names = as_dict(as_dict(content).get("label_map")) or as_dict(content)
    colours = as_list(as_dict(content).get("segmentation_colors"))
    table = ClassTable(file)
    for at, (key, value) in enumerate(names.items()):
        number, name = _whole(key), as_text(value)
        if number is not None and name:
            colour = _colour(as_numbers(colours[at]) or ()) if at < len(colours) else None
            # With colours, Datumaro's masks are coloured; their numbers are those of its own labels.
            is_background = as_text(as_dict(content).get("background_label")) == key
            table.add(name, value=number, colour=colour, note=BACKGROUND if is_background else "")
    for raw in as_list(content) or as_list(as_dict(content).get("labels")):
        entry: Mapping[str, Any] = as_dict(raw)
        name = as_text(entry.get("name")) or as_text(entry.get("label"))
        if name:
            colour = _colour(as_numbers(entry.get("color")) or as_numbers(entry.get("colour")) or ())
            table.add(name, value=_whole(entry.get("id", entry.get("index"))), colour=colour)
    return table if table.by_value or table.by_colour else None


def _from_names(file: Path) -> ClassTable:
    """Read one name a line; the place is the value, but `__ignore__` at the top stands for what is left out."""
    table = ClassTable(file)
    names = list(_lines(file))
    start = -1 if names and names[0].casefold() == "__ignore__" else 0
    for value, name in enumerate(names, start=start):
        if name and value >= 0:
            table.add(name, value=value)
    return table


def _colour(numbers: Sequence[Any]) -> RGB | None:
    found = [_whole(number) for number in numbers]
    good = [number for number in found if number is not None and 0 <= number <= 255]
    return (good[0], good[1], good[2]) if len(good) == len(found) == 3 else None


def _whole(value: object) -> int | None:
    number = as_number(value)
    return int(number) if number is not None and number == int(number) and number >= 0 else None


def voc_colour(value: int) -> RGB:
    """Return Pascal VOC's colour of a value: its bits, from the lowest on, become the highest of red, green and blue."""
    red = green = blue = 0
    for at in range(8):
        red |= (value & 1) << (7 - at)
        green |= (value >> 1 & 1) << (7 - at)
        blue |= (value >> 2 & 1) << (7 - at)
        value >>= 3
    return red, green, blue


def colour_of(value: int) -> RGB:
    """Return the colour written for a value: VOC's, and beyond what a palette holds colours that VOC never has."""
    return voc_colour(value) if value < VOID else (value & 255, value >> 8 & 255, 1)


def value_of(place: int) -> int:
    """Return the value written for a label by its place, from 0: from 1 on, but never that of void."""
    return place + 1 if place + 1 < VOID else place + 2


def labelmap(labels: Sequence[str]) -> str:
    """Return CVAT's table; the colours are those of the palette."""
    lines = ["# label:color_rgb:parts:actions"]
    for value, name in _numbered(labels):
        lines.append(f"{' '.join(name.split())}:{','.join(map(str, colour_of(value)))}::")
    return "\n".join(lines) + "\n"


def colours_csv(labels: Sequence[str]) -> str:
    """Return the table with values, colours and names of any kind."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("index", "r", "g", "b", "label", "note"))
    for value, name in _numbered(labels):
        rows.writerow((value, *colour_of(value), name, _LABEL if value else BACKGROUND))
    rows.writerow((VOID, *_VOID_COLOUR, "void", "ignore"))
    return text.getvalue()


def _numbered(labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    yield 0, BACKGROUND
    yield from ((value_of(place), name) for place, name in enumerate(labels))
