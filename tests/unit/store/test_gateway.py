"""Rows changed alike are recorded together; whatever was recorded comes back exactly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlstudio.core.errors import ProjectDamaged, StoreError
from tlstudio.store import history
from tlstudio.store.database import Database, create_tables

CELL = st.one_of(st.none(), st.integers(-(2**40), 2**40), st.text(max_size=4), st.floats(allow_nan=False))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    create_tables(tmp_path / "project.db", name="x", task="classification", created_at=1.0)
    opened = Database(tmp_path / "project.db")
    yield opened
    opened.close()


def labels(count: int) -> list[dict[str, Any]]:
    return [{"name": f"label {i}", "colour": "#000000", "position": i} for i in range(count)]


def test_a_batch_of_any_size_is_one_record_per_kind_of_change(database: Database) -> None:
    with database.write() as rows:
        ids = rows.insert("labels", labels(3000))
        rows.update("labels", {i: {"colour": "#FFFFFF", "position": i} for i in ids})
        rows.update("labels", {ids[0]: {"colour": "#111111"}, ids[1]: {"position": 7, "colour": "#FFFFFF"}})
        rows.delete("labels", [*ids[:2000], 999_999])
        history.append(rows, command="Test", text="Test", who="", at=1.0)
    assert [(change.columns, len(change.ids)) for change in rows.recorded] == [
        (("name", "colour", "position"), 3000),
        (("colour", "position"), 3000),
        (("colour",), 1),
        (("position",), 1),
        (("name", "colour", "position", "attributes"), 2000),
    ]
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM row_changes").scalar() == 5
    with database.write() as rows:
        assert [row.text for row in history.undo_last(rows)] == ["Test"]
        assert rows.rows("labels") == []
    with database.write() as rows:
        history.redo_next(rows)
        left = rows.rows("labels", columns=("position",))
    assert left == [{"id": i, "position": i} for i in ids[2000:]]


def test_ids_are_never_used_twice(database: Database) -> None:
    with database.write() as rows:
        first = rows.insert("labels", labels(2))
        rows.delete("labels", first)
        assert min(rows.insert("labels", labels(2))) > max(first)


def test_updating_to_the_same_values_records_nothing(database: Database) -> None:
    with database.write() as rows:
        ids = rows.insert("labels", labels(2))
        rows.recorded.clear()
        assert rows.update("labels", {ids[0]: {"position": 0}, ids[1]: {"position": 5}, 77: {"position": 1}}) == [
            ids[1]
        ]
        assert [(change.before, change.after) for change in rows.recorded] == [([(1,)], [(5,)])]


@settings(max_examples=30)
@given(rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_any_values_survive_being_written_by_the_column(rows: list[tuple[Any, ...]]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        text = history._packed(rows)
        stored = connection.execute("SELECT ?", (text,)).fetchone()[0]
    assert history._unpacked(stored, len(rows)) == rows


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("table_name", "labels WHERE 1 = 1 --"),
        ("table_name", "project"),
        ("columns", '["name = name --", "colour", "position"]'),
        ("row_ids", '["1 OR 1 = 1"]'),
        ("row_ids", "[1, 2, 3]"),
        ("after", "cut off"),
        ("after", "7"),
    ],
)
def test_a_record_that_was_tampered_with_is_refused(database: Database, column: str, value: str) -> None:
    with database.write() as rows:
        rows.insert("labels", labels(2))
        history.append(rows, command="Test", text="Test", who="", at=1.0)
    with database.write() as rows:
        rows.connection.exec_driver_sql(f"UPDATE row_changes SET {column} = ?", (value,))
    with pytest.raises(ProjectDamaged, match="Step 1 of the history"), database.write() as rows:
        history.undo_last(rows)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM labels").scalar() == 2
        assert connection.exec_driver_sql("SELECT undone FROM history").scalar() == history.DONE


def test_what_a_foreign_file_defines_cannot_call_functions(database: Database) -> None:
    with database.write() as rows:
        rows.connection.exec_driver_sql(
            "CREATE TRIGGER trap AFTER INSERT ON labels BEGIN SELECT casefold(new.name); END"
        )
    with pytest.raises(StoreError), database.write() as rows:
        rows.insert("labels", labels(1))
