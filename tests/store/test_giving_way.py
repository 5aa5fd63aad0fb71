"""Long work stands still while a key is being answered, and never for ever."""

import threading

from desktop.store.giving_way import GivingWay

PATIENCE = 30


def test_work_goes_on_once_what_a_key_did_is_painted() -> None:
    giving_way, order = GivingWay(longest=PATIENCE), list[str]()

    def work() -> None:
        giving_way.wait()
        order.append("worked")

    giving_way.begin()
    thread = threading.Thread(target=work)
    thread.start()
    order.append("painted")
    giving_way.end()
    thread.join(PATIENCE)
    assert order == ["painted", "worked"]


def test_a_painting_that_never_comes_keeps_nobody_waiting() -> None:
    giving_way = GivingWay(longest=0)
    giving_way.begin()
    giving_way.wait()


def test_without_a_key_nothing_waits() -> None:
    GivingWay(longest=PATIENCE).wait()
