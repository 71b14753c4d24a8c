"""Declared attributes of labels: what is a sensible declaration, and what a new object begins with."""

from __future__ import annotations

import math
from dataclasses import replace

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Attribute, AttributeKind, AttributeSpec, Label

RESERVED = frozenset({"track_id", "keyframe", "track_end", "is_crowd"})
"""Names that the program itself gives a meaning; a person declares others."""


def checked(spec: AttributeSpec) -> AttributeSpec:
    """Return a declaration in one spelling: names and choices without spaces around them, each choice once.

    Raises:
        UsageError: The name is empty or taken by the program, a choice has no values, or the default is no such value.
    """
    name = " ".join(spec.name.split())
    if not name:
        raise UsageError("An attribute needs a name.")
    if name in RESERVED:
        raise UsageError(f"{name!r} has a meaning of its own already.", hint="Give the attribute another name.")
    choices = tuple(dict.fromkeys(text.strip() for text in spec.choices if text.strip()))
    if spec.kind is AttributeKind.CHOICE and not choices:
        raise UsageError(f"The attribute {name!r} needs values to choose from.")
    new = replace(spec, name=name, choices=choices if spec.kind is AttributeKind.CHOICE else ())
    if new.default is not None and not fits(new, new.default):
        raise UsageError(f"{new.default!r} cannot be what {name!r} has at first.", hint=_wanted(new))
    return new


def fits(spec: AttributeSpec, value: Attribute) -> bool:
    """Whether a value is of the declared kind."""
    match spec.kind:
        case AttributeKind.YES_NO:
            return isinstance(value, bool)
        case AttributeKind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case AttributeKind.CHOICE:
            return value in spec.choices
        case AttributeKind.TEXT:
            return isinstance(value, str)


def defaults(label: Label) -> dict[str, Attribute]:
    """Return what a new object of a label begins with, by name."""
    return {spec.name: spec.default for spec in label.attributes if spec.default is not None}


def _wanted(spec: AttributeSpec) -> str:
    match spec.kind:
        case AttributeKind.YES_NO:
            return "It is yes or no."
        case AttributeKind.NUMBER:
            return "It is a number."
        case AttributeKind.CHOICE:
            return f"It is one of {', '.join(spec.choices)}."
        case AttributeKind.TEXT:
            return "It is a text."
