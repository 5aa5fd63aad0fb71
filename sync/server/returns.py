"""What is given back after a restore, whoever wrote it, and what somebody carries for a colleague: taken in by ids alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, select

from sync.protocol.clock import Stamp
from sync.protocol.codec import decode
from sync.protocol.entries import Entry, Landed, Scope, check_link, whole
from sync.protocol.errors import BadSignature, Malformed, ProtocolError
from sync.protocol.kinds.erasure import ERASURE
from sync.protocol.messages import PULL_MOST_ENTRIES, CarriedPush, GiveAnswer, Quarantined
from sync.protocol.receipts import Receipts
from sync.protocol.scopes import branch_of
from sync.protocol.signing import verify_push
from sync.server.admission import Admitted, Clerk, admit, keep_apart, keyed, open_apart
from sync.server.devices import find_device
from sync.server.erasures import Erasing, carry_out, discard_late, emptied, erased_among, late_for
from sync.server.exports import note_exports
from sync.server.ledger import keep_writer
from sync.server.pushes import (
    NO_RECEIPT,
    NOT_GRANTED,
    REVOKED,
    ROLE,
    Push,
    Pushed,
    judge,
    read_push,
)
from sync.server.reach import judged_by_reach
from sync.server.refusals import Refused, malformed
from sync.server.regaining import regain
from sync.server.roles import judged_by_role, roles_held
from sync.server.tables import QUARANTINE


class GivenText(msgspec.Struct, frozen=True, kw_only=True):
    """``messages.Landed`` with its entry still text."""

    seq: int
    eff: Stamp
    received_at: int
    entry: msgspec.Raw
    receipt: str = ""
    issued: str = ""
    lost: bool = False


class GiveText(msgspec.Struct, frozen=True, kw_only=True):
    """``messages.GiveRequest`` made of ``GivenText``."""

    epoch: str
    entries: list[GivenText]


@dataclass(frozen=True, slots=True)
class Given:
    """One entry given back: as it landed once, and as it is judged now."""

    landed: Landed
    pushed: Pushed


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of it: the answer, how many entries are new, and whether they prove that this server was put back."""

    answer: GiveAnswer
    admitted: int
    is_restored: bool = False
    erasures: Sequence[Erasing] = ()

    def in_epoch(self, epoch: str) -> "Returned":
        """The same, answered from an epoch that began with it."""
        return replace(self, answer=msgspec.structs.replace(self.answer, epoch=epoch))


@dataclass(frozen=True, slots=True)
class Giver:
    """Whose branch a giver is of, which scopes they have, and whether they are an organiser: only those may erase."""

    branch: Scope
    scopes: frozenset[Scope]
    may_erase: bool


def read_given(body: bytes, giver: Giver, receipts: Receipts) -> tuple[str, list[Given]]:
    """Read what is given back: the epoch that the giver speaks of, and the entries. Raises Refused."""
    try:
        given = decode(body, GiveText)
        found = [_read(one, giver, receipts, given.epoch) for one in given.entries]
    except ProtocolError as fault:
        raise malformed() from fault
    if len(found) > PULL_MOST_ENTRIES:
        raise Refused(413, "too_large")
    return given.epoch, found


def take_given(connection: Connection, given: Sequence[Given], epoch: str, clerk: Clerk) -> Returned:
    """Take in what is given back, inside a writing transaction. Raises Refused ``epoch``."""
    if epoch != clerk.epoch:
        raise Refused(409, "epoch", epoch=clerk.epoch)
    pushed = [one.pushed for one in given]
    erased = erased_among(connection, clerk.branch, {one.subject for one in pushed})
    # Headers of what came too late come back, so that everybody holds the same; bodies do not.
    pushed = [emptied(one) if late_for(one, erased) else one for one in pushed]
    admitted = admit(connection, clerk, pushed, Stamp(0), [one.landed for one in given])
    regain(connection, clerk, [one for one, found in zip(pushed, admitted, strict=True) if not found.is_new])
    apart = keep_apart(connection, clerk, zip(pushed, admitted, strict=True), _no_slot)
    # A receipt of this very epoch for an entry that is not here: the ledger held it once, and was put back.
    is_restored = any(one.is_new and one.issued == clerk.epoch for one in admitted)
    erasures = carry_out(connection, clerk, zip(pushed, admitted, strict=True))
    note_exports(connection, clerk, zip(pushed, admitted, strict=True))
    return replace(_returned(admitted, apart, clerk, is_restored=is_restored), erasures=erasures)


def read_carried(
    connection: Connection,
    carried: CarriedPush,
    branch: Scope,
    now: int,
    *,
    even_of: str = "",
    by: Giver | None = None,
) -> Push | None:
    """A push that somebody carries, judged by its author's grants; None unless a device of the branch signed it.

    ``even_of`` names the one device whose own are taken also though it was shut out: an organiser said so. What is of a
    device that is not known here, as one that enrolled after the backup that was put back, is worth what its carrier
    ``by`` gives without a receipt.
    """
    author = find_device(connection, carried.device, now)
    text = carried.push.encode()
    if author is None:
        return _read_strange(text, by) if by is not None else None
    if author.scope != branch:
        return None
    try:
        key = Ed25519PublicKey.from_public_bytes(author.key)
        verify_push(key, carried.device, text, carried.signature)
    except (BadSignature, ValueError):
        return None

    def may_claim(entry: Entry) -> str:
        if author.is_revoked and author.name != even_of:
            return REVOKED
        return "" if author.may_write(entry, now) else NOT_GRANTED

    try:
        push = read_push(text, may_claim)
    except Refused:
        return None
    entries = judged_by_role(author, push.entries, now, lambda: roles_held(connection, author))
    return replace(push, entries=judged_by_reach(connection, author, entries), author=author.id)


def _read_strange(text: bytes, by: Giver) -> Push | None:
    try:
        return read_push(text, lambda entry: _without_receipt(entry, by))
    except Refused:
        return None


def take_carried(connection: Connection, pushes: Sequence[Push], clerk: Clerk) -> Returned:
    """Take carried pushes in by the ids of their entries, inside a writing transaction."""
    everything: list[Admitted] = []
    apart: list[Quarantined] = []
    erasures: list[Erasing] = []
    for push in pushes:
        if push.author:
            keep_writer(connection, clerk.branch, push.author, push.writer)
        entries = discard_late(connection, clerk.branch, push.entries)
        admitted = admit(connection, clerk, entries, Stamp(0))
        apart += keep_apart(connection, clerk, zip(entries, admitted, strict=True), _no_slot)
        erasures += carry_out(connection, clerk, zip(entries, admitted, strict=True))
        note_exports(connection, clerk, zip(entries, admitted, strict=True))
        everything += admitted
    return replace(_returned(everything, apart, clerk), erasures=erasures)


def admit_apart(connection: Connection, clerk: Clerk) -> tuple[int, list[Erasing]]:
    """Admit what lies apart for want of a receipt, on the word of whoever runs the server.

    Returns how many entries, and the erasures among them.
    """
    opened = [open_apart(row, clerk.branch, clerk.keys) for row in _apart(connection, clerk.branch)]
    entries = [_unasked(text) for text in opened if text]
    entries = discard_late(connection, clerk.branch, entries)
    admitted = admit(connection, clerk, entries, Stamp(0))
    erasures = carry_out(connection, clerk, zip(entries, admitted, strict=True))
    return sum(one.is_new for one in admitted), erasures


def subjects_apart(connection: Connection, branch: Scope) -> list[str]:
    """Whom the entries are about that lie apart for want of a receipt."""
    return sorted(
        {
            row.subject or keyed(_unasked(bytes(row.text)).subject)
            for row in _apart(connection, branch)
            if row.text
        }
        - {""}
    )


def _apart(connection: Connection, branch: Scope) -> Sequence[Row[str, str, bytes]]:
    wanted = (QUARANTINE.c.id, QUARANTINE.c.subject, QUARANTINE.c.text)
    return connection.execute(
        select(*wanted).where(QUARANTINE.c.scope == branch, QUARANTINE.c.reason == NO_RECEIPT)
    ).all()


def _unasked(text: bytes) -> Pushed:
    entry = whole(decode(text, Entry))
    return judge(entry, entry, text, lambda _entry: "")


def _returned(
    admitted: Sequence[Admitted], apart: list[Quarantined], clerk: Clerk, *, is_restored: bool = False
) -> Returned:
    taken = sum(one.is_new for one in admitted)
    answer = GiveAnswer(epoch=clerk.epoch, taken=taken, quarantined=apart, now=clerk.now)
    return Returned(answer, taken, is_restored)


def _no_slot(entry: Pushed) -> tuple[str, int]:
    """What has no place in a writer's chain lies apart under its own id."""
    return entry.id, 0


def _read(one: GivenText, giver: Giver, receipts: Receipts, epoch: str) -> Given:
    text = bytes(one.entry)
    entry = whole(decode(text, Entry))
    check_link(entry)
    landed = Landed(
        seq=0,
        eff=one.eff,
        received_at=one.received_at,
        entry=entry,
        receipt=one.receipt,
        issued=one.issued,
        # A receipt covers the hash alone: that words are to stay away is an erasure, which not everybody may do.
        lost=one.lost or not (entry.body or giver.may_erase),
    )
    if not 0 <= one.eff < 1 << 63 or not 0 <= one.received_at < 1 << 53:
        raise Malformed("given")

    def may_claim(_entry: Entry) -> str:
        # A receipt says that it was admitted once: whoever holds it now may bring it back.
        is_theirs = entry.scope in giver.scopes or branch_of(entry.scope) == giver.branch
        return "" if is_theirs and receipts.holds(landed, epoch) else _without_receipt(entry, giver)

    return Given(landed, judge(entry, entry, text, may_claim))


def _without_receipt(entry: Entry, giver: Giver) -> str:
    """Why it lies apart what somebody gives that nothing proves to have been admitted once.

    For want of a receipt alone whoever runs the server may admit it, who is not asked about each: so nothing that its
    giver could not have seen, and no erasure but of those who may erase.
    """
    if branch_of(entry.scope) != giver.branch or giver.branch not in giver.scopes:
        return NOT_GRANTED
    return NO_RECEIPT if giver.may_erase or entry.kind != ERASURE.name else ROLE
