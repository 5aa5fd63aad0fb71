"""What was done with the branch's records at the server: asked for, kept, held against what was kept before, written out."""

import json
from contextlib import suppress
from pathlib import Path

from desktop.domain.audit import AuditHeld
from desktop.domain.members import runs_branch
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import open_transport
from desktop.operations.laptops import ask_laptops
from desktop.operations.sent import ListNotWritten
from desktop.store.audit import as_document
from desktop.store.disk import write_whole
from desktop.store.store import Store
from sync.client.audit import look_at_log
from sync.client.errors import ExchangeError
from sync.client.transport import Transport


def read_audit(store: Store) -> AuditHeld:
    """What this laptop was told, the newest first. Needs no network."""
    return store.audit.held()


def look_at_audit(store: Store, *, authorities: str | None = None) -> Done[AuditHeld]:
    """Ask the server, keep what it says, and see whether it leads on from what was kept.

    Raises NotJoined, or ExchangeError (``role`` for canvassers).
    """
    ask_laptops(store, authorities=authorities)  # whose they are
    transport = open_transport(store, authorities=authorities)
    try:
        look_at_log(transport, store.audit)
    finally:
        transport.close()
    return Done(store.audit.held(), Changed.SETTINGS)


def witness_daily(store: Store, transport: Transport) -> None:
    """After an exchange: an organiser's laptop looks once a day. Whatever hinders that hinders nothing else."""
    kept = store.enrolment.find()
    if kept is None or not runs_branch(kept.role) or not store.audit.is_due():
        return
    with suppress(ExchangeError):
        look_at_log(transport, store.audit)


def export_audit(store: Store, file: Path) -> int:
    """Write all that was kept into a file, for whoever compares it; returns how many rows. Raises ListNotWritten."""
    rows = store.audit.rows()
    document = {
        "branch": store.branch.id,
        "checkpoints": as_document(store.audit.checkpoints()),
        "rows": rows,
    }
    try:
        write_whole(file, (json.dumps(document, indent=1) + "\n").encode())
    except (OSError, ValueError):  # a path may hold a NUL
        raise ListNotWritten from None
    return len(rows)
