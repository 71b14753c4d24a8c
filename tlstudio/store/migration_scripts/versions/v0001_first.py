"""The tables of version 0.1."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    _project_and_settings()
    _images_and_labels()
    _decisions_and_annotations()
    _history()


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _integer(name: str, default: str | None = None, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable, server_default=default)


def _string(name: str, default: str | None = None, *, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False, server_default=default, unique=unique)


def _project_and_settings() -> None:
    created_at = sa.Column("created_at", sa.Float, nullable=False)
    op.create_table("project", _key(), _string("name"), _string("task"), created_at, _integer("revision", "0"))
    value = sa.Column("value", sa.Text, nullable=False)
    op.create_table("settings", _key(), _string("key", unique=True), value, sqlite_autoincrement=True)


def _images_and_labels() -> None:
    op.create_table(
        "images",
        _key(),
        _string("path"),
        _string("content_hash"),
        _integer("page", "0"),
        _integer("pages", "1"),
        _integer("width", "0"),
        _integer("height", "0"),
        _integer("file_bytes", "0"),
        _string("perceptual_hash", ""),
        _string("group_name", ""),
        _integer("split", "0"),
        _integer("flagged", "0"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        _integer("missing", "0"),
        sa.Column("added_at", sa.Float, nullable=False),
        _integer("state", "0"),
        _string("label_ids", ""),
        _integer("label_id", "0"),
        sa.Column("decided_at", sa.Float, nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )
    op.create_index("images_identity", "images", ["content_hash", "page"], unique=True)
    op.create_index("images_path", "images", ["path"])
    op.create_table(
        "labels",
        _key(),
        _string("name", unique=True),
        _string("colour"),
        _integer("position"),
        sqlite_autoincrement=True,
    )


def _decisions_and_annotations() -> None:
    op.create_table(
        "decisions",
        _key(),
        sa.Column("image_id", sa.Integer, sa.ForeignKey("images.id"), nullable=False),
        _integer("state"),
        _string("label_ids", ""),
        _string("origin"),
        _string("who", ""),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("seconds", sa.Float),
        _integer("page_size", "1"),
        _integer("suggested_label_id", nullable=True),
        sa.Column("suggested_score", sa.Float),
        sa.Column("suggested_model", sa.String),
        _integer("suggested_rank", nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("decisions_image", "decisions", ["image_id"])
    op.create_table(
        "annotations",
        _key(),
        sa.Column("image_id", sa.Integer, sa.ForeignKey("images.id"), nullable=False),
        sa.Column("label_id", sa.Integer, sa.ForeignKey("labels.id"), nullable=False),
        _string("kind", "image"),
        sa.Column("geometry", sa.Text),
        _string("origin"),
        sa.Column("score", sa.Float),
        sa.Column("attributes", sa.Text, nullable=False, server_default=""),
        _integer("occluded", "0"),
        _integer("truncated", "0"),
        _integer("difficult", "0"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        _integer("group_number", nullable=True),
        _integer("z", "0"),
        sqlite_autoincrement=True,
    )
    op.create_index("annotations_image", "annotations", ["image_id"])
    op.create_index("annotations_label", "annotations", ["label_id", "image_id"])


def _history() -> None:
    op.create_table(
        "history",
        _key(),
        _integer("step"),
        _string("command"),
        _string("text"),
        _string("who", ""),
        sa.Column("at", sa.Float, nullable=False),
        _integer("undone", "0"),
        sqlite_autoincrement=True,
    )
    op.create_index("history_undone", "history", ["undone", "id"])
    op.create_table(
        "row_changes",
        _key(),
        sa.Column("history_id", sa.Integer, sa.ForeignKey("history.id"), nullable=False),
        _string("table_name"),
        sa.Column("columns", sa.Text, nullable=False),
        sa.Column("row_ids", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
    )
    op.create_index("row_changes_history", "row_changes", ["history_id"])
