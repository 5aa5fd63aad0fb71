"""The pass rule of the forty fault scenarios: nothing lost, everybody equal, and nobody was told what is not so."""

import json
from collections.abc import Collection

from desktop.store.histories import Histories, shown
from desktop.store.store import Store
from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId
from sync.protocol.kinds import KINDS
from tests.faults.branches import Branch, Colleague, Ledger
from tests.made_up_stores import folded


def check_pass_rule(branch: Branch, *, apart: Collection[Colleague] = ()) -> None:
    """Let everybody exchange until all is quiet, with a newcomer, and check the whole rule.

    ``apart`` are laptops whose own entries lie apart, so that they show what nobody else does.
    """
    newcomer = branch.add(f"newcomer-{len(branch.laptops)}")
    branch.settle()
    reports = [laptop.sync() for laptop in branch.laptops]
    for report in reports:
        moved = (
            report.sent,
            report.received,
            report.given_back,
            report.repaired,
            report.pending,
            report.forks,
        )
        assert moved == (0,) * 6
        assert [scope.agrees for scope in report.scopes] == [True]
    ledger = branch.server.ledger(branch.scope)
    _check_nothing_lost(branch, ledger)
    _check_digests(branch, ledger)
    _check_views(branch, newcomer, apart)
    for laptop in branch.laptops:
        _check_histories(laptop)
    branch.look()
    assert all(laptop.unsent() == 0 for laptop in branch.laptops)


def _check_nothing_lost(branch: Branch, ledger: Ledger) -> None:
    there = ledger.held | ledger.apart.keys()
    assert not branch.promised - there, "an entry that was acknowledged is not on the server"
    for laptop in branch.laptops:
        assert not laptop.ever - there - branch.discarded, f"an entry of {laptop.name} is not on the server"
        assert not ledger.held - laptop.entries(), f"{laptop.name} lacks an entry"


def _check_digests(branch: Branch, ledger: Ledger) -> None:
    assert ledger.counted == ledger.digest
    for laptop in branch.laptops:
        (state,) = laptop.store.exchange.scopes()
        assert (state.scope, state.cursor, state.digest) == (branch.scope, ledger.head, ledger.digest)
        rows = laptop.store.reading.execute(
            "SELECT id, hash FROM entry WHERE rowid IN (SELECT entry FROM holding WHERE seq > 0)"
        ).fetchall()
        assert Digest().plus_all((EntryId(row[0]), row[1]) for row in rows).text() == ledger.digest


def _check_views(branch: Branch, newcomer: Colleague, apart: Collection[Colleague]) -> None:
    wanted = folded(newcomer.store)
    for laptop in branch.laptops:
        if laptop not in apart:
            assert folded(laptop.store) == wanted, f"{laptop.name} shows something else"


def _check_histories(laptop: Colleague) -> None:
    """Every value that was ever written beside another is in the history that a person may look at, unless it was erased."""
    written = _values_written(laptop.store)
    histories = Histories(laptop.store, laptop.store.projection, laptop.store.members)
    for (kind, eid), values in written.items():
        told = {(one.field, one.value) for one in histories.read(kind, eid)[1]}
        assert values <= told, f"{laptop.name} has lost a value of a {kind}"


def _values_written(store: Store) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """What bodies say of what more than one entry is about, whatever this program makes of them."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    rows = store.reading.execute(
        "SELECT kind, eid, body FROM entry WHERE body <> '' AND v = 1 AND (kind, eid) IN"
        " (SELECT kind, eid FROM entry GROUP BY kind, eid HAVING count(*) > 1)"
    )
    for kind, eid, body in rows.fetchall():
        if kind in KINDS and body.startswith('{"plain":'):
            plain = json.loads(body)["plain"]
            found.setdefault((kind, eid), set()).update((name, shown(value)) for name, value in plain.items())
    return found
