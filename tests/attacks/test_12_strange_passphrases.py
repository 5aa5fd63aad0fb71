"""Attack 12: what is typed as a passphrase is empty, huge, half a character, or is written otherwise."""

import unicodedata
from pathlib import Path

import pytest

from desktop.domain.passphrases import PassphraseRefused
from desktop.store import vault
from desktop.store.errors import WrongPassphrase
from tests.attacks.golden_vault import FAST, PASSPHRASE, all_as_before, taken


def opens(folder: Path, passphrase: str) -> bool:
    try:
        vault.open_vault(folder, passphrase, floor=FAST).release()
    except WrongPassphrase:
        return False
    return True


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\u3000\t", "a" * 10_000_000, "nul\x00nul", "half \ud800", PASSPHRASE + "\x00"],
    ids=["empty", "space", "wide space", "10 MB", "NUL", "half", "NUL at the end"],
)
def test_what_can_be_no_passphrase_is_a_wrong_one_and_makes_no_vault(tmp_path: Path, typed: str) -> None:
    folder = taken(tmp_path / "vault")
    with all_as_before(folder), pytest.raises(WrongPassphrase):
        vault.open_vault(folder, typed, floor=FAST)
    with pytest.raises(PassphraseRefused):
        vault.create_vault(tmp_path / "new", typed, stretch=FAST, floor=FAST)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "typed",
    [
        "Zoë's café in Ångström street 😀",
        "\u202eשלום עולם מאחורי הדלת",
        "한국어로 쓴 긴 암호 문장",
        "ﬁne ligatures, ½",
    ],
    ids=["Latin", "right to left", "Hangul", "compatible"],
)
def test_composed_and_decomposed_letters_open_the_same_vault(tmp_path: Path, typed: str) -> None:
    made = vault.create_vault(tmp_path, unicodedata.normalize("NFC", typed), stretch=FAST, floor=FAST)
    made.opened.release()
    assert opens(tmp_path, unicodedata.normalize("NFD", typed))
    assert opens(tmp_path, unicodedata.normalize("NFKC", typed))
    assert opens(tmp_path, f" {typed}\n")
    assert not opens(tmp_path, typed + "x")
    # A script without capitals has none to tell apart.
    assert opens(tmp_path, typed.lower()) == (typed == typed.lower())
