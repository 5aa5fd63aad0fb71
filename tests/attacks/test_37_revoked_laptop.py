"""Attack 37: a laptop that was shut out is refused within one request, everywhere; what it had not sent is not lost."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.laptops import LaptopStanding
from desktop.domain.leases import LeaseState
from desktop.operations.contacts import add_person, count_people
from desktop.operations.drops import decide_drops, hand_in, seal_drop
from desktop.operations.laptops import ask_laptops, shut_out_laptop
from desktop.operations.leases import read_lease
from desktop.operations.standing import Standing, ask_standing, carry_out_wipe
from desktop.operations.sync import sync_now
from desktop.store.drop_file import DROP_NAME, read_drop
from desktop.store.status_file import write_status_file
from sync.client import custody as client
from sync.client.errors import ServerRefused, ServerUnreachable
from sync.client.transport import Identity, Transport
from sync.protocol import rights
from sync.protocol.boxes import box_key, box_private_key
from sync.protocol.bundle import (
    BRANCH,
    SERVER,
    ForSomebodyElse,
    Header,
    Keys,
    open_bundle,
    read_header,
    seal_for,
    write_bundle,
)
from sync.protocol.drops import DROP_CAP
from sync.server.drops import MOST_DROPS
from sync.server.front import routes_of
from tests.attacks.custody_branch import Custodians, beside, custodians, enrolment_of

pytestmark = pytest.mark.usefixtures("codes_cost_little")

OPEN = {tuple(one.split(" ")) for one in rights.BY_CODE}
"""Asked by nobody's device: a code opens it."""
BY_STATUS_KEY = {tuple(one.split(" ")) for one in rights.BY_STATUS_KEY}


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Custodians]:
    with custodians(tmp_path) as made:
        yield made


def ben_line(branch: Custodians) -> Transport:
    kept = enrolment_of(branch.ben)
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))
    return branch.central.line(Identity(kept.device, key))


def ben_as_told(branch: Custodians) -> LaptopStanding:
    device = enrolment_of(branch.ben).device
    return next(one for one in ask_laptops(branch.ann).value.laptops if one.id == device)


def refusal(line: Transport, method: str, path: str) -> str:
    target = path.format(id="a" * 64, index=0)
    answer = line.ask(method, target, {"scope": "x"}, b"{}" if method == "POST" else b"")
    return f"{answer.status} {msgspec.json.decode(answer.body).get('error', '')}"


def test_everything_is_refused_from_the_next_request_on(branch: Custodians) -> None:
    line = ben_line(branch)
    asked = [(one.method, one.path) for one in routes_of(branch.central.service)]
    assert len(asked) > 20
    assert not [one for one in asked if refusal(line, *one).startswith("403 revoked")]
    shut_out_laptop(branch.ann, enrolment_of(branch.ben).device)
    found = {one: refusal(line, *one) for one in asked if one not in OPEN | BY_STATUS_KEY}
    assert set(found.values()) == {"403 revoked"}, found
    for method, path in BY_STATUS_KEY:
        assert refusal(line, method, path) == "401 signature"  # the device's own key asks nothing there
    line.close()


def test_the_status_key_opens_nothing_else(branch: Custodians) -> None:
    key = beside(branch.ben)
    line = branch.central.line(Identity(key.device, key.signing_key()))
    for route in routes_of(branch.central.service):
        if (route.method, route.path) not in OPEN | BY_STATUS_KEY:
            assert refusal(line, route.method, route.path) == "401 signature", route.path
    line.close()


def test_what_was_not_sent_is_handed_in_and_an_organiser_takes_it(branch: Custodians) -> None:
    for number in range(3):
        add_person(branch.ben, {"given_name": f"Ada {number}"})
    device = enrolment_of(branch.ben).device
    shut_out_laptop(branch.ann, device)
    with pytest.raises(ServerRefused, match="revoked"):
        sync_now(branch.ben)
    assert read_lease(branch.ben).state is LeaseState.ENDED
    told = ben_as_told(branch).custody
    assert told.handed_in >= 3
    before = count_people(branch.ann)
    sync_now(branch.ann)
    assert count_people(branch.ann) == before  # nothing of it is anywhere until somebody says so
    done = decide_drops(branch.ann, device, take=True).value
    assert (done.taken, done.apart) == (told.handed_in, 0)
    sync_now(branch.ann)
    assert count_people(branch.ann) == before + 3
    assert ben_as_told(branch).custody.handed_in == 0
    again = decide_drops(branch.ann, device, take=True).value
    assert (again.taken, again.held) == (0, 0)


def test_it_stays_shut_out_whatever_fails_after_that(branch: Custodians) -> None:
    shut_out_laptop(branch.ann, enrolment_of(branch.ben).device)
    with pytest.raises(ServerRefused, match="revoked"):
        sync_now(branch.ben)
    branch.ben.enrolment.failed("unreachable")  # as the next exchange without a network leaves it
    assert branch.ben.enrolment.last_failure() == "unreachable"
    assert read_lease(branch.ben).state is LeaseState.ENDED


def test_what_is_left_is_gone(branch: Custodians) -> None:
    add_person(branch.ben, {"given_name": "Ada"})
    assert seal_drop(branch.ben)
    assert hand_in(branch.ben.folder)
    device = enrolment_of(branch.ben).device
    decide_drops(branch.ann, device, take=False)
    assert decide_drops(branch.ann, device, take=True).value.taken == 0
    sync_now(branch.ann)
    assert count_people(branch.ann) == 0


def test_an_unsent_evening_survives_a_wipe(branch: Custodians) -> None:
    folder, device = branch.ben.folder, enrolment_of(branch.ben).device
    add_person(branch.ben, {"given_name": "Ada"})
    seal_drop(branch.ben)
    branch.ben.close()
    shut_out_laptop(branch.ann, device, wipe=True)
    heard = ask_standing(folder)
    assert heard.standing is Standing.TO_BE_WIPED
    address = beside(branch.ben).server
    write_status_file(folder, msgspec.structs.replace(beside(branch.ben), server="http://127.0.0.1:9"))
    with pytest.raises(ServerUnreachable):
        carry_out_wipe(folder, heard.wipe)  # first what was not sent, and it cannot be handed in now
    assert (folder / "store.key").exists()
    write_status_file(folder, msgspec.structs.replace(beside(branch.ben), server=address))
    carry_out_wipe(folder, heard.wipe)
    assert not (folder / "store.key").exists()
    assert decide_drops(branch.ann, device, take=True).value.taken >= 1
    sync_now(branch.ann)
    assert count_people(branch.ann) == 1


def test_a_drop_is_sealed_anew_only_if_something_changed_and_goes_when_all_is_sent(
    branch: Custodians,
) -> None:
    ben = branch.ben
    assert not seal_drop(ben)
    add_person(ben, {"given_name": "Ada"})
    assert seal_drop(ben)
    assert not seal_drop(ben)
    first = read_drop(ben.folder)
    assert (ben.folder / DROP_NAME).stat().st_mode & 0o777 == 0o600
    add_person(ben, {"given_name": "Ada"})
    assert seal_drop(ben)
    assert read_drop(ben.folder) != first
    sync_now(ben)
    seal_drop(ben)
    assert read_drop(ben.folder) == b""


def test_nobody_reads_a_drop_but_the_server(branch: Custodians) -> None:
    add_person(branch.ben, {"given_name": "Adelaide"})
    seal_drop(branch.ben)
    content = read_drop(branch.ben.folder)
    assert b"Adelaide" not in content
    assert [one.to for one in read_header(BytesIO(content)).recipients] == [SERVER]
    kept = enrolment_of(branch.ben)
    for keys in (
        Keys(branch=branch.ben.session.keys.bundles, names=frozenset({BRANCH})),
        Keys(private=box_private_key(beside(branch.ben).signing_key()), names=frozenset({SERVER})),
        Keys(
            private=box_private_key(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))),
            names=frozenset({SERVER}),
        ),
    ):
        with pytest.raises(ForSomebodyElse):
            open_bundle(BytesIO(content), "", keys)


def test_whoever_stole_a_status_key_fills_nothing_and_reads_nothing(branch: Custodians) -> None:
    found = beside(branch.ben)
    line = branch.central.line(Identity(found.device, found.signing_key()))
    server_box = box_key(bytes.fromhex(found.server_key))

    def bundle(device: str, signer: Ed25519PrivateKey) -> bytes:
        header = Header(
            branch=branch.ben.branch.id,
            device=device,
            signer="",
            made_at=0,
            recipients=[seal_for(SERVER, bytes(32), server_box)],
        )
        file = BytesIO()
        write_bundle(file, header, bytes(32), signer, [])
        return file.getvalue()

    junk = [b"", b"x" * 1000, bundle(found.device, found.signing_key()), bundle("x.y", found.signing_key())]
    for content in junk:
        with pytest.raises(ServerRefused, match="malformed"):
            client.hand_in(line, content)
    for path in ("/v1/drop", "/v1/drops"):
        with pytest.raises(ServerRefused):
            line.get(path, {}, dict)
    line.close()


def test_a_device_hands_in_no_more_than_its_share(branch: Custodians) -> None:
    ben = branch.ben
    for number in range(MOST_DROPS):
        add_person(ben, {"given_name": f"Ada {number}"})
        seal_drop(ben)
        content = read_drop(ben.folder)
        assert hand_in(ben.folder) > 0
    found = beside(ben)
    line = branch.central.line(Identity(found.device, found.signing_key()))
    assert client.hand_in(line, content).entries > 0  # the same once more is as once
    line.close()
    add_person(ben, {"given_name": "Ada"})
    seal_drop(ben)
    with pytest.raises(ServerRefused, match="too_large"):
        hand_in(ben.folder)
    decide_drops(branch.ann, enrolment_of(ben).device, take=False)
    assert hand_in(ben.folder) > 0


def test_a_drop_stays_below_what_one_request_carries(branch: Custodians) -> None:
    with branch.ben.transaction():
        for number in range(300):
            noise = branch.ben.session.random(25_000).hex()
            branch.ben.contacts.add({"given_name": f"Ada {number}", "occupation": noise[:50_000]})
    seal_drop(branch.ben)
    size = len(read_drop(branch.ben.folder))
    assert DROP_CAP // 2 < size <= DROP_CAP
    assert 0 < hand_in(branch.ben.folder) <= 301
