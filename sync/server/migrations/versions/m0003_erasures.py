"""Which key an erasure destroys, and whom an entry is about that lies apart: its text is sealed from now on."""

import sqlalchemy as sa
from alembic import op

revision = "m0003"
down_revision = "m0002"


def upgrade() -> None:
    """Add the columns, and drop cached snapshots, which were not sealed."""
    op.add_column("erasure", sa.Column("key_hash", sa.String(), nullable=False, server_default=""))
    op.add_column("quarantine", sa.Column("subject", sa.String(), nullable=False, server_default=""))
    bind = op.get_bind()
    for name in ("snapshot_chunk", "snapshot"):
        table = sa.table(name, sa.column("scope", sa.String))
        for scope in bind.scalars(sa.select(table.c.scope).distinct()).all():
            bind.execute(sa.delete(table).where(table.c.scope == scope))
