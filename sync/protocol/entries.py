"""The entry: one immutable fact that a person wrote, and the only thing that is ever synced.

A journal (on a device) and a ledger (on the server) are sets of entries; every row that a screen
shows is a pure fold of them. An entry has a *header*, which stays for ever, and a *body* (JSON
text), which an erasure may empty. The header carries the hash of the body, and the body carries a
salt, so that an erased body cannot be guessed from its hash and digests stay as they were.
"""

import hashlib
import re
from typing import Annotated, Any, NewType

import msgspec

from sync.protocol.clock import LARGEST, Stamp
from sync.protocol.errors import BadSignature, Malformed, TooLarge

EntryId = NewType("EntryId", str)
WriterId = NewType("WriterId", str)
EntityId = NewType("EntityId", str)
Scope = NewType("Scope", str)
Number = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
"""A number in a message: what any database keeps, and any reader of JSON reads."""
Effective = Annotated[Stamp, msgspec.Meta(ge=0, le=LARGEST)]

ENTRY_VERSION = 1
ID_LENGTH = 32
HASH_LENGTH = 64
ENTRY_CAP = 1024 * 1024
"""Most bytes of a body. A store must not write a longer one: the server keeps it in quarantine."""
TEXT_CAP = 4 * ENTRY_CAP
"""Most bytes of an entry as it goes over the wire, twice what the largest body comes to; of a longer one the link is kept."""
NO_ENTRY = EntryId("")
_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")  # noqa: TID251 - our own constant
_HASH = re.compile(f"[0-9a-f]{{{HASH_LENGTH}}}")  # noqa: TID251 - our own constant


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an entry says, and under whose initials. ``plain`` is read by the server, ``sealed`` only by the branch."""

    plain: dict[str, Any] = {}
    sealed: str = ""  # base64 of nonce + AES-256-GCM; see sync.protocol.sealing
    salt: str = ""
    initials: str = ""  # who was at it, where a laptop was handed over to whoever helps


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the journal, as it is stored and as it goes over the wire.

    ``id`` is random and is the identity; ``writer`` and ``n`` only serve acknowledgement and the
    finding of gaps. ``seen`` names, for each field written, the entries whose values the author
    had before them. ``body`` is the exact text whose hash is ``hash``; empty after an erasure.
    Over the wire the hash stands beside an empty body alone: see ``for_the_wire`` and ``whole``.
    """

    id: EntryId
    writer: WriterId
    n: int  # 1, 2, 3 … without a gap per writer
    prev: EntryId  # id of entry n-1 of this writer; empty for the first
    stamp: Stamp
    scope: Scope
    kind: str
    eid: EntityId
    seen: dict[str, list[EntryId]] = {}
    actor: str = ""  # member who wrote it
    app: str = ""
    batch: EntityId = EntityId("")  # what it was written with, to be undone together: an import, a sheet
    v: int = 1  # always 1: a later version says its own
    hash: str = ""  # blake2b-256 of body, hex
    body: str


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The part of an entry's header by which entries of a writer hang together; read first and by itself."""

    id: EntryId
    writer: WriterId
    n: int
    prev: EntryId


class Landed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry as the server holds it: its place in the scope, its effective stamp and its receipt."""

    seq: Number
    eff: Effective
    received_at: Number  # ms since 1970, server's clock
    entry: Entry
    receipt: str = ""  # see sync.protocol.receipts
    issued: str = ""  # the epoch in which the receipt was issued; empty for the one of the message
    lost: bool = (
        False  # its body is empty because the giver cannot read it any more, not because of an erasure
    )


class Departure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place in a scope that holds no entry: something left the scope there, or an entry was there that has left.

    With a kind, the entity ``eid`` has left the scope: whoever holds it by this scope alone lets go of it.
    """

    seq: Number
    kind: str = ""
    eid: EntityId = EntityId("")


_body_decoder = msgspec.json.Decoder(Body)


def hash_body(body: str) -> str:
    """Hash of a body's exact text: blake2b, 256 bits, hex."""
    return _hashed(body.encode())


def _hashed(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=32).hexdigest()


def encode_body(body: Body) -> str:
    """The text of a body; fields in a fixed order."""
    return msgspec.json.encode(body, order="deterministic").decode()


def decode_body(entry: Entry) -> Body:
    """Read an entry's body; an erased one reads as empty.

    Raises Malformed if the text is not a body.
    """
    if not entry.body:
        return Body()
    try:
        return _body_decoder.decode(entry.body)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Malformed("body") from fault


def for_the_wire(entry: Entry) -> Entry:
    """An entry without the hash, which anybody can work out as long as there is a body."""
    return msgspec.structs.replace(entry, hash="") if entry.body else entry


def whole(entry: Entry) -> Entry:
    """An entry that came over the wire with the hash of its body."""
    return (
        entry if entry.hash or not entry.body else msgspec.structs.replace(entry, hash=hash_body(entry.body))
    )


def scope_of(home: str) -> Scope:
    """The scope that holds all entries of a branch, by its id, or of a region, by ``region:`` and its id."""
    return Scope(home if home.startswith("region:") else f"branch:{home}")


def home_name(scope: Scope) -> str:
    """What the home of a device is called: a branch by its id, a region by ``region:`` and its id."""
    return scope.removeprefix("branch:")


def check_link(link: Link | Entry) -> None:
    """Raise Malformed if ids have a wrong shape, or the counter and the link contradict each other."""
    if not is_id(link.id) or not is_id(link.writer):
        raise Malformed("id")
    if not 1 <= link.n < 1 << 53 or (link.n == 1) != (link.prev == NO_ENTRY):
        raise Malformed("counter")
    if link.prev != NO_ENTRY and not is_id(link.prev):
        raise Malformed("prev")


def check_entry(entry: Entry) -> None:
    """Raise if an entry contradicts itself: its link, a stamp out of range, an empty part, a wrong hash."""
    check_link(entry)
    check_content(entry)


def received(entry: Entry) -> Entry:
    """An entry that came over the wire, whole and checked as ``check_entry`` does; its body is hashed once."""
    check_link(entry)
    return received_content(entry)


def received_content(entry: Entry) -> Entry:
    """The same without its link."""
    if entry.hash or not entry.body:
        check_content(entry)
        return entry
    return msgspec.structs.replace(entry, hash=_hashed(_check_header(entry)))


def check_content(entry: Entry) -> None:
    """What ``check_entry`` checks beside the link."""
    body = _check_header(entry)
    if _HASH.fullmatch(entry.hash) is None:
        raise Malformed("hash")
    if entry.body and _hashed(body) != entry.hash:
        raise BadSignature("body hash")


def _check_header(entry: Entry) -> bytes:
    """Check what is beside link and hash; the bytes of the body."""
    if not 0 <= entry.stamp < 1 << 63:
        raise Malformed("stamp")
    if not 1 <= entry.v < 1 << 53:
        raise Malformed("version")
    if not entry.scope or not entry.kind or not entry.eid:
        raise Malformed("header")
    body = entry.body.encode()
    if len(body) > ENTRY_CAP:
        raise TooLarge("body")
    return body


def is_id(text: str) -> bool:
    """Whether a text is 128 bits in lower-case hex, as ids of entries, writers and branches are."""
    return _ID.fullmatch(text) is not None
