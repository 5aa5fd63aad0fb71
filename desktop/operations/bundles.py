"""A bundle on a stick: what the network does, on foot, from laptop to laptop, to the server and back."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.domain.accounts import NoStickAbove
from desktop.operations.bundle_taking import BundleTaken, Taking
from desktop.operations.changed import Changed, Done
from desktop.operations.readers import learn
from desktop.store.enrolment import Enrolled
from desktop.store.rows import instant
from desktop.store.store import Store
from desktop.store.whole_files import refuse_other
from sync.protocol.boxes import box_key
from sync.protocol.bundle import (
    SERVER,
    Block,
    Carries,
    Header,
    Holds,
    Keys,
    Opened,
    Piece,
    Recipient,
    Stands,
    is_signed,
    open_bundle,
    read_header,
    seal_for,
    seal_for_branch,
    write_bundle,
)
from sync.protocol.codec import encode
from sync.protocol.messages import CarriedPush
from sync.protocol.rights import Act, rights_of
from sync.protocol.signing import sign_push

SUFFIX = ".groundswell"
"""How the name of a bundle's file ends. Its name says when it was written and nothing else."""
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

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


class BundleUnwritable(Exception):
    """The file could not be written or read; ``reason`` is the system's number for why."""

    def __init__(self, reason: int) -> None:
        super().__init__(reason)
        self.reason = reason


class BundleStopped(Exception):
    """Writing a file was stopped; nothing of it is there."""


@dataclass(frozen=True, slots=True)
class BundleWritten:
    """What went into a bundle: entries that are on this laptop only, entries that it carries, entries in all, bytes.

    ``for_server``: whether the server can read it, and not only laptops of the branch.
    """

    unsent: int
    carried: int
    entries: int
    size: int
    for_server: bool


def name_bundle(store: Store) -> str:
    """What a new file may be called: when it was written, and nothing of whom."""
    return f"{store.local_now():%Y-%m-%d-%H%M}{SUFFIX}"


def write_to_stick(
    store: Store,
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Done[BundleWritten]:
    """Write a bundle for every laptop of the branch, and for the server if one was joined. It appears whole or not at all.

    Raises BundleUnwritable, BundleStopped, NoStickAbove.
    """
    if store.branch.is_region:
        raise NoStickAbove
    kept = _joined(store)
    key = _signing_key(kept)
    content_key = store.session.random(_KEY_BYTES)
    recipients = [seal_for_branch(content_key, store.session.keys.bundles, store.session.random)]
    if kept is not None:
        recipients.append(_server_recipient(kept, content_key))
    header = Header(
        branch=store.branch.id,
        device=kept.device if kept is not None else "",
        signer="",
        made_at=store.now_ms(),
        recipients=recipients,
    )
    unsent, carried = store.exchange.waiting(), store.sent.carried()
    counted = [0]
    blocks = _watched(store, _blocks(store, header.device, key, counted), progress, cancelled)
    try:
        with _fresh(store, path) as file:
            write_bundle(file, header, content_key, key, blocks)
        size = path.stat().st_size
    except OSError as fault:
        raise BundleUnwritable(fault.errno or 0) from fault
    done = BundleWritten(unsent, carried, counted[0], size, for_server=kept is not None)
    return Done(done, Changed.NOTHING)


def read_from_stick(
    store: Store,
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    may_remove: bool = False,
) -> Done[BundleTaken]:
    """Take in what a bundle holds: twice, late or out of order it changes nothing.

    A colleague's is taken by the ids of its entries alone, as far as they belong to this laptop's part of the branch. The
    server's answer to this laptop is believed as a pull is, but only whole: its signature stands at its end. What it shows to
    have left this laptop's part is removed; where that is much, only if ``may_remove`` says that a person agreed.

    Raises NotABundle, WrongBranch, ForSomebodyElse, BundleUnwritable, NoStickAbove; then nothing was changed.
    """
    if store.branch.is_region:
        raise NoStickAbove
    try:
        with _opened(path) as file:
            taken = _take(store, file, (progress or _nobody, cancelled or _never), may_remove=may_remove)
    except OSError as fault:
        raise BundleUnwritable(fault.errno or 0) from fault
    store.exchange.fold_editions()
    taken.pending = store.exchange.waiting()
    return Done(taken, _RECEIVED if taken.new or taken.removed else Changed.SYNC)


def _take(
    store: Store, file: BinaryIO, manners: tuple[Progress, Callable[[], bool]], *, may_remove: bool
) -> BundleTaken:
    kept, header = _joined(store), read_header(file)
    is_answer = kept is not None and header.signer == kept.server_key
    private, names = None, frozenset[str]()
    if kept is not None and is_answer:
        private = X25519PrivateKey.from_private_bytes(bytes.fromhex(kept.box_key))
        names = frozenset({kept.device})
    keys = Keys(store.session.keys.bundles, private, names)
    opened = _open(store, file, keys)
    taken = BundleTaken(made_at=instant(header.made_at), is_answer=is_answer)
    if is_answer and not _is_signed(file, header):
        taken.is_whole = False
        return taken
    taking = Taking(store, taken, header, may_erase=is_answer or _may_erase(store, file, header))
    if taking.has_two_readings:  # what turfs hold may stand behind what they hold
        if not _read_through(file, opened, taking.take_first, manners):
            taken.is_stopped = True
            return taken
        opened = _open(store, file, keys)
    if _read_through(file, opened, taking.take, manners):
        taken.is_whole = opened.is_whole
    else:
        taken.is_stopped = True
    taking.end(may_remove=may_remove)
    with store.transaction():
        learn(store)
    return taken


def _open(store: Store, file: BinaryIO, keys: Keys) -> Opened:
    file.seek(0)
    return open_bundle(file, store.branch.id, keys)


def _is_signed(file: BinaryIO, header: Header) -> bool:
    at = file.tell()
    is_signed_by = is_signed(file, bytes.fromhex(header.signer))
    file.seek(at)
    return is_signed_by


def _may_erase(store: Store, file: BinaryIO, header: Header) -> bool:
    """Whether somebody wrote a colleague's bundle who may erase, as far as this laptop knows them for certain."""
    whose = [one.keys for one in store.vouching.known().values() if not one.is_out]
    may = {keys.key.hex() for keys in whose if Act.ERASE in rights_of(keys.role).acts}
    return header.signer in may and _is_signed(file, header)


def _read_through(
    file: BinaryIO,
    opened: Opened,
    take: Callable[[Block], None],
    manners: tuple[Progress, Callable[[], bool]],
) -> bool:
    """Take block after block; whether nobody stopped it."""
    progress, cancelled = manners
    size = os.fstat(file.fileno()).st_size
    for block in opened.blocks:
        take(block)
        progress(min(file.tell(), size), size)
        if cancelled():
            return False
    return True


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise BundleUnwritable(errno.EINVAL)  # a pipe, of which nobody knows when anything comes
        file = path.open("rb")
    except ValueError:  # a path may hold a NUL
        raise BundleUnwritable(errno.EINVAL) from None
    with file:
        yield file


@contextmanager
def _fresh(store: Store, path: Path) -> Iterator[BinaryIO]:
    """A file beside the one that is to be, which takes its name once it is whole and on the disk."""
    fresh = path.with_name(f"{path.name}.{store.session.random(4).hex()}.part")
    try:
        refuse_other(path)
        file = fresh.open("xb")
    except ValueError:  # a path may hold a NUL
        raise BundleUnwritable(errno.EINVAL) from None
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _joined(store: Store) -> Enrolled | None:
    """The enrolment, once nobody is still comparing its words."""
    kept = store.enrolment.find()
    return kept if kept is not None and kept.is_compared else None


def _signing_key(kept: Enrolled | None) -> Ed25519PrivateKey:
    if kept is None:
        return Ed25519PrivateKey.generate()
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))


def _server_recipient(kept: Enrolled, content_key: bytes) -> Recipient:
    return seal_for(SERVER, content_key, box_key(bytes.fromhex(kept.server_key)))


def _blocks(store: Store, device: str, key: Ed25519PrivateKey, counted: list[int]) -> Iterator[Block]:
    epoch, scope = store.exchange.epoch(), store.session.scope
    yield Stands(
        epoch=epoch, scopes=list(store.exchange.scopes()), attachments=store.bundling.attachment_names()
    )
    for push in store.bundling.pushes(epoch):
        text = encode(push)
        counted[0] += len(push.entries)
        carried = CarriedPush(device=device, signature=sign_push(key, device, text), push=text.decode())
        yield Carries(pushes=[carried])
    for carried in store.exchange.carried(100_000):
        yield Carries(pushes=[carried])
    for landed in store.bundling.admitted(scope):
        counted[0] += len(landed)
        yield Holds(epoch=epoch, scope=scope, landed=list(landed))
    for piece in store.bundling.pieces():
        by = store.reach.scope_of_attachment(piece.name)
        yield Piece(
            scope=by, attachment=piece.name, size=piece.size, index=piece.index, content=piece.content
        )


def _watched(
    store: Store,
    blocks: Iterator[Block],
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[Block]:
    """The same blocks; says after each how far it is, and stops if asked to."""
    total, done = store.bundling.weigh(), 0
    for block in blocks:
        if cancelled is not None and cancelled():
            raise BundleStopped
        yield block
        store.giving_way.wait()
        done += len(block.landed) if isinstance(block, Holds) else 1
        if progress is not None:
            progress(min(done, total), total)


def _nobody(done: int, of: int) -> None:
    del done, of


def _never() -> bool:
    return False
