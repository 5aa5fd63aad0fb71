"""Other people's passphrases, and a new key for everybody, from a terminal."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.operations.vaults import unlock_vault
from desktop.store.clock import street_time
from tests.cli.terminals import PASSPHRASE, Person

BEN = "copper meadow trumpet ladder"


def soon(days: int = 6) -> str:
    """A day near today."""
    return (street_time() + timedelta(days=days)).date().isoformat()


@pytest.fixture
def ann(vault: Path) -> Person:
    """Somebody whose vault costs what every vault costs."""
    return Person(vault)


def test_a_person_is_added_listed_and_removed(ann: Person) -> None:
    ann.environment["GROUNDSWELL_NEW_PASSPHRASE"] = BEN
    added = ann.get("vault", "person", "add", "Ben", "--until", soon())
    assert (added["name"], added["is_me"]) == ("Ben", False)
    ben = Person(ann.vault, {"GROUNDSWELL_PASSPHRASE": BEN})
    held = ben.get("vault", "person", "list")
    assert [(each["name"], each["is_me"]) for each in held][1:] == [("Ben", True)]
    gone = ann.get("vault", "person", "remove", "Ben")
    assert (gone["person"], gone["recovery_code"]) == (added["person"], None)
    assert ben.refused("people", "list").status == 3
    assert ann.refused("vault", "person", "remove", "Ben").document["code"] == "person_unknown"
    assert len(ann.get("vault", "person", "list")) == 1


def test_what_a_removal_means_is_said(ann: Person) -> None:
    ann.environment["GROUNDSWELL_NEW_PASSPHRASE"] = BEN
    assert "sees everything" in ann.say("vault", "person", "add", "Ben", "--until", soon()).out
    told = ann.say("vault", "person", "remove", "Ben").out
    assert "encrypted anew" in told
    assert "recovery sheet" in told


def test_a_key_is_renewed_and_everything_opens_as_before(ann: Person) -> None:
    before = (ann.vault / "store.key").read_bytes()
    assert ann.get("vault", "rotate")["renewed"] is True
    assert (ann.vault / "store.key").read_bytes() != before
    assert ann.get("people", "list") == []


def test_an_older_key_file_put_back_is_told_until_there_is_a_new_passphrase(ann: Person) -> None:
    before = (ann.vault / "store.key").read_bytes()
    ann.environment["GROUNDSWELL_NEW_PASSPHRASE"] = BEN
    ann.get("vault", "passphrase")
    for name in ("store.key", "store.key.bak"):
        (ann.vault / name).write_bytes(before)
    told = ann.say("vault", "show", "--json")
    assert told.document["is_key_older"] is True
    assert "older lock" in told.err
    ann.get("vault", "passphrase")
    ann.environment["GROUNDSWELL_PASSPHRASE"] = BEN
    assert ann.get("vault", "show")["is_key_older"] is False


def test_of_two_words_the_second_must_be_a_verb_too(ann: Person) -> None:
    assert ann.refused("vault", "person", "greet").status == 2
    assert ann.refused("vault", "person").status == 2


def test_others_are_there_until_a_day_that_the_owner_says_and_then_doors_alone(ann: Person) -> None:
    ann.environment["GROUNDSWELL_NEW_PASSPHRASE"] = BEN
    assert ann.refused("vault", "person", "add", "Ben").document["code"] == "sharing_no_day"
    assert ann.refused("vault", "person", "add", "Ben", "--until", "soon").status == 2
    added = ann.get("vault", "person", "add", "Ben", "--until", soon())
    ben = Person(ann.vault, {"GROUNDSWELL_PASSPHRASE": BEN})
    assert ben.get("vault", "show")["member"] == added["writes_as"]
    assert ben.refused("vault", "person", "until", soon()).document["code"] == "not_the_owner"
    store = unlock_vault(ann.vault, PASSPHRASE)
    store.sharing.say(store.now_ms() - 1)
    store.close()
    assert ben.refused("people", "list").document["code"] == "sharing_over"
    assert ben.get("turf", "list") == []
    assert ann.get("vault", "person", "until", soon(9)) == {
        "is_shared": True,
        "until_on": soon(9),
        "is_over": False,
    }
    assert "Others open these records until" in ben.say("vault", "person", "list").out
