"""Ids that two offline laptops agree on: an elector's and a household's, both keyed with the branch's key.

Without the key an id says nothing: elector numbers are few enough to be tried one by one.
"""

import hmac
from functools import lru_cache
from typing import NewType

ElectorId = NewType("ElectorId", str)
HouseholdId = NewType("HouseholdId", str)

_ELECTOR = b"groundswell elector 1"
_HOUSEHOLD = b"groundswell household 1"
_ID_BYTES = 16


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
    """The same ids, 16 bytes each, made one after another: what was hashed of key and district is kept."""

    def __init__(self, key: bytes, authority: str, register: str) -> None:
        self._keyed = hmac.new(key, digestmod="sha256")
        self._names = authority, register
        self._districts: dict[str, hmac.HMAC] = {}

    def elector(self, district: str, number: int, suffix: str) -> bytes:
        """What ``elector_id`` says in hexadecimal digits."""
        begun = self._districts.get(district)
        if begun is None:
            begun = self._districts[district] = self._keyed.copy()
            begun.update(_of_district(*self._names, district))
        found = begun.copy()
        digits = b"%d" % number
        tail = _message(suffix.encode()) if suffix else _NOTHING
        found.update(_LENGTHS[len(digits)] + digits + tail)
        return found.digest()[:_ID_BYTES]

    def household(self, address_key: str) -> bytes:
        """What ``household_id`` says in hexadecimal digits."""
        found = self._keyed.copy()
        text = address_key.encode()
        found.update(_A_HOUSEHOLD + len(text).to_bytes(4, "big") + text)
        return found.digest()[:_ID_BYTES]
