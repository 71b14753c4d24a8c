"""Add, rename, recolour, move, merge and delete labels."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import AttributeSpec
from tlstudio.project.attributes import checked
from tlstudio.project.command import Applied, Command, Context
from tlstudio.project.commands.decisions import forget_label
from tlstudio.project.commands.shape_suggestions import forget_suggested
from tlstudio.store.gateway import Row
from tlstudio.store.rows import attributes_from, attributes_text

# In the order they are given out; the first eight stay apart for deutan and protan eyes, beyond twenty they repeat.
COLOURS = [
    "#2B7FE0",
    "#F28E1C",
    "#29D5A5",
    "#B01F4F",
    "#F9E93A",
    "#A3B4F2",
    "#75FEF9",
    "#724F9A",
    "#B9758A",
    "#E43A1E",
    "#2154D8",
    "#B5EC9B",
    "#8393CF",
    "#E3BE61",
    "#8ADBFA",
    "#91AD6F",
    "#10B9B5",
    "#6574AD",
    "#717F3F",
    "#B74B81",
]


@dataclass(frozen=True)
class AddLabels(Command):
    """Add labels at the end of the palette; names that exist are left out.

    Attributes:
        colours: Name -> `#RRGGBB`; others get the next colour of the palette.
    """

    names: Sequence[str]
    colours: Mapping[str, str] = field(default_factory=dict[str, str])

    def apply(self, context: Context) -> Applied:
        """Insert the new rows; the result is name -> id of all names given."""
        rows = context.rows.rows("labels")
        known = {row["name"]: row["id"] for row in rows}
        new = [name for name in dict.fromkeys(clean_name(name) for name in self.names) if name not in known]
        position = max((row["position"] for row in rows), default=-1) + 1
        free = _free_colours(rows)
        ids = context.rows.insert(
            "labels",
            [
                {"name": name, "colour": self.colours.get(name) or free[i % len(free)], "position": position + i}
                for i, name in enumerate(new)
            ],
        )
        known.update(zip(new, ids, strict=True))
        wanted = {clean_name(name): known[clean_name(name)] for name in self.names}
        return Applied(f"Add {_quoted(new)}", wanted)


@dataclass(frozen=True)
class RenameLabel(Command):
    """Give a label another name."""

    label_id: int
    name: str

    def apply(self, context: Context) -> Applied:
        """Write the name.

        Raises:
            UsageError: Another label has this name.
        """
        name = clean_name(self.name)
        old = find_label(context, self.label_id)
        if any(row["id"] != self.label_id for row in context.rows.find("labels", "name", [name])):
            raise UsageError(f"There is a label {name!r} already.", hint="Merge the two labels instead.")
        context.rows.update("labels", {self.label_id: {"name": name}})
        return Applied(f"Rename {old['name']} to {name}")


@dataclass(frozen=True)
class RecolourLabel(Command):
    """Give a label another colour (`#RRGGBB`)."""

    label_id: int
    colour: str

    def apply(self, context: Context) -> Applied:
        """Write the colour.

        Raises:
            UsageError: Not `#RRGGBB`.
        """
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", self.colour):
            raise UsageError(f"{self.colour!r} is not a colour.", hint="Write it as #RRGGBB, for example #2B7FE0.")
        label = find_label(context, self.label_id)
        context.rows.update("labels", {self.label_id: {"colour": self.colour.upper()}})
        return Applied(f"Recolour {label['name']}")


@dataclass(frozen=True)
class SetLabelAttributes(Command):
    """Declare what can be said about every object of a label beside its place.

    Objects keep what was said about them, also under names that are no longer declared.

    Attributes:
        attributes: All of them, in the order shown; what is not among them is declared no longer.
    """

    label_id: int
    attributes: Sequence[AttributeSpec]

    def apply(self, context: Context) -> Applied:
        """Write the declarations.

        Raises:
            UsageError: A name is empty or stands twice, a choice has no values, or a default is none of them.
        """
        label = find_label(context, self.label_id)
        specs = [checked(spec) for spec in self.attributes]
        names = [spec.name for spec in specs]
        for name in names:
            if names.count(name) > 1:
                raise UsageError(f"The attribute {name!r} stands there twice.")
        context.rows.update("labels", {self.label_id: {"attributes": attributes_text(specs)}})
        return Applied(f"Change the attributes of {label['name']}")


def declare(context: Context, attributes: Mapping[int, Sequence[AttributeSpec]]) -> None:
    """Add declarations that a label file brings; what is declared by that name stays, what makes no sense is left out.

    Args:
        attributes: Label id -> attributes of its objects.
    """
    changed: dict[int, Row] = {}
    for row in context.rows.rows("labels", attributes):
        known = {spec.name: spec for spec in attributes_from(row["attributes"])}
        specs = dict(known)
        for spec in attributes[row["id"]]:
            with contextlib.suppress(UsageError):
                good = checked(spec)
                specs.setdefault(good.name, good)
        if len(specs) > len(known):
            changed[row["id"]] = {"attributes": attributes_text(specs.values())}
    context.rows.update("labels", changed)


@dataclass(frozen=True)
class MoveLabel(Command):
    """Move a label to another place of the palette (from 0); hot-keys follow."""

    label_id: int
    position: int

    def apply(self, context: Context) -> Applied:
        """Number all labels anew."""
        label = find_label(context, self.label_id)
        order = [row["id"] for row in _in_order(context) if row["id"] != self.label_id]
        order.insert(max(0, self.position), self.label_id)
        context.rows.update("labels", {label_id: {"position": i} for i, label_id in enumerate(order)})
        return Applied(f"Move {label['name']}")


@dataclass(frozen=True)
class DeleteLabel(Command):
    """Delete a label; images that carried no other label become undecided again."""

    label_id: int

    def apply(self, context: Context) -> Applied:
        """Take it from every image, then delete it; the result is the number of images that carried it."""
        label = find_label(context, self.label_id)
        forget_suggested(context, self.label_id, replacement=None)
        touched = forget_label(context, self.label_id, replacement=None)
        context.rows.delete("labels", [self.label_id])
        context.rows.update("labels", {row["id"]: {"position": i} for i, row in enumerate(_in_order(context))})
        return Applied(f"Delete {label['name']}", touched)


@dataclass(frozen=True)
class MergeLabels(Command):
    """Give every image with one label the other one instead, and delete the first."""

    label_id: int
    into: int

    def apply(self, context: Context) -> Applied:
        """Exchange, then delete; the result is the number of images that carried it.

        Raises:
            UsageError: Both are the same label.
        """
        label, target = find_label(context, self.label_id), find_label(context, self.into)
        if self.label_id == self.into:
            raise UsageError("A label cannot be merged into itself.")
        forget_suggested(context, self.label_id, replacement=self.into)
        touched = forget_label(context, self.label_id, replacement=self.into)
        context.rows.delete("labels", [self.label_id])
        context.rows.update("labels", {row["id"]: {"position": i} for i, row in enumerate(_in_order(context))})
        return Applied(f"Merge {label['name']} into {target['name']}", touched)


def find_label(context: Context, label_id: int) -> Row:
    """The row of a label.

    Raises:
        UsageError: There is none.
    """
    found = context.rows.rows("labels", [label_id])
    if not found:
        names = [row["name"] for row in context.rows.rows("labels")]
        raise UsageError("This label does not exist any more.", hint=closest("", names) if names else "")
    return found[0]


@lru_cache(maxsize=4096)  # an import asks for every shape: a tenth of its time
def clean_name(name: str) -> str:
    """One spelling of a label's name: composed characters, single spaces, no control characters or broken bytes.

    Raises:
        UsageError: Nothing is left.
    """
    text = unicodedata.normalize("NFC", name)
    text = "".join(
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cs"}
    )
    cleaned = " ".join(text.split())
    if not cleaned:
        raise UsageError("A label needs a name.")
    return cleaned


def _in_order(context: Context) -> list[Row]:
    return sorted(context.rows.rows("labels"), key=lambda row: (row["position"], row["id"]))


def _free_colours(rows: Sequence[Row]) -> list[str]:
    used = {row["colour"].upper() for row in rows}
    return [colour for colour in COLOURS if colour not in used] + COLOURS


def _quoted(names: Sequence[str]) -> str:
    return f"label {names[0]}" if len(names) == 1 else f"{len(names)} labels"
