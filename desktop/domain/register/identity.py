"""Ids that two offline laptops agree on: an elector's and a household's, both keyed with the branch's key.

Without the key an id says nothing: elector numbers are few enough to be tried one by one.
"""

import hashlib
import hmac
from functools import lru_cache
from typing import NewType

ElectorId = NewType("ElectorId", str)
HouseholdId = NewType("HouseholdId", str)

_ELECTOR = b"groundswell elector 1"
_HOUSEHOLD = b"groundswell household 1"
_ID_BYTES = 16
_BLOCK = 64  # bytes, of SHA-256
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


def _message(*parts: bytes) -> bytes:
    return b"".join([len(part).to_bytes(4, "big") + part for part in parts])


def _folded(text: str) -> bytes:
    return " ".join(text.split()).casefold().encode()


def elector_identity(authority: str, register: str, district: str, number: int, suffix: str) -> bytes:
    """Return the message that identifies an elector: each part prefixed with its length, letter case
    folded.
    """
    return _of_district(authority, register, district) + _message(b"%d" % number, suffix.encode())


@lru_cache(maxsize=1024)
def _of_district(authority: str, register: str, district: str) -> bytes:
    return _message(_ELECTOR, _folded(authority), _folded(register), _folded(district))


def elector_id(
    key: bytes, authority: str, register: str, district: str, number: int, suffix: str
) -> ElectorId:
    """Return HMAC-SHA256 of the identity under the branch key, first 128 bits as 32 hexadecimal digits."""
    message = elector_identity(authority, register, district, number, suffix)
    return ElectorId(hmac.digest(key, message, "sha256")[:_ID_BYTES].hex())


def household_id(key: bytes, address_key: str) -> HouseholdId:
    """Return the id of a household from its address key (``Address.key``), in the same way."""
    message = _message(_HOUSEHOLD, address_key.encode())
    return HouseholdId(hmac.digest(key, message, "sha256")[:_ID_BYTES].hex())


_A_HOUSEHOLD = _message(_HOUSEHOLD)
_NOTHING = _message(b"")
_LENGTHS = tuple(length.to_bytes(4, "big") for length in range(32))  # of a number's digits


class Identities:
    """The same ids, 16 bytes each, made one after another: what was hashed of key and district is kept.

    The two hashes of HMAC (RFC 2104) are taken one by one, which is twice as quick as copying an ``hmac.HMAC``.
    """

    def __init__(self, key: bytes, authority: str, register: str) -> None:
        padded = (key if len(key) <= _BLOCK else hashlib.sha256(key).digest()).ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(padded.translate(_INNER))
        self._outer = hashlib.sha256(padded.translate(_OUTER))
        self._names = authority, register
        self._district: str | None = None  # of the elector before, and what was hashed up to it
        self._begun = self._inner

    def elector(self, district: str, number: int, suffix: str) -> bytes:
        """What ``elector_id`` says in hexadecimal digits."""
        if district != self._district:
            self._district = district
            self._begun = self._inner.copy()
            self._begun.update(_of_district(*self._names, district))
        inner = self._begun.copy()
        digits = b"%d" % number
        inner.update(_LENGTHS[len(digits)] + digits + (_message(suffix.encode()) if suffix else _NOTHING))
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()[:_ID_BYTES]

    def household(self, address_key: str) -> bytes:
        """What ``household_id`` says in hexadecimal digits."""
        inner = self._inner.copy()
        text = address_key.encode()
        inner.update(_A_HOUSEHOLD + len(text).to_bytes(4, "big") + text)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()[:_ID_BYTES]
