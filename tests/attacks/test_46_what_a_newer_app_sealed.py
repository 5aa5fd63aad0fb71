"""Attack 46: a bundle, or a page, made by a newer app: what it sealed otherwise is kept as it is, and nothing breaks by it."""

from pathlib import Path

import pytest

from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.store.journal import Draft
from desktop.store.store import Store
from sync.protocol.entries import Body, encode_body, hash_body
from sync.protocol.sealing import FIRST
from tests.made_up_stores import colleague, made_store
from tests.operations.halls import person, quotes, say


@pytest.mark.parametrize(
    "sealed",
    [
        "ffffffffffffffffffffffffffffffff.AAAA",  # a key that nobody gave yet
        "a name of another form.AAAA",
        "2:ffff:AAAA",  # a form that is not known
        ".AAAA",
        ".",
    ],
)
def test_a_note_that_a_newer_app_sealed_is_kept_as_it_is_and_nothing_of_it_is_shown(
    tmp_path: Path, sealed: str
) -> None:
    ann = made_store(tmp_path / "ann")
    ben = colleague(ann, tmp_path / "ben")
    who = person(ann)
    say(ann, who, "quiet")
    body = rewrite(ann, sealed)
    write_to_stick(ann, tmp_path / "stick")
    assert read_from_stick(ben, tmp_path / "stick").value.is_whole
    assert bodies(ben) == [body]
    assert [text for text in quotes(ben, who) if text not in ("?", "")] == []
    for store in (ann, ben):
        store.close()


@pytest.mark.parametrize(
    "values",
    [
        {"number": 2**70, "by": "x"},
        {"number": -1, "given": "all"},
        {"given": {"add": [1, None, ["x"], "no colons", "a:b:c"]}},
        {"number": 1, "by": "00", "after": ["x"], "former": "?", "without": [], "signature": ""},
        {"form": "of another day"},
    ],
)
def test_a_key_that_a_newer_app_made_in_another_form_is_no_key_and_harms_nothing(
    tmp_path: Path, values: dict[str, object]
) -> None:
    ann = made_store(tmp_path / "ann")
    ben = colleague(ann, tmp_path / "ben")
    with ann.transaction():
        for kind, eid in (("notes_key", "f" * 32), ("notes_key", "of another form"), ("voucher", "f" * 32)):
            ann.projection.append(Draft(kind, eid, dict(values)))
    write_to_stick(ann, tmp_path / "stick")
    assert read_from_stick(ben, tmp_path / "stick").value.is_whole
    assert ben.notes_keys.current == FIRST
    assert ben.vouching.known() == {}
    assert ben.journal.count_pending() == 0
    for store in (ann, ben):
        store.close()


def rewrite(store: Store, sealed: str) -> str:
    """Let the one note say something that is sealed as a later program might."""
    with store.transaction() as connection:
        rowid, body = connection.execute("SELECT rowid, body FROM entry WHERE kind = 'note'").fetchone()
        assert '"sealed"' in body
        who = store.reading.execute("SELECT lower(hex(contact)) FROM note").fetchone()[0]
        text = encode_body(Body(plain={"contact": who}, sealed=sealed, salt="0" * 32))
        connection.execute(
            "UPDATE entry SET body = ?, hash = ? WHERE rowid = ?", (text, hash_body(text), rowid)
        )
    return text


def bodies(store: Store) -> list[str]:
    return [row[0] for row in store.reading.execute("SELECT body FROM entry WHERE kind = 'note'").fetchall()]
