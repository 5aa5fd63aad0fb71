"""A digest of a set of entries, so that two sides can tell in one number whether they hold the same.

Count and sum modulo 2^128 of blake2b-128(id, body hash). A sum, not an exclusive-or, because that
cancels an entry held twice. Bodies count through their hash, so an erasure changes nothing.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sync.protocol.entries import EntryId

_MODULUS = 1 << 128


@dataclass(frozen=True, slots=True)
class Digest:
    """Count and sum of a set of entries; adding and removing are exact inverses."""

    count: int = 0
    total: int = 0

    def plus(self, entry_id: EntryId, body_hash: str) -> "Digest":
        """The digest of this set and one more entry."""
        return Digest(self.count + 1, (self.total + element(entry_id, body_hash)) % _MODULUS)

    def plus_all(self, pairs: Iterable[tuple[EntryId, str]]) -> "Digest":
        """The digest of this set and more (id, body hash) pairs."""
        count, total = self.count, self.total
        for entry_id, body_hash in pairs:
            count += 1
            total += element(entry_id, body_hash)
        return Digest(count, total % _MODULUS)

    def minus_all(self, pairs: Iterable[tuple[EntryId, str]]) -> "Digest":
        """The digest of this set without these (id, body hash) pairs, all of which are in it."""
        count, total = self.count, self.total
        for entry_id, body_hash in pairs:
            count -= 1
            total -= element(entry_id, body_hash)
        return Digest(count, total % _MODULUS)

    def text(self) -> str:
        """``count:hex``, as it is sent and stored."""
        return f"{self.count}:{self.total:032x}"

    @staticmethod
    def from_text(text: str) -> "Digest":
        """Read ``count:hex``; ValueError if it is not that."""
        count, _, total = text.partition(":")
        return Digest(int(count), int(total, 16))


def element(entry_id: EntryId, body_hash: str) -> int:
    """What one entry adds to a digest."""
    packed = f"{entry_id}{body_hash}".encode()
    return int.from_bytes(hashlib.blake2b(packed, digest_size=16).digest(), "big")
