"""How much of the network learns: chosen from the number of labels, or by hand in the field's words."""

from __future__ import annotations

from dataclasses import dataclass

from tlstudio.core.errors import UsageError

# Measured on six sets (docs/performance.md): with fewer images per label, training deeper layers only loses.
HEAD_ONLY_BELOW = 20
# With this many per label the whole network has something to learn from; the step stays small in early stages.
EVERYTHING_FROM = 200
# "The last stages" are a third of them: deeper ones cost four times as much a step and won nothing.
LAST_SHARE = 3
# Per stage towards the input, when everything learns (discriminative rates, Howard and Ruder 2018).
RATE_DECAY = 0.7


@dataclass(frozen=True, slots=True)
class FreezePolicy:
    """Which of a network's stages learn.

    Attributes:
        boundary: Number of stages, from the input, that are frozen; all of them = only the head learns.
        stages: Number of stages of the backbone.
        batch_norm_frozen: Whether batch norm keeps the pre-trained statistics (small batches would spoil them).
        why: The reason, for the diary.
    """

    boundary: int
    stages: int
    batch_norm_frozen: bool
    why: str

    @property
    def words(self) -> str:
        """The policy as a person reads it."""
        if self.boundary == self.stages:
            return "Head only (feature extraction)"
        if self.boundary == 0:
            return "Everything (fine-tune all)"
        learning = self.stages - self.boundary
        last = "Last stage" if learning == 1 else f"Last {learning} stages"
        return f"{last} with batch norm frozen"

    def rate(self, stage: int) -> float:
        """Learning rate of a stage relative to the last one, in (0, 1]."""
        return RATE_DECAY ** (self.stages - 1 - stage) if self.boundary == 0 else 1.0


def choose(text: str, *, smallest_label: int, stages: int, from_scratch: bool = False) -> FreezePolicy:
    """Turn `RunSpec.freeze` into a policy.

    Args:
        text: `auto`, `head`, `stages:N` or `none`.
        smallest_label: Training images of the rarest label.
        stages: Number of stages of the backbone (its taps).

    Raises:
        UsageError: More stages than the backbone has.
    """
    if from_scratch:
        return FreezePolicy(0, stages, False, "from random weights everything has to learn")
    if text == "head":
        return FreezePolicy(stages, stages, True, "chosen by hand")
    if text == "none":
        return FreezePolicy(0, stages, False, "chosen by hand")
    if text.startswith("stages:"):
        count = int(text.partition(":")[2])
        if count > stages:
            raise UsageError(
                f"This backbone has {stages} stages, {count} were asked for.", hint=f"Use stages:1 to stages:{stages}."
            )
        return FreezePolicy(stages - count, stages, True, "chosen by hand")
    if smallest_label < HEAD_ONLY_BELOW:
        return FreezePolicy(
            stages, stages, True, f"the rarest label has {smallest_label} images, below {HEAD_ONLY_BELOW}"
        )
    if smallest_label < EVERYTHING_FROM:
        boundary = stages - max(1, stages // LAST_SHARE)
        return FreezePolicy(boundary, stages, True, f"the rarest label has {smallest_label} images")
    return FreezePolicy(0, stages, False, f"every label has at least {EVERYTHING_FROM} images")
