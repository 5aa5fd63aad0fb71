"""Notes keys: how one is made, signed and given to laptops.

A notes key is 32 random bytes, made on an organiser's laptop. Its *name* is derived from it. An entry of the
kind ``notes_key`` says of a key who made it, which earlier ones it brings along (sealed under it), who was shut out by
then, all under the maker's signature; and it *gives* it: the key, sealed by HPKE (RFC 9180) to the box key of a laptop each.
Giving needs no signature of its own: what is given must be the key of that name.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.protocol.entries import is_id
from sync.protocol.errors import BadSignature, Malformed
from sync.protocol.sealing import (
    KEY_LENGTH,
    NONCE_LENGTH,
    KeyName,
    NotesKey,
    derive_key,
    name_of,
)
from sync.protocol.vouching import check_signature, read_key

SUITE = "0020-0001-0002"
"""DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM: the numbers that RFC 9180 gives them."""
_SUITES = {SUITE: Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)}
_BETWEEN = ":"


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """What the entry of a notes key says that is signed, as it stands in ``plain``."""

    number: Annotated[int, msgspec.Meta(ge=1, lt=1 << 31)]
    by: str
    after: list[KeyName]
    former: str
    without: list[str]
    signature: str

    def text(self, branch: str, name: KeyName) -> bytes:
        """What is signed: one field a line, lists sorted and joined by commas."""
        lines = (
            "groundswell-notes-key-v1",
            branch,
            name,
            str(self.number),
            ",".join(sorted(self.after)),
            hashlib.sha256(self.former.encode()).hexdigest(),
            ",".join(sorted(self.without)),
        )
        return "\n".join(lines).encode()

    def check(self, branch: str, name: KeyName) -> None:
        """Raise BadSignature unless whoever ``by`` names made exactly this, of ids: other words could be joined alike."""
        if not all(map(is_id, (*self.after, *self.without))):
            raise BadSignature("ids")
        check_signature(read_key(self.by), self.text(branch, name), self.signature)


def make(
    signer: Ed25519PrivateKey,
    branch: str,
    made: NotesKey,
    held: Mapping[KeyName, NotesKey],
    without: Iterable[str],
    random: Callable[[int], bytes],
) -> Making:
    """What to say of a fresh notes key: it brings along those that are held, and is not for those without."""
    unsigned = Making(
        number=made.number,
        by=signer.public_key().public_bytes_raw().hex(),
        after=sorted(held),
        former=_seal_former(made, held, random(NONCE_LENGTH)) if held else "",
        without=sorted(set(without)),
        signature="",
    )
    return msgspec.structs.replace(unsigned, signature=signer.sign(unsigned.text(branch, made.name)).hex())


def give(key: NotesKey, branch: str, box: bytes) -> str:
    """A notes key for the laptop with this box key, as it stands in ``given``. Malformed if nothing can be sealed for that."""
    info = _info(branch, key.name)
    try:
        sealed = _SUITES[SUITE].encrypt(key.key, X25519PublicKey.from_public_bytes(box), info=info)
    except ValueError as fault:  # a point of low order, which every secret agrees with
        raise Malformed("box") from fault
    return _BETWEEN.join((box.hex(), SUITE, sealed.hex()))


def given_to(gift: str) -> str:
    """For which box key (hex) something is given."""
    return gift.partition(_BETWEEN)[0]


def open_gift(gift: str, branch: str, name: KeyName, box: X25519PrivateKey) -> bytes:
    """The notes key that was given to this laptop. Raises BadSignature if it is not, or not the one of that name."""
    _, _, rest = gift.partition(_BETWEEN)
    suite, _, sealed = rest.partition(_BETWEEN)
    if suite not in _SUITES:
        raise BadSignature("suite")
    try:
        key = _SUITES[suite].decrypt(bytes.fromhex(sealed), box, info=_info(branch, name))
    except (InvalidTag, ValueError) as fault:
        raise BadSignature("notes key") from fault
    if len(key) != KEY_LENGTH or name_of(key) != name:
        raise BadSignature("notes key")
    return key


def open_former(key: NotesKey, former: str) -> list[NotesKey]:
    """The earlier notes keys that one brings along. Raises BadSignature if they are not sealed under it."""
    if not former:
        return []
    try:
        packed = bytes.fromhex(former)
        text = _former_cipher(key).decrypt(packed[:NONCE_LENGTH], packed[NONCE_LENGTH:], key.name.encode())
        found = msgspec.json.decode(text, type=list[tuple[int, str]])
        return [NotesKey(number, read_key(one)) for number, one in found]
    except (InvalidTag, ValueError, msgspec.DecodeError, Malformed) as fault:
        raise BadSignature("former") from fault


def _seal_former(key: NotesKey, held: Mapping[KeyName, NotesKey], nonce: bytes) -> str:
    text = msgspec.json.encode([(one.number, one.key.hex()) for _, one in sorted(held.items())])
    return (nonce + _former_cipher(key).encrypt(nonce, text, key.name.encode())).hex()


def _former_cipher(key: NotesKey) -> AESGCM:
    return AESGCM(derive_key(key.key, "notes/former/v1"))


def _info(branch: str, name: KeyName) -> bytes:
    return f"groundswell-notes-key-v1\n{branch}\n{name}".encode()
