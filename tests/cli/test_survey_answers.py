"""A survey in use, and its answers with an attempt, from a terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminals import Person
from tests.made_up_files.forms import form


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "warm.xlsx"
    path.write_bytes(
        form(
            [
                ["select_one yn", "warm", "Is your home warm?", "yes"],
                ["text", "said", "What would help?"],
                ["integer", "rooms", "How many rooms are cold?"],
            ],
            [["yn", "yes", "Yes"], ["yn", "no", "No"]],
            columns="type name label required",
        )
    )
    return path


def attempt(ann: Person, person: str, answers: Any, *more: str) -> list[str]:
    words = ["attempt", "add", "--contact", person, "--outcome", "talked"]
    return [*words, "--answers", json.dumps(answers), *more]


def test_a_form_is_checked_filled_and_taken_into_use(ann: Person, file: Path, tmp_path: Path) -> None:
    checked = ann.get("survey", "check", str(file))
    assert set(checked) >= {"accepted", "form_id", "version", "languages", "questions", "problems"}
    assert (checked["accepted"], checked["questions"], checked["problems"]) == (True, 3, [])
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"warm": "no", "rooms": 2}), encoding="utf-8")
    filled = ann.get("survey", "fill", str(file), str(answers))
    assert filled["complete"] is True
    assert filled["asked"] == ["warm", "said", "rooms"]
    assert filled["answers"] == {"warm": "no", "rooms": 2}
    assert filled["errors"] == []
    adopted = ann.get("survey", "adopt", str(file))
    assert [one["id"] for one in ann.get("survey", "list")] == [adopted["id"]]


def test_answers_are_kept_with_the_attempt_and_free_text_as_words(ann: Person, file: Path) -> None:
    ann.get("survey", "adopt", str(file))
    person = ann.get("people", "add", "given_name=Osei")["id"]
    answers = {"warm": "no", "said": "A new boiler", "rooms": 2}
    assert ann.say(*attempt(ann, person, answers, "--read-aloud")).status == 0
    [listed] = ann.get("attempt", "list", "--contact", person)
    assert listed["answers"] >= 2
    [words] = ann.get("people", "show", person)["words"]
    assert (words["text"], words["read_aloud"], words["question"]) == ("A new boiler", True, "said")
    assert ann.get("survey", "list")[0]["responses"] == 1


@pytest.mark.parametrize(
    "answers", [{"warm": "perhaps"}, {}, {"warm": "yes", "rooms": "many"}, {"nonsense": 1}]
)
def test_answers_that_the_survey_does_not_take_save_nothing(answers: Any, ann: Person, file: Path) -> None:
    ann.get("survey", "adopt", str(file))
    person = ann.get("people", "add", "given_name=Osei")["id"]
    told = ann.refused(*attempt(ann, person, answers))
    assert (told.status, told.document["code"]) == (1, "answers_refused")
    assert ann.get("attempt", "list") == []


def test_answers_without_a_survey_in_use_are_refused(ann: Person) -> None:
    person = ann.get("people", "add", "given_name=Osei")["id"]
    assert ann.refused(*attempt(ann, person, {"warm": "no"})).document["code"] == "no_survey"


@pytest.mark.parametrize("text", ["[]", "nonsense", '"warm"'])
def test_answers_that_are_no_object_are_wrong_usage(text: str, ann: Person) -> None:
    words = ["attempt", "add", "--contact", "x", "--outcome", "talked", "--answers", text]
    assert ann.refused(*words).status == 2
