"""An entry as whoever wrote it may want to prove it: when, and what the server said of it; nothing of what it says."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class SentState(Enum):
    """What became of an entry of one's own."""

    WAITING = "not_sent"
    SENT = "sent"
    APART = "kept_apart"
    DISCARDED = "discarded"  # it was about somebody who was erased meanwhile


@dataclass(frozen=True, slots=True)
class SentEntry:
    """One entry of this laptop. Instants in UTC; ``receipt`` and ``issued`` are empty until the server took it."""

    id: str
    kind: str
    written_at: datetime
    received_at: datetime | None
    receipt: str
    issued: str
    state: SentState
    reason: str = ""
