"""The ledger's tables, described once for SQLite and PostgreSQL.

A scope leads every primary key, unique constraint and foreign key, so that it can be the key by which tables
are spread over machines. The exceptions are small and would be copied to each machine: ``server``, ``branch``
and ``invitation``. There are no sequences, no triggers and no advisory locks: the head row of
a scope orders it.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

SERVER = Table(
    "server",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

BRANCH = Table(
    "branch",
    metadata,
    Column("scope", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

INVITATION = Table(
    "invitation",
    metadata,
    Column("address_hash", String, primary_key=True),
    Column("scope", String, nullable=False),  # empty until a branch's first organiser brings its id
    Column("branch_name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("sealed", String, nullable=False),
    Column("made_by", String, nullable=False),  # a device, or empty for the server itself
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("used_by", String, nullable=False),  # a device, or empty
)

DEVICE = Table(
    "device",
    metadata,
    Column("scope", String, nullable=False),
    Column("id", String, nullable=False),
    Column("key", String, nullable=False),
    Column("box_key", String, nullable=False),
    Column("laptop", String, nullable=False),
    Column("role", String, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    PrimaryKeyConstraint("scope", "id"),
)

GRANT = Table(
    "scope_grant",
    metadata,
    Column("scope", String, nullable=False),  # the device's own branch
    Column("device", String, nullable=False),
    Column("granted", String, nullable=False),  # the scope that it may read and write
    Column("from_at", BigInteger, nullable=False),
    Column("until_at", BigInteger),
    PrimaryKeyConstraint("scope", "device", "granted", "from_at"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

HEAD = Table(
    "head",
    metadata,
    Column("scope", String, primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
)

WRITER = Table(
    "writer",
    metadata,
    Column("scope", String, nullable=False),  # the branch of the device that writes
    Column("writer", String, nullable=False),
    Column("device", String, nullable=False),
    Column("prefix", BigInteger, nullable=False),
    Column("last_id", String, nullable=False),
    Column("last_eff", BigInteger, nullable=False),
    PrimaryKeyConstraint("scope", "writer"),
)

ENTRY = Table(
    "entry",
    metadata,
    Column("scope", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("id", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("writer", String, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("eff", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("size", Integer, nullable=False),
    Column("text", LargeBinary, nullable=False),  # as it was received
    PrimaryKeyConstraint("scope", "seq"),
    UniqueConstraint("scope", "id"),
)

QUARANTINE = Table(
    "quarantine",
    metadata,
    Column("scope", String, nullable=False),  # the branch of the device that pushed
    Column("writer", String, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("id", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("eff", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("text", LargeBinary, nullable=False),
    PrimaryKeyConstraint("scope", "writer", "n"),
    Index("quarantine_by_id", "scope", "id"),
)

ATTACHMENT = Table(
    "attachment",
    metadata,
    Column("scope", String, nullable=False),
    Column("id", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("is_whole", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("scope", "id"),
)

CHUNK = Table(
    "chunk",
    metadata,
    Column("scope", String, nullable=False),
    Column("attachment", String, nullable=False),
    Column("i", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("scope", "attachment", "i"),
    ForeignKeyConstraint(["scope", "attachment"], ["attachment.scope", "attachment.id"]),
)
