"""Class-balanced ridge regression with exact leave-one-out scores, in its dual (kernel) and primal form.

Both minimise `sum_i w_i |y_i - f(x_i)|^2 + penalty |beta|^2` with an intercept that is not penalised, and both read the
leave-one-out scores off the inverse they need anyway (Cawley and Talbot 2004, "Fast exact leave-one-out
cross-validation of sparse least-squares support vector machines"): no second fit, whatever the number of labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# A leverage of 1 means that the row alone decides its own score; dividing by less than this would only amplify rounding.
SMALLEST_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class RidgeFit:
    """A solved ridge regression.

    Attributes:
        coefficients: Dual form: (n, C), one weight per training row. Primal form: (d, C), one per feature. float64.
        intercept: (C,) float64.
        loo_scores: (n, C) float64: the score of row i by the fit to all rows but i.
    """

    coefficients: np.ndarray
    intercept: np.ndarray
    loo_scores: np.ndarray


def balanced_weights(groups: np.ndarray) -> np.ndarray:
    """Weigh rows so that every group counts the same.

    Args:
        groups: (n,) integers >= 0, the group of each row.

    Returns:
        (n,) float64 with mean 1: n / (number of groups that occur x rows of this group).
    """
    counts = np.bincount(groups)
    return len(groups) / (np.count_nonzero(counts) * counts[groups].astype(np.float64))


def solve_dual(gram: np.ndarray, targets: np.ndarray, weights: np.ndarray, penalty: float) -> RidgeFit:
    """Solve by the Gram matrix: cubic in the number of rows, independent of the number of features.

    Args:
        gram: (n, n) symmetric, positive semi-definite; its dtype decides the precision of the inverse.
        targets: (n, C).
        weights: (n,) positive.
        penalty: Positive.
    """
    from scipy.linalg import get_lapack_funcs

    regularised = np.array(gram, order="F")
    regularised.flat[:: len(gram) + 1] += penalty / weights
    factor, invert = get_lapack_funcs(("potrf", "potri"), (regularised,))
    lower, failed = factor(regularised, lower=1, clean=0, overwrite_a=1)
    if failed:
        raise np.linalg.LinAlgError(f"the Gram matrix of {len(gram)} rows is not positive definite")
    inverse, _ = invert(lower, lower=1, overwrite_c=1)
    inverse = np.tril(inverse)
    inverse = inverse + np.tril(inverse, -1).T

    # The unpenalised intercept borders the matrix with ones; its Schur complement is the scalar `total`.
    row_sums = inverse.sum(axis=1, dtype=np.float64)
    total = row_sums.sum()
    fitted = (inverse @ targets.astype(gram.dtype)).astype(np.float64)
    intercept = fitted.sum(axis=0) / total
    coefficients = fitted - row_sums[:, None] * intercept
    slack = np.maximum(np.diagonal(inverse) - row_sums**2 / total, SMALLEST_SLACK)
    return RidgeFit(coefficients, intercept, targets - coefficients / slack[:, None])


def solve_primal(features: np.ndarray, targets: np.ndarray, weights: np.ndarray, penalty: float) -> RidgeFit:
    """Solve by the covariance of the features: linear in the number of rows, cubic in the number of features.

    Args:
        features: (n, d); its dtype decides the precision.
        targets: (n, C).
        weights: (n,) positive.
        penalty: Positive.
    """
    from scipy.linalg import get_blas_funcs, solve_triangular

    n_features = features.shape[1]
    rows = np.column_stack([features, np.ones(len(features), features.dtype)])
    rooted = rows * np.sqrt(weights).astype(features.dtype)[:, None]
    (rank_update,) = get_blas_funcs(("syrk",), (rooted,))
    # float64 from here on: the small system costs nothing and the intercept's row is not regularised.
    normal = rank_update(1.0, rooted.T, lower=1).astype(np.float64)
    normal.flat[: n_features * (n_features + 1) : n_features + 2] += penalty
    lower = np.linalg.cholesky(np.tril(normal) + np.tril(normal, -1).T)
    half = solve_triangular(lower.astype(features.dtype), rooted.T, lower=True, check_finite=False)
    right = half @ (targets * np.sqrt(weights)[:, None]).astype(features.dtype)
    solution = solve_triangular(lower.T, right.astype(np.float64), check_finite=False)
    leverage = np.einsum("dn,dn->n", half, half, dtype=np.float64)
    slack = np.maximum(1.0 - leverage, SMALLEST_SLACK)[:, None]
    scores = rows @ solution.astype(features.dtype)
    return RidgeFit(solution[:-1], solution[-1], targets - (targets - scores) / slack)
