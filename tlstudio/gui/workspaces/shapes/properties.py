"""What is said about selected objects together, and what one change makes of each of them. Without widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tlstudio.core.tracks import KEYFRAME, TRACK, TRACK_END
from tlstudio.core.words import Annotation, Attribute, AttributeKind, AttributeSpec, Label

OF_TRACKS = frozenset({TRACK, KEYFRAME, TRACK_END})
FLAGS = ("occluded", "truncated", "difficult")

Change = Callable[[Annotation], Annotation]


@dataclass(frozen=True, slots=True)
class Field:
    """An attribute as the selected objects have it.

    Attributes:
        value: What all of them say; None = nothing, or not the same.
        is_mixed: Whether they say different things.
    """

    spec: AttributeSpec
    value: Attribute | None
    is_mixed: bool


def fields_of(annotations: Sequence[Annotation], labels: Mapping[int, Label]) -> list[Field]:
    """Return the attributes to show: those that the labels of all objects declare, then what else an object carries.

    An object that says nothing has what its label declares as the default.
    """
    if not annotations:
        return []
    kinds = [labels[one].attributes for one in {a.label_id for a in annotations} if one in labels]
    specs = [spec for spec in (kinds[0] if kinds else ()) if all(spec in others for others in kinds)]
    known = {spec.name for spec in specs} | OF_TRACKS
    declared = {spec.name: spec for several in kinds for spec in several}
    for annotation in annotations:
        for name, value in annotation.attributes.items():
            if name not in known:
                known.add(name)
                specs.append(declared.get(name) or AttributeSpec(name, _kind_of(value)))
    return [_field(spec, annotations) for spec in specs]


def shared(values: Iterable[object]) -> tuple[object, bool]:
    """Return what all values are, and whether they differ (then the first is None)."""
    different = list(dict.fromkeys((type(value), value) for value in values))
    return (different[0][1], False) if len(different) == 1 else (None, len(different) > 1)


def with_attribute(name: str, value: Attribute | None) -> Change:
    """A change that says something, or with None that nothing is said."""

    def change(annotation: Annotation) -> Annotation:
        kept = {key: old for key, old in annotation.attributes.items() if key != name}
        return replace(annotation, attributes=kept if value is None else {**kept, name: value})

    return change


def toggled(annotations: Sequence[Annotation], flag: str) -> tuple[bool, Change]:
    """A change that sets a flag on all objects, or takes it away where all have it; and whether it is set then."""
    value = not all(getattr(one, flag) for one in annotations)
    return value, lambda one: replace(one, **{flag: value})


def grouping(annotations: Sequence[Annotation], taken: Iterable[int]) -> tuple[bool, Change]:
    """A change that makes objects one group, or takes them out of the one that all are in; and whether they are one.

    Args:
        taken: Numbers of the groups of the image.
    """
    number, mixed = shared(one.group for one in annotations)
    if number is not None and not mixed:
        return False, lambda one: replace(one, group=None)
    new = max(taken, default=0) + 1
    return True, lambda one: replace(one, group=new)


def parsed(spec: AttributeSpec, text: str) -> Attribute | None:
    """Read what was typed; None = nothing.

    Raises:
        ValueError: A number was wanted, and this is none.
    """
    typed = text.strip()
    if not typed:
        return None
    if spec.kind is not AttributeKind.NUMBER:
        return typed
    number = float(typed.replace(",", "."))
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(typed)
    return number


def shown(value: Attribute | None) -> str:
    """Write a value as it is typed."""
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _field(spec: AttributeSpec, annotations: Sequence[Annotation]) -> Field:
    value, mixed = shared(one.attributes.get(spec.name, spec.default) for one in annotations)
    known = value if isinstance(value, str | int | float | bool) else None
    return Field(spec, known, mixed)


def _kind_of(value: Attribute) -> AttributeKind:
    if isinstance(value, bool):
        return AttributeKind.YES_NO
    return AttributeKind.TEXT if isinstance(value, str) else AttributeKind.NUMBER
