"""Ids of people who were typed, so that a laptop can show that an id is nobody's of the register.

An elector's id is worked out from their number. That of somebody who is typed is worked out from a *proof*, and that from
the salt of the entry in which they were typed: who gives the proof shows that the id was made so, which of an elector's
nobody can. The salt itself is not told, for it protects the hash of a body that was erased.
"""

import hashlib

from sync.protocol.entries import ID_LENGTH, EntityId

WHEN = 12
"""Digits of an id that say when it was made, so that ids made one after another sort so."""
_PROOF = b"groundswell typed proof 1"
_TYPED = b"groundswell typed contact 1"


def proof_of(salt: str) -> str:
    """The proof of whoever is typed in an entry with this salt: 32 hexadecimal digits."""
    return hashlib.sha256(_PROOF + salt.encode()).hexdigest()[:ID_LENGTH]


def typed_id(when: str, proof: str) -> EntityId:
    """The id of whoever is typed: the 12 digits with which an id that is made then begins, and 20 by the proof and them."""
    digits = hashlib.sha256(_TYPED + when.encode() + proof.encode()).hexdigest()
    return EntityId(when + digits[: ID_LENGTH - WHEN])


def is_typed(contact: str, proof: str) -> bool:
    """Whether an id was made by this proof, as nobody's of the register can be."""
    return typed_id(contact[:WHEN], proof) == contact
