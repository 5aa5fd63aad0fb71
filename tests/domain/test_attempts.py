"""What a door is follows from the attempts that stand, in whatever order they are known."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.domain.attempts import EFFECTS, Attempt, Mark, Outcome, latest, mark_of, read_outcome, state_of
from desktop.domain.ids import AttemptId, HouseholdId

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DOOR = HouseholdId("d" * 32)
OUTCOMES = st.sampled_from(list(Outcome))


def attempt(number: int, outcome: Outcome, minutes: int = 0, *, voided: bool = False) -> Attempt:
    at = NOON + timedelta(minutes=minutes)
    return Attempt(AttemptId(f"{number:032x}"), DOOR, None, outcome, at, "", is_voided=voided)


@pytest.mark.parametrize(
    ("letter", "outcome", "mark"),
    [
        ("N", Outcome.NOT_HOME, Mark.GO_AGAIN),
        ("T", Outcome.TALKED, Mark.FINISHED),
        ("R", Outcome.REFUSED, Mark.FINISHED),
        ("B", Outcome.COME_BACK, Mark.GO_AGAIN),
        ("M", Outcome.MOVED, Mark.FINISHED),
        ("L", Outcome.LANGUAGE, Mark.GO_AGAIN),
        ("C", Outcome.CHILD, Mark.GO_AGAIN),
    ],
)
def test_each_outcome_has_its_letter_and_leaves_its_mark(letter: str, outcome: Outcome, mark: Mark) -> None:
    assert read_outcome(letter.lower()) is outcome
    assert read_outcome(outcome.value) is outcome
    assert mark_of(outcome, None, do_not_visit=False, today=TODAY) is mark


def test_letters_are_distinct_and_every_outcome_has_one() -> None:
    assert sorted(effect.letter for effect in EFFECTS.values()) == sorted("NTRBMLCX")
    assert read_outcome("?") is None


def test_a_door_is_due_from_the_day_for_which_they_asked() -> None:
    for days, mark in ((-1, Mark.DUE), (0, Mark.DUE), (1, Mark.GO_AGAIN)):
        asked = datetime(2026, 11, 24, 19, 30) + timedelta(days=days)
        assert mark_of(Outcome.COME_BACK, asked, do_not_visit=False, today=TODAY) is mark


@given(OUTCOMES)
def test_a_wish_not_to_be_visited_stands_whatever_happened_since(outcome: Outcome) -> None:
    assert mark_of(outcome, None, do_not_visit=True, today=TODAY) is Mark.NEVER


def test_a_door_whose_wish_was_taken_back_may_be_tried_again() -> None:
    assert mark_of(Outcome.DO_NOT_VISIT, None, do_not_visit=False, today=TODAY) is Mark.GO_AGAIN


@given(st.lists(st.tuples(OUTCOMES, st.integers(0, 3), st.booleans()), max_size=8), st.randoms())
def test_the_order_in_which_attempts_are_known_does_not_matter(
    drawn: list[tuple[Outcome, int, bool]], chance: Random
) -> None:
    attempts = [attempt(n, outcome, minutes, voided=v) for n, (outcome, minutes, v) in enumerate(drawn)]
    shuffled = list(attempts)
    chance.shuffle(shuffled)
    assert state_of(shuffled, do_not_visit=False, today=TODAY) == state_of(
        attempts, do_not_visit=False, today=TODAY
    )


class Door(RuleBasedStateMachine):
    """A door, tried and undone in any order; the model is a list of what stands."""

    def __init__(self) -> None:
        super().__init__()
        self.attempts: list[Attempt] = []
        self.standing: list[int] = []

    @rule(outcome=OUTCOMES)
    def tried(self, outcome: Outcome) -> None:
        self.standing.append(len(self.attempts))
        self.attempts.append(attempt(len(self.attempts), outcome, len(self.attempts)))

    @rule()
    def undone(self) -> None:
        if self.standing:
            number = self.standing.pop()
            undone = self.attempts[number]
            self.attempts[number] = attempt(number, undone.outcome, number, voided=True)

    @invariant()
    def the_latest_that_stands_decides(self) -> None:
        found = latest(self.attempts)
        assert found == (self.attempts[self.standing[-1]] if self.standing else None)
        state = state_of(self.attempts, do_not_visit=False, today=TODAY)
        assert (state.mark is Mark.NOT_YET) == (not self.standing)
        assert state.mark is not Mark.NEVER


TestDoor = Door.TestCase
