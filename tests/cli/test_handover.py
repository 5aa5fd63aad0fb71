"""Handing the laptop over at the terminal."""

import json
from pathlib import Path

import pytest

from desktop.domain.handovers import InitialsRefused, read_initials
from desktop.domain.ids import TurfId
from desktop.operations.contacts import add_person
from desktop.operations.handovers import hand_over_turf, read_handover, sign
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, list_streets
from desktop.operations.vaults import create_vault, unlock_vault
from desktop.store.store import Store
from desktop.store.stretching import FLOOR
from tests.cli.terminals import PASSPHRASE, QUICK, Person
from tests.made_up_stores import register_file


def cut(store: Store, folder: Path) -> TurfId:
    """A turf of every street in a small register."""
    import_register(store, register_file(folder, 6))
    return cut_turf(store, "Lower half", [street.key for street in list_streets(store)]).value


@pytest.mark.parametrize(
    ("text", "found"),
    [("ab", ("AB",)), ("a.b. CD, cd", ("AB", "CD")), ("zoë ŵy", ("ZOË", "ŴY"))],
)
def test_initials_are_letters_each_once(text: str, found: tuple[str, ...]) -> None:
    assert read_initials(text) == found


@pytest.mark.parametrize(
    "text",
    ["", " ", "abcde", "a1", "<b>", "a\x00-", " ".join(f"{a}{b}" for a in "abcdefg" for b in "abcdefg")],
)
def test_what_are_no_initials_is_refused(text: str) -> None:
    with pytest.raises(InitialsRefused):
        read_initials(text)


def test_nothing_is_handed_over_without_a_turf_or_to_nobody(ann: Person, tmp_path: Path) -> None:
    assert ann.get("handover", "list") == []
    assert ann.refused("handover", "end").document["code"] == "not_handed_over"
    refused = ann.refused("handover", "begin", "--turf", "ab" * 16, "--initials", "AB")
    assert refused.document["code"] == "no_such_turf"
    store = unlock_vault(ann.vault, PASSPHRASE, floor=QUICK)
    turf = cut(store, tmp_path)
    store.close()
    refused = ann.refused("handover", "begin", "--turf", turf, "--initials", "1")
    assert refused.document["code"] == "initials"
    assert ann.refused("handover", "end").document["code"] == "not_handed_over"


def test_a_laptop_is_handed_over_for_a_turf_and_what_helpers_wrote_is_listed(
    ann: Person, tmp_path: Path
) -> None:
    store = unlock_vault(ann.vault, PASSPHRASE, floor=QUICK)
    turf = cut(store, tmp_path)
    store.close()
    begun = ann.get("handover", "begin", "--turf", turf, "--initials", "ab c.d.")
    assert begun == {"name": "Lower half", "room": "doors", "turf": turf, "initials": ["AB", "CD"]}
    assert "Lower half" in ann.say("handover", "list").out
    store = unlock_vault(ann.vault, PASSPHRASE, floor=QUICK)
    sign(store, "CD")
    add_person(store, {"given_name": "Mair"})
    store.close()
    [row] = ann.get("handover", "list")
    assert (row["initials"], row["records"]) == ("CD", 1)
    assert row["first_at"] == row["last_at"]


def test_it_is_taken_back_with_the_passphrase_alone(tmp_path: Path) -> None:
    store = create_vault(tmp_path / "records", PASSPHRASE, stretch=FLOOR).store
    hand_over_turf(store, cut(store, tmp_path), "AB")
    store.close()
    typed = iter([PASSPHRASE, "not the one it has"])
    helper = Person(tmp_path / "records", {}, lambda _prompt: next(typed))
    refused = helper.refused("handover", "end")
    assert (refused.status, refused.document["code"]) == (3, "wrong_passphrase")

    organiser = Person(tmp_path / "records")
    ends = json.dumps({"command": ["handover", "end"]}) + "\n"
    ended, again = map(json.loads, organiser.say("batch", input=ends * 2).out.splitlines())
    assert (ended["status"], ended["result"]) == (0, {"handed_over": False})
    assert (again["status"], again["code"]) == (1, "not_handed_over")
    store = unlock_vault(tmp_path / "records", PASSPHRASE)
    assert read_handover(store) is None
    store.close()
