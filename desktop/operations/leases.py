"""The lease: renewed with an exchange, or by a file from an organiser's laptop; and what may be done without one."""

from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.leases import LeaseProblem, LeaseStanding, TakesInOnly
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import NotJoined
from desktop.store.disk import write_whole
from desktop.store.disk_encryption import disk_encryption
from desktop.store.enrolment import Enrolled
from desktop.store.errors import VaultError
from desktop.store.status_file import ensure_status_file
from desktop.store.store import Store
from desktop.store.whole_files import open_file
from sync.client import custody as client
from sync.client.errors import ExchangeError
from sync.client.transport import Transport
from sync.protocol.errors import BadSignature, ProtocolError
from sync.protocol.leases import LeaseFile, lend_lease, open_credential, open_lease, open_lent

LEASE_SUFFIX = ".lease"
"""How the name of a file ends that renews a laptop's lease."""
_MOST_BYTES = 64 * 1024


def read_lease(store: Store) -> LeaseStanding:
    """How this laptop's lease stands. Needs no network, and writes nothing."""
    return store.leases.standing()


def require_lease(store: Store) -> None:
    """Before anything is shown or given out that is not work at a door. TakesInOnly once the lease, or a sharing, has ended."""
    store.leases.count()
    standing = store.leases.standing()
    if standing.takes_in_only:
        raise TakesInOnly(is_shut_out=standing.is_shut_out, is_sharing=standing.is_sharing)


def renew_lease(store: Store, transport: Transport) -> None:
    """After an exchange: ask for a lease if it is due, and tell the status key. What goes wrong is tried again by the next."""
    kept = store.enrolment.find()
    if kept is None or not store.leases.is_to_be_renewed():
        return
    with suppress(ExchangeError, ProtocolError, VaultError):  # an older server gives none
        beside = ensure_status_file(store.folder, kept.server, kept.server_key, kept.device)
        held = store.leases.find()
        seq = max(held.seq if held else 0, beside.lease_seq)
        answer = client.renew_lease(transport, seq, beside.public_key(), disk_encryption(store.folder))
        lease = open_lease(answer.lease, kept.device, bytes.fromhex(kept.server_key))
        if lease.seq > seq:
            store.leases.keep(lease, answer.credential, answer.now)
            store.enrolment.keep_pins(answer.pins)


def write_lease_for(store: Store, device: str, path: Path) -> Done[None]:
    """As an organiser: write a file that renews the lease of another laptop of the branch, for it to take. Needs no network.

    Raises NotJoined, TakesInOnly, LeaseProblem ``no_right`` (this laptop was not heard by the server for a month, or is no
    organiser's), ``own``, ``unwritable``.
    """
    kept = _kept(store)
    require_lease(store)
    credential = store.leases.credential()
    if device == kept.device:
        raise LeaseProblem("own")
    if credential is None:
        raise LeaseProblem("no_right")
    now = store.leases.counted_now()
    until = open_credential(credential, bytes.fromhex(kept.server_key)).until
    if now > until:
        raise LeaseProblem("no_right")
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))
    try:
        write_whole(path, msgspec.json.encode(lend_lease(key, credential, device, now)))
    except (OSError, ValueError):  # a path may hold a NUL
        raise LeaseProblem("unwritable") from None
    return Done(None, Changed.NOTHING)


def take_lease(store: Store, path: Path) -> Done[LeaseStanding]:
    """Take a lease from an organiser's file. Raises NotJoined, LeaseProblem ``unreadable``, ``not_ours``, ``older``."""
    kept = _kept(store)
    try:
        with open_file(path) as file:
            read = msgspec.json.decode(file.read(_MOST_BYTES), type=LeaseFile)
    except (OSError, ValueError, msgspec.DecodeError, RecursionError):
        raise LeaseProblem("unreadable") from None
    try:
        lease = open_lent(read, kept.device, bytes.fromhex(kept.server_key))
    except (BadSignature, ProtocolError):
        raise LeaseProblem("not_ours") from None
    held = store.leases.find()
    beside = store.leases.status_file()
    if lease.seq <= max(held.seq if held else 0, beside.lease_seq if beside else 0):
        raise LeaseProblem("older")
    store.leases.keep_lent(lease)
    return Done(store.leases.standing(), Changed.SYNC | Changed.SETTINGS)


def _kept(store: Store) -> Enrolled:
    kept = store.enrolment.find()
    if kept is None or not kept.is_compared:
        raise NotJoined
    return kept
