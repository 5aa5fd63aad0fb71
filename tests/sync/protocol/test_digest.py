"""Digests: equal for equal sets, however they were added up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId

PAIRS = st.lists(st.tuples(st.text("0123456789abcdef", min_size=1).map(EntryId), st.text("0123456789abcdef")))


@pytest.mark.prove
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(pairs: list[tuple[EntryId, str]], random: object) -> None:
    one_by_one = Digest()
    for entry, body_hash in sorted(pairs):
        one_by_one = one_by_one.plus(entry, body_hash)
    assert one_by_one == Digest().plus_all(pairs)


@pytest.mark.prove
@given(PAIRS)
def test_text_and_back(pairs: list[tuple[EntryId, str]]) -> None:
    digest = Digest().plus_all(pairs)
    assert Digest.from_text(digest.text()) == digest


def test_an_entry_held_twice_or_with_another_body_shows() -> None:
    one = Digest().plus(EntryId("a"), "1")
    assert one.plus(EntryId("a"), "1") != one
    assert Digest().plus(EntryId("a"), "2") != one
    assert one.plus(EntryId("a"), "1") != Digest()


@pytest.mark.parametrize("text", ["", "1", "x:y", "1:xyz"])
def test_what_is_no_digest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Digest.from_text(text)
