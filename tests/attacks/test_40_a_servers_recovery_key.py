"""Attack 40: a server, or somebody on the way, wants to be the organiser who helps. No laptop's key is sealed to them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.helping import AnswerForAnother, HelpPart, HelpWordsDiffer, read_line, write_line
from desktop.operations.helping import ask_for_help, give_help, take_help
from desktop.operations.vault_people import renew_key
from desktop.store import help_requests, sealing
from desktop.store.recovering import organiser_locks
from desktop.store.store import Store
from sync.protocol.recovery_keys import RecoveryKey, sign_recovery_key
from sync.protocol.vouching import LaptopKeys, mark_of
from sync.server.database import sqlite_address
from tests.attacks.test_40_a_server_tells_its_own_keys import BOX, SERVERS_SIGNER, SIGNING, forge
from tests.made_up_stores import PASSPHRASE, QUICK
from tests.operations.halls import NEW, Hall, answered, helped_branch, locked, opened_again
from tests.sync.central import running

pytestmark = pytest.mark.usefixtures("codes_cost_little")

PRIVATE = b"p" * 32
PUBLIC = sealing.public_of(PRIVATE)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        found = Hall(central, tmp_path)
        yield found
        found.close()


def offered(store: Store, mark: str, signer: Ed25519PrivateKey, by: bytes, member: str = "m") -> None:
    """The server's key, offered in an entry under a laptop's mark."""
    key = RecoveryKey(mark, PUBLIC.hex(), member)
    signature = sign_recovery_key(signer, store.branch.id, key)
    values = {"public": key.public, "member": member, "by": by.hex(), "signature": signature}
    forge(store, "recovery_key", mark, values)


def test_a_key_that_the_server_offers_in_an_organisers_name_is_sealed_to_by_nobody(hall: Hall) -> None:
    ben = helped_branch(hall)
    before = organiser_locks(ben.folder)
    assert len(before) == 2
    ann = hall.ann.vouching.me()
    assert ann is not None
    offered(ben, ann.mark, SERVERS_SIGNER, ann.key)  # as if Ann had signed it
    offered(ben, ann.mark, SERVERS_SIGNER, SIGNING)
    offered(ben, mark_of(SIGNING, BOX), SERVERS_SIGNER, SIGNING)  # of a laptop that it made up
    assert PUBLIC not in ben.helpers.wanted()
    assert organiser_locks(opened_again(hall, "Ben").folder) == before


def test_what_an_organiser_offered_is_not_taken_under_another_mark_or_in_another_branch(hall: Hall) -> None:
    ben = helped_branch(hall)
    ann, signer = hall.ann.vouching.me(), hall.ann.vouching.signer()
    assert ann is not None
    assert signer is not None
    bob = hall.stores["Bob"].vouching.me()
    assert bob is not None
    offered(ben, bob.mark, signer, ann.key)
    elsewhere = sign_recovery_key(signer, "ab" * 16, RecoveryKey(ann.mark, PUBLIC.hex(), "m"))
    values = {"public": PUBLIC.hex(), "member": "m", "by": ann.key.hex(), "signature": elsewhere}
    forge(ben, "recovery_key", ann.mark, values)
    assert PUBLIC not in ben.helpers.wanted()


def test_a_canvassers_laptop_offers_in_vain_though_it_is_known(hall: Hall) -> None:
    ben = helped_branch(hall)
    canvasser = LaptopKeys("x", SIGNING, BOX, "canvasser")
    with ben.transaction():
        ben.vouching.trust(canvasser, "code")
    offered(ben, canvasser.mark, SERVERS_SIGNER, SIGNING)
    assert PUBLIC not in ben.helpers.wanted()


def test_a_request_that_was_changed_on_its_way_has_other_words_and_gets_no_answer(hall: Hall) -> None:
    ben = helped_branch(hall)
    asked = ask_for_help(ben.folder, "Ben")
    parts = msgspec.msgpack.decode(read_line(HelpPart.REQUEST, asked.text))
    for place, value in ((2, PUBLIC), (4, "Cem")):
        changed = [*parts[:place], value, *parts[place + 1 :]]
        line = write_line(HelpPart.REQUEST, msgspec.msgpack.encode(changed))
        with pytest.raises(HelpWordsDiffer):
            give_help(hall.ann, line, asked.words)


def test_an_answer_for_another_vault_opens_nothing(hall: Hall) -> None:
    helped_branch(hall)
    hall.join("Cem")
    hall.sync(times=2)
    opened_again(hall, "Cem")
    ben, cem = locked(hall, "Ben"), locked(hall, "Cem")
    ask_for_help(ben, "Ben")
    for_cem = answered(hall, cem)
    with pytest.raises(AnswerForAnother):
        take_help(ben, for_cem, NEW, stretch=QUICK, floor=QUICK)
    # One that somebody on the way made for Ben's own request, with a key of theirs.
    version, digest, _ = msgspec.msgpack.decode(read_line(HelpPart.ANSWER, answered(hall, ben)))
    asked = help_requests._waiting(ben)
    sealed = sealing.seal(b"k" * 32, sealing.public_of(asked.private), help_requests._INFO + asked.request)
    forged = write_line(HelpPart.ANSWER, msgspec.msgpack.encode([version, digest, sealed]))
    before = (ben / "store.key").read_bytes()
    with pytest.raises(AnswerForAnother):
        take_help(ben, forged, NEW, stretch=QUICK, floor=QUICK)
    assert (ben / "store.key").read_bytes() == before


def test_a_request_from_before_the_key_was_renewed_opens_nothing_when_it_is_played_again(hall: Hall) -> None:
    ben = helped_branch(hall)
    asked = ask_for_help(ben.folder, "Ben")
    given = give_help(hall.ann, asked.text, asked.words).value
    hall.stores["Ben"] = renew_key(ben, PASSPHRASE, floor=QUICK).store
    folder = locked(hall, "Ben")
    again = give_help(hall.ann, asked.text, asked.words).value
    before = (folder / "store.key").read_bytes()
    for line in (given, again):
        with pytest.raises(AnswerForAnother):
            take_help(folder, line, NEW, stretch=QUICK, floor=QUICK)
    assert (folder / "store.key").read_bytes() == before
    take_help(folder, answered(hall, folder), NEW, stretch=QUICK, floor=QUICK).close()
