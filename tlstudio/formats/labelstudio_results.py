"""The results of one annotation of Label Studio: regions with their labels and words, and labels of the whole picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tlstudio.core.errors import BadRecord
from tlstudio.core.geometry.shapes import Geometry
from tlstudio.core.words import Attribute
from tlstudio.formats import faults
from tlstudio.formats.gather import Gatherer, Picture
from tlstudio.formats.jsonfile import as_dict, as_list, as_text, simple
from tlstudio.formats.labelstudio_regions import KINDS, geometry_of, kind_of, place_of
from tlstudio.formats.records import LabelledShape
from tlstudio.formats.values import as_number

# Results about the whole picture, or about a region beside its label.
_WORDS = ("textarea", "number", "rating", "taxonomy", "datetime")


def read_results(
    results: Sequence[Mapping[str, Any]],
    extra: Mapping[str, Attribute],
    picture: Picture,
    what: str,
    gathered: Gatherer,
) -> None:
    """Add the regions of one annotation; results of one id and place are one region."""
    regions: dict[str, list[Mapping[str, Any]]] = {}
    for number, result in enumerate(results, start=1):
        if as_text(result.get("type")) == "relation":
            gathered.skip(f"{what}, result {number}", faults.cannot_hold("relation between two regions"))
        else:
            regions.setdefault(as_text(result.get("id")) or f"number {number}", []).append(result)
    parents = {as_text(one.get("parentID")) for several in regions.values() for one in several} - {""}
    groups = {parent: number for number, parent in enumerate(sorted(parents), start=1)}
    for region_id, parts in regions.items():
        places: dict[str, list[Mapping[str, Any]]] = {}
        for part in parts:
            places.setdefault(place_of(part), []).append(part)
        words = places.pop("", [])
        for at_place in places.values():
            shape = next((one for one in at_place if kind_of(one)), None)
            if shape is None:
                _read_words(at_place, picture, f"{what}, result {region_id}", gathered)
                continue
            group = groups.get(as_text(shape.get("parentID")) or region_id)
            _add(shape, [*at_place, *words], extra, group, picture, f"{what}, region {region_id}", gathered)
        if not places:
            _read_words(words, picture, f"{what}, result {region_id}", gathered)


def _read_words(parts: Sequence[Mapping[str, Any]], picture: Picture, what: str, gathered: Gatherer) -> None:
    for result in parts:
        kind, value = as_text(result.get("type")), as_dict(result.get("value"))
        if kind == "choices":
            labels = [as_text(label) for label in as_list(value.get("choices"))]
            for label in labels:
                gathered.tag(picture, label)
            if not labels:
                gathered.skip(what, faults.NO_LABEL)
        elif kind in _WORDS:
            gathered.notes.setdefault(f"What was said about whole images with {kind} is not read.")
        else:
            gathered.refuse(picture, what, faults.unknown_kind(kind))


def _add(
    result: Mapping[str, Any],
    parts: Sequence[Mapping[str, Any]],
    extra: Mapping[str, Attribute],
    group: int | None,
    picture: Picture,
    what: str,
    gathered: Gatherer,
) -> None:
    try:
        geometry = geometry_of(result, picture)
    except BadRecord as err:
        gathered.refuse(picture, what, faults.reason_of(err))
        return
    for shape in shapes_of(geometry, result, parts):
        own_group = group if shape.group is None else shape.group
        attributes = {**extra, **shape.attributes}
        gathered.add(picture, replace(shape, attributes=attributes, group=own_group), what)


def shapes_of(
    geometry: Geometry, result: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]
) -> Iterator[LabelledShape]:
    """Yield a shape for each label that a region has; one without label where it has none.

    Args:
        geometry: Of the region.
        result: That says where the region is.
        parts: All results about the region: its labels, and what else was said.
    """
    labels: dict[str, None] = {}
    attributes: dict[str, Attribute] = {}
    for part in parts:
        kind, value = as_text(part.get("type")), as_dict(part.get("value"))
        if kind.endswith("labels"):
            labels.update(dict.fromkeys(as_text(one) for one in as_list(value.get(kind))))
        elif kind not in KINDS:
            # Objects of a video have their label beside their key frames.
            labels.update(dict.fromkeys(as_text(one) for one in as_list(value.get("labels"))))
            said = value.get("text") if kind == "textarea" else value.get(kind)
            words = [as_text(one) for one in as_list(said)] or [as_text(said)]
            if any(words):
                attributes[as_text(part.get("from_name")) or kind] = ", ".join(word for word in words if word)
    meta = as_dict(result.get("meta"))
    attributes |= simple(meta.get("attributes"))
    own_group, score = as_number(meta.get("group")), as_number(result.get("score"))
    for label in labels or {"": None}:
        yield LabelledShape(
            label=label,
            geometry=geometry,
            attributes=attributes,
            occluded=meta.get("occluded") is True,
            truncated=meta.get("truncated") is True,
            difficult=meta.get("difficult") is True,
            note="\n".join(as_text(line) for line in as_list(meta.get("text"))),
            group=None if own_group is None else int(own_group),
            score=score if score is not None and 0 <= score <= 1 else None,
        )
