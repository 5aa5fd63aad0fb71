"""Enrolment: a code of twelve letters, and three words that two people compare.

A code carries 55 bits. It is stretched by Argon2id once into two halves: an *address* by which the
server finds the invitation (it keeps only that half's hash), and a *key* that the server never
learns and under which a colleague's laptop seals the branch key for the newcomer.

The words are a fingerprint of the server's signing key. They too are stretched, so that 33 bits
cannot be met by trying keys (2^33 trials at a fifth of a second are some fifty core-years).
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sync.protocol.errors import BadSignature, Malformed

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which read as 1 and 0
CODE_LENGTH = 12
_GROUP = 4
_KEY_BYTES = 32
WORD_BITS = 11
WORD_COUNT = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cost of Argon2id: memory in KiB, passes and lanes (RFC 9106, second recommended choice)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code unlocks: where the invitation lies, and the key that seals what is in it."""

    address: str  # hex, sent to the server
    key: bytes  # never sent


def new_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A fresh code, in groups of four letters: ``ABCD-EFGH-JKLM``."""
    letters = "".join(choose(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[start : start + _GROUP] for start in range(0, CODE_LENGTH, _GROUP))


def read_code(text: str) -> str:
    """A code as somebody typed it, in any case and with any spacing; Malformed if it is not one."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(letters) != CODE_LENGTH or any(letter not in CODE_LETTERS for letter in letters):
        raise Malformed("code")
    return letters


def open_code(code: str, stretch: Stretch = Stretch()) -> Invitation:
    """Stretch a code into its address and key. Takes a fifth of a second, on purpose."""
    stretched = _argon2id(read_code(code).encode(), b"groundswell/invitation/v1", stretch, 64)
    return Invitation(stretched[:32].hex(), stretched[32:])


def hash_address(address: str) -> str:
    """What the server keeps of an address."""
    return hashlib.sha256(bytes.fromhex(address)).hexdigest()


def seal_for_newcomer(invitation: Invitation, branch_key: bytes, server_key: bytes, nonce: bytes) -> bytes:
    """Seal under the code's key what the newcomer must have: the branch key, and the server's public key.

    So a newcomer with a colleague's code knows the server by its key, also if nobody compared the words.
    """
    secret = branch_key + server_key
    return nonce + AESGCM(invitation.key).encrypt(nonce, secret, bytes.fromhex(invitation.address))


def open_as_newcomer(invitation: Invitation, sealed: bytes) -> tuple[bytes, bytes]:
    """Open what a colleague sealed: branch key and server's key; BadSignature if the server changed it."""
    try:
        opened = AESGCM(invitation.key).decrypt(sealed[:12], sealed[12:], bytes.fromhex(invitation.address))
    except (InvalidTag, ValueError) as fault:
        raise BadSignature("invitation") from fault
    if len(opened) != 2 * _KEY_BYTES:
        raise BadSignature("invitation")
    return opened[:_KEY_BYTES], opened[_KEY_BYTES:]


def fingerprint(public_key: bytes, wordlist: Sequence[str], stretch: Stretch = Stretch()) -> list[str]:
    """Three words for a server's public signing key, from a list of 2048 words."""
    stretched = _argon2id(public_key, b"groundswell/fingerprint/v1", stretch, 8)
    number = int.from_bytes(stretched, "big")
    return [wordlist[(number >> (WORD_BITS * place)) % len(wordlist)] for place in range(WORD_COUNT)]


def _argon2id(secret: bytes, salt: bytes, stretch: Stretch, length: int) -> bytes:
    return Argon2id(
        salt=salt,
        length=length,
        iterations=stretch.passes,
        lanes=stretch.lanes,
        memory_cost=stretch.memory_kib,
    ).derive(secret)
