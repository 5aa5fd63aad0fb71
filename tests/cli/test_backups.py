"""Backups from a terminal: made, listed without and with a key, into a second folder, and brought back."""

from pathlib import Path

import pytest

from desktop.store.vault_names import STORE_NAME
from tests.cli.terminals import Person


@pytest.fixture
def ann(vault: Path) -> Person:
    """Somebody with one person in their records."""
    person = Person(vault)
    person.get("people", "add", "given_name=Zoë")
    return person


def test_a_backup_is_made_listed_and_brought_back_over_a_store_that_is_gone(ann: Person) -> None:
    made = ann.get("vault", "backup")
    assert (made["row"]["people"], made["second"], made["gone"]) == (1, "none", 0)
    listed = ann.get("vault", "backups")
    assert [row["path"] for row in listed["rows"]] == [made["row"]["path"]]
    (ann.vault / STORE_NAME).unlink()
    assert ann.refused("people", "list").document["code"] == "damaged"
    back = ann.get("vault", "restore")
    assert (back["people"], back["carried"], back["was_whole"]) == (1, 0, None)
    assert len(ann.get("people", "list")) == 1


def test_locked_one_reads_when_and_how_large_and_no_more(ann: Person) -> None:
    made = ann.get("vault", "backup")["row"]
    ann.environment = {}
    row = ann.get("vault", "backups", "--locked")["rows"][0]
    assert (row["size"], row["made_at"], row["people"], row["unsent"]) == (
        made["size"],
        made["made_at"],
        None,
        None,
    )
    assert "people" not in ann.say("vault", "backups", "--locked").out


def test_the_second_folder_is_set_written_and_left_again(ann: Person, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    assert ann.refused("vault", "backup-folder", str(stick)).document["code"] == "backup_folder_missing"
    assert ann.refused("vault", "backup-folder").status == 2
    stick.mkdir()
    assert ann.get("vault", "backup-folder", str(stick))["second"] == str(stick)
    assert ann.get("vault", "backup")["second"] == "written"
    assert len(ann.get("vault", "backups")["second_rows"]) == 1
    assert len(ann.get("vault", "backups", "--in", str(stick))["rows"]) == 1
    stick.rename(tmp_path / "drawer")
    assert "Plug its stick in" in ann.say("vault", "backup").out
    assert ann.get("vault", "backups")["second_rows"] is None
    assert "is not there now" in ann.say("vault", "backups").out
    assert ann.get("vault", "backup-folder", "--none")["second"] == ""


def test_with_the_code_from_the_sheet_it_comes_back_on_any_laptop(tmp_path: Path) -> None:
    ann = Person(tmp_path / "records")
    code = ann.get("vault", "create", "--name", "Ann")["recovery_code"]
    ann.get("people", "add", "given_name=Zoë")
    backup = ann.get("vault", "backup")["row"]["path"]
    other = Person(tmp_path / "other", {"GROUNDSWELL_RECOVERY_CODE": code})
    assert other.get("vault", "restore", backup, "--code")["people"] == 1
    other.environment["GROUNDSWELL_NEW_PASSPHRASE"] = "copper meadow trumpet ladder"
    assert other.get("vault", "recover")["recovered"] is True
    assert other.say("vault", "restore", backup, "--code").out.startswith("The records are back: 1 person")


def test_what_is_no_backup_is_told_and_nothing_is_changed(ann: Person, tmp_path: Path) -> None:
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"\xff\xd8" * 5000)
    assert ann.refused("vault", "restore", str(file)).document["code"] == "backup_damaged"
    assert ann.refused("vault", "restore").document["code"] == "backup_missing"
    ann.get("vault", "backup")
    ann.environment = {"GROUNDSWELL_PASSPHRASE": "another harbour ribbon kettle"}
    told = ann.refused("vault", "restore")
    assert (told.status, told.document["code"]) == (3, "wrong_passphrase")
