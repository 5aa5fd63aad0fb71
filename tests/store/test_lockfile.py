"""One process at a time, and a killed one leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store import vault
from desktop.store.errors import VaultOpenElsewhere
from desktop.store.lockfile import take_lock
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
HOLD = """
import sys
from pathlib import Path
from desktop.store import vault
from sync.protocol.enrolment import Stretch
opened = vault.open_vault(Path(sys.argv[1]), sys.argv[2], floor=Stretch(64, 1, 1))
writer = opened.connect_writer()
writer.execute("CREATE TABLE probe (word TEXT)")
writer.execute("INSERT INTO probe VALUES ('kept')")
writer.begin()
writer.execute("INSERT INTO probe VALUES ('never committed')")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault.create_vault(tmp_path, PASSPHRASE, stretch=FAST, floor=FAST).opened.release()
    return tmp_path


def test_another_process_is_refused_and_a_killed_one_leaves_no_lock(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(VaultOpenElsewhere):
            vault.open_vault(folder, PASSPHRASE, floor=FAST)
        holder.kill()
    opened = vault.open_vault(folder, PASSPHRASE, floor=FAST)
    reader = opened.connect_reader()
    assert list(reader.query("SELECT word FROM probe")) == [{"word": "kept"}]
    reader.close()
    opened.release()


def test_a_lock_let_go_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(3):
        release = take_lock(tmp_path)
        with pytest.raises(VaultOpenElsewhere):
            take_lock(tmp_path)
        release()
