"""The loop that every trainer shares: steps, epochs, checkpoints, early stopping, and getting over mishaps.

All chance is drawn from (seed, epoch), and the learning rate is a function of the share of the run that is done. So the
state after an epoch is the weights, the optimiser's moments and a few numbers, and a run that was killed gives the same
result as one that was not.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tlstudio.core.errors import LearnError, OutOfMemory
from tlstudio.jobs.events import EpochEnd
from tlstudio.learn.training import checkpoint
from tlstudio.learn.training.average import WeightAverage
from tlstudio.learn.training.device import is_out_of_memory
from tlstudio.learn.training.journal import Journal
from tlstudio.learn.training.schedule import one_cycle

HALVINGS_AT_MOST = 5
GRADIENT_NORM = 5.0
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class LoopSettings:
    """What the loop needs to know of a run's spec."""

    epochs: int
    batch_size: int
    patience: int
    max_seconds: float
    seed: int
    ema: bool = True


@dataclass(frozen=True, slots=True)
class LoopState:
    """Where a run stands between two epochs; saved with every checkpoint.

    Attributes:
        step_scale: Halved each time that the loss was not finite.
        best: (metric, -loss) of the best epoch: a tie of the metric is decided by the loss.
        seconds: Training time so far, over all resumptions, pauses left out.
        history: Seconds of each epoch.
    """

    epoch: int = 0
    batch_size: int = 16
    step_scale: float = 1.0
    best: tuple[float, float] = (-math.inf, -math.inf)
    best_epoch: int = 0
    seconds: float = 0.0
    history: tuple[float, ...] = field(default_factory=tuple)


class NotFinite(Exception):
    """The loss became infinite or not a number."""


class TrainingLoop:
    """Trains until the epochs are over, patience or time is spent, or the person asks.

    Args:
        network: Holds the tensors that are saved.
        groups: Parameter groups with `lr` = the largest rate of the group.
        learning: Names in `network.state_dict()` that learn, batch-norm buffers included where they do.
        n_images: Number of training images.
        stream: (batches of indices, epoch) -> what the batches hold, one by one, read ahead where that pays.
        step_loss: What a batch holds -> its mean loss, with its graph.
        training_metrics: Figures gathered during the epoch's steps; asked once at its end.
        validate: () -> metrics of the network as it is; `key_metric` and `val/loss` among them.
        on_epoch: Called after each epoch with the averaged weights in the network, before the event is written.
        save_best: Called when an epoch is the best so far, with the averaged weights in the network.
    """

    def __init__(
        self,
        network: torch.nn.Module,
        groups: Sequence[dict[str, Any]],
        learning: Sequence[str],
        settings: LoopSettings,
        folder: Path,
        journal: Journal,
        *,
        n_images: int,
        stream: Callable[[Sequence[np.ndarray], int], Iterator[Any]],
        step_loss: Callable[[Any], torch.Tensor],
        training_metrics: Callable[[], dict[str, float]],
        validate: Callable[[], dict[str, float]],
        key_metric: str,
        save_best: Callable[[LoopState], None],
        on_epoch: Callable[[int], None] = lambda epoch: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.network, self.settings, self.folder, self.journal = network, settings, folder, journal
        self.n_images, self.stream, self.step_loss = n_images, stream, step_loss
        self.training_metrics, self.validate = training_metrics, validate
        self.key_metric, self.save_best, self.on_epoch, self._clock = key_metric, save_best, on_epoch, clock
        self.state = LoopState(batch_size=min(settings.batch_size, max(n_images, 1)))
        self.optimiser = torch.optim.AdamW(groups, fused=False, foreach=False)
        self._rates = [group["lr"] for group in self.optimiser.param_groups]
        live = network.state_dict(keep_vars=True)
        # Half of the average is younger than one epoch, whatever the number of steps in it.
        steps = max(1, math.ceil(n_images / self.state.batch_size))
        self.average = WeightAverage(
            {name: live[name] for name in learning}, 0.5 ** (1.0 / steps) if settings.ema else 0.0
        )

    def run(self) -> str:
        """Train; return why it ended: `epochs`, `early_stop` or `time`.

        Raises:
            StopAsked, DiscardAsked: From the journal, between two steps.
            OutOfMemory: Even one image at a time does not fit.
            LearnError: The loss stays infinite however small the step.
        """
        if not self._restore():
            self._finish_epoch(0, 0.0, {})
        halvings = 0
        while self.state.epoch < self.settings.epochs:
            ended = self._ended()
            if ended:
                return ended
            epoch = self.state.epoch + 1
            try:
                self._epoch(epoch)
            except NotFinite:
                halvings += 1
                self._after_instability(epoch, halvings)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
                self._after_memory(epoch, error)
        return self._ended() or "epochs"

    def _ended(self) -> str:
        waited = self.state.epoch - self.state.best_epoch
        if self.settings.patience and waited >= self.settings.patience:
            return "early_stop"
        if self.settings.max_seconds and self.state.seconds >= self.settings.max_seconds:
            return "time"
        return ""

    def _epoch(self, epoch: int) -> None:
        began, paused = self._clock(), self.journal.paused_seconds
        self.journal.epoch, self.journal.epochs_left = epoch, self.settings.epochs - epoch
        self.journal.phase(f"Epoch {epoch}", self.n_images)
        torch.manual_seed(self.settings.seed * 100_003 + epoch)
        order = np.random.default_rng((self.settings.seed, epoch)).permutation(self.n_images)
        total, done, rate = 0.0, 0, 0.0
        batches = np.split(order, range(self.state.batch_size, self.n_images, self.state.batch_size))
        for indices, batch in zip(batches, self.stream(batches, epoch), strict=True):
            self.journal.check()
            spent = self.state.seconds + self._clock() - began - (self.journal.paused_seconds - paused)
            rate = self._set_rate((epoch - 1 + done / self.n_images) / self.settings.epochs, spent)
            total += self._step(batch) * len(indices)
            done += len(indices)
            self.journal.progress(done)
            if self.settings.max_seconds and spent >= self.settings.max_seconds:
                break
        seconds = self._clock() - began - (self.journal.paused_seconds - paused)
        metrics = {"train/loss": total / done, "learning_rate": rate} | self.training_metrics()
        self._finish_epoch(epoch, seconds, metrics)

    def _step(self, batch: Any) -> float:
        self.optimiser.zero_grad(set_to_none=True)
        loss = self.step_loss(batch)
        value = float(loss.detach())
        if not math.isfinite(value):
            raise NotFinite
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(
            [p for group in self.optimiser.param_groups for p in group["params"]], GRADIENT_NORM
        )
        if not math.isfinite(float(norm)):
            raise NotFinite
        self.optimiser.step()
        self.average.update()
        return value

    def _set_rate(self, progress: float, spent: float) -> float:
        # With a time limit the rate follows the clock, so that the run is annealed when the time is over.
        if self.settings.max_seconds:
            progress = max(progress, spent / self.settings.max_seconds)
        factor = one_cycle(progress) * self.state.step_scale
        for group, rate in zip(self.optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * factor
        return self._rates[-1] * factor

    def _finish_epoch(self, epoch: int, seconds: float, metrics: dict[str, float]) -> None:
        began = self._clock()
        with self.average.applied():
            metrics = metrics | self.validate()
            self.on_epoch(epoch)
            seconds += self._clock() - began
            score = (metrics[self.key_metric], -metrics["val/loss"])
            is_best = _is_better(score, self.state.best)
            history = (*self.state.history, seconds) if epoch else ()
            self.state = replace(
                self.state, epoch=epoch, seconds=self.state.seconds + (seconds if epoch else 0.0), history=history
            )
            if is_best:
                self.state = replace(self.state, best=score, best_epoch=epoch)
                self.save_best(self.state)
        self._save()
        if epoch:
            self.journal.epoch_done(seconds)
        self.journal.write(
            EpochEnd(
                epoch=epoch,
                epochs=self.settings.epochs,
                seconds=round(seconds, 3),
                metrics={name: round(value, 6) for name, value in metrics.items()},
                best=is_best,
                best_epoch=self.state.best_epoch,
                without_progress=epoch - self.state.best_epoch,
                patience=self.settings.patience,
            )
        )

    def _save(self) -> None:
        live = self.network.state_dict()
        tensors: dict[str, torch.Tensor] = {f"network.{name}": live[name] for name in self.average.tensors}
        tensors |= {f"average.{name}": tensor for name, tensor in self.average.tensors.items()}
        tensors |= checkpoint.optimiser_tensors(self.optimiser)
        checkpoint.save(self.folder / checkpoint.LAST_FILE, tensors, _plain(asdict(self.state)))

    def _restore(self) -> bool:
        """Go back to the last finished epoch; False when there is none."""
        path = self.folder / checkpoint.LAST_FILE
        if not path.exists():
            return False
        tensors, state = checkpoint.load(path)
        metric, loss = (-math.inf if value is None else float(value) for value in state["best"])
        plain: dict[str, Any] = state | {"best": (metric, loss), "history": tuple(state["history"])}
        self.state = LoopState(**plain)
        self.average.copy_into_network(_below(tensors, "network."))
        for name, tensor in _below(tensors, "average.").items():
            self.average.tensors[name].copy_(tensor)
        checkpoint.restore_optimiser(self.optimiser, tensors)
        self.journal.epoch_seconds = list(self.state.history)
        return True

    def _after_instability(self, epoch: int, halvings: int) -> None:
        if halvings > HALVINGS_AT_MOST:
            raise LearnError(
                f"Training became unstable at epoch {epoch} and stayed so after {HALVINGS_AT_MOST} smaller steps.",
                hint="Choose a smaller learning rate or train fewer stages. Your labels are safe.",
            )
        scale = self.state.step_scale / 2
        self._restore()
        self.state = replace(self.state, step_scale=min(scale, self.state.step_scale / 2))
        self._save()
        self.journal.notice(
            "not_finite",
            f"Training became unstable at epoch {epoch}; went back to epoch {epoch - 1} and halved the step.",
            "Nothing was lost.",
        )

    def _after_memory(self, epoch: int, error: Exception) -> None:
        before = self.state.batch_size
        if before == 1:
            raise OutOfMemory(
                "Memory ran short even with one image at a time.",
                hint="Choose a smaller image size or train fewer stages, or close other programs. Your labels are safe.",
                detail=str(error),
            ) from error
        self.optimiser.zero_grad(set_to_none=True)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        self._restore()
        self.state = replace(self.state, batch_size=before // 2)
        self._save()
        self.journal.notice(
            "memory",
            f"Memory ran short at batch {before}; continued with {before // 2} from epoch {epoch}.",
            "Nothing was lost.",
        )


def _is_better(score: tuple[float, float], best: tuple[float, float]) -> bool:
    if not all(math.isfinite(value) for value in score):
        return not math.isfinite(best[0])
    if abs(score[0] - best[0]) > TIE:
        return score[0] > best[0]
    return score[1] > best[1] + TIE


def _below(tensors: Mapping[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def _plain(state: dict[str, Any]) -> dict[str, Any]:
    best = [value if math.isfinite(value) else None for value in state["best"]]
    return state | {"best": best, "history": list(state["history"])}
