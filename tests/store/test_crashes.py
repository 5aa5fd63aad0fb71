"""A process that dies at any moment of making or changing a vault leaves one that opens, or none at all.

Each case runs in a process of its own, which ends itself (``os._exit``: nothing is tidied up) just before
its n-th call to the disk, for n = 1, 2, 3 … until it comes to the end.
"""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.store import vault
from desktop.store.errors import VaultUnwritable, WrongPassphrase
from desktop.store.unlocking import by_passphrase, unlock
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
OLD = "correct horse battery staple"
NEW = "violet otter harbour nine"
DIED = 77
MOST_STEPS = 150

DYING = """
import json, os, sys, traceback
from pathlib import Path

from desktop.store import vault
from sync.protocol.enrolment import Stretch

folder, program = Path(sys.argv[1]), compile(sys.argv[2], "program", "exec")
fast = {"stretch": Stretch(64, 1, 1), "floor": Stretch(64, 1, 1)}

def run(step, code):
    left = [step]

    def dying(real):
        def call(*given, **named):
            left[0] -= 1
            if left[0] == 0:
                os._exit(77)
            return real(*given, **named)
        return call

    for name in ("open", "fsync", "replace", "unlink", "mkdir"):
        setattr(os, name, dying(getattr(os, name)))
    try:
        exec(program, {"vault": vault, "folder": folder, "code": code, "fast": fast})
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)

for line in sys.stdin:
    if (child := os.fork()) == 0:
        run(*json.loads(line))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
CHANGE = f"vault.change_passphrase(folder, {OLD!r}, {NEW!r}, **fast)"
RECOVER = f"vault.open_by_recovery(folder, code, {NEW!r}, **fast).release()"
RENEW = f"vault.renew_key(folder, {OLD!r}, floor=fast['floor']).opened.release()"
REMOVE = f"vault.remove_person(folder, {OLD!r}, code, floor=fast['floor']).opened.release()"
CREATE = f"vault.create_vault(folder, {OLD!r}, **fast).opened.release()"


def dies_at_each_step(program: str, folder: Path, code: Callable[[], str] = str) -> Iterator[int]:
    """Run a program so that it dies a step later each time; stop when it no longer does.

    One process has loaded everything, and each case is a fork of it.
    """
    if sys.platform == "win32":
        pytest.skip("Windows has no fork")
    arguments = [sys.executable, "-c", DYING, str(folder), program]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as loaded:
        assert loaded.stdin
        assert loaded.stdout
        assert loaded.stderr
        for step in range(1, MOST_STEPS):
            loaded.stdin.write(json.dumps([step, code()]) + "\n")
            loaded.stdin.flush()
            ended = int(loaded.stdout.readline())
            if ended not in (0, DIED):
                loaded.stdin.close()
                raise AssertionError(loaded.stderr.read())
            yield step
            if ended == 0:
                return
    raise AssertionError("the program never came to its end")


def opens(folder: Path, passphrase: str) -> bool:
    try:
        opened = vault.open_vault(folder, passphrase, floor=FAST)
    except WrongPassphrase:
        return False
    opened.connect_writer().close()
    opened.release()
    return True


def changed_and_back(program: str, folder: Path) -> list[bool]:
    """Whether the new passphrase held after each death; the old one is put back in between."""
    code = vault.create_vault(folder, OLD, stretch=FAST, floor=FAST)
    code.opened.release()
    held = []
    for _ in dies_at_each_step(program, folder, lambda: code.recovery_code):
        old, new = opens(folder, OLD), opens(folder, NEW)
        assert [old, new].count(True) == 1
        held.append(new)
        assert {each.name for each in folder.iterdir()} == {"lock", "store.db", "store.key", "store.key.bak"}
        if new:
            vault.change_passphrase(folder, NEW, OLD, stretch=FAST, floor=FAST)
    return held


def test_a_crash_while_the_passphrase_changes_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    held = changed_and_back(CHANGE, tmp_path)
    assert held == sorted(held)
    assert len(held) > 6
    assert (held[0], held[-1]) == (False, True)


def test_a_crash_while_a_vault_is_recovered_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    held = changed_and_back(RECOVER, tmp_path)
    assert held == sorted(held)
    assert (held[0], held[-1]) == (False, True)


def test_a_crash_while_a_vault_is_made_leaves_it_whole_or_to_be_made_again(tmp_path: Path) -> None:
    whole = []
    for step in dies_at_each_step(CREATE, tmp_path / "latest"):
        folder = (
            (tmp_path / "latest").rename(tmp_path / str(step)) if (tmp_path / "latest").exists() else None
        )
        if folder is None:
            whole.append(False)
            continue
        whole.append(vault.vault_exists(folder))
        if not whole[-1]:
            vault.create_vault(folder, OLD, stretch=FAST, floor=FAST).opened.release()
        assert opens(folder, OLD)
    assert whole == sorted(whole)
    assert (whole[0], whole[-1]) == (False, True)


def test_a_crash_while_the_key_is_renewed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    vault.create_vault(tmp_path, OLD, stretch=FAST, floor=FAST).opened.release()
    writer = (opened := vault.open_vault(tmp_path, OLD, floor=FAST)).connect_writer()
    writer.execute("CREATE TABLE probe (word TEXT)")
    writer.execute("INSERT INTO probe VALUES ('kept')")
    writer.close()
    opened.release()
    key, renewed = unlock(tmp_path, by_passphrase(OLD.encode()), FAST).root.key, []
    for _ in dies_at_each_step(RENEW, tmp_path):
        opened = vault.open_vault(tmp_path, OLD, floor=FAST)
        reader = opened.connect_reader()
        assert reader.execute("SELECT word FROM probe").fetchall() == [("kept",)]
        assert not opened.is_key_older
        reader.close()
        opened.release()
        now = unlock(tmp_path, by_passphrase(OLD.encode()), FAST)
        renewed.append(now.root.key != key)
        key = now.root.key
        assert not now.content.moving
        assert {each.name for each in tmp_path.iterdir()} == {
            "lock",
            "store.db",
            "store.key",
            "store.key.bak",
        }
    assert renewed == sorted(renewed)
    assert (renewed[0], renewed[-1]) == (False, True)
    assert renewed.count(False) > 10
    assert renewed.count(True) > 6


def test_a_crash_while_somebody_is_removed_leaves_both_or_one(tmp_path: Path) -> None:
    vault.create_vault(tmp_path, OLD, stretch=FAST, floor=FAST).opened.release()
    vault.add_person(tmp_path, OLD, NEW, stretch=FAST, floor=FAST)
    removed = []
    for _ in dies_at_each_step(REMOVE, tmp_path, lambda: vault.list_members(tmp_path)[-1]):
        assert opens(tmp_path, OLD)
        removed.append(not opens(tmp_path, NEW))
        if removed[-1]:
            vault.add_person(tmp_path, OLD, NEW, stretch=FAST, floor=FAST)
    assert removed == sorted(removed)
    assert (removed[0], removed[-1]) == (False, True)


class Refusing:
    """The system's own calls to the disk, of which the n-th is refused for want of room."""

    def __init__(self, step: int, patch: pytest.MonkeyPatch) -> None:
        self.left = step
        for name in ("open", "fsync", "replace"):
            patch.setattr(os, name, self.wrap(getattr(os, name)))

    @property
    def refused(self) -> bool:
        return self.left <= 0

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, "no room")
            return real(*given, **named)

        return call


def test_a_disk_that_refuses_at_any_step_of_making_leaves_no_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = []
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        with monkeypatch.context() as patch:
            disk = Refusing(step, patch)
            try:
                vault.create_vault(folder, OLD, stretch=FAST, floor=FAST).opened.release()
            except VaultUnwritable as unwritable:
                refused.append(unwritable.number)
        if vault.vault_exists(folder):
            assert opens(folder, OLD)
        else:
            assert {each.name for each in folder.iterdir()} <= {"lock"}
        if not disk.refused:
            break
    assert not disk.refused  # no step is left that could have been refused
    assert vault.vault_exists(folder)
    assert len(refused) > 3
    assert set(refused) == {errno.ENOSPC}


def test_a_disk_that_refuses_at_any_step_of_a_change_leaves_one_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.create_vault(tmp_path, OLD, stretch=FAST, floor=FAST).opened.release()
    old, new, refused = OLD, NEW, list[int]()
    for step in range(1, MOST_STEPS):
        with monkeypatch.context() as patch:
            disk = Refusing(step, patch)
            try:
                vault.change_passphrase(tmp_path, old, new, stretch=FAST, floor=FAST)
                is_changed = True
            except VaultUnwritable as unwritable:
                refused.append(unwritable.number)
                is_changed = opens(tmp_path, new)
        if is_changed:
            old, new = new, old
        assert opens(tmp_path, old)
        assert not opens(tmp_path, new)
        if not disk.refused:
            break
    assert not disk.refused
    assert is_changed
    assert len(refused) > 3
    assert set(refused) == {errno.ENOSPC}


FULL = """
import resource, sys
from pathlib import Path
import pytest

from desktop.store import vault
from desktop.store.errors import VaultUnwritable
from sync.protocol.enrolment import Stretch

folder, most = Path(sys.argv[1]), int(sys.argv[2])
fast = {"stretch": Stretch(64, 1, 1), "floor": Stretch(64, 1, 1)}
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    %s
except VaultUnwritable as unwritable:
    assert unwritable.number and not str(unwritable).count("/")
    sys.exit(77)
"""


def refused_for_want_of_room(action: str, folder: Path, most: int) -> bool:
    arguments = [sys.executable, "-c", FULL.replace("%s", action), str(folder), str(most)]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert ended.returncode in (0, DIED), ended.stderr
    return ended.returncode == DIED


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit how large a process's files may be")
@pytest.mark.parametrize("most", [0, 100, 4096, 10_000, 40_000])
def test_a_vault_without_room_is_refused_and_can_be_made_later(tmp_path: Path, most: int) -> None:
    assert refused_for_want_of_room(f"vault.create_vault(folder, {OLD!r}, **fast)", tmp_path, most)
    assert not vault.vault_exists(tmp_path)
    vault.create_vault(tmp_path, OLD, stretch=FAST, floor=FAST).opened.release()
    assert opens(tmp_path, OLD)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit how large a process's files may be")
@pytest.mark.parametrize("most", [0, 100, 500])
def test_a_new_passphrase_without_room_leaves_the_old_one(tmp_path: Path, most: int) -> None:
    vault.create_vault(tmp_path, OLD, stretch=FAST, floor=FAST).opened.release()
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    action = f"vault.change_passphrase(folder, {OLD!r}, {NEW!r}, **fast)"
    assert refused_for_want_of_room(action, tmp_path, most)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
    assert opens(tmp_path, OLD)
