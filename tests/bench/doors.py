"""A door saved, beside one raw commit of the same bytes."""

from pathlib import Path
from time import perf_counter

from desktop.domain.attempts import Outcome
from desktop.domain.ids import HouseholdId
from desktop.operations.attempts import record_attempt
from desktop.operations.doors import find_households
from desktop.store.store import Store
from tests.bench import raw_store
from tests.bench.figures import Figure, settled_median
from tests.bench.vaults import opened

DOORS = 400
OUTCOMES = (Outcome.NOT_HOME, Outcome.TALKED, Outcome.REFUSED)


def measure(vault: Path, scratch: Path) -> list[Figure]:
    """Save doors in a store of 100,000 people, and after each commit the bytes of its entries by themselves."""
    ours, raw = [], []
    commits = raw_store.Commits(scratch / "commits.db")
    with opened(vault) as store:
        for turn, door in enumerate(_doors(store)):
            last = _last_row(store)
            ours.append(_save(store, door, turn))
            raw.append(commits.milliseconds(_entries(store, last)))
    commits.close()
    return [
        Figure(
            "door saved",
            settled_median(ours),
            "ms",
            target=3,
            reference=settled_median(raw),
            beside="BEGIN, the bytes of the same journal entries into one SQLCipher table, COMMIT; "
            "write-ahead log, synchronous=FULL",
        )
    ]


def _doors(store: Store) -> list[HouseholdId]:
    return [household for household, _ in find_households(store, "road", DOORS)]


def _save(store: Store, household: HouseholdId, turn: int) -> float:
    began = perf_counter()
    record_attempt(store, household, OUTCOMES[turn % len(OUTCOMES)])
    return (perf_counter() - began) * 1000


def _last_row(store: Store) -> int:
    return int(store.reading.execute("SELECT coalesce(max(rowid), 0) FROM entry").fetchone()[0])


def _entries(store: Store, after: int) -> list[bytes]:
    """The entries that came after a row of the journal, as bytes."""
    found = store.reading.execute("SELECT * FROM entry WHERE rowid > ? ORDER BY rowid", (after,))
    return ["\x1f".join(str(cell) for cell in row).encode() for row in found]
