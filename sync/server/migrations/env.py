"""Alembic's entry: runs the steps on the connection that ``sync.server.schema`` hands over."""

from alembic import context

from sync.server.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
