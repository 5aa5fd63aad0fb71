"""What the server's door costs a request: its signatures, and PostgreSQL's row-level security."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from sync.client.line import Carried
from sync.client.transport import Transport, wall_clock
from sync.protocol.entries import Scope
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import PullAnswer
from sync.protocol.signing import Request, sign_answer, sign_request, verify_answer, verify_request
from sync.server.front import Asked, Front
from sync.server.walls import walled
from tests.bench.figures import Figure, in_turn
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, Central, running
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster
from tests.sync.server.test_pushes import push

SIGNED, HELLOS, PULLS, ENTRIES = 2000, 400, 100, 500
_BODY = b"x" * 400
BESIDE = "the same database without row-level security, its transactions not told which branch they may see"


class Straight:
    """Carries requests to a server of the same process, without a network."""

    def __init__(self, central: Central) -> None:
        self._front = Front(central.service)

    def carry(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Carried:
        """One request."""
        path, _, query = target.partition("?")
        lower = {name.lower(): value for name, value in headers.items()}
        replied = self._front.answer(Asked(method, path, query, lower, body, "127.0.0.1"))
        return Carried(
            replied.status, {name.lower(): value for name, value in replied.headers.items()}, replied.body
        )

    def close(self) -> None:
        """Nothing is open."""


def measure(scratch: Path) -> list[Figure]:
    """The signatures by themselves, then requests with the wall and without it, in turn."""
    binaries = postgres_binaries()
    if binaries is None:
        raise RuntimeError("PostgreSQL is not installed")
    with running_cluster(binaries) as cluster:
        return [*_signatures(), *_walls(cluster, scratch)]


def _signatures() -> list[Figure]:
    """What both sides do for each request and its answer, of four hundred bytes each; per request, in µs."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key()
    request = Request("POST", "127.0.0.1:1", "/v1/hello", _BODY, "d" * 65, 1_790_000_000_000, "r" * 32)
    asked, told = sign_request(key, request), sign_answer(key, request.request_id, 200, _BODY)
    steps: dict[str, Callable[[], object]] = {
        "a request signed, on the laptop": lambda: sign_request(key, request),
        "checked, on the server": lambda: verify_request(public, request, asked),
        "the answer signed, on the server": lambda: sign_answer(key, request.request_id, 200, _BODY),
        "checked, on the laptop": lambda: verify_answer(public, request.request_id, 200, _BODY, told),
    }
    took = {name: _microseconds(work) for name, work in steps.items()}
    whole = Figure("signatures of a request and its answer", sum(took.values()), "µs", target=None)
    return [whole, *(Figure(f"  {name}", one, "µs", target=None) for name, one in took.items())]


def _microseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(SIGNED):
        work()
    return (time.process_time() - began) * 1e6 / SIGNED


def _walls(cluster: Cluster, scratch: Path) -> list[Figure]:
    with (
        running(scratch / "walled", cluster.new_database()) as walled_in,
        running(scratch / "open", cluster.new_database()) as open_one,
    ):
        open_one.database.write(SCOPE, _take_down)
        lines = [_line(central) for central in (walled_in, open_one)]
        for central, line in zip((walled_in, open_one), lines, strict=True):
            push(central, line, Author(1, SCOPE).contacts(ENTRIES))
        ours, theirs = lines

        def pull(central: Central, line: Transport) -> None:
            query = {"epoch": central.service.epoch, "scope": SCOPE, "after": "0", "limit": str(ENTRIES)}
            line.get("/v1/pull", query, PullAnswer)

        def pull_unseen() -> None:
            with _untold():
                pull(open_one, theirs)

        def hello_unseen() -> None:
            with _untold():
                _hello(theirs)

        hellos = in_turn(lambda: _hello(ours), hello_unseen, HELLOS)
        pulls = in_turn(lambda: pull(walled_in, ours), pull_unseen, PULLS)
        return [
            Figure("hello behind the wall", hellos[0], "ms", target=None, reference=hellos[1], beside=BESIDE),
            Figure(
                f"{ENTRIES} entries pulled behind the wall",
                pulls[0],
                "ms",
                target=None,
                reference=pulls[1],
                beside=BESIDE,
            ),
        ]


def _take_down(connection: Connection) -> None:
    for table in walled(connection):
        connection.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


@contextmanager
def _untold() -> Iterator[None]:
    """Transactions that begin without being told which branch they may see."""
    with patch("sync.server.database.look", _say_nothing):
        yield


def _say_nothing(_connection: Connection, _at: Scope) -> None:
    pass


def _line(central: Central) -> Transport:
    return Transport(central.server, central.enrol(), now_ms=wall_clock, line=Straight(central))


def _hello(line: Transport) -> None:
    line.post(
        "/v1/hello", HelloRequest(epoch="", writer=Author(1, SCOPE).writer, n=0, scopes=[]), HelloAnswer
    )
