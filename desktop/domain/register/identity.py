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
