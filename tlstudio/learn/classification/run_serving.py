"""Serve a finished run: eager torch for a few images, ONNX Runtime for many where it agrees and is faster."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tlstudio.jobs.run_folder import BEST_FILE
from tlstudio.learn.classification.run_model import RunModel
from tlstudio.learn.runtime import images_per_second
from tlstudio.learn.runtimes.base import Runtime
from tlstudio.learn.runtimes.onnx import OnnxRuntime

# Exporting and comparing take about two seconds, which so many images save.
FAST_FROM = 200
BATCH = 4
MEASURE_SECONDS = 0.3


class ServedRun:
    """One run's network while it makes the suggestions. Used by one thread at a time.

    Args:
        folder: Of the run.
        graphs: Folder for the exported graph; kept between sessions, deleting it loses nothing but time.
        device: Anything but `cpu` is left to torch.
        threads: Callers at once, for the measurement.

    Attributes:
        probs: Key of the image -> probabilities (labels,) float32 said so far.
    """

    def __init__(self, folder: Path, graphs: Path, *, device: str, threads: int) -> None:
        self.folder, self.stamp = folder, stamp_of(folder)
        self.probs: dict[str, np.ndarray] = {}
        self._graphs, self._device, self._threads = graphs, device, threads
        self._model: RunModel | None = None
        self._fast: Runtime | None = None
        self._is_measured = False

    @property
    def model(self) -> RunModel:
        """The network in torch, loaded on first need.

        Raises:
            JobError: Missing or damaged.
        """
        if self._model is None:
            self._model = RunModel.load(self.folder, device=self._device)
        return self._model

    def runtime(self, images: int) -> Runtime:
        """What serves so many images best; the first large number exports and measures (a few seconds).

        Its rows may have a last column for "none of the labels" behind those of the run's labels.
        """
        if not self._is_measured and images >= FAST_FROM and self._device == "cpu":
            self._is_measured = True
            self._fast = self._faster()
        return self._fast or self.model

    def _faster(self) -> Runtime | None:
        """ONNX Runtime on the exported network, or None where it is missing, differs or is slower."""
        # Here and not above: the exporter is not needed for small pools.
        from tlstudio.learn.exporters.onnx import LARGEST_DIFFERENCE, write_graph

        model = self.model
        graph = self._graphs / f"{self.folder.name}-{self.stamp}.onnx"
        side = model.input_size
        pictures = np.random.default_rng(0).integers(0, 256, (BATCH, side, side, 3), dtype=np.uint8)
        try:
            if not graph.exists():
                self._graphs.mkdir(parents=True, exist_ok=True)
                for old in self._graphs.iterdir():
                    old.unlink(missing_ok=True)
                part = graph.with_name(f"{graph.name}.part")
                write_graph(model, part)
                part.replace(graph)
            fast = OnnxRuntime(graph)
            difference = np.abs(fast.run(pictures) - model.run(pictures)[:, : len(model.labels)]).max()
        except (ImportError, RuntimeError, ValueError, OSError):
            return None
        if difference > LARGEST_DIFFERENCE:
            return None
        rates = [images_per_second(one, pictures, self._threads, MEASURE_SECONDS)[0] for one in (fast, model)]
        return fast if rates[0] > rates[1] else None


def stamp_of(folder: Path) -> int:
    """Changes when the run's network is written anew; 0 while there is none."""
    network = folder / BEST_FILE
    return network.stat().st_mtime_ns if network.exists() else 0
