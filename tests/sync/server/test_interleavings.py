"""PostgreSQL with real connections at once: who waits for whom, what a reader sees, what two workers make of it."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from sqlalchemy import Connection, func, select

from sync.client.errors import ServerRefused, ServerUnreachable
from sync.client.transport import Identity, Transport
from sync.protocol.clock import Stamp
from sync.protocol.codec import encode
from sync.protocol.entries import Entry, Scope
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import PullAnswer, PushAnswer, PushRequest, ScopeHead
from sync.server.devices import find_device
from sync.server.heads import Stream, steadily
from sync.server.ledger import take_push
from sync.server.pushes import read_push
from sync.server.tables import ENTRY, FORK, HEAD
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, Central, running
from tests.sync.clusters import Cluster, as_superuser
from tests.sync.server.derived import IN_OTHER, IN_TURF, OTHER_TURF, TURF, Office, check

DEADLINE = 30  # seconds, after which something that should wait or go on never will


@pytest.fixture
def workers(cluster: Cluster, tmp_path: Path) -> Iterator[tuple[Central, Central]]:
    """Two servers over one database and one folder, as two workers are."""
    address = cluster.new_database()
    with running(tmp_path / "server", address) as first, running(tmp_path / "server", address) as second:
        yield first, second


@pytest.fixture
def hands() -> Iterator[ThreadPoolExecutor]:
    """Whoever sends while the test does something else."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


def request_of(central: Central, entries: list[Entry]) -> PushRequest:
    first = entries[0]
    return PushRequest(
        epoch=central.service.epoch, writer=first.writer, from_n=first.n, prev=first.prev, entries=entries
    )


def push(line: Transport, request: PushRequest) -> PushAnswer:
    return line.post("/v1/push", request, PushAnswer)


def pull(central: Central, line: Transport) -> PullAnswer:
    query = {"epoch": central.service.epoch, "scope": SCOPE, "after": "0", "form": "2"}
    return line.get("/v1/pull", query, PullAnswer)


def take(connection: Connection, central: Central, identity: Identity, request: PushRequest) -> PushAnswer:
    """What a worker does with a push, inside a transaction that the test holds open."""
    device = find_device(connection, identity.device, central.now())
    assert device is not None
    taken = read_push(encode(request), central.service._may_claim(device))
    keys = central.service.intake.keys_for(device.scope, taken.entries)
    return take_push(
        connection, device, taken, central.service.intake.clerk(connection, device.scope, keys)
    ).answer


@contextmanager
def holding(central: Central, scope: Scope = SCOPE) -> Iterator[None]:
    """A transaction that has the head of a scope and does not let go."""
    with central.database.writing(EVERY) as connection:
        Stream.lock(connection, scope)
        yield


def until(is_so: Callable[[], bool]) -> None:
    """Ask until it is so."""
    ends_at = monotonic() + DEADLINE
    while not is_so():
        assert monotonic() < ends_at


def waiting(central: Central) -> list[int]:
    """The processes of PostgreSQL that wait for a lock of this database."""
    statement = (
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with psycopg.connect(as_superuser(central.database.address)) as connection:
        return [pid for (pid,) in connection.execute(statement.encode()).fetchall()]


def test_a_reader_sees_nothing_of_a_push_before_it_is_committed_and_then_all(
    workers: tuple[Central, Central],
) -> None:
    writes, reads = workers
    identity, line = writes.enrol(), reads.device()
    entries = Author(1, SCOPE).contacts(5)
    with writes.database.writing(EVERY) as connection:
        take(connection, writes, identity, request_of(writes, entries))
        assert connection.scalar(select(func.count()).select_from(ENTRY).where(ENTRY.c.scope == SCOPE)) == 5
        page = pull(reads, line)
        assert (page.entries, page.head) == ([], 0)
    page = pull(reads, line)
    assert ([landed.entry.id for landed in page.entries], page.head) == ([entry.id for entry in entries], 5)


def test_a_push_waits_for_the_one_before_it_in_its_scope_and_gets_the_places_after(
    workers: tuple[Central, Central], hands: ThreadPoolExecutor
) -> None:
    """The trap of sequences, in slow motion: the long transaction ends after the short one has begun."""
    first, second = workers
    identity, line, reader = first.enrol(), second.device(), second.device()
    before, early, late = (Author(number, SCOPE).contacts(number) for number in (1, 2, 3))
    push(line, request_of(second, before))
    with first.database.writing(EVERY) as connection:
        take(connection, first, identity, request_of(first, early))
        sent = hands.submit(push, line, request_of(second, late))
        until(lambda: len(waiting(first)) == 1)
        assert pull(second, reader).head == 1
    assert sent.result(DEADLINE).acked_n == 3
    page = pull(second, reader)
    assert [landed.seq for landed in page.entries] == [1, 2, 3, 4, 5, 6]
    assert [landed.entry.id for landed in page.entries] == [entry.id for entry in [*before, *early, *late]]


def test_scopes_do_not_wait_for_each_other(workers: tuple[Central, Central]) -> None:
    first, _ = workers
    line = first.device()
    with holding(first, Scope("branch:" + "c" * 32)):
        assert push(line, request_of(first, Author(1, SCOPE).contacts(1))).acked_n == 1


def test_one_push_delivered_twice_at_once_to_two_workers_counts_once(
    workers: tuple[Central, Central], hands: ThreadPoolExecutor
) -> None:
    identity = workers[0].enrol()
    request = request_of(workers[0], Author(1, SCOPE).contacts(20))
    with holding(workers[0]):
        sent = [hands.submit(push, worker.line(identity), request) for worker in workers]
        until(lambda: len(waiting(workers[0])) == 2)
    one, other = (answered.result(DEADLINE) for answered in sent)
    assert (one.eff, one.receipts, one.received_at) == (other.eff, other.receipts, other.received_at)
    assert (one.acked_n, other.acked_n) == (20, 20)
    page = pull(workers[0], workers[0].line(identity))
    assert [landed.entry.id for landed in page.entries] == [entry.id for entry in request.entries]


def test_of_two_histories_of_one_writer_at_once_one_is_taken_and_the_other_told_that_it_forked(
    workers: tuple[Central, Central], hands: ThreadPoolExecutor
) -> None:
    identity = workers[0].enrol()
    author = Author(1, SCOPE)
    one = author.contacts(3)
    other = [
        author.write("contact", f"{n:032x}", {}, id=f"{n:032x}", n=n, prev=f"{n - 1:032x}" if n > 1 else "")
        for n in (1, 2, 3)
    ]
    with holding(workers[0]):
        sent = [
            hands.submit(push, worker.line(identity), request_of(worker, entries))
            for worker, entries in zip(workers, (one, other), strict=True)
        ]
        until(lambda: len(waiting(workers[0])) == 2)
    outcomes = [_outcome(answered) for answered in sent]
    assert sorted(outcomes) == ["forked", "taken"]
    kept = (one, other)[outcomes.index("taken")]
    page = pull(workers[0], workers[0].line(identity))
    assert [landed.entry.id for landed in page.entries] == [entry.id for entry in kept]
    with workers[0].database.reading(EVERY) as connection:
        assert connection.scalars(select(FORK.c.writer)).all() == [author.writer]


def test_two_transactions_that_want_two_scopes_crosswise_are_both_done_in_the_end(
    workers: tuple[Central, Central], hands: ThreadPoolExecutor
) -> None:
    scopes = (Scope("branch:" + "d" * 32), Scope("branch:" + "e" * 32))
    both_have_one = threading.Barrier(2, timeout=DEADLINE)
    tries = [0, 0]

    def cross(number: int, order: tuple[Scope, Scope]) -> None:
        def work(connection: Connection) -> None:
            tries[number] += 1
            Stream.lock(connection, order[0])
            if tries[number] == 1:
                both_have_one.wait()
            stream = Stream.lock(connection, order[1])
            connection.execute(HEAD.update().where(HEAD.c.scope == stream.scope).values(head=stream.head + 1))

        workers[number].database.write(EVERY, work)

    with workers[0].database.writing(
        EVERY
    ) as connection:  # the rows are there, so that only their order is at stake
        for scope in scopes:
            Stream.lock(connection, scope)
    sent = [hands.submit(cross, 0, scopes), hands.submit(cross, 1, scopes[::-1])]
    for done in sent:
        done.result(DEADLINE)
    assert sorted(tries) == [1, 2]  # PostgreSQL broke one of them off, and it was begun anew
    with workers[0].database.reading(EVERY) as connection:
        heads = connection.scalars(select(HEAD.c.head).where(HEAD.c.scope.in_(scopes))).all()
    assert list(heads) == [1, 1]


def test_pushes_that_concern_the_same_two_turfs_at_once_are_both_done_at_the_first_try(
    workers: tuple[Central, Central], hands: ThreadPoolExecutor
) -> None:
    """Each names the turfs the other way round; under the branch's head their order is the same for all."""
    office = Office(workers[0])
    doors = ["d" * 32, "e" * 32]
    office.holds(TURF, doors[0])
    office.holds(OTHER_TURF, doors[1])
    office.hand_over(IN_TURF, IN_OTHER)
    tries = [0, 0]

    def send(number: int, order: list[str]) -> None:
        identity = workers[number].enrol()
        author = Author(20 + number, SCOPE)

        def work(connection: Connection, entries: list[Entry]) -> None:
            tries[number] += 1
            take(connection, workers[number], identity, request_of(workers[number], entries))

        for _ in range(10):
            entries = [author.write("household", door, {"do_not_visit": True}) for door in order]
            entries.append(author.write("turf", (TURF, OTHER_TURF)[number], {"holds": doors}))
            workers[number].database.write(EVERY, partial(work, entries=entries))

    sent = [hands.submit(send, 0, doors), hands.submit(send, 1, doors[::-1])]
    for done in sent:
        done.result(DEADLINE)
    assert tries == [10, 10]
    for turf in (TURF, OTHER_TURF):
        check(workers[0], office.line, turf)


def test_who_reads_a_turf_while_something_leaves_it_gets_one_state_or_the_other(
    workers: tuple[Central, Central],
) -> None:
    office = Office(workers[0])
    first = office.holds(TURF, "d" * 32)
    office.hand_over(IN_TURF)
    office.write("household", "d" * 32, {"do_not_visit": True})
    heads: list[int] = []

    def read(head: ScopeHead) -> tuple[int, int]:
        heads.append(head.head)
        if len(heads) == 1:  # between a look at the head and one at the places, somebody cuts the turf anew
            office.holds(TURF, seen=first)
        found = select(func.count(ENTRY.c.id)).where(ENTRY.c.scope == IN_TURF, ENTRY.c.seq <= head.head)
        return head.head, int(connection.scalar(found) or 0)

    with workers[1].database.reading(EVERY) as connection:
        head, count = steadily(connection, IN_TURF, read)
    assert heads == [2, head]
    assert count == 2  # the turf's own two entries


@pytest.mark.logs_warnings
def test_a_push_whose_connection_dies_before_the_commit_is_not_there_and_may_be_sent_again(
    workers: tuple[Central, Central], hands: ThreadPoolExecutor
) -> None:
    first, second = workers
    line = first.device()
    request = request_of(first, Author(1, SCOPE).contacts(4))
    with holding(second):
        sent = hands.submit(push, line, request)
        until(lambda: len(waiting(second)) == 1)
        with psycopg.connect(as_superuser(second.database.address)) as connection:
            for process in waiting(second):
                connection.execute("SELECT pg_terminate_backend(%s)", [process])
        with pytest.raises(ServerUnreachable, match="busy"):
            sent.result(DEADLINE)
    assert pull(second, line).entries == []
    assert push(line, request).acked_n == 4
    assert len(pull(second, line).entries) == 4


def test_a_worker_notices_that_another_began_a_new_epoch(workers: tuple[Central, Central]) -> None:
    first, second = workers
    line = second.device()
    request = request_of(second, Author(1, SCOPE).contacts(1))
    began = first.database.write(EVERY, first.service.epochs.renew)
    with pytest.raises(ServerRefused, match="epoch"):
        push(line, request)
    asked = HelloRequest(epoch="", writer=request.writer, n=0, scopes=[], protocol=2)
    assert line.post("/v1/hello", asked, HelloAnswer).epoch == began
    assert push(line, request_of(second, request.entries)).acked_n == 1


def test_two_workers_do_not_give_one_writer_the_same_effective_stamp_twice(
    workers: tuple[Central, Central], hands: ThreadPoolExecutor
) -> None:
    identity = workers[0].enrol()
    author = Author(1, SCOPE)
    parts = [author.contacts(10) for _ in range(2)]
    push(workers[0].line(identity), request_of(workers[0], parts[0]))
    requests = [request_of(workers[0], [*parts[0], *parts[1]]), request_of(workers[0], parts[1])]
    with holding(workers[0]):
        sent = [
            hands.submit(push, worker.line(identity), request)
            for worker, request in zip(workers, requests, strict=True)
        ]
        until(lambda: len(waiting(workers[0])) == 2)
    assert sent[0].result(DEADLINE).eff[10:] == sent[1].result(DEADLINE).eff
    effs = [landed.eff for landed in pull(workers[0], workers[0].line(identity)).entries]
    assert effs == sorted(set(effs))
    assert Stamp(effs[0]) > 0


def _outcome(answered: "Future[PushAnswer]") -> str:
    with suppress(ServerRefused):
        answered.result(DEADLINE)
        return "taken"
    refused = answered.exception()
    assert isinstance(refused, ServerRefused)
    return refused.code
