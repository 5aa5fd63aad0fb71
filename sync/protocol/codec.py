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
    """Compress by zstd, as one frame that says its size and carries a checksum."""
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data)


def unpack(data: bytes, encoding: str, cap: int = UNPACKED_CAP) -> bytes:
    """Undo a Content-Encoding (``zstd``, ``gzip`` or none), never unpacking more than ``cap`` bytes.

    Raises TooLarge past ``cap`` bytes, Malformed if the stream is broken, cut short or followed by more.
    """
    if len(data) > PACKED_CAP:
        raise TooLarge("packed")
    if encoding in ("", "identity"):
        return data
    try:
        if encoding == "zstd":
            return _unpack_zstd(data, cap)
        if encoding == "gzip":
            return _unpack_gzip(data, cap)
    except (zstandard.ZstdError, zlib.error, OSError, EOFError) as fault:
        raise Malformed("encoding") from fault
    raise Malformed("encoding")


def _unpack_zstd(data: bytes, cap: int) -> bytes:
    # A streaming reader would not see that a frame is cut short; a size that is said shows it.
    size = zstandard.frame_content_size(data)
    if size < 0:
        raise Malformed("encoding")
    if size > cap:
        raise TooLarge("unpacked")
    unpacked = zstandard.ZstdDecompressor().decompress(data, allow_extra_data=False)
    if len(unpacked) != size:
        raise Malformed("encoding")
    return unpacked


def _unpack_gzip(data: bytes, cap: int) -> bytes:
    unpacked = bytearray()
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as reader:
        while piece := reader.read(_STEP):
            unpacked += piece
            if len(unpacked) > cap:
                raise TooLarge("unpacked")
    return bytes(unpacked)
