"""A scope of which nothing is held comes as a snapshot: fetched in chunks, checked whole, and taken in before the tail."""

from sync.client.errors import BadAnswer, ServerRefused
from sync.client.journal import Journal
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Transport
from sync.protocol.chunks import chunk_length
from sync.protocol.messages import ATTACHMENT_CAP, CHUNK_BYTES, ScopeHead, SnapshotState

WORTH_FROM = 1000
"""Entries of a scope from which on a snapshot is quicker than pages."""


def receive_snapshot(journal: Journal, transport: Transport, manners: Manners, head: ScopeHead) -> int:
    """Take a scope in by a snapshot if that is worth it; how many entries were new. The tail is pulled afterwards."""
    at = next((state.cursor for state in journal.scopes() if state.scope == head.scope), 0)
    if at or head.head < WORTH_FROM:
        return 0
    manners.pause_point()
    query = {"scope": head.scope}
    try:
        state = transport.post("/v1/snapshots", None, SnapshotState, query)
        if state.epoch != journal.epoch() or not 0 < state.size <= ATTACHMENT_CAP:
            return 0
        count = -(-state.size // CHUNK_BYTES)
        kept = journal.snapshot_chunks(state.id)
        for index in range(count):
            if index not in kept:
                manners.pause_point()
                content = transport.get_bytes(f"/v1/snapshots/{state.id}/{index}", query)
                if len(content) != chunk_length(state.size, index):
                    raise BadAnswer("snapshot")
                journal.keep_snapshot_chunk(state.id, index, content)
            manners.tell(Stage.RECEIVING, head.head * (index + 1) // count, head.head)
    except ServerRefused as refused:
        if (
            refused.code != "not_found"
        ):  # an older server, or it was dropped while we fetched it: then page by page
            raise
        return 0
    applied = journal.take_snapshot(head.scope, state)
    return 0 if applied is None else applied.new
