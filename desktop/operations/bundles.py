"""A bundle on a stick: what the network does, on foot, from laptop to laptop."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.operations.changed import Changed, Done
from desktop.store.rows import instant
from desktop.store.store import Store
from sync.protocol.bundle import (
    Block,
    Carries,
    Header,
    Holds,
    Keys,
    Opened,
    Piece,
    Stands,
    open_bundle,
    seal_for_branch,
    write_bundle,
)
from sync.protocol.codec import decode, encode
from sync.protocol.entries import Landed, Scope, received
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import CHUNK_BYTES, CarriedPush, PushRequest
from sync.protocol.scopes import branch_of
from sync.protocol.signing import sign_push

_KEY_BYTES = 32
_RECEIVED = (
    Changed.CONTACTS
    | Changed.HOUSEHOLDS
    | Changed.ATTEMPTS
    | Changed.SURVEYS
    | Changed.TURFS
    | Changed.REGISTER
    | Changed.MEMBERS
    | Changed.BRANCH
    | Changed.CONFLICTS
    | Changed.SYNC
)


class BundleUnwritable(Exception):
    """The file could not be written or read; ``reason`` is the system's number for why."""

    def __init__(self, reason: int) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class BundleWritten:
    """What went into a bundle: entries that are on this laptop only or carried, entries in all, bytes."""

    unsent: int
    entries: int
    size: int


@dataclass(slots=True)
class BundleTaken:
    """What was taken from a bundle. ``is_whole`` is false where the file was cut short: the rest is to be copied again."""

    made_at: datetime
    new: int = 0
    known: int = 0
    carried: int = 0
    elsewhere: int = 0  # of parts that this laptop does not hold
    is_whole: bool = True


def write_to_stick(store: Store, path: Path) -> Done[BundleWritten]:
    """Write a bundle for every laptop of the branch. The file appears whole or not at all. Raises BundleUnwritable."""
    kept = store.enrolment.find()
    device = kept.device if kept is not None else ""
    key = (
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))
        if kept is not None
        else Ed25519PrivateKey.generate()
    )
    content_key = store.session.random(_KEY_BYTES)
    header = Header(
        branch=store.branch.id,
        device=device,
        signer="",
        made_at=store.now_ms(),
        recipients=[seal_for_branch(content_key, store.session.keys.bundles, store.session.random)],
    )
    counted = [0, 0]
    fresh = path.with_name(f"{path.name}.part")
    try:
        with fresh.open("xb") as file:
            write_bundle(file, header, content_key, key, _blocks(store, device, key, counted))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as fault:
        fresh.unlink(missing_ok=True)
        raise BundleUnwritable(fault.errno or 0) from fault
    return Done(BundleWritten(counted[0], counted[1], path.stat().st_size), Changed.NOTHING)


def read_from_stick(store: Store, path: Path) -> Done[BundleTaken]:
    """Take in what a bundle holds, by the ids of its entries: twice, late or out of order it changes nothing.

    Raises NotABundle, WrongBranch, BundleUnwritable; then nothing was changed.
    """
    try:
        with path.open("rb") as file:
            opened = open_bundle(file, store.branch.id, Keys(branch=store.session.keys.bundles))
            taken = _take(store, opened)
    except OSError as fault:
        raise BundleUnwritable(fault.errno or 0) from fault
    store.exchange.fold_editions()
    return Done(taken, _RECEIVED if taken.new else Changed.NOTHING)


def _blocks(store: Store, device: str, key: Ed25519PrivateKey, counted: list[int]) -> Iterator[Block]:
    epoch, scope = store.exchange.epoch(), store.session.scope
    yield Stands(epoch=epoch, scopes=list(store.exchange.scopes()))
    for push in store.bundling.pushes(epoch):
        text = encode(push)
        counted[0] += len(push.entries)
        counted[1] += len(push.entries)
        carried = CarriedPush(device=device, signature=sign_push(key, device, text), push=text.decode())
        yield Carries(pushes=[carried])
    for carried in store.exchange.carried(100_000):
        counted[0] += 1
        yield Carries(pushes=[carried])
    for landed in store.bundling.admitted(scope):
        counted[1] += len(landed)
        yield Holds(epoch=epoch, scope=scope, landed=list(landed))
    for piece in store.bundling.pieces():
        yield Piece(
            scope=scope, attachment=piece.name, size=piece.size, index=piece.index, content=piece.content
        )


def _take(store: Store, opened: Opened) -> BundleTaken:
    taken = BundleTaken(made_at=instant(opened.header.made_at))
    for block in opened.blocks:
        if isinstance(block, Carries):
            for push in block.pushes:
                _take_push(store, push, taken)
        elif isinstance(block, Holds):
            _take_entries(store, block.scope, block.landed, block.epoch, taken)
        elif isinstance(block, Piece):
            _take_piece(store, block)
    taken.is_whole = opened.is_whole
    return taken


def _take_push(store: Store, carried: CarriedPush, taken: BundleTaken) -> None:
    try:
        push = decode(carried.push.encode(), PushRequest)
    except ProtocolError:
        return
    landed = [Landed(seq=0, eff=entry.stamp, received_at=0, entry=entry) for entry in push.entries]
    if not landed:
        return
    _take_entries(store, landed[0].entry.scope, landed, "", taken)
    kept = store.enrolment.find()
    is_ours = kept is not None and carried.device == kept.device
    ids = [one.entry.id for one in landed]
    if carried.device and not is_ours and store.bundling.known(ids) != set(ids):
        with store.transaction():
            store.bundling.keep_carried(carried)
        taken.carried += len(landed)


def _take_entries(
    store: Store, scope: Scope, landed: Sequence[Landed], epoch: str, taken: BundleTaken
) -> None:
    if branch_of(scope) != store.session.scope:
        taken.elsewhere += len(landed)
        return
    sound = []
    for one in landed:
        try:
            entry = received(one.entry)
        except ProtocolError:
            continue
        issued = one.issued or epoch if one.receipt else ""
        sound.append(
            Landed(
                seq=0,
                eff=one.eff,
                received_at=one.received_at,
                entry=entry,
                receipt=one.receipt,
                issued=issued,
            )
        )
    new = store.exchange.take(store.session.scope, sound).new
    taken.new += new
    taken.known += len(sound) - new


def _take_piece(store: Store, piece: Piece) -> None:
    with store.transaction():
        is_lacking = store.bundling.want(piece.attachment, piece.size)
    if not is_lacking:
        return
    store.exchange.keep_chunk(piece.attachment, piece.index, piece.content)
    if len(store.exchange.chunks_kept(piece.attachment)) == -(-piece.size // CHUNK_BYTES):
        store.exchange.complete_attachment(piece.attachment, piece.size)
