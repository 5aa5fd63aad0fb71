"""What to do first about laptops: one sentence's worth, the most pressing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.laptops import Concern, LaptopStanding, first_concern, longest_silent_first
from desktop.domain.laptops import LaptopsHeld as Held
from desktop.wording.laptops import first_words, standing_words

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
QUIET = LaptopStanding(
    id="a",
    name="Blue",
    member_name="Jo",
    role="canvasser",
    seen_at=NOW,
    days=0,
    behind=0,
    pending=0,
    questions=0,
    kept_apart=0,
    forks=0,
    forked_at=None,
    revoked_at=None,
    is_this_one=False,
)
FULL = replace(QUIET, id="b", days=9, pending=14)
SILENT = replace(QUIET, id="c", days=30)


def test_where_nothing_is_wrong_nothing_is_to_be_done() -> None:
    assert first_concern([QUIET], NOW) == (Concern.NOTHING, None)
    assert first_concern([], NOW) == (Concern.NOTHING, None)


def test_what_a_silent_laptop_holds_is_nowhere_else_and_comes_before_longer_silence() -> None:
    assert first_concern([SILENT, QUIET, FULL], NOW) == (Concern.SILENT_AND_FULL, FULL)


@pytest.mark.parametrize(
    ("change", "concern"),
    [
        ({"kept_apart": 1}, Concern.KEPT_APART),
        ({"forks": 1, "forked_at": NOW - timedelta(days=1)}, Concern.FORKED),
        ({"forks": 1, "forked_at": NOW - timedelta(days=8)}, Concern.NOTHING),
        ({"questions": 2}, Concern.QUESTIONS),
        ({"pending": 3, "days": 1}, Concern.NOT_SENT),
        ({"pending": 3}, Concern.NOTHING),
        ({"behind": 3, "days": 1}, Concern.BEHIND),
        ({"days": 6}, Concern.NOTHING),
        ({"days": 7}, Concern.SILENT),
    ],
)
def test_each_concern_has_its_bound(change: dict[str, object], concern: Concern) -> None:
    assert first_concern([replace(QUIET, **change)], NOW)[0] is concern  # type: ignore[arg-type]


def test_a_laptop_that_was_shut_out_concerns_nobody_and_stands_last() -> None:
    out = replace(SILENT, id="d", days=90, revoked_at=NOW)
    assert first_concern([out], NOW) == (Concern.NOTHING, None)
    assert [one.id for one in longest_silent_first([out, QUIET, FULL, SILENT])] == ["c", "b", "a", "d"]


def test_the_sentence_names_whom_to_ring_how_long_and_how_much() -> None:
    assert first_words(Held([FULL], [], NOW), NOW) == (
        "Ring Jo: this laptop has not been heard from for 9 days and holds 14 changes that are nowhere else."
    )
    assert first_words(Held([replace(FULL, member_name="")], [], NOW), NOW).startswith("Ring Blue:")


@pytest.mark.parametrize("concern", [concern for concern in Concern if concern is not Concern.NOTHING])
def test_every_concern_has_a_sentence(concern: Concern) -> None:
    of = {
        Concern.SILENT_AND_FULL: FULL,
        Concern.SILENT: SILENT,
        Concern.KEPT_APART: replace(QUIET, kept_apart=2),
        Concern.FORKED: replace(QUIET, forks=1, forked_at=NOW),
        Concern.QUESTIONS: replace(QUIET, questions=2),
        Concern.NOT_SENT: replace(QUIET, days=1, pending=2),
        Concern.BEHIND: replace(QUIET, days=1, behind=2),
    }[concern]
    assert first_concern([of], NOW) == (concern, of)
    assert "Jo" in first_words(Held([of], [], NOW), NOW)


def test_a_laptop_that_was_copied_says_so() -> None:
    assert standing_words(replace(QUIET, forks=1)) == "was copied or put back"
    assert standing_words(QUIET) == "has sent and received everything"
