"""Every problem of a form and every fault of an answer has its sentence."""

import pytest

from desktop.domain.surveys.answers import Fault, FaultReason
from desktop.domain.surveys.problems import Problem, Reason
from desktop.wording.surveys import answer_fault, fault_sentence, problem_sentence


@pytest.mark.parametrize("reason", list(Reason))
def test_every_problem_has_a_sentence_that_is_filled_in(reason: Reason) -> None:
    said = problem_sentence(
        Problem(reason, sheet="survey", row=3, column="relevant", found="${it}", limit=10)
    )
    assert said[0].isupper() or said[0] == "“"
    assert said.endswith((".", "${it}"))
    assert "{" not in said.replace("${it}", "").replace("${name}", "")


@pytest.mark.parametrize("reason", list(FaultReason))
def test_every_fault_has_a_sentence(reason: FaultReason) -> None:
    assert fault_sentence(reason.value) == answer_fault(Fault("a", reason))
    assert fault_sentence(reason.value).endswith(".")


def test_the_forms_own_words_are_said_as_they_are() -> None:
    assert fault_sentence("Fewer than {nine}, please") == "Fewer than {nine}, please"
    assert answer_fault(Fault("a", FaultReason.CONSTRAINT, "Fewer, please")) == "Fewer, please"


def test_what_a_form_says_is_cut_to_a_line() -> None:
    said = problem_sentence(Problem(Reason.NOT_UNDERSTOOD, column="relevant", found="x\n" * 900))
    assert "\n" not in said
    assert len(said) < 300
