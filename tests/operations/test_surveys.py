"""Checking and filling a form file: what is read from the disk, and what is refused before it is read."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.surveys.problems import Reason
from desktop.operations.surveys import AnswersUnreadable, check_survey, fill_survey, read_answers
from tests.made_up_files.forms import LISTENING, form

NOW = datetime(2026, 11, 24, 19, 30)


def test_a_form_that_names_itself_nowhere_is_called_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "warm homes.xlsx"
    path.write_bytes(form([["text", "a", "A?"]]))
    report = check_survey(path)
    assert (report.form_id, report.questions, report.is_accepted) == ("warm homes", 1, True)


def test_a_gigabyte_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with path.open("wb") as file:
        file.truncate(1024**3)
    assert [problem.reason for problem in check_survey(path).problems] == [Reason.TOO_LARGE]


@pytest.mark.parametrize("name", ["nowhere.xlsx", ".", "a\0b", "x" * 5_000])
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    assert [problem.reason for problem in check_survey(tmp_path / name).problems] == [Reason.UNREADABLE]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on this system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "form.xlsx")
    assert [problem.reason for problem in check_survey(tmp_path / "form.xlsx").problems] == [
        Reason.UNREADABLE
    ]


def test_a_form_is_filled_as_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(
        form([["calculate", "on", "", "today()"], ["text", "a", "A?"]], columns="type name label calculation")
    )
    report = fill_survey(path, {"a": "x"}, NOW)
    assert (report.is_complete, report.asked) == (True, ("a",))
    assert report.answers == {"on": "2026-11-24", "a": "x"}


def test_filling_a_form_that_is_refused_says_why(tmp_path: Path) -> None:
    report = fill_survey(tmp_path / "nowhere.xlsx", {}, NOW)
    assert not report.is_complete
    assert [problem.reason for problem in report.form.problems] == [Reason.UNREADABLE]


def test_the_survey_that_comes_along_can_be_filled() -> None:
    given = {"how": "harder", "change": "rents", "words": "The damp is back", "back": "yes"}
    report = fill_survey(LISTENING, given, NOW)
    assert (report.is_complete, report.asked, report.answers) == (
        True,
        ("how", "change", "words", "back"),
        given,
    )


@pytest.mark.parametrize(
    ("written", "read"), [("{}", {}), ('{"a": ["b"]}', {"a": ["b"]}), ('\ufeff{"a": 1}', {"a": 1})]
)
def test_answers_are_one_object(tmp_path: Path, written: str, read: dict[str, Any]) -> None:
    path = tmp_path / "answers.json"
    path.write_text(written, encoding="utf-8")
    assert read_answers(path) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "1",
        '{"a": NaN}',
        '{"a": 1, "a": 2}',
        "[" * 100_000,
        '{"a": 1',
        '{"a": 1} {"b": 2}',
        "{a: 1}",
    ],
)
def test_anything_else_is_no_answers(tmp_path: Path, written: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(AnswersUnreadable):
        read_answers(path)


def test_bytes_of_no_text_and_no_file_are_no_answers(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_bytes(b"\xff\xfe\x00")
    for name in ("answers.json", "nowhere.json", "."):
        with pytest.raises(AnswersUnreadable):
            read_answers(tmp_path / name)
