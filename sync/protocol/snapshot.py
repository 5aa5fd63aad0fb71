"""A snapshot: a whole scope in one file, for a laptop that has nothing of it.

The line ``groundswell-snapshot-v1``, then blocks: four bytes of length (big-endian) and a zstd frame of a JSON array of
``Landed``. Entries stand by kind, entity, effective stamp and id, so that whoever reads them can fold as they come.
Its name is the SHA-256 of its bytes.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
import zstandard

from sync.protocol.entries import Landed
from sync.protocol.errors import Malformed

_MAGIC = b"groundswell-snapshot-v1\n"
BLOCK_ENTRIES = 2000
_LENGTH_BYTES = 4
_BLOCK_CAP = 64 * 1024 * 1024
_LEVEL = 6  # made once and fetched often
_decoder = msgspec.json.Decoder(list[Landed])


def write_snapshot(entries: Iterable[msgspec.Struct]) -> Iterator[bytes]:
    """The bytes of a snapshot, piece by piece; ``entries`` are ``Landed``, or what encodes alike, in order."""
    yield _MAGIC
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    block: list[msgspec.Struct] = []
    for one in entries:
        block.append(one)
        if len(block) == BLOCK_ENTRIES:
            yield from _packed(packer, block)
            block = []
    if block:
        yield from _packed(packer, block)


def read_snapshot(content: bytes) -> Iterator[list[Landed]]:
    """The blocks of a snapshot. Raises Malformed where it is broken."""
    if not content.startswith(_MAGIC):
        raise Malformed("snapshot")
    place = len(_MAGIC)
    while place < len(content):
        size = int.from_bytes(content[place : place + _LENGTH_BYTES], "big")
        place += _LENGTH_BYTES
        packed = content[place : place + size]
        place += size
        yield _unpacked(packed, size)


def snapshot_id(content: bytes) -> str:
    """The name of a snapshot."""
    return hashlib.sha256(content).hexdigest()


def _packed(packer: zstandard.ZstdCompressor, block: list[msgspec.Struct]) -> Iterator[bytes]:
    packed = packer.compress(msgspec.json.encode(block))
    yield len(packed).to_bytes(_LENGTH_BYTES, "big")
    yield packed


def _unpacked(packed: bytes, size: int) -> list[Landed]:
    try:
        if len(packed) != size or not 0 <= zstandard.frame_content_size(packed) <= _BLOCK_CAP:
            raise Malformed("snapshot")
        return _decoder.decode(zstandard.ZstdDecompressor().decompress(packed))
    except (zstandard.ZstdError, msgspec.DecodeError, RecursionError) as fault:
        raise Malformed("snapshot") from fault
