"""Attack 1: the store has no bytes, is gone, or is a database that anybody can read. It is refused, and never made anew."""

from pathlib import Path

import pytest

from desktop.store import vault
from desktop.store.errors import NotEncrypted, VaultDamaged
from desktop.wording.faults import fault_words
from tests.attacks.golden_vault import FAST, PASSPHRASE, all_as_before, taken

PLAIN = b"SQLite format 3\x00" + bytes(9000)


@pytest.mark.parametrize(
    ("left", "reason"),
    [
        (None, "missing"),
        (b"", "truncated"),
        (b"y" * 100, "truncated"),
        (b"y" * 9000, "unreadable"),
        (PLAIN, "plaintext"),
    ],
    ids=["missing", "empty", "short", "garbage", "plain"],
)
def test_it_is_refused_in_clear_words_and_left_as_it_is(
    tmp_path: Path, left: bytes | None, reason: str
) -> None:
    folder = taken(tmp_path / "vault")
    (folder / vault.STORE_NAME).unlink()
    if left is not None:
        (folder / vault.STORE_NAME).write_bytes(left)
    with all_as_before(folder), pytest.raises(VaultDamaged) as damaged:
        vault.open_vault(folder, PASSPHRASE, floor=FAST)
    assert (damaged.value.part, damaged.value.reason) == ("store", reason)
    assert (folder / vault.STORE_NAME).exists() == (left is not None)
    assert isinstance(damaged.value, NotEncrypted) == (left == PLAIN)
    said = fault_words(damaged.value).happened
    assert ("not protected" if left == PLAIN else "missing or damaged") in said
