"""Refit the instant learner on the decisions and write a new generation of suggestions."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tlstudio.core.errors import NotEnoughLabels
from tlstudio.learn import suggestions
from tlstudio.learn.engine_ops.table import Operation
from tlstudio.learn.session import LastFit, Snapshot
from tlstudio.query import registry as strategies
from tlstudio.query.neediest import neediest, wanted
from tlstudio.query.pool import Pick, Pool

if TYPE_CHECKING:
    from tlstudio.learn.classification.instant import Fitted
    from tlstudio.learn.engine import Job
    from tlstudio.learn.image_pool import Ready
    from tlstudio.learn.session import Session

# Longer than anybody decides before the next refit.
QUEUE_LENGTH = 60
# The stopping hint looks back over so many decisions.
HINT_DECISIONS = 40
# Length of the list of decisions for a second look.
SUSPECTS = 100


def fit(session: Session, args: dict[str, Any], job: Job) -> dict[str, Any]:
    """Fit the decisions told before (or those in `args`), score the rest, order the queue, write the arrays."""
    began = time.perf_counter()
    args = {**session.decisions.as_args(), **args}
    ready = session.pool.ready()
    n_classes = int(args["n_classes"])
    multilabel = bool(args.get("multilabel"))
    ids, rows, targets = decided_rows(session, args["targets"], n_classes)
    fitted, missing = _fitted(session, ready, rows, targets, multilabel, args)
    session.last_fit = None if fitted is None else LastFit(ids, targets, fitted)
    open_rows = _undecided_rows(session, ready, args)
    open_rows = open_rows[np.argsort(ready.ids[open_rows], kind="stable")]
    probs = np.empty((len(open_rows), 0), np.float32) if fitted is None else fitted.probs[open_rows]
    picks = queue(session, ready, rows, targets, None if fitted is None else fitted.probs, args, open_rows)
    hint = {} if fitted is None else _hint(session, ready, open_rows, probs, targets, fitted)
    meta = {
        "model": "instant" if fitted is not None else "",
        "backbone": session.backbone.key,
        "classes": n_classes,
        "label_ids": args.get("label_ids") or [],
        "multilabel": multilabel,
        "strategy": str(args.get("strategy") or strategies.DEFAULT),
        "decided": len(rows),
        "loo_accuracy": fitted.loo_accuracy if fitted is not None else None,
        "missing": missing,
        "hint": hint,
        "suspects": _suspects(session.last_fit, args),
    }
    return write_generation(session, args, began, ready.ids[open_rows], probs, picks, meta)


def write_generation(
    session: Session,
    args: dict[str, Any],
    began: float,
    ids: np.ndarray,
    probs: np.ndarray,
    picks: Sequence[Pick],
    meta: dict[str, Any],
) -> dict[str, Any]:
    """Write the arrays and return the answer."""
    number = int(args["generation"])
    meta = {**meta, "seconds": round(time.perf_counter() - began, 4)}
    folder = suggestions.write(session.cache, suggestions.Generation(number, ids, probs, picks, meta))
    return {
        "generation": number,
        "folder": str(folder),
        "images": len(ids),
        **{name: meta[name] for name in ("model", "loo_accuracy", "hint", "missing")},
        "seconds": round(time.perf_counter() - began, 4),
    }


def decided_rows(
    session: Session, listed: Sequence[Sequence[Any]], n_classes: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids, rows in `ready()` and targets (n, C) of the decided images whose features are there."""
    wanted = [int(image_id) for image_id, _ in listed]
    places, rows = session.pool.rows_of(wanted)
    targets = np.zeros((len(rows), n_classes))
    for n, place in enumerate(places):
        targets[n, listed[place][1]] = 1.0
    return np.array(wanted, np.int64)[places], np.array(rows, np.int64), targets


def _fitted(
    session: Session, ready: Ready, rows: np.ndarray, targets: np.ndarray, multilabel: bool, args: dict[str, Any]
) -> tuple[Fitted | None, str]:
    """The fit, or None and what is missing in words."""
    if not len(ready.ids):
        return None, "The features are being computed."
    try:
        names: list[str] = args.get("names") or []
        places, _ = session.places(ready)
        learner = session.learner(ready)
        return learner.fit(rows, targets, multilabel=multilabel, names=names, neighbourhood=places), ""
    except NotEnoughLabels as error:
        return None, f"{error.sentence} {error.hint}".strip()


def _undecided_rows(session: Session, ready: Ready, args: dict[str, Any]) -> np.ndarray:
    """Rows of `ready` to be suggested, by increasing id: those asked for, or all that nobody has decided."""
    if args.get("undecided") is not None:
        return np.array(session.pool.rows_of([int(i) for i in args["undecided"]])[1], np.int64)
    decided = [image_id for image_id, _ in args["targets"]] + list(args.get("known") or ())
    return np.flatnonzero(~np.isin(ready.ids, np.array(decided, np.int64)))


def queue(
    session: Session,
    ready: Ready,
    rows: np.ndarray,
    targets: np.ndarray,
    probs: np.ndarray | None,
    args: dict[str, Any],
    open_rows: np.ndarray,
) -> list[Pick]:
    """Choose the next images.

    Args:
        rows: (n,) decided rows of `ready`.
        targets: (n, C) of them.
        probs: (M, C) of all rows of `ready`; None without a model.
        args: Of the request: `strategy`, `queue` (length), `skipped`, `seed`, `multilabel`.
        open_rows: Rows without a decision.

    Returns:
        Picks whose `index` counts in `open_rows`.
    """
    if not len(open_rows):
        return []
    neighbourhood, count = session.places(ready)
    available = np.zeros(len(ready.ids), bool)
    available[open_rows] = True
    skipped = np.isin(ready.ids, np.array(args.get("skipped") or [], np.int64))
    # What was skipped comes back when nothing else is left.
    if (available & ~skipped).any():
        available &= ~skipped
    if not available[:count].any():
        session.prepare()
        neighbourhood, count = session.places(ready)
    labelled = np.zeros(len(ready.ids), bool)
    labelled[rows] = True
    pool = Pool(
        features=ready.features[:count],
        labelled=labelled[:count],
        class_counts=targets.sum(axis=0).astype(np.int64),
        probs=None if probs is None else probs[:count],
        multilabel=bool(args.get("multilabel")),
        available=available[:count],
        neighbourhood=neighbourhood,
    )
    length = int(args.get("queue") or QUEUE_LENGTH)
    picks = strategies.queue(
        str(args.get("strategy") or strategies.DEFAULT), pool, length, seed=int(args.get("seed") or 0)
    )
    place_of = np.full(len(ready.ids), -1, np.int64)
    place_of[open_rows] = np.arange(len(open_rows))
    return [Pick(int(place_of[pick.index]), pick.score, pick.reason) for pick in picks]


def _hint(
    session: Session, ready: Ready, open_rows: np.ndarray, probs: np.ndarray, targets: np.ndarray, fitted: Fitted
) -> dict[str, Any]:
    """How much the last decisions changed, and of which class more would help most.

    Returns:
        `decisions` and `changed` (share of suggestions that differ from those `decisions` ago; absent before there
        are so many), `class` (index), its leave-one-out `recall` and how many `more` of it to ask for.
    """
    ids, best = ready.ids[open_rows], probs.argmax(axis=1)
    n_decided = len(targets)
    hint: dict[str, Any] = {}
    # After an undo what lies ahead was never decided.
    while session.snapshots and session.snapshots[-1].decided >= n_decided:
        session.snapshots.pop()
    before = next((s for s in reversed(session.snapshots) if n_decided - s.decided >= HINT_DECISIONS), None)
    if before is not None:
        _, now_at, then_at = np.intersect1d(ids, before.ids, assume_unique=True, return_indices=True)
        changed = float((best[now_at] != before.best[then_at]).mean()) if len(now_at) else 0.0
        hint = {"decisions": HINT_DECISIONS, "changed": round(changed, 4)}
    session.snapshots.append(Snapshot(n_decided, ids, best.astype(np.int16)))
    counts = targets.sum(axis=0)
    right = np.where(targets > 0.5, fitted.loo_probs, 0.0).sum(axis=0)
    # Mean leave-one-out probability of the right class, drawn to one half so that two bad luck cases do not decide.
    recall = (right + 1.0) / (counts + 2.0)
    worst = neediest(fitted.loo_probs, targets)
    if worst is not None:
        hint |= {"class": worst, "recall": round(float(recall[worst]), 4), "more": wanted(counts, worst)}
    return hint


def _suspects(last: LastFit | None, args: dict[str, Any]) -> list[dict[str, Any]]:
    """Decided images that the fit to all others contradicts, most doubtful first."""
    from tlstudio.learn.classification.mislabelled import suspects

    if last is None:
        return []
    label_ids: list[int] = args.get("label_ids") or list(range(int(args["n_classes"])))
    found = suspects(last.fitted.loo_probs, last.targets, count=SUSPECTS, multilabel=bool(args.get("multilabel")))
    return [
        {
            "image_id": int(last.ids[one.row]),
            "label_id": label_ids[one.given] if one.given >= 0 else None,
            "p_given": round(one.p_given, 4),
            "other_label_id": label_ids[one.other] if one.other >= 0 else None,
            "p_other": round(one.p_other, 4),
            "is_strong": one.is_strong,
        }
        for one in found
    ]


OPERATIONS = (Operation("fit", fit),)
