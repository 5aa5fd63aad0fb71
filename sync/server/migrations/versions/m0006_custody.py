"""Leases, status keys and wipes."""

import sqlalchemy as sa
from alembic import op

revision = "m0006"
down_revision = "m0005"


def upgrade() -> None:
    """Add tables. A laptop that joined before has its lease and its status key from its next exchange on."""
    op.create_table(
        "lease",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("not_after", sa.BigInteger(), nullable=False),
        sa.Column("disk", sa.String(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("scope", "device"),
        sa.ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
    )
    op.create_table(
        "status_key",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("scope", "device", "key"),
        sa.ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
    )
    op.create_table(
        "wipe",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.Column("told_at", sa.BigInteger()),
        sa.Column("done_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("scope", "device", "seq"),
        sa.ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
    )
    op.create_table(
        "dead_drop",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("decided_by", sa.String(), nullable=False, server_default=""),
        sa.Column("is_taken", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("scope", "device", "id"),
        sa.ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
    )
