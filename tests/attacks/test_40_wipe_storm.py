"""Attack 40, the part of wipes: orders that are forged, replayed, for somebody else, or too many."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.operations.enrolment import open_transport
from desktop.operations.laptops import ask_laptops
from desktop.operations.standing import Standing, ask_standing, carry_out_wipe, wipe_done
from desktop.store.status_file import StatusFile, write_status_file
from sync.client.custody import shut_out
from sync.client.errors import ServerRefused
from sync.client.transport import Identity
from sync.protocol.custody import Custody
from sync.protocol.errors import ProtocolError
from sync.protocol.leases import give_lease
from sync.protocol.signed import sign_document
from sync.protocol.wipes import Wipe, open_wipe, order_wipe
from sync.server.backups import back_up
from sync.server.database import Database
from sync.server.restoring import restore
from sync.server.wipes import MOST_WIPES
from tests.attacks.custody_branch import Custodians, beside, custodians, enrolment_of
from tests.sync.central import running

pytestmark = pytest.mark.usefixtures("codes_cost_little")

DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Custodians]:
    with custodians(tmp_path) as made:
        yield made


def order(branch: Custodians, device: str, *, wipe: bool = True, withdraw: bool = False) -> list[Custody]:
    line = open_transport(branch.ann)
    try:
        return shut_out(line, device, wipe=wipe and not withdraw, withdraw=withdraw).custody
    finally:
        line.close()


def test_a_wipe_is_heard_while_locked_and_nothing_is_left(branch: Custodians) -> None:
    folder, device = branch.ben.folder, enrolment_of(branch.ben).device
    assert ask_standing(folder).standing is Standing.GOOD
    found = {one.device: one for one in order(branch, device)}[device]
    assert found.wipe_at
    assert found.wipe_by == enrolment_of(branch.ann).device
    branch.ben.close()
    heard = ask_standing(folder)
    assert heard.standing is Standing.TO_BE_WIPED
    carry_out_wipe(folder, heard.wipe)
    assert sorted(path.name for path in folder.iterdir()) == ["lock", "wiped"]
    assert wipe_done(folder) is not None
    assert ask_standing(folder).standing is Standing.WIPED
    told = {one.device: one for one in _custody(branch)}[device]
    assert told.wipe_told_at
    assert told.wiped_at


def test_an_order_that_was_not_signed_for_this_is_ignored(branch: Custodians) -> None:
    device, server = enrolment_of(branch.ben).device, branch.central.folder.signing_key()
    key = server.public_key().public_bytes_raw()
    other = enrolment_of(branch.ann).device
    assert open_wipe(order_wipe(server, device, 5), device, key, after=4).seq == 5
    good = order_wipe(server, device, 5)
    ignored = [
        order_wipe(Ed25519PrivateKey.generate(), device, 5),
        order_wipe(server, other, 5),
        order_wipe(server, device, 4),
        give_lease(server, device, 5, 5),
        sign_document(server, "groundswell-answer-v1", Wipe(device=device, seq=5)),
        msgspec.structs.replace(good, text=good.text.replace(":5", ":6")),
        msgspec.structs.replace(good, signature=""),
    ]
    for one in ignored:
        with pytest.raises(ProtocolError):
            open_wipe(one, device, key, after=4)


def test_an_order_that_was_withdrawn_is_never_carried_out_again(branch: Custodians) -> None:
    folder, device = branch.ben.folder, enrolment_of(branch.ben).device
    order(branch, device)
    replayed = ask_standing(folder).wipe
    order(branch, device, withdraw=True)
    assert ask_standing(folder).standing is Standing.SHUT_OUT
    assert beside(branch.ben).wipe_seq == replayed
    signed = order_wipe(branch.central.folder.signing_key(), device, replayed)
    with pytest.raises(ProtocolError):
        open_wipe(signed, device, bytes.fromhex(beside(branch.ben).server_key), beside(branch.ben).wipe_seq)
    order(branch, device)
    assert ask_standing(folder).wipe > replayed


def test_a_branch_orders_no_more_wipes_a_day_than_a_few(branch: Custodians) -> None:
    devices = [branch.central.enrol(branch.ann.branch.id, "canvasser").device for _ in range(MOST_WIPES + 1)]
    for device in devices[:-1]:
        order(branch, device)
        order(branch, device)  # twice is as once
    with pytest.raises(ServerRefused, match="too_many_wipes"):
        order(branch, devices[-1])
    states = {one.id: one.revoked_at for one in ask_laptops(branch.ann).value.laptops}
    assert states[devices[-1]] is not None  # shut out all the same
    branch.turn(days=1, minutes=1)
    order(branch, devices[-1])


def test_only_an_organiser_of_the_branch_shuts_out_and_never_the_last_one(branch: Custodians) -> None:
    ben, ann = enrolment_of(branch.ben).device, enrolment_of(branch.ann).device
    line = open_transport(branch.ben)
    with pytest.raises(ServerRefused, match="role"):
        shut_out(line, ann, wipe=True)
    line.close()
    with pytest.raises(ServerRefused, match="last_laptop"):
        order(branch, ann)
    stranger = branch.central.line(branch.central.enrol("d" * 32))
    with pytest.raises(ServerRefused, match="not_found"):
        shut_out(stranger, ben, wipe=True)
    stranger.close()
    assert ask_standing(branch.ben.folder).standing is Standing.GOOD


def test_the_status_key_asks_nothing_but_how_it_stands(branch: Custodians) -> None:
    found: StatusFile = beside(branch.ben)
    line = branch.central.line(Identity(found.device, found.signing_key()))
    for path in ("/v1/laptops", "/v1/grants"):
        with pytest.raises(ServerRefused, match="signature"):
            line.get(path, {}, dict)
    line.close()
    stranger = msgspec.structs.replace(found, key="11" * 32)
    write_status_file(branch.ben.folder, stranger)
    with pytest.raises(ServerRefused, match="signature"):
        ask_standing(branch.ben.folder)


def test_who_was_shut_out_and_is_to_be_wiped_survives_a_restore(branch: Custodians, tmp_path: Path) -> None:
    device = enrolment_of(branch.ben).device
    central = branch.central
    backup = back_up(central.folder, central.database, tmp_path / "backups", central.now()).ledger
    order(branch, device)
    ordered = ask_standing(branch.ben.folder).wipe
    copy = tmp_path / "restored.db"
    restore(central.folder, f"sqlite:///{copy}", backup)
    with running(central.folder.path, f"sqlite:///{copy}") as again:
        write_status_file(
            branch.ben.folder, msgspec.structs.replace(beside(branch.ben), server=again.address)
        )
        heard = ask_standing(branch.ben.folder)
    assert (heard.standing, heard.wipe) == (Standing.TO_BE_WIPED, ordered)
    Database(f"sqlite:///{copy}").close()


def _custody(branch: Custodians) -> list[Custody]:
    line = open_transport(branch.ann)
    try:
        return line.get("/v1/laptops", {}, _Answer).custody
    finally:
        line.close()


class _Answer(msgspec.Struct):
    custody: list[Custody]
