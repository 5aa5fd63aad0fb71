"""A bundle: an exchange in one file, for a stick. Encrypted for those it is for, signed by the device that made it.

    the line ``groundswell-bundle-v1``
    a header: four bytes of length (big-endian), then the JSON of ``Header``
    blocks: four bytes of length, then AES-256-GCM of a packed message; the last one is marked as the last
    64 bytes: Ed25519 over SHA-256 of all that stands before

The content key is random and is in the header once for each recipient: sealed under a key of the branch's, or by HPKE
(RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) to a public key. Block number i has the nonce i, and is bound to the header
and to whether it is the last (as in STREAM, Hoang and others, 2015), so a block can be neither moved nor left out unseen. A
bundle that was cut short still gives the blocks that are whole: each holds by itself. Who made it is known of a whole
one alone, by the signature at its end.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import msgspec
import zstandard
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.protocol.codec import decode, encode
from sync.protocol.entries import Departure, Landed, Scope, is_id
from sync.protocol.errors import Malformed
from sync.protocol.messages import CarriedPush, Quarantined, ScopeState

_MAGIC = b"groundswell-bundle-v1\n"
_SIGNATURE_BYTES = 64
_KEY_BYTES = 32
_NONCE_BYTES = 12
_LENGTH_BYTES = 4
_READ_BYTES = 1024 * 1024
_LATEST = 253_402_300_799_000  # the end of the calendar
_HEADER_CAP = 1024 * 1024
_BLOCK_CAP = 16 * 1024 * 1024
_UNPACKED_CAP = 64 * 1024 * 1024
_PAD = 4096  # a block's size says little about what is in it
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
BRANCH = "branch"
"""The recipient that is every laptop with the branch key."""
SERVER = "server"
"""The recipient that is the server."""


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a bundle is for: ``branch``, ``server`` or a device's name; and the content key, sealed for them (hex)."""

    to: str
    key: str


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What stands openly on a bundle: no names, but ids, and when it was made (ms since 1970)."""

    branch: str
    device: str  # that made it; empty for the server
    signer: str  # Ed25519 public key, hex
    made_at: int
    recipients: list[Recipient]


class Stands(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="stands"):
    """Where whoever made it stands, under the server's epoch that they know, and which attachments they hold whole."""

    epoch: str
    scopes: list[ScopeState]
    attachments: list[str] = []


class Carries(msgspec.Struct, frozen=True, kw_only=True, tag="carries"):
    """Pushes, of the device itself and of others that it carries."""

    pushes: list[CarriedPush]


class Holds(msgspec.Struct, frozen=True, kw_only=True, tag="holds"):
    """Entries of a scope with their receipts; ``epoch`` is that of receipts which name none."""

    epoch: str
    scope: Scope
    landed: list[Landed]


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="page"):
    """In a server's answer: the places of a scope after ``after`` up to ``next``, without a gap, as in a pull."""

    epoch: str
    scope: Scope
    after: int
    next: int
    entries: list[Landed] = []
    departures: list[Departure] = []


class Apart(msgspec.Struct, frozen=True, kw_only=True, tag="apart"):
    """In a server's answer: what it keeps in quarantine of the bundle that it answers, or discarded."""

    quarantined: list[Quarantined]


class Piece(msgspec.Struct, frozen=True, kw_only=True, tag="piece"):
    """One chunk of an attachment."""

    scope: Scope
    attachment: str
    size: int
    index: int
    content: bytes


Block = Stands | Carries | Holds | Page | Apart | Piece
_block_decoder: msgspec.json.Decoder[Block] = msgspec.json.Decoder(Block)


class WrongBranch(Exception):
    """A bundle of another branch: it stays shut."""


class ForSomebodyElse(Exception):
    """A bundle of the branch that is sealed for others: another laptop, or another server."""


class NotABundle(Exception):
    """A file that is no bundle, or whose header is damaged."""


@dataclass(frozen=True, slots=True)
class Keys:
    """How one of its readers opens a bundle: the branch's key for bundles, a private key, or both."""

    branch: bytes | None = field(default=None, repr=False)
    private: X25519PrivateKey | None = field(default=None, repr=False)
    names: frozenset[str] = frozenset()  # of the recipients that ``private`` opens


@dataclass(slots=True)
class Opened:
    """A bundle that is open. After ``blocks`` is exhausted, ``is_whole`` says that nothing was cut off or changed."""

    header: Header
    blocks: Iterator[Block]
    is_whole: bool = False


def seal_for_branch(content_key: bytes, branch_key: bytes, random: Callable[[int], bytes]) -> Recipient:
    """The content key for every laptop of the branch; ``branch_key`` is the branch's key for bundles."""
    nonce = random(_NONCE_BYTES)
    sealed = AESGCM(branch_key).encrypt(nonce, content_key, _MAGIC)
    return Recipient(to=BRANCH, key=(nonce + sealed).hex())


def seal_for(name: str, content_key: bytes, public_key: bytes) -> Recipient:
    """The content key for the server or a device, by its X25519 public key."""
    sealed = _SUITE.encrypt(content_key, X25519PublicKey.from_public_bytes(public_key), info=_MAGIC)
    return Recipient(to=name, key=sealed.hex())


def write_bundle(
    file: BinaryIO,
    header: Header,
    content_key: bytes,
    signer: Ed25519PrivateKey,
    blocks: Iterable[msgspec.Struct],
) -> int:
    """Write a bundle; returns how many blocks it has. Blocks are of ``Block``, or encode as one of them does."""
    digest = hashlib.sha256()

    def put(part: bytes) -> None:
        file.write(part)
        digest.update(part)

    public = signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    text = encode(msgspec.structs.replace(header, signer=public))
    put(_MAGIC + _length(text) + text)
    cipher, bound = AESGCM(content_key), hashlib.sha256(text).digest()
    count = 0
    for block, is_last in _marked(blocks):
        sealed = cipher.encrypt(_nonce(count), _padded(block), bound + (b"\1" if is_last else b"\0"))
        put(_length(sealed) + sealed)
        count += 1
    file.write(signer.sign(digest.digest()))
    return count


def read_header(file: BinaryIO) -> Header:
    """What stands openly on a bundle, without opening it: nothing proves it yet. Raises NotABundle."""
    return _read_header(file)[0]


def is_signed(file: BinaryIO, key: bytes) -> bool:
    """Whether a bundle is whole and was made by whoever has this Ed25519 key (public, 32 bytes)."""
    size = file.seek(0, os.SEEK_END) - _SIGNATURE_BYTES
    file.seek(0)
    digest, left = hashlib.sha256(), size
    while left > 0 and (part := file.read(min(left, _READ_BYTES))):
        digest.update(part)
        left -= len(part)
    signature = file.read(_SIGNATURE_BYTES)
    file.seek(0)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, digest.digest())
    except (InvalidSignature, ValueError):
        return False
    return size > 0


def open_bundle(file: BinaryIO, branch: str, keys: Keys) -> Opened:
    """Open a bundle; with ``branch`` empty, of any branch. What is wrong further on shows in ``Opened.is_whole``.

    Raises NotABundle, WrongBranch, ForSomebodyElse.
    """
    header, text, signer = _read_header(file)
    if branch not in ("", header.branch):
        raise WrongBranch
    content_key = _content_key(header, keys)
    digest = hashlib.sha256(_MAGIC + _length(text) + text)
    opened = Opened(header, iter(()))
    opened.blocks = _blocks(
        file, opened, (AESGCM(content_key), hashlib.sha256(text).digest()), digest, signer
    )
    return opened


def _read_header(file: BinaryIO) -> tuple[Header, bytes, Ed25519PublicKey]:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise NotABundle
    text = _read_part(file, _HEADER_CAP)
    if text is None:
        raise NotABundle
    try:
        header = decode(text, Header)
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(header.signer))
    except (Malformed, ValueError) as fault:
        raise NotABundle from fault
    if not is_id(header.branch) or not 0 <= header.made_at <= _LATEST:
        raise NotABundle
    return header, text, signer


def _blocks(
    file: BinaryIO,
    opened: Opened,
    cipher: tuple[AESGCM, bytes],
    digest: "hashlib._Hash",
    signer: Ed25519PublicKey,
) -> Iterator[Block]:
    key, bound = cipher
    count = 0
    while (sealed := _read_part(file, _BLOCK_CAP)) is not None:
        digest.update(_length(sealed) + sealed)
        found = _open_block(key, sealed, count, bound)
        if found is None:
            return
        packed, is_last = found
        block = _unpadded(packed)
        if block is None:
            return
        yield block
        count += 1
        if is_last:
            break
    else:
        return
    signature = file.read(_SIGNATURE_BYTES + 1)
    try:
        signer.verify(signature, digest.digest())
    except InvalidSignature:
        return
    opened.is_whole = True


def _open_block(key: AESGCM, sealed: bytes, count: int, bound: bytes) -> tuple[bytes, bool] | None:
    for flag in (b"\0", b"\1"):
        try:
            return key.decrypt(_nonce(count), sealed, bound + flag), flag == b"\1"
        except InvalidTag:
            continue
    return None


def _content_key(header: Header, keys: Keys) -> bytes:
    for recipient in header.recipients:
        try:
            sealed = bytes.fromhex(recipient.key)
            if recipient.to == BRANCH and keys.branch is not None:
                nonce, sealed = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
                return _checked(AESGCM(keys.branch).decrypt(nonce, sealed, _MAGIC))
            if recipient.to in keys.names and keys.private is not None:
                return _checked(_SUITE.decrypt(sealed, keys.private, info=_MAGIC))
        except (InvalidTag, ValueError):
            continue
    raise ForSomebodyElse


def _checked(key: bytes) -> bytes:
    if len(key) != _KEY_BYTES:
        raise NotABundle
    return key


def _marked(blocks: Iterable[msgspec.Struct]) -> Iterator[tuple[msgspec.Struct, bool]]:
    before: msgspec.Struct | None = None
    for block in blocks:
        if before is not None:
            yield before, False
        before = block
    if before is not None:
        yield before, True


def _padded(block: msgspec.Struct) -> bytes:
    packed = zstandard.ZstdCompressor(level=3).compress(encode(block))
    return _length(packed) + packed + bytes(-(len(packed) + _LENGTH_BYTES) % _PAD)


def _unpadded(padded: bytes) -> Block | None:
    size = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    packed = padded[_LENGTH_BYTES : _LENGTH_BYTES + size]
    try:
        if zstandard.frame_content_size(packed) > _UNPACKED_CAP:
            return None
        text = zstandard.ZstdDecompressor().decompress(packed)
        block: Block = _block_decoder.decode(text)
    except (zstandard.ZstdError, msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return block


def _read_part(file: BinaryIO, cap: int) -> bytes | None:
    """A part that says its length; None if it is cut short or too long."""
    head = file.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    size = int.from_bytes(head, "big")
    part = file.read(size) if size <= cap else b""
    return part if len(part) == size and size else None


def _length(part: bytes) -> bytes:
    return len(part).to_bytes(_LENGTH_BYTES, "big")


def _nonce(count: int) -> bytes:
    return count.to_bytes(_NONCE_BYTES, "big")
