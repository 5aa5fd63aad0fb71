"""Help with a lost passphrase, from two terminals: one locked, one an organiser's."""

from pathlib import Path

import pytest

from desktop.operations.vaults import unlock_vault
from desktop.store import sealing
from desktop.store.enrolment import Enrolled
from desktop.store.recovering import set_organisers
from tests.cli.terminals import PASSPHRASE, QUICK, Person

NEW = "copper meadow trumpet ladder"
PRIVATE = sealing.new_private()


@pytest.fixture
def organiser(ann: Person) -> Person:
    """Ann, whose laptop has joined as an organiser's and has a recovery key."""
    store = unlock_vault(ann.vault, PASSPHRASE, floor=QUICK)
    store.enrolment.save(
        Enrolled("http://127.0.0.1:9", "11" * 32, "d", "22" * 32, "33" * 32, role="organiser")
    )
    store.settings.write("recovery_key", PRIVATE.hex())
    store.close()
    return ann


@pytest.fixture
def ben(vault: Path) -> Person:
    """Somebody whom Ann can help, and who has lost the passphrase."""
    set_organisers(vault, PASSPHRASE, frozenset([sealing.public_of(PRIVATE)]))
    return Person(vault, {"GROUNDSWELL_NEW_PASSPHRASE": NEW})


def test_a_lost_passphrase_is_replaced_from_two_terminals_by_files(
    ben: Person, organiser: Person, tmp_path: Path
) -> None:
    request, answer = str(tmp_path / "request.txt"), str(tmp_path / "answer.txt")
    asked = ben.get("vault", "ask-help", "--name", "Ben Osei", "--out", request)
    assert (asked["helpers"], asked["file"], len(asked["words"])) == (1, request, 3)
    shown = organiser.get("vault", "help", request)
    assert shown == {"who": "Ben Osei", "answer": None, "file": None}
    given = organiser.get("vault", "help", request, "--words", *asked["words"], "--out", answer)
    assert Path(answer).read_text().strip() == given["answer"]
    assert organiser.get("vault", "helpers")["helped"] == 1
    assert ben.get("vault", "take-help", answer)["recovered"] is True
    ben.environment["GROUNDSWELL_PASSPHRASE"] = NEW
    assert ben.get("vault", "show")["people"] == 0
    assert ben.refused("vault", "take-help", answer).document["code"] == "no_help_asked"


def test_a_line_may_be_given_as_it_stands_and_what_is_wrong_is_said(ben: Person, organiser: Person) -> None:
    asked = ben.say("vault", "ask-help")
    line = asked.out.split()[0]
    assert "read these words to them" in asked.out
    assert "gave no name" in organiser.say("vault", "help", line).out
    told = organiser.refused("vault", "help", line, "--words", "abandon", "zebra", "velvet")
    assert (told.status, told.document["code"]) == (1, "help_words_differ")
    assert organiser.refused("vault", "help", "nothing.txt").document["code"] == "no_request"
    assert ben.refused("vault", "take-help", line).document["code"] == "no_answer"
    assert ben.refused("vault", "ask-help", "--out", "no/such/folder").document["code"] == "help_not_written"


def test_without_an_organiser_there_is_nobody_to_ask(vault: Path) -> None:
    ben = Person(vault)
    assert ben.refused("vault", "ask-help").document["code"] == "nobody_helps"
    assert ben.get("vault", "helpers") == {
        "helpers": [],
        "is_refused": False,
        "is_helper": False,
        "helped": 0,
    }
    assert ben.get("vault", "helpers", "--refuse")["is_refused"] is True
    assert "you wanted it so" in ben.say("vault", "helpers").out
    assert ben.get("vault", "helpers", "--allow")["is_refused"] is False
    assert "sheet opens them" in ben.say("vault", "helpers").out
