"""What can be a passphrase, what is accepted, and what is offered."""

import random
import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.domain.passphrases import (
    LONGEST,
    PassphraseRefused,
    Refusal,
    Strength,
    accept,
    judge,
    normalise,
    offer_words,
)


def test_five_words_are_offered_and_they_are_strong() -> None:
    choose = random.Random(7).choice
    offered = offer_words(choose)
    assert len(offered.split()) == 5
    assert judge(offered).strength is Strength.STRONG
    assert judge(offered).refusal is None


def test_words_offered_depend_on_the_randomness_alone() -> None:
    assert offer_words(random.Random(1).choice) == offer_words(random.Random(1).choice)
    assert offer_words(random.Random(1).choice) != offer_words(random.Random(2).choice)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", Refusal.EMPTY),
        (" \t\n ", Refusal.EMPTY),
        ("x7#qP", Refusal.TOO_SHORT),
        ("a" * (LONGEST + 1), Refusal.TOO_LONG),
        ("a" * 10_000_000, Refusal.TOO_LONG),
        ("violet otter\x00harbour nine", Refusal.NOT_TEXT),
        ("violet otter \ud800 harbour nine", Refusal.NOT_TEXT),
        ("violet otter \u0378 harbour nine", Refusal.NOT_TEXT),
        ("violet otter \ue000 harbour nine", Refusal.NOT_TEXT),
        ("1234567890", Refusal.EASILY_GUESSED),
        ("password123456", Refusal.EASILY_GUESSED),
        ("a" * 60, Refusal.EASILY_GUESSED),
    ],
)
def test_what_is_refused_says_why(typed: str, reason: Refusal) -> None:
    with pytest.raises(PassphraseRefused) as refused:
        accept(typed)
    assert refused.value.reason is reason
    assert str(refused.value) == reason.value


@pytest.mark.parametrize(
    "typed",
    ["correct horse battery staple", "violet otter harbour nine", "Ein Glas für Zoë, bitte", "שלום עולם טוב"],
)
def test_sentences_of_any_script_are_accepted(typed: str) -> None:
    accept(typed)


def test_the_same_letters_composed_or_not_are_one_passphrase() -> None:
    typed = "Zoë's café in Ångström street"
    assert unicodedata.normalize("NFC", typed) != unicodedata.normalize("NFD", typed)
    assert normalise(unicodedata.normalize("NFC", typed)) == normalise(unicodedata.normalize("NFD", typed))


def test_white_space_at_the_ends_and_its_kind_do_not_matter() -> None:
    assert normalise("  two\u00a0 words\n") == normalise("two words") == b"two words"
    assert normalise("twowords") != normalise("two words")


def test_nothing_is_cut_off() -> None:
    assert normalise("a" * LONGEST) != normalise("a" * (LONGEST - 1))


def test_judging_a_long_passphrase_takes_no_time() -> None:
    started = time.process_time()
    judge("aB3$" * (LONGEST // 4))
    assert time.process_time() - started < 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_making_one_thing_of_a_passphrase_twice_changes_nothing(typed: str) -> None:
    assume(judge(typed).refusal is not Refusal.EMPTY)
    once = normalise(typed)
    assert normalise(once.decode("utf-8")) == once


@given(st.text(max_size=40))
def test_every_text_has_a_judgement(typed: str) -> None:
    judgement = judge(typed)
    assert isinstance(judgement.strength, Strength)
    assert judgement.guesses_tenths >= 0
