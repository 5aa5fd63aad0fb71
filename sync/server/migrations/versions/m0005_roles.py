"""Roles as dated rows, regions and the branches in them, and guests."""

import sqlalchemy as sa
from alembic import op

revision = "m0005"
down_revision = "m0004"


def upgrade() -> None:
    """Add tables and columns; whoever is enrolled has had their role since then."""
    op.create_table(
        "region",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "region_branch",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("scope", "branch", "from_at"),
    )
    roles = op.create_table(
        "device_role",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("given_by", sa.String(), nullable=False, server_default=""),
        sa.Column("ended_by", sa.String(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
        sa.PrimaryKeyConstraint("scope", "device", "role", "from_at"),
    )
    op.add_column("device", sa.Column("role_at", sa.BigInteger(), nullable=False, server_default="0"))
    for table in ("device", "invitation"):
        op.add_column(table, sa.Column("guest", sa.String(), nullable=False, server_default=""))
    op.add_column("invitation", sa.Column("until_at", sa.BigInteger(), nullable=False, server_default="0"))
    names = ("scope", "id", "role", "enrolled_at")
    device = sa.table("device", *(sa.column(name) for name in names))
    found = op.get_bind().execute(sa.select(device)).all()
    for row in found:
        since = {"scope": row.scope, "device": row.id, "role": row.role, "from_at": row.enrolled_at}
        op.get_bind().execute(roles.insert().values(**since))
