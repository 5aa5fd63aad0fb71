"""Words that no organiser types: broken letters, numbers and moments that are none, ids of nobody, far too much."""

import io
import json
import os
from pathlib import Path

import pytest

from desktop.cli.terminal import Terminal, as_json, ask_nobody
from desktop.operations.vaults import unlock_vault
from desktop.store.enrolment import Enrolled
from tests.cli.terminals import PASSPHRASE, QUICK, Person, process

HALF = "Zo\udce9"  # a byte of another encoding, as a shell hands it over
LONG = "x" * 1_100_000


@pytest.fixture
def person(ann: Person) -> str:
    """The id of somebody with an address, whose door is known."""
    added = ann.get("people", "add", "given_name=Osei", "address=1 Mill Lane")
    return str(added["id"])


@pytest.fixture
def joined(ann: Person) -> Person:
    """Ann, whose laptop has joined as an organiser's."""
    store = unlock_vault(ann.vault, PASSPHRASE, floor=QUICK)
    store.enrolment.save(
        Enrolled("http://127.0.0.1:9", "11" * 32, "d", "22" * 32, "33" * 32, role="organiser")
    )
    store.close()
    return ann


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add", f"given_name={HALF}"),
        ("people", "list", "--search", HALF),
        ("people", "show", HALF),
        ("people", "note", "ID", HALF),
        ("attempt", "add", "--contact", "ID", "--outcome", "T", "--note", HALF),
        ("attempt", "undo", HALF),
        ("turf", "streets", "--district", HALF),
        ("turf", "cut", HALF),
        ("turf", "give", HALF),
        ("conflicts", "resolve", HALF, "phone", "--value", "1"),
        ("members", "name", "--name", HALF),
        ("people", "list", "--limit", "9" * 30),
        ("people", "list", "--limit", "9" * 5_000),
        ("people", "list", "--limit", "-1"),
        ("people", "list", "--limit", "١"),
        ("attempt", "add", "--contact", "ID", "--outcome", "N", "--at", "0001-01-01T00:00:00+14:00"),
        ("attempt", "add", "--contact", "ID", "--outcome", "N", "--at", "9999-12-31T23:59:59-14:00"),
        ("people", "--json"),
    ],
)
def test_what_cannot_be_understood_is_wrong_usage_and_changes_nothing(
    words: tuple[str, ...], ann: Person, person: str
) -> None:
    before = ann.get("vault", "show")
    told = ann.refused(*(person if word == "ID" else word for word in words))
    assert (told.status, told.document["code"]) == (2, "usage")
    assert "_" not in told.document["reason"]  # no name of ours
    assert ann.get("vault", "show") == before


def test_a_file_whose_name_is_of_another_encoding_can_be_read(ann: Person, tmp_path: Path) -> None:
    file = tmp_path / f"{HALF}.csv"
    file.write_bytes(b"")
    told = ann.say("register", "inspect", str(file), "--json")
    assert (told.status, told.document["problems"][0]["row"]) == (1, 1)


@pytest.mark.parametrize(
    "words", [("people", "note", "ID"), ("attempt", "add", "--outcome", "T", "--contact", "ID", "--note")]
)
def test_more_text_than_a_server_passes_on_is_refused_and_not_half_kept(
    words: tuple[str, ...], ann: Person, person: str
) -> None:
    before = ann.get("vault", "show")
    told = ann.refused(*(person if word == "ID" else word for word in words), LONG)
    assert (told.status, told.document["code"]) == (1, "too_much_text")
    assert ann.get("vault", "show") == before
    assert ann.get("attempt", "list") == []
    ann.get("people", "note", person, "short", "--read-aloud")
    assert ann.get("vault", "show")["pending"] == before["pending"] + 1


def test_an_attempt_on_a_turf_that_is_not_there_is_refused(ann: Person, person: str) -> None:
    told = ann.refused("attempt", "add", "--contact", person, "--outcome", "N", "--turf", "nothing")
    assert (told.status, told.document["code"]) == (1, "no_such_turf")
    assert ann.get("attempt", "list") == []


def test_the_attempts_of_nobody_are_not_an_empty_list(ann: Person) -> None:
    told = ann.refused("attempt", "list", "--contact", "nobody")
    assert (told.status, told.document["code"]) == (1, "no_such_person")


def test_control_characters_are_not_kept(ann: Person, person: str) -> None:
    ann.get("people", "note", person, "a\0b\x1b[31mc\x7f")
    ann.get("members", "name", "--name", "A\x1b[2Jnn", "--laptop", "K\0")
    shown = ann.get("people", "show", person)
    assert [words["text"] for words in shown["words"]] == ["ab[31mc"]
    mine = ann.get("vault", "show")
    assert (mine["name"], mine["laptop"]) == ("A[2Jnn", "K")


def test_what_a_colleague_wrote_cannot_steer_the_terminal(ann: Person) -> None:
    """Another program may have written it: ours keeps no such characters."""
    told = ann.say("people", "show", "\x1b]0;title\x07\x9b2J")
    listed = ann.say("members", "zap\x1b[2J")
    for text in (told.err, listed.err):
        assert text.strip()
        assert not set(text) & set("\x1b\x07\x9b")
    out = io.StringIO()
    Terminal(io.BytesIO(), out, out, {}, ask_nobody).print_words(["Ann\x1b[31m\r", "Bo\tb"])
    assert out.getvalue() == "Ann\ufffd[31m\ufffd\nBo\tb\n"


TURNED = "Ada\x9b2J\x7f\u202egnp\u2066\nBen\u2028Cat"
"""A name that another program may have written: two lines more, and letters that run backwards."""


def test_no_name_is_shown_as_a_line_of_its_own_or_backwards(ann: Person) -> None:
    store = unlock_vault(ann.vault, PASSPHRASE, floor=QUICK)
    with store.transaction():
        person = store.contacts.add({"given_name": TURNED})
    store.close()
    asked: list[str] = []

    def noted(words: str) -> str:
        asked.append(words)
        return "no"

    listed = ann.say("people", "list").out
    page = ann.say("people", "show", person).out
    ann.ask = noted
    ann.say("people", "erase", person)
    for shown in (listed, page, asked[0]):
        assert "Ada\ufffd2J\ufffd\ufffdgnp\ufffd Ben Cat" in shown
        assert all(one.isprintable() for line in shown.split("\n") for one in line.replace("\t", ""))
    assert listed.count("\n") == 1


def test_a_document_says_by_its_number_what_a_terminal_would_not_show(ann: Person) -> None:
    text = as_json({"name": TURNED + "\U000e0041é"})
    assert text.isprintable()
    assert "é" in text
    assert json.loads(text) == {"name": TURNED + "\U000e0041é"}


def test_what_is_told_of_a_fault_is_one_line_whatever_was_typed(ann: Person) -> None:
    told = ann.say("members", "zap\nDone. Everything was erased.\u202e")
    assert "\nDone." not in told.err
    assert "\u202e" not in told.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on this system")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("vault", "help"), "no_request"),
        (("vault", "take-help"), "no_answer"),
        (("vault", "restore"), "backup_damaged"),
        (("vault", "backups", "--in"), "backup_damaged"),
        (("lease", "take"), "lease_unreadable"),
        (("bundle", "read"), "stick"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_of_a_pipe_no_command_waits_for_what_may_never_come(
    words: tuple[str, ...], code: str, joined: Person, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = joined.refused(*words, str(tmp_path / "pipe"))
    assert (told.status, told.document["code"]) == (1, code)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on this system")
def test_a_pipe_is_no_list_of_authorities(joined: Person, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = joined.refused("sync", "--authorities", str(tmp_path / "pipe"))
    assert (told.status, told.document["code"]) == (2, "usage")
    assert "--authorities" in told.document["reason"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on this system")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("bundle", "write"), "stick"),
        (("sent", "export"), "not_written"),
        (("export", "people", "--reason", "letters"), "not_written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_no_command_puts_a_file_in_the_place_of_a_pipe(
    words: tuple[str, ...], code: str, joined: Person, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = joined.refused(*words, str(tmp_path / "pipe"))
    assert (told.status, told.document["code"]) == (1, code)
    assert (tmp_path / "pipe").is_fifo()
    assert [path.name for path in tmp_path.iterdir() if "pipe" in path.name] == ["pipe"]


def test_a_vault_whose_name_holds_a_nul_is_wrong_usage(ann: Person) -> None:
    told = ann.refused("vault", "show", "--vault", "a\0b")
    assert (told.status, told.document["code"]) == (2, "usage")
    assert "--vault" in told.document["reason"]


@pytest.mark.parametrize("name", ["sheet\0.pdf", "half\ud800.pdf"])
def test_a_sheet_that_cannot_be_written_does_not_swallow_the_new_code(name: str, vault: Path) -> None:
    line = json.dumps({"command": ["vault", "recovery-code", "--sheet", name]})
    told = process("batch", "--vault", str(vault), input=line + "\n")
    answer = json.loads(told.out)
    assert (answer["status"], answer["result"]["sheet"]) == (0, None)
    assert answer["result"]["recovery_code"]
