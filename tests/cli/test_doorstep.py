"""The doorstep job from a terminal: register, turf, attempts."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.attempts import Outcome
from tests.cli.terminals import QUICK, Person
from tests.made_up_files.register_files import PP50, XPRESS, as_bytes, pp50_rows, xpress_rows

COUNT = 60


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("council") / "register.csv"
    path.write_bytes(as_bytes(XPRESS, xpress_rows(COUNT)))
    return path


@pytest.fixture(scope="module")
def imported(quick: Path, file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a register in it."""
    folder = Path(shutil.copytree(quick, tmp_path_factory.mktemp("imported") / "records"))
    Person(folder, floor=QUICK).get("register", "import", str(file))
    return folder


@pytest.fixture
def ben(imported: Path, tmp_path: Path) -> Person:
    return Person(Path(shutil.copytree(imported, tmp_path / "records")), floor=QUICK)


def turf(ben: Person) -> tuple[str, list[dict[str, Any]]]:
    """A turf of the first two streets, and its doors."""
    streets = ben.get("turf", "streets")
    made = ben.get("turf", "cut", *(street["key"] for street in streets[:2]), "--name", "Lower half")
    return made["id"], ben.get("turf", "walk", made["id"])["doors"]


def test_inspect_says_what_a_file_holds_and_needs_no_vault(file: Path, tmp_path: Path) -> None:
    nobody = Person(tmp_path / "nothing", {})
    found = nobody.get("register", "inspect", str(file))
    assert (found["layout"], found["delimiter"], found["rows"], found["electors"]) == (
        "xpress-full",
        ",",
        COUNT,
        COUNT,
    )
    assert found["encoding"]
    assert 0 < found["households"] <= COUNT
    assert found["polling_districts"] >= 1
    assert found["problems"] == []


def test_import_says_the_same_and_what_it_changed(ann: Person, file: Path) -> None:
    inspected = ann.get("register", "inspect", str(file))
    first = ann.get("register", "import", str(file))
    assert {name: first[name] for name in inspected} == inspected
    assert (first["added"], first["changed"], first["unchanged"]) == (COUNT, 0, 0)
    again = ann.get("register", "import", str(file))
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, COUNT)
    assert len(ann.get("people", "list")) == COUNT


def test_the_other_layout_is_told_without_being_asked(tmp_path: Path) -> None:
    path = tmp_path / "pp50.csv"
    path.write_bytes(as_bytes(PP50, pp50_rows(COUNT)))
    assert Person(tmp_path, {}).get("register", "inspect", str(path))["layout"] == "eros-pp50"


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 100, b"PK\x03\x04 not a register", None])
def test_a_refused_file_exits_1_prints_its_problems_and_changes_nothing(
    content: bytes | None, ann: Person, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.csv"
    if content is not None:
        path.write_bytes(content)
    for words in (["register", "inspect", str(path)], ["register", "import", str(path)]):
        told = ann.say(*words, "--json")
        assert told.status == 1
        [problem] = told.document["problems"]
        assert set(problem) >= {"row", "column", "reason"}
        assert problem["reason"].endswith(".")
    assert ann.get("people", "list") == []


def test_people_of_the_register_carry_address_elector_number_and_household(ben: Person) -> None:
    for person in ben.get("people", "list", "--limit", "5"):
        assert {"id", "family_name", "elector_number", "household"} <= set(person)


def test_a_turf_is_walked_odds_up_and_evens_down(ben: Person) -> None:
    found, doors = turf(ben)
    assert [door["place"] for door in doors] == list(range(1, len(doors) + 1))
    for key in {door["street_key"] for door in doors}:
        sides = [door["side"] for door in doors if door["street_key"] == key]
        odds = [place for place, side in enumerate(sides) if side == "odd"]
        evens = [place for place, side in enumerate(sides) if side == "even"]
        assert not odds or not evens or max(odds) < min(evens)
    [listed] = ben.get("turf", "list")
    assert (listed["id"], listed["name"], listed["doors"]) == (found, "Lower half", len(doors))


def test_a_street_or_turf_that_is_not_there_is_refused(ben: Person) -> None:
    assert ben.refused("turf", "cut", "0" * 32).document["code"] == "unknown_streets"
    assert ben.refused("turf", "walk", "0" * 32).document["code"] == "no_such_turf"


def test_a_turf_is_given_removed_and_brought_back(ben: Person) -> None:
    found, _ = turf(ben)
    [me] = ben.get("members", "list")
    assert (me["name"], me["is_me"]) == ("Ann", True)
    ben.get("turf", "give", found, "--canvasser", me["id"], "--back-by", "2026-11-27T20:30")
    [given] = ben.get("turf", "list")
    assert (given["canvasser_name"], given["back_by"]) == ("Ann", "2026-11-27T20:30")
    ben.get("turf", "remove", found)
    assert ben.get("turf", "list") == []
    ben.get("turf", "restore", found)
    assert [one["id"] for one in ben.get("turf", "list")] == [found]


def test_who_works_here_can_be_named_and_laptops_seen(ben: Person) -> None:
    named = ben.get("members", "name", "--name", "Ben", "--branch", "Mill Lane")
    assert (named["name"], named["laptop"], named["branch"]) == ("Ben", "Kitchen", "Mill Lane")
    [laptop] = ben.get("members", "laptops")
    assert (laptop["name"], laptop["member_name"], laptop["is_this_one"]) == ("Kitchen", "Ben", True)
    assert laptop["last_heard_at"].endswith("Z")
    assert "Kitchen\tBen\t" in ben.say("members", "laptops").out


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_can_be_written_down(outcome: Outcome, ben: Person) -> None:
    person = ben.get("people", "list", "--limit", "1")[0]
    added = ben.get("attempt", "add", "--contact", person["id"], "--outcome", outcome.value)
    assert added["household"] == person["household"]
    [listed] = ben.get("attempt", "list", "--household", person["household"])
    assert (listed["id"], listed["outcome"], listed["contact"]) == (added["id"], outcome.value, person["id"])
    assert (listed["who"], listed["is_unsent"], listed["is_voided"]) == ("Ann", True, False)
    assert listed["at"].endswith("Z")


def test_an_attempt_is_taken_back_and_stands_again(ben: Person) -> None:
    _, doors = turf(ben)
    added = ben.get(
        "attempt", "add", "--household", doors[0]["household"], "--outcome", "N", "--at", "2026-11-20T18:22Z"
    )
    assert ben.get("attempt", "list")[0]["at"] == "2026-11-20T18:22:00.000Z"
    assert ben.get("attempt", "undo", added["id"]) == {"id": added["id"], "is_voided": True}
    assert [one["is_voided"] for one in ben.get("attempt", "list")] == [True]
    ben.get("attempt", "restore", added["id"])
    assert [one["is_voided"] for one in ben.get("attempt", "list")] == [False]


def test_a_door_of_a_walk_is_done_once_it_was_tried(ben: Person) -> None:
    found, doors = turf(ben)
    words = [
        "--household",
        doors[0]["household"],
        "--outcome",
        "come_back",
        "--come-back",
        "2026-11-27T19:00",
    ]
    ben.get("attempt", "add", *words, "--turf", found, "--note", "After the football")
    walk = ben.get("turf", "walk", found)
    assert walk["doors_done"] == 1
    assert walk["doors"][0]["outcome"] == "come_back"
    assert walk["doors"][0]["come_back_at"] == "2026-11-27T19:00"


def test_somebody_without_an_address_has_a_door_of_their_own(ann: Person) -> None:
    person = ann.get("people", "add", "given_name=Ann")["id"]
    added = ann.get("attempt", "add", "--contact", person, "--outcome", "talked")
    assert [one["id"] for one in ann.get("attempt", "list", "--contact", person)] == [added["id"]]
    assert [one["outcome"] for one in ann.get("people", "show", person)["attempts"]] == ["talked"]


def test_a_door_that_is_not_there_is_refused(ann: Person) -> None:
    assert (
        ann.refused("attempt", "add", "--household", "0" * 32, "--outcome", "N").document["code"]
        == "no_such_household"
    )
    assert (
        ann.refused("attempt", "add", "--contact", "0" * 32, "--outcome", "N").document["code"]
        == "no_such_person"
    )
    assert ann.refused("attempt", "undo", "0" * 32).document["code"] == "no_such_visit"
