"""What is said of a finished run beside its figures: when and on what it was trained, its settings, its rival. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tlstudio.gui.models import words
from tlstudio.gui.models.said import tr
from tlstudio.gui.models.training_views import VARIATIONS

if TYPE_CHECKING:
    from tlstudio.project.runs import Run

ENDS = {
    "epochs": "all epochs done",
    "early_stop": "no progress for some epochs",
    "time": "the time limit",
    "stopped": "stopped by hand",
}


def provenance(run: Run, now: datetime, backbone: str) -> str:
    """Say when, on how many images and how long a run was trained."""
    when = words.moment(datetime.fromtimestamp(run.started_at), now) if run.started_at else ""
    when = when if when[:1].isdigit() else when[:1].lower() + when[1:]
    learned = run.images.get("train", 0) + run.images.get("val", 0)
    text = tr(
        "Trained {when} on {images} in {time} on {device}. {freeze}, best epoch {best} of {epochs}, "
        "backbone {backbone}, seed {seed}."
    )
    return text.format(
        when=when, images=words.count(learned, "image"), time=words.clock(run.seconds), device=run.device,
        freeze=tr(run.freeze), best=run.best_epoch, epochs=run.epochs, backbone=backbone, seed=run.spec.seed,
    )  # fmt: skip


def settings_of(run: Run, backbone: str) -> list[tuple[str, str]]:
    """Return a run's settings as (name, value) in the window's words."""
    spec = run.spec
    epochs = tr("{n} of {m}, best {best}").format(n=run.epoch, m=run.epochs, best=run.best_epoch)
    return [
        (tr("Network (backbone)"), backbone),
        (tr("What learned"), tr(run.freeze)),
        (tr("Variation (augmentation)"), tr(VARIATIONS.get(spec.augmentation, spec.augmentation))),
        (tr("Draws kept per image"), str(spec.draws)),
        (tr("Epochs"), epochs),
        (tr("Why it ended"), tr(ENDS.get(run.why, run.why))),
        (tr("Images a step (batch size)"), str(spec.batch_size)),
        (tr("Step size (learning rate)"), f"{spec.learning_rate:g}" if spec.learning_rate else tr("automatic")),
        (tr("Image size"), f"{spec.image_size} px" if spec.image_size else tr("the network's own")),
        (tr("Even out labels"), tr("yes") if spec.class_balance else tr("no")),
        (tr("Seed"), str(spec.seed)),
        (tr("Device"), run.device),
    ]


def rival_name(metrics: Mapping[str, Any]) -> str:
    """Say what a run was compared with."""
    rival = (metrics.get("comparisons") or {}).get("rival_run")
    return tr("run {run}").format(run=rival) if rival else tr("instant learner")
