"""A batch to which nobody writes any more: closed after a while, told in words, and nothing of it lost."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.cli.patience import patient
from desktop.cli.usage import NobodyWrites
from desktop.operations.locking import read_lock_minutes, set_lock_minutes
from desktop.operations.vaults import create_vault, unlock_vault
from tests.cli.terminals import PASSPHRASE, ROOT, Person


def test_lines_come_through_whole_whatever_their_pieces() -> None:
    reading, writing = os.pipe()
    pipe = os.fdopen(reading, "rb")
    stream = patient(pipe, 5)
    os.write(writing, b"one\ntw")
    assert stream.readline(100) == b"one\n"
    os.write(writing, b"o\n" + b"x" * 30_000 + b"\nlast")
    os.close(writing)
    assert stream.readline(100) == b"two\n"
    assert len(stream.readline(40_000)) == 30_001
    assert [stream.readline(100), stream.readline(100)] == [b"last", b""]
    pipe.close()


def test_where_nothing_comes_it_is_told_after_the_while() -> None:
    reading, writing = os.pipe()
    pipe = os.fdopen(reading, "rb")
    begun = time.monotonic()
    with pytest.raises(NobodyWrites):
        patient(pipe, 0.2).readline(100)
    assert 0.2 <= time.monotonic() - begun < 5
    os.close(writing)
    pipe.close()


BATCH = """
import sys
from desktop.cli import batch
from desktop.cli.patience import patient
batch.patient = lambda stream, seconds: patient(stream, seconds / 100)
from desktop.main import main
sys.exit(main(["batch", "--vault", sys.argv[1]]))
"""


def test_a_batch_that_is_left_open_closes_the_records_and_says_so(tmp_path: Path) -> None:
    vault = tmp_path / "records"
    store = create_vault(vault, PASSPHRASE).store
    set_lock_minutes(store, 2)
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", BATCH, str(vault)],
        cwd=ROOT,
        env=dict(os.environ, GROUNDSWELL_PASSPHRASE=PASSPHRASE),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        process.stdin.write('{"command": ["people", "add", "given_name=Osei"]}\n')
        process.stdin.flush()
        assert process.wait(60) == 3  # and its input is open still
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read().count("\n") == 1
        told = process.stderr.read()
    assert told == (
        "No line came for 2 minutes, so your records were closed. What was answered is saved; begin again to go on.\n"
    )
    store = unlock_vault(vault, PASSPHRASE)
    assert store.reading.execute("SELECT count(*) FROM contact").fetchone() == (1,)
    store.close()


def test_minutes_are_told_and_set_at_the_terminal_and_none_beyond_thirty(ann: Person) -> None:
    assert ann.get("vault", "lock-after") == {"lock_minutes": 10}
    assert ann.get("vault", "lock-after", "5") == {"lock_minutes": 5}
    assert ann.refused("vault", "lock-after", "31").document["code"] == "lock_minutes"
    assert ann.refused("vault", "lock-after", "0").document["code"] == "lock_minutes"
    assert ann.refused("vault", "lock-after", "soon").status == 2
    assert ann.get("vault", "lock-after") == {"lock_minutes": 5}


def test_what_no_program_of_ours_wrote_there_counts_for_nothing(tmp_path: Path) -> None:
    store = create_vault(tmp_path / "records", PASSPHRASE).store
    for text in ("999", "-5", "0", "ten", "", "٣"):
        store.settings.write("lock_minutes", text)
        assert read_lock_minutes(store) == 10
    store.close()
