"""Making a vault from a terminal, and what opens it."""

import errno
from pathlib import Path

import pytest

from tests.cli.terminals import PASSPHRASE, Person


@pytest.fixture
def ann(vault: Path) -> Person:
    """Somebody whose vault costs what every vault costs."""
    return Person(vault)


NEW = "copper meadow trumpet ladder"


def test_a_vault_is_made_and_its_recovery_code_told_once(tmp_path: Path) -> None:
    ann = Person(tmp_path / "records")
    made = ann.get("vault", "create", "--name", "Ann", "--laptop", "Kitchen", "--branch", "Mill Lane")
    assert made["vault"] == str(tmp_path / "records")
    assert len(made["recovery_code"].split("-")) == 8
    assert (made["name"], made["laptop"], made["branch"]) == ("Ann", "Kitchen", "Mill Lane")
    shown = ann.get("vault", "show")
    assert "recovery_code" not in shown
    assert (shown["name"], shown["laptop"], shown["branch"], shown["role"]) == (
        "Ann",
        "Kitchen",
        "Mill Lane",
        "organiser",
    )
    assert (shown["people"], shown["pending"], shown["conflicts"], shown["is_enrolled"]) == (0, 0, 0, False)


def test_without_json_the_recovery_code_goes_to_standard_error(tmp_path: Path) -> None:
    told = Person(tmp_path / "records").say("vault", "create")
    assert told.status == 0
    assert "Recovery code: " in told.err
    assert "-" not in told.out.replace(str(tmp_path), "")


def test_a_vault_is_never_made_over_another(ann: Person) -> None:
    before = (ann.vault / "store.key").read_bytes()
    told = ann.refused("vault", "create")
    assert (told.status, told.document["code"]) == (1, "exists")
    assert (ann.vault / "store.key").read_bytes() == before


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    ann = Person(tmp_path / "records", {"GROUNDSWELL_PASSPHRASE": "password1234"})
    assert ann.refused("vault", "create").document["code"] == "passphrase_easily_guessed"
    assert not (tmp_path / "records").exists()


def test_a_wrong_passphrase_opens_nothing_and_says_so(ann: Person) -> None:
    before = {path.name: path.read_bytes() for path in ann.vault.iterdir()}
    ann.environment = {"GROUNDSWELL_PASSPHRASE": "another harbour ribbon kettle"}
    told = ann.refused("people", "list")
    assert told.status == 3
    assert told.document["reason"].startswith(
        "That passphrase does not open this on this computer. Nothing is lost."
    )
    assert {path.name: path.read_bytes() for path in ann.vault.iterdir()} == before


def test_no_passphrase_and_nobody_to_ask_is_locked(ann: Person) -> None:
    ann.environment = {}
    assert ann.refused("people", "list").status == 3


def test_where_there_is_no_vault_nobody_is_asked_for_a_passphrase(tmp_path: Path) -> None:
    told = Person(tmp_path / "nothing", {}).refused("people", "list")
    assert (told.status, told.document["code"]) == (1, "missing")


def test_a_passphrase_is_asked_for_where_somebody_sits(ann: Person) -> None:
    questions: list[str] = []

    def answer(words: str) -> str:
        questions.append(words)
        return PASSPHRASE

    ann.environment, ann.ask = {}, answer
    assert ann.get("people", "list") == []
    assert questions == ["Passphrase: "]


def test_a_new_passphrase_is_asked_for_twice_and_must_be_the_same(tmp_path: Path) -> None:
    answers = iter([PASSPHRASE, NEW])
    ann = Person(tmp_path / "records", {}, lambda _words: next(answers))
    told = ann.refused("vault", "create")
    assert (told.status, told.document["code"]) == (1, "passphrases_differ")
    assert not (tmp_path / "records").exists()


def test_the_passphrase_can_be_changed(ann: Person) -> None:
    ann.environment["GROUNDSWELL_NEW_PASSPHRASE"] = NEW
    assert ann.get("vault", "passphrase")["changed"] is True
    assert ann.refused("people", "list").status == 3
    ann.environment["GROUNDSWELL_PASSPHRASE"] = NEW
    assert ann.get("people", "list") == []


def test_the_recovery_code_opens_a_vault_whose_passphrase_is_lost(tmp_path: Path) -> None:
    ann = Person(tmp_path / "records")
    code = ann.get("vault", "create")["recovery_code"]
    ann.environment = {"GROUNDSWELL_RECOVERY_CODE": code.lower(), "GROUNDSWELL_NEW_PASSPHRASE": NEW}
    assert ann.get("vault", "recover")["recovered"] is True
    ann.environment = {"GROUNDSWELL_PASSPHRASE": NEW}
    assert ann.get("people", "list") == []


def test_a_recovery_code_that_is_none_is_told_by_its_groups(ann: Person) -> None:
    ann.environment = {"GROUNDSWELL_RECOVERY_CODE": "ABCD", "GROUNDSWELL_NEW_PASSPHRASE": NEW}
    told = ann.refused("vault", "recover")
    assert (told.status, told.document["code"]) == (3, "recovery_code_wrong")


def test_a_new_recovery_code_makes_the_old_one_worthless(tmp_path: Path) -> None:
    ann = Person(tmp_path / "records")
    old = ann.get("vault", "create")["recovery_code"]
    new = ann.get("vault", "recovery-code")["recovery_code"]
    assert new != old
    ann.environment = {"GROUNDSWELL_RECOVERY_CODE": old, "GROUNDSWELL_NEW_PASSPHRASE": NEW}
    assert ann.refused("vault", "recover").status == 3


def test_the_sheet_is_printed_through_what_was_handed_in(tmp_path: Path) -> None:
    ann = Person(tmp_path / "records")
    sheet = tmp_path / "sheet.pdf"
    made = ann.get("vault", "create", "--branch", "Mill Lane", "--sheet", str(sheet))
    assert ann.sheets == [(sheet, made["recovery_code"], "Mill Lane")]
    assert made["sheet"] == str(sheet)


def test_the_recovery_code_is_told_also_where_its_sheet_cannot_be_written(tmp_path: Path) -> None:
    class Refusing(list[tuple[Path, str, str]]):
        def append(self, sheet: tuple[Path, str, str]) -> None:
            raise OSError(errno.EACCES, "no")

    ann = Person(tmp_path / "records", sheets=Refusing())
    made = ann.get("vault", "create", "--sheet", str(tmp_path / "sheet.pdf"))
    assert made["recovery_code"]
    assert made["sheet"] is None


def test_damaged_records_are_read_as_far_as_they_can_be(ann: Person) -> None:
    ann.get("people", "add", "given_name=Zoë")
    told = ann.get("vault", "rescue")
    assert (told["is_whole"], told["aside"]) == (True, "store.db.damaged")
    assert told["entries"] == told["pending"] > 0
    assert len(ann.get("people", "list")) == 1
    assert "not yet sent" in ann.say("vault", "rescue").out
