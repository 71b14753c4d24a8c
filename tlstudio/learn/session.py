"""What the engine keeps between requests: the open project's cache, backbone, images and last fit."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import UsageError, WeightsMissing
from tlstudio.learn import runtime as runtimes
from tlstudio.learn.backbones import registry
from tlstudio.learn.decisions import Decisions
from tlstudio.learn.feature_cache import FeatureCache
from tlstudio.learn.graph import fingerprint
from tlstudio.learn.image_pool import ImagePool, Ready
from tlstudio.learn.runtimes.base import Runtime
from tlstudio.learn.runtimes.eager import TorchRuntime
from tlstudio.query.neighbourhood import Neighbourhood

if TYPE_CHECKING:
    from tlstudio.learn.classification.instant import Fitted, InstantLearner
    from tlstudio.learn.classification.run_serving import ServedRun

# A neighbourhood of this many images takes about a quarter of a second: the most that a refit may pay for.
QUICK_NEIGHBOURHOOD = 1500
# One per fit; enough to look back over 40 single decisions.
SNAPSHOTS = 48


@dataclass(frozen=True, slots=True, eq=False)
class LastFit:
    """The newest fit, for questions about it.

    Attributes:
        ids: (n,) int64 decided images in the fit.
        targets: (n, C) of 0 and 1.
    """

    ids: np.ndarray
    targets: np.ndarray
    fitted: Fitted


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What was suggested at some number of decisions, to tell how much later ones changed.

    Attributes:
        ids: (N,) int64, increasing.
        best: (N,) column of the best label.
    """

    decided: int
    ids: np.ndarray
    best: np.ndarray


class Session:
    """One open project. Short operations use it from one thread, long ones from another."""

    def __init__(self) -> None:
        self.root = Path()
        self.cache = Path()
        self.card: BackboneCard | None = None
        self.device = "cpu"
        self.threads = default_threads()
        self.last_fit: LastFit | None = None
        self.snapshots: deque[Snapshot] = deque(maxlen=SNAPSHOTS)
        self.first: Sequence[int] = ()
        self.decisions = Decisions()
        self._pool: ImagePool | None = None
        self._runtime: Runtime | None = None
        self._choice: runtimes.Choice | None = None
        self._learner: tuple[InstantLearner, int] | None = None
        self._places: tuple[Neighbourhood, int, int] | None = None
        self._served_run: ServedRun | None = None
        self._lock = threading.RLock()

    def open(self, root: Path, cache: Path, backbone: str, *, device: str = "cpu", threads: int = 0) -> str:
        """Open a project's cache for a backbone; what was known of another one is dropped.

        Returns:
            A sentence when another backbone than the wished one serves; empty otherwise.

        Raises:
            UsageError: Unknown backbone.
        """
        with self._lock:
            card = registry.get(backbone)
            notice = ""
            if card.weights is not None and registry.available(backbone) is None:
                missing: WeightsMissing = registry.weights_missing(card)
                card = registry.get(registry.DEFAULT)
                notice = f"{missing.sentence} {card.title} serves instead. {missing.hint}"
            self.root, self.cache, self.card = root, cache, card
            self.device, self.threads = device, threads or default_threads()
            folder = cache / "features" / card.key
            current = folder / fingerprint(card)
            _remove_others(folder, current)
            self._pool = ImagePool(FeatureCache(current, card.embedding_dim))
            self._runtime = self._choice = self._learner = self._places = self.last_fit = None
            self._served_run = None
            self.snapshots.clear()
            self.decisions = Decisions()
            return notice

    @property
    def pool(self) -> ImagePool:
        """The images.

        Raises:
            UsageError: Nothing is open.
        """
        if self._pool is None:
            raise UsageError("The engine has no project open.", hint="Send `open` first.")
        return self._pool

    @property
    def backbone(self) -> BackboneCard:
        """The card of the backbone that serves."""
        if self.card is None:
            raise UsageError("The engine has no project open.", hint="Send `open` first.")
        return self.card

    def runtime(self, on_step: runtimes.OnStep | None = None) -> tuple[Runtime, int]:
        """The runtime that serves, started on first need, and its batch size. Only for the long lane.

        Args:
            on_step: Called with (done, total) while a backbone's first use exports and measures it (seconds).

        Raises:
            WeightsMissing: The backbone's weights are gone.
        """
        if self._runtime is None:
            if self.device != "cpu":
                self._runtime = TorchRuntime(self.backbone, device=self.device)
                self._choice = runtimes.Choice("torch", runtimes.DEVICE_BATCH)
            else:
                self._choice = runtimes.choose(self.backbone, threads=self.threads, on_step=on_step)
                self._runtime = runtimes.start(self.backbone, self._choice.runtime, threads=self.threads)
        assert self._choice is not None
        return self._runtime, self._choice.batch

    @property
    def runtime_title(self) -> str:
        """Name of the runtime that serves; empty before it started."""
        return self._runtime.title if self._runtime else ""

    def learner(self, ready: Ready) -> InstantLearner:
        """The instant learner on these features, with what earlier fits computed."""
        from tlstudio.learn.classification.instant import InstantLearner

        with self._lock:
            if self._learner is None:
                self._learner = (InstantLearner(ready.features), ready.generation)
            learner, generation = self._learner
            if len(learner.features) != len(ready.features) or generation != ready.generation:
                self._learner = (learner.grown(ready.features), ready.generation)
            return self._learner[0]

    def places(self, ready: Ready) -> tuple[Neighbourhood, int]:
        """A neighbourhood of the first M images and M, at once: an older, smaller one rather than a slow, new one."""
        with self._lock:
            known = self._places
            if known is not None and known[2] == ready.generation and known[1] <= len(ready.ids):
                neighbourhood, count, _ = known
                if count >= min(len(ready.ids), QUICK_NEIGHBOURHOOD):
                    return neighbourhood, count
            count = min(len(ready.ids), QUICK_NEIGHBOURHOOD)
            self._places = (Neighbourhood(ready.features[:count]), count, ready.generation)
            return self._places[0], count

    def served_run(self, folder: Path) -> ServedRun:
        """A run's network with what it said so far; one at a time. Only for the long lane."""
        from tlstudio.learn.classification.run_serving import ServedRun, stamp_of

        known = self._served_run
        if known is None or (known.folder, known.stamp) != (folder, stamp_of(folder)):
            known = ServedRun(folder, self.cache / "graphs", device=self.device, threads=self.threads)
            self._served_run = known
        return known

    def prepare(self) -> None:
        """Compute on the long lane what a refit on all images would otherwise wait for (seconds for 5,000 images)."""
        ready = self.pool.ready()
        with self._lock:
            known = self._places
        if not len(ready.ids) or (known and known[1] == len(ready.ids) and known[2] == ready.generation):
            return
        whole = Neighbourhood(ready.features)
        _ = whole.typicality
        learner = self.learner(ready)
        learner.prepare_subspace()
        learner.prepare_spreading(whole)
        # Loaded here, or the first fit would wait for it.
        importlib.import_module("scipy.linalg")
        with self._lock:
            self._places = (whole, len(ready.ids), ready.generation)


def default_threads() -> int:
    """All cores where our threads can be of low priority; else one is left to the window."""
    cores = os.cpu_count() or 1
    return cores if sys.platform == "linux" else max(1, cores - 1)


def _remove_others(folder: Path, current: Path) -> None:
    """Features of other weights or older preprocessing are never read again."""
    if folder.is_dir():
        for other in folder.iterdir():
            if other != current:
                shutil.rmtree(other, ignore_errors=True)
