"""What the server knows of a laptop is true also if its lid closes right after it has sent."""

from sync.client.transport import Transport
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import LaptopsAnswer, ScopeState
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, Central
from tests.sync.server.test_pushes import push


def tell(line: Transport, author: Author, *, pending: int, cursor: int) -> None:
    state = ScopeState(scope=SCOPE, cursor=cursor, digest="")
    asked = HelloRequest(epoch="", writer=author.writer, n=0, scopes=[state], pending=pending, protocol=2)
    line.post("/v1/hello", asked, HelloAnswer)


def told(line: Transport) -> list[tuple[int, int]]:
    found = line.get("/v1/laptops", {}, LaptopsAnswer).laptops
    return [(one.pending, one.behind) for one in found]


def test_what_it_sent_is_not_waiting_on_it_any_more_and_it_is_not_behind_by_it(central: Central) -> None:
    line, author = central.device(), Author(1, SCOPE)
    entries = author.contacts(5)
    tell(line, author, pending=5, cursor=0)
    assert told(line) == [(5, 0)]
    push(central, line, entries[:3])
    assert told(line) == [(2, 0)]
    push(central, line, entries[3:])
    assert told(line) == [(0, 0)]
    push(central, line, entries[3:])  # the answer was lost
    assert told(line) == [(0, 0)]


def test_what_a_colleague_sent_between_is_still_to_come(central: Central) -> None:
    line, other = central.device(), central.device(role="organiser")
    first, second = Author(1, SCOPE), Author(2, SCOPE)
    tell(line, first, pending=2, cursor=0)
    tell(other, second, pending=1, cursor=0)
    push(central, other, second.contacts(1))
    push(central, line, first.contacts(2))
    assert told(line) == [(0, 3), (0, 2)]  # its own lie beyond the colleague's, where it has not been yet
