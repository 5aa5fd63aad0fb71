"""``groundswell survey``: the documents that scripts rely on, and their exit statuses."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminals import ROOT, Person
from tests.made_up_files.forms import LISTENING, form


def file(folder: Path, *rows: list[Any], columns: str = "type name label") -> str:
    path = folder / "form.xlsx"
    path.write_bytes(form(list(rows), columns=columns))
    return str(path)


def answers(folder: Path, given: object) -> str:
    path = folder / "answers.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    return str(path)


def test_a_form_that_can_be_used_is_checked_with_0(ann: Person) -> None:
    assert ann.get("survey", "check", str(LISTENING)) == {
        "accepted": True,
        "form_id": "listening",
        "version": "1",
        "languages": ["English (en)", "Cymraeg (cy)"],
        "questions": 4,
        "problems": [],
    }


def test_a_form_that_cannot_be_used_is_checked_with_1_and_says_where(ann: Person, tmp_path: Path) -> None:
    path = file(tmp_path, ["text", "a", "A?"], ["begin repeat", "b", "B"], ["geopoint", "c", "C?"])
    told = ann.say("survey", "check", path, "--json")
    assert told.status == 1
    document = told.document
    assert document["accepted"] is False
    assert [(one["severity"], one["sheet"], one["row"]) for one in document["problems"]][:2] == [
        ("error", "survey", 3),
        ("error", "survey", 4),
    ]
    assert "begin repeat" in document["problems"][0]["reason"]
    said = ann.say("survey", "check", path)
    assert (said.status, "Sheet “survey”, row 3: " in said.out) == (1, True)


@pytest.mark.parametrize("content", [b"", b"type,name\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 99])
def test_a_file_of_another_kind_is_refused_with_its_document(
    ann: Person, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    told = ann.say("survey", "check", str(path), "--json")
    assert told.status == 1
    assert told.document["accepted"] is False
    assert told.document["problems"][0]["reason"]
    assert told.err == ""


def test_a_form_is_filled_with_0_when_it_is_complete(ann: Person, tmp_path: Path) -> None:
    given = {"how": "better", "change": "buses", "back": "no"}
    assert ann.get("survey", "fill", str(LISTENING), answers(tmp_path, given)) == {
        "complete": True,
        "asked": ["how", "change", "words", "back"],
        "answers": given,
        "errors": [],
    }


def test_a_form_is_filled_with_1_when_something_is_missing(ann: Person, tmp_path: Path) -> None:
    path = file(
        tmp_path,
        ["integer", "a", "A?", "", ". < 9", "Fewer than nine."],
        ["text", "b", "B?", "yes"],
        columns="type name label required constraint constraint_message",
    )
    told = ann.say("survey", "fill", path, answers(tmp_path, {"a": 12, "z": 1}), "--json")
    assert told.status == 1
    assert told.document["complete"] is False
    assert [(one["name"], one["reason"]) for one in told.document["errors"]] == [
        ("a", "Fewer than nine."),
        ("b", "This question needs an answer."),
        ("z", "The form has no question of this name."),
    ]


def test_filling_a_form_that_is_refused_gives_1_and_its_problems(ann: Person, tmp_path: Path) -> None:
    told = ann.say("survey", "fill", str(tmp_path / "no.xlsx"), answers(tmp_path, {}), "--json")
    assert told.status == 1
    assert (told.document["complete"], told.document["asked"], told.document["errors"]) == (False, [], [])
    assert told.document["problems"]


def test_a_file_of_answers_that_is_no_object_is_refused_with_the_reason(ann: Person, tmp_path: Path) -> None:
    told = ann.say("survey", "fill", str(LISTENING), answers(tmp_path, [1]), "--json")
    assert told.status == 1
    assert json.loads(told.out)["code"] == "answers_unreadable"
    missing = ann.say("survey", "fill", str(LISTENING), str(tmp_path / "none.json"))
    assert (missing.status, missing.out) == (1, "")
    assert "names of questions" in missing.err


def test_a_form_is_taken_into_use_and_listed(ann: Person, tmp_path: Path) -> None:
    first = ann.get("survey", "adopt", str(LISTENING))
    again = ann.get("survey", "adopt", str(LISTENING))
    assert first["id"] == again["id"]
    second = ann.get("survey", "adopt", file(tmp_path, ["text", "a", "A?"]))
    rows = ann.get("survey", "list")
    assert [(row["id"], row["is_in_use"]) for row in rows] == [(second["id"], True), (first["id"], False)]
    assert "definition" not in rows[0]


def test_a_form_that_is_refused_is_not_taken_into_use(ann: Person, tmp_path: Path) -> None:
    told = ann.say("survey", "adopt", file(tmp_path, ["geopoint", "a", "A?"]), "--json")
    assert (told.status, told.document["id"], told.document["accepted"]) == (1, None, False)
    assert ann.get("survey", "list") == []


def test_a_form_is_checked_without_a_vault_by_a_process_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "survey", "check", file(tmp_path, ["text", "a", "=1+1"]), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"][0]["row"] == 2
    assert "Traceback" not in done.stderr
