"""A stored survey at the door: its document, its questions with their keys, what is said of an answer."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attempts import Outcome
from desktop.domain.board import AskKind, Board, Interview, answer, answer_by_key, go_on, result
from desktop.domain.made_up.surveys import WELSH, listening_survey
from desktop.domain.surveys.documents import SurveyBroken, survey_from_json, survey_to_json
from desktop.domain.surveys.filling import Script
from desktop.domain.surveys.forms import read_form
from desktop.domain.surveys.interview import SurveyInterview, interview_of
from tests.made_up_files.forms import LISTENING, form, listening_form

NOW = datetime(2026, 11, 24, 19, 30)
LISTENED = survey_to_json(listening_survey())


def definition(*rows: list[Any], columns: str = "type name label", **rest: Any) -> dict[str, Any]:
    report = read_form(form(list(rows), columns=columns, **rest), "form")
    assert report.survey is not None, report.problems
    return survey_to_json(report.survey)


def interview(
    *rows: list[Any], columns: str = "type name label", language: str = "", **rest: Any
) -> Interview:
    return interview_of(definition(*rows, columns=columns, **rest), language, lambda: NOW)


def test_the_listening_form_lies_in_the_resources_as_it_is_made() -> None:
    assert LISTENING.read_bytes() == listening_form()


def test_the_listening_form_is_the_listening_survey() -> None:
    report = read_form(LISTENING.read_bytes(), "listening")
    assert (report.survey, report.problems) == (listening_survey(), ())


def test_a_survey_comes_back_from_json_as_it_was() -> None:
    assert survey_from_json(json.loads(json.dumps(LISTENED))) == listening_survey()


def test_rules_of_every_kind_come_back_too() -> None:
    columns = "type name label relevant constraint constraint_message required required_message default hint"
    report = read_form(
        form(
            [
                ["begin group", "g", "G", "today() > date('2020-01-01')"],
                ["integer", "a", "A?", "", ". > 1", "More than one", "yes", "Please", "1 + 1", "Count"],
                ["end group"],
                ["text", "b", "B, not ${a}?", "${a} = 2 and not(${a} > 3)", "regex(., '[a-z]+')"],
            ],
            columns=columns,
        )
    )
    assert report.survey is not None
    assert survey_from_json(json.loads(json.dumps(survey_to_json(report.survey)))) == report.survey


def changed(**parts: Any) -> dict[str, Any]:
    return {**LISTENED, **parts}


ASKED: Mapping[str, Any] = {"name": "a", "kind": "text"}


@pytest.mark.parametrize(
    "document",
    [
        {},
        changed(format=2),
        changed(questions="all"),
        changed(questions=[1]),
        changed(questions=[{"name": "a", "kind": "geopoint"}]),
        changed(questions=[{"name": 3, "kind": "text"}]),
        changed(questions=[ASKED, ASKED]),
        changed(questions=[{**ASKED, "group": "nowhere"}]),
        changed(questions=[{"name": "a", "kind": "select_one", "options": "nowhere"}]),
        changed(questions=[{**ASKED, "label": {"default": 3}}]),
        changed(questions=[{**ASKED, "relevant": ["apply", "__import__", ["is", "os"]]}]),
        changed(questions=[{**ASKED, "relevant": ["apply", "if", ["is", "os"]]}]),
        changed(questions=[{**ASKED, "relevant": ["apply", "+", ["is", 1]]}]),
        changed(questions=[{**ASKED, "relevant": ["answer", "nobody"]}]),
        changed(questions=[{**ASKED, "relevant": ["answer", "a"]}]),
        changed(questions=[{**ASKED, "relevant": "true"}]),
        changed(questions=[{"name": "a", "kind": "calculate", "calculation": ["apply", "count", ["is", 1]]}]),
        changed(questions=[{**ASKED, "constraint": ["apply", "regex", ["itself"], ["is", "(?<=a)"]]}]),
        changed(questions=[{**ASKED, "constraint": ["apply", "jr:choice-name", ["itself"], ["is", "a"]]}]),
        changed(groups=[{"name": "g", "inside": "g"}]),
        changed(groups=[{"name": "g", "inside": "h"}, {"name": "h", "inside": "g"}]),
        changed(options={"matter": [{"name": ["x"]}]}),
        changed(options=[]),
        changed(languages="en"),
    ],
)
def test_a_document_that_is_no_survey_is_refused(document: Mapping[str, Any]) -> None:
    with pytest.raises(SurveyBroken):
        survey_from_json(document)


def nested(depth: int) -> list[Any]:
    tree: list[Any] = ["is", 1]
    for _ in range(depth):
        tree = ["apply", "not", tree]
    return tree


@pytest.mark.parametrize("tree", [nested(5_000), ["apply", "concat", *[["is", "a"]] * 5_000]])
def test_a_stored_rule_without_end_is_refused(tree: list[Any]) -> None:
    with pytest.raises(SurveyBroken):
        survey_from_json(changed(questions=[{**ASKED, "relevant": tree}]))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(part=st.sampled_from(sorted(LISTENED)), value=JSON, inside=st.booleans())
def test_whatever_is_stored_is_a_survey_or_refused(part: str, value: Any, inside: bool) -> None:
    document = json.loads(json.dumps(LISTENED))
    if inside and document[part] and isinstance(document[part], list):
        document[part][0] = value
    else:
        document[part] = value
    try:
        asked = interview_of(document, clock=lambda: NOW).asks({})
    except SurveyBroken:
        return
    assert all(ask.words for ask in asked)


def test_options_have_digits_in_order_and_saying_nothing_has_nought() -> None:
    asks = interview_of(LISTENED, clock=lambda: NOW).asks({})
    change = next(ask for ask in asks if ask.name == "change")
    assert [(choice.key, choice.name) for choice in change.choices] == [
        ("1", "rents"),
        ("2", "heating"),
        ("3", "buses"),
        ("4", "doctor"),
        ("5", "other"),
        ("0", "would_not_say"),
    ]


def test_a_tenth_option_and_later_ones_have_letters() -> None:
    choices = [["l", f"c{number}", f"C{number}"] for number in range(40)]
    [ask] = interview(["select_one l", "a", "A?"], choices=choices).asks({})
    keys = [choice.key for choice in ask.choices]
    assert keys[:12] == [*"123456789abc"]
    assert len({key for key in keys if key}) == 35
    assert keys[35:] == [""] * 5


def test_kinds_notes_and_what_is_required_are_told() -> None:
    asks = interview(
        ["note", "n", "Read this"],
        ["integer", "i", "I?", "yes"],
        ["decimal", "d", "D?", "${i} > 2"],
        ["date", "day", "Day?"],
        ["calculate", "c", "", "", "1"],
        columns="type name label required calculation",
    ).asks({"i": "3"})
    assert [(ask.name, ask.kind, ask.is_required) for ask in asks] == [
        ("n", AskKind.NOTE, False),
        ("i", AskKind.NUMBER, True),
        ("d", AskKind.NUMBER, True),
        ("day", AskKind.DATE, False),
    ]


def test_words_are_in_the_language_chosen_and_else_in_the_forms_own() -> None:
    assert interview_of(LISTENED, WELSH).asks({})[0].words == "Sut mae pethau ar y stryd hon?"
    assert interview_of(LISTENED).asks({})[0].words == "How are things on this street?"
    assert interview_of(LISTENED, "Klingon").asks({})[0].words == "How are things on this street?"


def test_earlier_answers_are_put_into_words() -> None:
    asks = interview(["text", "a", "Name?"], ["text", "b", "And you, ${a}?"]).asks({"a": "Ann ${b}"})
    assert asks[1].words == "And you, Ann ${b}?"


def test_a_fault_is_the_forms_own_sentence_or_a_code() -> None:
    columns = "type name label constraint constraint_message"
    asked = interview(
        ["integer", "a", "A?", ". < 9", "Fewer than nine, please."],
        ["integer", "b", "B?", ". < 9"],
        columns=columns,
    )
    assert asked.fault("a", 3, {}) == ""
    assert asked.fault("a", 12, {}) == "Fewer than nine, please."
    assert asked.fault("b", "12", {}) == "constraint"
    assert asked.fault("b", "twelve", {}) == "not_whole_number"
    assert asked.fault("nobody", 1, {}) == "unknown_name"


def test_what_counts_in_the_end_is_kept_with_defaults_and_calculations() -> None:
    made = SurveyInterview(
        Script(
            survey_from_json(
                definition(
                    ["integer", "a", "A?", "2"],
                    ["calculate", "c", "", "", "${a} * 2"],
                    columns="type name label default calculation",
                )
            )
        ),
        "",
        lambda: NOW,
    )
    assert made.counted({}) == {"a": 2, "c": 4}
    assert made.counted({"a": "3"}) == {"a": 3, "c": 6}


def test_the_board_asks_it_by_keys() -> None:
    asked = interview_of(LISTENED, clock=lambda: NOW)
    board = Board(outcome=Outcome.TALKED)
    board, known = answer_by_key(board, asked, "2")
    assert known
    board, known = answer_by_key(board, asked, "3")
    assert known
    board, fault = answer(board, asked, "No bus after seven", "words")
    assert fault == ""
    board, fault = go_on(board, asked)
    assert fault == ""
    board, known = answer_by_key(board, asked, "1")
    assert result(board, asked) == (
        {"how": "same", "change": "buses", "back": "yes"},
        {"words": "No bus after seven"},
    )


def test_asking_forty_questions_is_done_between_two_frames() -> None:
    rows = [["select_one l", f"q{at}", "Q?", f"${{q{at - 1}}} != 'x'" if at else ""] for at in range(40)]
    choices = [["l", name, name.title()] for name in ("one", "two", "three", "four", "five", "six")]
    asked = interview(*rows, columns="type name label relevant", choices=choices)
    answers = {f"q{at}": "one" for at in range(40)}
    took = []
    for _ in range(30):
        began = time.perf_counter()
        assert len(asked.asks(answers)) == 40
        took.append(time.perf_counter() - began)
    assert min(took) < 0.002


def test_the_door_loads_no_library_that_reads_workbooks() -> None:
    code = (
        "import sys; from desktop.domain.surveys.interview import interview_of;"
        "from desktop.domain.surveys.documents import survey_to_json;"
        "from desktop.domain.made_up.surveys import listening_survey;"
        "interview_of(survey_to_json(listening_survey())).asks({'change': 'buses'});"
        "print([name for name in ('pyxform', 'openpyxl', 'elementpath') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_a_default_stands_at_the_door_until_it_is_changed_or_cleared() -> None:
    asked = interview(
        ["decimal", "rent", "Rent?", "120", "yes"],
        ["select_one yn", "well", "Well?", "y"],
        ["select_multiple yn", "which", "Which?", "y n"],
        columns="type name label default required",
        choices=[["yn", "y", "Yes"], ["yn", "n", "No"]],
    )
    board = Board(outcome=Outcome.TALKED)
    assert [ask.default for ask in asked.asks(board.answers)] == [120.0, "y", ["y", "n"]]
    accepted, why_not = go_on(board, asked)
    assert (accepted.position, why_not) == ("well", "")
    cleared, _ = answer(board, asked, "", "rent")
    assert [ask.answered(cleared.answers) for ask in asked.asks(cleared.answers)] == ["", "y", ["y", "n"]]
    assert go_on(cleared, asked) == (cleared, "required")
    assert "rent" not in asked.counted(cleared.answers)
    fewer = answer_by_key(replace(accepted, position="which"), asked, "1")[0]
    assert asked.counted(fewer.answers) == {"rent": 120.0, "well": "y", "which": ["n"]}
    none = answer_by_key(fewer, asked, "2")[0]
    assert asked.counted(none.answers) == {"rent": 120.0, "well": "y"}


def test_a_form_without_a_default_language_is_asked_in_its_first_and_then_in_the_next() -> None:
    columns = "type name label::Welsh label::English label::Bengali"
    asked = interview_of(
        json.loads(
            json.dumps(
                definition(["text", "hello", "Helo", "Hello", "Hyālō"], columns=columns), sort_keys=True
            )
        )
    )
    said = []
    for _ in range(4):
        said.append((asked.language, asked.asks({})[0].words))
        asked = asked.in_next_language()
    assert said == [("Welsh", "Helo"), ("English", "Hello"), ("Bengali", "Hyālō"), ("Welsh", "Helo")]
    alone = interview_of(definition(["text", "hello", "Hello"]))
    assert alone.in_next_language().asks({})[0].words == "Hello"
