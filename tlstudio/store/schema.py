"""The tables of project.db (version `HEAD`; older files are brought here by `tlstudio/store/versions`).

Every recorded table has an integer key `id` that is never used twice (AUTOINCREMENT), so a cache keyed by id cannot
meet another thing under an old id. Times are seconds since 1970 in UTC. States and splits are the numbers of `codes`.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.schema import SchemaItem

HEAD = "0002"
"""The Alembic revision that this program writes."""

metadata = MetaData()


def _recorded(name: str, *columns: SchemaItem) -> Table:
    return Table(name, metadata, Column("id", Integer, primary_key=True), *columns, sqlite_autoincrement=True)


project = Table(
    "project",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("task", String, nullable=False),
    Column("created_at", Float, nullable=False),
    # Counts every command, undo and redo: whoever caches something compares this number.
    Column("revision", Integer, nullable=False, server_default="0"),
)

images = _recorded(
    "images",
    Column("path", String, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("page", Integer, nullable=False, server_default="0"),
    Column("pages", Integer, nullable=False, server_default="1"),
    Column("width", Integer, nullable=False, server_default="0"),
    Column("height", Integer, nullable=False, server_default="0"),
    Column("file_bytes", Integer, nullable=False, server_default="0"),
    Column("perceptual_hash", String, nullable=False, server_default=""),
    Column("group_name", String, nullable=False, server_default=""),
    Column("split", Integer, nullable=False, server_default="0"),
    Column("flagged", Integer, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),
    Column("missing", Integer, nullable=False, server_default="0"),
    Column("added_at", Float, nullable=False),
    # The last decision, repeated here in the same transaction so that 100,000 rows are read without a join.
    Column("state", Integer, nullable=False, server_default="0"),
    Column("label_ids", String, nullable=False, server_default=""),
    Column("label_id", Integer, nullable=False, server_default="0"),
    Column("decided_at", Float, nullable=False, server_default="0"),
    # The second person's word (`codes.CHECK_CODES`).
    Column("checked", Integer, nullable=False, server_default="0"),
    # When a person last changed anything that hangs on the image (comments, suggested shapes): names it in the event.
    Column("changed_at", Float, nullable=False, server_default="0"),
    Index("images_identity", "content_hash", "page", unique=True),
    Index("images_path", "path"),
)

labels = _recorded(
    "labels",
    Column("name", String, nullable=False, unique=True),
    Column("colour", String, nullable=False),
    Column("position", Integer, nullable=False),
    # JSON list of `core.words.AttributeSpec`; empty = objects of this label have no declared attributes.
    Column("attributes", Text, nullable=False, server_default=""),
)

decisions = _recorded(
    "decisions",
    Column("image_id", Integer, ForeignKey("images.id"), nullable=False),
    Column("state", Integer, nullable=False),
    Column("label_ids", String, nullable=False, server_default=""),
    Column("origin", String, nullable=False),
    Column("who", String, nullable=False, server_default=""),
    Column("at", Float, nullable=False),
    Column("seconds", Float),
    Column("page_size", Integer, nullable=False, server_default="1"),
    Column("suggested_label_id", Integer),
    Column("suggested_score", Float),
    Column("suggested_model", String),
    Column("suggested_rank", Integer),
    Index("decisions_image", "image_id"),
)

annotations = _recorded(
    "annotations",
    Column("image_id", Integer, ForeignKey("images.id"), nullable=False),
    Column("label_id", Integer, ForeignKey("labels.id"), nullable=False),
    # "image" = the label is about the whole image; shapes bring their own kind and a geometry in JSON.
    Column("kind", String, nullable=False, server_default="image"),
    Column("geometry", Text),
    Column("origin", String, nullable=False),
    Column("score", Float),
    # JSON object, name -> text, number or boolean; empty = none.
    Column("attributes", Text, nullable=False, server_default=""),
    Column("occluded", Integer, nullable=False, server_default="0"),
    Column("truncated", Integer, nullable=False, server_default="0"),
    Column("difficult", Integer, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),
    Column("group_number", Integer),
    Column("z", Integer, nullable=False, server_default="0"),
    Column("locked", Integer, nullable=False, server_default="0"),
    Column("hidden", Integer, nullable=False, server_default="0"),
    Index("annotations_image", "image_id"),
    Index("annotations_label", "label_id", "image_id"),
)

shape_suggestions = _recorded(
    "shape_suggestions",
    Column("image_id", Integer, ForeignKey("images.id"), nullable=False),
    Column("label_id", Integer, ForeignKey("labels.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("geometry", Text, nullable=False),
    Column("score", Float),
    Column("attributes", Text, nullable=False, server_default=""),
    # Model, run or file that proposed it.
    Column("source", String, nullable=False),
    Column("made_at", Float, nullable=False),
    # `codes.OUTCOME_CODES`: rows stay when they are decided, so that acceptance can be measured.
    Column("outcome", Integer, nullable=False, server_default="0"),
    # What it became; 0 = nothing (open, or rejected).
    Column("annotation_id", Integer, nullable=False, server_default="0"),
    Index("shape_suggestions_image", "image_id"),
    Index("shape_suggestions_open", "outcome", "label_id"),
)

comments = _recorded(
    "comments",
    Column("image_id", Integer, ForeignKey("images.id"), nullable=False),
    # Image pixels; NULL = about the whole image.
    Column("x", Float),
    Column("y", Float),
    Column("text", Text, nullable=False),
    Column("who", String, nullable=False, server_default=""),
    Column("at", Float, nullable=False),
    Column("resolved", Integer, nullable=False, server_default="0"),
    # The comment that this one answers; 0 = it begins a thread.
    Column("answers", Integer, nullable=False, server_default="0"),
    Index("comments_image", "image_id"),
)

checks = _recorded(
    "checks",
    Column("image_id", Integer, ForeignKey("images.id"), nullable=False),
    Column("verdict", Integer, nullable=False),
    Column("who", String, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("at", Float, nullable=False),
    Index("checks_image", "image_id"),
)

settings = _recorded(
    "settings",
    Column("key", String, nullable=False, unique=True),
    Column("value", Text, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    # Rows of one step are undone together (a long import is written in pieces but is one step for the person).
    Column("step", Integer, nullable=False),
    Column("command", String, nullable=False),
    Column("text", String, nullable=False),
    Column("who", String, nullable=False, server_default=""),
    Column("at", Float, nullable=False),
    # 0 done, 1 undone and can be redone, 2 undone for good because something else was done afterwards.
    Column("undone", Integer, nullable=False, server_default="0"),
    Index("history_undone", "undone", "id"),
    sqlite_autoincrement=True,
)

row_changes = Table(
    "row_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("history_id", Integer, ForeignKey("history.id"), nullable=False),
    Column("table_name", String, nullable=False),
    # Rows changed alike are one record (JSON, by the column): 5,000 accepted images are four, not 15,000.
    Column("columns", Text, nullable=False),
    Column("row_ids", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("row_changes_history", "history_id"),
)

RECORDED: dict[str, Table] = {
    table.name: table
    for table in (images, labels, decisions, annotations, shape_suggestions, comments, checks, settings)
}
"""The tables whose rows commands change, and undo brings back."""
