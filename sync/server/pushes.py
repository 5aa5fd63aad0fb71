"""What a device sends: read before the transaction, then taken into the ledger all or nothing.

An entry whose place in its writer's chain is right is always kept. One that may not be admitted goes into
quarantine with a reason, is acknowledged, and never blocks those behind it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from sync.protocol.codec import decode
from sync.protocol.entries import (
    NO_ENTRY,
    TEXT_CAP,
    EntityId,
    Entry,
    EntryId,
    Link,
    WriterId,
    check_link,
    decode_body,
    received_content,
)
from sync.protocol.errors import BadSignature, Malformed, ProtocolError, TooLarge
from sync.protocol.kinds import KINDS
from sync.protocol.messages import PUSH_MOST_ENTRIES
from sync.server.refusals import Refused, malformed

MALFORMED = "malformed"
BODY_HASH = "body_hash"
TOO_LARGE = "too_large"
NOT_GRANTED = "scope"
REVOKED = "revoked"
ID_TAKEN = "id_taken"
NO_RECEIPT = "receipt"
ERASED = "erased"
ROLE = "role"

MayClaim = Callable[[Entry], str]
"""Why an entry may not be admitted, by whom it is from and what it claims; empty if it may."""


class PushText(msgspec.Struct, frozen=True, kw_only=True):
    """A push as it is read first: its entries still text, for each is judged by itself."""

    epoch: str
    writer: WriterId
    from_n: int
    prev: EntryId
    entries: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Pushed:
    """One entry of a push: its link, its text as received, and why it cannot be admitted, if so.

    ``entry`` (with its hash) is there unless it cannot be read; ``subject`` and ``place`` as its kind says.
    """

    id: EntryId
    writer: WriterId
    n: int
    text: bytes
    reason: str
    entry: Entry | None = None
    subject: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Push:
    """A push that was read and whose entries hang together. ``author``: the device that signed one that somebody carried."""

    epoch: str
    writer: WriterId
    from_n: int
    prev: EntryId
    entries: Sequence[Pushed]
    author: str = ""


def read_push(body: bytes, may_claim: MayClaim) -> Push:
    """Read a push and judge each entry. Raises Refused for a body that is not a push, or a broken chain."""
    try:
        push = decode(body, PushText)
        entries = [_read(bytes(text)) for text in push.entries]
    except ProtocolError as fault:
        raise malformed() from fault
    if not entries or len(entries) > PUSH_MOST_ENTRIES or push.from_n != entries[0][0].n:
        raise malformed()
    if not _is_chain(push, [link for link, _, _ in entries]):
        raise Refused(409, "forked")
    pushed = [
        judge(link, entry, bytes(text), may_claim, reason)
        for (link, entry, reason), text in zip(entries, push.entries, strict=True)
    ]
    return Push(push.epoch, push.writer, push.from_n, push.prev, pushed)


def judge(
    link: Link | Entry, entry: Entry | None, text: bytes, may_claim: MayClaim, reason: str = ""
) -> Pushed:
    """Say of one entry whether it may be admitted, whom it is about and where it belongs. Its link is checked already.

    Of one that no body can have made so long nothing but the link is kept: in a page it would be more than anybody takes.
    """
    if len(text) > TEXT_CAP:
        return Pushed(link.id, link.writer, link.n, b"", TOO_LARGE)
    if entry is None:
        return Pushed(link.id, link.writer, link.n, text, reason or MALFORMED)
    try:
        entry = received_content(entry)
        plain = decode_body(entry).plain
    except TooLarge:
        return Pushed(link.id, link.writer, link.n, text, TOO_LARGE)
    except BadSignature:
        return Pushed(link.id, link.writer, link.n, text, BODY_HASH)
    except Malformed:
        return Pushed(link.id, link.writer, link.n, text, MALFORMED)
    subject, place = about(entry.kind, entry.eid, plain)
    reason = may_claim(entry)
    return Pushed(link.id, link.writer, link.n, text, reason, entry, subject, place)


def about(kind: str, eid: EntityId, plain: dict[str, Any]) -> tuple[str, str]:
    """Whom an entry is about, and by what it belongs to a turf; nothing for a kind that is not known."""
    known = KINDS.get(kind)
    return (known.subject_of(eid, plain), known.place_of(eid, plain)) if known else ("", "")


def _read(text: bytes) -> tuple[Link | Entry, Entry | None, str]:
    """An entry if it can be read, else its link alone; Malformed if there is not even that."""
    try:
        entry = decode(text, Entry)
        check_link(entry)
    except Malformed:
        link = decode(text, Link)
        check_link(link)
        return link, None, MALFORMED
    return entry, entry, ""


def _is_chain(push: PushText, links: Sequence[Link | Entry]) -> bool:
    previous = push.prev
    if (push.from_n == 1) != (previous == NO_ENTRY):
        return False
    for n, link in enumerate(links, push.from_n):
        if link.n != n or link.prev != previous or link.writer != push.writer:
            return False
        previous = link.id
    return True
