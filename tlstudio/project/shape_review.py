"""Which suggested shapes are certain enough to accept in one go, and on which images a person should look first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tlstudio.core.errors import UsageError
from tlstudio.project.commands.shape_answers import AcceptShapes
from tlstudio.project.project import Project


def accept_shapes_command(
    project: Project, *, above: float = 0.0, label_id: int | None = None, image_ids: Iterable[int] | None = None
) -> AcceptShapes:
    """Build the command that accepts every suggested shape that is certain enough; it may hold none.

    Nothing is accepted until somebody runs the command.

    Args:
        above: Least score, 0..1; shapes without a score are taken only by 0.
        label_id: Only shapes suggested with this label.
        image_ids: Only on these images, finished ones too; None = on all images that nobody has finished.

    Raises:
        UsageError: `above` is not a probability.
    """
    if not 0 <= above <= 1:
        raise UsageError(f"--above {above:g} is not a probability.", hint="Scores go from 0 to 1, for example 0.95.")
    waiting = project.read.review.open_shapes()
    wanted = waiting.at_least(above)
    if label_id is not None:
        wanted &= waiting.label_ids == label_id
    if image_ids is None:
        wanted &= waiting.undecided
    else:
        wanted &= np.isin(waiting.image_ids, list(image_ids))
    return AcceptShapes(waiting.ids[wanted].tolist())


@dataclass(frozen=True, slots=True)
class DoubtfulImage:
    """An image with suggestions to answer.

    Attributes:
        score: Of its least certain suggestion, 0..1; None where none has one.
        reason: In a sentence.
    """

    path: str
    score: float | None
    reason: str


def doubtful_images(project: Project, count: int) -> list[DoubtfulImage]:
    """Return the unfinished images with open suggestions, the least certain first: errors are found there."""
    waiting = project.read.review.open_shapes()
    scores: dict[int, list[float]] = {}
    for image_id, score in zip(
        waiting.image_ids[waiting.undecided].tolist(), waiting.scores[waiting.undecided].tolist(), strict=True
    ):
        scores.setdefault(image_id, []).append(score)
    least = {i: min((s for s in several if not np.isnan(s)), default=None) for i, several in scores.items()}
    chosen = sorted(scores, key=lambda i: (2.0 if least[i] is None else least[i], i))[:count]
    found: list[DoubtfulImage] = []
    for image in project.read.images(chosen):
        number, score = len(scores[image.id]), least[image.id]
        reason = f"{number:,} suggested shape{'' if number == 1 else 's'}"
        if score is not None:
            reason += f", the least certain {score:.2f}"
        found.append(DoubtfulImage(image.path, score, reason))
    return found
