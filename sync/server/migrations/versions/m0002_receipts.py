"""Receipts, scopes, erasures and snapshots: what an entry is about, and what the server knows of each laptop."""

import sqlalchemy as sa
from alembic import op

from sync.server.migrations.about import fill_in

revision = "m0002"
down_revision = "m0001"


def upgrade() -> None:
    """Add columns and tables, and say of each entry that is there what it is about."""
    op.add_column("invitation", _text("scopes", "[]"))
    for column in (_number("pending"), _number("questions"), _text("app")):
        op.add_column("device", column)
    op.add_column("head", _number("backed_up"))
    _entries()
    _laptops()
    _erasures()
    _snapshots()
    fill_in(op.get_bind())


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def _entries() -> None:
    with op.batch_alter_table("entry") as entry:
        entry.alter_column("id", existing_type=sa.String(), nullable=True)
        for name in ("kind", "eid", "subject", "place", "receipt", "issued"):
            entry.add_column(_text(name))
        entry.add_column(sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.create_index("entry_by_subject", "entry", ["scope", "subject"])
    op.create_index("entry_by_place", "entry", ["scope", "place"])
    op.create_index("entry_by_entity", "entry", ["scope", "eid"])


def _laptops() -> None:
    op.create_table(
        "device_cursor",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("granted", sa.String(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "device", "granted"),
        sa.ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
    )
    op.create_table(
        "fork",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "device", "writer"),
        sa.ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
    )


def _erasures() -> None:
    op.create_table(
        "erasure",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "id"),
    )
    op.create_index("erasure_by_subject", "erasure", ["scope", "subject"])
    op.create_table(
        "erasure_done",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("erasure", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "erasure", "device"),
        sa.ForeignKeyConstraint(["scope", "erasure"], ["erasure.scope", "erasure.id"]),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshot",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "id"),
    )
    op.create_table(
        "snapshot_chunk",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("i", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "snapshot", "i"),
        sa.ForeignKeyConstraint(["scope", "snapshot"], ["snapshot.scope", "snapshot.id"]),
    )
