"""What an exchange tells while it runs, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from sync.protocol.entries import Scope


class Stage(Enum):
    """What an exchange is at."""

    SENDING = "sending"
    SENDING_ATTACHMENTS = "sending_attachments"
    RECEIVING = "receiving"
    RECEIVING_ATTACHMENTS = "receiving_attachments"


Progress = Callable[[Stage, int, int], None]
"""Told after each request: the stage, how much of it is done, and how much there is (entries or chunks)."""

Stopped = Callable[[], bool]
"""Asked before each request: whether somebody wants the exchange to stop."""


@dataclass(frozen=True, slots=True)
class ScopeReport:
    """Where one scope stands after an exchange.

    ``digest`` is this side's; ``agrees`` says whether the server's is the same, compared at the same place.
    """

    scope: Scope
    cursor: int
    digest: str
    head: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What came of an exchange: counts of entries, and the scopes."""

    sent: int
    received: int
    pending: int
    quarantined: int
    epoch: str
    scopes: Sequence[ScopeReport]
