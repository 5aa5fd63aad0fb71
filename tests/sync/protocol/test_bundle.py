"""A bundle is opened by whom it is for, tells when it was cut short or changed, and gives what is whole of it."""

import io
import os

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.protocol.boxes import box_key, box_private_key
from sync.protocol.bundle import (
    Block,
    ForSomebodyElse,
    Header,
    Holds,
    Keys,
    NotABundle,
    Piece,
    Stands,
    WrongBranch,
    is_signed,
    open_bundle,
    read_header,
    seal_for,
    seal_for_branch,
    write_bundle,
)
from sync.protocol.entries import Scope
from sync.protocol.errors import Malformed
from tests.contracts.authors import Author, land

BRANCH, OTHER = "b" * 32, "c" * 32
SCOPE = Scope(f"branch:{BRANCH}")
KEY = b"k" * 32


def blocks() -> list[Block]:
    return [
        Stands(epoch="e" * 32, scopes=[]),
        *(
            Holds(epoch="e" * 32, scope=SCOPE, landed=land(Author(number, SCOPE).contacts(3), 0))
            for number in range(1, 4)
        ),
        Piece(scope=SCOPE, attachment="a" * 64, size=9, index=0, content=b"the chunk"),
    ]


def written(
    device: X25519PrivateKey | None = None,
    content: list[Block] | None = None,
    maker: Ed25519PrivateKey | None = None,
) -> bytes:
    content_key = os.urandom(32)
    recipients = [seal_for_branch(content_key, KEY, os.urandom)]
    if device is not None:
        box = device.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        recipients.append(seal_for("b.d", content_key, box))
    header = Header(branch=BRANCH, device="b.d", signer="", made_at=1, recipients=recipients)
    file = io.BytesIO()
    write_bundle(file, header, content_key, maker or Ed25519PrivateKey.generate(), content or blocks())
    return file.getvalue()


OURS = Keys(branch=KEY)


def read(content: bytes, keys: Keys = OURS, branch: str = BRANCH) -> tuple[list[Block], bool]:
    opened = open_bundle(io.BytesIO(content), branch, keys)
    found = list(opened.blocks)
    return found, opened.is_whole


def test_the_branch_and_a_named_device_open_it_and_nobody_else() -> None:
    device = X25519PrivateKey.generate()
    content = written(device)
    assert read(content) == (blocks(), True)
    assert read(content, Keys(private=device, names=frozenset({"b.d"}))) == (blocks(), True)
    for keys in (Keys(branch=b"x" * 32), Keys(private=X25519PrivateKey.generate(), names=frozenset({"b.d"}))):
        with pytest.raises(ForSomebodyElse):
            read(content, keys)
    with pytest.raises(WrongBranch):
        read(content, branch=OTHER)


def test_nothing_of_what_it_says_stands_openly() -> None:
    assert b"Ada" not in written()


def test_what_is_no_bundle_is_said_so() -> None:
    for content in (
        b"",
        b"PK",
        b"groundswell-bundle-v1\n",
        written()[:40],
        b"groundswell-bundle-v1\n" + b"\0" * 99,
    ):
        with pytest.raises(NotABundle):
            read(content)


def test_cut_short_anywhere_it_gives_what_is_whole_and_says_that_it_is_not_all() -> None:
    content = written()
    for length in range(1200, len(content), 997):
        found, is_whole = read(content[:length])
        assert not is_whole
        assert found == blocks()[: len(found)]


def test_a_changed_byte_is_noticed_wherever_it_is() -> None:
    content = written()
    first = len(content) - 5 * 4096
    for place in range(first, len(content), 1013):
        changed = bytearray(content)
        changed[place] ^= 1
        found, is_whole = read(bytes(changed))
        assert not is_whole
        assert found == blocks()[: len(found)]


def test_every_single_byte_of_a_small_one_is_watched_over() -> None:
    content = written(X25519PrivateKey.generate(), [Stands(epoch="e" * 32, scopes=[])])
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        try:
            found, is_whole = read(bytes(changed))
        except (NotABundle, WrongBranch, ForSomebodyElse):
            continue
        assert not is_whole, place
        assert found in ([], [Stands(epoch="e" * 32, scopes=[])]), place


def test_cut_short_at_every_length_a_small_one_is_never_whole() -> None:
    content = written(None, [Stands(epoch="e" * 32, scopes=[])])
    for length in range(len(content)):
        try:
            assert not read(content[:length])[1], length
        except NotABundle:
            assert length < 1000


def test_whoever_made_a_whole_one_is_known_by_its_signature() -> None:
    maker, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    content = written(None, [Stands(epoch="e" * 32, scopes=[])], maker)
    assert is_signed(io.BytesIO(content), public(maker))
    assert not is_signed(io.BytesIO(content), public(other))
    assert not is_signed(io.BytesIO(content[:-1]), public(maker))
    assert not is_signed(io.BytesIO(content + b"x"), public(maker))
    assert not is_signed(io.BytesIO(b"short"), public(maker))
    assert read_header(io.BytesIO(content)).signer == public(maker).hex()


def test_what_is_sealed_for_a_signing_key_is_opened_by_it_alone() -> None:
    for seed in range(20):
        key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        private = box_private_key(key).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        assert box_key(public(key)) == private


@pytest.mark.parametrize("key", [b"", b"\1" + bytes(31), b"\xff" * 32, bytes(31)])
def test_what_is_no_signing_key_has_no_box(key: bytes) -> None:
    with pytest.raises(Malformed):
        box_key(key)


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


class Garbled(msgspec.Struct, frozen=True, tag="stands"):
    """``Stands`` whose epoch is put in as it is."""

    epoch: msgspec.Raw
    scopes: list[str] = []


def test_a_block_that_is_no_text_ends_a_bundle_as_one_that_was_cut_short() -> None:
    file, content_key = io.BytesIO(), os.urandom(32)
    recipients = [seal_for_branch(content_key, KEY, os.urandom)]
    header = Header(branch=BRANCH, device="b.d", signer="", made_at=1, recipients=recipients)
    garbled = Garbled(msgspec.Raw(b'"\xff"'))
    write_bundle(file, header, content_key, Ed25519PrivateKey.generate(), [blocks()[0], garbled])
    found, is_whole = read(file.getvalue())
    assert (len(found), is_whole) == (1, False)
