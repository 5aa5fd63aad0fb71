"""A stick that is cut short, changed, forged or at the wrong place is harmless, and says what it did."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.operations.contacts import add_person
from desktop.operations.register_import import import_register
from desktop.operations.status import read_status
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from desktop.wording.bundles import taken_words
from sync.protocol.bundle import (
    ForSomebodyElse,
    Header,
    Holds,
    NotABundle,
    Stands,
    WrongBranch,
    read_header,
    seal_for,
    write_bundle,
)
from sync.server.bundles import BranchNotHere, NoAnswer
from sync.server.database import sqlite_address
from sync.server.devices import revoke_device
from sync.server.heads import read_heads
from sync.server.walls import EVERY
from tests.made_up_stores import made_store, register_file
from tests.operations.sticks.carrying import round_trip, server_reads, state_of, write
from tests.sync.central import Central, running


def test_cut_short_anywhere_the_server_takes_what_proves_itself(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    import_register(ann, register_file(tmp_path, 60))
    sync_now(ann)
    round_trip(central, ben, tmp_path)
    for number in range(3):
        add_person(ben, {"given_name": f"Ada {number}"})
    waiting = read_status(ben).pending_other
    content = write(ben, tmp_path / "there").read_bytes()
    refused, taken = 0, 0
    lengths = sorted({*range(0, len(content), 1_999), *range(len(content) - 70, len(content))})
    for length in lengths:
        (tmp_path / "cut").write_bytes(content[:length])
        try:
            imported = server_reads(central, tmp_path / "cut")
        except NotABundle:
            refused += 1
            continue
        assert not imported.is_whole
        assert (imported.apart, imported.attachments) == ({}, 0)
        taken += imported.taken
    assert refused > 0
    assert taken == waiting >= 3
    whole = server_reads(central, tmp_path / "there")
    assert (whole.is_whole, whole.taken) == (True, 0)


def test_with_any_byte_changed_nothing_false_is_taken(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ben, {"given_name": "Zoë"})
    server_reads(central, write(ben, tmp_path / "there"), tmp_path / "back")
    there, back = (tmp_path / "there").read_bytes(), (tmp_path / "back").read_bytes()
    at = state_of(central, ben)
    for place in range(0, len(there), 41):
        (tmp_path / "bad").write_bytes(flipped(there, place))
        try:
            imported = server_reads(central, tmp_path / "bad")
        except (NotABundle, ForSomebodyElse, BranchNotHere):
            continue
        assert (imported.is_whole, imported.taken, imported.apart) == (False, 0, {}), place
    assert state_of(central, ben) == at
    for place in range(0, len(back), 41):
        (tmp_path / "bad").write_bytes(flipped(back, place))
        try:
            taken = read_from_stick(ben, tmp_path / "bad").value
        except (NotABundle, ForSomebodyElse, WrongBranch):
            continue
        assert (taken.is_whole, taken.new, taken.known) == (False, 0, 0), place
        assert taken.pending > 0


def flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


def test_an_answer_that_is_cut_short_is_not_believed_and_says_so(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ben, {"given_name": "Zoë"})
    server_reads(central, write(ben, tmp_path / "there"), tmp_path / "back")
    content = (tmp_path / "back").read_bytes()
    waiting = read_status(ben).pending_other
    for length in range(600, len(content), 401):
        (tmp_path / "cut").write_bytes(content[:length])
        taken = read_from_stick(ben, tmp_path / "cut").value
        assert (taken.is_whole, taken.new, taken.pending) == (False, 0, waiting)
    assert "believed only whole" in taken_words(taken)
    assert read_from_stick(ben, tmp_path / "back").value.pending == 0


def test_an_answer_is_for_one_laptop_alone(central: Central, ann: Store, ben: Store, tmp_path: Path) -> None:
    server_reads(central, write(ben, tmp_path / "there"), tmp_path / "back")
    with pytest.raises(ForSomebodyElse):
        read_from_stick(ann, tmp_path / "back")


def test_nobody_else_can_make_an_answer(central: Central, ann: Store, ben: Store, tmp_path: Path) -> None:
    """Whoever knows a laptop's public key could seal for it; what they sign is not the server's."""
    add_person(ben, {"given_name": "Zoë"})
    kept = ben.enrolment.find()
    assert kept is not None
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(kept.box_key))
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    content_key = b"k" * 32
    header = Header(
        branch=ben.branch.id,
        device="",
        signer="",
        made_at=1,
        recipients=[seal_for(kept.device, content_key, public)],
    )
    with (tmp_path / "forged").open("wb") as file:
        blocks = [Stands(epoch="e", scopes=[]), Holds(epoch="e", scope=ben.session.scope, landed=[])]
        write_bundle(file, header, content_key, Ed25519PrivateKey.generate(), blocks)
    with pytest.raises(ForSomebodyElse):
        read_from_stick(ben, tmp_path / "forged")


def test_at_the_wrong_server_it_stays_shut(ann: Store, tmp_path: Path) -> None:
    add_person(ann, {"given_name": "Zoë"})
    stick = write(ann, tmp_path / "there")
    with running(tmp_path / "other", sqlite_address(tmp_path / "other.db")) as other:
        with pytest.raises(ForSomebodyElse):
            server_reads(other, stick)
        with other.database.reading(EVERY) as connection:
            assert read_heads(connection, [ann.session.scope])[0].head == 0


def test_before_a_laptop_has_joined_its_file_is_for_the_branch_alone(
    central: Central, ann: Store, tmp_path: Path
) -> None:
    loner = made_store(tmp_path / "loner")
    written = write_to_stick(loner, tmp_path / "there").value
    loner.close()
    assert not written.for_server
    with pytest.raises(ForSomebodyElse):
        server_reads(central, tmp_path / "there")


def test_of_a_laptop_that_was_shut_out_everything_is_kept_apart_and_nothing_is_answered(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    sync_now(ben)
    add_person(ben, {"given_name": "Zoë"})
    kept = ben.enrolment.find()
    assert kept is not None
    central.database.write(EVERY, lambda writing: revoke_device(writing, kept.device, central.now()))
    imported = server_reads(central, write(ben, tmp_path / "there"))
    assert (imported.maker, imported.taken) == ("revoked", 0)
    assert set(imported.apart.values()) == {"revoked"}
    with pytest.raises(NoAnswer):
        server_reads(central, tmp_path / "there", tmp_path / "back")


def test_a_file_says_openly_whose_laptop_wrote_it_by_id_alone(ann: Store, tmp_path: Path) -> None:
    with write(ann, tmp_path / "there").open("rb") as file:
        header = read_header(file)
    kept = ann.enrolment.find()
    assert kept is not None
    assert header.device == kept.device
    assert b"Ann" not in (tmp_path / "there").read_bytes()
