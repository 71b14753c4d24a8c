"""Which suggested shapes are certain enough to accept in one go, and on which images a person should look first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Outcome
from tlstudio.project.commands.shape_answers import AcceptShapes, RejectShapes
from tlstudio.project.commands.shape_suggestions import ClearShapeSuggestions
from tlstudio.project.project import Project
from tlstudio.store.reads import Reads
from tlstudio.store.review_reads import OpenShapes


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
    _check_score("--above", above)
    waiting = project.read.review.open_shapes()
    wanted = waiting.at_least(above) & _chosen(waiting, label_id, image_ids)
    return AcceptShapes(waiting.ids[wanted].tolist())


def reject_shapes_command(
    project: Project,
    *,
    below: float | None = None,
    label_id: int | None = None,
    image_ids: Iterable[int] | None = None,
    source: str = "",
) -> RejectShapes:
    """Build the command that says of suggested shapes that they are wrong; it may hold none.

    Args:
        below: Only those with a lower score, 0..1; None = whatever their score. A shape without a score is not below any.
        label_id: Only shapes suggested with this label.
        image_ids: Only on these images, finished ones too; None = on all images that nobody has finished.
        source: Only what this model, run or file suggested; empty = what any did.

    Raises:
        UsageError: `below` is not a probability, or nothing was ever suggested by that source.
    """
    return RejectShapes(_open_below(project, below, label_id, image_ids, source))


def clear_shapes_command(
    project: Project,
    *,
    below: float | None = None,
    label_id: int | None = None,
    image_ids: Iterable[int] | None = None,
    source: str = "",
) -> ClearShapeSuggestions:
    """Build the command that takes suggested shapes away without an answer, so that they may be suggested again.

    Arguments and errors as of `reject_shapes_command`.
    """
    return ClearShapeSuggestions(_open_below(project, below, label_id, image_ids, source))


def _open_below(
    project: Project, below: float | None, label_id: int | None, image_ids: Iterable[int] | None, source: str
) -> list[int]:
    waiting = project.read.review.open_shapes()
    wanted = _chosen(waiting, label_id, image_ids)
    if below is not None:
        _check_score("--below", below)
        wanted &= np.nan_to_num(waiting.scores, nan=np.inf) < below
    if source:
        known = [one.source for one in project.read.review.outcomes()]
        if source not in known:
            raise UsageError(f"Nothing was suggested by {source!r}.", hint=closest(source, known))
        wanted &= np.isin(waiting.ids, project.read.review.open_of(source))
    return waiting.ids[wanted].tolist()


def _chosen(waiting: OpenShapes, label_id: int | None, image_ids: Iterable[int] | None) -> np.ndarray:
    """Which open suggestions are asked for by label and image, bool (N,)."""
    on_images = waiting.undecided if image_ids is None else np.isin(waiting.image_ids, list(image_ids))
    return on_images if label_id is None else on_images & (waiting.label_ids == label_id)


def _check_score(option: str, score: float) -> None:
    if not 0 <= score <= 1:
        raise UsageError(f"{option} {score:g} is not a probability.", hint="Scores go from 0 to 1, for example 0.95.")


WINDOW = 50
"""How many of the newest answers count for the acceptance."""
FEWEST = 20
BREAK_EVEN = 0.29
"""Below this share a suggestion costs more than it saves: judging takes about 2 s, drawing a box by its four extreme points
7 s (Papadopoulos et al., 2017), and a wrong suggestion costs both."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How often suggestions were right of late.

    Attributes:
        share: Of the newest answers, those accepted as they were, 0..1; None = none is answered yet.
        answers: How many that is about, at most `WINDOW`.
    """

    share: float | None = None
    answers: int = 0

    @property
    def pays(self) -> bool:
        """Whether answering suggestions is quicker than drawing; True while too few are answered to tell."""
        return self.share is None or self.answers < FEWEST or self.share >= BREAK_EVEN


def acceptance(read: Reads) -> Acceptance:
    """Measure from the newest answers."""
    answers = read.review.recent_answers(WINDOW)
    return Acceptance(answers.count(Outcome.ACCEPTED) / len(answers), len(answers)) if answers else Acceptance()


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
