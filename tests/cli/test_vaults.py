"""Several people on one laptop, from a terminal."""

from pathlib import Path

from tests.cli.terminals import PASSPHRASE, QUICK, Person, process, quick_person

OTHER = "copper lantern meadow seven"


def test_one_begins_beside_another_and_neither_opens_the_others_records(tmp_path: Path) -> None:
    ann = quick_person(tmp_path / "records", "Ann", "Kitchen")
    ben = Person(tmp_path / "records", {"GROUNDSWELL_PASSPHRASE": OTHER}, floor=QUICK)
    made = ben.get("vault", "create", "--as", "BM", "--name", "Ben")
    assert Path(made["vault"]).parent == tmp_path / "people"
    assert ann.get("vaults", "list") == [
        {"label": "BM", "vault": made["vault"], "is_default": False},
        {"label": "Person 1", "vault": str(tmp_path / "records"), "is_default": True},
    ]
    ben.get("people", "add", "given_name=Ceri", "family_name=Cole", "--person", "bm")
    assert ben.get("--person", "BM", "vault", "show")["people"] == 1
    assert ann.get("vault", "show", "--person=Person 1")["people"] == 0
    assert ann.refused("vault", "show", "--person", "BM").status == 3
    assert ben.refused("vault", "show").status == 3


def test_a_label_is_changed_without_a_passphrase_as_anybody_sees_it(tmp_path: Path) -> None:
    ann = quick_person(tmp_path / "records", "Ann", "Kitchen")
    assert ann.get("vaults", "label", "Person 1", "AK")["label"] == "AK"
    assert ann.get("vault", "show", "--person", "AK")["name"] == "Ann"
    assert ann.refused("vaults", "label", "AK", "\u202e").document["code"] == "label_unfit"
    assert ann.refused("vault", "show", "--person", "Person 1").document["code"] == "label_unknown"


def test_two_ways_to_say_whose_are_refused(tmp_path: Path) -> None:
    ann = quick_person(tmp_path / "records", "Ann", "Kitchen")
    both = ("--person", "Person 1", "--vault", str(tmp_path / "records"))
    assert ann.refused("vault", "show", *both).status == 2
    assert ann.refused("vault", "create", "--as", "BM", "--vault", "x").status == 2
    line = '{"command": ["vault", "show", "--person", "Person 1"]}\n'
    assert '"status":2' in ann.say("batch", input=line).out.replace(" ", "")


def test_records_from_before_are_the_first_and_what_a_terminal_means(tmp_path: Path) -> None:
    data = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    made = process("vault", "create", "--name", "Ann", "--json", **data).document
    assert Path(made["vault"]).name == "records"
    second = process("vault", "create", "--as", "BM", "--json", **data, GROUNDSWELL_PASSPHRASE=OTHER).document
    assert [each["label"] for each in process("vaults", "list", "--json", **data).document] == [
        "BM",
        "Person 1",
    ]
    assert (
        process("vault", "show", "--json", **data, GROUNDSWELL_PASSPHRASE=PASSPHRASE).document["name"]
        == "Ann"
    )
    shown = process(
        "vault", "show", "--json", "--person", "BM", **data, GROUNDSWELL_PASSPHRASE=OTHER
    ).document
    assert shown["vault"] == second["vault"]
