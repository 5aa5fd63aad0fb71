"""Sticks of somebody who has the branch's key and means ill, and files that are none: nothing breaks, nothing is lost."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.operations.bundles import BundleUnwritable, read_from_stick
from desktop.operations.contacts import add_person, count_people
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from sync.protocol.bundle import Apart, Block, Header, Holds, Piece, seal_for, seal_for_branch, write_bundle
from sync.protocol.clock import LARGEST, Stamp, milliseconds_of
from sync.protocol.entries import (
    NO_ENTRY,
    Body,
    EntityId,
    Entry,
    EntryId,
    Landed,
    Scope,
    WriterId,
    encode_body,
    hash_body,
    scope_of,
)
from sync.protocol.messages import CHUNK_BYTES, Quarantined
from tests.made_up_stores import colleague, made_store
from tests.sync.central import Central

_NAME = "a" * 64
OTHER = scope_of("e" * 32)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "writer")
    add_person(store, {"given_name": "Ada"})
    yield store
    store.close()


@pytest.fixture
def reader(writer: Store, tmp_path: Path) -> Iterator[Store]:
    store = colleague(writer, tmp_path / "reader")
    add_person(store, {"given_name": "Ben"})
    yield store
    store.close()


def crafted(store: Store, path: Path, *blocks: Block) -> Path:
    """A bundle of the branch that holds whatever is wanted."""
    content_key = secrets.token_bytes(32)
    recipient = seal_for_branch(content_key, store.session.keys.bundles, secrets.token_bytes)
    header = Header(
        branch=store.branch.id, device="", signer="", made_at=store.now_ms(), recipients=[recipient]
    )
    with path.open("wb") as file:
        write_bundle(file, header, content_key, Ed25519PrivateKey.generate(), blocks)
    return path


def entry_of(store: Store, **other: Any) -> Entry:
    """An entry that nobody holds yet, like one of a store but for what is said."""
    (found,) = store.exchange.entries(store.exchange.writers()[-1].writer, 0, 1)
    return msgspec.structs.replace(found, id=EntryId(secrets.token_hex(16)), **other)


def holds(entry: Entry, scope: Scope, **landed: Any) -> Holds:
    told = {"seq": 0, "eff": entry.stamp, "received_at": 0, "receipt": "r", **landed}
    return Holds(epoch="e", scope=scope, landed=[Landed(entry=entry, **told)])


def entries(store: Store) -> set[tuple[str, str]]:
    return set(store.reading.execute("SELECT id, body FROM entry").fetchall())


@pytest.mark.parametrize(
    "block",
    [
        lambda store: holds(entry_of(store), store.session.scope, eff=1 << 63),
        lambda store: holds(entry_of(store), store.session.scope, eff=-1),
        lambda store: holds(entry_of(store), store.session.scope, received_at=1 << 70),
        lambda store: holds(entry_of(store, v=1 << 70), store.session.scope),
        lambda store: holds(entry_of(store, v=0), store.session.scope),
        lambda store: holds(entry_of(store, scope=OTHER), store.session.scope),
        lambda store: holds(entry_of(store, scope=OTHER), OTHER),
        lambda store: Piece(scope=store.session.scope, attachment=_NAME, size=1 << 70, index=0, content=b"x"),
        lambda store: Piece(scope=store.session.scope, attachment=_NAME, size=-1, index=-1, content=b"x"),
        lambda store: Piece(scope=store.session.scope, attachment=_NAME, size=1, index=1 << 70, content=b"x"),
        lambda store: Piece(
            scope=store.session.scope, attachment=_NAME, size=1, index=0, content=bytes(2 * CHUNK_BYTES)
        ),
        lambda store: Piece(scope=store.session.scope, attachment="../x", size=1, index=0, content=b"x"),
    ],
)
def test_what_cannot_be_is_left(
    writer: Store, reader: Store, tmp_path: Path, block: Callable[[Store], Block]
) -> None:
    before = entries(reader)
    taken = read_from_stick(reader, crafted(writer, tmp_path / "evil", block(writer))).value
    assert taken.new == 0
    assert entries(reader) == before
    assert not reader.exchange.attachments_wanted()


def test_a_clock_that_is_ages_ahead_does_not_take_ours_along(
    writer: Store, reader: Store, tmp_path: Path
) -> None:
    ahead = holds(entry_of(writer, stamp=Stamp(LARGEST)), writer.session.scope, receipt="")
    assert read_from_stick(reader, crafted(writer, tmp_path / "ahead", ahead)).value.new == 1
    add_person(reader, {"given_name": "Cat"})
    last = reader.exchange.entries(reader.exchange.writers()[-1].writer, 0, 1000)[-1]
    assert milliseconds_of(last.stamp) <= reader.now_ms() + 1000


@pytest.mark.skipif(sys.platform == "win32", reason="pipes as POSIX has them")
def test_of_a_pipe_nobody_waits_for_what_may_never_come(reader: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BundleUnwritable):
        read_from_stick(reader, tmp_path / "pipe")


def test_an_answer_discards_nothing_that_was_acknowledged(
    central: Central, ann: Store, tmp_path: Path
) -> None:
    add_person(ann, {"given_name": "Ada"})
    sync_now(ann)
    add_person(ann, {"given_name": "Ben"})
    before = entries(ann)
    pending = ann.exchange.entries(ann.exchange.writers()[-1].writer, ann.exchange.writers()[-1].acked_n, 100)
    kept = ann.enrolment.find()
    assert kept is not None
    content_key = secrets.token_bytes(32)
    header = Header(
        branch=ann.branch.id,
        device="",
        signer="",
        made_at=ann.now_ms(),
        recipients=[seal_for(kept.device, content_key, _public(kept.box_key))],
    )
    with (tmp_path / "answer").open("wb") as file:
        discarded = [Quarantined(id=EntryId(one), reason="erased") for one, _ in before]
        write_bundle(file, header, content_key, central.service.key, [Apart(quarantined=discarded)])
    taken = read_from_stick(ann, tmp_path / "answer").value
    assert taken.apart == len(pending)
    emptied = {one for one, body in entries(ann) if not body}
    assert emptied == {one.id for one in pending}


def _public(box_key: str) -> bytes:
    return X25519PrivateKey.from_private_bytes(bytes.fromhex(box_key)).public_key().public_bytes_raw()


def erasure_of(store: Store, subject: str) -> Entry:
    body = encode_body(Body(plain={"subject": subject}, salt="0" * 32))
    return entry_of(
        store,
        kind="erasure",
        eid=EntityId(secrets.token_hex(16)),
        writer=WriterId(secrets.token_hex(16)),
        n=1,
        prev=NO_ENTRY,
        body=body,
        hash=hash_body(body),
    )


def test_whoever_has_the_branchs_key_erases_nobody_by_a_stick(
    writer: Store, reader: Store, tmp_path: Path
) -> None:
    person = add_person(reader, {"given_name": "Dana"}).value
    before = entries(reader)
    evil = holds(erasure_of(writer, person), writer.session.scope)
    for _ in range(2):
        assert read_from_stick(reader, crafted(writer, tmp_path / "evil", evil)).value.new == 0
    assert entries(reader) == before
    assert reader.erasures.count() == 0
    assert count_people(reader) == 2
