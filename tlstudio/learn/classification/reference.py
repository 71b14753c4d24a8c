"""Logistic regression by scikit-learn: the reference the instant learner is measured against."""

from __future__ import annotations

import numpy as np

# On rows of length 1 the usual C = 1 is far too strong; 100 to 180 is the plateau on six data sets.
INVERSE_PENALTY = 100.0


class LogisticReference:
    """Multinomial logistic regression on the same features.

    Args:
        features: (N, D) float32, rows of length 1.
        balanced: Weigh rows so that every label counts the same.
    """

    def __init__(
        self, features: np.ndarray, *, inverse_penalty: float = INVERSE_PENALTY, balanced: bool = False
    ) -> None:
        self.features = features
        self.inverse_penalty = inverse_penalty
        self.balanced = balanced

    def probs(self, indices: np.ndarray, classes: np.ndarray, n_classes: int) -> np.ndarray:
        """Fit decided rows and score the whole pool.

        Args:
            indices: (n,) rows of the pool.
            classes: (n,) columns decided, at least two different ones.
            n_classes: C.

        Returns:
            (N, C) float32; rows sum to 1, columns never decided are 0.
        """
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(
            C=self.inverse_penalty, max_iter=2000, class_weight="balanced" if self.balanced else None
        )
        model.fit(self.features[indices], classes)
        probs = np.zeros((len(self.features), n_classes), np.float32)
        probs[:, model.classes_.astype(int)] = model.predict_proba(self.features)
        return probs
