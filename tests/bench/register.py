"""A register imported, beside reading the same file with ``csv`` and ``executemany``."""

import statistics
import time
from pathlib import Path

from desktop.operations.register_import import import_register
from tests.bench import raw_store
from tests.bench.figures import Figure
from tests.bench.vaults import new_vault

TIMES = 3


def measure(register: Path, scratch: Path) -> list[Figure]:
    """Import the file into empty stores, ours and the reference in turn."""
    ours, raw = [], []
    for turn in range(TIMES):
        raw.append(raw_store.import_seconds(register, scratch / f"raw-{turn}.db"))
        with new_vault(scratch / f"vault-{turn}") as store:
            began = time.perf_counter()
            import_register(store, register)
            ours.append(time.perf_counter() - began)
    return [
        Figure(
            "register of 100,000 imported",
            statistics.median(ours),
            "s",
            target=3,
            reference=statistics.median(raw),
            beside="csv.reader and executemany into one SQLCipher table, then nine indexes and the same "
            "full-text index, in one transaction",
        )
    ]
