"""Fine-tune a network for whole-image labels: starts from the instant learner, ends with figures on images never seen."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tlstudio.core.words import Skipped
from tlstudio.jobs import freeze
from tlstudio.jobs.events import Done, Samples, Started
from tlstudio.jobs.spec import DatasetRow, RunSpec
from tlstudio.learn.backbones import registry
from tlstudio.learn.calibration import sigmoid, softmax, softmax_scale
from tlstudio.learn.classification import outcome
from tlstudio.learn.classification.build import (
    apply_policy,
    build_network,
    parameter_groups,
    quicken_batch_norm,
    training_mode,
)
from tlstudio.learn.classification.instant import InstantLearner
from tlstudio.learn.classification.scores import accuracy, key_metric, key_value
from tlstudio.learn.classification.source import Batch, CachedSource, FreshSource, boundary_shape
from tlstudio.learn.training import checkpoint
from tlstudio.learn.training.augment import AUGMENTATIONS
from tlstudio.learn.training.boundary import BoundaryCache
from tlstudio.learn.training.device import choose
from tlstudio.learn.training.journal import Journal, StopAsked
from tlstudio.learn.training.loop import LoopSettings, LoopState, TrainingLoop
from tlstudio.learn.training.pictures import Pictures
from tlstudio.learn.training.sides import divide, image_weights, positive_weights, target_matrix

EVALUATION_BATCH = 32
N_SAMPLES = 6
DEFAULT_EPOCHS = {"head": 10, "stages": 12, "none": 12}
SCRATCH_EPOCHS = 100
SCRATCH_PATIENCE = 0
TEMPERATURE_PRIOR_LABELS = 20.0


class FineTuning:
    """One run of classification or multilabel.

    Args:
        root: What the paths of the snapshot are relative to.
    """

    def __init__(self, folder: Path, root: Path, spec: RunSpec, rows: list[DatasetRow], journal: Journal) -> None:
        self.folder, self.spec, self.journal = folder, spec, journal
        self.device, self.device_words = choose(spec.device, spec.threads)
        card = registry.get(spec.backbone)
        size = spec.image_size or card.input_size
        workers = 1 if self.device.type == "cpu" else 8
        self.pictures = Pictures(
            rows,
            root,
            size=size,
            mean=card.mean,
            std=card.std,
            augmentation=AUGMENTATIONS[spec.augmentation],
            seed=spec.seed,
            device=self.device,
            workers=workers,
        )
        self._usable_rows()
        self.multilabel = spec.is_multilabel
        self.targets = target_matrix(self.pictures.rows, len(spec.labels), multilabel=self.multilabel)
        self.sides = divide(self.pictures.rows, spec.seed)
        torch.manual_seed(spec.seed)
        self.network = build_network(
            spec.network, spec.backbone, self.targets.shape[1], pretrained=not spec.from_scratch, device=self.device
        )
        if spec.from_scratch:
            quicken_batch_norm(self.network)
        stages = self.network.stages
        counts = self.targets[self.sides.train].sum(axis=0)
        self.policy = freeze.choose(
            spec.freeze,
            smallest_label=int(counts[counts > 0].min(initial=counts.max())),
            stages=len(stages),
            from_scratch=spec.from_scratch,
        )
        self.epochs = spec.epochs or self._default_epochs()
        self.loss = self._loss()
        self._said: list[tuple[np.ndarray, np.ndarray]] = []
        self._before: np.ndarray | None = None
        self.samples = self._choose_samples()

    def run(self) -> None:
        """Do the whole run; `best.safetensors` and `metrics.json` are there afterwards.

        Raises:
            StopAsked, DiscardAsked: Asked before anything worth keeping existed, or discarded.
            StudioError: In words.
        """
        began = time.monotonic()
        resumed = self._resumed_epoch()
        self.journal.write(
            Started(
                pid=_pid(),
                device=self.device_words,
                freeze=self.policy.words,
                epochs=self.epochs,
                images=self.sides.counts,
                resumed_from=resumed,
            )
        )
        self.source = self._source()
        instant = None if self.spec.from_scratch else self._start_from_instant()
        if isinstance(self.source, CachedSource):
            self._fill_draws(self.source)
        why = self._train()
        self._finish(why, instant, time.monotonic() - began)
        self.pictures.close()

    # The parts of a run, in order.

    def _usable_rows(self) -> None:
        """Leave out pictures that cannot be read, and say so."""
        rows = self.pictures.rows
        self.journal.phase("Images", len(rows))
        bad: list[Skipped] = []
        good: list[DatasetRow] = []
        for done, (row, skipped) in enumerate(zip(rows, self.pictures.checked(), strict=True), start=1):
            if skipped is None:
                good.append(row)
            else:
                bad.append(skipped)
            self.journal.check()
            self.journal.progress(done)
        self.pictures.rows = good
        if bad:
            some = "; ".join(f"{item.path}: {item.reason}" for item in bad[:3])
            self.journal.notice("unreadable", f"{len(bad)} images could not be read and are left out.", some)

    def _default_epochs(self) -> int:
        if self.spec.from_scratch:
            return SCRATCH_EPOCHS
        if self.policy.boundary == self.policy.stages:
            return DEFAULT_EPOCHS["head"]
        return DEFAULT_EPOCHS["stages" if self.policy.boundary else "none"]

    def _loss(self) -> nn.Module:
        train = self.targets[self.sides.train]
        if self.multilabel:
            weights = positive_weights(train) if self.spec.class_balance else np.ones(train.shape[1], np.float32)
            return nn.BCEWithLogitsLoss(pos_weight=torch.from_numpy(weights), reduction="none").to(self.device)
        return nn.CrossEntropyLoss(reduction="none").to(self.device)

    def _source(self) -> CachedSource | FreshSource:
        boundary = self.policy.boundary
        if not boundary or not self.spec.cache_boundary:
            return FreshSource(self.network, self.pictures, boundary)
        shape, widths = boundary_shape(self.network, boundary, self.pictures.size, self.device)
        plain, train = shape.megabytes(len(self.pictures.rows)), shape.megabytes(len(self.sides.train))
        draws = 1 if self.spec.augmentation == "none" else self.spec.draws
        while draws > 1 and plain + train * (draws - 1) > self.spec.cache_megabytes:
            draws -= 1
        if plain > self.spec.cache_megabytes:
            self.journal.notice(
                "cache", f"The boundary cache would need {plain:.0f} MB; frozen layers are computed every epoch."
            )
            return FreshSource(self.network, self.pictures, boundary)
        if draws < self.spec.draws and self.spec.augmentation != "none":
            self.journal.notice(
                "cache", f"{draws} draws per image are kept instead of {self.spec.draws}, to save disk space."
            )
        cache = BoundaryCache(
            self.folder / "cache",
            shape,
            len(self.pictures.rows) + len(self.sides.train) * (draws - 1),
            key={
                "backbone": self.spec.backbone,
                "boundary": boundary,
                "size": self.pictures.size,
                "augmentation": self.spec.augmentation,
                "seed": self.spec.seed,
                "images": [f"{row.path}|{row.page}" for row in self.pictures.rows],
            },
        )
        return CachedSource(
            self.network,
            self.pictures,
            boundary,
            cache,
            tap_widths=widths,
            train=self.sides.train,
            draws=draws,
            seed=self.spec.seed,
        )

    def _start_from_instant(self) -> outcome.Instant:
        """Fit the instant learner and take over its weights: epoch 0 is the instant learner."""
        n_rows = len(self.pictures.rows)
        self.journal.phase("Features", n_rows)
        everything = np.arange(n_rows)
        if isinstance(self.source, CachedSource):
            self.source.fill(everything, np.zeros(n_rows, np.int64), EVALUATION_BATCH, self.journal)
        features = self._embeddings(everything)
        learner = InstantLearner(features)
        names = list(self.spec.labels)
        fitted = learner.fit(self.sides.train, self.targets[self.sides.train], multilabel=self.multilabel, names=names)
        head = fitted.linear_head()
        self.network.head.start_from(torch.from_numpy(head.weights), torch.from_numpy(head.bias))
        # Against the test side the instant learner may use everything that the person has decided, as it does in use.
        known = np.concatenate([self.sides.train, self.sides.val])
        served = learner.fit(known, self.targets[known], multilabel=self.multilabel, names=names)
        return outcome.Instant(val=fitted.probs[self.sides.val], test=served.probs[self.sides.test])

    def _fill_draws(self, source: CachedSource) -> None:
        train = self.sides.train
        draws = np.repeat(np.arange(1, source.draws), len(train))
        self.journal.phase("Boundary cache", len(draws))
        source.fill(np.tile(train, source.draws - 1), draws, EVALUATION_BATCH, self.journal)

    def _train(self) -> str:
        learning = apply_policy(self.network, self.policy)
        train = self.sides.train
        loop = TrainingLoop(
            self.network,
            parameter_groups(self.network, self.policy, self.spec),
            learning,
            LoopSettings(
                epochs=self.epochs,
                batch_size=self.spec.batch_size,
                patience=SCRATCH_PATIENCE if self.spec.from_scratch else self.spec.patience,
                max_seconds=self.spec.max_minutes * 60.0,
                seed=self.spec.seed,
                ema=self.spec.ema,
            ),
            self.folder,
            self.journal,
            n_images=len(train),
            stream=lambda batches, epoch: self.source.stream([train[part] for part in batches], epoch),
            step_loss=self._step_loss,
            training_metrics=self._training_metrics,
            validate=self._validate,
            key_metric=f"val/{key_metric(self.multilabel)}",
            save_best=self._save_best,
            on_epoch=self._tell_samples,
        )
        weights = image_weights(self.targets) if self.spec.class_balance and not self.multilabel else None
        train_weights = None if weights is None else image_weights(self.targets[train])
        self._weights = np.ones(len(self.targets), np.float32)
        if train_weights is not None:
            self._weights[train] = train_weights
        try:
            return loop.run()
        except StopAsked:
            if not (self.folder / checkpoint.BEST_FILE).exists():
                raise
            return "stopped"

    def _step_loss(self, batch: Batch) -> torch.Tensor:
        training_mode(self.network, self.policy)
        targets = torch.from_numpy(self.targets[batch.rows]).to(self.device)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.spec.mixed_precision):
            logits = self.network.above(batch.activation, batch.means, self.policy.boundary)
        logits = logits.float()
        self._said.append((batch.rows, logits.detach().cpu().numpy()))
        weights = torch.from_numpy(self._weights[batch.rows]).to(self.device)
        return self._mean_loss(logits, targets, weights)

    def _mean_loss(self, logits: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
        losses = self.loss(logits, targets)
        losses = losses.mean(dim=1) if losses.ndim == 2 else losses
        return (losses * weights).sum() / weights.sum()

    def _training_metrics(self) -> dict[str, float]:
        rows = np.concatenate([rows for rows, _ in self._said])
        probs = self._probs(np.concatenate([logits for _, logits in self._said]))
        self._said = []
        metric = key_metric(self.multilabel)
        return {f"train/{metric}": key_value(probs, self.targets[rows], self.multilabel)}

    @torch.no_grad()
    def _validate(self) -> dict[str, float]:
        val = self.sides.val
        logits = self._logits(val)
        self._val_logits = logits
        targets = self.targets[val]
        weights = torch.ones(len(val))
        if self.spec.class_balance and not self.multilabel:
            weights = torch.from_numpy(image_weights(targets))
        loss = self._mean_loss(
            torch.from_numpy(logits).to(self.device), torch.from_numpy(targets).to(self.device), weights.to(self.device)
        )
        probs = self._probs(logits)
        return {
            "val/loss": float(loss),
            f"val/{key_metric(self.multilabel)}": key_value(probs, targets, self.multilabel),
            "val/accuracy": accuracy(probs, targets, self.multilabel),
        }

    def _logits(self, rows: np.ndarray) -> np.ndarray:
        """Return logits (n, outputs) float32 of the plain pictures."""
        self.network.eval()
        parts = np.split(rows, range(EVALUATION_BATCH, len(rows), EVALUATION_BATCH)) if len(rows) else []
        result = [np.empty((0, self.targets.shape[1]), np.float32)]
        with torch.no_grad():
            for batch in self.source.stream(parts, 0):
                logits = self.network.above(batch.activation, batch.means, self.policy.boundary)
                result.append(logits.float().cpu().numpy())
        return np.concatenate(result)

    def _embeddings(self, rows: np.ndarray) -> np.ndarray:
        """Return the rows (n, D) float32 that the head's linear layer reads, of the plain pictures."""
        self.network.eval()
        parts = np.split(rows, range(EVALUATION_BATCH, len(rows), EVALUATION_BATCH))
        result: list[np.ndarray] = []
        done = 0
        with torch.no_grad():
            for part, batch in zip(parts, self.source.stream(parts, 0), strict=True):
                self.journal.check()
                result.append(self.network.embed(batch.activation, batch.means, self.policy.boundary).cpu().numpy())
                done += len(part)
                self.journal.progress(done)
        return np.concatenate(result)

    def _probs(self, logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
        return sigmoid(logits / temperature) if self.multilabel else softmax(logits / temperature)

    def _temperature(self, logits: np.ndarray, targets: np.ndarray) -> float:
        """Scale of the logits that fits the validation side, held near 1 while it is small (Guo et al. 2017)."""
        if self.multilabel or not len(logits):
            return 1.0
        scale = softmax_scale(logits, targets.argmax(axis=1), prior_log=0.0, prior_labels=TEMPERATURE_PRIOR_LABELS)
        return 1.0 / scale

    def _save_best(self, state: LoopState) -> None:
        temperature = self._temperature(self._val_logits, self.targets[self.sides.val])
        outcome.save_network(
            self.folder,
            self.network,
            self.spec,
            state,
            n_outputs=self.targets.shape[1],
            size=self.pictures.size,
            temperature=temperature,
        )

    def _choose_samples(self) -> np.ndarray:
        """Six validation images, one label after the other, the same in every epoch."""
        val = np.random.default_rng(self.spec.seed).permutation(self.sides.val)
        classes = self.targets[val].argmax(axis=1)
        turn = np.array([np.sum(classes[:i] == classes[i]) for i in range(len(val))])
        return val[np.argsort(turn, kind="stable")][:N_SAMPLES]

    def _tell_samples(self, epoch: int) -> None:
        probs = self._probs(self._logits(self.samples))
        if self._before is None:
            self._before = probs
        self.journal.write(
            Samples(
                epoch=epoch,
                rows=[
                    outcome.sample(self.pictures.rows[row], len(self.spec.labels), before, now)
                    for row, before, now in zip(self.samples, self._before, probs, strict=True)
                ],
            )
        )

    def _resumed_epoch(self) -> int | None:
        path = self.folder / checkpoint.LAST_FILE
        return int(checkpoint.load(path)[1]["epoch"]) if path.exists() else None

    def _finish(self, why: str, instant: outcome.Instant | None, seconds: float) -> None:
        """Measure the best epoch on images that neither trained nor picked it, and write everything down."""
        self.journal.phase("Test", len(self.sides.test))
        tensors, state = checkpoint.load(self.folder / checkpoint.BEST_FILE)
        self.network.load_state_dict(tensors)
        temperature = float(state["temperature"])
        probs = {
            "val": self._probs(self._logits(self.sides.val), temperature),
            "test": self._probs(self._logits(self.sides.test), temperature),
        }
        result = outcome.write_metrics(
            self.folder, self.spec, self.pictures.rows, self.sides, self.targets, probs, instant, state
        )
        self.journal.write(
            Done(
                best_epoch=int(state["epoch"]),
                epochs=self.epochs,
                seconds=round(seconds, 1),
                metric=key_metric(self.multilabel),
                value=result.value,
                test=result.test,
                instant=result.instant,
                why=why,
            )
        )


def _pid() -> int:
    import os

    return os.getpid()
