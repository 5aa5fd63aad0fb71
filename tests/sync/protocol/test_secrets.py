"""Seals, signatures and codes: what holds, and that nothing else does."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import signing
from sync.protocol.enrolment import (
    CODE_LETTERS,
    Stretch,
    fingerprint,
    hash_address,
    new_code,
    open_as_newcomer,
    open_code,
    read_code,
    seal_for_newcomer,
)
from sync.protocol.entries import EntityId, EntryId, Scope
from sync.protocol.errors import BadSignature, Malformed
from sync.protocol.sealing import BranchKeys, attachment_id, derive_key
from sync.protocol.words import wordlist

KEYS = BranchKeys(b"k" * 32)
ABOUT = (EntryId("a" * 32), Scope("branch:b"), "note", EntityId("e" * 32))
CHEAP = Stretch(memory_kib=64, passes=1, lanes=1)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
REQUEST = signing.Request("POST", "example.org", "/v1/pull?b=2&a=1", b"body", "device", 5, "f" * 32)


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(-(2**53), 2**53), st.booleans())))
def test_what_is_sealed_is_opened_by_the_branch(values: dict[str, object]) -> None:
    assert KEYS.unseal(KEYS.seal(values, ABOUT, bytes(12)), ABOUT) == values


@pytest.mark.parametrize("place", range(4))
def test_a_seal_holds_only_for_its_own_entry(place: int) -> None:
    sealed = KEYS.seal({"text": "quiet"}, ABOUT, bytes(12))
    other = tuple("other" if number == place else part for number, part in enumerate(ABOUT))
    with pytest.raises(BadSignature):
        KEYS.unseal(sealed, msgspec.convert(other, tuple[EntryId, Scope, str, EntityId]))


@pytest.mark.parametrize("sealed", ["", "?", "AAAA", KEYS.seal({}, ABOUT, bytes(12))[:-4]])
def test_a_broken_seal_is_refused(sealed: str) -> None:
    with pytest.raises(BadSignature):
        KEYS.unseal(sealed, ABOUT)


def test_another_branch_opens_nothing() -> None:
    other = BranchKeys(b"o" * 32)
    with pytest.raises(BadSignature):
        other.unseal(KEYS.seal({"text": "quiet"}, ABOUT, bytes(12)), ABOUT)
    with pytest.raises(BadSignature):
        other.open_attachment(KEYS.seal_attachment(b"edition"))


def test_an_attachment_is_sealed_alike_on_every_laptop_and_any_byte_changed_shows() -> None:
    sealed = KEYS.seal_attachment(b"edition")
    assert sealed == BranchKeys(b"k" * 32).seal_attachment(b"edition")
    assert KEYS.open_attachment(sealed) == b"edition"
    assert attachment_id(sealed) != attachment_id(KEYS.seal_attachment(b"another"))
    for place in range(len(sealed)):
        broken = bytearray(sealed)
        broken[place] ^= 1
        with pytest.raises(BadSignature):
            KEYS.open_attachment(bytes(broken))


def test_each_purpose_has_its_own_key() -> None:
    assert derive_key(b"k" * 32, "branch/notes/v1") != derive_key(b"k" * 32, "branch/attachments/v1")
    with pytest.raises(ValueError, match="31"):
        BranchKeys(b"k" * 31)


def test_a_signature_holds_whatever_the_order_of_the_query() -> None:
    signature = signing.sign_request(KEY, REQUEST)
    turned = signing.Request("post", "EXAMPLE.org", "/v1/pull?a=1&b=2", b"body", "device", 5, "f" * 32)
    signing.verify_request(KEY.public_key(), turned, signature)


@pytest.mark.parametrize(
    "change",
    [
        ("GET", "example.org", "/v1/pull?b=2&a=1", b"body", "device", 5, "f" * 32),
        ("POST", "example.com", "/v1/pull?b=2&a=1", b"body", "device", 5, "f" * 32),
        ("POST", "example.org", "/v1/push?b=2&a=1", b"body", "device", 5, "f" * 32),
        ("POST", "example.org", "/v1/pull?b=2&a=2", b"body", "device", 5, "f" * 32),
        ("POST", "example.org", "/v1/pull?b=2&a=1&c=", b"body", "device", 5, "f" * 32),
        ("POST", "example.org", "/v1/pull?b=2&a=1", b"Body", "device", 5, "f" * 32),
        ("POST", "example.org", "/v1/pull?b=2&a=1", b"body", "other", 5, "f" * 32),
        ("POST", "example.org", "/v1/pull?b=2&a=1", b"body", "device", 6, "f" * 32),
        ("POST", "example.org", "/v1/pull?b=2&a=1", b"body", "device", 5, "e" * 32),
    ],
)
def test_a_signature_holds_for_nothing_else(change: tuple[str, str, str, bytes, str, int, str]) -> None:
    with pytest.raises(BadSignature):
        signing.verify_request(KEY.public_key(), signing.Request(*change), signing.sign_request(KEY, REQUEST))


def test_an_answer_is_bound_to_its_request_status_and_body() -> None:
    signature = signing.sign_answer(KEY, "f" * 32, 200, b"body")
    signing.verify_answer(KEY.public_key(), "f" * 32, 200, b"body", signature)
    for request_id, status, body in (
        ("e" * 32, 200, b"body"),
        ("f" * 32, 409, b"body"),
        ("f" * 32, 200, b""),
    ):
        with pytest.raises(BadSignature):
            signing.verify_answer(KEY.public_key(), request_id, status, body, signature)


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64])
def test_what_is_no_signature_is_refused(signature: str) -> None:
    with pytest.raises(BadSignature):
        signing.verify_answer(KEY.public_key(), "f" * 32, 200, b"body", signature)


@given(st.randoms(use_true_random=False))
def test_a_code_is_read_however_it_was_typed(random: object) -> None:
    code = new_code()
    letters = read_code(f" {code.lower().replace('-', ' ')} ")
    assert len(letters) == 12
    assert set(letters) <= set(CODE_LETTERS)
    assert read_code(code) == letters


@pytest.mark.parametrize("code", ["", "ABCD-EFGH-JKLI", "ABCD-EFGH-JKLO", "ABCD-EFGH-JKL", "ABCD-EFGH-JKL²"])
def test_what_cannot_be_a_code_is_refused(code: str) -> None:
    with pytest.raises(Malformed):
        read_code(code)


def test_a_code_opens_what_a_colleague_sealed_and_another_does_not() -> None:
    invitation = open_code("ABCD-EFGH-JKLM", CHEAP)
    sealed = seal_for_newcomer(invitation, b"k" * 32, b"s" * 32, bytes(12))
    assert open_as_newcomer(invitation, sealed) == (b"k" * 32, b"s" * 32)
    for broken in (sealed[:-1], sealed[1:], b"", sealed[:12]):
        with pytest.raises(BadSignature):
            open_as_newcomer(invitation, broken)
    with pytest.raises(BadSignature):
        open_as_newcomer(open_code("ABCD-EFGH-JKLN", CHEAP), sealed)


def test_what_a_code_and_a_servers_words_cost_in_full_stays_what_it_was() -> None:
    """Cheaper would be guessed sooner, and anything else would know no code and no words that are out already."""
    invitation = open_code("ABCD-EFGH-JKLM")
    assert invitation.address == "d2fac4cbfc41f58c2fd8b5059076f3348136ba656e1e454ce59f7af6a6780ea4"
    assert invitation.key.hex() == "7ed86e61f153bc8f1ea7aae398dbf79d03d68dc43ada6fbf19b6eea908fb4942"
    assert fingerprint(b"s" * 32, wordlist()) == ["legend", "lock", "empower"]


def test_the_address_says_nothing_about_the_key() -> None:
    invitation = open_code("ABCD-EFGH-JKLM", CHEAP)
    assert bytes.fromhex(invitation.address) != invitation.key
    assert hash_address(invitation.address) != invitation.address


def test_a_fingerprint_is_three_words_of_the_list_and_always_the_same() -> None:
    words = fingerprint(b"s" * 32, wordlist(), CHEAP)
    assert len(words) == 3
    assert set(words) <= set(wordlist())
    assert words == fingerprint(b"s" * 32, wordlist(), CHEAP)
    assert words != fingerprint(b"t" * 32, wordlist(), CHEAP)
    assert len(set(wordlist())) == 2048
