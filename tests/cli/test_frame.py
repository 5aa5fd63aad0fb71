"""What holds for every command: help, usage, one document, and nothing heavy for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.cli.front import NOUNS, help_text
from desktop.cli.nouns import COMMANDS
from tests.cli.terminals import ROOT, Person, process

HEAVY = ("PySide6", "openpyxl", "pyxform", "elementpath", "sqlite_utils", "requests", "cryptography")


def test_the_first_page_names_every_noun() -> None:
    assert {name.partition(" ")[0] for name in COMMANDS} == set(NOUNS)
    for noun in NOUNS:
        assert f"\n  {noun} " in help_text()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_with_an_example(name: str, ann: Person) -> None:
    told = ann.say(*name.split(), "--help")
    assert told.status == 0
    assert COMMANDS[name].purpose[:30] in " ".join(told.out.split())
    for example in COMMANDS[name].examples:
        assert example in told.out
        assert example.startswith(f"groundswell {name}")


@pytest.mark.parametrize("noun", sorted({name.split()[0] for name in COMMANDS if " " in name}))
def test_a_noun_alone_lists_what_can_be_done_with_it(noun: str, ann: Person) -> None:
    told = ann.say(noun, "--help")
    assert told.status == 0
    assert f"groundswell {noun}" in told.out
    alone = ann.say(noun)
    assert alone.status == 2
    assert alone.out == ""
    assert f"groundswell {noun}" in alone.err


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["people", "nonsense"],
        ["people", "add"],
        ["people", "add", "given_name"],
        ["people", "add", "=Ann"],
        ["people", "add", "given_name=A", "given_name=B"],
        ["people", "list", "--limit", "many"],
        ["people", "list", "--nonsense"],
        ["people", "list", "--limit", "-1"],
        ["attempt", "add", "--outcome", "dancing", "--household", "x"],
        ["attempt", "add", "--outcome", "not_home"],
        ["conflicts", "resolve", "x", "phone"],
        ["conflicts", "resolve", "x", "phone", "--value", "1", "--entry", "2"],
        ["--nonsense", "people", "list"],
        ["--vault"],
        ["invite", "--role", "coordinator"],
    ],
    ids=" ".join,
)
def test_a_command_that_cannot_be_understood_does_nothing_and_exits_2(words: list[str], ann: Person) -> None:
    assert ann.refused(*words).status == 2
    plain = ann.say(*words)
    assert (plain.status, plain.out) == (2, "")
    assert "Traceback" not in plain.err


def test_options_may_stand_before_the_noun_or_anywhere_after_it(vault: Path, tmp_path: Path) -> None:
    nobody = Person(tmp_path / "elsewhere")
    before = nobody.say("--vault", str(vault), "--json", "people", "list")
    between = nobody.say("people", "add", "given_name=Ann", f"--vault={vault}", "family_name=Osei", "--json")
    after = nobody.say("people", "list", "--json", "--vault", str(vault))
    assert before.document == []
    assert between.status == 0
    assert [person["family_name"] for person in after.document] == ["Osei"]


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from desktop.main import main; main(['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == help_text()
    assert done.stderr.strip() == "[]"


def test_no_command_loads_qt_or_what_only_forms_need(vault: Path) -> None:
    code = (
        "import sys; from desktop.main import main\n"
        f"status = main(['people', 'list', '--json', '--vault', {str(vault)!r}])\n"
        f"print(status, [name for name in {HEAVY[:4]!r} if name in sys.modules], file=sys.stderr)"
    )
    environment = {"GROUNDSWELL_PASSPHRASE": "slate harbour ribbon kettle"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**environment, "PATH": ""},
    )
    assert done.stderr.strip() == "0 []"
    assert done.stdout == "[]\n"


def test_the_version_is_told() -> None:
    told = process("--version")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("groundswell")


WORDS = some.sampled_from(
    [*sorted({word for name in COMMANDS for word in name.split()}), "--json", "--limit", "--help"]
)


@given(some.lists(WORDS | some.text(max_size=8), max_size=6))
def test_whatever_is_typed_is_answered_by_one_document_and_a_known_status(words: list[str]) -> None:
    nobody = Person(ROOT / "nothing here", {})
    told = nobody.say(*words, "--json")
    assert told.status in {0, 1, 2, 3}
    assert "Traceback" not in told.err
    if told.status:
        assert told.document["status"] == told.status
        assert json.loads(json.dumps(told.document)) == told.document
