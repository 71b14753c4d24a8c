"""Questions to the project: cheap, read-only, usable from any thread and while something is written."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from tlstudio.core.words import (
    Annotation,
    Comment,
    Decision,
    Image,
    Label,
    Outcome,
    ProjectInfo,
    ShapeSuggestion,
    Task,
)
from tlstudio.store import history as history_rows
from tlstudio.store import schema
from tlstudio.store.annotations import annotation_of
from tlstudio.store.codes import OUTCOME_CODES
from tlstudio.store.counts import Counts, count
from tlstudio.store.database import Database
from tlstudio.store.decided import Decided, read_decided
from tlstudio.store.filters import ImageFilter, PathOrder, duplicate_ids, filtered, ordered
from tlstudio.store.gateway import Transaction
from tlstudio.store.history import HistoryRow
from tlstudio.store.review_reads import ReviewReads
from tlstudio.store.rows import comment_of, decision_of, image_of, label_of, moment, shape_suggestion_of
from tlstudio.store.table import ImageTable, read_table, refresh_table


class Reads:
    """The read side of an open project.

    Attributes:
        review: What became of suggested shapes, comments, the second person.
    """

    def __init__(self, database: Database) -> None:
        self.review = ReviewReads(database)
        self._database = database
        self._lock = threading.Lock()
        self._table: ImageTable | None = None
        self._touched: dict[int, frozenset[int]] = {}
        self._labels: tuple[int, list[Label]] | None = None
        self._duplicates: tuple[int, np.ndarray] | None = None
        self._counts: tuple[int, Counts] | None = None
        self._path_order = PathOrder()

    def info(self) -> ProjectInfo:
        """Name, task and version of the project."""
        with self._database.read() as connection:
            row = connection.execute(select(schema.project)).mappings().one()
        return ProjectInfo(row["name"], Task(row["task"]), moment(row["created_at"]), int(schema.HEAD))

    def revision(self) -> int:
        """A number that grows with every command, undo and redo."""
        with self._database.read() as connection:
            return _revision(connection)

    def labels(self) -> list[Label]:
        """All labels in the order of the palette."""
        with self._database.read() as connection:
            revision = _revision(connection)
            if self._labels is None or self._labels[0] != revision:
                query = select(schema.labels).order_by(schema.labels.c.position, schema.labels.c.id)
                rows = connection.execute(query).mappings()
                self._labels = (revision, [label_of(dict(row)) for row in rows])
            return list(self._labels[1])

    def image(self, image_id: int) -> Image:
        """One image.

        Raises:
            KeyError: No image has this id.
        """
        found = self.images([image_id])
        if not found:
            raise KeyError(image_id)
        return found[0]

    def images(self, ids: Iterable[int] | np.ndarray) -> list[Image]:
        """Images in the order of the ids given; ids that do not exist are left out."""
        wanted = [int(image_id) for image_id in ids]
        with self._database.read() as connection:
            found = {row["id"]: image_of(row) for row in Transaction(connection).rows("images", wanted)}
        return [found[image_id] for image_id in wanted if image_id in found]

    def image_by_path(self, path: str) -> Image | None:
        """The newest image stored under exactly this path (its first page where there are several)."""
        columns = schema.images.c
        query = (
            select(schema.images).where(columns.path == path).order_by(columns.missing, columns.page, columns.id.desc())
        )
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).mappings().first()
        return None if row is None else image_of(dict(row))

    def images_by_hash(self, hashes: Iterable[str]) -> list[Image]:
        """All images (pages) whose file has one of these content hashes, in the order of their ids."""
        with self._database.read() as connection:
            rows = Transaction(connection).find("images", "content_hash", hashes)
        return sorted((image_of(row) for row in rows), key=lambda image: image.id)

    def group(self, name: str) -> list[Image]:
        """The images of a group in the order of their ids; "" = none, for who is in no group is alone."""
        with self._database.read() as connection:
            rows = Transaction(connection).find("images", "group_name", [name]) if name else []
        return [image_of(row) for row in rows]

    def grouped(self, prefix: str) -> dict[str, list[int]]:
        """The groups whose name begins so, and their image ids, increasing."""
        found: dict[str, list[int]] = {}
        query = "SELECT group_name, id FROM images WHERE substr(group_name, 1, ?) = ? ORDER BY id"
        with self._database.read() as connection:
            for name, image_id in connection.exec_driver_sql(query, (len(prefix), prefix)):
                found.setdefault(name, []).append(int(image_id))
        return found

    def strings(self, *columns: str) -> list[tuple[Any, ...]]:
        """Columns of all images that are not in the table (path, perceptual_hash, group_name, ...), in its order."""
        with self._database.read() as connection:
            query = select(*(schema.images.c[name] for name in columns)).order_by(schema.images.c.id)
            return [tuple(row) for row in connection.execute(query)]

    def table(self) -> ImageTable:
        """All images as numpy columns; after a command only the rows it touched are read again."""
        with self._lock, self._database.read() as connection:
            revision = _revision(connection)
            table = self._table
            if table is None:
                self._touched_until(revision)
                table = read_table(connection, revision)
            elif table.revision != revision:
                # Read-only, another process writes: it does not tell which rows it touched.
                known = not self._database.read_only
                table = (
                    refresh_table(connection, table, self._touched_until(revision), revision)
                    if known
                    else read_table(connection, revision)
                )
            self._table = table
            return table

    def touch(self, revision: int, image_ids: Iterable[int]) -> None:
        """Remember which images a revision changes; called before it is committed, so that no reader can miss it."""
        with self._lock:
            self._touched[revision] = self._touched.get(revision, frozenset()) | frozenset(image_ids)

    def _touched_until(self, revision: int) -> set[int]:
        """Forget and return what changed up to a revision."""
        past = [number for number in self._touched if number <= revision]
        return set().union(*(self._touched.pop(number) for number in past))

    def image_ids(
        self, wanted: ImageFilter | None = None, order: str = "added", *, among: np.ndarray | None = None
    ) -> np.ndarray:
        """Ids of the images that pass the filter, int64 (M,).

        Args:
            wanted: None = all.
            among: Only these, int64 (K,): how what is not in the database (suggested labels and scores) joins in.
            order: added, path, decided (newest first) or random (always the same order for the same images).
        """
        table = self.table()
        chosen = wanted or ImageFilter()
        with self._database.read() as connection:
            mask = filtered(connection, table, chosen)
            if among is not None:
                mask &= np.isin(table.ids, among)
            if chosen.duplicates is not None:
                mask &= np.isin(table.ids, self.duplicates()) == chosen.duplicates
            return ordered(connection, table, mask, order, self._path_order)

    def duplicates(self) -> np.ndarray:
        """Ids of images that look nearly like another one (perceptual hash), int64 (M,), increasing."""
        with self._database.read() as connection:
            total = int(connection.execute(select(func.count()).select_from(schema.images)).scalar_one())
            if self._duplicates is None or self._duplicates[0] != total:
                self._duplicates = (total, duplicate_ids(connection))
            return self._duplicates[1]

    def counts(self) -> Counts:
        """How many images there are by state, label and split; kept until the next command."""
        table = self.table()
        kept = self._counts
        if kept is None or kept[0] != table.revision:
            label_ids = [label.id for label in self.labels()]
            with self._database.read() as connection:
                self._counts = kept = (table.revision, count(connection, table, label_ids))
        return kept[1]

    def annotations(self, image_ids: Iterable[int] | np.ndarray) -> dict[int, tuple[Annotation, ...]]:
        """Annotations of images, lowest first; every image asked for is a key."""
        found: dict[int, list[Annotation]] = {int(image_id): [] for image_id in image_ids}
        with self._database.read() as connection:
            for row in Transaction(connection).find("annotations", "image_id", found):
                found[row["image_id"]].append(annotation_of(row))
        return {
            image_id: tuple(sorted(several, key=lambda one: (one.z, one.id))) for image_id, several in found.items()
        }

    def shape_suggestions(
        self, image_ids: Iterable[int] | np.ndarray, *, outcome: Outcome | None = Outcome.OPEN
    ) -> dict[int, tuple[ShapeSuggestion, ...]]:
        """Suggested shapes of images, the most certain first; every image asked for is a key.

        Args:
            outcome: Only those that became this; None = all.
        """
        found: dict[int, list[ShapeSuggestion]] = {int(image_id): [] for image_id in image_ids}
        wanted = None if outcome is None else OUTCOME_CODES[outcome]
        with self._database.read() as connection:
            for row in Transaction(connection).find("shape_suggestions", "image_id", found):
                if wanted is None or row["outcome"] == wanted:
                    found[row["image_id"]].append(shape_suggestion_of(row))
        return {
            i: tuple(sorted(several, key=lambda one: (-(one.score or 0.0), one.id))) for i, several in found.items()
        }

    def comments(self, image_ids: Iterable[int] | np.ndarray) -> dict[int, tuple[Comment, ...]]:
        """Comments on images, oldest first; every image asked for is a key."""
        found: dict[int, list[Comment]] = {int(image_id): [] for image_id in image_ids}
        with self._database.read() as connection:
            for row in Transaction(connection).find("comments", "image_id", found):
                found[row["image_id"]].append(comment_of(row))
        return {image_id: tuple(several) for image_id, several in found.items()}

    def decisions(self, image_id: int) -> list[Decision]:
        """Everything decided about one image, newest first."""
        d = schema.decisions
        with self._database.read() as connection:
            query = select(d).where(d.c.image_id == image_id).order_by(d.c.id.desc())
            return [decision_of(dict(row)) for row in connection.execute(query).mappings()]

    def last_decisions(self, count: int) -> list[Decision]:
        """The newest decisions of the project, newest first."""
        d = schema.decisions
        with self._database.read() as connection:
            rows = connection.execute(select(d).order_by(d.c.id.desc()).limit(count)).mappings()
            return [decision_of(dict(row)) for row in rows]

    def decided(self) -> Decided:
        """All decided images with their labels, as a fit needs them."""
        table = self.table()
        with self._database.read() as connection:
            return read_decided(connection, table)

    def setting(self, key: str) -> str | None:
        """The stored text of a setting, None when it was never set."""
        with self._database.read() as connection:
            return connection.exec_driver_sql("SELECT value FROM settings WHERE key = ?", (key,)).scalar()

    def history(self, count: int = 100) -> list[HistoryRow]:
        """The newest commands first."""
        with self._database.read() as connection:
            return history_rows.latest(connection, count)

    def next_steps(self) -> tuple[str, str]:
        """What undo would take back and redo would do again, in words; empty = nothing."""
        with self._database.read() as connection:
            return history_rows.next_texts(connection)

    def next_undo(self) -> str:
        """What undo would take back, in words; empty = nothing."""
        return self.next_steps()[0]

    def next_redo(self) -> str:
        """What redo would do again, in words; empty = nothing."""
        return self.next_steps()[1]


def _revision(connection: Connection) -> int:
    # Asked twenty times for every page of decisions: through the driver it takes a tenth of the time.
    driver = connection.connection.driver_connection
    assert driver is not None
    return int(driver.execute("SELECT revision FROM project").fetchone()[0])
