"""The trap of sequences: with many writers at once, a reader that polls must miss nothing. On both databases."""

import threading

from sync.protocol.messages import PullAnswer, PushAnswer, PushRequest
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, Central

WRITERS = 4
PUSHES = 12
BATCH = 5


def test_a_polling_reader_misses_nothing_of_what_many_write_at_once(central: Central) -> None:
    epoch = central.service.epoch
    lines = [central.device() for _ in range(WRITERS + 1)]
    acknowledged: list[str] = []
    failures: list[BaseException] = []

    def write(number: int) -> None:
        author = Author(number + 1, SCOPE)
        try:
            for _ in range(PUSHES):
                entries = author.contacts(BATCH)
                request = PushRequest(
                    epoch=epoch,
                    writer=author.writer,
                    from_n=entries[0].n,
                    prev=entries[0].prev,
                    entries=entries,
                )
                lines[number].post("/v1/push", request, PushAnswer)
                acknowledged.extend(entry.id for entry in entries)
        except BaseException as fault:  # noqa: BLE001 told by the test, which joins this thread
            failures.append(fault)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    read: list[str] = []
    places: list[int] = []
    is_last = False
    while not is_last:
        is_last = not any(thread.is_alive() for thread in threads)
        query = {"epoch": epoch, "scope": SCOPE, "after": str(len(places)), "limit": "7"}
        page = lines[-1].get("/v1/pull", query, PullAnswer)
        read.extend(landed.entry.id for landed in page.entries)
        places.extend(landed.seq for landed in page.entries)
        is_last = is_last and page.next == page.head
    assert failures == []
    assert len(acknowledged) == WRITERS * PUSHES * BATCH
    assert places == list(range(1, len(places) + 1))
    assert sorted(read) == sorted(acknowledged)
