"""Streams derived from a branch's: which there are, what turfs hold, and who gave and ended a grant."""

import sqlalchemy as sa
from alembic import op

revision = "m0004"
down_revision = "m0003"


def upgrade() -> None:
    """Add columns and tables. Nothing is derived yet: no command gave anything but a branch's scope until now."""
    for name in ("given_by", "ended_by"):
        op.add_column("scope_grant", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("head", sa.Column("streams", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_table(
        "stream",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("is_open", sa.Integer(), nullable=False),
        sa.Column("extracts", sa.String(), nullable=False, server_default="[]"),
        sa.PrimaryKeyConstraint("scope", "stream"),
    )
    op.create_table(
        "stream_place",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "stream", "place"),
    )
    op.create_index("stream_place_by_place", "stream_place", ["scope", "place"])
