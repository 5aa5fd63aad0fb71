"""Our client and server through the steps of the bench of the exchange, in a process of its own.

Everything is what people run: encrypted stores, the rows that screens show, words for searching, signed requests,
and ``groundswell-server`` over SQLite.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import requests

from desktop.domain.grants import Part
from desktop.domain.ids import ContactId
from desktop.domain.members import Role
from desktop.operations.contacts import add_person, edit_person, list_people, search_people
from desktop.operations.enrolment import enrol, invite, open_transport
from desktop.operations.grants import give_grant
from desktop.operations.register_import import import_register
from desktop.operations.sync import sync_now
from desktop.operations.turfs import cut_turf, list_streets
from desktop.store.store import Store
from sync.client.exchange import exchange
from tests.bench.colleague import first_code, serving
from tests.bench.made_records import changed_phone, made_records
from tests.bench.made_register import write_register
from tests.bench.peer_run import CHANGED, EMPTY, RECORDS, PeerRun
from tests.bench.vaults import new_vault
from tests.bench.wire import watched

_FRESH = 2
_AT_ONCE = 500
_TURFS = 3
_SCOPES = 1 + _TURFS
_ELECTORS = 2000


def live(folder: Path, *, is_counted: bool) -> dict[str, dict[str, float]]:
    """Two laptops of a branch, and others that come new."""
    with ExitStack() as stack:
        server = stack.enter_context(serving(folder / "server"))
        address, count = stack.enter_context(watched(server, is_counted=is_counted))
        run = PeerRun(count)

        def laptop(name: str) -> Store:
            return stack.enter_context(new_vault(folder / name))

        first, second = laptop("first"), laptop("second")
        enrol(first, address, first_code(folder / "server"))
        add_person(
            first, {"given_name": "Ada"}
        )  # so that both have something, and the second is no fresh laptop
        sync_now(first)
        enrol(second, address, invite(first, Role.CANVASSER).code)
        sync_now(second)
        people = add_people(first)
        with run.step("upload"):
            sync_now(first)
        with run.step("stream"):
            sync_now(second)
        for number in range(_FRESH):
            fresh = laptop(f"fresh {number}")
            enrol(fresh, address, invite(first, Role.CANVASSER).code)
            with run.step("fresh" if number else "fresh, the first"):
                sync_now(fresh)
                found = search_people(fresh, "ward")
            if not found.total:
                raise RuntimeError("a fresh laptop finds nobody")
        change_people(first, people[:CHANGED])
        with run.step("changed up"):
            sync_now(first)
        with run.step("changed down"):
            sync_now(second)
        check(second, people)
        give_turfs(first, second, folder)
        ask_nothing(run, second)
        ask_barely(run, address)
        return run.told()


def add_people(store: Store) -> list[ContactId]:
    """A person for each record, an entry each; many in a transaction, for nothing here is timed."""
    people = []
    for some in _batches(made_records(RECORDS)):
        with store.transaction():
            people += [store.contacts.add(record) for record in some]
    return people


def change_people(store: Store, people: list[ContactId]) -> None:
    """Another telephone number for each."""
    for number, contact in enumerate(people):
        edit_person(store, contact, {"phone": changed_phone(number)})


def check(store: Store, people: list[ContactId]) -> None:
    """Raise unless a laptop holds everybody, the one who was there before among them, with what was changed last."""
    held = {row["id"]: row for row in list_people(store)}
    if len(held) != RECORDS + 1 or held[people[0]]["phone"] != changed_phone(0):
        raise RuntimeError("a laptop did not receive what it should have")


def give_turfs(first: Store, second: Store, folder: Path) -> None:
    """Let the second laptop have turfs beside the branch: streets of a small register."""
    register = folder / "register.csv"
    write_register(register, _ELECTORS)
    import_register(first, register)
    enrolled = second.enrolment.find()
    if enrolled is None:
        raise LookupError("the second laptop has no server")
    for street in list_streets(first)[:_TURFS]:
        turf = cut_turf(first, street.name, [street.key]).value
        give_grant(first, enrolled.device, Part.TURF, turf)
    sync_now(second)


def ask_nothing(run: PeerRun, store: Store) -> None:
    """An exchange that finds nothing, over a connection that is kept, as the window's is."""
    sync_now(store)
    transport = open_transport(store)
    run.repeat("nothing new", EMPTY, lambda: exchange(store.exchange, transport))
    report = exchange(store.exchange, transport)
    transport.close()
    if len(report.scopes) != _SCOPES or not all(scope.agrees for scope in report.scopes):
        raise RuntimeError("the scopes do not stand where they should")


def ask_barely(run: PeerRun, address: str) -> None:
    """The reference: ``requests`` asks the same server whether it lives, and neither signs nor reads anything."""
    with requests.Session() as session:
        run.repeat("barely", EMPTY, lambda: session.get(f"{address}/livez").content)


def _batches(records: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    while some := list(islice(records, _AT_ONCE)):
        yield some


if __name__ == "__main__":
    told = live(Path(sys.argv[2]), is_counted=sys.argv[3] == "counted")
    sys.stdout.write(json.dumps(told) + "\n")
