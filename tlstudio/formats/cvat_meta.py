"""What CVAT says about a whole file: labels with their attributes, the video, the size of its frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tlstudio.core.words import Attribute, AttributeKind, AttributeSpec
from tlstudio.formats.values import as_number
from tlstudio.formats.xmlfile import Node, Writer, spelled, typed

FLAGS = ("truncated", "difficult")
NOTE = "note"
_OWN = (*FLAGS, NOTE)
_KINDS = {
    "checkbox": AttributeKind.YES_NO,
    "number": AttributeKind.NUMBER,
    "text": AttributeKind.TEXT,
    "radio": AttributeKind.CHOICE,
    "select": AttributeKind.CHOICE,
}
# `radio` is read as a choice too; what is written is the shorter list.
_INPUTS = {
    AttributeKind.YES_NO: "checkbox",
    AttributeKind.NUMBER: "number",
    AttributeKind.TEXT: "text",
    AttributeKind.CHOICE: "select",
}
# CVAT wants the least, the greatest and the step of a number.
_ANY_NUMBER = "-1000000000;1000000000;0.0001"
# Tasks, projects and jobs lie in each other; deeper ones are no file of CVAT's.
_DEEPEST = 8

Declared = Mapping[str, Sequence[AttributeSpec]]
"""Label -> its attributes."""
Used = Mapping[str, Mapping[str, Sequence[Attribute]]]
"""Label -> attribute -> its values on all objects."""


def label_nodes(node: Node, depth: int = 0) -> Iterator[Node]:
    """Yield the declared labels, in a task, a project or a job."""
    for child in node.all("meta", "task", "project", "job", "tasks", "labels"):
        if child.tag == "labels":
            yield from child.all("label")
        elif depth < _DEEPEST:
            yield from label_nodes(child, depth + 1)


def read_declared(root: Node) -> dict[str, tuple[AttributeSpec, ...]]:
    """Return label -> attributes with their types, values and defaults, for labels that have some."""
    found: dict[str, tuple[AttributeSpec, ...]] = {}
    for label in label_nodes(root):
        nodes = [one for several in label.all("attributes") for one in several.all("attribute")]
        specs = [spec for node in nodes if (spec := _spec(node)) is not None]
        if specs and label.value("name"):
            found.setdefault(label.value("name"), tuple(specs))
    return found


def _spec(node: Node) -> AttributeSpec | None:
    name, kind = node.value("name"), _KINDS.get(node.value("input_type"))
    if not name or kind is None or name in _OWN:
        return None
    values, said = node.value("values"), node.value("default_value")
    choices = tuple(dict.fromkeys(one.strip() for one in values.split("\n") if one.strip()))
    if len(choices) == 1 and said in values.split():
        # Some programs put the values on one line.
        choices = tuple(dict.fromkeys(values.split()))
    if kind is AttributeKind.CHOICE:
        return AttributeSpec(name, kind, choices, said if said in choices else None) if choices else None
    if kind is AttributeKind.TEXT:
        return AttributeSpec(name, kind, (), said or None)
    if kind is AttributeKind.NUMBER:
        return AttributeSpec(name, kind, (), as_number(said))
    return AttributeSpec(name, kind, (), said.lower() == "true" if said else None)


def value_of(text: str, spec: AttributeSpec | None) -> Attribute:
    """Return an attribute's value as it was declared; without declaration, as what it looks like."""
    if spec is not None and spec.kind in (AttributeKind.TEXT, AttributeKind.CHOICE):
        return text
    return typed(text)


def source_of(root: Node) -> str:
    """Return the name of the video that the frames are from; empty = none is named."""
    return next((one.value("source") for one in _tasks(root) if one.value("source")), "")


def size_of(root: Node) -> tuple[str, str]:
    """Return width and height of the frames as the file says them; "" = it does not."""
    sizes = [node for task in _tasks(root) for node in task.all("original_size")]
    return (sizes[0].value("width"), sizes[0].value("height")) if sizes else ("", "")


def _tasks(root: Node) -> list[Node]:
    meta = root.first("meta")
    return [*meta.all("task", "job"), meta] if meta is not None else []


def write_labels(xml: Writer, labels: Sequence[str], declared: Declared, used: Used) -> None:
    """Write `<labels>`: CVAT takes only attributes that are declared, so those in use are declared here too."""
    xml.open("labels")
    for label in labels:
        xml.open("label")
        xml.leaf("name", label)
        xml.open("attributes")
        specs = {spec.name: spec for spec in declared.get(label, ())}
        others = (_guessed(name, values) for name, values in used.get(label, {}).items() if name not in specs)
        for spec in (*specs.values(), *others):
            _write_spec(xml, spec)
        xml.close("attributes")
        xml.close("label")
    xml.close("labels")


def _guessed(name: str, values: Sequence[Attribute]) -> AttributeSpec:
    """Return what an attribute that nobody declared must be, from all of its values."""
    if all(isinstance(value, bool) for value in values):
        return AttributeSpec(name, AttributeKind.YES_NO)
    is_number = all(isinstance(value, float | int) and not isinstance(value, bool) for value in values)
    return AttributeSpec(name, AttributeKind.NUMBER if is_number else AttributeKind.TEXT)


def _write_spec(xml: Writer, spec: AttributeSpec) -> None:
    values = {AttributeKind.YES_NO: "false", AttributeKind.NUMBER: _ANY_NUMBER}.get(spec.kind, "\n".join(spec.choices))
    first = {AttributeKind.YES_NO: "false", AttributeKind.NUMBER: "0"}.get(spec.kind, next(iter(spec.choices), ""))
    xml.open("attribute")
    xml.leaf("name", spec.name)
    xml.leaf("mutable", False)
    xml.leaf("input_type", _INPUTS[spec.kind])
    xml.leaf("default_value", first if spec.default is None else spelled(spec.default))
    xml.leaf("values", values)
    xml.close("attribute")
