"""What a record of a push costs the server, PostgreSQL included: processor time, and where it goes."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from desktop.operations.enrolment import enrol, open_transport
from sync.client.transport import Transport
from sync.protocol.codec import decode, encode, pack, unpack
from sync.protocol.digest import Digest
from sync.protocol.entries import Entry, Scope, check_entry, decode_body, for_the_wire, scope_of, whole
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import PROTOCOL, PushAnswer, PushRequest
from sync.protocol.receipts import Receipts
from tests.bench.colleague import first_code, serving_process
from tests.bench.figures import Figure
from tests.bench.made_records import made_records
from tests.bench.vaults import new_vault
from tests.contracts.authors import Author
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster

PUSHES, RECORDS, WARM = 40, 500, 4
_MICROSECONDS = 1e6 / RECORDS
_TABLE = (
    "CREATE TABLE line (scope text, seq bigint, id text, hash text, writer text, n bigint, eff bigint,"
    " received_at bigint, size integer, text bytea, PRIMARY KEY (scope, seq), UNIQUE (scope, id))"
)
"""The ledger's own columns and keys, without what later versions added."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor time per record, in µs: of the server's process, and of PostgreSQL's."""

    server: float
    database: float


def measure(scratch: Path) -> list[Figure]:
    """Push by push to a server in a process of its own; the same rows by COPY; and each step by itself."""
    binaries = postgres_binaries()
    if binaries is None:
        raise RuntimeError("PostgreSQL is not installed")
    with running_cluster(binaries) as cluster:
        cost = push_cost(cluster, scratch)
        copied = copy_cost(cluster)
    steps = step_costs(batch(Author(1, scope_of("b" * 32)), 0))
    rest = cost.server - sum(steps.values())
    return [
        Figure(
            "server, a record of a 500-record push",
            cost.server + cost.database,
            "µs",
            target=60,
            reference=copied.server + copied.database,
            beside="binary COPY of the same rows into one table with the same two indexes, client and PostgreSQL; "
            "processor time",
            is_absolute=True,
        ),
        Figure("  of which PostgreSQL", cost.database, "µs", target=None, reference=copied.database),
        *(Figure(f"  of which {name}", took, "µs", target=None) for name, took in steps.items()),
        Figure("  of which the rest: statements, signatures, HTTP", rest, "µs", target=None),
    ]


def push_cost(cluster: Cluster, scratch: Path) -> Cost:
    """What the processes took for the pushes, after some to warm up."""
    database = cluster.new_database()
    folder = scratch / "server"
    with (
        new_vault(scratch / "pushing") as store,
        serving_process(folder, database=database) as (address, process),
    ):
        enrol(store, address, first_code(folder, database=database))
        transport = open_transport(store)
        scope = scope_of(store.branch.id)
        pushes = made_pushes(transport, scope)
        for request in pushes[:WARM]:
            transport.post("/v1/push", request, PushAnswer)
        server, postgres = psutil.Process(process), psutil.Process(cluster.process)
        before = seconds(server), seconds(postgres)
        for request in pushes[WARM:]:
            answer = transport.post("/v1/push", request, PushAnswer)
            if answer.quarantined or answer.acked_n != request.entries[-1].n:
                raise RuntimeError("the server did not take what it should have")
        after = seconds(server), seconds(postgres)
        transport.close()
    each = _MICROSECONDS / PUSHES
    return Cost((after[0] - before[0]) * each, (after[1] - before[1]) * each)


def made_pushes(transport: Transport, scope: Scope) -> list[PushRequest]:
    """One writer's pushes, as a device of version 2 sends them."""
    author = Author(1, scope)
    hello = HelloRequest(epoch="", writer=author.writer, n=0, scopes=[], protocol=PROTOCOL)
    epoch = transport.post("/v1/hello", hello, HelloAnswer).epoch
    return [push_of(batch(author, seed), epoch) for seed in range(WARM + PUSHES)]


def batch(author: Author, seed: int) -> list[Entry]:
    """An author's next 500 records."""
    return [
        author.write("contact", f"{seed:016x}{number:016x}", record)
        for number, record in enumerate(made_records(RECORDS, seed))
    ]


def push_of(entries: Sequence[Entry], epoch: str) -> PushRequest:
    """A push of entries that follow one another."""
    first = entries[0]
    sent = [for_the_wire(entry) for entry in entries]
    return PushRequest(epoch=epoch, writer=first.writer, from_n=first.n, prev=first.prev, entries=sent)


def seconds(process: psutil.Process) -> float:
    """Processor time of a process and of its children, those that are gone among them."""
    family = [process, *process.children(recursive=True)]
    times = [one.cpu_times() for one in family]
    gone = times[0].children_user + times[0].children_system
    return float(gone + sum(took.user + took.system for took in times))


def copy_cost(cluster: Cluster) -> Cost:
    """The same rows by binary COPY into one table, and nothing else."""
    author = Author(1, scope_of("b" * 32))
    postgres, ours = psutil.Process(cluster.process), psutil.Process()
    with psycopg.connect(cluster.new_database()) as connection:
        connection.execute(_TABLE)
        connection.commit()
        rows = [list(_rows(batch(author, seed), seed * RECORDS)) for seed in range(WARM + PUSHES)]
        for some in rows[:WARM]:
            copy(connection, some)
        before = seconds(ours), seconds(postgres)
        for some in rows[WARM:]:
            copy(connection, some)
        after = seconds(ours), seconds(postgres)
    each = _MICROSECONDS / PUSHES
    # Of ours, without the cluster, which is no child of this process once pg_ctl has gone.
    return Cost((after[0] - before[0]) * each, (after[1] - before[1]) * each)


def copy(connection: "psycopg.Connection[tuple[object, ...]]", rows: Sequence[tuple[object, ...]]) -> None:
    """Rows in one transaction."""
    with connection.cursor() as cursor, cursor.copy("COPY line FROM STDIN (FORMAT BINARY)") as copying:
        copying.set_types(["text", "int8", "text", "text", "text", "int8", "int8", "int8", "int4", "bytea"])
        for row in rows:
            copying.write_row(row)
    connection.commit()


def step_costs(entries: Sequence[Entry]) -> dict[str, float]:
    """What the server must do with each record beside keeping it, each step alone, in this process."""
    body = pack(encode(push_of(entries, "e" * 32)))
    receipts = Receipts(b"k" * 32)

    def parse() -> None:
        decode(unpack(body, "zstd"), PushRequest)

    def check() -> None:
        for entry in sent:
            full = whole(entry)
            check_entry(full)
            decode_body(full)

    def digest() -> None:
        Digest().plus_all((entry.id, entry.hash) for entry in entries)

    def receipt() -> None:
        for entry in entries:
            receipts.issue(entry, "e" * 32, entry.stamp, 0)

    sent = decode(unpack(body, "zstd"), PushRequest).entries
    return {
        "parsing": _cost(parse),
        "checking": _cost(check),
        "digest": _cost(digest),
        "receipts": _cost(receipt),
    }


def _cost(work: Callable[[], None]) -> float:
    work()
    began = time.process_time()
    for _ in range(PUSHES):
        work()
    return (time.process_time() - began) * _MICROSECONDS / PUSHES


def _rows(entries: Sequence[Entry], before: int) -> Iterator[tuple[object, ...]]:
    for seq, entry in enumerate(entries, before + 1):
        text = encode(for_the_wire(entry))
        head = (entry.scope, seq, entry.id, entry.hash, entry.writer, entry.n)
        yield (*head, entry.stamp, entry.stamp, len(text), text)
