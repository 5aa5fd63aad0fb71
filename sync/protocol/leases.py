"""Leases: until when a laptop may work as it does, renewed by the server or, without a network, by an organiser's laptop.

A lease binds the honest program alone; see docs/protocol.md. ``seq`` is the instant at which it was given, raised where
needed so that a later one is larger, whoever gave it.
"""

from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.entries import Number
from sync.protocol.errors import BadSignature, Malformed
from sync.protocol.messages import Moment
from sync.protocol.pins import Pins
from sync.protocol.signed import Signed, open_document, sign_document

_DAY_MS = 24 * 60 * 60 * 1000
LEASE_MS = 14 * _DAY_MS
"""For how long a lease is given."""
CREDENTIAL_MS = 30 * _DAY_MS
"""For how long an organiser's laptop may renew leases after it was heard itself."""
RENEW_AFTER_MS = _DAY_MS
"""A lease that is older is renewed by the next exchange."""
_LEASE = "groundswell-lease-v1"
_BY_ORGANISER = "groundswell-lease-by-organiser-v1"
_CREDENTIAL = "groundswell-credential-v1"
Disk = Annotated[str, msgspec.Meta(max_length=16)]
"""``encrypted``, ``open`` or ``unknown``; empty where nothing was told."""


class Lease(msgspec.Struct, frozen=True, kw_only=True):
    """That a device may work until an instant; all in ms since 1970 by the server's clock."""

    device: str
    seq: Number
    issued: Moment
    not_after: Moment


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """That an organiser's device, by its public key (hex), may renew leases of its branch from an instant until one."""

    device: str
    key: str
    issued: Moment
    until: Moment


class LeaseRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Asks for a lease. ``seq`` is the one held; ``status_key`` (Ed25519, public, hex) is to be this device's from now on.

    ``disk`` is whether the disk under its records is encrypted, as far as the program can tell.
    """

    seq: Number = 0
    status_key: str = ""
    disk: Disk = ""


class LeaseAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A lease, for an organiser's device what lets it renew those of others, and the TLS keys that alone are to be accepted.

    Without ``pins`` none are, whatever an earlier answer said.
    """

    lease: Signed
    now: Number
    credential: Signed | None = None
    pins: Pins | None = None


class LeaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A lease in a file, and the credential of the organiser's device that gave it."""

    lease: Signed
    credential: Signed


def give_lease(key: Ed25519PrivateKey, device: str, seq: int, now: int) -> Signed:
    """The server gives a lease."""
    lease = Lease(device=device, seq=seq, issued=now, not_after=now + LEASE_MS)
    return sign_document(key, _LEASE, lease)


def give_credential(key: Ed25519PrivateKey, device: str, device_key: bytes, now: int) -> Signed:
    """The server lets an organiser's device renew leases of its branch for a while."""
    credential = Credential(device=device, key=device_key.hex(), issued=now, until=now + CREDENTIAL_MS)
    return sign_document(key, _CREDENTIAL, credential)


def lend_lease(key: Ed25519PrivateKey, credential: Signed, device: str, now: int) -> LeaseFile:
    """An organiser's device, by its own key, gives another device of the branch a lease."""
    lease = Lease(device=device, seq=now, issued=now, not_after=now + LEASE_MS)
    return LeaseFile(lease=sign_document(key, _BY_ORGANISER, lease), credential=credential)


def open_lease(lease: Signed, device: str, server_key: bytes) -> Lease:
    """A lease that the server gave this device. Raises BadSignature; Malformed where it says what cannot be."""
    return _checked(open_document(lease, server_key, _LEASE, Lease), device)


def open_credential(credential: Signed, server_key: bytes) -> Credential:
    """A credential that the server gave. Raises BadSignature, Malformed."""
    return open_document(credential, server_key, _CREDENTIAL, Credential)


def open_lent(file: LeaseFile, device: str, server_key: bytes) -> Lease:
    """A lease that an organiser's device gave this one. Raises BadSignature, Malformed.

    The giver must be another device of the same branch, by a credential of this server's that held when the lease was given.
    """
    credential = open_credential(file.credential, server_key)
    if credential.device == device or _branch(credential.device) != _branch(device):
        raise BadSignature("credential")
    try:
        key = bytes.fromhex(credential.key)
    except ValueError as fault:
        raise Malformed("credential") from fault
    lease = _checked(open_document(file.lease, key, _BY_ORGANISER, Lease), device)
    if not credential.issued <= lease.issued <= credential.until:
        raise BadSignature("credential")
    return lease


def _branch(device: str) -> str:
    return device.partition(".")[0]


def _checked(lease: Lease, device: str) -> Lease:
    if lease.device != device:
        raise BadSignature("device")
    if not 0 < lease.not_after - lease.issued <= LEASE_MS:
        raise Malformed("lease")
    return lease
