"""Taking people out, from a terminal: with a reason that the branch sees, and for those alone who may."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.members import Role
from desktop.operations.members import name_me
from desktop.operations.vaults import unlock_vault
from tests.cli.terminals import PASSPHRASE, QUICK, Person

LETTERS = ("--reason", "letters")


@pytest.fixture
def holding(ann: Person) -> Person:
    """Ann with two people."""
    for name in ("Osei", "Mair"):
        ann.get("people", "add", f"given_name={name}", "family_name=Lind")
    return ann


def test_people_are_written_for_a_reason_that_is_listed_with_who_gave_it(
    holding: Person, tmp_path: Path
) -> None:
    assert holding.get("export", "list") == []
    file, book = tmp_path / "letters.csv", tmp_path / "one.xlsx"
    done = holding.get("export", "people", str(file), *LETTERS, "--words", "For the spring letter")
    assert done == {"file": str(file), "people": 2}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert {row["given_name"] for row in csv.DictReader(opened)} == {"Osei", "Mair"}
    told = holding.say("export", "people", str(book), "--reason", "lists", "--search", "osei")
    assert told.out == f"1 person: {book}\n"
    head, *rows = load_workbook(book)["People"].iter_rows(values_only=True)
    assert [row[head.index("given_name")] for row in rows] == ["Osei"]
    listed = holding.get("export", "list")
    assert [(one["people"], one["reason"], one["words"], one["who"]) for one in listed] == [
        (1, "lists", "", "Ann"),
        (2, "letters", "For the spring letter", "Ann"),
    ]
    assert "Ann took out 2 people for letters: For the spring letter" in holding.say("export", "list").out


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        ((), 2, "usage"),
        (("--reason", "because"), 2, "usage"),
        (("--reason", "other"), 1, "reason_needed"),
        (("--reason", "other", "--words", "x"), 1, "reason_needed"),
    ],
)
def test_without_a_reason_nothing_is_written_or_noted(
    holding: Person, tmp_path: Path, words: tuple[str, ...], status: int, code: str
) -> None:
    file = tmp_path / "letters.csv"
    refused = holding.refused("export", "people", str(file), *words)
    assert (refused.status, refused.document["code"]) == (status, code)
    assert not file.exists()
    assert holding.get("export", "list") == []


def test_a_canvasser_takes_nobody_out(holding: Person, tmp_path: Path) -> None:
    store = unlock_vault(holding.vault, PASSPHRASE, floor=QUICK)
    name_me(store, "Ben", "Blue", Role.CANVASSER)
    store.close()
    file = tmp_path / "letters.csv"
    refused = holding.refused("export", "people", str(file), *LETTERS)
    assert (refused.status, refused.document["code"]) == (1, "not_an_organiser")
    assert not file.exists()
    assert holding.get("export", "list") == []


def test_a_file_that_cannot_be_written_is_noted_all_the_same(holding: Person, tmp_path: Path) -> None:
    refused = holding.refused("export", "people", str(tmp_path / "nowhere" / "letters.csv"), *LETTERS)
    assert refused.document["code"] == "not_written"
    assert [one["people"] for one in holding.get("export", "list")] == [2]
