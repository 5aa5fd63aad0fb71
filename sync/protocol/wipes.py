"""Wipes, and what the locked program asks to hear of them: signed with the status key, answered by the server's."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.entries import Number
from sync.protocol.errors import BadSignature
from sync.protocol.signed import Signed, open_document, sign_document

_WIPE = "groundswell-wipe-v1"


class Wipe(msgspec.Struct, frozen=True, kw_only=True):
    """That a device is to destroy its keys and records. ``seq`` is the instant at which it was ordered, and grows."""

    device: str
    seq: Number


class StatusRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the locked program asks, signed with the status key. ``wiped`` is the ``seq`` of a wipe that was carried out."""

    wiped: Number = 0


class StatusAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a device was shut out, and the wipe that it is to carry out.

    ``seq`` is that of the latest wipe, also of one that was withdrawn: none up to it, but the one told here, is to be believed.
    """

    now: Number
    is_revoked: bool = False
    wipe: Signed | None = None
    seq: Number = 0


def order_wipe(key: Ed25519PrivateKey, device: str, seq: int) -> Signed:
    """The server orders a wipe."""
    return sign_document(key, _WIPE, Wipe(device=device, seq=seq))


def open_wipe(wipe: Signed, device: str, server_key: bytes, after: int) -> Wipe:
    """A wipe that this device is to carry out.

    Raises BadSignature unless the server ordered it, for this device, later than ``after``; Malformed.
    """
    opened = open_document(wipe, server_key, _WIPE, Wipe)
    if opened.device != device or opened.seq <= after:
        raise BadSignature("wipe")
    return opened
