"""Joining, inviting, sending and conflicts, with the server as a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminals import ROOT, Person, quick_person
from tests.forks import run_command

SERVER = [sys.executable, "-m", "sync.server.main"]
UNUSED = "http://127.0.0.1:9"


@dataclass
class Central:
    """A server as a process of its own; it can be stopped, and begun again at the same port."""

    data: Path
    port: int = 0
    address: str = ""
    serving: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        words = [*SERVER, "serve", "--data", str(self.data), "--port", str(self.port)]
        self.serving = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.serving.stdout is not None
        told = json.loads(self.serving.stdout.readline())
        self.address, self.port = told["address"], told["port"]

    def end(self) -> None:
        assert self.serving is not None
        assert self.serving.stdout is not None
        self.serving.terminate()
        self.serving.wait(timeout=30)
        self.serving.stdout.close()

    def invite(self, branch: str) -> dict[str, Any]:
        """A code for a branch's first organiser, made beside the running server."""
        words = ("invite", "--data", str(self.data), "--branch", branch, "--role", "organiser", "--json")
        invited = json.loads(run_command("sync.server.main", *words).stdout)
        assert isinstance(invited, dict)
        return invited


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    server = Central(tmp_path_factory.mktemp("central"))
    server.begin()
    yield server
    server.end()


@pytest.fixture
def ann(tmp_path: Path) -> Person:
    """Somebody whose vault, and so whose branch, is nobody else's copy."""
    return quick_person(tmp_path / "fresh", "Ann", "Kitchen")


@pytest.fixture
def people(central: Central, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Person, Person]:
    """An organiser and a canvasser of one branch, each on their own laptop."""
    ann = quick_person(tmp_path / "ann", "Ann", "Kitchen")
    ben = quick_person(tmp_path / "ben", "Ben", "Blue")
    join(ann, central, central.invite(request.node.name)["code"])
    join(ben, central, ann.get("invite", "--role", "canvasser")["code"])
    return ann, ben


def join(person: Person, central: Central, code: str) -> dict[str, Any]:
    joined = person.get("enrol", "--server", central.address, "--code", code)
    assert isinstance(joined, dict)
    return joined


def test_enrol_prints_the_words_that_the_invitation_has_and_asks_nothing(
    central: Central, ann: Person
) -> None:
    invited = central.invite("Mill Lane")
    joined = join(ann, central, invited["code"])
    assert joined["words"] == invited["words"]
    assert (joined["branch_name"], joined["role"], joined["server"]) == (
        "Mill Lane",
        "organiser",
        central.address,
    )
    assert joined["branch"]
    assert joined["device"]
    shown = ann.get("vault", "show")
    assert (shown["is_enrolled"], shown["branch"]) == (True, "Mill Lane")


def test_an_invitation_has_a_code_an_end_and_the_same_words(
    people: tuple[Person, Person], central: Central, tmp_path: Path
) -> None:
    ann, ben = people
    invited = ann.get("invite", "--role", "organiser")
    assert set(invited) >= {"code", "expires_at", "words"}
    assert invited["expires_at"].endswith("Z")
    told = ben.refused("invite", "--role", "canvasser")
    assert (told.status, told.document["code"]) == (1, "server_role")
    cat = quick_person(tmp_path / "cat", "", "")
    joined = join(cat, central, invited["code"])
    assert (joined["words"], joined["role"]) == (invited["words"], "organiser")
    assert cat.get("vault", "show")["role"] == "organiser"


def test_a_colleagues_code_is_refused_where_something_was_written_already(
    people: tuple[Person, Person], central: Central, tmp_path: Path
) -> None:
    ann, _ = people
    cat = quick_person(tmp_path / "cat", "", "")
    cat.get("people", "add", "given_name=Cat")
    code = ann.get("invite", "--role", "canvasser")["code"]
    told = cat.refused("enrol", "--server", central.address, "--code", code)
    assert (told.status, told.document["code"]) == (1, "holds_records")
    assert [person["given_name"] for person in cat.get("people", "list")] == ["Cat"]
    assert cat.get("vault", "show")["is_enrolled"] is False
    assert join(quick_person(tmp_path / "anew", "Cat", ""), central, code)["role"] == "canvasser"


def test_a_servers_code_keeps_what_was_written_before(central: Central, ann: Person) -> None:
    ann.get("people", "add", "given_name=Ann")
    join(ann, central, central.invite("Before")["code"])
    told = ann.get("sync")
    assert told["sent"] > 0
    assert told["pending"] == 0
    assert [person["given_name"] for person in ann.get("people", "list")] == ["Ann"]


@pytest.mark.parametrize(
    ("server", "code", "status", "name"),
    [
        (UNUSED, "ABCD-EFGH-JKLM", 4, "unreachable"),
        ("", "ABCD-EFGH-JKLM", 1, "server_not_found"),
        ("", "nonsense", 1, "bad_code"),
        ("http://example.org", "ABCD-EFGH-JKLM", 1, "bad_address"),
        ("nonsense", "ABCD-EFGH-JKLM", 1, "bad_address"),
    ],
)
def test_what_cannot_be_joined_is_said(
    server: str, code: str, status: int, name: str, central: Central, ann: Person
) -> None:
    told = ann.refused("enrol", "--server", server or central.address, "--code", code)
    assert (told.status, told.document["code"]) == (status, name)


def test_before_joining_nothing_can_be_sent_and_that_is_said(ann: Person) -> None:
    assert ann.refused("sync").document["code"] == "not_joined"
    assert ann.refused("invite", "--role", "canvasser").document["code"] == "not_joined"


def test_sync_tells_what_it_did_and_where_both_sides_stand(people: tuple[Person, Person]) -> None:
    ann, ben = people
    ann.get("people", "add", "given_name=Osei")
    sent = ann.get("sync")
    assert set(sent) >= {"sent", "received", "pending", "quarantined", "conflicts", "epoch", "scopes"}
    assert (sent["received"], sent["pending"], sent["quarantined"], sent["conflicts"]) == (0, 0, 0, 0)
    assert sent["sent"] > 0
    received = ben.get("sync")
    assert received["received"] == sent["sent"]
    assert received["epoch"] == sent["epoch"] != ""
    [scope] = received["scopes"]
    assert set(scope) >= {"scope", "cursor", "head", "digest"}
    assert scope["cursor"] == scope["head"]
    ann.get("sync")
    assert ann.get("sync")["scopes"] == [scope]
    assert [person["given_name"] for person in ben.get("people", "list")] == ["Osei"]


def test_different_fields_of_one_person_are_both_kept(people: tuple[Person, Person]) -> None:
    ann, ben = people
    person = ann.get("people", "add", "given_name=Osei")["id"]
    ann.get("sync")
    ben.get("sync")
    ann.get("people", "edit", person, "phone=1")
    ben.get("people", "edit", person, "email=o@example.org")
    for each in (ann, ben, ann):
        assert each.get("sync")["conflicts"] == 0
    for each in (ann, ben):
        [shown] = each.get("people", "list")
        assert (shown["phone"], shown["email"]) == ("1", "o@example.org")


@pytest.mark.parametrize("by_entry", [True, False])
def test_one_field_edited_twice_is_shown_with_who_and_when_and_is_settled(
    by_entry: bool, people: tuple[Person, Person]
) -> None:
    ann, ben = people
    person = ann.get("people", "add", "given_name=Osei", "phone=0")["id"]
    ann.get("sync")
    ben.get("sync")
    ann.get("people", "edit", person, "phone=1")
    ben.get("people", "edit", person, "phone=2")
    ann.get("sync")
    assert ben.say("sync").status == 0
    assert ann.get("sync")["conflicts"] == 1
    [conflict] = ann.get("conflicts", "list")
    assert (conflict["id"], conflict["kind"], conflict["field"]) == (person, "contact", "phone")
    answers = {answer["value"]: answer for answer in conflict["answers"]}
    assert {value: (one["who"], one["laptop"]) for value, one in answers.items()} == {
        "1": ("Ann", "Kitchen"),
        "2": ("Ben", "Blue"),
    }
    assert all(one["when"].endswith("Z") and len(one["entry"]) == 32 for one in answers.values())
    choice = ["--entry", answers["1"]["entry"]] if by_entry else ["--value", "1"]
    settled = ann.get("conflicts", "resolve", person, "phone", *choice)
    assert settled["value"] == "1"
    for each in (ann, ben):
        assert each.get("sync")["conflicts"] == 0
        assert each.get("conflicts", "list") == []
        shown = each.get("people", "show", person)
        assert shown["phone"] == "1"
        assert {one["value"] for one in shown["history"] if one["field"] == "phone"} == {"0", "1", "2"}
    told = ann.refused("conflicts", "resolve", person, "phone", "--value", "3")
    assert (told.status, told.document["code"]) == (1, "no_such_conflict")


def test_what_is_not_yet_sent_is_always_told(people: tuple[Person, Person]) -> None:
    ann, _ = people
    ann.get("people", "add", "given_name=Osei")
    assert "not yet sent" in ann.say("vault", "show").out
    told = ann.say("sync")
    assert (told.status, "sent" in told.out) == (0, True)
    assert "Everything is sent." in ann.say("vault", "show").out


def test_without_the_server_the_work_goes_on(central: Central, tmp_path: Path) -> None:
    ann = quick_person(tmp_path / "ann", "", "")
    join(ann, central, central.invite("Gone")["code"])
    ann.get("people", "add", "given_name=Osei")
    central.end()
    try:
        told = ann.refused("sync")
    finally:
        central.begin()
    assert (told.status, told.document["code"]) == (4, "unreachable")
    assert "Everything is saved on this laptop." in told.document["reason"]
    assert ann.get("vault", "show")["pending"] > 0
    assert ann.get("sync")["pending"] == 0


def test_a_wish_is_not_settled_by_a_word_that_is_none_of_the_answers(people: tuple[Person, Person]) -> None:
    ann, ben = people
    person = ann.get("people", "add", "given_name=Osei", "address=1 Mill Lane")["id"]
    wish = ("attempt", "add", "--contact", person, "--outcome", "do_not_visit")
    ann.get("sync")
    ben.get("sync")
    door = ann.get(*wish)["household"]
    ben.get("attempt", "undo", ben.get(*wish)["id"])
    for each in (ann, ben, ann):
        each.get("sync")
    assert [conflict["field"] for conflict in ann.get("conflicts", "list")] == ["do_not_visit"]
    told = ann.refused("conflicts", "resolve", door, "do_not_visit", "--value", "no")
    assert (told.status, told.document["code"]) == (1, "not_an_answer")
    assert len(ann.get("conflicts", "list")) == 1
    assert ann.get("conflicts", "resolve", door, "do_not_visit", "--value", "true")["value"] == "true"
    assert ann.get("conflicts", "list") == []


def test_what_was_sent_is_listed_with_its_receipt_and_exported_without_words(
    people: tuple[Person, Person], tmp_path: Path
) -> None:
    ann, _ = people
    ann.get("people", "add", "given_name=Osei")
    assert {row["state"] for row in ann.get("sent", "list")} == {"not_sent"}
    ann.get("sync")
    rows = ann.get("sent", "list")
    assert set(rows[0]) >= {"id", "kind", "written_at", "received_at", "receipt", "issued", "state"}
    assert {row["state"] for row in rows} == {"sent"}
    assert all(len(row["receipt"]) == 32 and row["received_at"].endswith("Z") for row in rows)
    assert ann.get("sent", "export", str(tmp_path / "sent.json")) == {"entries": len(rows)}
    text = (tmp_path / "sent.json").read_text(encoding="utf-8")
    assert json.loads(text) == rows
    assert "Osei" not in text
    told = ann.refused("sent", "export", str(tmp_path / "nowhere" / "sent.csv"))
    assert (told.status, told.document["code"]) == (1, "not_written")


def test_an_organiser_sees_whose_each_laptop_is_and_what_it_told_last(
    people: tuple[Person, Person], central: Central
) -> None:
    ann, ben = people
    ann.get("people", "add", "given_name=Osei")
    ben.get("people", "add", "given_name=Mair")
    for each in (ann, ben, ann):
        each.get("sync")
    told = ann.get("laptops", "list")
    assert {one["name"]: (one["member_name"], one["is_this_one"]) for one in told["laptops"]} == {
        "Kitchen": ("Ann", True),
        "Blue": ("Ben", False),
    }
    assert all(one["days"] == 0 and not one["is_silent"] for one in told["laptops"])
    assert told["erasures"] == []
    assert told["as_of"].endswith("Z")
    assert ben.refused("laptops", "list").document["code"] == "server_role"
    central.end()
    try:
        assert ann.refused("laptops", "list").status == 4
        assert ann.get("laptops", "list", "--kept") == told
    finally:
        central.begin()
