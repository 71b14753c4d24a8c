"""Which images to show, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select

from tlstudio.core.errors import UsageError, closest
from tlstudio.core.words import Check, Origin, Outcome, Split, State
from tlstudio.store import schema
from tlstudio.store.codes import CHECK_CODES, DECIDED_CODES, OUTCOME_CODES, SPLIT_CODES, STATE_CODES
from tlstudio.store.shape_filters import Range, seen_otherwise, suggested_within, with_objects, with_side
from tlstudio.store.table import ImageTable

ORDERS = ("added", "path", "decided", "random")


@dataclass(frozen=True, slots=True)
class ImageFilter:
    """Conditions that must all hold; an empty or None part asks nothing.

    Attributes:
        states: Any of these.
        label_ids: Carries any of these decided labels.
        splits: On any of these sides; None = on no side yet.
        text: Found in path, note or label name, upper and lower case alike; several words must all be found.
        duplicates: Whether another image looks nearly the same.
        origins: The newest decision came from any of these.
        scores: The newest decision was made with a suggestion whose best score was within (lowest, highest), both
            included, 0..1.
        checks: A second person said any of these about the image as it is now; NONE = it is finished and waits for one.
        commented: Whether a thread of comments on it is not resolved.
        suggested: Whether a suggested shape on it waits for an answer.
        objects: So many shapes are on it, (lowest, highest), both included.
        sides: One of its shapes has a longer side of so many pixels, likewise.
        suggested_scores: A suggested shape with such a score waits for an answer on it, likewise.
        disagreed: Whether a person and a model differ about its shapes (`shape_filters.seen_otherwise`).
    """

    states: tuple[State, ...] = ()
    label_ids: tuple[int, ...] = ()
    splits: tuple[Split | None, ...] = ()
    text: str = ""
    flagged: bool | None = None
    missing: bool | None = None
    duplicates: bool | None = None
    origins: tuple[Origin, ...] = ()
    scores: tuple[float, float] | None = None
    checks: tuple[Check, ...] = ()
    commented: bool | None = None
    suggested: bool | None = None
    objects: Range | None = None
    sides: Range | None = None
    suggested_scores: Range | None = None
    disagreed: bool | None = None


def filtered(connection: Connection, table: ImageTable, wanted: ImageFilter) -> np.ndarray:
    """Return bool (N,): which rows pass everything but `duplicates`."""
    mask = np.ones(len(table), dtype=bool)
    if wanted.states:
        mask &= np.isin(table.state, [STATE_CODES[state] for state in wanted.states])
    if wanted.splits:
        mask &= np.isin(table.split, [SPLIT_CODES[split] for split in wanted.splits])
    if wanted.flagged is not None:
        mask &= table.flagged == wanted.flagged
    if wanted.missing is not None:
        mask &= table.missing == wanted.missing
    if wanted.label_ids:
        a = schema.annotations.c
        query = select(a.image_id).where(a.label_id.in_(wanted.label_ids)).distinct()
        mask &= np.isin(table.ids, connection.execute(query).scalars().all())
    if wanted.origins or wanted.scores is not None:
        mask &= np.isin(table.ids, _decided_so(connection, wanted.origins, wanted.scores))
    if wanted.checks:
        mask &= np.isin(table.ids, _checked(connection, wanted.checks))
    if wanted.commented is not None:
        c = schema.comments.c
        query = select(c.image_id).where(c.answers == 0, c.resolved == 0).distinct()
        mask &= np.isin(table.ids, connection.execute(query).scalars().all()) == wanted.commented
    if wanted.suggested is not None:
        s = schema.shape_suggestions.c
        query = select(s.image_id).where(s.outcome == OUTCOME_CODES[Outcome.OPEN]).distinct()
        mask &= np.isin(table.ids, connection.execute(query).scalars().all()) == wanted.suggested
    for ids, is_wanted in _by_shapes(connection, wanted):
        mask &= np.isin(table.ids, list(ids)) == is_wanted
    for word in wanted.text.split():
        mask &= np.isin(table.ids, _holding(connection, word.casefold()))
    return mask


class PathOrder:
    """The ids of all images in the order of their paths and pages, kept while the project stays at its revision."""

    def __init__(self) -> None:
        self._kept: tuple[int, np.ndarray] | None = None

    def ids(self, connection: Connection, revision: int) -> np.ndarray:
        """All ids, int64 (N,); read once for a revision."""
        kept = self._kept
        if kept is None or kept[0] != revision:
            driver = connection.connection.driver_connection
            assert driver is not None
            # Read through the driver: SQLAlchemy's row objects would take half as long again as the query.
            rows = driver.execute("SELECT id FROM images ORDER BY path, page").fetchall()
            kept = self._kept = revision, np.array(rows, dtype=np.int64).reshape(-1)
        return kept[1]


def ordered(
    connection: Connection, table: ImageTable, mask: np.ndarray, order: str, path_order: PathOrder
) -> np.ndarray:
    """Return the ids of the chosen rows in the order asked for.

    Raises:
        UsageError: Unknown order.
    """
    ids = table.ids[mask]
    if order == "added":
        return ids
    if order == "decided":
        return ids[np.argsort(-table.decided_at[mask], kind="stable")]
    if order == "random":
        # A fixed mixing of the id (Knuth's multiplicative hash) keeps the order while images come and go.
        return ids[np.argsort((ids * 2654435761) % 4294967296, kind="stable")]
    if order == "path":
        by_path = path_order.ids(connection, table.revision)
        return by_path[np.isin(by_path, ids)]
    raise UsageError(f"Images cannot be ordered by {order!r}.", hint=closest(order, ORDERS))


def duplicate_ids(connection: Connection) -> np.ndarray:
    """Ids of all images in a group of near-duplicates, int64, increasing."""
    from tlstudio.imaging import hashes  # OpenCV loads here, not with every list of images

    i = schema.images.c
    rows = connection.execute(select(i.id, i.perceptual_hash).where(i.perceptual_hash != "")).all()
    groups = hashes.near_duplicates([row[1] for row in rows])
    return np.array(sorted(rows[index][0] for group in groups if len(group) > 1 for index in group), dtype=np.int64)


def _by_shapes(connection: Connection, wanted: ImageFilter) -> Iterator[tuple[set[int], bool]]:
    """What the conditions on shapes ask: ids, and whether they are wanted; the quick ones first."""
    if wanted.objects is not None:
        yield with_objects(connection, wanted.objects), True
    if wanted.suggested_scores is not None:
        yield suggested_within(connection, wanted.suggested_scores), True
    if wanted.disagreed is not None:
        yield seen_otherwise(connection), wanted.disagreed
    if wanted.sides is not None:
        yield with_side(connection, wanted.sides), True


def _checked(connection: Connection, checks: tuple[Check, ...]) -> list[int]:
    i = schema.images.c
    said = i.checked.in_([CHECK_CODES[check] for check in checks if check is not Check.NONE])
    waits = (i.checked == CHECK_CODES[Check.NONE]) & i.state.in_(DECIDED_CODES)
    return list(connection.execute(select(i.id).where(said | waits if Check.NONE in checks else said)).scalars())


def _decided_so(connection: Connection, origins: tuple[Origin, ...], scores: tuple[float, float] | None) -> list[int]:
    """The images whose newest row in the diary of decisions fits; one that was cleared has no decision."""
    d = schema.decisions.c
    newest = select(func.max(d.id)).group_by(d.image_id)
    query = select(d.image_id).where(d.id.in_(newest), d.state != STATE_CODES[State.UNDECIDED])
    if origins:
        query = query.where(d.origin.in_([origin.value for origin in origins]))
    if scores is not None:
        query = query.where(d.suggested_score.between(*scores))
    return list(connection.execute(query).scalars())


def _holding(connection: Connection, word: str) -> list[int]:
    i, a, labels = schema.images.c, schema.annotations.c, schema.labels.c
    in_image = select(i.id).where(func.instr(func.casefold(i.path + "\n" + i.note), word) > 0)
    in_label = (
        select(a.image_id)
        .join(schema.labels, labels.id == a.label_id)
        .where(func.instr(func.casefold(labels.name), word) > 0)
    )
    return list(connection.execute(in_image.union(in_label)).scalars())
