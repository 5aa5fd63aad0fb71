"""Bytes from anywhere: read or refused, within bounds, and never anything else."""

import gzip

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.codec import decode, encode, pack, unpack
from sync.protocol.entries import Body, Entry, check_entry, decode_body
from sync.protocol.errors import Malformed, ProtocolError, TooLarge
from sync.protocol.messages import PACKED_CAP, PullAnswer, PushRequest
from tests.contracts.authors import Author
from tests.sync.central import SCOPE

TEXT = b"Every door is a person. " * 200


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [(pack(TEXT), "zstd"), (gzip.compress(TEXT, mtime=0), "gzip"), (TEXT, "")],
    ids=["zstd", "gzip", "plain"],
)
def test_what_was_packed_is_unpacked(packed: bytes, encoding: str) -> None:
    assert unpack(packed, encoding) == TEXT


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [(pack(TEXT), "zstd"), (gzip.compress(TEXT, mtime=0), "gzip")],
    ids=["zstd", "gzip"],
)
def test_a_stream_cut_at_any_byte_is_refused(packed: bytes, encoding: str) -> None:
    for cut in range(1, len(packed)):
        with pytest.raises(Malformed):
            unpack(packed[:cut], encoding)


@pytest.mark.parametrize("more", [b"x", pack(TEXT)])
def test_a_frame_followed_by_more_is_refused(more: bytes) -> None:
    with pytest.raises(Malformed):
        unpack(pack(TEXT) + more, "zstd")


def test_a_frame_that_does_not_say_its_size_is_refused() -> None:
    with pytest.raises(Malformed):
        unpack(zstandard.ZstdCompressor(write_content_size=False).compress(TEXT), "zstd")


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_a_bomb_is_refused_before_it_bursts(encoding: str) -> None:
    zeros = bytes(2_000_000)
    bomb = pack(zeros) if encoding == "zstd" else gzip.compress(zeros)
    with pytest.raises(TooLarge):
        unpack(bomb, encoding, cap=1_000_000)


def test_too_many_packed_bytes_are_refused() -> None:
    with pytest.raises(TooLarge):
        unpack(bytes(PACKED_CAP + 1), "")


@given(st.binary(max_size=300), st.sampled_from(["", "zstd", "gzip", "br"]))
def test_any_bytes_are_read_or_refused(data: bytes, encoding: str) -> None:
    for kind in (PushRequest, PullAnswer, Entry, Body):
        try:
            decode(unpack(data, encoding), kind)
        except ProtocolError:
            continue


@given(st.data())
def test_no_byte_of_an_entry_can_be_changed_so_that_its_body_says_something_else(data: st.DataObject) -> None:
    entry = Author(1, SCOPE).contacts(1)[0]
    text = bytearray(encode(entry))
    place = data.draw(st.integers(0, len(text) - 1))
    text[place] ^= data.draw(st.integers(1, 255))
    try:
        changed = decode(bytes(text), Entry)
        check_entry(changed)
        decode_body(changed)
    except ProtocolError:
        return
    assert changed.body == entry.body


def test_a_text_nested_too_deep_is_refused() -> None:
    with pytest.raises(Malformed):
        decode(b'{"plain":' + b"[" * 100_000, Body)


@pytest.mark.parametrize("name", ["id", "writer", "n", "prev", "stamp", "hash", "scope", "kind", "eid"])
def test_an_entry_that_contradicts_itself_is_refused(name: str) -> None:
    wrong: dict[str, object] = {"n": 0, "stamp": 1 << 63, "prev": "f" * 32}
    entry = msgspec.structs.replace(Author(1, SCOPE).contacts(1)[0], **{name: wrong.get(name, "")})
    with pytest.raises(ProtocolError):
        check_entry(entry)


def test_an_erased_body_is_no_contradiction_and_reads_as_empty() -> None:
    entry = Author(1, SCOPE).write("contact", "a", {"given_name": "Ada"}, body="")
    check_entry(entry)
    assert decode_body(entry) == Body()
