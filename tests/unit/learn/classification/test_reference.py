"""The reference learner answers in the same shape as the instant one."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.learn.classification.reference import LogisticReference


@pytest.mark.parametrize("balanced", [False, True])
def test_reference_scores_the_whole_pool(balanced: bool) -> None:
    rng = np.random.default_rng(0)
    classes = np.repeat([0, 2], 30)
    features = (rng.standard_normal((3, 20))[classes] + 0.3 * rng.standard_normal((60, 20))).astype(np.float32)
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    indices = np.r_[0:5, 30:35]
    probs = LogisticReference(features, balanced=balanced).probs(indices, classes[indices], 3)
    assert probs.shape == (60, 3)
    assert (probs.argmax(axis=1) == classes).mean() > 0.95
    assert probs[:, 1].max() == 0.0
