"""Attack 33: places in a stream that are made up, of the future, or another branch's. Refused, or nothing; never other data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.client.errors import ServerRefused
from sync.client.exchange import exchange
from sync.client.transport import Transport
from sync.protocol.entries import WriterId, scope_of
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import PullAnswer, ScopeState
from sync.server.database import sqlite_address
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import BRANCH, SCOPE, Central, running

pytestmark = pytest.mark.usefixtures("codes_cost_little")

THEIRS = "c" * 32


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A server with two entries of ours and seven of another branch."""
    folder: Path = tmp_path_factory.mktemp("server")
    with running(folder, sqlite_address(folder / "ledger.db")) as found:
        for number, (branch, count) in enumerate(((BRANCH, 2), (THEIRS, 7)), 1):
            journal, line = MemoryJournal(number, scope_of(branch)), found.line(found.enrol(branch))
            for _ in range(count):
                journal.write("contact", "a" * 32, {"given_name": "Adah"})
            assert exchange(journal, line).sent == count
            line.close()
        yield found


@pytest.fixture
def line(central: Central) -> Iterator[Transport]:
    found = central.device()
    yield found
    found.close()


def pull(line: Transport, central: Central, **place: str) -> PullAnswer:
    return line.get("/v1/pull", {"scope": SCOPE, "epoch": central.service.epoch, **place}, PullAnswer)


@pytest.mark.parametrize("name", ["after", "limit"])
@pytest.mark.parametrize(
    "place", ["-1", "x", "1e3", "9" * 30, "٣", str(1 << 63), "0 ", "+1", "0x1", "1.0", "\0", "1\n"]
)
def test_what_is_no_place_is_malformed(central: Central, line: Transport, name: str, place: str) -> None:
    with pytest.raises(ServerRefused, match="malformed"):
        pull(line, central, **{name: place})


@pytest.mark.parametrize("place", [2, 3, 5, 7, 8, 10_000, 1 << 40])
def test_beyond_the_end_of_ours_there_is_nothing_also_where_theirs_has_something(
    central: Central, line: Transport, place: int
) -> None:
    answer = pull(line, central, after=str(place))
    assert (answer.entries, answer.head) == ([], 2)


def test_a_place_of_another_life_of_the_server_is_no_place(central: Central, line: Transport) -> None:
    with pytest.raises(ServerRefused, match="epoch"):
        pull(line, central, after="0", epoch="0" * 32)


@pytest.mark.parametrize("place", [3, 7, 10_000, 1 << 40])
def test_who_says_to_be_further_than_ours_is_told_ours_alone(line: Transport, place: int) -> None:
    states = [ScopeState(scope=scope, cursor=place, digest="0") for scope in (SCOPE, scope_of(THEIRS))]
    asked = HelloRequest(epoch="", writer=WriterId("f" * 32), n=0, scopes=states)
    answer = line.post("/v1/hello", asked, HelloAnswer)
    assert [(head.scope, head.head) for head in answer.scopes] == [(SCOPE, 2)]
