"""The rules of a form: which are refused by name and row, and that none can wait for itself."""

from typing import Any

import pytest

from desktop.domain.surveys.forms import FormReport, read_form
from desktop.domain.surveys.problems import Problem, Reason, Severity
from tests.made_up_files.forms import form

COLOURS = [["colours", "red", "Red"], ["colours", "blue", "Blue"]]


def read(*rows: list[Any], columns: str = "type name label", **rest: Any) -> FormReport:
    return read_form(form(list(rows), columns=columns, **rest), "form")


def refusal(*rows: list[Any], columns: str = "type name label", **rest: Any) -> Problem:
    report = read(*rows, columns=columns, **rest)
    assert report.survey is None
    return next(problem for problem in report.problems if problem.severity is Severity.ERROR)


@pytest.mark.parametrize(
    ("column", "rule", "reason"),
    [
        ("relevant", "${b", Reason.NOT_UNDERSTOOD),
        ("relevant", "${nobody} = 1", Reason.UNKNOWN_REFERENCE),
        ("relevant", "${g} = 1", Reason.GROUP_REFERENCE),
        ("relevant", "pulldata('../../etc/passwd', 'a', 'b', 'c')", Reason.UNKNOWN_FUNCTION),
        ("relevant", "instance('x')/root/item[1] = 1", Reason.UNKNOWN_FUNCTION),
        ("relevant", "random() > 0.5", Reason.UNKNOWN_FUNCTION),
        ("relevant", "../b = 1", Reason.PATH),
        ("relevant", "/data/b = 1", Reason.PATH),
        ("relevant", "b = 1", Reason.NOT_UNDERSTOOD),
        ("relevant", "__class__", Reason.NOT_UNDERSTOOD),
        ("relevant", "${__class__} = 1", Reason.UNKNOWN_REFERENCE),
        ("relevant", "${b}.__class__", Reason.NOT_UNDERSTOOD),
        ("relevant", ". = 1", Reason.ITSELF),
        ("relevant", "if(1)", Reason.WRONG_ARGUMENTS),
        ("relevant", "selected('${b}', 1)", Reason.QUOTED_REFERENCE),
        ("relevant", "(" * 41 + "1" + ")" * 41, Reason.TOO_COMPLEX),
        ("relevant", "1" + "+1" * 1_999, Reason.TOO_COMPLEX),
        ("relevant", "-" * 100 + "1", Reason.TOO_COMPLEX),
        ("relevant", "not(" * 2_000, Reason.TOO_COMPLEX),
        ("relevant", "1 = '" + "a" * 4_000 + "'", Reason.TOO_COMPLEX),
        ("constraint", "regex(., '(?<=a)b')", Reason.BAD_PATTERN),
        ("constraint", "regex(., '(a)\\1')", Reason.BAD_PATTERN),
        ("constraint", "regex(., ${b})", Reason.BAD_PATTERN),
        ("constraint", "regex(., '((a{1000}){1000}){1000}')", Reason.BAD_PATTERN),
        ("required", "maybe", Reason.NOT_UNDERSTOOD),
        ("default", "pulldata('a')", Reason.UNKNOWN_FUNCTION),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_with_its_row(
    column: str, rule: str, reason: Reason
) -> None:
    problem = refusal(
        ["begin group", "g", "G"],
        ["text", "b", "B?"],
        ["text", "a", "A?", rule],
        ["end group"],
        columns=f"type name label {column}",
    )
    assert (problem.reason, problem.column, problem.row) == (reason, column, 4)


@pytest.mark.parametrize(
    ("kind", "default"),
    [("integer", "some"), ("date", "tomorrow"), ("date", "2026-02-30"), ("select_one colours", "green")],
)
def test_a_default_that_cannot_be_an_answer_is_refused(kind: str, default: str) -> None:
    problem = refusal([kind, "a", "A?", default], columns="type name label default", choices=COLOURS)
    assert (problem.reason, problem.row) == (Reason.BAD_DEFAULT, 2)


@pytest.mark.parametrize(
    "rules",
    [
        {"a": "${b} = 1", "b": "${a} = 1"},
        {"a": "${a} = 1"},
        {"a": "${b} = 1", "b": "${c} = 1", "c": "${a} = 1"},
    ],
)
def test_questions_that_wait_for_each_other_are_refused_by_name(rules: dict[str, str]) -> None:
    rows = [["text", name, f"{name}?", rule] for name, rule in rules.items()]
    problem = refusal(*rows, columns="type name label relevant")
    assert problem.reason is Reason.CIRCULAR
    assert set(problem.found.split(" → ")) == set(rules)
    assert problem.row in range(2, 5)


def test_calculations_that_wait_for_each_other_are_refused() -> None:
    problem = refusal(
        ["text", "a", "A?", ""],
        ["calculate", "b", "", "${c} + 1"],
        ["calculate", "c", "", "${b} + 1"],
        columns="type name label calculation",
    )
    assert problem.reason is Reason.CIRCULAR


def test_choice_filters_that_wait_for_each_other_are_refused() -> None:
    problem = refusal(
        ["select_one colours", "a", "A?", "name != ${b}"],
        ["select_one colours", "b", "B?", "name != ${a}"],
        columns="type name label choice_filter",
        choices=COLOURS,
    )
    assert problem.reason is Reason.CIRCULAR


def test_a_group_that_waits_for_its_own_question_is_refused() -> None:
    problem = refusal(
        ["begin group", "g", "G", "${a} = 'x'"],
        ["text", "a", "A?"],
        ["end group"],
        columns="type name label relevant",
    )
    assert problem.reason is Reason.CIRCULAR


def test_a_chain_of_a_thousand_questions_is_no_circle() -> None:
    rows = [["text", "q0", "Q?"]]
    rows += [["text", f"q{number}", "Q?", f"${{q{number - 1}}} != ''"] for number in range(1, 900)]
    assert read(*reversed(rows), columns="type name label relevant").is_accepted


def test_a_choice_filter_may_look_only_at_columns_that_there_are() -> None:
    columns = "type name label choice_filter"
    rows = [["text", "r", "R?"], ["select_one colours", "a", "A?", "region = ${r}"]]
    problem = refusal(*rows, columns=columns, choices=COLOURS)
    assert (problem.reason, problem.found, problem.row) == (Reason.UNKNOWN_FILTER_COLUMN, "region", 3)
    choices = [["colours", "red", "Red", "north"]]
    assert read(
        *rows, columns=columns, choices=choices, choice_columns="list_name name label region"
    ).is_accepted
