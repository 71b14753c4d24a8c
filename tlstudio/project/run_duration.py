"""How long a fine-tuning will take: counted in passes through the network, corrected by what the last run took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tlstudio.core.cards import BackboneCard
from tlstudio.jobs.freeze import FreezePolicy, choose
from tlstudio.jobs.spec import RunSpec
from tlstudio.project.backbone_card import card_of
from tlstudio.project.run_log import Run

# Cost of a picture relative to one pass through the network: below the boundary, a training step above it.
BELOW, STEP_HEAD, STEP_LAST, STEP_ALL = 0.8, 0.02, 0.3, 3.5
START_SECONDS = 4.0
FALLBACK_MILLISECONDS = 25.0
EPOCHS_HEAD, EPOCHS_DEFAULT = 10, 12
SPREAD = (0.8, 1.5)
PACE_LIMITS = (0.2, 5.0)


def duration(
    spec: RunSpec, card: BackboneCard, policy: FreezePolicy, sides: Mapping[str, int], *, pace: float = 1.0
) -> tuple[float, float]:
    """The least and the most seconds to expect.

    Args:
        sides: Split -> number of images.
        pace: As of `pace_of`.
    """
    seconds = _seconds(spec, card, policy, sides) * pace
    low, high = seconds * SPREAD[0], seconds * SPREAD[1]
    if spec.max_minutes:
        return min(low, spec.max_minutes * 60), min(high, spec.max_minutes * 60 + START_SECONDS)
    return low, high


def pace_of(run: Run | None) -> float:
    """How many times longer than counted the last finished run took, 0.2..5; 1 where there is nothing to learn from."""
    if run is None or not run.images or run.why in {"stopped", "time"} or not run.seconds:
        return 1.0
    card = card_of(run.spec.backbone)
    policy = choose(
        run.spec.freeze,
        smallest_label=run.images.get("train", 0) // max(1, len(run.spec.labels)),
        stages=len(card.taps),
        from_scratch=run.spec.from_scratch,
    )
    counted = _seconds(replace(run.spec, epochs=run.epoch), card, policy, run.images)
    return min(max(run.seconds / counted, PACE_LIMITS[0]), PACE_LIMITS[1])


def in_words(low: float, high: float) -> str:
    """`4 to 6 min`, from seconds."""
    if high < 60:
        return f"{max(5, round(low / 5) * 5)} to {max(10, round(high / 5) * 5)} s"
    if high < 3600:
        first, last = max(1, round(low / 60)), max(2, round(high / 60))
        return f"{first} to {last} min"
    return f"{low / 3600:.1f} to {high / 3600:.1f} h"


def _seconds(spec: RunSpec, card: BackboneCard, policy: FreezePolicy, sides: Mapping[str, int]) -> float:
    size = spec.image_size or card.input_size
    one = (card.milliseconds or FALLBACK_MILLISECONDS) / 1000.0 * (size / card.input_size) ** 2
    train, val = sides.get("train", 0), sides.get("val", 0)
    everything = sum(sides.values())
    if policy.boundary == policy.stages:
        epochs, step, check = spec.epochs or EPOCHS_HEAD, STEP_HEAD, STEP_HEAD
    elif policy.boundary:
        epochs, step, check = spec.epochs or EPOCHS_DEFAULT, STEP_LAST, 1.0 - BELOW
    else:
        epochs, step, check = spec.epochs or EPOCHS_DEFAULT, STEP_ALL, 1.0
    draws = spec.draws - 1 if policy.boundary and spec.cache_boundary and spec.augmentation != "none" else 0
    passes = everything + draws * train * BELOW + epochs * (train * step + val * check) + everything * check
    return START_SECONDS + one * passes
