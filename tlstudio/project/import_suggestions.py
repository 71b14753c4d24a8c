"""Take what a label file says as suggested shapes: a model's predictions, for a person to review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tlstudio.core.words import Label, Outcome
from tlstudio.formats.records import LabelledShape, LabelRecord
from tlstudio.project.commands.labels import AddLabels, clean_name
from tlstudio.project.commands.shape_suggestions import Suggested, SuggestShapes
from tlstudio.project.import_plan import Match, Plan
from tlstudio.project.project import Project


def choose(
    project: Project, matches: Sequence[Match], plan: Plan, source: str, *, overwrite: bool
) -> dict[int, list[LabelledShape]]:
    """Return image id -> shapes to suggest, and count them in the plan.

    Images that are finished are left out unless `overwrite`. Where all shapes are suggested just so already, or were
    answered when the same source suggested them, the image counts as unchanged.
    """
    wanted: dict[int, list[LabelledShape]] = {}
    new: set[tuple[str, int]] = set()
    for match in matches:
        if match.image is None:
            if match.identity is not None:
                new.add(match.identity)
                _count(plan, match.record)
                plan.created += int(bool(match.record.shapes))
        elif match.image.state.is_decided and not overwrite:
            plan.conflicts += 1
        else:
            plan.said.setdefault(match.image.id, match.record)
            _count(plan, match.record)
            # A file of results may name a picture more than once: the rows add up.
            wanted.setdefault(match.image.id, []).extend(match.record.shapes)
    plan.new = len(new)
    labels = {label.id: label for label in project.read.labels()}
    before = project.read.shape_suggestions(wanted, outcome=None)
    for image_id, shapes in wanted.items():
        asked = [one for one in before[image_id] if one.outcome is Outcome.OPEN or one.source == source]
        known = {(_name(labels, one.label_id), one.geometry, one.score) for one in asked}
        if shapes and known >= {(clean_name(one.label), one.geometry, one.score) for one in shapes}:
            plan.unchanged += 1
        elif shapes:
            plan.created += 1
    return wanted


def notes_on(plan: Plan, *, overwrite: bool) -> list[str]:
    """What should be said about the images that were left out."""
    if not plan.conflicts or overwrite:
        return []
    return [
        f"{plan.conflicts:,} finished images got no suggestions. `--on-conflict update` suggests shapes on them too; "
        "their annotations stay as they are."
    ]


def store(
    project: Project,
    shapes: Mapping[int, Sequence[LabelledShape]],
    labels: Sequence[str],
    source: str,
    step: int | None,
) -> None:
    """Write suggestions, and labels that are missing, as one undo step with the registration of new images."""
    # A file that is about none of the images must not leave its labels behind.
    if not shapes:
        return
    used = [shape.label for several in shapes.values() for shape in several]
    added = project.run(AddLabels(list(dict.fromkeys([*labels, *used]))), step=step)
    ids: Mapping[str, int] = added.result
    suggestions: dict[int, list[Suggested]] = {
        image_id: [(ids[clean_name(one.label)], one.geometry, one.score, one.attributes) for one in several]
        for image_id, several in shapes.items()
    }
    project.run(
        SuggestShapes(suggestions, source=source, text=f"Suggest shapes from {source}"), step=added.step or step
    )


def _count(plan: Plan, record: LabelRecord) -> None:
    for shape in record.shapes:
        plan.count_shape(shape)


def _name(labels: Mapping[int, Label], label_id: int) -> str:
    return labels[label_id].name if label_id in labels else ""
