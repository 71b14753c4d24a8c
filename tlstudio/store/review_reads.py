"""Questions about the review of shapes: what is suggested and what became of it, comments, the second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import func, select

from tlstudio.core.words import Check, Checked, Outcome, ShapeSuggestion
from tlstudio.store import schema
from tlstudio.store.codes import CHECK_CODES, CHECKS, DECIDED_CODES, OUTCOME_CODES, OUTCOMES
from tlstudio.store.database import Database
from tlstudio.store.gateway import Transaction
from tlstudio.store.recent_answers import recent_answers
from tlstudio.store.rows import moment, shape_suggestion_of


@dataclass(frozen=True, slots=True, eq=False)
class OpenShapes:
    """All suggested shapes that wait for an answer, in the order of their ids, as numpy columns.

    Attributes:
        ids: int64 (N,).
        image_ids: int64 (N,).
        label_ids: int64 (N,).
        scores: float64 (N,), NaN where the source gives none.
        undecided: bool (N,), nobody has finished the image yet.
    """

    ids: np.ndarray
    image_ids: np.ndarray
    label_ids: np.ndarray
    scores: np.ndarray
    undecided: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)

    def at_least(self, score: float) -> np.ndarray:
        """Which of them are as certain, bool (N,); one without a score never is, unless `score` is 0."""
        return np.ones(len(self), bool) if score <= 0 else np.nan_to_num(self.scores, nan=-1.0) >= score


@dataclass(frozen=True, slots=True)
class SourceOutcomes:
    """What became of what one source suggested.

    Attributes:
        source: Model, run or file.
        by_outcome: How many shapes.
    """

    source: str
    by_outcome: dict[Outcome, int] = field(default_factory=dict[Outcome, int])

    @property
    def answered(self) -> int:
        """Shapes that a person has answered."""
        return sum(number for outcome, number in self.by_outcome.items() if outcome is not Outcome.OPEN)

    @property
    def right(self) -> float | None:
        """Share of the answered ones that were accepted as they were, 0..1; None = none is answered yet."""
        answered = self.answered
        return self.by_outcome.get(Outcome.ACCEPTED, 0) / answered if answered else None


class ReviewReads:
    """Part of the read side of an open project (`Reads.review`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> int:
        """How many suggested shapes wait for an answer."""
        query, code = "SELECT COUNT(*) FROM shape_suggestions WHERE outcome = ?", OUTCOME_CODES[Outcome.OPEN]
        with self._database.read() as connection:
            return int(connection.exec_driver_sql(query, (code,)).scalar_one())

    def open_shapes(self) -> OpenShapes:
        """Everything that is suggested and not answered."""
        query = (
            "SELECT s.id, s.image_id, s.label_id, s.score, i.state FROM shape_suggestions s"
            " JOIN images i ON i.id = s.image_id WHERE s.outcome = ? ORDER BY s.id"
        )
        with self._database.read() as connection:
            cursor = connection.exec_driver_sql(query, (OUTCOME_CODES[Outcome.OPEN],)).cursor
            rows = [] if cursor is None else cursor.fetchall()
        # Through float64, where NULL becomes NaN: ids stay exact up to 2^53.
        matrix = np.array(rows, np.float64).reshape(-1, 5)
        ids, image_ids, label_ids, states = (matrix[:, column].astype(np.int64) for column in (0, 1, 2, 4))
        return OpenShapes(ids, image_ids, label_ids, matrix[:, 3], ~np.isin(states, DECIDED_CODES))

    def open_on(self, image_ids: Iterable[int]) -> list[int]:
        """Ids of what is suggested on images and nobody has answered, increasing."""
        with self._database.read() as connection:
            columns = ("image_id", "outcome")
            rows = Transaction(connection).find("shape_suggestions", "image_id", image_ids, columns=columns)
        return sorted(row["id"] for row in rows if row["outcome"] == OUTCOME_CODES[Outcome.OPEN])

    def open_of(self, source: str) -> np.ndarray:
        """Ids of what one source suggested and nobody has answered, int64 (N,), increasing."""
        s = schema.shape_suggestions.c
        is_open = s.outcome == OUTCOME_CODES[Outcome.OPEN]
        with self._database.read() as connection:
            found = connection.execute(select(s.id).where(is_open, s.source == source).order_by(s.id))
            return np.array(found.scalars().all(), np.int64)

    def shapes(self, ids: Iterable[int]) -> list[ShapeSuggestion]:
        """Suggested shapes by their ids, in this order, whatever became of them; unknown ids are left out."""
        wanted = [int(i) for i in ids]
        with self._database.read() as connection:
            found = {
                row["id"]: shape_suggestion_of(row) for row in Transaction(connection).rows("shape_suggestions", wanted)
            }
        return [found[i] for i in wanted if i in found]

    def outcomes(self, image_id: int = 0) -> list[SourceOutcomes]:
        """What became of the suggestions of each source, the newest source first.

        Args:
            image_id: Only on this image; 0 = on all.
        """
        s = schema.shape_suggestions.c
        query = select(s.source, s.outcome, func.count(), func.max(s.made_at)).group_by(s.source, s.outcome)
        if image_id:
            query = query.where(s.image_id == image_id)
        sources: dict[str, SourceOutcomes] = {}
        newest: dict[str, float] = {}
        with self._database.read() as connection:
            for source, outcome, number, made_at in connection.execute(query):
                sources.setdefault(source, SourceOutcomes(source)).by_outcome[OUTCOMES[outcome]] = int(number)
                newest[source] = max(newest.get(source, 0.0), made_at)
        return sorted(sources.values(), key=lambda one: (-newest[one.source], one.source))

    def recent_answers(self, count: int) -> list[Outcome]:
        """What people answered last about suggestions, newest first, at most `count`."""
        with self._database.read() as connection:
            return recent_answers(connection, count)

    def checks(self, image_id: int) -> list[Checked]:
        """What second persons said about an image, newest first."""
        c = schema.checks
        query = select(c).where(c.c.image_id == image_id).order_by(c.c.id.desc())
        with self._database.read() as connection:
            return [
                Checked(row["image_id"], CHECKS[row["verdict"]], row["who"], row["note"], moment(row["at"]))
                for row in connection.execute(query).mappings()
            ]

    def check_counts(self) -> dict[Check, int]:
        """How many finished images a second person approved, returned (to be finished again), or has not seen yet."""
        i = schema.images.c
        query = select(i.checked, i.state, func.count()).group_by(i.checked, i.state)
        counts = dict.fromkeys(Check, 0)
        with self._database.read() as connection:
            for checked, state, number in connection.execute(query):
                if CHECKS[checked] is Check.RETURNED or state in DECIDED_CODES:
                    counts[CHECKS[checked]] += int(number)
        return counts

    def to_check(self, who: str) -> list[int]:
        """Ids of the finished images that wait for a second person, and that `who` may check; increasing.

        Args:
            who: Name of the person; what they decided themselves is for somebody else.
        """
        decided = ", ".join(map(str, DECIDED_CODES))
        query = (
            f"SELECT i.id FROM images i WHERE i.checked = ? AND i.state IN ({decided}) AND"  # noqa: S608 - constants
            " (SELECT d.who FROM decisions d WHERE d.image_id = i.id ORDER BY d.id DESC LIMIT 1) IS NOT ? ORDER BY i.id"
        )
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(query, (CHECK_CODES[Check.NONE], who))
            return [int(row[0]) for row in rows]

    def commented(self) -> list[int]:
        """Ids of the images with a thread of comments that is not resolved, increasing."""
        c = schema.comments.c
        query = select(c.image_id).where(c.answers == 0, c.resolved == 0).distinct().order_by(c.image_id)
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())
