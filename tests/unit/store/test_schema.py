from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from tlstudio.core.geometry.shapes import Box
from tlstudio.core.words import AttributeKind, AttributeSpec, Check
from tlstudio.store import migrations, schema
from tlstudio.store.database import Database, create_tables
from tlstudio.store.reads import Reads
from tlstudio.store.rows import attributes_from, attributes_text


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


def test_a_project_of_the_first_version_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "project.db"
    path.touch()
    database = Database(path)
    config = Config()
    config.set_main_option("script_location", str(migrations.SCRIPTS))
    with database.write() as rows:
        config.attributes["connection"] = rows.connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO images (path, content_hash, added_at) VALUES ('a.png', 'a', 1.0)",
            "INSERT INTO labels (name, colour, position) VALUES ('crack', '#ff0000', 0)",
            "INSERT INTO annotations (image_id, label_id, kind, geometry, origin) VALUES (1, 1, 'box', '[1,2,3,4]', 'person')",
        ):
            rows.connection.exec_driver_sql(statement)
    with database.write() as rows:
        migrations.upgrade(rows.connection)
    reads = Reads(database)
    with database.write() as rows:
        rows.connection.exec_driver_sql("INSERT INTO project (name, task, created_at) VALUES ('x', 'detection', 1.0)")
    assert reads.image(1).check is Check.NONE
    assert reads.labels()[0].attributes == ()
    kept = reads.annotations([1])[1][0]
    assert (kept.geometry, kept.locked, kept.hidden) == (Box(1, 2, 3, 4), False, False)
    assert reads.shape_suggestions([1]) == {1: ()}
    assert reads.comments([1]) == {1: ()}
    database.close()


def test_declared_attributes_survive_their_column() -> None:
    specs = (
        AttributeSpec("depth", AttributeKind.NUMBER, default=1.5),
        AttributeSpec("side", AttributeKind.CHOICE, ("left", "right"), "left"),
        AttributeSpec("wet", AttributeKind.YES_NO),
    )
    assert attributes_from(attributes_text(specs)) == specs
    assert attributes_text(()) == ""
