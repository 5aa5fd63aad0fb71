"""Who writes into this store, for which branch, and with which clock: kept in the store itself.

A new vault makes a branch of its own at random. Until it holds an entry it may take a colleague's branch instead.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.domain.ids import MemberId
from desktop.store.binding import Connection
from desktop.store.holders import written_as
from sync.protocol.clock import Clock, Stamp, milliseconds_of
from sync.protocol.entries import NO_ENTRY, EntryId, Scope, WriterId
from sync.protocol.scopes import region_scope
from sync.protocol.sealing import KEY_LENGTH, BranchKeys, NotesKey

APP = "groundswell 0.1.0"
REGION = b"region"
"""What the identity says of a vault that belongs to a region."""
_ID_BYTES = 16


@dataclass(slots=True)
class Session:
    """What the journal needs to write an entry. ``last_n`` and ``last_id`` are of the latest own entry.

    ``member`` is who writes now: whoever's passphrase opened the vault. ``owner`` is whose vault it is. ``branch`` is the
    id of the branch, or of the region, that this vault belongs to.
    """

    member: MemberId
    owner: MemberId
    branch: str
    scope: Scope
    keys: BranchKeys = field(repr=False)
    clock: Clock
    now_ms: Callable[[], int]
    random: Callable[[int], bytes]
    writer: WriterId
    acked_n: int
    last_n: int
    last_id: EntryId
    app: str = APP

    def new_id(self) -> str:
        """A fresh id, 128 bits in hex: milliseconds first, so that ids made one after another sort so."""
        milliseconds = max(self.now_ms(), milliseconds_of(self.clock.last)) & ((1 << 48) - 1)
        return milliseconds.to_bytes(6, "big").hex() + self.random(10).hex()


def scope_of(branch: str) -> Scope:
    """The scope to which a branch's entries belong."""
    return Scope(f"branch:{branch}")


def begin_identity(connection: Connection, random: Callable[[int], bytes] = secrets.token_bytes) -> None:
    """Give a new store its member, branch, branch key and writer; a store that has them keeps them."""
    fresh = {
        "member": random(_ID_BYTES),
        "branch": random(_ID_BYTES),
        "branch_key": random(KEY_LENGTH),
    }
    connection.executemany("INSERT OR IGNORE INTO identity (name, value) VALUES (?, ?)", fresh.items())
    if connection.execute("SELECT 1 FROM writer LIMIT 1").fetchone() is None:
        new_writer(connection, random)


def new_writer(connection: Connection, random: Callable[[int], bytes] = secrets.token_bytes) -> WriterId:
    """Begin to write as a fresh writer, of whom the server knows nothing yet."""
    writer = WriterId(random(_ID_BYTES).hex())
    connection.execute("INSERT INTO writer (id, acked_n) VALUES (?, 0)", (writer,))
    return writer


def load_session(
    connection: Connection,
    now_ms: Callable[[], int],
    random: Callable[[int], bytes] = secrets.token_bytes,
    opened_by: str = "",
) -> Session:
    """Read the session from the store, with a clock that is later than everything written or seen here.

    ``opened_by`` is by whose slot the vault was opened; who is not its owner writes as a member of their own.
    """
    identity = dict(connection.execute("SELECT name, value FROM identity"))
    writer, acked_n = connection.execute(
        "SELECT id, acked_n FROM writer ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    last = connection.execute(
        "SELECT n, id FROM entry WHERE writer = ? ORDER BY n DESC LIMIT 1", (writer,)
    ).fetchone()
    branch = bytes(identity["branch"]).hex()
    owner = MemberId(bytes(identity["member"]).hex())
    is_region = bytes(identity.get("home", b"")) == REGION
    return Session(
        member=written_as(connection).get(opened_by, owner),
        owner=owner,
        branch=branch,
        scope=region_scope(branch) if is_region else scope_of(branch),
        keys=BranchKeys(bytes(identity["branch_key"]), later_keys(connection)),
        clock=Clock(now_ms, _last_stamp(connection)),
        now_ms=now_ms,
        random=random,
        writer=WriterId(writer),
        acked_n=acked_n,
        last_n=last[0] if last else 0,
        last_id=EntryId(last[1]) if last else NO_ENTRY,
    )


def later_keys(connection: Connection) -> list[NotesKey]:
    """The notes keys after the first that are held here."""
    rows = connection.execute("SELECT number, key FROM notes_key").fetchall()
    return [NotesKey(row[0], bytes(row[1])) for row in rows]


def write_identity(connection: Connection, name: str, value: bytes) -> None:
    """Replace one part of the identity."""
    connection.execute(
        "INSERT INTO identity (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _last_stamp(connection: Connection) -> Stamp:
    # Entries that came from elsewhere are folded into `last_stamp` as they land; own ones need no second write.
    seen = connection.execute("SELECT value FROM setting WHERE name = 'last_stamp'").fetchone()
    own = connection.execute(
        "SELECT max(stamp) FROM (SELECT stamp FROM entry JOIN writer ON writer.id = entry.writer"
        " ORDER BY entry.rowid DESC LIMIT 1000)"
    ).fetchone()[0]
    return Stamp(max(int(seen[0]) if seen else 0, own or 0))
