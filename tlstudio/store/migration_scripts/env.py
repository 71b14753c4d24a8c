"""Run by Alembic: uses the connection and transaction that `store.migrations` hands over."""

from __future__ import annotations

from alembic import context

from tlstudio.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
