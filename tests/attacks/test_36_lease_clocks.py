"""Attack 36: clocks that are turned, leases of others, leases that go back."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.leases import DAY_MS, Counted, LeaseProblem, LeaseState, TakesInOnly, standing_of
from desktop.operations.leases import read_lease, require_lease, take_lease, write_lease_for
from desktop.operations.sync import sync_now
from sync.protocol.errors import ProtocolError
from sync.protocol.leases import (
    LEASE_MS,
    Lease,
    LeaseFile,
    give_credential,
    give_lease,
    lend_lease,
    open_lease,
    open_lent,
)
from sync.protocol.signed import sign_document
from tests.attacks.custody_branch import Custodians, beside, custodians, enrolment_of

pytestmark = pytest.mark.usefixtures("codes_cost_little")

DECADE_DAYS = 3653
AT = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Custodians]:
    with custodians(tmp_path) as made:
        yield made


def test_a_lease_is_warned_of_from_day_seven_and_ends_after_fourteen(branch: Custodians) -> None:
    found = []
    for day in range(16):
        standing = read_lease(branch.ben)
        found.append((day, standing.state.value))
        branch.ben_clock.turn(days=1)
    states = [state for _, state in found]
    assert states == ["good"] * 7 + ["warned"] * 5 + ["pressing"] * 2 + ["ended"] * 2
    with pytest.raises(TakesInOnly):
        require_lease(branch.ben)


def test_an_exchange_renews_a_lease_that_is_a_day_old_and_asks_for_none_before(branch: Custodians) -> None:
    first = branch.ben.leases.find()
    sync_now(branch.ben)
    assert branch.ben.leases.find() == first
    branch.turn(days=1)
    sync_now(branch.ben)
    second = branch.ben.leases.find()
    assert first is not None
    assert second is not None
    assert second.seq > first.seq
    assert second.not_after > first.not_after
    assert read_lease(branch.ben).state is LeaseState.GOOD


def test_a_clock_that_is_set_back_does_not_lengthen_the_lease(branch: Custodians) -> None:
    for _ in range(13):
        branch.ben_clock.turn(days=1)
        branch.ben.leases.count()
    assert read_lease(branch.ben).state is LeaseState.PRESSING
    branch.ben_clock.turn(days=-13)
    assert read_lease(branch.ben).takes_in_only  # what is set back is taken as gone, a day at most
    branch.ben.leases.count()
    branch.ben_clock.turn(days=-DECADE_DAYS)
    branch.ben.leases.count()
    assert read_lease(branch.ben).takes_in_only
    assert read_lease(branch.ben).clock_astray


@given(st.lists(st.integers(-40 * DAY_MS, 40 * DAY_MS), max_size=30))
def test_no_turning_of_a_clock_lets_more_time_pass_uncounted_than_it_was_set_back(turns: list[int]) -> None:
    counted, clock, forward = Counted(AT, AT), AT, 0
    for turn in turns:
        clock += turn
        forward += max(0, turn)
        before = counted.instant
        counted = counted.at(clock, AT + 1000 * DAY_MS)
        assert counted.instant >= before
    assert counted.instant >= AT + min(forward, 1000 * DAY_MS)


def test_a_clock_far_in_the_future_warns_and_destroys_nothing(branch: Custodians) -> None:
    branch.ben_clock.turn(days=DECADE_DAYS)
    branch.ben.leases.count()
    standing = read_lease(branch.ben)
    assert (standing.state, standing.clock_astray) == (LeaseState.ENDED, True)
    assert beside(branch.ben).device == enrolment_of(branch.ben).device
    branch.ben_clock.turn(days=-DECADE_DAYS)
    branch.ben.leases.count()
    assert read_lease(branch.ben).takes_in_only  # nobody can know which of the two was wrong
    branch.turn(days=2)
    sync_now(branch.ben)
    assert read_lease(branch.ben).state is LeaseState.GOOD


def test_a_clock_far_in_the_future_is_got_over_by_an_organisers_file_too(
    branch: Custodians, tmp_path: Path
) -> None:
    branch.ben_clock.turn(days=DECADE_DAYS)
    branch.ben.leases.count()
    branch.ben_clock.turn(days=-DECADE_DAYS)
    branch.turn(days=3)
    write_lease_for(branch.ann, enrolment_of(branch.ben).device, tmp_path / "ben.lease")
    assert not take_lease(branch.ben, tmp_path / "ben.lease").value.takes_in_only


@pytest.mark.parametrize("moment", ["2026-03-29T00:59:59", "2026-10-25T01:00:00", "2016-12-31T23:59:59"])
def test_a_summer_time_and_a_leap_second_are_no_turning_of_a_clock(moment: str) -> None:
    at = int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() * 1000)
    counted = Counted(at, at)
    for step in (500, -1000, 500, 1000):  # a leap second, as a machine repeats it
        counted = counted.at(counted.clock + step, at + LEASE_MS)
    assert counted.instant - at <= 2000
    assert standing_of(at + LEASE_MS, counted, counted.clock).state is LeaseState.GOOD


def test_the_lease_of_another_laptop_is_not_taken(branch: Custodians, tmp_path: Path) -> None:
    write_lease_for(branch.ann, enrolment_of(branch.ben).device, tmp_path / "ben.lease")
    file = msgspec.json.decode((tmp_path / "ben.lease").read_bytes(), type=LeaseFile)
    kept = enrolment_of(branch.ben)
    other = f"{branch.ben.branch.id}.{'c' * 32}"
    key = bytes.fromhex(kept.server_key)
    with pytest.raises(ProtocolError):
        open_lent(file, other, key)
    server = branch.central.folder.signing_key()
    with pytest.raises(ProtocolError):
        open_lease(give_lease(server, other, AT, AT), kept.device, key)


def test_a_lease_is_forged_by_nobody(branch: Custodians) -> None:
    kept, server = enrolment_of(branch.ben), branch.central.folder.signing_key()
    key, stranger = bytes.fromhex(kept.server_key), Ed25519PrivateKey.generate()
    ann = enrolment_of(branch.ann)
    ann_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(ann.device_key))
    now = branch.ann_clock.now_ms()
    credential = give_credential(server, ann.device, ann_key.public_key().public_bytes_raw(), now)
    assert open_lent(lend_lease(ann_key, credential, kept.device, now), kept.device, key).issued == now
    forever = Lease(device=kept.device, seq=now, issued=now, not_after=now + 1000 * DAY_MS)
    ben_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))
    own = give_credential(server, kept.device, ben_key.public_key().public_bytes_raw(), now)
    elsewhere = give_credential(
        server, f"{'d' * 32}.{'e' * 32}", ann_key.public_key().public_bytes_raw(), now
    )
    forged = [
        lend_lease(stranger, credential, kept.device, now),
        lend_lease(ann_key, give_credential(stranger, ann.device, bytes(32), now), kept.device, now),
        lend_lease(ben_key, own, kept.device, now),  # to lend to oneself
        lend_lease(ann_key, elsewhere, kept.device, now),
        lend_lease(ann_key, credential, kept.device, now + 31 * DAY_MS),  # after the credential's end
        lend_lease(ann_key, credential, kept.device, now - DAY_MS),
        LeaseFile(
            lease=sign_document(ann_key, "groundswell-lease-by-organiser-v1", forever), credential=credential
        ),
        LeaseFile(lease=give_lease(server, kept.device, now, now), credential=credential),  # another purpose
    ]
    for file in forged:
        with pytest.raises(ProtocolError):
            open_lent(file, kept.device, key)
    with pytest.raises(ProtocolError):
        open_lease(sign_document(server, "groundswell-lease-v1", forever), kept.device, key)


def test_a_lease_that_goes_back_is_not_taken(branch: Custodians, tmp_path: Path) -> None:
    device = enrolment_of(branch.ben).device
    write_lease_for(branch.ann, device, tmp_path / "old.lease")
    branch.turn(days=2)
    write_lease_for(branch.ann, device, tmp_path / "new.lease")
    take_lease(branch.ben, tmp_path / "new.lease")
    for name in ("old.lease", "new.lease"):
        with pytest.raises(LeaseProblem, match="older"):
            take_lease(branch.ben, tmp_path / name)


def test_records_that_were_put_back_from_an_image_ask_for_an_exchange(
    branch: Custodians, tmp_path: Path
) -> None:
    ben = branch.ben
    with ben.transaction() as writing:
        rows = writing.execute("SELECT name, value FROM enrolment WHERE name LIKE 'lease%'").fetchall()
    branch.turn(days=2)
    sync_now(ben)
    assert not read_lease(ben).must_ask
    with ben.transaction() as writing:  # as an older copy of the store has them
        writing.executemany(
            "UPDATE enrolment SET value = ? WHERE name = ?", [(row[1], row[0]) for row in rows]
        )
    assert read_lease(ben).must_ask
    sync_now(ben)
    assert not read_lease(ben).must_ask


def test_a_status_file_that_is_lost_is_made_anew(branch: Custodians) -> None:
    before = beside(branch.ben)
    shutil.move(branch.ben.folder / "status.key", branch.ben.folder / "elsewhere")
    branch.turn(days=2)
    sync_now(branch.ben)
    assert beside(branch.ben).key != before.key
    assert (branch.ben.folder / "status.key").stat().st_mode & 0o777 == 0o600
