"""What the ledger does with a push: all or nothing, once, in one gapless order, and never a refusal for one entry.

Every test runs on SQLite and on PostgreSQL.
"""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from sync.client.errors import ServerRefused
from sync.client.transport import Transport
from sync.protocol.audit import What
from sync.protocol.clock import Stamp, milliseconds_of, stamp_at
from sync.protocol.digest import Digest
from sync.protocol.entries import ENTRY_CAP, TEXT_CAP, Entry, EntryId, hash_body
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import PullAnswer, PushAnswer, PushRequest, ScopeHead
from sync.server.tables import AUDIT, QUARANTINE
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, Central


def push(central: Central, line: Transport, entries: list[Entry], epoch: str = "") -> PushAnswer:
    request = PushRequest(
        epoch=epoch or central.service.epoch,
        writer=entries[0].writer,
        from_n=entries[0].n,
        prev=entries[0].prev,
        entries=entries,
    )
    return line.post("/v1/push", request, PushAnswer)


def pull(central: Central, line: Transport, after: int = 0, limit: int = 2000) -> PullAnswer:
    query = {"epoch": central.service.epoch, "scope": SCOPE, "after": str(after), "limit": str(limit)}
    return line.get("/v1/pull", query, PullAnswer)


def hello(central: Central, line: Transport, writer: str) -> HelloAnswer:
    asked = msgspec.convert(
        {"epoch": central.service.epoch, "writer": writer, "n": 0, "scopes": []}, HelloRequest
    )
    return line.post("/v1/hello", asked, HelloAnswer)


def test_entries_come_out_as_they_went_in_in_one_order_without_a_gap(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(5)
    answer = push(central, line, entries)
    page = pull(central, line)
    assert (answer.acked_n, answer.quarantined, len(answer.eff)) == (5, [], 5)
    assert [landed.seq for landed in page.entries] == [1, 2, 3, 4, 5]
    assert [landed.entry for landed in page.entries] == entries
    assert [landed.eff for landed in page.entries] == answer.eff
    assert (page.next, page.head) == (5, 5)
    assert page.digest == Digest().plus_all((entry.id, entry.hash) for entry in entries).text()


def test_pages_follow_each_other(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(5)
    push(central, line, entries)
    first, second, beyond = (pull(central, line, after, 3) for after in (0, 3, 5))
    assert [landed.entry for landed in [*first.entries, *second.entries]] == entries
    assert (first.next, second.next, beyond.next, beyond.entries) == (3, 5, 5, [])


def test_a_push_whose_answer_was_lost_is_a_no_op_with_the_same_answer(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(4)
    first = push(central, line, entries)
    again = push(central, line, entries)
    assert (again.acked_n, again.eff) == (first.acked_n, first.eff)
    assert pull(central, line).head == 4


def test_a_push_that_overlaps_what_is_held_adds_only_the_rest(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(6)
    push(central, line, entries[:4])
    assert push(central, line, entries[2:]).acked_n == 6
    assert [landed.entry for landed in pull(central, line).entries] == entries


def test_a_gap_is_refused_with_how_far_the_writer_is_held(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(6)
    push(central, line, entries[:2])
    with pytest.raises(ServerRefused) as refused:
        push(central, line, entries[4:])
    assert (refused.value.code, refused.value.prefix) == ("gap", 2)
    assert pull(central, line).head == 2


def test_another_entry_in_a_place_that_is_taken_is_a_fork(central: Central) -> None:
    line = central.device()
    first, second = Author(1, SCOPE), Author(2, SCOPE)
    second.writer = first.writer
    push(central, line, first.contacts(3))
    with pytest.raises(ServerRefused, match="forked"):
        push(central, line, second.contacts(3))
    assert pull(central, line).head == 3


def test_an_entry_that_does_not_follow_the_last_one_is_a_fork(central: Central) -> None:
    line = central.device()
    author = Author(1, SCOPE)
    push(central, line, author.contacts(2))
    (third,) = author.contacts(1)
    with pytest.raises(ServerRefused, match="forked"):
        push(central, line, [msgspec.structs.replace(third, prev=EntryId("9" * 32))])


def test_a_chain_that_is_broken_inside_a_push_is_a_fork(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(3)
    with pytest.raises(ServerRefused, match="forked"):
        push(central, line, [entries[0], msgspec.structs.replace(entries[1], n=3), entries[2]])


def test_a_writer_belongs_to_one_device(central: Central) -> None:
    author = Author(1, SCOPE)
    push(central, central.device(), author.contacts(1))
    with pytest.raises(ServerRefused, match="forked"):
        push(central, central.device(), author.contacts(1))


def test_the_same_entry_under_a_fresh_writer_is_held_once_and_keeps_its_stamp(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(2)
    first = push(central, line, entries)
    fresh = Author(2, SCOPE).writer
    relabelled = [msgspec.structs.replace(entry, writer=fresh) for entry in entries]
    again = push(central, line, relabelled)
    assert (again.acked_n, again.eff) == (2, first.eff)
    assert pull(central, line).head == 2
    assert hello(central, line, fresh).prefix == 2


def test_what_may_not_be_admitted_is_kept_apart_acknowledged_and_blocks_nothing(central: Central) -> None:
    line = central.device()
    author = Author(1, SCOPE)
    long = "x" * (ENTRY_CAP + 1)
    entries = [
        author.write("contact", "a", {"given_name": "Ada"}, scope="branch:" + "c" * 32),
        author.write("contact", "a", {"given_name": "Ada"}),
        author.write("contact", "a", {}, body="{", hash=hash_body("{")),
        author.write("contact", "a", {}, hash="0" * 64),
        author.write("contact", "a", {}, body=long, hash=hash_body(long)),
        author.write("contact", "", {}),
        author.write("a_kind_of_later", "a", {"later": True}),
    ]
    answer = push(central, line, entries)
    assert answer.acked_n == 7
    assert [(item.id, item.reason) for item in answer.quarantined] == [
        (entries[0].id, "scope"),
        (entries[2].id, "malformed"),
        (entries[3].id, "body_hash"),
        (entries[4].id, "too_large"),
        (entries[5].id, "malformed"),
    ]
    assert [landed.entry for landed in pull(central, line).entries] == [entries[1], entries[6]]
    again = push(central, line, entries)
    assert again.eff == answer.eff
    assert {item.id for item in again.quarantined} == {item.id for item in answer.quarantined}


@pytest.mark.parametrize(
    "padding",
    [
        {"app": "x" * TEXT_CAP},
        {"actor": "x" * TEXT_CAP},
        {"seen": {"name": [EntryId("e" * 32)] * (TEXT_CAP // 30)}},
    ],
    ids=["app", "actor", "seen"],
)
def test_a_header_that_fills_a_page_lies_apart_by_its_link_and_stops_nobody(
    central: Central, padding: dict[str, Any]
) -> None:
    line = central.device()
    author = Author(1, SCOPE)
    entries = [author.write("contact", "a", {"given_name": "Ada"}, **padding), *author.contacts(2)]
    answer = push(central, line, entries)
    assert [(item.id, item.reason) for item in answer.quarantined] == [(entries[0].id, "too_large")]
    assert answer.acked_n == 3
    assert [landed.entry for landed in pull(central, line).entries] == entries[1:]
    with central.database.reading(SCOPE) as connection:
        kept = (
            connection.execute(select(QUARANTINE.c.text).where(QUARANTINE.c.scope == SCOPE)).scalars().all()
        )
    assert list(map(bytes, kept)) == [b""]


def test_another_body_under_an_id_that_is_held_is_kept_apart(central: Central) -> None:
    line = central.device()
    (entry,) = Author(1, SCOPE).contacts(1)
    push(central, line, [entry])
    forged = Author(2, SCOPE).write("contact", "a", {"given_name": "Eve"}, id=entry.id)
    assert [item.reason for item in push(central, line, [forged]).quarantined] == ["id_taken"]
    assert [landed.entry for landed in pull(central, line).entries] == [entry]


def test_a_stamp_from_the_future_counts_as_now_and_stamps_of_a_writer_increase(central: Central) -> None:
    line = central.device()
    author = Author(1, SCOPE)
    future = stamp_at(central.now() + 10**11)
    entries = [author.write("contact", "a", {"phone": str(n)}, stamp=future) for n in range(3)]
    entries.append(author.write("contact", "a", {"phone": "4"}, stamp=stamp_at(0)))
    answer = push(central, line, entries)
    assert answer.eff == sorted(set(answer.eff))
    assert abs(milliseconds_of(Stamp(answer.eff[0])) - central.now()) < 10_000


def test_another_epoch_is_refused_with_ours(central: Central) -> None:
    line = central.device()
    with pytest.raises(ServerRefused) as refused:
        push(central, line, Author(1, SCOPE).contacts(1), epoch="0" * 32)
    assert (refused.value.code, refused.value.epoch) == ("epoch", central.service.epoch)


def test_hello_tells_heads_prefix_and_epoch_in_one_answer(central: Central) -> None:
    line = central.device()
    entries = Author(1, SCOPE).contacts(3)
    nothing = hello(central, line, entries[0].writer)
    assert (nothing.prefix, nothing.scopes) == (0, [ScopeHead(scope=SCOPE, head=0, digest=Digest().text())])
    push(central, line, entries)
    after = hello(central, line, entries[0].writer)
    assert (after.prefix, after.scopes[0].head, after.epoch) == (3, 3, central.service.epoch)


def test_text_with_every_letter_and_a_nul_comes_back_as_it_was(central: Central) -> None:
    line = central.device()
    entry = Author(1, SCOPE).write("contact\x00", "ŵ\x00", {"given_name": "Siân \x00 Ωμέγα 😀 \u202e"})
    assert push(central, line, [entry]).quarantined == []
    assert pull(central, line).entries[0].entry == entry


def test_of_one_device_no_more_histories_are_noted_in_a_day_than_somebody_reads(central: Central) -> None:
    identity = central.enrol()
    line = central.line(identity)
    central.skew_ms += 1000
    for number in range(15):
        stamp = Stamp(stamp_at(central.now()) + number)
        push(
            central,
            line,
            [Author(100 + number, SCOPE).write("contact", "a" * 32, {"phone": "1"}, stamp=stamp)],
        )
    noted = select(AUDIT.c.what).where(AUDIT.c.what == What.FORKED)
    with central.database.reading(EVERY) as connection:
        assert len(connection.scalars(noted).all()) == 10
    central.skew_ms += 25 * 3600 * 1000
    push(central, line, [Author(99, SCOPE).write("contact", "a" * 32, {"phone": "1"})])
    with central.database.reading(EVERY) as connection:
        assert len(connection.scalars(noted).all()) == 11
