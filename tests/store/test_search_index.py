"""Letters that an import leaves to the index are found by what a search would fold them to."""

from pathlib import Path

from desktop.domain.searching import search_words
from desktop.store.search import INSERT_WORDS, plain_to_index
from tests.made_up_stores import made_store

_LETTERS = [letter for letter in map(chr, range(0x250)) if letter.isalpha() and plain_to_index(letter)]


def test_a_letter_that_is_left_to_the_index_is_found_with_its_mark_and_without(tmp_path: Path) -> None:
    store = made_store(tmp_path / "vault")
    with store.transaction() as connection:
        connection.executemany(INSERT_WORDS, [(ord(letter), f"A{letter}z") for letter in _LETTERS])
    missed = [
        letter
        for letter in _LETTERS
        if ord(letter) not in store.search.find(search_words(f"a{letter}z"), len(_LETTERS))
    ]
    assert len(_LETTERS) > 200
    assert missed == []
    store.close()


def test_letters_that_a_search_spells_otherwise_are_not_left_to_the_index() -> None:
    assert not any(map(plain_to_index, "łøđħıæœßþðŋе"))  # the last is Cyrillic
    assert plain_to_index("Siân O'Brien-Żak")
