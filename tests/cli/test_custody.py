"""Laptops at the server, from a terminal: lost ones, their lease, who can read the notes, and what the server noted."""

import json
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import delete, select, update

from desktop.operations.vaults import vault_exists
from sync.protocol.entries import scope_of
from sync.protocol.vouching import words_of
from sync.protocol.words import wordlist
from sync.server.main import main
from sync.server.tables import AUDIT, AUDIT_HEAD
from tests.cli.branches import Branch, Laptop, found_branch, served
from tests.sync.central import Central


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    with served(tmp_path_factory.mktemp("central")) as found:
        yield found


@pytest.fixture(scope="module")
def branch(central: Central, tmp_path_factory: pytest.TempPathFactory) -> Branch:
    return found_branch(central, tmp_path_factory.mktemp("branch"), "Mill Lane")


@pytest.fixture(scope="module")
def dai(branch: Branch) -> Laptop:
    """A canvasser to whose laptop nothing happens."""
    found = branch.join("Dai")
    found.person.get("sync")
    return found


def locked(laptop: Laptop) -> Laptop:
    """The same laptop before somebody who does not know its passphrase."""
    return Laptop(type(laptop.person)(laptop.person.vault, {}, floor=laptop.person.floor), laptop.device)


def test_a_lost_laptop_is_reported_and_shut_out_and_what_it_had_not_sent_is_taken_or_left(
    branch: Branch, tmp_path: Path
) -> None:
    ann, ben = branch.ann.person, branch.join("Ben")
    ben.person.get("people", "add", "given_name=Mair")
    ben.person.get("sync")
    ann.get("sync")
    report = ann.get("laptops", "report", ben.device)
    [held] = report["held"]
    assert (held["part"], held["people"], held["until_at"]) == ("branch", 1, None)
    assert (report["made_by"], report["laptop"]["member_name"]) == ("Ann", "Ben")
    assert report["laptop"]["revoked_at"] is None

    ben.person.get("people", "add", "given_name=Osei")
    assert ben.person.refused("laptops", "shut-out", branch.ann.device).document["code"] == "server_role"
    told = ann.get("laptops", "shut-out", ben.device)
    assert (told["id"], told["is_revoked"], told["custody"]["wipe_at"]) == (ben.device, True, None)
    assert ben.person.refused("sync").document["code"] == "server_revoked"
    assert locked(ben).person.get("lease", "ask") == {"standing": "shut_out"}

    file = tmp_path / "report.pdf"
    report = ann.get("laptops", "report", ben.device, "--pdf", str(file))
    assert report["laptop"]["revoked_at"] is not None
    assert report["file"] == str(file)
    assert file.read_bytes() == b"%PDF"
    assert "Ben" in ann.say("laptops", "report", ben.device).out
    refused = ann.refused("laptops", "report", ben.device, "--pdf", str(tmp_path / "nowhere" / "report.pdf"))
    assert refused.document["code"] == "report_not_written"

    waiting = branch.row(ben)["custody"]["handed_in"]
    assert waiting > 0  # as its sending was refused
    assert locked(ben).person.get("lease", "hand-in") == {"entries": 0}
    assert ann.say("laptops", "handed-in", ben.device).status == 2
    assert ann.get("laptops", "handed-in", ben.device, "--take") == {"taken": waiting, "held": 0, "apart": 0}
    ann.get("sync")
    assert {one["given_name"] for one in ann.get("people", "list")} >= {"Mair", "Osei"}

    ben.person.get("people", "add", "given_name=Ceri")
    assert locked(ben).person.get("lease", "hand-in")["entries"] > 0
    assert ann.get("laptops", "handed-in", ben.device, "--leave")["taken"] == 0
    assert branch.row(ben)["custody"]["handed_in"] == 0
    ann.get("sync")
    assert "Ceri" not in {one["given_name"] for one in ann.get("people", "list")}


def test_an_order_to_destroy_is_taken_back_and_given_again_and_then_carried_out_without_a_passphrase(
    branch: Branch,
) -> None:
    ann, cem = branch.ann.person, branch.join("Cem")
    cem.person.get("sync")
    assert ann.get("laptops", "wipe", cem.device)["custody"]["wipe_by"] == branch.ann.device
    assert ann.get("laptops", "wipe", cem.device, "--withdraw")["custody"]["wipe_withdrawn_at"] is not None
    assert locked(cem).person.get("lease", "ask") == {"standing": "shut_out"}
    assert cem.person.get("vault", "show")["name"] == "Cem"
    assert "destroys its records" in ann.say("laptops", "wipe", cem.device).out
    assert ann.get("laptops", "report", cem.device)["ordered_by"] == "Kitchen"
    assert locked(cem).person.get("lease", "ask") == {"standing": "wiped"}
    assert not vault_exists(cem.person.vault)
    assert cem.person.refused("vault", "show").document["code"] == "missing"
    assert branch.row(cem)["custody"]["wiped_at"] is not None


@pytest.mark.parametrize(
    "command",
    [("shut-out",), ("wipe",), ("report",), ("handed-in", "--take"), ("handed-in", "--leave")],
    ids=" ".join,
)
def test_a_laptop_that_is_not_of_the_branch_is_not_known(branch: Branch, command: tuple[str, ...]) -> None:
    elsewhere = f"{'c' * 32}.{'d' * 32}"
    refused = branch.ann.person.refused("laptops", command[0], elsewhere, *command[1:])
    assert (refused.status, refused.document["code"]) == (1, "no_such_laptop")


def but_for_days(lease: dict[str, object]) -> dict[str, object]:
    """A lease of fourteen days has thirteen whole ones left a moment later."""
    assert lease["days_left"] in (13, 14)
    return {name: value for name, value in lease.items() if name != "days_left"}


def test_a_lease_is_shown_and_renewed_by_a_file_for_one_laptop_alone(
    branch: Branch, dai: Laptop, tmp_path: Path
) -> None:
    ann, file = branch.ann.person, tmp_path / "dai.lease"
    ann.get("sync")
    before = dai.person.get("lease", "show")
    assert (before["state"], before["days_left"], before["takes_in_only"]) == ("good", 13, False)
    assert ann.get("lease", "give", dai.device, str(file)) == {"laptop": dai.device}
    assert ann.refused("lease", "take", str(file)).document["code"] == "lease_not_ours"
    taken = dai.person.get("lease", "take", str(file))
    assert taken["ends_at"] > before["ends_at"]
    assert but_for_days(dai.person.get("lease", "show")) == but_for_days(taken)
    assert dai.person.refused("lease", "take", str(file)).document["code"] == "lease_older"
    file.write_text("{}", encoding="ascii")
    assert dai.person.refused("lease", "take", str(file)).document["code"] == "lease_unreadable"
    assert ann.refused("lease", "give", branch.ann.device, str(file)).document["code"] == "lease_own"
    assert dai.person.refused("lease", "give", branch.ann.device, str(file)).document["code"] == (
        "lease_no_right"
    )
    assert locked(dai).person.get("lease", "ask") == {"standing": "good"}
    assert but_for_days(dai.person.get("lease", "show")) == but_for_days(taken)


def test_who_reads_the_notes_is_listed_renewed_and_known_by_words(
    central: Central, branch: Branch, dai: Laptop
) -> None:
    ann = branch.ann.person
    home = branch.ann.device.partition(".")[0]
    stranger = central.enrol(home, "canvasser")
    assert len(dai.person.get("readers", "words")["words"]) == 3
    assert dai.person.refused("readers", "renew").document["code"] == "only_organisers_renew"
    before = ann.get("readers", "list")["renewals"]
    renewed = ann.get("readers", "renew")
    assert renewed["renewals"] == before + 1
    readers = {one["id"]: one for one in renewed["readers"]}
    assert (readers[dai.device]["is_known"], readers[dai.device]["reading"]) == (True, "reads")
    assert (readers[stranger.device]["is_known"], readers[stranger.device]["reading"]) == (False, "not_yet")
    assert ann.refused("readers", "know", "abandon", "zebra", "velvet").document["code"] == "no_such_words"

    key = stranger.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    known = ann.get("readers", "know", *words_of(key, bytes(32), wordlist()))
    assert {one["id"] for one in known["readers"] if one["is_known"]} >= {stranger.device, dai.device}
    assert ann.get("readers", "list") == known


def test_what_the_server_noted_is_told_as_a_story_and_a_canvasser_is_not_told(
    central: Central, branch: Branch, dai: Laptop, tmp_path: Path
) -> None:
    ann, file = branch.ann.person, tmp_path / "witness.json"
    ann.get("sync")
    shown = ann.get("audit", "show")
    assert (shown["trust"], shown["findings"]) == ("holds", [])
    assert shown["events"][-1]["words"] == "Ann joined"
    assert "Dai joined" in {one["words"] for one in shown["events"]}
    assert [one["n"] for one in ann.get("audit", "show", "--kept", "--last", "2")["events"]] == [
        one["n"] for one in shown["events"][:2]
    ]
    assert "Ann joined" in ann.say("audit", "show", "--kept").out.splitlines()[-1]
    assert ann.get("audit", "verify")["trust"] == "holds"
    assert dai.person.refused("audit", "show").document["code"] == "server_role"
    assert ann.get("audit", "export", str(file))["rows"] == len(shown["events"])
    said = StringIO()
    with redirect_stderr(said):
        verified = main(
            [
                *("audit", "verify", "--witness", str(file)),
                *("--data", str(central.folder.path)),
                *("--database", central.database.engine.url.render_as_string(hide_password=False)),
            ]
        )
    assert verified == 0, said.getvalue()
    nowhere = ann.refused("audit", "export", str(tmp_path / "nowhere" / "witness.json"))
    assert nowhere.document["code"] == "not_written"


def test_notes_that_were_cut_at_the_server_are_told_with_a_status_of_their_own(
    central: Central, tmp_path: Path
) -> None:
    eve = found_branch(central, tmp_path, "Dockside").ann
    eve.person.get("invite", "--role", "canvasser")
    assert eve.person.get("audit", "verify")["trust"] == "holds"
    log = scope_of(eve.device.partition(".")[0])
    with central.database.writing(log) as writing:
        writing.execute(delete(AUDIT).where(AUDIT.c.scope == log, AUDIT.c.n > 1))
        last = writing.scalar(select(AUDIT.c.hash).where(AUDIT.c.scope == log))
        writing.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == log).values(n=1, hash=last))
    told = eve.person.say("audit", "verify", "--json")
    assert (told.status, json.loads(told.out)["trust"]) == (1, "cut")
    assert [one["is_lost"] for one in eve.person.get("audit", "show", "--kept")["events"]] == [True, False]
