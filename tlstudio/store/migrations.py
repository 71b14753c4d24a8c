"""Which version wrote project.db, and how an older one is brought to ours."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from tlstudio.core.errors import ProjectTooNew
from tlstudio.store import schema

SCRIPTS = Path(__file__).parent / "migration_scripts"


def version_of(connection: Connection) -> str:
    """The Alembic revision that the file carries."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def needs_upgrade(connection: Connection, place: str) -> bool:
    """Whether the file is older than this program.

    Raises:
        ProjectTooNew: It is newer.
    """
    version = version_of(connection)
    # Revisions are counted up, so that "newer" can be told without loading Alembic (which costs 0.1 s).
    if int(version) > int(schema.HEAD):
        raise ProjectTooNew(
            f"{place} was written by a later version of TL Studio (format {version}, this one knows {schema.HEAD}).",
            hint="Update TL Studio, or restore one of the project's older backups.",
        )
    return version != schema.HEAD


def upgrade(connection: Connection) -> None:
    """Bring the tables to this version inside the connection's transaction: all of it happens, or nothing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
