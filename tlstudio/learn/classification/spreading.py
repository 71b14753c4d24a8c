"""Label spreading: let the first labels run along the neighbourhood graph of the whole pool.

With one or two labels per class the shape of the pool says more than the labels do; from three on the ridge head alone
is as good. Measured (docs/performance.md), so it serves the first suggestions only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tlstudio.learn.calibration import softmax
from tlstudio.query.neighbourhood import REFERENCES, Neighbourhood

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NEIGHBOURS = 10
KEPT = 0.9
ROUNDS = 20
# Share of the spread labels in the mixture of log probabilities: 0.5 and more gain a point more on five of six sets, but
# lose over three where the classes do not cluster.
SHARE = 0.35
FLOOR = 0.01


class LabelSpreading:
    """Spreads labels over a fixed pool (Zhou et al. 2004, "Learning with local and global consistency").

    Args:
        neighbourhood: Of the pool, at most 10,000 images.
    """

    def __init__(self, neighbourhood: Neighbourhood) -> None:
        self.neighbourhood = neighbourhood
        self._graph: csr_matrix | None = None

    @staticmethod
    def serves(neighbourhood: Neighbourhood | None, n_images: int) -> bool:
        """Whether a neighbourhood covers the pool with neighbours of every image."""
        return neighbourhood is not None and 2 <= n_images <= REFERENCES and len(neighbourhood) == n_images

    def prepare(self) -> None:
        """Build the graph now."""
        self._symmetric()

    def mixed(self, probs: np.ndarray, indices: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Pull the probabilities of a classifier towards the spread labels.

        Args:
            probs: (N, C) of the whole pool, rows sum to 1; every column has a label.
            indices: (n,) labelled rows of the pool.
            columns: (n,) their columns.

        Returns:
            (N, C) float32; rows sum to 1.
        """
        spread = np.log(self.shares(indices, columns, probs.shape[1]) + FLOOR)
        return softmax(np.log(probs + 1e-6) + SHARE * spread).astype(np.float32)

    def shares(self, indices: np.ndarray, columns: np.ndarray, n_columns: int) -> np.ndarray:
        """How much of what reaches each image comes from each column.

        Args:
            indices: (n,) labelled rows of the pool.
            columns: (n,) their columns.
            n_columns: C.

        Returns:
            (N, C) float32; rows sum to 1, or are even where nothing arrives.
        """
        graph = self._symmetric()
        sources = np.zeros((len(self.neighbourhood), n_columns), np.float32)
        sources[indices, columns] = 1.0 / np.bincount(columns, minlength=n_columns)[columns]
        reached = sources.copy()
        for _ in range(ROUNDS):
            reached = np.float32(KEPT) * (graph @ reached) + np.float32(1.0 - KEPT) * sources
        # Every column ends with the same mass, or the label in the densest corner would take the pool.
        reached /= np.maximum(reached.sum(axis=0), 1e-12)
        total = reached.sum(axis=1, keepdims=True)
        return np.where(total > 0, reached / np.maximum(total, 1e-30), np.float32(1.0 / n_columns))

    def _symmetric(self) -> csr_matrix:
        """The symmetrically normalised graph of the ten nearest images, edges weighted by closeness."""
        if self._graph is None:
            from scipy.sparse import csr_matrix, diags

            nearest = self.neighbourhood.nearest
            count = min(NEIGHBOURS, nearest.indices.shape[1])
            closest = np.argpartition(nearest.distances, count - 1, axis=1)[:, :count]
            indices = np.take_along_axis(nearest.indices, closest, axis=1)
            squared = np.take_along_axis(nearest.distances, closest, axis=1) ** 2
            weights = np.exp(-squared / max(float(np.median(squared)), 1e-12))
            size = len(indices)
            rows = np.repeat(np.arange(size), count)
            edges = csr_matrix((weights.ravel(), (rows, indices.ravel())), (size, size))
            edges = edges.maximum(edges.T)
            scale = diags(1.0 / np.sqrt(np.maximum(np.asarray(edges.sum(axis=1)).ravel(), 1e-12)))
            self._graph = csr_matrix(scale @ edges @ scale, dtype=np.float32)
        return self._graph
