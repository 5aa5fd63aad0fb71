"""Sentences about register files: one for every reason, and none that repeats what a cell says."""

import pytest

from desktop.domain.register.problems import Problem, Reason, Severity
from desktop.wording.register import problem_sentence, sentences


def test_every_reason_has_a_sentence() -> None:
    assert set(sentences(lambda _, text: text)) == set(Reason)


@pytest.mark.parametrize("reason", Reason)
def test_every_sentence_is_filled_and_ends(reason: Reason) -> None:
    sentence = problem_sentence(Problem(reason, Severity.ROW, 3, "Elector DOB", "1000000", "12"))
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "1000000" not in sentence


def test_a_sentence_is_translated_by_the_function_handed_in() -> None:
    said = problem_sentence(Problem(Reason.EMPTY, Severity.FILE), lambda context, text: f"{context}: {text}")
    assert said == "Register: The file is empty."
