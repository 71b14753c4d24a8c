"""The directions in which a pool of features varies most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tlstudio.query.blocks import times

OVERSAMPLING = 16
ROWS_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Subspace:
    """An orthonormal basis.

    Attributes:
        directions: (D, d) float32, columns of length 1, most important first.
    """

    directions: np.ndarray

    def project(self, features: np.ndarray, mean: np.ndarray) -> np.ndarray:
        """Coordinates (N, d) float32 of (N, D) features around a mean (D,)."""
        coordinates = times(features, self.directions)
        coordinates -= mean @ self.directions
        return coordinates


def principal_subspace(features: np.ndarray, mean: np.ndarray, dimension: int, *, seed: int = 0) -> Subspace:
    """Find the leading principal directions by a randomised range finder (Halko, Martinsson, Tropp 2011).

    Args:
        features: (N, D) float32 or float16. Of more than 10,000 rows a random 10,000 are looked at.
        mean: (D,) subtracted from the rows.
        dimension: Wanted number of directions; fewer when N or D is smaller.
        seed: Of the random start; the result hardly depends on it.
    """
    rng = np.random.default_rng(seed)
    if len(features) > ROWS_AT_MOST:
        features = features[np.sort(rng.choice(len(features), ROWS_AT_MOST, replace=False))]
    centred = features - mean
    dimension = min(dimension, *centred.shape)
    width = min(dimension + OVERSAMPLING, *centred.shape)
    if len(centred) > centred.shape[1]:
        return Subspace(_of_covariance(centred.T @ centred, width, rng)[:, :dimension].copy())
    basis = rng.standard_normal((centred.shape[0], width), np.float32)
    # Two rounds of power iteration: the spectrum of pooled features falls slowly.
    for _ in range(2):
        basis = np.linalg.qr(centred @ (centred.T @ basis))[0]
    small = basis.T @ centred
    right = np.linalg.svd(small, full_matrices=False)[2]
    return Subspace(np.ascontiguousarray(right[:dimension].T))


def _of_covariance(covariance: np.ndarray, width: int, rng: np.random.Generator) -> np.ndarray:
    """Leading directions (D, width), most important first: with more rows than columns a third of the time."""
    basis = rng.standard_normal((len(covariance), width), np.float32)
    # Each round is one small product, so twice as many as over the rows, and more is found.
    for _ in range(4):
        basis = np.linalg.qr(covariance @ basis)[0]
    small = (basis.T @ (covariance @ basis)).astype(np.float64)
    turned = np.linalg.eigh(small)[1][:, ::-1].astype(np.float32)
    return basis @ turned
