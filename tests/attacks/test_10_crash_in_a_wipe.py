"""Attack 10, for wipes: a process that ends at any step of one leaves nothing that opens, and the next start goes on."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli.opening import unlock
from desktop.cli.terminal import Terminal, ask_nobody
from desktop.operations.standing import finish_what_was_begun, wipe_done, wipe_under_way
from desktop.store.errors import VaultError, VaultMissing
from desktop.store.vault import open_vault
from desktop.store.vault_names import vault_exists
from desktop.store.wiping import Marker, begin_wipe
from tests.attacks.custody_branch import custodians
from tests.made_up_stores import PASSPHRASE, QUICK

DYING = """
import os, sys
from pathlib import Path
steps = int(sys.argv[2])
WATCHED = {"os.remove", "os.rename", "os.rmdir", "shutil.rmtree"}
count = 0
def watch(event, args):
    global count
    if event in WATCHED:
        count += 1
        if count > steps:
            os._exit(9)
real = os.fsync
def fsync(number):
    global count
    count += 1
    if count > steps:
        os._exit(9)
    real(number)
os.fsync = fsync
from desktop.operations.standing import carry_out_wipe
sys.addaudithook(watch)
carry_out_wipe(Path(sys.argv[1]), 1)
print(count)
"""


def _die(folder: Path, steps: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", DYING, str(folder), str(steps)]
    environment = {**os.environ, "PYTHONPATH": "."}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that joined a server which is gone since: a wipe cannot be told to it, and goes on all the same."""
    place = tmp_path_factory.mktemp("wipe")
    with custodians(place) as made:
        folder = made.ben.folder
    (folder / "backups").mkdir()
    (folder / "backups" / "old.groundswell-backup").write_bytes(b"x" * 100)
    return folder


def test_a_wipe_that_is_cut_anywhere_leaves_the_vault_or_nothing_that_opens(
    vault: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(vault, whole)
    done = _die(whole, 10_000)
    assert done.returncode == 0, done.stderr
    steps = int(done.stdout)
    assert steps > 10
    opened = []
    for step in range(steps):
        folder = tmp_path / str(step)
        shutil.copytree(vault, folder)
        assert _die(folder, step).returncode == 9
        has_key = any(
            path.name.startswith("store.key") and any(path.read_bytes()) for path in folder.iterdir()
        )
        if has_key and wipe_under_way(folder) is None:
            open_vault(folder, PASSPHRASE, floor=QUICK).release()  # nothing was begun
            opened.append(step)
            continue
        if not has_key and vault_exists(folder):
            with pytest.raises(VaultError):
                open_vault(folder, PASSPHRASE, floor=QUICK)
        if wipe_under_way(folder) is not None:
            with pytest.raises(VaultMissing):
                finish_what_was_begun(folder)
        assert wipe_done(folder) is not None
        assert sorted(path.name for path in folder.iterdir() if path.suffix != ".new") == ["lock", "wiped"]
    assert opened == list(range(len(opened)))


def test_a_command_that_meets_one_finishes_it_with_what_lies_elsewhere(vault: Path, tmp_path: Path) -> None:
    folder, logs = tmp_path / "vault", tmp_path / "logs"
    shutil.copytree(vault, folder)
    logs.mkdir()
    begin_wipe(folder, Marker(seq=1, at=0))
    terminal = Terminal(io.BytesIO(), io.StringIO(), io.StringIO(), {}, ask_nobody)
    with pytest.raises(VaultMissing):
        unlock(terminal, folder, floor=QUICK, logs=[logs])
    assert wipe_done(folder) is not None
    assert not logs.exists()
