"""What is typed into the search line is never an operator, and names are found however their letters are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.searching import MOST_WORDS, Span, fold_letters, match_spans, name_words, search_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("maj", ["maj"]),
        ("  MAJ  alma ", ["maj", "alma"]),
        ("DK2-231", ["dk2", "231"]),
        ("Łoś", ["los"]),
        ("Hâf Ŵynne", ["haf", "wynne"]),
        ("O'Brien", ["o", "brien"]),
        ("zz11qx", ["zz1", "1qx"]),
        ("EC1A1BB smith", ["ec1a", "1bb", "smith"]),
        ('name: NEAR("a" b*)', ["name", "near", "a", "b"]),
        ("a a a", ["a"]),
        ('"', []),
        ("", []),
        ("\ud800\x00", []),
    ],
)
def test_words_are_letters_and_digits_and_nothing_else(typed: str, words: list[str]) -> None:
    assert search_words(typed) == words


@given(st.text())
def test_whatever_is_typed_is_few_plain_words(typed: str) -> None:
    words = search_words(typed)
    assert len(words) <= MOST_WORDS
    assert all(word and '"' not in word and not word.isspace() for word in words)


def test_what_matched_is_underlined_in_the_letters_shown() -> None:
    assert match_spans("Shafiqul Majumder", ["maj"]) == [Span(9, 12)]
    assert match_spans("Łoś, Zoë", ["lo", "zoe"]) == [Span(0, 2), Span(5, 8)]
    assert match_spans("Umajed", ["maj"]) == []


@pytest.mark.parametrize("name", ["Siân O'Neill", "Siân O’Neill"])
def test_a_name_with_an_apostrophe_is_found_without_it(name: str) -> None:
    held = search_words(name_words(name))
    for typed in ("O'Neill", "oneill", "O’NEILL", "sian oneil"):
        assert all(any(word.startswith(part) for word in held) for part in search_words(typed)), typed
    assert name_words("Siân Davies") == "sian davies"


@given(st.text(alphabet="aeioułøß ÀÉŵẃ"))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_letters(fold_letters(text)) == fold_letters(text)
