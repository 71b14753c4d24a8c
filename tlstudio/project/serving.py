"""Which model makes the suggestions: decided by paired evidence in the runs' folders, or by a person's pin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tlstudio.core.errors import JobError
from tlstudio.jobs.run_folder import BEST_FILE
from tlstudio.project.run_log import RunLog, RunState

INSTANT = "instant"
INSTANT_WORDS = "The instant learner makes the suggestions"


@dataclass(frozen=True, slots=True)
class Serving:
    """The model in use.

    Attributes:
        model: `instant` or a run's id.
        why: In words, a full sentence.
        pinned: Whether a person chose it.
    """

    model: str
    why: str
    pinned: bool = False


def decide(runs: Sequence[tuple[RunLog, RunState]], label_ids: Sequence[int], pinned: str | None) -> Serving:
    """Go through the finished runs in order; each takes over only if it was better on the same test images.

    A run was compared with the instant learner of its day and with the run then in use. Where the instant learner has
    overtaken the run in use, it serves again.

    Args:
        label_ids: Of the project now: a run that lacks one of them cannot suggest it and does not serve.
        pinned: A person's choice.
    """
    usable = [log for log, state in runs if state is RunState.DONE and _fits(log, label_ids)]
    if pinned == INSTANT:
        return Serving(INSTANT, f"{INSTANT_WORDS}: you pinned it.", pinned=True)
    if pinned is not None:
        if any(log.id == pinned for log in usable):
            return Serving(pinned, f"Run {pinned} makes the suggestions: you pinned it.", pinned=True)
        kept = decide(runs, label_ids, None)
        return Serving(kept.model, f"Run {pinned} is pinned but cannot serve: it is gone or lacks a label. {kept.why}")
    serving = Serving(INSTANT, f"{INSTANT_WORDS}: no fine-tuning has been compared with it yet.")
    for log in usable:
        serving = _after(serving, log.id, _comparisons(log))
    return serving


def rival_of(log: RunLog) -> dict[str, Any] | None:
    """Predictions of a run on its test images, so that a new one can be compared on the same; None = it has none."""
    try:
        metrics = log.metrics()
        probs = {f"{row['path']}|{row['page']}": row["probs"] for row in metrics["predictions"]["test"]}
        return {"run": log.id, "labels": metrics["labels"], "probs": probs}
    except (JobError, KeyError, TypeError):
        return None


def _after(serving: Serving, run: str, compared: dict[str, Any]) -> Serving:
    """Who serves after one more finished run."""
    instant, rival = compared.get("instant"), compared.get("rival")
    if serving.model != INSTANT and compared.get("rival_run") == serving.model and rival:
        if rival.get("is_better"):
            return Serving(run, f"Run {run} makes the suggestions. Against run {serving.model}: {_said(rival)}.")
        if not compared.get("instant_beats_rival"):
            return Serving(
                serving.model, f"Run {serving.model} still makes the suggestions. Run {run} against it: {_said(rival)}."
            )
        serving = Serving(
            INSTANT, f"{INSTANT_WORDS} again: with the new decisions it is better than run {serving.model}."
        )
    elif serving.model != INSTANT:
        # It was started while another model served; what was measured then says nothing against the one in use now.
        return serving
    if instant is None:
        return Serving(serving.model, f"{INSTANT_WORDS}: run {run} had too few test images to be compared.")
    if instant.get("is_better"):
        return Serving(run, f"Run {run} makes the suggestions. Against the instant learner: {_said(instant)}.")
    return Serving(serving.model, f"{INSTANT_WORDS}. Run {run} against it: {_said(instant)}.")


def _said(comparison: dict[str, Any]) -> str:
    sentence = str(comparison.get("sentence", ""))
    return sentence[:1].lower() + sentence[1:]


def _fits(log: RunLog, label_ids: Sequence[int]) -> bool:
    return set(label_ids) <= set(log.spec.label_ids) and (log.folder / BEST_FILE).exists()


def _comparisons(log: RunLog) -> dict[str, Any]:
    try:
        compared = log.metrics().get("comparisons")
    except JobError:
        return {}
    return compared if isinstance(compared, dict) else {}
