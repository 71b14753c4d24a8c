"""Decide what is in an image, take it back, put it off. Each decision is one row of a diary that only grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Origin, State, SuggestionRef, Task
from tlstudio.project.command import Applied, Command, Context, count_images
from tlstudio.store.codes import DECIDED_CODES, STATE_CODES, pack_labels, unpack_labels
from tlstudio.store.gateway import Row

_DIARY_OWN = (
    "image_id",
    "state",
    "label_ids",
    "suggested_label_id",
    "suggested_score",
    "suggested_model",
    "suggested_rank",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What one image gets.

    Attributes:
        label_ids: In the order of the palette; empty with REJECTED, SKIPPED and UNDECIDED.
        suggestion: What was suggested at that moment.
    """

    state: State
    label_ids: tuple[int, ...] = ()
    suggestion: SuggestionRef | None = None


@dataclass(frozen=True)
class Decide(Command):
    """Give images the same labels.

    The state follows from the suggestion shown: the same labels = accepted, others = corrected, none shown = labelled.

    Attributes:
        label_ids: One for classification, one or more for multilabel.
        seconds: How long the person looked at them together; None = not measured.
        suggestions: Image id -> the best suggestion shown.
        suggested_labels: Multilabel: image id -> all labels that were suggested; without it only the best one counts.
    """

    image_ids: Sequence[int]
    label_ids: Sequence[int]
    origin: Origin = Origin.PERSON
    seconds: float | None = None
    suggestions: Mapping[int, SuggestionRef] = field(default_factory=dict[int, SuggestionRef])
    suggested_labels: Mapping[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])

    def apply(self, context: Context) -> Applied:
        """Write decisions; the result is the number of images decided.

        Raises:
            UsageError: No label, several where the project takes one, or a label that does not exist.
        """
        label_ids = tuple(dict.fromkeys(self.label_ids))
        names = _check_labels(context, label_ids)
        choices = {
            image_id: Choice(self._state(image_id, label_ids), label_ids, self.suggestions.get(image_id))
            for image_id in self.image_ids
        }
        number = write_choices(context, choices, origin=self.origin, seconds=self.seconds)
        return Applied(f"Label {count_images(number)} as {', '.join(names)}", number)

    def _state(self, image_id: int, label_ids: tuple[int, ...]) -> State:
        suggestion = self.suggestions.get(image_id)
        if suggestion is None or self.origin in {Origin.IMPORT, Origin.SCRIPT}:
            return State.LABELLED
        suggested = self.suggested_labels.get(image_id, (suggestion.label_id,))
        return State.ACCEPTED if set(label_ids) == set(suggested) else State.CORRECTED


@dataclass(frozen=True)
class Accept(Command):
    """Turn suggestions into decisions, each image its own: "accept all above 0.95", or one page of the review grid.

    Images that a person has decided are left as they are.

    Attributes:
        suggestions: Image id -> the suggestion that was shown.
        labels: Multilabel: image id -> all suggested labels; without it the best one.
        seconds: How long the person looked at the page; None = not measured.
    """

    suggestions: Mapping[int, SuggestionRef]
    labels: Mapping[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])
    seconds: float | None = None

    def apply(self, context: Context) -> Applied:
        """Write decisions; the result is the number of images decided."""
        choices = {
            image_id: Choice(State.ACCEPTED, self.labels.get(image_id, (suggestion.label_id,)), suggestion)
            for image_id, suggestion in self.suggestions.items()
        }
        _check_exist(context, {label_id for choice in choices.values() for label_id in choice.label_ids})
        number = write_choices(context, choices, origin=Origin.SUGGESTION, seconds=self.seconds, keep_decided=True)
        return Applied(f"Accept {count_images(number)}", number)


@dataclass(frozen=True)
class Reject(Command):
    """Decide that images were checked and carry none of the labels."""

    image_ids: Sequence[int]
    origin: Origin = Origin.PERSON
    seconds: float | None = None
    suggestions: Mapping[int, SuggestionRef] = field(default_factory=dict[int, SuggestionRef])

    def apply(self, context: Context) -> Applied:
        """Write decisions; the result is the number of images decided."""
        choices = {i: Choice(State.REJECTED, (), self.suggestions.get(i)) for i in self.image_ids}
        number = write_choices(context, choices, origin=self.origin, seconds=self.seconds)
        return Applied(f"None of the labels for {count_images(number)}", number)


@dataclass(frozen=True)
class Skip(Command):
    """Leave images undecided on purpose; they come back at the end. Decided images stay decided."""

    image_ids: Sequence[int]
    seconds: float | None = None

    def apply(self, context: Context) -> Applied:
        """Write the state; the result is the number of images skipped."""
        choices = dict.fromkeys(self.image_ids, Choice(State.SKIPPED))
        number = write_choices(context, choices, origin=Origin.PERSON, seconds=self.seconds, keep_decided=True)
        return Applied(f"Skip {count_images(number)}", number)


@dataclass(frozen=True)
class ClearDecision(Command):
    """Make images undecided again; the diary keeps what was decided before."""

    image_ids: Sequence[int]

    def apply(self, context: Context) -> Applied:
        """Write the state; the result is the number of images that were decided or skipped before."""
        undecided = STATE_CODES[State.UNDECIDED]
        ids = [row["id"] for row in context.rows.rows("images", self.image_ids) if row["state"] != undecided]
        number = write_choices(context, dict.fromkeys(ids, Choice(State.UNDECIDED)), origin=Origin.PERSON)
        return Applied(f"Clear {count_images(number)}", number)


def write_choices(
    context: Context,
    choices: Mapping[int, Choice],
    *,
    origin: Origin,
    seconds: float | None = None,
    keep_decided: bool = False,
) -> int:
    """Write a diary row, the annotations and the cached columns for each image; return how many were written.

    Args:
        keep_decided: Leave images alone about which a person has said what is in them.

    Raises:
        UsageError: The project's images are decided by their shapes.
    """
    if context.task.has_shapes:
        raise UsageError(
            f"Images of a {context.task.value} project are decided by their shapes, not by one label.",
            hint="Import shapes with `tlstudio import`.",
        )
    ids = write_states(context, choices, origin=origin, seconds=seconds, keep_decided=keep_decided)
    _write_annotations(context, {image_id: choices[image_id] for image_id in ids}, origin)
    return len(ids)


def write_states(
    context: Context,
    choices: Mapping[int, Choice],
    *,
    origin: Origin,
    seconds: float | None = None,
    keep_decided: bool = False,
) -> list[int]:
    """Write a diary row and the cached columns for each image, not its annotations; return which were written.

    Args:
        keep_decided: Leave images alone about which a person has said what is in them.
    """
    rows = context.rows.rows("images", choices, columns=("state",))
    if keep_decided:
        rows = [row for row in rows if row["state"] not in DECIDED_CODES]
    ids = [row["id"] for row in rows]
    chosen = {image_id: choices[image_id] for image_id in ids}
    each = None if seconds is None or not ids else seconds / len(ids)
    packed = {label_ids: pack_labels(label_ids) for label_ids in {c.label_ids for c in chosen.values()}}
    shared = (origin.value, context.who, context.now, each, len(ids))
    context.rows.insert_values(
        "decisions",
        (*_DIARY_OWN, "origin", "who", "at", "seconds", "page_size"),
        [(*_diary_values(i, c, packed[c.label_ids], c.suggestion), *shared) for i, c in chosen.items()],
    )
    # One mapping for all images that get the same, so that the gateway compares it once.
    cached = {key: _cached(*key, context.now) for key in {(c.state, c.label_ids) for c in chosen.values()}}
    context.rows.update("images", {image_id: cached[c.state, c.label_ids] for image_id, c in chosen.items()})
    return ids


def forget_label(context: Context, label_id: int, replacement: int | None) -> int:
    """Take a label from every image, or exchange it; return how many images carried it."""
    found = context.rows.find("annotations", "label_id", [label_id])
    ids = [row["image_id"] for row in found]
    images = context.rows.rows("images", ids)
    left: dict[int, tuple[int, ...]] = {}
    for row in images:
        swapped = (replacement if i == label_id else i for i in unpack_labels(row["label_ids"]))
        left[row["id"]] = tuple(dict.fromkeys(i for i in swapped if i is not None))
    if not context.task.has_shapes:
        choices = {i: Choice(State.LABELLED if labels else State.UNDECIDED, labels) for i, labels in left.items()}
        return write_choices(context, choices, origin=Origin.PERSON)
    if replacement is None:
        context.rows.delete("annotations", [row["id"] for row in found])
    else:
        # A label of the whole image is not carried twice.
        theirs = context.rows.find("annotations", "image_id", ids, columns=("image_id", "label_id", "kind"))
        have = {row["image_id"] for row in theirs if row["kind"] == "image" and row["label_id"] == replacement}
        doubled = [row["id"] for row in found if row["kind"] == "image" and row["image_id"] in have]
        context.rows.delete("annotations", doubled)
        kept_ids = sorted({row["id"] for row in found} - set(doubled))
        context.rows.update("annotations", {i: {"label_id": replacement} for i in kept_ids})
    # Nobody has looked at these images: what is finished stays so, and what is not does not become so.
    emptied = [row["id"] for row in images if row["state"] in DECIDED_CODES and not left[row["id"]]]
    write_states(context, dict.fromkeys(emptied, Choice(State.UNDECIDED)), origin=Origin.PERSON)
    kept = {i: labels for i, labels in left.items() if i not in emptied}
    context.rows.update("images", {i: _cached_labels(labels) for i, labels in kept.items()})
    return len(left)


def _write_annotations(context: Context, choices: Mapping[int, Choice], origin: Origin) -> None:
    old = [row for row in context.rows.find("annotations", "image_id", choices) if row["kind"] == "image"]
    context.rows.delete("annotations", [row["id"] for row in old])
    origin_name = origin.value
    context.rows.insert_values(
        "annotations",
        ("image_id", "label_id", "kind", "geometry", "origin", "score"),
        [
            (image_id, label_id, "image", None, origin_name, _score(choice, label_id))
            for image_id, choice in choices.items()
            for label_id in choice.label_ids
        ],
    )


def _score(choice: Choice, label_id: int) -> float | None:
    suggestion = choice.suggestion
    return suggestion.score if suggestion is not None and suggestion.label_id == label_id else None


def _cached(state: State, label_ids: tuple[int, ...], now: float) -> Row:
    return _cached_labels(label_ids) | {
        "state": STATE_CODES[state],
        "decided_at": 0.0 if state is State.UNDECIDED else now,
    }


def _cached_labels(label_ids: tuple[int, ...]) -> Row:
    return {"label_ids": pack_labels(label_ids), "label_id": label_ids[0] if label_ids else 0}


def _diary_values(image_id: int, choice: Choice, packed: str, suggestion: SuggestionRef | None) -> tuple[Any, ...]:
    """What of a diary row differs from image to image, in the order of `_DIARY_OWN`."""
    shown = (None, None, None, None)
    if suggestion is not None:
        shown = (suggestion.label_id, float(suggestion.score), suggestion.model, suggestion.rank)
    return (image_id, STATE_CODES[choice.state], packed, *shown)


def _check_labels(context: Context, label_ids: tuple[int, ...]) -> list[str]:
    if not label_ids:
        raise UsageError("No label was given.", hint="To say that none of the labels fits, reject the image.")
    if len(label_ids) > 1 and context.task is Task.CLASSIFICATION:
        raise UsageError("This project takes one label per image.", hint="Make a multilabel project for several.")
    return _check_exist(context, set(label_ids))


def _check_exist(context: Context, label_ids: set[int]) -> list[str]:
    rows = context.rows.rows("labels", label_ids)
    if len(rows) < len(label_ids):
        raise UsageError("A label given does not exist in this project.")
    return [row["name"] for row in rows]
