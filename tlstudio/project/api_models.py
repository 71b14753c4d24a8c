"""Suggestions of whole-image labels, fine-tuning and evaluation for notebooks and scripts; every call waits."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from tlstudio.core.errors import JobError
from tlstudio.core.words import Image, Split
from tlstudio.jobs.child import LOG_FILE
from tlstudio.project.evaluating import evaluate
from tlstudio.project.naming import member
from tlstudio.project.project import Project
from tlstudio.project.run_log import Run, RunState
from tlstudio.project.scheduler import PlainScheduler


@dataclass(frozen=True, slots=True)
class SuggestedLabel:
    """What the model proposes for one undecided image.

    Attributes:
        label: The best label's name.
        score: Its probability, 0..1.
        scores: Name -> probability of every label, best first.
    """

    image: Image
    label: str
    score: float
    scores: Mapping[str, float]
    model: str


class ModelCalls:
    """What `tlstudio.project.api.StudioProject` offers of models."""

    project: Project
    _scheduler: PlainScheduler

    def suggestions(self) -> list[SuggestedLabel]:
        """Suggestions for all undecided images, most certain first; computes what is missing.

        Empty with fewer than two decided labels: `p.project.suggestions.missing_reason()` says what is missing.
        """
        self._refresh()
        read, suggestions = self.project.read, self.project.suggestions
        names = {label.id: label.name for label in read.labels()}
        found: list[SuggestedLabel] = []
        for image in read.images(suggestions.undecided()):
            one = suggestions.for_image(image.id)
            if one is not None:
                scores = {names[i]: score for i, score in zip(one.label_ids, one.scores, strict=True) if i in names}
                found.append(SuggestedLabel(image, names[one.label_ids[0]], one.scores[0], scores, one.model))
        return found

    def train(self, **settings: Any) -> Run:
        """Fine-tune and wait until it is done; settings are fields of `RunSpec` (epochs, max_minutes, freeze, ...).

        Raises:
            UsageError: Too few decided images; the sentence says how many are missing.
            JobError: The run failed; the sentence says why.
        """
        run = self.project.runs.start(**settings)
        run = self._wait(self.project.runs.finished(run.id))
        if run.state in {RunState.FAILED, RunState.CRASHED}:
            raise JobError(f"Run {run.id} failed. {run.sentence}", hint=f"Its log: {run.folder / LOG_FILE}")
        return run

    def evaluate(self, model: str = "auto", split: Split | str = Split.TEST) -> dict[str, Any]:
        """Measure a model on decided images of one side.

        Args:
            model: `auto` (the serving model), `instant`, or the id of a run.

        Raises:
            NotEnoughLabels: No decided image is on that side.
        """
        return self._wait(evaluate(self.project, model=model, split=member(Split, split)))

    def _wait(self, future: Future[Any]) -> Any:
        return self._scheduler.wait_for(future)

    def _refresh(self) -> None:
        self._wait(self.project.suggestions.refresh())
