"""Destroying a vault touches nothing that is not its own."""

import os
from pathlib import Path

import pytest

from desktop.store.vault_names import KEY_NAME
from desktop.store.wiping import Marker, destroy


@pytest.mark.skipif(os.name == "nt", reason="there one has to be allowed to make links")
def test_what_a_link_among_the_keys_leads_to_is_left_alone(tmp_path: Path) -> None:
    vault, elsewhere = tmp_path / "vault", tmp_path / "elsewhere"
    (vault / "backups").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "thesis").write_bytes(b"a thesis")
    for name in (f"{KEY_NAME}.x", "other"):
        (vault / name).symlink_to(elsewhere / "thesis")
    (vault / f"{KEY_NAME}.y").symlink_to(elsewhere, target_is_directory=True)
    (vault / f"{KEY_NAME}.z").symlink_to(tmp_path / "missing")
    destroy(vault, Marker(seq=1, at=1))
    assert (elsewhere / "thesis").read_bytes() == b"a thesis"
    assert not any(path.is_symlink() for path in vault.iterdir())


def test_a_key_is_written_over_before_its_name_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, at_the_end = tmp_path / KEY_NAME, []
    key.write_bytes(b"k" * 700)
    unlink = Path.unlink

    def noted_unlink(path: Path, *, missing_ok: bool = False) -> None:
        if path == key and path.exists():
            at_the_end.append(path.read_bytes())
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", noted_unlink)
    destroy(tmp_path, Marker(seq=1, at=1))
    assert at_the_end == [bytes(700)]
