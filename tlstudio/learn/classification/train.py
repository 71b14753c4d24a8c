"""Fine-tune a network for whole-image labels: starts from the instant learner, ends with figures on images never seen."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import numpy as np
import torch

from tlstudio.core.words import Skipped
from tlstudio.jobs import freeze
from tlstudio.jobs.events import Done, Started
from tlstudio.jobs.run_folder import BEST_FILE
from tlstudio.jobs.spec import DatasetRow, RunSpec
from tlstudio.learn.backbones import registry
from tlstudio.learn.classification import outcome
from tlstudio.learn.classification.build import (
    apply_policy,
    build_network,
    parameter_groups,
    quicken_batch_norm,
    training_mode,
)
from tlstudio.learn.classification.instant import InstantLearner
from tlstudio.learn.classification.objective import Objective
from tlstudio.learn.classification.predictor import Predictor
from tlstudio.learn.classification.samples import WatchedImages
from tlstudio.learn.classification.scores import accuracy, key_metric, key_value
from tlstudio.learn.classification.source import CACHE_FOLDER, Batch, CachedSource, make_source
from tlstudio.learn.training import checkpoint
from tlstudio.learn.training.augment import AUGMENTATIONS
from tlstudio.learn.training.device import choose
from tlstudio.learn.training.journal import Journal, StopAsked
from tlstudio.learn.training.loop import LoopSettings, LoopState, TrainingLoop
from tlstudio.learn.training.pictures import Pictures
from tlstudio.learn.training.sides import divide, target_matrix

DEFAULT_EPOCHS = {"head": 10, "stages": 12, "none": 12}
SCRATCH_EPOCHS = 100
SCRATCH_PATIENCE = 0


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
        self.objective = Objective(
            self.targets,
            self.sides.train,
            balance=spec.class_balance,
            multilabel=self.multilabel,
            device=self.device,
        )
        self.watched = WatchedImages(
            self.pictures.rows,
            self.targets,
            self.sides.val,
            n_labels=len(spec.labels),
            seed=spec.seed,
            journal=journal,
        )
        self._said: list[tuple[np.ndarray, np.ndarray]] = []

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
                pid=os.getpid(),
                device=self.device_words,
                freeze=self.policy.words,
                epochs=self.epochs,
                images=self.sides.counts,
                resumed_from=resumed,
            )
        )
        boundary = self.policy.boundary
        self.source = make_source(
            self.network, self.pictures, boundary, self.spec, self.folder, self.sides.train, self.journal
        )
        self.predictor = Predictor(
            self.network, self.source, boundary, self.targets.shape[1], multilabel=self.multilabel
        )
        instant = None if self.spec.from_scratch else self._start_from_instant()
        if isinstance(self.source, CachedSource):
            self._fill_draws(self.source)
        why = self._train()
        self._finish(why, instant, began)
        self.pictures.close()
        # Only a run that goes on needs its activations again.
        shutil.rmtree(self.folder / CACHE_FOLDER, ignore_errors=True)

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

    def _start_from_instant(self) -> outcome.Instant:
        """Fit the instant learner and take over its weights: epoch 0 is the instant learner."""
        n_rows = len(self.pictures.rows)
        self.journal.phase("Features", n_rows)
        everything = np.arange(n_rows)
        if isinstance(self.source, CachedSource):
            self.source.fill(everything, np.zeros(n_rows, np.int64), self.journal)
        features = self.predictor.embeddings(everything, self.journal)
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
        source.fill(np.tile(train, source.draws - 1), draws, self.journal)

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
        try:
            return loop.run()
        except StopAsked:
            if not (self.folder / BEST_FILE).exists():
                raise
            return "stopped"

    def _step_loss(self, batch: Batch) -> torch.Tensor:
        training_mode(self.network, self.policy)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.spec.mixed_precision):
            logits = self.network.above(batch.activation, batch.means, self.policy.boundary)
        logits = logits.float()
        self._said.append((batch.rows, logits.detach().cpu().numpy()))
        return self.objective.training(logits, batch.rows)

    def _training_metrics(self) -> dict[str, float]:
        rows = np.concatenate([rows for rows, _ in self._said])
        probs = self.predictor.probs(np.concatenate([logits for _, logits in self._said]))
        self._said = []
        metric = key_metric(self.multilabel)
        return {f"train/{metric}": key_value(probs, self.targets[rows], self.multilabel)}

    def _validate(self) -> dict[str, float]:
        val = self.sides.val
        self._val_logits = self.predictor.logits(val)
        probs, targets = self.predictor.probs(self._val_logits), self.targets[val]
        return {
            "val/loss": self.objective.validation(self._val_logits, val),
            f"val/{key_metric(self.multilabel)}": key_value(probs, targets, self.multilabel),
            "val/accuracy": accuracy(probs, targets, self.multilabel),
        }

    def _save_best(self, state: LoopState) -> None:
        temperature = self.predictor.temperature(self._val_logits, self.targets[self.sides.val])
        outcome.save_network(
            self.folder,
            self.network,
            self.spec,
            state,
            n_outputs=self.targets.shape[1],
            size=self.pictures.size,
            temperature=temperature,
        )

    def _tell_samples(self, epoch: int) -> None:
        self.watched.tell(epoch, self.predictor.probs(self.predictor.logits(self.watched.chosen)))

    def _resumed_epoch(self) -> int | None:
        path = self.folder / checkpoint.LAST_FILE
        return int(checkpoint.load(path)[1]["epoch"]) if path.exists() else None

    def _finish(self, why: str, instant: outcome.Instant | None, began: float) -> None:
        """Measure the best epoch on images that neither trained nor picked it, and write everything down."""
        self.journal.phase("Test", len(self.sides.test))
        tensors, state = checkpoint.load(self.folder / BEST_FILE)
        self.network.load_state_dict(tensors)
        temperature = float(state["temperature"])
        probs = {
            "val": self.predictor.probs(self.predictor.logits(self.sides.val), temperature),
            "test": self.predictor.probs(self.predictor.logits(self.sides.test), temperature),
        }
        result = outcome.write_metrics(
            self.folder, self.spec, self.pictures.rows, self.sides, self.targets, probs, instant, state
        )
        self.journal.write(
            Done(
                best_epoch=int(state["epoch"]),
                epochs=self.epochs,
                seconds=round(time.monotonic() - began, 1),
                metric=key_metric(self.multilabel),
                value=result.value,
                test=result.test,
                instant=result.instant,
                why=why,
            )
        )
