"""Receipts: what the server gives for an entry when it first accepts it, and believes when it is given back.

A receipt is the first half of HMAC-SHA256 under a key that never leaves the server, over all of the entry that never
changes, the effective stamp, the time of acceptance and the epoch in which it was issued. A device cannot make one,
so a server that was put back from a backup can take entries from whoever still holds them, whoever wrote them; and a
receipt of its own epoch for an entry that it does not hold proves to it that it was put back.
"""

import hashlib
import hmac

import msgspec

from sync.protocol.clock import Stamp
from sync.protocol.entries import Entry, Landed

_BYTES = 16
_encoder = msgspec.json.Encoder(order="deterministic")


class Receipts:
    """Issues receipts and knows its own."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def issue(self, entry: Entry, epoch: str, eff: Stamp, received_at: int) -> str:
        """The receipt of an entry (with its hash), as 32 hex digits."""
        return hmac.digest(self._key, _text(entry, epoch, eff, received_at), hashlib.sha256)[:_BYTES].hex()

    def holds(self, landed: Landed, epoch: str) -> bool:
        """Whether a receipt is ours. ``epoch`` is that of the message, for a receipt that names none."""
        expected = self.issue(landed.entry, landed.issued or epoch, landed.eff, landed.received_at)
        return hmac.compare_digest(expected.encode(), landed.receipt.encode())


def _text(entry: Entry, epoch: str, eff: Stamp, received_at: int) -> bytes:
    """What a receipt covers: not ``writer``, ``n`` and ``prev``, which a fork gives anew, nor the body, but its hash."""
    header = (
        entry.id,
        entry.stamp,
        entry.scope,
        entry.kind,
        entry.eid,
        entry.seen,
        entry.actor,
        entry.app,
        entry.batch,
        entry.v,
        entry.hash,
    )
    return _encoder.encode(("groundswell-receipt-v1", epoch, eff, received_at, *header))
