"""Which suggestions are certain enough to accept in one go. Nothing is accepted until somebody runs the command."""

from __future__ import annotations

from collections.abc import Iterable

from tlstudio.core.errors import UsageError
from tlstudio.core.words import Suggestion, SuggestionRef, Task
from tlstudio.project.commands.decisions import Accept
from tlstudio.project.generation import SEVERAL_CUT
from tlstudio.project.project import Project


def accept_command(
    project: Project,
    *,
    above: float = 0.0,
    label_id: int | None = None,
    image_ids: Iterable[int] | None = None,
) -> Accept:
    """Build the command that accepts every suggestion that is certain enough; it may hold no images.

    Args:
        above: Least certainty, 0..1: the score of the best label, or with several labels per image that of the least
            certain yes or no.
        label_id: Only images suggested with this label.
        image_ids: Only these images; None = all undecided ones.

    Raises:
        UsageError: `above` is not a probability.
    """
    if not 0 <= above <= 1:
        raise UsageError(f"--above {above:g} is not a probability.", hint="Scores go from 0 to 1, for example 0.95.")
    several = project.info.task is Task.MULTILABEL
    wanted = None if image_ids is None else set(image_ids)
    suggestions: dict[int, SuggestionRef] = {}
    labels: dict[int, tuple[int, ...]] = {}
    for image_id in project.suggestions.undecided(label_id).tolist():
        suggestion = project.suggestions.for_image(image_id) if wanted is None or image_id in wanted else None
        if suggestion is None:
            continue
        chosen, certainty = proposed(suggestion, several=several)
        if chosen and certainty >= above:
            suggestions[image_id] = suggestion.best
            labels[image_id] = chosen
    return Accept(suggestions, labels)


def proposed(suggestion: Suggestion, *, several: bool) -> tuple[tuple[int, ...], float]:
    """The labels that accepting would give, best first, and how certain they are together (0..1)."""
    if not several:
        return suggestion.label_ids[:1], suggestion.scores[0]
    pairs = list(zip(suggestion.label_ids, suggestion.scores, strict=True))
    chosen = tuple(label_id for label_id, score in pairs if score >= SEVERAL_CUT)
    return chosen, min(max(score, 1.0 - score) for _, score in pairs)
