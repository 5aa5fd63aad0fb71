"""The writer is handed on in the order in which it was asked for, and what one thread writes another waits for."""

import threading
from pathlib import Path

import pytest

from desktop.operations.contacts import add_person, count_people
from desktop.store.turns import Turns
from tests.made_up_stores import entries_of, made_store

PATIENCE = 30


def test_who_waits_is_next_even_if_the_holder_asks_again_at_once() -> None:
    turns, order = Turns(), list[str]()
    waiting = threading.Event()

    def keystroke() -> None:
        waiting.set()
        with turns:
            order.append("keystroke")

    thread = threading.Thread(target=keystroke)
    with turns:
        thread.start()
        assert waiting.wait(PATIENCE)
        while not turns.is_shared():
            pass
        order.append("slice")
    with turns:
        order.append("slice")
    thread.join(PATIENCE)
    assert order == ["slice", "keystroke", "slice"]


def test_the_holder_may_take_it_again() -> None:
    turns = Turns()
    with turns, turns:
        assert not turns.is_shared()
    with turns:
        pass


def test_many_threads_write_one_after_the_other_without_a_gap(tmp_path: Path) -> None:
    store = made_store(tmp_path / "vault")
    faults: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for turn in range(10):
                add_person(store, {"given_name": f"Ada {number} {turn}"})
                count_people(store)
        except BaseException as fault:  # noqa: BLE001 - it is shown by the assertion below
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert faults == []
    assert [entry.n for entry in entries_of(store)] == list(range(1, 51))
    store.close()


def test_a_transaction_within_a_transaction_is_refused(tmp_path: Path) -> None:
    store = made_store(tmp_path / "vault")
    with store.transaction(), pytest.raises(RuntimeError), store.transaction():
        pass
    add_person(store, {"given_name": "Ada"})
    store.close()
