"""Filling a form: what is asked, what is offered, what counts and what is wrong."""

import time
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.surveys.answers import FaultReason
from desktop.domain.surveys.filling import Filling, Script
from desktop.domain.surveys.forms import read_form
from desktop.domain.surveys.survey import Survey
from tests.made_up_files.forms import form

NOW = datetime(2026, 11, 24, 19, 30)
COLUMNS = "type name label calculation relevant constraint required default choice_filter"
HERE = {name: place for place, name in enumerate(COLUMNS.split())}
PLACES = [
    ["places", "leeds", "Leeds", "north"],
    ["places", "hull", "Hull", "north"],
    ["places", "bath", "Bath", "south"],
    ["regions", "north", "North", ""],
    ["regions", "south", "South", ""],
]


def row(kind: str, name: str, **cells: str) -> list[str]:
    made = [kind, name, f"{name}?" if kind != "calculate" else "", *[""] * (len(HERE) - 3)]
    for column, text in cells.items():
        made[HERE[column]] = text
    return made


def script(*rows: list[str]) -> Script:
    data = form(list(rows), PLACES, columns=COLUMNS, choice_columns="list_name name label region")
    report = read_form(data, "form")
    assert report.survey is not None, report.problems
    return Script(report.survey)


def fill(answers: dict[str, Any], *rows: list[str]) -> Filling:
    return script(*rows).fill(answers, NOW)


def faults(filling: Filling) -> list[tuple[str, FaultReason]]:
    return [(fault.name, fault.reason) for fault in filling.faults]


def calculated(expression: str, **answers: Any) -> Any:
    rows = [row("text", "t"), row("integer", "n"), row("decimal", "d"), row("date", "day")]
    rows += [row("select_one places", "one"), row("select_multiple places", "some")]
    return fill(answers, *rows, row("calculate", "c", calculation=expression)).answers.get("c")


def test_questions_are_asked_in_order_and_notes_and_calculations_are_not() -> None:
    filling = fill(
        {}, row("text", "a"), row("note", "n"), row("calculate", "c", calculation="1"), row("date", "b")
    )
    assert filling.asked == ["a", "b"]
    assert [question.name for question in filling.seen] == ["a", "n", "b"]
    assert filling.is_complete


def test_what_is_not_relevant_is_not_asked_and_its_answer_kept_aside() -> None:
    rows = [
        row("integer", "a"),
        row("text", "b", relevant="${a} > 1"),
        row("text", "c", relevant="${b} = 'x'"),
    ]
    assert fill({"a": 2, "b": "x", "c": "y"}, *rows).answers == {"a": 2, "b": "x", "c": "y"}
    filling = fill({"a": 1, "b": "x", "c": "y"}, *rows)
    assert (filling.asked, filling.answers, filling.is_complete) == (["a"], {"a": 1}, True)


def test_a_group_that_is_not_relevant_hides_all_in_it() -> None:
    rows = [
        row("text", "a"),
        row("begin group", "g", relevant="${a} = 'x'"),
        row("begin group", "h", relevant="true()"),
        row("text", "b", required="yes"),
        row("end group", ""),
        row("end group", ""),
    ]
    assert fill({"a": "y"}, *rows).asked == ["a"]
    assert faults(fill({"a": "x"}, *rows)) == [("b", FaultReason.REQUIRED)]


def test_a_rule_may_look_at_a_question_that_comes_later() -> None:
    rows = [row("text", "a", relevant="${b} = 'x'"), row("text", "b")]
    assert fill({"b": "x"}, *rows).asked == ["a", "b"]


@pytest.mark.parametrize("required", ["yes", "true()", "TRUE", "${a} = 'x'", "string-length(${a}) > 0"])
def test_a_required_answer_that_is_missing_is_a_fault(required: str) -> None:
    rows = [row("text", "a"), row("text", "b", required=required)]
    filling = fill({"a": "x"}, *rows)
    assert faults(filling) == [("b", FaultReason.REQUIRED)]
    assert not filling.is_complete
    assert faults(fill({"a": "x", "b": ""}, *rows)) == [("b", FaultReason.REQUIRED)]


@pytest.mark.parametrize("required", ["no", "false()", "", "${a} = 'y'"])
def test_what_is_not_required_may_be_missing(required: str) -> None:
    assert fill({"a": "x"}, row("text", "a"), row("text", "b", required=required)).is_complete


def test_a_constraint_judges_the_answer_itself_and_only_if_there_is_one() -> None:
    rows = [row("integer", "age", constraint=". >= 16 and . < 120")]
    assert faults(fill({"age": 15}, *rows)) == [("age", FaultReason.CONSTRAINT)]
    assert fill({"age": 16}, *rows).is_complete
    assert fill({}, *rows).is_complete


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        ("text", "line\nline", "line\nline"),
        ("integer", 3, 3),
        ("integer", "-3", -3),
        ("decimal", 2.5, 2.5),
        ("decimal", "2.5", 2.5),
        ("decimal", 2, 2.0),
        ("date", "2024-02-29", "2024-02-29"),
        ("select_one places", "hull", "hull"),
        ("select_multiple places", ["hull", "bath"], ["hull", "bath"]),
    ],
)
def test_answers_are_kept_by_their_kind(kind: str, answer: object, kept: object) -> None:
    found = fill({"a": answer}, row(kind, "a")).answers["a"]
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("kind", "answer", "reason"),
    [
        ("text", 3, FaultReason.NOT_TEXT),
        ("text", "a\0b", FaultReason.CONTROL_CHARACTER),
        ("text", "\ud800", FaultReason.CONTROL_CHARACTER),
        ("text", "a" * 10_001, FaultReason.ANSWER_TOO_LONG),
        ("integer", "three", FaultReason.NOT_WHOLE_NUMBER),
        ("integer", 2.5, FaultReason.NOT_WHOLE_NUMBER),
        ("integer", True, FaultReason.NOT_WHOLE_NUMBER),
        ("integer", 10**400, FaultReason.NOT_WHOLE_NUMBER),
        ("decimal", "1e5", FaultReason.NOT_NUMBER),
        ("decimal", True, FaultReason.NOT_NUMBER),
        ("decimal", 10**400, FaultReason.NOT_NUMBER),
        ("date", "24/11/2026", FaultReason.NOT_DATE),
        ("date", "2026-02-30", FaultReason.NOT_DATE),
        ("date", "20261124", FaultReason.NOT_DATE),
        ("date", 20261124, FaultReason.NOT_DATE),
        ("select_one places", "york", FaultReason.NOT_AN_OPTION),
        ("select_one places", ["hull"], FaultReason.NOT_AN_OPTION),
        ("select_multiple places", "hull", FaultReason.NOT_LIST),
        ("select_multiple places", ["hull", "york"], FaultReason.NOT_AN_OPTION),
        ("select_multiple places", [["hull"]], FaultReason.NOT_AN_OPTION),
        ("select_multiple places", {"hull": 1}, FaultReason.NOT_LIST),
        ("note", "x", FaultReason.NOT_ANSWERED_BY_PEOPLE),
        ("calculate", 1, FaultReason.NOT_ANSWERED_BY_PEOPLE),
    ],
)
def test_an_answer_of_another_kind_is_a_fault_and_not_kept(
    kind: str, answer: object, reason: FaultReason
) -> None:
    asked = row(kind, "a", calculation="2") if kind == "calculate" else row(kind, "a")
    filling = fill({"a": answer}, asked, row("text", "z"))
    assert faults(filling) == [("a", reason)]
    assert filling.answers.get("a") in (None, 2)


@pytest.mark.parametrize("name", ["nobody", "__class__", "__dict__", "", "c\0"])
def test_a_name_that_the_form_does_not_know_is_a_fault(name: str) -> None:
    assert faults(fill({name: "x"}, row("text", "a"))) == [(name, FaultReason.UNKNOWN_NAME)]


def test_options_are_those_that_the_filter_lets_through() -> None:
    rows = [row("select_one regions", "r"), row("select_one places", "p", choice_filter="region = ${r}")]
    made = script(*rows)
    filling = made.fill({"r": "north", "p": "leeds"}, NOW)
    assert [option.name for option in filling.options(made.questions["p"])] == ["leeds", "hull"]
    assert filling.is_complete
    assert faults(made.fill({"r": "south", "p": "leeds"}, NOW)) == [("p", FaultReason.NOT_AN_OPTION)]


@pytest.mark.parametrize(
    ("kind", "default", "kept"),
    [
        ("text", "as usual", "as usual"),
        ("text", "north of Leeds, on foot", "north of Leeds, on foot"),
        ("integer", "3", 3),
        ("decimal", "2.5", 2.5),
        ("date", "2026-01-01", "2026-01-01"),
        ("date", "today()", "2026-11-24"),
        ("integer", "1 + 2", 3),
        ("text", "concat(${z}, '!')", "x!"),
        ("select_one places", "hull", "hull"),
        ("select_multiple places", "hull bath", ["hull", "bath"]),
    ],
)
def test_a_default_counts_until_somebody_answers(kind: str, default: str, kept: object) -> None:
    rows = [row(kind, "a", default=default, required="yes"), row("text", "z")]
    filling = fill({"z": "x"}, *rows)
    assert filling.answers["a"] == kept
    assert filling.is_complete
    assert faults(fill({"z": "x", "a": None}, *rows)) == [("a", FaultReason.REQUIRED)]


def test_calculations_follow_from_each_other_in_any_order() -> None:
    rows = [
        row("calculate", "c", calculation="${b} * 2"),
        row("calculate", "b", calculation="${a} + 1"),
        row("integer", "a"),
    ]
    assert fill({"a": 1}, *rows).answers == {"c": 4, "b": 2, "a": 1}


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("7 div 2", 3.5),
        ("7 mod 3", 1),
        ("-7 mod 3", -1),
        ("1 div 0", None),
        ("0 div 0", None),
        ("5 mod 0", None),
        ("pow(10, 400)", None),
        ("pow(2, 10)", 1024),
        ("int(2.9)", 2),
        ("int(-2.9)", -2),
        ("round(2.5)", 3),
        ("round(2.345, 2)", 2.35),
        ("number('12')", 12),
        ("number('x')", None),
        ("string-length('four')", 4),
        ("concat('a', 1, 'b')", "a1b"),
        ("substr('hello', 1, 3)", "el"),
        ("substring('hello', 2, 3)", "ell"),
        ("substring('hello', 0, 3)", "he"),
        ("substring('hello', 4)", "lo"),
        ("substring('hello', 0 div 0, 3)", None),
        ("substr('hello', 3)", "lo"),
        ("contains('hello', 'ell')", True),
        ("starts-with('hello', 'he')", True),
        ("not(1 = 1)", False),
        ("if(1 < 2, 'yes', 'no')", "yes"),
        ("if(1 > 2, 'yes', 'no')", "no"),
        ("coalesce('', 'b')", "b"),
        ("once('x')", "x"),
        ("min(3, 1, 2)", 1),
        ("max(3, 1, 2)", 3),
        ("sum(1, 2)", 3),
        ("regex('LS1 1AA', '[A-Z]{1,2}[0-9] [0-9][A-Z]{2}')", True),
        ("regex('LS1 1AA and more', '[A-Z]{1,2}[0-9] [0-9][A-Z]{2}')", False),
        ("format-date('2026-03-05', '%d/%m/%Y')", "05/03/2026"),
        ("format-date(today(), '%e %b %y')", "24 Nov 26"),
        ("today()", "2026-11-24"),
        ("date(today() + 7)", "2026-12-01"),
        ("today() > date('2026-11-23')", True),
        ("today() - date('2026-11-20')", 4),
        ("date(99999999)", None),
        ("true() and false()", False),
        ("true() or false()", True),
        ("'a' = 'a' and 1 != 2", True),
        ("'05' = 5", True),
    ],
)
def test_functions_and_operators_give_what_they_give_elsewhere(expression: str, found: object) -> None:
    assert calculated(expression) == found


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("selected(${some}, 'hull')", True),
        ("selected(${some}, 'hul')", False),
        ("selected(${one}, 'bath')", True),
        ("count-selected(${some})", 2),
        ("selected-at(${some}, 1)", "leeds"),
        ("selected-at(${some}, 7)", None),
        ("jr:choice-name(${one}, '${one}')", "Bath"),
        ("${n} + ${d}", 5.5),
        ("${n}-1", 2),
        ("${t} = ''", False),
        ("${day} > '2026-01-01'", True),
        ("${day} < today()", True),
        ("format-date(${day}, '%Y')", "2026"),
        ("string-length(${t})", 5),
        ("${one} = 'bath'", True),
        ("${n} = '3'", True),
        ("if(${n} > 2, concat(${t}, ' ', ${n}), '')", "words 3"),
        ("count(${t})", 1),
    ],
)
def test_answers_count_in_expressions_as_what_they_are(expression: str, found: object) -> None:
    answers = {"t": "words", "n": 3, "d": 2.5, "day": "2026-05-01", "one": "bath", "some": ["hull", "leeds"]}
    assert calculated(expression, **answers) == found


def test_a_text_that_grows_without_end_is_cut_off_and_told() -> None:
    rows = [row("text", "a"), row("calculate", "c0", calculation="concat(${a}, ${a})")]
    rows += [
        row("calculate", f"c{at}", calculation=f"concat(${{c{at - 1}}}, ${{c{at - 1}}})")
        for at in range(1, 30)
    ]
    filling = fill({"a": "abcdefgh"}, *rows)
    assert faults(filling)[0][1] is FaultReason.RESULT_TOO_LONG


def test_a_pattern_that_hangs_elsewhere_answers_at_once() -> None:
    rows = [row("text", "a", constraint="regex(., '^(a+)+$')")]
    began = time.monotonic()
    assert faults(fill({"a": "a" * 5_000 + "!"}, *rows)) == [("a", FaultReason.CONSTRAINT)]
    assert time.monotonic() - began < 1


def forty() -> Script:
    rows = [row("select_one places", "q0"), row("integer", "n")]
    for at in range(1, 38):
        rows.append(
            row(
                ("text", "integer", "select_one places", "select_multiple places")[at % 4],
                f"q{at}",
                relevant=f"${{n}} > {at % 7} or selected(${{q0}}, 'hull')",
                constraint="string-length(.) < 500",
                required="${n} > 3" if at % 2 else "",
            )
        )
    return script(*rows, row("calculate", "c", calculation="concat(${q0}, ' ', ${n} * 2)"))


def test_an_answer_among_forty_questions_takes_a_millisecond() -> None:
    made = forty()
    answers = {"q0": "hull", "n": 5, "q4": "words", "q8": "more words", "q1": 3, "q3": ["hull", "bath"]}
    made.fill(answers, NOW)
    took = []
    for _ in range(50):
        began = time.perf_counter()
        made.fill(answers, NOW)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.001


NAMES = ["q0", "n", "q1", "q2", "q3", "q4", "c", "nobody"]
ANSWERS = st.one_of(
    st.none(),
    st.text(max_size=5),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.sampled_from(["hull", "2026-01-01", "3"]),
    st.lists(st.sampled_from(["hull", "bath", "x"]), max_size=4),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)


@pytest.fixture(scope="module")
def forty_questions() -> Script:
    return forty()


@given(answers=st.dictionaries(st.sampled_from(NAMES), ANSWERS))
def test_whatever_is_handed_in_only_what_is_asked_and_right_is_kept(
    forty_questions: Script, answers: dict[str, Any]
) -> None:
    filling = forty_questions.fill(answers, NOW)
    assert set(filling.answers) - {"c"} <= set(filling.asked)
    again = forty_questions.fill({k: v for k, v in filling.answers.items() if k != "c"}, NOW)
    assert again.answers == filling.answers
    assert filling.is_complete is (not filling.faults)


def test_a_survey_is_not_changed_by_filling_it() -> None:
    made = script(row("text", "a", default="x"))
    before: Survey = made.survey
    made.fill({"a": "y"}, NOW)
    assert made.fill({}, NOW).answers == {"a": "x"}
    assert made.survey is before
