"""What the network says about the plain pictures of a run, through the same source that training reads."""

from __future__ import annotations

import numpy as np
import torch

from tlstudio.learn.calibration import sigmoid, softmax, softmax_scale
from tlstudio.learn.classification.network import StagedNetwork
from tlstudio.learn.classification.source import Source
from tlstudio.learn.training.journal import Journal

BATCH = 16
# The validation side is small: its temperature is held near 1 as if by so many images more.
TEMPERATURE_PRIOR_LABELS = 20.0


class Predictor:
    """Logits, embeddings and probabilities of rows of the run."""

    def __init__(
        self, network: StagedNetwork, source: Source, boundary: int, n_outputs: int, *, multilabel: bool
    ) -> None:
        self.network, self.source, self.boundary = network, source, boundary
        self.n_outputs, self.multilabel = n_outputs, multilabel

    @torch.no_grad()
    def logits(self, rows: np.ndarray) -> np.ndarray:
        """Return logits (n, outputs) float32."""
        self.network.eval()
        result = [np.empty((0, self.n_outputs), np.float32)]
        for batch in self.source.stream(_parts(rows), 0):
            result.append(self.network.above(batch.activation, batch.means, self.boundary).float().cpu().numpy())
        return np.concatenate(result)

    @torch.no_grad()
    def embeddings(self, rows: np.ndarray, journal: Journal) -> np.ndarray:
        """Return the rows (n, D) float32 that the head's linear layer reads; tells progress in images."""
        self.network.eval()
        result: list[np.ndarray] = []
        done = 0
        for batch in self.source.stream(_parts(rows), 0):
            journal.check()
            result.append(self.network.embed(batch.activation, batch.means, self.boundary).cpu().numpy())
            done += len(batch.rows)
            journal.progress(done)
        return np.concatenate(result)

    def probs(self, logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
        """Turn logits (n, outputs) into probabilities."""
        return sigmoid(logits / temperature) if self.multilabel else softmax(logits / temperature)

    def temperature(self, logits: np.ndarray, targets: np.ndarray) -> float:
        """Find what to divide logits by so that scores can be trusted (Guo et al. 2017); 1 for several labels."""
        if self.multilabel or not len(logits):
            return 1.0
        scale = softmax_scale(logits, targets.argmax(axis=1), prior_log=0.0, prior_labels=TEMPERATURE_PRIOR_LABELS)
        return 1.0 / scale


def _parts(rows: np.ndarray) -> list[np.ndarray]:
    return np.split(rows, range(BATCH, len(rows), BATCH)) if len(rows) else []
