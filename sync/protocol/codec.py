"""From messages to bytes and back: JSON, packed by zstd or gzip, both capped when unpacked."""

import gzip
import io
import zlib
from typing import Any, TypeVar

import msgspec
import zstandard

from sync.protocol.errors import Malformed, TooLarge
from sync.protocol.messages import PACKED_CAP, UNPACKED_CAP

Message = TypeVar("Message")
_LEVEL = 3
_STEP = 256 * 1024


def encode(message: Any) -> bytes:
    """A message as JSON text in UTF-8."""
    return msgspec.json.encode(message)


def decode(data: bytes, kind: type[Message]) -> Message:
    """Read a message; Malformed if it is not one, however it is broken."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as fault:
        raise Malformed(kind.__name__) from fault


def pack(data: bytes) -> bytes:
    """Compress by zstd."""
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data)


def unpack(data: bytes, encoding: str, cap: int = UNPACKED_CAP) -> bytes:
    """Undo a Content-Encoding (``zstd``, ``gzip`` or none), counting as it goes.

    Raises TooLarge past ``cap`` bytes, Malformed if the stream is broken or cut short.
    """
    if len(data) > PACKED_CAP:
        raise TooLarge("packed")
    if encoding in ("", "identity"):
        return data
    try:
        if encoding == "zstd":
            return _drain(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)), cap, data)
        if encoding == "gzip":
            return _drain(gzip.GzipFile(fileobj=io.BytesIO(data)), cap, data)
    except (zstandard.ZstdError, zlib.error, OSError, EOFError) as fault:
        raise Malformed("encoding") from fault
    raise Malformed("encoding")


def _drain(reader: Any, cap: int, packed: bytes) -> bytes:
    unpacked = bytearray()
    while piece := reader.read(_STEP):
        unpacked += piece
        if len(unpacked) > cap:
            raise TooLarge("unpacked")
    if not unpacked and packed and isinstance(reader, zstandard.ZstdDecompressionReader):
        raise Malformed("encoding")
    return bytes(unpacked)
