"""What single strategies and their helpers prefer."""

from __future__ import annotations

import numpy as np
import pytest

from tlstudio.core.errors import UsageError
from tlstudio.query import acquisition, default, reasons, registry
from tlstudio.query.clusters import kmeans
from tlstudio.query.neighbourhood import Neighbourhood
from tlstudio.query.pool import Pool
from tlstudio.query.subspace import principal_subspace


def blobs(sizes: list[int], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    points = 4.0 * np.eye(len(sizes), 16)[groups] + 0.2 * rng.standard_normal((len(groups), 16))
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32), groups


def bare(features: np.ndarray, **fields) -> Pool:
    return Pool(features, np.zeros(len(features), bool), **fields)


PROBS = np.array([[0.98, 0.01, 0.01], [0.5, 0.49, 0.01], [0.4, 0.3, 0.3]])


def test_acquisition_functions_differ_as_they_should() -> None:
    assert acquisition.margin(PROBS).argmax() == 1
    assert acquisition.entropy(PROBS).argmax() == 2
    assert acquisition.least_confident(PROBS).argmax() == 2
    np.testing.assert_allclose(acquisition.margin(PROBS), [0.03, 0.99, 0.9], atol=1e-9)
    np.testing.assert_allclose(acquisition.least_confident(PROBS), [0.02, 0.5, 0.6], atol=1e-9)


def test_sure_of_none_of_the_labels_is_not_unsure() -> None:
    assert acquisition.margin(np.array([[0.02, 0.03]]))[0] < 0.1
    assert acquisition.least_confident(np.array([[0.02, 0.03]]))[0] == pytest.approx(0.05)


def test_several_labels_are_unsure_where_any_is() -> None:
    probs = np.array([[0.9, 0.5], [0.9, 0.8]])
    assert acquisition.margin(probs, multilabel=True) == pytest.approx([1.0, 0.4])
    for function in (acquisition.entropy, acquisition.least_confident):
        assert function(probs, multilabel=True).argmax() == 0


def test_typiclust_visits_every_group_first() -> None:
    features, groups = blobs([60, 40, 30, 20])
    picks = registry.queue("typiclust", bare(features), 8)
    assert len({groups[pick.index] for pick in picks}) == 4
    assert {pick.reason for pick in picks} == {"typical"}


def test_k_centre_finds_the_stranger() -> None:
    features, groups = blobs([60, 60, 1])
    labelled = np.zeros(121, bool)
    labelled[[0, 60]] = True
    pick = registry.queue("k_centre", Pool(features, labelled), 1)[0]
    assert groups[pick.index] == 2
    assert pick.reason == "novel"


def test_cluster_margin_does_not_ask_twice() -> None:
    features, groups = blobs([50, 50, 50])
    probs = np.tile([0.5, 0.5], (150, 1)).astype(np.float32)
    probs[groups == 0] = [0.5001, 0.4999]
    picks = registry.queue("cluster_margin", bare(features, probs=probs), 3)
    assert len(picks) == 3
    probs[groups != 0] = [0.99, 0.01]
    assert {groups[p.index] for p in registry.queue("cluster_margin", bare(features, probs=probs), 3)} == {0}


def test_default_is_cold_until_two_of_each() -> None:
    features, _ = blobs([30, 30])
    probs = np.full((60, 2), 0.5, np.float32)
    assert default.is_cold(bare(features, class_counts=np.array([5, 5])))
    assert default.is_cold(bare(features, class_counts=np.array([5, 1]), probs=probs))
    assert not default.is_cold(bare(features, class_counts=np.array([2, 2]), probs=probs))
    assert not default.is_cold(bare(features, class_counts=np.array([9, 0]), probs=probs))


def test_default_mixes_in_one_random_check_in_ten() -> None:
    features, _ = blobs([400, 400])
    pool = bare(features, class_counts=np.array([9, 9]), probs=np.full((800, 2), 0.5, np.float32))
    found = [pick.reason for seed in range(20) for pick in registry.queue("default", pool, 50, seed=seed)]
    assert 0.07 < found.count("random") / len(found) < 0.13
    assert set(found) == {"random", "unsure"}


def test_typicality_is_high_in_crowds() -> None:
    features, groups = blobs([80, 1])
    typicality = Neighbourhood(features).typicality
    assert typicality[groups == 1][0] < typicality[groups == 0].min()


def test_kmeans_separates_blobs() -> None:
    features, groups = blobs([20, 30, 40])
    found = kmeans(features, 3, np.random.default_rng(0))
    assert len({tuple(np.unique(found[groups == g])) for g in range(3)}) == 3


def test_subspace_keeps_distances_that_matter() -> None:
    features, _ = blobs([30, 30, 30])
    mean = features.mean(axis=0)
    basis = principal_subspace(features, mean, 4)
    np.testing.assert_allclose(basis.directions.T @ basis.directions, np.eye(4), atol=1e-5)
    full = np.linalg.svd(features - mean)[1]
    kept = np.linalg.norm(basis.project(features, mean), axis=0)
    np.testing.assert_allclose(kept[:2], full[:2], rtol=1e-3)


@pytest.mark.parametrize("shape", [(300, 60), (60, 300)])
def test_subspace_is_that_of_the_largest_variance_in_long_and_wide_pools(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    features = (rng.standard_normal(shape) * 0.9 ** np.arange(shape[1])).astype(np.float32)
    mean = features.mean(axis=0)
    directions = principal_subspace(features, mean, 8).directions
    best = np.linalg.svd(features - mean)[2][:8].T
    assert directions.shape == (shape[1], 8)
    # One by one, most important first: not just the same space.
    np.testing.assert_allclose(np.abs(np.einsum("dk,dk->k", directions, best)), 1.0, atol=1e-2)


def test_reasons_in_words() -> None:
    assert reasons.sentence("unsure", ["crack", "scratch", "dent"], [0.52, 0.48, 0.0]) == (
        "Unsure: crack 0.52, scratch 0.48"
    )
    assert reasons.sentence("novel") == "Unlike anything labelled yet"
    assert reasons.sentence("nonsense") == ""


def test_a_mistyped_strategy_is_named() -> None:
    with pytest.raises(UsageError) as caught:
        registry.get("margn")
    assert caught.value.hint == "Did you mean margin?"
