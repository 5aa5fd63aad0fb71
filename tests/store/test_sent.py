"""What was sent when: where each entry stands, without what it says."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.sent import SentState
from desktop.operations.contacts import add_note, add_person
from desktop.operations.sent import ListNotWritten, export_sent, list_sent, read_sent, sent_record
from desktop.operations.status import read_status
from desktop.store.store import Store
from desktop.wording.dates import street_time
from desktop.wording.strip import pending_words
from sync.protocol.messages import PushAnswer, Quarantined
from tests.made_up_stores import TurnedClock, entries_of, made_store

SECRET = "Boiler out since October"


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def store(tmp_path: Path, clock: TurnedClock) -> Iterator[Store]:
    made = made_store(tmp_path / "mine", clock)
    person = add_person(made, {"given_name": "Osei"}).value
    clock.turn(days=1)
    add_note(made, person, SECRET, read_aloud=True)
    yield made
    made.close()


def take(store: Store, quarantined: dict[int, str] | None = None, issued: str = "e1") -> None:
    """Let the server take everything; ``quarantined`` gives reasons by place."""
    [state] = store.exchange.writers()
    entries = store.exchange.entries(state.writer, 0, 100)
    apart = [Quarantined(id=entries[at].id, reason=reason) for at, reason in (quarantined or {}).items()]
    answer = PushAnswer(
        acked_n=state.last_n,
        epoch=issued,
        eff=[entry.stamp for entry in entries],
        quarantined=apart,
        now=0,
        received_at=[store.now_ms()] * len(entries),
        receipts=["" if at in (quarantined or {}) else f"{at:032x}" for at in range(len(entries))],
    )
    store.exchange.acknowledge(state.writer, state.last_n, answer)


def test_before_the_server_took_it_everything_is_not_sent(store: Store) -> None:
    rows = list_sent(store)
    assert [row.id for row in reversed(rows)] == [entry.id for entry in entries_of(store)]
    assert {row.state for row in rows} == {SentState.NOT_SENT}
    assert {row.received_at for row in rows} == {None}


def test_what_the_server_took_has_its_time_and_its_receipt(store: Store) -> None:
    take(store)
    rows = list_sent(store)
    assert {row.state for row in rows} == {SentState.SENT}
    assert len({row.receipt for row in rows}) == len(rows)
    assert {row.issued for row in rows} <= {"e1", ""}
    assert {row.received_at for row in rows} == {store.now()}


def test_what_was_kept_apart_and_what_was_discarded_say_which(store: Store) -> None:
    take(store, {0: "scope", 1: "erased"})
    rows = list(reversed(list_sent(store)))
    assert [rows[0].state, rows[1].state] == [SentState.KEPT_APART, SentState.ERASED]
    assert rows[0].reason == "scope"


def test_what_must_be_sent_again_is_not_called_sent(store: Store) -> None:
    take(store)
    [state] = store.exchange.writers()
    store.exchange.rewind(state.writer, 0)
    assert {row.state for row in list_sent(store)} == {SentState.NOT_SENT}


def test_evenings_are_days_of_the_street_the_latest_first(store: Store) -> None:
    book = read_sent(store, street_time)
    assert [evening.on.day for evening in book.evenings] == [25, 24]
    assert book.evenings[0].records == {"note": 1}
    assert book.count(SentState.NOT_SENT) == len(list_sent(store))


@pytest.mark.parametrize("name", ["sent.csv", "sent.json"])
def test_an_export_holds_every_receipt_and_nothing_that_was_written(
    store: Store, tmp_path: Path, name: str
) -> None:
    take(store)
    count = export_sent(store, tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    read = json.loads(text) if name.endswith("json") else list(csv.DictReader(text.splitlines()))
    assert len(read) == count == len(list_sent(store))
    assert [row["receipt"] for row in read] == [row.receipt for row in list_sent(store)]
    assert SECRET not in text
    assert "Osei" not in text
    assert SECRET not in json.dumps([sent_record(row) for row in list_sent(store)])


def test_a_folder_that_is_not_there_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ListNotWritten):
        export_sent(store, tmp_path / "nowhere" / "sent.csv")


def test_what_is_carried_for_colleagues_is_counted_once_in_the_strip(store: Store) -> None:
    take(store)
    texts = ('{"entries":[{"id":"a"},{"id":"b"}]}', '{"entries":[{"id":"b"},{"id":"c"}]}', "{")
    with store.transaction() as connection:
        connection.executemany(
            "INSERT INTO carried (device, signature, push) VALUES ('d', ?, ?)", list(enumerate(texts))
        )
    status = read_status(store)
    assert status.carried == read_sent(store, street_time).carried == 3
    assert pending_words(status) == "3 changes of colleagues not yet handed on."


def test_what_an_exchange_found_is_kept_until_another_finds_otherwise(store: Store) -> None:
    store.sent.note_exchange(is_forked=True, removals_held=212)
    status = read_status(store)
    assert (status.removals_held, status.forked_at) == (212, store.now())
    store.sent.note_exchange(is_forked=False, removals_held=0)
    assert (read_status(store).removals_held, read_status(store).forked_at) == (0, store.now())
