"""The ledger's tables, described once for SQLite and PostgreSQL.

A scope leads every primary key, unique constraint and foreign key, so that it can be the key by which tables
are spread over machines. The exceptions are small and would be copied to each machine: ``server``, ``branch``, ``region``,
``region_branch`` and ``invitation``. There are no sequences, no triggers and no advisory locks: the head row of
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
    Column("scopes", String, nullable=False, server_default="[]"),  # JSON; what the newcomer may have, or all
    Column("until_at", BigInteger, nullable=False, server_default="0"),  # when a guest's grants end
    Column("guest", String, nullable=False, server_default=""),  # of a guest: their device in its region
)

REGION = Table(
    "region",
    metadata,
    Column("scope", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

REGION_BRANCH = Table(
    "region_branch",
    metadata,
    Column("scope", String, nullable=False),  # the region
    Column("branch", String, nullable=False),  # the scope of a branch in it
    Column("from_at", BigInteger, nullable=False),
    Column("until_at", BigInteger),
    PrimaryKeyConstraint("scope", "branch", "from_at"),
)

WELCOME = Table(
    "welcome",
    metadata,
    Column("scope", String, nullable=False),
    Column("address_hash", String, nullable=False),
    Column("welcome", String, nullable=False),  # sealed under the code's key
    Column(
        "proof", String, nullable=False
    ),  # of the newcomer's keys, under the code's key; empty until one came
    PrimaryKeyConstraint("scope", "address_hash"),
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
    Column("role_at", BigInteger, nullable=False, server_default="0"),  # since when, if it was changed
    Column("guest", String, nullable=False, server_default=""),  # of a guest: their device in its region
    # What it told of itself last:
    Column("pending", BigInteger, nullable=False, server_default="0"),
    Column("questions", BigInteger, nullable=False, server_default="0"),
    Column("app", String, nullable=False, server_default=""),
    PrimaryKeyConstraint("scope", "id"),
)

CURSOR = Table(
    "device_cursor",
    metadata,
    Column("scope", String, nullable=False),  # the device's own branch
    Column("device", String, nullable=False),
    Column("granted", String, nullable=False),  # the scope that it has received so far of
    Column("cursor", BigInteger, nullable=False),
    PrimaryKeyConstraint("scope", "device", "granted"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

FORK = Table(
    "fork",
    metadata,
    Column("scope", String, nullable=False),
    Column("device", String, nullable=False),
    Column("writer", String, nullable=False),  # under which two histories came
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("scope", "device", "writer"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

GRANT = Table(
    "scope_grant",
    metadata,
    Column("scope", String, nullable=False),  # the device's own branch
    Column("device", String, nullable=False),
    Column("granted", String, nullable=False),  # the scope that it may read and write
    Column("from_at", BigInteger, nullable=False),
    Column("until_at", BigInteger),
    Column("given_by", String, nullable=False, server_default=""),  # a device, or empty for the server itself
    Column("ended_by", String, nullable=False, server_default=""),
    PrimaryKeyConstraint("scope", "device", "granted", "from_at"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

DEVICE_ROLE = Table(
    "device_role",
    metadata,
    Column("scope", String, nullable=False),  # the device's own branch
    Column("device", String, nullable=False),
    Column("role", String, nullable=False),
    Column("from_at", BigInteger, nullable=False),
    Column("until_at", BigInteger),
    Column("given_by", String, nullable=False, server_default=""),  # a device, or empty for the server itself
    Column("ended_by", String, nullable=False, server_default=""),
    PrimaryKeyConstraint("scope", "device", "role", "from_at"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

HEAD = Table(
    "head",
    metadata,
    Column("scope", String, primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
    Column("backed_up", BigInteger, nullable=False, server_default="0"),
    Column("streams", BigInteger, nullable=False, server_default="0"),  # of a branch: how many are open
)

STREAM = Table(
    "stream",
    metadata,
    Column("scope", String, nullable=False),  # the branch
    Column("stream", String, nullable=False),  # the scope that is derived from it
    Column("is_open", Integer, nullable=False),  # whether it is kept as the branch grows
    Column("extracts", String, nullable=False, server_default="[]"),  # JSON; attachments that it may read
    PrimaryKeyConstraint("scope", "stream"),
)

STREAM_PLACE = Table(
    "stream_place",
    metadata,
    Column("scope", String, nullable=False),  # the branch
    Column("stream", String, nullable=False),
    Column("place", String, nullable=False),  # what the turf says that it holds
    PrimaryKeyConstraint("scope", "stream", "place"),
    Index("stream_place_by_place", "scope", "place"),
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
    Column("id", String),  # none where something left the scope
    Column("hash", String, nullable=False),
    Column("writer", String, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("eff", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("size", Integer, nullable=False),
    Column("text", LargeBinary, nullable=False),  # as received; of what is about somebody, no body
    Column("kind", String, nullable=False, server_default=""),
    Column("eid", String, nullable=False, server_default=""),
    Column("subject", String, nullable=False, server_default=""),  # whom it is about, see sync.protocol.kinds
    Column("place", String, nullable=False, server_default=""),  # by what it belongs to a turf
    Column("receipt", String, nullable=False, server_default=""),
    Column("issued", String, nullable=False, server_default=""),  # the epoch of the receipt
    Column("sealed", LargeBinary),  # the body of what is about somebody, under their erasure key
    PrimaryKeyConstraint("scope", "seq"),
    UniqueConstraint("scope", "id"),
    Index("entry_by_subject", "scope", "subject"),
    Index("entry_by_place", "scope", "place"),
    Index("entry_by_entity", "scope", "eid"),
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
    Column("text", LargeBinary, nullable=False),  # of what is about somebody, under their erasure key
    Column("subject", String, nullable=False, server_default=""),  # whom it is about, if it is sealed
    PrimaryKeyConstraint("scope", "writer", "n"),
    Index("quarantine_by_id", "scope", "id"),
)

ERASURE = Table(
    "erasure",
    metadata,
    Column("scope", String, nullable=False),  # the branch
    Column("id", String, nullable=False),  # of its entry
    Column("subject", String, nullable=False),
    Column("erased_at", BigInteger, nullable=False),
    Column(
        "key_hash", String, nullable=False, server_default=""
    ),  # of the key that it destroys, if there was one
    PrimaryKeyConstraint("scope", "id"),
    Index("erasure_by_subject", "scope", "subject"),
)

ERASURE_DONE = Table(
    "erasure_done",
    metadata,
    Column("scope", String, nullable=False),
    Column("erasure", String, nullable=False),
    Column("device", String, nullable=False),
    Column("done_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("scope", "erasure", "device"),
    ForeignKeyConstraint(["scope", "erasure"], ["erasure.scope", "erasure.id"]),
)

SNAPSHOT = Table(
    "snapshot",
    metadata,
    Column("scope", String, nullable=False),
    Column("id", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("scope", "id"),
)

SNAPSHOT_CHUNK = Table(
    "snapshot_chunk",
    metadata,
    Column("scope", String, nullable=False),
    Column("snapshot", String, nullable=False),
    Column("i", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # under a key of the snapshot's own
    PrimaryKeyConstraint("scope", "snapshot", "i"),
    ForeignKeyConstraint(["scope", "snapshot"], ["snapshot.scope", "snapshot.id"]),
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

AUDIT_HEAD = Table(
    "audit_head",
    metadata,
    Column("scope", String, nullable=False),  # a branch, or "server"
    Column("n", BigInteger, nullable=False),
    Column("hash", String, nullable=False),
    PrimaryKeyConstraint("scope"),
)

AUDIT = Table(
    "audit",
    metadata,
    Column("scope", String, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("who", String, nullable=False),
    Column("about", String, nullable=False),
    Column("counted", BigInteger, nullable=False),
    Column("prev_hash", String, nullable=False),
    Column("hash", String, nullable=False),
    PrimaryKeyConstraint("scope", "n"),
    UniqueConstraint("scope", "prev_hash"),
)

TAKEN = Table(
    "taken",
    metadata,
    Column("scope", String, nullable=False),  # the device's own branch
    Column("device", String, nullable=False),
    Column("day", BigInteger, nullable=False),  # days since 1970 (UTC)
    Column("entries", BigInteger, nullable=False),  # that it was given on that day
    PrimaryKeyConstraint("scope", "device", "day"),
)

LEASE = Table(
    "lease",
    metadata,
    Column("scope", String, nullable=False),
    Column("device", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("not_after", BigInteger, nullable=False),
    Column("disk", String, nullable=False, server_default=""),  # as the laptop told it last
    PrimaryKeyConstraint("scope", "device"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

STATUS_KEY = Table(
    "status_key",
    metadata,
    Column("scope", String, nullable=False),
    Column("device", String, nullable=False),
    Column("key", String, nullable=False),  # Ed25519, public, hex
    Column("asked_at", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("scope", "device", "key"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

WIPE = Table(
    "wipe",
    metadata,
    Column("scope", String, nullable=False),
    Column("device", String, nullable=False),
    Column("seq", BigInteger, nullable=False),  # when it was ordered
    Column("ordered_by", String, nullable=False),  # a device, or empty for the server itself
    Column("withdrawn_at", BigInteger),
    Column("told_at", BigInteger),
    Column("done_at", BigInteger),
    PrimaryKeyConstraint("scope", "device", "seq"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)

DROP = Table(
    "dead_drop",
    metadata,
    Column("scope", String, nullable=False),
    Column("device", String, nullable=False),
    Column("id", String, nullable=False),  # SHA-256 of what was handed in
    Column("received_at", BigInteger, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed for this server; empty once it was decided
    Column("decided_at", BigInteger),
    Column("decided_by", String, nullable=False, server_default=""),
    Column("is_taken", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("scope", "device", "id"),
    ForeignKeyConstraint(["scope", "device"], ["device.scope", "device.id"]),
)
