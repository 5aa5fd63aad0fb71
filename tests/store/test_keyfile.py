"""The key file: every bit counts, and nothing that it asks for is done before it was weighed."""

import json
import os
import stat
import struct
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.store import first_slots, keyfile, sealing, slots
from desktop.store.disk import write_whole
from desktop.store.errors import StoreIsNewer, VaultDamaged
from desktop.store.first_slots import FirstKeyFile
from desktop.store.keyfile import KeyFile, SealedKeyFile
from desktop.store.slots import PassphraseSlot, RecoverySlot, RootKey, Slot
from desktop.store.stretching import CEILING, FLOOR
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
KEY = bytes(range(32))
ID = "ab" * 16
CONTEXT = (keyfile.VERSION, ID)
ROOT = RootKey(KEY, bytes(range(32, 64)))
MEMBER = "cd" * 16
ORGANISER = bytes(range(64, 96))

# From the first version of the program; passphrase "correct horse battery staple", costs FAST.
FIRST_VERSION = bytes.fromhex(
    "47524e444b4559000000015e7b2267656e223a312c22736c6f7473223a5b7b226172676f6e326964223a7b226c616e65"
    "73223a312c226d656d6f72795f6b6962223a36342c22706173736573223a312c2273616c74223a223732373038333238"
    "333931336230346434623164663835393234343662356161227d2c226964223a22396638326366396164393366393432"
    "35222c226b696e64223a2270617373706872617365222c226e6f6e6365223a2265376263613731653436363036653435"
    "6264373430623232222c2277726170706564223a22656134623161306336613432363630633532643634643463326663"
    "633532366333663662353430303863343664616235363338646330643631313066636531613230343733386335323364"
    "376262336238663038663561383135343961303964227d5d2c2273746f7265223a226162616261626162616261626162"
    "616261626162616261626162616261626162222c2276223a317db197ee04209d7cda15269889f4f88d4d56d9ccc96382"
    "a28d5f77df418a603123"
)


def made(kind: str, context: slots.Context = CONTEXT, secret: bytes = b"") -> Slot:
    secret = secret or f"secret of {kind}".encode()
    if kind == "passphrase":
        return slots.make_passphrase_slot(MEMBER, secret, ROOT, context, FAST)
    if kind == "recovery":
        return slots.make_recovery_slot(secret, ROOT, context, FAST)
    return slots.make_organiser_slot(sealing.public_of(ORGANISER), ROOT, context)


def content(*kinds: str) -> KeyFile:
    return KeyFile(anchor=keyfile.box_anchor(ROOT, ID), gen=1, slots=tuple(map(made, kinds)), store=ID)


def open_both(data: bytes, floor: Stretch = FAST) -> set[bytes]:
    """Every key that comes out of a key file by any of its secrets, checked as the vault checks it."""
    sealed = keyfile.decode(data)
    content = sealed.content
    found = set()
    if isinstance(content, FirstKeyFile):
        for first in content.slots:
            first_slots.check_first_slot(first, floor)
        for first in content.slots:
            key = first_slots.open_first_slot(first, f"secret of {first.kind}".encode(), content.store)
            if key is not None:
                keyfile.check_seal(sealed, key)
                found.add(key)
        return found
    for slot in content.slots:
        slots.check_slot(slot, floor)
    for slot in content.slots:
        if isinstance(slot, PassphraseSlot | RecoverySlot):
            kind = "passphrase" if isinstance(slot, PassphraseSlot) else "recovery"
            root = slots.open_slot(slot, f"secret of {kind}".encode(), content.context)
            if root is not None:
                keyfile.check_seal(sealed, root.key)
                keyfile.check_anchor(content, root)
                found.add(root.key)
        elif isinstance(slot, slots.OrganiserSlot):
            key = slots.open_organiser_slot(slot, ORGANISER, content.context)
            if key is not None:
                keyfile.check_seal(sealed, key)
                found.add(key)
    return found


def framed(text: bytes) -> bytes:
    return struct.pack(">8sI", keyfile.MAGIC, len(text)) + text + bytes(32)


def edited(change: Any) -> bytes:
    """A key file whose text was changed by somebody who keeps its form, but has no key to seal it."""
    text = json.loads(keyfile.encode(content("passphrase", "recovery"), KEY)[12:-32])
    change(text)
    return framed(json.dumps(text, sort_keys=True, separators=(",", ":")).encode())


def test_a_key_file_opens_by_each_of_its_secrets() -> None:
    for kind in ("passphrase", "recovery", "organiser"):
        assert open_both(keyfile.encode(content(kind), KEY)) == {KEY}


def test_no_bit_of_a_key_file_can_be_flipped() -> None:
    whole = keyfile.encode(content("passphrase", "recovery", "organiser"), KEY)
    opened = 0
    for bit in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            opened += len(open_both(bytes(flipped)))
        except (VaultDamaged, StoreIsNewer):
            continue
    assert opened == 0


def test_a_key_file_cut_short_or_made_longer_is_refused() -> None:
    whole = keyfile.encode(content("passphrase"), KEY)
    for length in range(len(whole)):
        with pytest.raises(VaultDamaged):
            keyfile.decode(whole[:length])
    for more in (b"\x00", whole, bytes(keyfile.LARGEST)):
        with pytest.raises(VaultDamaged):
            keyfile.decode(whole + more)


def sealed_like(changed: KeyFile, original: bytes) -> SealedKeyFile:
    return SealedKeyFile(changed, keyfile.encode(changed, bytes(32))[:-32], original[-32:])


def test_a_slot_taken_away_doubled_or_moved_breaks_the_seal() -> None:
    two = content("passphrase", "recovery")
    whole = keyfile.encode(two, KEY)
    for kept in (two.slots[:1], two.slots[::-1], (*two.slots, *content("passphrase").slots)):
        changed = KeyFile(anchor=two.anchor, gen=1, slots=kept, store=ID)
        with pytest.raises(VaultDamaged) as damaged:
            keyfile.check_seal(sealed_like(changed, whole), KEY)
        assert damaged.value.reason == "mac"


def test_a_slot_of_another_store_does_not_open_here() -> None:
    elsewhere = (keyfile.VERSION, "ef" * 16)
    foreign = slots.make_passphrase_slot(MEMBER, b"a secret", ROOT, elsewhere, FAST)
    assert slots.open_slot(foreign, b"a secret", elsewhere) == ROOT
    assert slots.open_slot(foreign, b"a secret", CONTEXT) is None
    lent = slots.make_organiser_slot(sealing.public_of(ORGANISER), ROOT, elsewhere)
    assert slots.open_organiser_slot(lent, ORGANISER, CONTEXT) is None


def test_a_slot_of_one_kind_or_person_does_not_open_as_another() -> None:
    slot = slots.make_passphrase_slot(MEMBER, b"a secret", ROOT, CONTEXT, FAST)
    kinds = {
        name: getattr(slot, name)
        for name in ("argon2id", "id", "lock", "nonce", "sealed", "suite", "wrapped")
    }
    assert slots.open_slot(RecoverySlot(**kinds), b"a secret", CONTEXT) is None
    for other in ({"member": "ab" * 16}, {"device": "ab" * 8}, {"id": "ab" * 8}, {"lock": "ab" * 32}):
        assert slots.open_slot(msgspec.structs.replace(slot, **other), b"a secret", CONTEXT) is None


def test_a_slot_with_a_computers_secret_opens_with_that_alone() -> None:
    bound = slots.make_passphrase_slot(MEMBER, b"a secret", ROOT, CONTEXT, FAST, ("ab" * 8, bytes(32)))
    assert slots.open_slot(bound, b"a secret", CONTEXT, bytes(32)) == ROOT
    assert slots.open_slot(bound, b"a secret", CONTEXT) is None
    assert slots.open_slot(bound, b"a secret", CONTEXT, b"1" * 32) is None


def test_an_organisers_slot_opens_by_their_private_key_alone() -> None:
    slot = slots.make_organiser_slot(sealing.public_of(ORGANISER), ROOT, CONTEXT)
    assert slots.open_organiser_slot(slot, ORGANISER, CONTEXT) == KEY
    assert slots.open_organiser_slot(slot, sealing.new_private(), CONTEXT) is None
    for bad in (b"", b"short", bytes(32)):  # the last lies in a small group: nothing may be sealed to it
        with pytest.raises(ValueError, match=r".*"):
            slots.make_organiser_slot(bad, ROOT, CONTEXT)


def test_a_slot_sealed_anew_opens_by_the_same_secret_and_gives_the_other_key() -> None:
    renewed = RootKey(bytes(32), ROOT.anchor)
    for kind in ("passphrase", "recovery"):
        slot = made(kind)
        assert isinstance(slot, PassphraseSlot | RecoverySlot)
        again = slots.seal_anew(slot, renewed, CONTEXT)
        assert isinstance(again, PassphraseSlot | RecoverySlot)
        assert slots.open_slot(again, f"secret of {kind}".encode(), CONTEXT) == renewed
        assert again.wrapped == slot.wrapped
    lent = made("organiser")
    assert isinstance(lent, slots.OrganiserSlot)
    again = slots.seal_anew(lent, renewed, CONTEXT)
    assert isinstance(again, slots.OrganiserSlot)
    assert slots.open_organiser_slot(again, ORGANISER, CONTEXT) == renewed.key


def test_a_vault_swapped_for_ones_own_is_refused_though_anybody_can_seal_to_a_lock() -> None:
    mine = made("passphrase")
    assert isinstance(mine, PassphraseSlot)
    foreign = RootKey(b"k" * 32, b"a" * 32)
    swapped = slots.seal_anew(mine, foreign, CONTEXT)
    forged = KeyFile(anchor=keyfile.box_anchor(foreign, ID), gen=1, slots=(swapped,), store=ID)
    with pytest.raises(VaultDamaged) as damaged:
        open_both(keyfile.encode(forged, foreign.key))
    assert damaged.value.reason == "anchor"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 8),
        ("memory_kib", FLOOR.memory_kib - 1),
        ("memory_kib", CEILING.memory_kib + 1),
        ("memory_kib", 16 * 1024 * 1024),
        ("passes", 0),
        ("passes", FLOOR.passes - 1),
        ("passes", CEILING.passes + 1),
        ("passes", 2**31),
        ("lanes", 0),
        ("lanes", -4),
        ("lanes", FLOOR.lanes - 1),
        ("lanes", CEILING.lanes + 1),
        ("memory_kib", 65536.0),
        ("passes", True),
        ("passes", "3"),
        ("passes", None),
        ("lanes", 10**400),
    ],
)
def test_costs_too_low_too_high_or_no_number_are_refused_before_deriving(name: str, value: object) -> None:
    def change(text: dict[str, Any]) -> None:
        for slot in text["slots"]:
            slot["argon2id"] |= {"memory_kib": 65536, "passes": 3, "lanes": 4}
        text["slots"][1]["argon2id"][name] = value

    data = edited(change)
    started = time.process_time()
    with pytest.raises(VaultDamaged):
        open_both(data, FLOOR)
    assert time.process_time() - started < 0.05


def test_the_floor_is_what_the_rfc_recommends_second() -> None:
    assert Stretch(memory_kib=65536, passes=3, lanes=4) == FLOOR
    assert Stretch() == FLOOR


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.update(extra=1),
        lambda text: text.pop("gen"),
        lambda text: text.update(gen=0),
        lambda text: text.update(gen=1.0),
        lambda text: text.update(v=0),
        lambda text: text.update(v="1"),
        lambda text: text.update(store="ab"),
        lambda text: text.update(store="AB" * 16),
        lambda text: text.update(store="\u00e9" * 32),
        lambda text: text.update(slots=[]),
        lambda text: text.update(slots=text["slots"] * 17),
        lambda text: text.update(slots=text["slots"] * 2),
        lambda text: text["slots"][0].update(kind="hpke"),
        lambda text: text["slots"][0].update(kind="recovery"),
        lambda text: text["slots"][1].update(kind="carried"),
        lambda text: text["slots"][0].update(suite="0020-0001-0001"),
        lambda text: text["slots"][0].update(member="Ann"),
        lambda text: text["slots"][0].update(device="00"),
        lambda text: text["slots"][0].update(lock="00"),
        lambda text: text["slots"][0].update(sealed=""),
        lambda text: text.update(anchor="00"),
        lambda text: text.update(moving=0),
        lambda text: text["slots"][0].update(extra=""),
        lambda text: text["slots"][0].update(nonce=""),
        lambda text: text["slots"][0].update(wrapped="zz" * 48),
        lambda text: text["slots"][0].update(wrapped="00" * 47),
        lambda text: text["slots"][0]["argon2id"].update(salt="00"),
        lambda text: text["slots"][0]["argon2id"].update(
            salt=text["slots"][0]["argon2id"]["salt"].upper() + "F"
        ),
        lambda text: text["slots"][0].pop("argon2id"),
    ],
)
def test_a_text_of_another_shape_is_refused(change: Any) -> None:
    with pytest.raises(VaultDamaged) as damaged:
        open_both(edited(change))
    assert damaged.value.reason == "shape"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"v":' * 10_000,
        b'{"v":1e999}',
        b'{"v":NaN}',
        b"\x00" * 99,
    ],
)
def test_what_is_no_such_text_is_refused(text: bytes) -> None:
    with pytest.raises(VaultDamaged):
        keyfile.decode(framed(text))


def test_the_same_text_written_another_way_is_refused() -> None:
    whole = keyfile.encode(content("passphrase"), KEY)
    text = whole[12:-32]
    for other in (text.replace(b":", b": "), text + b" ", text.replace(b'"gen":1,', b'"gen":1,"gen":1,')):
        with pytest.raises(VaultDamaged):
            keyfile.decode(framed(other))


def test_a_key_file_of_a_newer_program_says_so() -> None:
    with pytest.raises(StoreIsNewer) as newer:
        keyfile.decode(edited(lambda text: text.update(v=3, something=[1])))
    assert (newer.value.part, newer.value.found, newer.value.known) == ("key", 3, 2)


def test_each_purpose_has_a_key_of_its_own_and_none_is_the_stores() -> None:
    purposes = (keyfile.STORE_PURPOSE, keyfile.SEAL_PURPOSE, keyfile.ANCHOR_PURPOSE)
    keys = {keyfile.derive(KEY, purpose, store) for purpose in purposes for store in (ID, "cd" * 16)}
    assert len(keys) == 6
    assert KEY not in keys


def test_nothing_that_is_shown_of_a_key_file_is_a_key() -> None:
    whole = keyfile.encode(content("passphrase"), KEY)
    assert KEY not in whole
    assert KEY.hex().encode() not in whole


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.key"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["store.key"]
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name == "nt", reason="pipes and links as POSIX has them")
def test_nothing_but_a_file_gives_its_name_to_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    before = sorted((each.name, each.lstat().st_mode) for each in tmp_path.iterdir())
    for name, _mode in before:
        with pytest.raises(OSError, match=name):
            write_whole(tmp_path / name, b"one")
    assert sorted((each.name, each.lstat().st_mode) for each in tmp_path.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows brings names to the disk by itself")
def test_the_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "bytes")
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        order.append("name")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    write_whole(tmp_path / "store.key", b"one")
    assert order == ["bytes", "name", "folder"]


def test_a_key_file_of_the_first_version_still_opens() -> None:
    sealed = keyfile.decode(FIRST_VERSION)
    assert isinstance(sealed.content, FirstKeyFile)
    (slot,) = sealed.content.slots
    key = first_slots.open_first_slot(slot, b"correct horse battery staple", sealed.content.store)
    assert key == KEY
    keyfile.check_seal(sealed, KEY)


def test_no_bit_of_a_key_file_of_the_first_version_can_be_flipped() -> None:
    for bit in range(8 * len(FIRST_VERSION)):
        flipped = bytearray(FIRST_VERSION)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            assert not open_both(bytes(flipped))
        except (VaultDamaged, StoreIsNewer):
            continue
