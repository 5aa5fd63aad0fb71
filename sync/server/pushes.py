"""What a device sends: read before the transaction, then taken into the ledger all or nothing.

An entry whose place in its writer's chain is right is always kept. One that may not be admitted goes into
quarantine with a reason, is acknowledged, and never blocks those behind it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from sync.protocol.codec import decode
from sync.protocol.digest import Digest
from sync.protocol.entries import (
    Entry,
    EntryId,
    Link,
    Scope,
    WriterId,
    check_entry,
    check_link,
    decode_body,
    whole,
)
from sync.protocol.errors import BadSignature, Malformed, ProtocolError, TooLarge
from sync.protocol.messages import PUSH_MOST_ENTRIES
from sync.server.refusals import Refused, malformed

MALFORMED = "malformed"
BODY_HASH = "body_hash"
TOO_LARGE = "too_large"
NOT_GRANTED = "scope"
ID_TAKEN = "id_taken"


class PushText(msgspec.Struct, frozen=True, kw_only=True):
    """A push as it is read first: its entries still text, for each is judged by itself."""

    epoch: str
    writer: WriterId
    from_n: int
    prev: EntryId
    entries: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Pushed:
    """One entry of a push: its link, its text as received, and why it cannot be admitted, if so."""

    id: EntryId
    n: int
    scope: Scope
    stamp: int
    hash: str
    text: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class Push:
    """A push that was read and whose entries hang together."""

    epoch: str
    writer: WriterId
    from_n: int
    prev: EntryId
    entries: Sequence[Pushed]


def read_push(body: bytes, scopes: frozenset[Scope]) -> Push:
    """Read a push and judge each entry. Raises Refused for a body that is not a push, or a broken chain."""
    try:
        push = decode(body, PushText)
        links = [decode(bytes(text), Link) for text in push.entries]
        for link in links:
            check_link(link)
    except ProtocolError as fault:
        raise malformed() from fault
    if not links or len(links) > PUSH_MOST_ENTRIES or push.from_n != links[0].n:
        raise malformed()
    if not _is_chain(push, links):
        raise Refused(409, "forked")
    pushed = [_judge(link, bytes(text), scopes) for link, text in zip(links, push.entries, strict=True)]
    return Push(push.epoch, push.writer, push.from_n, push.prev, pushed)


def digest_of(digest: Digest, entries: Iterable[Pushed]) -> Digest:
    """A digest with these entries added."""
    return digest.plus_all((entry.id, entry.hash) for entry in entries)


def _is_chain(push: PushText, links: Sequence[Link]) -> bool:
    previous = push.prev
    for n, link in enumerate(links, push.from_n):
        if link.n != n or link.prev != previous or link.writer != push.writer:
            return False
        previous = link.id
    return True


def _judge(link: Link, text: bytes, scopes: frozenset[Scope]) -> Pushed:
    try:
        entry = whole(decode(text, Entry))
        check_entry(entry)
        decode_body(entry)
    except TooLarge:
        return _kept_apart(link, text, TOO_LARGE)
    except BadSignature:
        return _kept_apart(link, text, BODY_HASH)
    except Malformed:
        return _kept_apart(link, text, MALFORMED)
    reason = "" if entry.scope in scopes else NOT_GRANTED
    return Pushed(link.id, link.n, entry.scope, entry.stamp, entry.hash, text, reason)


def _kept_apart(link: Link, text: bytes, reason: str) -> Pushed:
    return Pushed(link.id, link.n, Scope(""), 0, "", text, reason)
