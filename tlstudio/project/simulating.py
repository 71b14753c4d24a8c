"""Replay the decisions of a labelled project to compare query strategies."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from tlstudio.core.errors import NotEnoughLabels, UsageError, closest
from tlstudio.core.words import Split, Task
from tlstudio.project.project import Project
from tlstudio.project.whole_images import check_whole_images
from tlstudio.query.registry import strategies as known_strategies
from tlstudio.store.codes import SPLIT_CODES

RANDOM = "random"
NEEDED = 20


def simulate(
    project: Project,
    *,
    strategies: Sequence[str] = ("default", RANDOM),
    start: int | None = None,
    batch: int = 5,
    until: int | None = None,
    seeds: int = 3,
) -> Future[dict[str, Any]]:
    """Ask the engine how accuracy would have grown if a strategy had chosen what to decide.

    Images of the test side are never learnt from; the others are revealed batch by batch.

    Args:
        strategies: Keys of the query room.
        start: Images decided at random before the strategy begins; None = one per label.
        until: Stop at so many labels; None = 60 % of the pool.
        seeds: Repetitions.

    Returns:
        Resolves with `curves` {strategy: [{labels, mean, stderr}]}, `labels_to_95`, `area`, `full_accuracy`.

    Raises:
        UsageError: An unknown strategy.
        NotEnoughLabels: Too few decided images on either side.
    """
    check_whole_images(project, "Replays")
    for key in strategies:
        if key not in known_strategies():
            raise UsageError(f"There is no query strategy {key!r}.", hint=closest(key, known_strategies()))
    pool, tested = _decided_sides(project)
    if len(pool) < NEEDED or not tested:
        raise NotEnoughLabels(
            f"A replay needs {NEEDED} decided images to choose from and some on the test side; "
            f"there are {len(pool)} and {len(tested)}.",
            hint="Decide more images, and make sides with `tlstudio split`.",
        )
    args = {
        "train": pool,
        "test": tested,
        "n_classes": len(project.read.labels()),
        "multilabel": project.info.task is Task.MULTILABEL,
        "strategies": list(strategies),
        "start": start,
        "batch": batch,
        "until": until,
        "seeds": seeds,
    }
    return _after_refresh(project, args)


def _decided_sides(project: Project) -> tuple[list[list[Any]], list[list[Any]]]:
    """The decided images to learn from and those of the test side, as [image id, [class indices]]."""
    column = {label.id: number for number, label in enumerate(project.read.labels())}
    decided = project.read.decided()
    pool: list[list[Any]] = []
    tested: list[list[Any]] = []
    for image_id, label_ids, side in zip(decided.image_ids, decided.label_ids, decided.splits, strict=True):
        row = [int(image_id), [column[label_id] for label_id in label_ids if label_id in column]]
        (tested if side == SPLIT_CODES[Split.TEST] else pool).append(row)
    return pool, tested


def _after_refresh(project: Project, args: dict[str, Any]) -> Future[dict[str, Any]]:
    """Ask the engine once it knows all images and their features."""
    answer: Future[dict[str, Any]] = Future()

    def hand_on(future: Future[dict[str, Any]]) -> None:
        error = future.exception()
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(future.result())

    def replay(refreshed: Future[int]) -> None:
        error = refreshed.exception()
        if error is not None:
            answer.set_exception(error)
        else:
            project.engine.request("simulate", args).add_done_callback(hand_on)

    project.suggestions.refresh().add_done_callback(replay)
    return answer
