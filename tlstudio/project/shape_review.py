"""Which suggested shapes are certain enough to accept in one go. Nothing is accepted until somebody runs the command."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tlstudio.core.errors import UsageError
from tlstudio.project.commands.shape_answers import AcceptShapes
from tlstudio.project.project import Project


def accept_shapes_command(
    project: Project, *, above: float = 0.0, label_id: int | None = None, image_ids: Iterable[int] | None = None
) -> AcceptShapes:
    """Build the command that accepts every suggested shape that is certain enough; it may hold none.

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
