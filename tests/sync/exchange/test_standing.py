"""A laptop that has everything says so in a word, and is believed only where everything is the same."""

from typing import Any

import msgspec
import pytest

from sync.client.exchange import exchange
from sync.protocol.digest import Digest
from sync.protocol.entries import NO_ENTRY, EntryId
from sync.protocol.hello import HelloRequest, HelloTold
from sync.protocol.standing import standing_of
from sync.server.laptops import list_laptops
from sync.server.walls import EVERY
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import SCOPE, Central

PERSON = "a" * 32


def test_who_has_everything_says_so_in_a_word_and_whoever_has_not_is_told_all(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = MemoryJournal(1, SCOPE), MemoryJournal(2, SCOPE)
    lines = central.device(), central.device()
    first.write("contact", PERSON, {"given_name": "Ada"})
    exchange(first, lines[0])
    exchange(second, lines[1])
    answers: list[HelloTold] = []
    real_post = lines[1].post

    def post(path: str, message: Any, kind: Any, *query: Any) -> Any:
        answers.append(real_post(path, message, kind, *query))
        return answers[-1]

    monkeypatch.setattr(lines[1], "post", post)
    told = exchange(second, lines[1])
    assert (told.received, [scope.agrees for scope in told.scopes]) == (0, [True])
    assert [(one.same, one.scopes) for one in answers] == [(True, None)]
    first.write("contact", PERSON, {"given_name": "Adah"})
    exchange(first, lines[0])
    assert exchange(second, lines[1]).received == 1
    assert not answers[-1].same
    assert second.fold("contact", PERSON).value("given_name") == "Adah"


def test_whoever_lacks_something_is_not_told_that_nothing_is_new(central: Central) -> None:
    """An id is gone, or another epoch or number is held for true: the short word is another."""
    line, journal = central.device(), MemoryJournal(1, SCOPE)
    journal.write("contact", PERSON, {"given_name": "Ada"})
    exchange(journal, line)
    (state,) = journal.scopes()
    (writer,) = journal.writers()
    last = journal.entry_id(writer.writer, writer.acked_n) or NO_ENTRY
    whole = (journal.epoch(), writer.acked_n, last, [state])
    others = [
        ("f" * 32, *whole[1:]),
        (whole[0], 2, *whole[2:]),
        (*whole[:2], EntryId("f" * 32), whole[3]),
        (*whole[:3], [msgspec.structs.replace(state, cursor=2)]),
        (*whole[:3], [msgspec.structs.replace(state, digest=Digest().text())]),
        (*whole[:3], []),
    ]
    asked = HelloRequest(epoch=journal.epoch(), writer=writer.writer, n=1, scopes=[], protocol=2)
    for standing, is_same in [(whole, True), *((one, False) for one in others)]:
        said = msgspec.structs.replace(asked, standing=standing_of(*standing))
        assert line.post("/v1/hello", said, HelloTold).same is is_same


def test_where_a_laptop_stands_is_known_by_its_short_word_too(central: Central) -> None:
    first, line = MemoryJournal(1, SCOPE), central.device()
    first.write("contact", PERSON, {"given_name": "Ada"})
    exchange(first, line)
    exchange(first, line)
    with central.database.reading(EVERY) as connection:
        (listed,) = list_laptops(connection, SCOPE, central.now())
    assert listed.behind == 0
