"""People from a terminal."""

import json

import pytest

from desktop.domain.contacts import CONTACT_FIELDS
from tests.cli.terminals import Person


def test_a_person_is_added_with_every_field_and_listed_with_every_field(ann: Person) -> None:
    fields = {name: f"{name} of somebody" for name in CONTACT_FIELDS} | {"birthdate": "1984-05-31"}
    added = ann.get("people", "add", *(f"{name}={value}" for name, value in fields.items()))
    assert set(added) == {"id"}
    assert len(added["id"]) == 32
    [listed] = ann.get("people", "list")
    assert listed["id"] == added["id"]
    assert {name: listed[name] for name in fields} == fields


def test_values_may_hold_signs_spaces_and_any_letters(ann: Person) -> None:
    person = ann.get("people", "add", "given_name=Zoë", "family_name=O’Neill = রহমান", "phone=-1")["id"]
    [listed] = ann.get("people", "list")
    assert listed == {"id": person, "given_name": "Zoë", "family_name": "O’Neill = রহমান", "phone": "-1"}


def test_an_edit_changes_a_field_clears_another_and_keeps_the_history(ann: Person) -> None:
    person = ann.get("people", "add", "given_name=Ann", "phone=1", "email=a@example.org")["id"]
    assert ann.get("people", "edit", person, "phone=2", "email=") == {"id": person, "changed": True}
    assert ann.get("people", "edit", person, "phone=2") == {"id": person, "changed": False}
    assert ann.get("people", "list") == [{"id": person, "given_name": "Ann", "phone": "2"}]
    shown = ann.get("people", "show", person)
    assert (shown["id"], shown["given_name"], shown["phone"]) == (person, "Ann", "2")
    written = [(one["value"], one["standing"]) for one in shown["history"] if one["field"] == "phone"]
    assert sorted(written) == [("1", "replaced"), ("2", "shown")]
    for one in shown["history"]:
        assert one["who"] == "Ann"
        assert one["laptop"] == "Kitchen"
        assert one["when"].endswith("Z")


def test_a_field_that_nobody_knows_is_refused_with_those_that_are_known(ann: Person) -> None:
    told = ann.refused("people", "add", "given_name=Ann", "shoe_size=9")
    assert told.status == 1
    assert told.document["code"] == "unknown_field"
    assert all(name in told.document["reason"] for name in ("shoe_size", "given_name", "postal_code"))
    assert ann.get("people", "list") == []


@pytest.mark.parametrize("words", [["show"], ["edit"], ["remove"], ["restore"]])
def test_a_person_who_is_not_there_is_refused(words: list[str], ann: Person) -> None:
    pairs = ["phone=1"] if words == ["edit"] else []
    told = ann.refused("people", *words, "0" * 32, *pairs)
    assert (told.status, told.document["code"]) == (1, "no_such_person")


def test_an_id_that_is_none_is_refused_too(ann: Person) -> None:
    assert ann.refused("people", "show", "Ann").document["code"] == "no_such_person"


def test_people_are_found_by_the_beginnings_of_words(ann: Person) -> None:
    osei = ann.get("people", "add", "given_name=Abena", "family_name=Osei", "address=1 Mill Lane")["id"]
    ann.get("people", "add", "given_name=Ben", "address=2 Mill Lane")
    assert [one["id"] for one in ann.get("people", "list", "--search", "lane ose")] == [osei]
    assert len(ann.get("people", "list", "--search", "mill")) == 2
    assert len(ann.get("people", "list", "--search", "mill", "--limit", "1")) == 1
    assert ann.get("people", "list", "--search", "zzz") == []
    assert len(ann.get("people", "list", "--limit", "1")) == 1


def test_a_removed_person_is_listed_no_more_until_restored(ann: Person) -> None:
    person = ann.get("people", "add", "given_name=Ann")["id"]
    assert ann.get("people", "remove", person) == {"id": person, "removed": True}
    assert ann.get("people", "list") == []
    ann.get("people", "restore", person)
    assert [one["id"] for one in ann.get("people", "list")] == [person]


def test_a_note_is_kept_and_shown(ann: Person) -> None:
    person = ann.get("people", "add", "given_name=Ann")["id"]
    ann.get("people", "note", person, "Asks about the bus", "--read-aloud")
    [words] = ann.get("people", "show", person)["words"]
    assert (words["text"], words["read_aloud"]) == ("Asks about the bus", True)


def test_without_json_people_are_lines_that_start_with_their_id(ann: Person) -> None:
    person = ann.get("people", "add", "given_name=Ann", "family_name=Osei", "address=1 Mill Lane")["id"]
    assert ann.say("people", "list").out == f"{person}\tAnn Osei\t1 Mill Lane\t\n"
    shown = ann.say("people", "show", person).out
    assert shown.startswith("Ann Osei\n1 Mill Lane\n")
    assert "Everything that was written:" in shown


def test_two_lines_of_the_list_are_said_to_be_one_person_and_parted_again(ann: Person) -> None:
    osei = ann.get("people", "add", "given_name=Abena", "phone=1")["id"]
    other = ann.get("people", "add", "given_name=Abena", "email=a@example.org")["id"]
    shown = ann.get("people", "same", osei, other)
    assert shown == {"id": min(osei, other), "changed": True}
    [listed] = ann.get("people", "list")
    assert (listed["phone"], listed["email"]) == ("1", "a@example.org")
    assert ann.get("people", "show", max(osei, other))["same"] == [max(osei, other)]
    assert "Also listed as: Abena" in ann.say("people", "show", osei).out
    assert ann.get("people", "same", other, osei) == {"id": min(osei, other), "changed": False}
    assert ann.get("people", "unsame", osei, other) == {"id": osei, "other": other}
    assert len(ann.get("people", "list")) == 2
    assert ann.refused("people", "unsame", osei, other).document["code"] == "not_the_same"
    assert ann.refused("people", "same", osei, osei).document["code"] == "not_two_people"


def test_an_erasure_asks_first_and_leaves_nothing(ann: Person) -> None:
    osei = ann.get("people", "add", "given_name=Abena", "phone=1")["id"]
    told = ann.refused("people", "erase", osei)
    assert told.status == 2
    assert "--yes" in told.err + told.document["reason"]
    ann.ask = lambda _words: "no"
    assert ann.say("people", "erase", osei).status == 1
    assert len(ann.get("people", "list")) == 1
    asked: list[str] = []

    def agree(words: str) -> str:
        asked.append(words)
        return "erase"

    ann.ask = agree
    assert ann.get("people", "erase", osei) == {"id": osei, "erased": True, "is_on_a_register": False}
    assert "Abena" in asked[0]
    assert "cannot be undone" in asked[0]
    assert ann.get("people", "list") == []
    assert ann.refused("people", "show", osei).document["code"] == "no_such_person"


def test_a_file_of_commands_that_was_a_mistake_is_undone_as_one(ann: Person) -> None:
    before = ann.get("people", "add", "given_name=Before", "phone=1")["id"]
    lines = [["people", "add", f"given_name=P{number}"] for number in range(3)]
    lines.append(["people", "edit", before, "phone=2"])
    told = ann.say("batch", input="\n".join(json.dumps({"command": line}) for line in lines))
    assert told.status == 0
    [batch] = ann.get("batches", "list")
    assert batch["counts"] == {"contact": 4}
    undone = ann.get("batches", "undo", batch["id"])
    assert (undone["records"], undone["kept"]) == (4, 0)
    assert ann.get("people", "list") == [{"id": before, "given_name": "Before", "phone": "1"}]
    assert "There was nothing left to undo." in ann.say("batches", "undo", batch["id"]).out
    assert ann.refused("batches", "undo", "0" * 32).document["code"] == "no_such_batch"
