"""Attack 40: a malicious server tells keys of its own, or has laptops write under one. It reads nothing by that."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select, update

from desktop.domain.members import Role
from desktop.domain.readers import NoSuchWords, Reading
from desktop.operations.enrolment import enrol, invite
from desktop.operations.members import name_me
from desktop.operations.readers import know_by_words, learn, own_words, read_readers, renew_key
from desktop.store.journal import Draft
from desktop.store.store import Store
from sync.client.errors import BadAnswer
from sync.protocol import notes_keys
from sync.protocol.sealing import FIRST, NotesKey
from sync.protocol.vouching import LaptopKeys, sign_voucher
from sync.server.database import sqlite_address
from sync.server.tables import DEVICE, ENTRY, WELCOME
from sync.server.walls import EVERY
from tests.made_up_stores import made_store
from tests.operations.halls import Hall, person, quotes, say
from tests.sync.central import running

pytestmark = pytest.mark.usefixtures("codes_cost_little")

SERVERS_SIGNER = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
SERVERS_BOX = X25519PrivateKey.from_private_bytes(b"b" * 32)
SERVERS_KEY = NotesKey(7, b"n" * 32)
BOX = SERVERS_BOX.public_key().public_bytes_raw()
SIGNING = SERVERS_SIGNER.public_key().public_bytes_raw()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        found = Hall(central, tmp_path)
        yield found
        found.close()


def forge(store: Store, kind: str, eid: str, values: Mapping[str, object]) -> None:
    """An entry as the server can make one: nothing in it is sealed, and everybody takes it in."""
    with store.transaction():
        store.projection.append(Draft(kind, eid, dict(values), is_new=True))
        learn(store)


def given_boxes(store: Store) -> set[str]:
    return {box for one in store.notes_keys.said().values() for box in one.boxes}


def tell(hall: Hall, laptop: str, **columns: str) -> None:
    """Let the server tell other keys of a laptop from now on."""
    with hall.central.database.writing(EVERY) as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.laptop == laptop).values(**columns))


def test_a_box_key_that_the_server_puts_in_the_place_of_a_newcomers_is_given_nothing(hall: Hall) -> None:
    hall.join("Ben")
    tell(hall, "Ben's laptop", box_key=BOX.hex())
    renew_key(hall.ann)
    hall.sync()
    assert BOX.hex() not in given_boxes(hall.ann)
    assert [one for one in hall.ann.vouching.standing() if one.box == BOX] == []
    (ben,) = [one for one in read_readers(hall.ann).readers if one.name == "Ben's laptop"]
    assert (ben.reading, ben.is_known) == (Reading.NOT_YET, False), "and the screen says so"


def test_a_laptop_that_the_server_makes_up_is_given_nothing(hall: Hall) -> None:
    hall.join("Ben")
    made_up = hall.central.enrol(hall.ann.branch.id, Role.ORGANISER.value)
    name = made_up.device.rpartition(".")[2]
    with hall.central.database.writing(EVERY) as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.id == name).values(box_key=BOX.hex()))
    renew_key(hall.ann)
    hall.sync()
    assert BOX.hex() not in given_boxes(hall.ann)


def test_the_role_of_a_newcomer_is_the_one_that_the_code_was_for(hall: Hall) -> None:
    hall.join("Ben")
    tell(hall, "Ben's laptop", role=Role.ORGANISER.value)
    hall.sync(hall.ann)
    assert {one.keys.role for one in hall.ann.vouching.known().values() if one.how == "code"} == {"canvasser"}


def test_a_proof_of_other_keys_than_the_newcomers_is_none(hall: Hall) -> None:
    hall.join("Ben")
    with hall.central.database.writing(EVERY) as connection:
        proof = connection.scalar(select(WELCOME.c.proof))
        connection.execute(update(WELCOME).values(proof="0" * len(str(proof))))
    hall.sync(hall.ann)
    assert [one.how for one in hall.ann.vouching.known().values()] == ["self"]


def test_a_welcome_that_the_server_changed_lets_nobody_in_by_it(hall: Hall, tmp_path: Path) -> None:
    made = invite(hall.ann, Role.CANVASSER)
    with hall.central.database.writing(EVERY) as connection:
        connection.execute(update(WELCOME).values(welcome="00" * 80))
    store = made_store(tmp_path / "newcomer")
    name_me(store, "Ben", "Blue", Role.CANVASSER)
    with pytest.raises(BadAnswer):
        enrol(store, hall.central.address, made.code)
    assert store.enrolment.find() is None
    assert store.vouching.known() == {}
    store.close()


def test_a_key_that_no_known_organiser_made_is_not_taken_though_it_is_given_to_every_laptop(
    hall: Hall,
) -> None:
    ben = hall.join("Ben")
    me = ben.vouching.me()
    assert me is not None
    said = notes_keys.make(SERVERS_SIGNER, ben.branch.id, SERVERS_KEY, {}, [], bytes)
    given = {"given": {"add": [notes_keys.give(SERVERS_KEY, ben.branch.id, me.box)]}}
    forge(ben, "notes_key", SERVERS_KEY.name, msgspec.to_builtins(said) | given)
    assert ben.notes_keys.current == FIRST
    keys = LaptopKeys("the server's", SIGNING, BOX, Role.ORGANISER.value)
    for by in (SERVERS_SIGNER, Ed25519PrivateKey.from_private_bytes(b"t" * 32)):
        voucher = {
            "device": keys.device,
            "key": SIGNING.hex(),
            "box": BOX.hex(),
            "role": keys.role,
            "by": by.public_key().public_bytes_raw().hex(),
            "signature": sign_voucher(by, ben.branch.id, keys),
        }
        forge(ben, "voucher", keys.mark, voucher)
    ann = hall.ann.vouching.me()
    assert ann is not None
    forge(ben, "voucher", keys.mark, voucher | {"by": ann.key.hex()})  # as if Ann had signed it
    assert ben.notes_keys.current == FIRST
    assert not ben.notes_keys.held
    who = person(ben)
    say(ben, who, "quiet")
    assert ben.journal.sealed_under(SERVERS_KEY.name) == []


def test_a_key_of_a_known_organiser_cannot_be_changed_on_its_way(hall: Hall) -> None:
    ben = hall.join("Ben")
    me = ben.vouching.me()
    assert me is not None
    renew_key(hall.ann)
    (real,) = [one for made in hall.ann.notes_keys.said().values() for one in made.makings]
    given = {"given": {"add": [notes_keys.give(SERVERS_KEY, ben.branch.id, me.box)]}}
    forge(ben, "notes_key", SERVERS_KEY.name, msgspec.to_builtins(real) | given)
    assert ben.notes_keys.current == FIRST
    hall.sync()
    assert ben.notes_keys.current == hall.ann.notes_keys.current
    assert set(ben.notes_keys.held) == set(hall.ann.notes_keys.held)


def test_words_are_of_the_keys_so_that_those_of_the_server_are_found_by_nobody(hall: Hall) -> None:
    ben = hall.join("Ben")
    with hall.ann.transaction() as connection:
        connection.execute("DELETE FROM inviting")
    tell(hall, "Ben's laptop", box_key=BOX.hex())
    hall.sync(hall.ann)
    with pytest.raises(NoSuchWords):
        know_by_words(hall.ann, own_words(ben))
    assert [one.how for one in hall.ann.vouching.known().values()] == ["self"]


def test_who_was_shut_out_vouches_for_nobody_though_the_server_brings_the_voucher(hall: Hall) -> None:
    cem = hall.join("Cem", Role.ORGANISER)
    ben = hall.join("Ben")
    who = person(hall.ann)
    hall.sync(times=3)
    signer = cem.vouching.signer()
    assert signer is not None
    hall.shut_out(cem)
    hall.sync(times=3)
    keys = LaptopKeys("the server's", SIGNING, BOX, Role.ORGANISER.value)
    voucher = {
        "device": keys.device,
        "key": SIGNING.hex(),
        "box": BOX.hex(),
        "role": keys.role,
        "by": signer.public_key().public_bytes_raw().hex(),
        "signature": sign_voucher(signer, cem.branch.id, keys),
    }
    later = NotesKey(99, b"l" * 32)
    said = notes_keys.make(signer, cem.branch.id, later, {}, [], bytes)
    for store in (hall.ann, ben):
        me = store.vouching.me()
        assert me is not None
        before = store.notes_keys.current
        forge(store, "voucher", keys.mark, voucher)
        given = {"given": {"add": [notes_keys.give(later, store.branch.id, me.box)]}}
        forge(store, "notes_key", later.name, msgspec.to_builtins(said) | given)
        assert keys.mark not in store.vouching.known()
        assert store.notes_keys.current == before, "what they made is read with, and not written under"
    cem.close()
    say(ben, who, "quiet")
    assert ben.journal.sealed_under(later.name) == []


def test_no_word_that_was_said_is_in_the_servers_database_whichever_key_it_is_under(hall: Hall) -> None:
    ben = hall.join("Ben")
    who = person(hall.ann)
    say(hall.ann, who, "marmalade under the first")
    renew_key(hall.ann)
    say(hall.ann, who, "marmalade under the second")
    hall.sync()
    assert len(quotes(ben, who)) == 2
    with hall.central.database.reading(EVERY) as connection:
        texts = connection.execute(select(ENTRY)).all()
    assert len(texts) > 4
    assert b"marmalade" not in b"".join(str(row).encode() for row in texts)
    raw = b"".join(path.read_bytes() for path in hall.folder.glob("ledger.db*"))
    assert len(raw) > 100_000
    assert b"marmalade" not in raw
    for key in hall.ann.notes_keys.held.values():
        assert key.key not in raw
        assert key.key.hex().encode() not in raw
