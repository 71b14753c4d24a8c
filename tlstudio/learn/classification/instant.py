"""The instant learner: a linear head on frozen features, refitted after every decision in milliseconds.

Class-balanced ridge regression on features whose rows have length 1, centred on the pool, scaled so that a row has
length 1 on average; its exact leave-one-out scores set the scale of the softmax, so that probabilities can be trusted
from the first labels on. docs/performance.md has the measurements behind the constants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.core.errors import NotEnoughLabels
from tlstudio.learn.calibration import sigmoid, sigmoid_scale, softmax, softmax_scale
from tlstudio.learn.classification.ridge import RidgeFit, balanced_weights, solve_dual, solve_primal
from tlstudio.learn.classification.spreading import LabelSpreading
from tlstudio.query.blocks import sampled, times
from tlstudio.query.neighbourhood import Neighbourhood
from tlstudio.query.subspace import Subspace, principal_subspace

PENALTY = 0.3
# Above this the cube of the number of labels is felt; a subspace of the pool costs the same for any number of labels.
EXACT_LABELS = 600
SUBSPACE_DIMENSION = 512
# With fewer labels per class the neighbourhood of the pool has a say.
SPREAD_BELOW = 3


@dataclass(frozen=True, slots=True)
class LinearHead:
    """The fitted head as one linear layer: `logits = features @ weights + bias`.

    Attributes:
        weights: (D, C) float32, the scale of the softmax multiplied in.
        bias: (C,) float32.
    """

    weights: np.ndarray
    bias: np.ndarray


@dataclass(frozen=True, slots=True)
class Fitted:
    """What one fit says about the pool and about its own labels.

    Attributes:
        probs: (N, C) float32. One label per image: rows sum to 1, or to less where "none of the labels" was decided
            for some images and is likely here; columns never labelled are 0. Several labels: each entry on its own.
        loo_probs: (n, C) float32, each row by the fit to all decisions but its own, in the order of `indices`.
        loo_accuracy: Share of decisions that their own leave-one-out row gets right, in [0, 1] (several labels: of
            single yes/no answers).
        indices: (n,) int64 rows of the pool that were fitted.
        scale: Of the softmax or sigmoid.
        head: The same as one linear layer, without the spreading of the first labels.
        multilabel: Several labels per image.
    """

    probs: np.ndarray
    loo_probs: np.ndarray
    loo_accuracy: float
    indices: np.ndarray
    scale: float
    head: LinearHead
    multilabel: bool

    def linear_head(self) -> LinearHead:
        """The layer that fine-tuning starts from; its logits give `probs` up to the "none of the labels" share."""
        return self.head


class InstantLearner:
    """Fits decisions on a fixed pool of features, keeping between fits what does not change.

    Args:
        features: (N, D) float32, or float16 in large pools, rows of length 1; kept, not copied.
        penalty: Ridge penalty in units of the mean squared length of the centred rows.
    """

    def __init__(self, features: np.ndarray, *, penalty: float = PENALTY, subspace: Subspace | None = None) -> None:
        self.features = features
        self.penalty = penalty
        looked_at = sampled(features)
        self.mean = looked_at.mean(axis=0, dtype=np.float64).astype(np.float32)
        # Mean squared length of the centred rows, for rows of any length.
        mean_square = float(np.einsum("nd,nd->", looked_at, looked_at, dtype=np.float64)) / max(len(looked_at), 1)
        self.spread = max(mean_square - float(self.mean.astype(np.float64) @ self.mean), 1e-12)
        self._subspace = subspace
        self._projected: dict[int, np.ndarray] = {}
        self._spreading: LabelSpreading | None = None
        self._known: dict[int, int] = {}
        self._rows = np.empty((0, features.shape[1]), np.float32)
        self._gram = np.empty((0, 0), np.float32)

    def grown(self, features: np.ndarray) -> InstantLearner:
        """A learner for a changed pool; the principal directions are kept, since a few images hardly turn them."""
        return InstantLearner(features, penalty=self.penalty, subspace=self._subspace)

    def prepare_subspace(self) -> None:
        """Find the pool's principal directions now (about a second for 5,000 images) instead of at a later fit."""
        if self._subspace is None:
            self._subspace = principal_subspace(self.features, self.mean, SUBSPACE_DIMENSION)

    def prepare_spreading(self, neighbourhood: Neighbourhood) -> None:
        """Build the graph of label spreading now (and load what it needs) instead of at the first fit."""
        if LabelSpreading.serves(neighbourhood, len(self.features)):
            self._spreading_over(neighbourhood).prepare()

    def fit(
        self,
        indices: np.ndarray,
        targets: np.ndarray,
        *,
        multilabel: bool = False,
        names: Sequence[str] = (),
        neighbourhood: Neighbourhood | None = None,
    ) -> Fitted:
        """Fit the decisions and score the whole pool.

        Args:
            indices: (n,) distinct rows of the pool with a decision.
            targets: (n, C) of 0 and 1. A row of zeros says "none of the labels".
            multilabel: Several labels per image: each column is decided on its own.
            names: The labels' names for the sentence of the error.
            neighbourhood: Of the same pool; lets the labels spread while there are fewer than three per class.

        Raises:
            NotEnoughLabels: There is nothing to tell apart yet.
        """
        indices = np.asarray(indices, np.int64)
        targets = np.asarray(targets, np.float64)
        require_enough(targets, multilabel=multilabel, names=names)
        # A column of its own for "none of the labels" keeps such images from looking like an even mixture of all.
        rest = 1.0 - targets.sum(axis=1) if not multilabel else np.zeros(len(targets))
        full = np.column_stack([targets, rest]) if rest.any() else targets
        weights = np.ones(len(full)) if multilabel else balanced_weights(full.argmax(axis=1))
        if len(indices) <= EXACT_LABELS:
            ridge, head = self._fit_exact(indices, full, weights)
        else:
            ridge, head = self._fit_subspace(indices, full, weights)
        scores = times(self.features, head.weights)
        scores += head.bias
        calibrate = _several_labels if multilabel else _one_label
        probs, loo_probs, scale, offset = calibrate(scores, ridge.loo_scores, full)
        if not multilabel and LabelSpreading.serves(neighbourhood, len(self.features)):
            assert neighbourhood is not None
            probs = self._spread(probs, indices, full, neighbourhood)
        n_classes = targets.shape[1]
        return Fitted(
            probs=probs[:, :n_classes].astype(np.float32),
            loo_probs=loo_probs[:, :n_classes].astype(np.float32),
            loo_accuracy=_accuracy(loo_probs, full, multilabel=multilabel),
            indices=indices,
            scale=scale,
            head=LinearHead(
                (head.weights * np.float32(scale))[:, :n_classes],
                (head.bias * scale + offset).astype(np.float32)[:n_classes],
            ),
            multilabel=multilabel,
        )

    def _fit_exact(self, indices: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> tuple[RidgeFit, LinearHead]:
        places = self._places(indices)
        ridge = solve_dual(self._gram[np.ix_(places, places)], targets, weights, self.penalty)
        pulled = self._rows[places].T @ ridge.coefficients.astype(np.float32)
        return ridge, self._as_head(pulled / np.float32(self.spread), ridge.intercept)

    def _fit_subspace(
        self, indices: np.ndarray, targets: np.ndarray, weights: np.ndarray
    ) -> tuple[RidgeFit, LinearHead]:
        self.prepare_subspace()
        assert self._subspace is not None
        ridge = solve_primal(self._coordinates(indices, self._subspace), targets, weights, self.penalty)
        pulled = self._subspace.directions @ ridge.coefficients.astype(np.float32)
        return ridge, self._as_head(pulled / np.float32(np.sqrt(self.spread)), ridge.intercept)

    def _coordinates(self, indices: np.ndarray, subspace: Subspace) -> np.ndarray:
        """Coordinates (n, d) of these images; those that earlier fits knew are not computed again."""
        listed = indices.tolist()
        new = [index for index in listed if index not in self._projected]
        if new:
            rows = subspace.project(self.features[new].astype(np.float32, copy=False), self.mean)
            rows /= np.float32(np.sqrt(self.spread))
            self._projected.update(zip(new, rows, strict=True))
        return np.stack([self._projected[index] for index in listed])

    def _spread(
        self, probs: np.ndarray, indices: np.ndarray, targets: np.ndarray, neighbourhood: Neighbourhood
    ) -> np.ndarray:
        """Mix in label spreading while there are fewer than three labels per class that has any."""
        seen = np.flatnonzero(targets.any(axis=0))
        if len(indices) >= SPREAD_BELOW * len(seen):
            return probs
        columns = np.searchsorted(seen, targets.argmax(axis=1))
        mixed = np.zeros_like(probs)
        mixed[:, seen] = self._spreading_over(neighbourhood).mixed(probs[:, seen], indices, columns)
        return mixed

    def _spreading_over(self, neighbourhood: Neighbourhood) -> LabelSpreading:
        if self._spreading is None or self._spreading.neighbourhood is not neighbourhood:
            self._spreading = LabelSpreading(neighbourhood)
        return self._spreading

    def _as_head(self, weights: np.ndarray, intercept: np.ndarray) -> LinearHead:
        return LinearHead(weights, (intercept - self.mean @ weights).astype(np.float32))

    def _places(self, indices: np.ndarray) -> np.ndarray:
        """Rows of the kept Gram matrix for these images; what is new is appended, what was undone stays unused."""
        new = [int(i) for i in indices if int(i) not in self._known]
        if new:
            rows = self.features[new] - self.mean
            old = len(self._rows)
            side = self._rows @ rows.T / np.float32(self.spread)
            corner = rows @ rows.T / np.float32(self.spread)
            gram = np.empty((old + len(new), old + len(new)), np.float32)
            gram[:old, :old], gram[:old, old:], gram[old:, :old], gram[old:, old:] = self._gram, side, side.T, corner
            self._gram, self._rows = gram, np.concatenate([self._rows, rows])
            self._known.update({index: old + place for place, index in enumerate(new)})
        return np.array([self._known[int(i)] for i in indices], np.int64)


def require_enough(targets: np.ndarray, *, multilabel: bool, names: Sequence[str] = ()) -> None:
    """Check that the decisions tell at least two things apart.

    Args:
        targets: (n, C) of 0 and 1; a row of zeros says "none of the labels".
        multilabel: Several labels per image.
        names: The labels' names for the sentence.

    Raises:
        NotEnoughLabels: The sentence says what is there and what is missing.
    """
    counts = targets.sum(axis=0).astype(int)
    none = int((targets.sum(axis=1) == 0).sum())
    if multilabel:
        enough = len(targets) >= 2 and bool(((counts > 0) & (counts < len(targets))).any())
        needed = "Suggestions need one image with a label and one without it"
    else:
        enough = np.count_nonzero(counts) + (none > 0) >= 2
        needed = "Suggestions need 2 labels with 1 decided image each"
    if enough:
        return
    named = [
        f"{names[i] if i < len(names) else f'label {i + 1}'} {count}"
        for i, count in enumerate(counts.tolist())
        if count
    ]
    if none:
        named.append(f"none of the labels {none}")
    raise NotEnoughLabels(
        f"{needed}; now {', '.join(named) if named else 'no image is decided'}.",
        hint="Decide one image of another label." if named else "Decide one image of each of two labels.",
    )


def _one_label(
    scores: np.ndarray, loo_scores: np.ndarray, targets: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float, np.ndarray]:
    """Softmax over the columns that have labels; returns probs, leave-one-out probs, scale, offset of the logits."""
    classes, counts = targets.argmax(axis=1), targets.sum(axis=0)
    seen = np.flatnonzero(counts)
    column = np.searchsorted(seen, classes)
    # A row that is alone in its class says nothing about the scale: without it nobody knows that the class exists.
    fair = counts[classes] > 1
    scale = softmax_scale(loo_scores[fair][:, seen], column[fair])
    probs, loo_probs = np.zeros_like(scores), np.zeros_like(loo_scores)
    probs[:, seen] = softmax(np.float32(scale) * scores[:, seen])
    loo_probs[:, seen] = softmax(scale * loo_scores[:, seen])
    return probs, loo_probs, scale, np.zeros(targets.shape[1])


def _several_labels(
    scores: np.ndarray, loo_scores: np.ndarray, targets: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float, np.ndarray]:
    """A sigmoid per column; returns probs, leave-one-out probs, scale, offset of the logits."""
    scale, offset = sigmoid_scale(loo_scores, targets)
    probs = sigmoid(np.float32(scale) * scores + offset.astype(np.float32))
    return probs, sigmoid(scale * loo_scores + offset), scale, offset


def _accuracy(loo_probs: np.ndarray, targets: np.ndarray, *, multilabel: bool) -> float:
    if multilabel:
        return float(((loo_probs >= 0.5) == (targets > 0.5)).mean())
    return float((loo_probs.argmax(axis=1) == targets.argmax(axis=1)).mean())
