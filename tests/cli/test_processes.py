"""What only a process of its own can show: exit, kill, pipes, letters, the log, and the lock."""

import importlib.util
import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.terminals import PASSPHRASE, ROOT, Person, environment, process

COMMAND = [sys.executable, "-m", "desktop"]
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")


def _hear_ctrl_c() -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # which is ignored where the tests run in a shell's background


def open_batch(vault: Path) -> subprocess.Popen[bytes]:
    """A process that has the vault open, and waits for a line."""
    batch = subprocess.Popen(
        [*COMMAND, "batch", "--vault", str(vault)],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,
    )
    assert ask(batch, "people", "list")["status"] == 0
    return batch


def ask(batch: subprocess.Popen[bytes], *words: str) -> dict[str, object]:
    """One line to a batch, and its answer."""
    assert batch.stdin is not None
    assert batch.stdout is not None
    batch.stdin.write(json.dumps({"command": words}).encode() + b"\n")
    batch.stdin.flush()
    ready, _, _ = select.select([batch.stdout], [], [], 30)
    assert ready, "a batch answers each line as soon as it is done"
    answer = json.loads(batch.stdout.readline())
    assert isinstance(answer, dict)
    return answer


def end(batch: subprocess.Popen[bytes]) -> int:
    batch.communicate(timeout=30)
    return batch.returncode


def test_a_vault_is_made_and_read_by_two_processes_in_every_letter(tmp_path: Path) -> None:
    vault = str(tmp_path / "रिकॉर्ड")
    made = process("vault", "create", "--vault", vault, "--json", PYTHONIOENCODING="ascii")
    assert (made.status, made.err) == (0, "")
    assert made.document["vault"] == vault
    added = process("people", "add", "given_name=Zoë", "--vault", vault, "--json", LC_ALL="C")
    assert (added.status, added.err) == (0, "")
    listed = process("people", "list", "--vault", vault, "--json", PYTHONIOENCODING="latin-1")
    assert listed.document == [{"id": added.document["id"], "given_name": "Zoë"}]
    assert "Zoë" in listed.out


@POSIX
def test_a_vault_that_is_open_elsewhere_exits_5_and_a_killed_process_leaves_no_lock(vault: Path) -> None:
    batch = open_batch(vault)
    added = ask(batch, "people", "add", "given_name=Ann")
    assert added["status"] == 0
    refused = process("people", "list", "--vault", str(vault), "--json")
    assert refused.status == 5
    assert refused.document["code"] == "open_elsewhere"
    batch.send_signal(signal.SIGKILL)
    assert end(batch) == -signal.SIGKILL
    listed = process("people", "list", "--vault", str(vault), "--json")
    assert listed.status == 0
    assert [person["given_name"] for person in listed.document] == ["Ann"]


@POSIX
def test_ctrl_c_says_that_it_stopped_and_leaves_no_traceback(vault: Path) -> None:
    batch = open_batch(vault)
    while (
        batch.poll() is None
    ):  # a signal just before it begins to wait for a line is heard with the next one
        batch.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            batch.wait(1)
    _, err = batch.communicate(timeout=30)
    assert batch.returncode == 130
    assert err.decode().startswith("Stopped.")
    assert b"Traceback" not in err
    assert process("people", "list", "--vault", str(vault)).status == 0


@POSIX
def test_a_reader_that_has_seen_enough_is_no_fault(vault: Path) -> None:
    ann = Person(vault)
    rows = "".join(
        json.dumps({"command": ["people", "add", f"given_name=P{n}", f"address={'x' * 9_000}"]}) + "\n"
        for n in range(50)
    )
    assert ann.say("batch", input=rows).status == 0
    reader = subprocess.Popen(
        [*COMMAND, "people", "list", "--vault", str(ann.vault)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.read(10)
    reader.stdout.close()
    err = reader.stderr.read()
    reader.stderr.close()
    assert reader.wait(timeout=30) == 0
    assert err == b""


def test_nobody_at_the_keyboard_and_no_passphrase_is_locked_and_does_not_wait(vault: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "people", "list", "--vault", str(vault)],
        cwd=ROOT,
        env={name: value for name, value in environment().items() if name != "GROUNDSWELL_PASSPHRASE"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        start_new_session=True,
    )
    assert done.returncode == 3
    assert done.stdout == b""


def test_the_passphrase_is_not_taken_as_an_argument(vault: Path) -> None:
    assert process("people", "list", "--vault", str(vault), "--passphrase", PASSPHRASE).status == 2


def test_what_nobody_foresaw_is_one_sentence_and_a_line_in_the_log_without_anybody_in_it(
    vault: Path, tmp_path: Path
) -> None:
    ann = Person(vault)
    person = ann.get("people", "add", "given_name=Quetzalcoatl", "address=9 Canary Wharf")["id"]
    code = (
        "import sys\n"
        "import desktop.cli.people as people\n"
        "from desktop.main import main\n"
        "def broken(page): raise KeyError(page.name)\n"
        "people.person_words = broken\n"
        f"sys.exit(main(['people', 'show', {person!r}, '--vault', {str(ann.vault)!r}]))"
    )
    folder = tmp_path / "state"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(XDG_STATE_HOME=str(folder), HOME=str(folder), LOCALAPPDATA=str(folder)),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Something went wrong that we did not foresee.")
    assert done.stderr.count("\n") == 1
    [log] = folder.rglob("groundswell.log")
    logged = log.read_text(encoding="utf-8")
    assert "unforeseen KeyError at" in logged
    assert "people.py" in logged
    for name in ("Quetzalcoatl", "Canary", str(ann.vault), person):
        assert name not in logged
        assert name not in done.stderr


def test_a_fault_that_was_foreseen_is_not_logged(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    told = process(
        "people", "show", "nobody", "--vault", str(vault), XDG_STATE_HOME=str(folder), HOME=str(folder)
    )
    assert told.status == 1
    assert list(folder.rglob("groundswell.log")) == []


@pytest.mark.parametrize("missing", ["desktop.cli.running", "desktop.ui.program"])
def test_a_broken_installation_is_said_in_a_sentence(missing: str, tmp_path: Path) -> None:
    words = ["people", "list"] if "cli" in missing else []
    code = (
        "import sys\n"
        f"sys.modules[{missing!r}] = None\n"
        "from desktop.main import main\n"
        f"sys.exit(main({words!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(XDG_STATE_HOME=str(tmp_path), HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (1, "")
    # Where Qt itself is absent, that is what the window misses first, and what is said.
    lacks_qt = "ui" in missing and importlib.util.find_spec("PySide6") is None
    expected = "The window cannot be opened" if lacks_qt else "Something went wrong that we did not foresee."
    assert done.stderr.startswith(expected)


def test_without_qt_the_window_says_what_is_missing(tmp_path: Path) -> None:
    code = "import sys; sys.modules['PySide6'] = None; from desktop.main import main; sys.exit(main([]))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(XDG_STATE_HOME=str(tmp_path), HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The window cannot be opened")


@POSIX
def test_help_that_nobody_reads_to_its_end_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "--help"], cwd=ROOT, env=environment(), stdout=writing, stderr=subprocess.PIPE, timeout=30
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
