"""What reviewing shapes needs: suggested shapes, comments, the second person's check, attributes, lock and hide."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add columns with defaults, and three tables."""
    op.add_column("images", _integer("checked"))
    op.add_column("images", sa.Column("changed_at", sa.Float, nullable=False, server_default="0"))
    op.add_column("labels", _text("attributes"))
    op.add_column("annotations", _integer("locked"))
    op.add_column("annotations", _integer("hidden"))
    _shape_suggestions()
    _comments()
    _checks()


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _who() -> sa.Column[str]:
    return sa.Column("who", sa.String, nullable=False, server_default="")


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _image() -> sa.Column[int]:
    return sa.Column("image_id", sa.Integer, sa.ForeignKey("images.id"), nullable=False)


def _at(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False)


def _shape_suggestions() -> None:
    op.create_table(
        "shape_suggestions",
        _key(),
        _image(),
        sa.Column("label_id", sa.Integer, sa.ForeignKey("labels.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("geometry", sa.Text, nullable=False),
        sa.Column("score", sa.Float),
        _text("attributes"),
        sa.Column("source", sa.String, nullable=False),
        _at("made_at"),
        _integer("outcome"),
        _integer("annotation_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("shape_suggestions_image", "shape_suggestions", ["image_id"])
    op.create_index("shape_suggestions_open", "shape_suggestions", ["outcome", "label_id"])


def _comments() -> None:
    op.create_table(
        "comments",
        _key(),
        _image(),
        sa.Column("x", sa.Float),
        sa.Column("y", sa.Float),
        sa.Column("text", sa.Text, nullable=False),
        _who(),
        _at("at"),
        _integer("resolved"),
        _integer("answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("comments_image", "comments", ["image_id"])


def _checks() -> None:
    op.create_table(
        "checks",
        _key(),
        _image(),
        sa.Column("verdict", sa.Integer, nullable=False),
        _who(),
        _text("note"),
        _at("at"),
        sqlite_autoincrement=True,
    )
    op.create_index("checks_image", "checks", ["image_id"])
