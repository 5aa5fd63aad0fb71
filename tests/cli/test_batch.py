"""Many commands over one opened vault, a line each."""

import json
from typing import Any

import pytest

from tests.cli.terminals import Person


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def answers(ann: Person, text: str) -> list[dict[str, Any]]:
    told = ann.say("batch", "--json", input=text)
    assert told.status == 0, told.err
    return [json.loads(line) for line in told.out.splitlines()]


def test_each_line_is_answered_by_a_line_with_the_status_of_its_command(ann: Person) -> None:
    found = answers(
        ann,
        lines(
            {"command": ["people", "add", "given_name=Zoë"]},
            {"args": ["people", "list"], "id": 7},
            {"command": ["people", "show", "nobody"]},
            ["conflicts", "list"],
        ),
    )
    assert [one["status"] for one in found] == [0, 0, 1, 0]
    assert found[3] == {"status": 0, "result": []}
    assert found[1]["id"] == 7
    assert [person["given_name"] for person in found[1]["result"]] == ["Zoë"]
    assert found[2]["code"] == "no_such_person"
    assert found[2]["reason"]
    assert "result" not in found[2]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        "{}",
        '{"command": "people list"}',
        '{"command": ["people", 1]}',
        '{"command": []}',
        '{"command": ["nonsense"]}',
        '{"command": ["batch"]}',
        '{"command": ["vault", "create"]}',
        '{"command": ["people", "list", "--vault", "elsewhere"]}',
        "[" * 100_000,
    ],
    ids=lambda line: line[:40],
)
def test_a_bad_line_is_answered_with_status_2_and_the_next_follows(line: str, ann: Person) -> None:
    found = answers(ann, f"{line}\n" + lines({"command": ["people", "list"]}))
    assert [one["status"] for one in found] == [2, 0]
    assert found[0]["reason"]


def test_a_line_that_is_not_utf_8_is_a_bad_line(ann: Person) -> None:
    found = answers(ann, "\udcff\n".encode("utf-8", "surrogatepass").decode("latin-1") + lines())
    assert [one["status"] for one in found] == [2]


def test_blank_lines_are_passed_over_and_the_last_needs_no_end(ann: Person) -> None:
    assert len(answers(ann, '\n \r\n{"command": ["people", "list"]}')) == 1


def test_an_endless_line_is_refused_without_being_kept(ann: Person) -> None:
    found = answers(ann, "x" * (9 * 1024 * 1024) + "\n" + lines({"command": ["people", "list"]}))
    assert [one["status"] for one in found] == [2, 0]


def test_help_in_a_batch_is_an_answer(ann: Person) -> None:
    [found] = answers(ann, lines({"command": ["people", "add", "--help"]}))
    assert "given_name" in found["result"]["help"]


def test_a_wrong_passphrase_is_said_once_before_the_first_line(ann: Person) -> None:
    ann.environment = {"GROUNDSWELL_PASSPHRASE": "another harbour ribbon kettle"}
    told = ann.say("batch", input=lines({"command": ["people", "list"]}, {"command": ["people", "list"]}))
    assert (told.status, told.out) == (3, "")


def test_what_a_batch_wrote_is_there_afterwards(ann: Person) -> None:
    answers(ann, lines(*({"command": ["people", "add", f"given_name=P{n}"]} for n in range(50))))
    assert len(ann.get("people", "list")) == 50
