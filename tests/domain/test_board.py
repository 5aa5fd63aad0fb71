"""The rules of the board: which key does what at a door, and that nothing keyed is ever forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attempts import Outcome
from desktop.domain.board import (
    END,
    REQUIRED,
    Ask,
    AskKind,
    Board,
    Choice,
    Stage,
    answer,
    answer_by_key,
    choose_outcome,
    choose_resident,
    from_draft,
    go_back,
    go_on,
    read_time,
    result,
    to_draft,
)

NOW = datetime(2026, 11, 22, 19, 18)


class Street:
    """Three questions; the second has free text under it as soon as it is answered."""

    def asks(self, answers: Mapping[str, Any]) -> Sequence[Ask]:
        choices = (Choice("1", "worse", "Getting harder"), Choice("2", "same", "Much the same"))
        asks = [Ask("how", AskKind.ONE, "How are things?", choices=choices)]
        asks.append(Ask("what", AskKind.ONE, "What would change most?", choices=choices, is_required=True))
        if "what" in answers:
            asks.append(Ask("words", AskKind.TEXT, "In their words"))
        asks.append(Ask("which", AskKind.SEVERAL, "Which ones?", choices=choices))
        return asks

    def fault(self, name: str, value: Any, answers: Mapping[str, Any]) -> str:
        return "too long" if name == "words" and len(value) > 5 else ""

    def counted(self, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return {ask.name: answers[ask.name] for ask in self.asks(answers) if ask.name in answers}


STREET = Street()


def talking() -> Board:
    return choose_outcome(Board(), Outcome.TALKED)


def test_nobody_in_is_ready_after_one_key() -> None:
    assert choose_outcome(Board(), Outcome.NOT_HOME).stage(STREET) is Stage.READY


def test_where_nobody_was_in_nobody_answered() -> None:
    assert choose_outcome(choose_resident(Board(), "a"), Outcome.NOT_HOME).resident == ""


def test_talking_opens_the_survey_at_its_first_question() -> None:
    board = talking()
    assert board.stage(STREET) is Stage.QUESTION
    ask = board.ask(STREET)
    assert ask is not None
    assert ask.name == "how"


def test_talking_without_a_survey_is_ready() -> None:
    assert talking().stage(None) is Stage.READY


def test_a_digit_answers_and_goes_on_unless_more_can_be_said_here() -> None:
    board, known = answer_by_key(talking(), STREET, "1")
    assert known
    assert board.position == "what"
    board, _ = answer_by_key(board, STREET, "2")
    assert board.position == "what"
    follow_up = board.follow_up(STREET)
    assert follow_up is not None
    assert follow_up.name == "words"


def test_a_key_that_no_choice_has_changes_nothing() -> None:
    assert answer_by_key(talking(), STREET, "7") == (talking(), False)


def test_going_on_passes_the_text_that_hangs_under_a_question() -> None:
    board, _ = answer_by_key(talking(), STREET, "1")
    board, _ = answer_by_key(board, STREET, "1")
    board, why_not = go_on(board, STREET)
    assert (board.position, why_not) == ("which", "")


def test_a_required_question_is_not_passed_by() -> None:
    board, _ = go_on(talking(), STREET)
    assert go_on(board, STREET) == (board, REQUIRED)


def test_an_answer_that_is_not_understood_is_kept_and_waits_to_be_mended() -> None:
    board, _ = answer_by_key(talking(), STREET, "1")
    board, _ = answer_by_key(board, STREET, "1")
    board, fault = answer(board, STREET, "far too long", "words")
    assert fault == "too long"
    assert board.answers["words"] == "far too long"
    assert go_on(board, STREET) == (board, "too long")


def test_several_choices_are_put_in_and_taken_out_by_the_same_digit() -> None:
    board = Board(outcome=Outcome.TALKED, answers={"what": "same"}, position="which")
    board, _ = answer_by_key(board, STREET, "2")
    board, _ = answer_by_key(board, STREET, "1")
    assert board.answers["which"] == ["same", "worse"]
    board, _ = answer_by_key(board, STREET, "2")
    assert board.answers["which"] == ["worse"]


def test_a_step_back_forgets_no_answer() -> None:
    board, _ = answer_by_key(talking(), STREET, "1")
    board, _ = answer_by_key(board, STREET, "1")
    board, _ = go_on(board, STREET)
    board, _ = go_on(board, STREET)
    assert board.position == END
    positions = []
    while board.outcome is not None:
        board = go_back(board, STREET)
        positions.append(board.position)
    assert positions == ["which", "what", "how", ""]
    assert board.answers == {"how": "worse", "what": "worse"}


def test_coming_back_asks_when_and_then_is_ready() -> None:
    board = choose_outcome(Board(), Outcome.COME_BACK)
    assert board.stage(STREET) is Stage.WHEN
    board, _ = go_on(board, STREET)
    assert board.stage(STREET) is Stage.READY
    assert go_back(board, STREET).stage(STREET) is Stage.WHEN


def test_the_same_digit_takes_the_resident_back() -> None:
    board = choose_resident(Board(), "a")
    assert board.resident == "a"
    assert choose_resident(board, "a").is_empty


def test_only_what_is_still_asked_is_saved() -> None:
    board = Board(outcome=Outcome.TALKED, answers={"how": "same", "words": "left over", "gone": "x"})
    assert result(board, STREET) == ({"how": "same"}, {})
    board = Board(outcome=Outcome.TALKED, answers={"what": "same", "words": "damp"}, position=END)
    assert result(board, STREET) == ({"what": "same"}, {"words": "damp"})


def test_another_outcome_saves_no_answers_but_keeps_them_for_coming_back_to() -> None:
    board, _ = answer_by_key(talking(), STREET, "1")
    refused = choose_outcome(board, Outcome.REFUSED)
    assert result(refused, STREET) == ({}, {})
    assert choose_outcome(refused, Outcome.TALKED).answers == {"how": "worse"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1930", datetime(2026, 11, 22, 19, 30)),
        ("19:30", datetime(2026, 11, 22, 19, 30)),
        ("7.30 pm", datetime(2026, 11, 22, 19, 30)),
        ("20", datetime(2026, 11, 22, 20, 0)),
        ("+45", datetime(2026, 11, 22, 20, 3)),
        ("10:15", datetime(2026, 11, 23, 10, 15)),
        ("tomorrow 18:00", datetime(2026, 11, 23, 18, 0)),
        ("", None),
        ("later", None),
        ("25:00", None),
        ("19:75", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, expected: datetime | None) -> None:
    assert read_time(typed, NOW) == expected


@given(
    st.builds(
        Board,
        resident=st.text(max_size=8),
        outcome=st.sampled_from([None, *Outcome]),
        come_back=st.text(max_size=8),
        answers=st.dictionaries(st.text(max_size=4), st.text(max_size=8) | st.lists(st.text(max_size=3))),
        position=st.text(max_size=8),
        read_aloud=st.lists(st.text(max_size=4)).map(tuple),
    )
)
def test_a_draft_gives_back_the_board_that_was_kept(board: Board) -> None:
    assert from_draft(to_draft(board)) == board


@given(st.lists(st.sampled_from(["1", "2", "9", "enter", "back", "T", "N", "B", "R"]), max_size=30))
def test_no_run_of_keys_breaks_the_board(keys: list[str]) -> None:
    board = Board()
    letters = {"T": Outcome.TALKED, "N": Outcome.NOT_HOME, "B": Outcome.COME_BACK, "R": Outcome.REFUSED}
    for key in keys:
        if key in letters:
            board = choose_outcome(board, letters[key])
        elif key == "enter":
            board, _ = go_on(board, STREET)
        elif key == "back":
            board = go_back(board, STREET)
        else:
            board, _ = answer_by_key(board, STREET, key)
        assert from_draft(to_draft(board)) == board
        assert board.stage(STREET) in Stage
