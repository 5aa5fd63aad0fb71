"""What a stick brings that nothing proves: of a laptop that the server does not know, or by one that has a turf alone."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.exchange import exchange
from sync.client.transport import Identity
from sync.protocol.bundle import Block, Carries, Holds
from sync.protocol.entries import Landed
from sync.protocol.scopes import training_scope
from tests.contracts.authors import Author
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.derived import give
from tests.sync.server.test_sticks import bundle, carried, enrolled, take


def test_what_a_colleague_wrote_whom_the_server_does_not_know_lies_apart_until_it_is_admitted(
    central: Central,
) -> None:
    """She enrolled after the backup that was put back, and this stick is all there is of her evening."""
    identity = enrolled(central)
    stranger = Identity(f"{BRANCH}.{'5' * 32}", Ed25519PrivateKey.generate())
    theirs = Author(2, SCOPE).contacts(3)
    content = bundle(central.folder, identity, [Carries(pushes=[carried(stranger, theirs)])])
    assert take(central, content[:-1]).unproven == 3  # a stick that was cut off answers for nobody
    taken = take(central, content)
    assert (taken.taken, taken.unproven, set(taken.apart.values())) == (0, 0, {"receipt"})
    assert central.service.intake.admit_apart(SCOPE) == 3
    newcomer = MemoryJournal(3, SCOPE)
    exchange(newcomer, central.device())
    assert newcomer.held() == {entry.id for entry in theirs}


def test_a_turfs_stick_brings_nothing_that_is_admitted_unasked(central: Central) -> None:
    organiser, identity = central.line(central.enrol(role="organiser")), enrolled(central)
    give(organiser, identity.device, training_scope(BRANCH), end=[SCOPE])
    stranger = Identity(f"{BRANCH}.{'5' * 32}", Ed25519PrivateKey.generate())
    planted, typed = (Author(number, SCOPE).contacts(1) for number in (2, 3))
    landed = [Landed(seq=0, eff=one.stamp, received_at=1, entry=one) for one in planted]
    blocks: list[Block] = [
        Holds(epoch="e", scope=SCOPE, landed=landed),
        Carries(pushes=[carried(stranger, typed)]),
    ]
    taken = take(central, bundle(central.folder, identity, blocks))
    assert (taken.taken, set(taken.apart.values())) == (0, {"scope"})
    assert central.service.intake.admit_apart(SCOPE) == 0
