"""Chunks: the pieces in which what is large goes over the wire."""

from sync.protocol.messages import CHUNK_BYTES


def chunk_length(size: int, index: int) -> int:
    """How many bytes a chunk has of what has ``size``; the last one may have less, and beyond it there is none."""
    return max(0, min(CHUNK_BYTES, size - index * CHUNK_BYTES))
