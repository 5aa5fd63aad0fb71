"""What the status strip says at all times."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.domain.attempts import EFFECTS, Mark, Outcome
from desktop.domain.status import StripStatus
from desktop.wording import counts
from desktop.wording.outcomes import every_outcome, mark_words, outcome_words
from desktop.wording.strip import (
    conflict_words,
    failure_words,
    sending_words,
    strip_reason,
    strip_sentence,
)

NOW = datetime(2026, 11, 24, 18, 30)
STATUS = StripStatus(
    pending_visits=0,
    pending_other=0,
    last_sent_at=None,
    last_heard_at=None,
    reason="",
    is_enrolled=True,
    conflicts=0,
)


@pytest.mark.parametrize(
    ("visits", "other", "sentence"),
    [
        (14, 0, "Saved on this laptop. 14 visits not yet sent."),
        (1, 0, "Saved on this laptop. 1 visit not yet sent."),
        (14, 1, "Saved on this laptop. 14 visits and 1 change not yet sent."),
        (0, 2, "Saved on this laptop. 2 changes not yet sent."),
        (0, 0, "Saved on this laptop. Everything is sent."),
        (1204, 0, "Saved on this laptop. 1,204 visits not yet sent."),
    ],
)
def test_it_says_what_is_saved_and_what_is_not_sent(visits: int, other: int, sentence: str) -> None:
    assert strip_sentence(replace(STATUS, pending_visits=visits, pending_other=other)) == sentence


def test_a_laptop_of_its_own_does_not_say_that_all_is_sent() -> None:
    alone = replace(STATUS, is_enrolled=False)
    assert strip_sentence(alone) == "Saved on this laptop. Nothing to send yet."
    assert "has not joined" in strip_reason(alone, NOW)


def test_the_second_voice_says_when_or_why_not() -> None:
    heard = replace(STATUS, last_heard_at=datetime(2026, 11, 24, 18, 22, tzinfo=UTC))
    assert strip_reason(heard, NOW) == "Last sent and received today at 18:22."
    assert strip_reason(STATUS, NOW) == "Not yet sent for the first time."
    assert strip_reason(replace(heard, reason="unreachable"), NOW).startswith("No connection to the server.")


@pytest.mark.parametrize(
    "reason", ["unreachable", "revoked", "clock", "disk", "differs", "said by a later version"]
)
def test_every_reason_is_a_sentence(reason: str) -> None:
    assert failure_words(reason).endswith(".")


def test_sending_counts_and_conflicts_ask() -> None:
    assert sending_words(400, 2000) == "Sending and receiving: 400 of 2,000."
    assert sending_words(0, 0) == "Sending and receiving."
    assert conflict_words(0) == ""
    assert conflict_words(1) == "One question has two answers."
    assert conflict_words(3) == "3 questions have two answers."


def test_every_outcome_and_mark_is_said_and_no_two_alike() -> None:
    assert len({outcome_words(outcome) for outcome in Outcome}) == len(Outcome)
    assert len({mark_words(mark) for mark in Mark}) == len(Mark)
    assert outcome_words(Outcome.NOT_HOME) == "Nobody in"
    for outcome, effect in EFFECTS.items():
        assert f"{effect.letter} {outcome.value} ({outcome_words(outcome)})" in every_outcome()


def test_counts_are_said_in_plain_words() -> None:
    assert [counts.people(n) for n in (0, 1, 2, 100_000)] == [
        "nobody",
        "1 person",
        "2 people",
        "100,000 people",
    ]
    assert [counts.problems(n) for n in (0, 1, 2)] == ["no problems", "1 problem", "2 problems"]
    assert [counts.districts(n) for n in (1, 4)] == ["1 polling district", "4 polling districts"]
    assert counts.households(41_213) == "41,213 households"


def test_what_waits_for_a_persons_word_is_said_in_the_first_voice() -> None:
    held = replace(STATUS, removals_held=212)
    assert strip_sentence(held) == (
        "Saved on this laptop. Everything is sent. 212 records wait for your word."
    )
    assert "Ctrl+T" in strip_reason(held, NOW)


def test_what_is_carried_for_colleagues_is_never_called_sent() -> None:
    carried = "3 changes of colleagues not yet handed on."
    assert strip_sentence(replace(STATUS, carried=3)) == f"Saved on this laptop. {carried}"
    both = replace(STATUS, carried=3, pending_visits=2)
    assert strip_sentence(both) == f"Saved on this laptop. 2 visits not yet sent. {carried}"


def test_a_fork_is_news_for_a_day_and_nothing_was_lost() -> None:
    forked = replace(STATUS, forked_at=NOW.replace(tzinfo=UTC))
    assert "Nothing was lost" in strip_reason(forked, NOW)
    assert "Nothing was lost" not in strip_reason(forked, NOW.replace(day=26))
