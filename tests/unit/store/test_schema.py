from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tlstudio.store import migrations, schema
from tlstudio.store.database import Database, create_tables


def test_migrations_from_nothing_give_the_same_tables_as_a_new_project(tmp_path: Path) -> None:
    path = tmp_path / "project.db"
    path.touch()
    database = Database(path)
    with database.write() as rows:
        migrations.upgrade(rows.connection)
    with database.read() as connection:
        assert migrations.version_of(connection) == schema.HEAD
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        migrated = set(connection.exec_driver_sql("SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master").all())
    database.close()

    create_tables(tmp_path / "new.db", name="x", task="classification", created_at=1.0)
    fresh = Database(tmp_path / "new.db")
    with fresh.read() as connection:
        created = set(connection.exec_driver_sql("SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master").all())
    fresh.close()
    assert {row for row in migrated if "alembic" not in row[0]} == {row for row in created if "alembic" not in row[0]}
