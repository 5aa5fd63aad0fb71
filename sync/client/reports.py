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
    WAITING = "waiting"  # the server asks for it; counted in seconds


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
    given_back: int = 0  # entries that the server had lost and took back, whoever wrote them
    repaired: int = 0  # scopes whose digests differed and were mended
    forks: int = 0  # how often this laptop was found to be a copy, or put back, and took a fresh name
    removed: int = 0  # entities that left this laptop's scopes and were let go of
    removals_held: int = 0  # entities that left and were not let go of: so many that a person must say so
    carried: int = 0  # pushes of colleagues that came by a bundle and were handed on
    role: str = ""  # what this device's role is now, if the server said that it was changed

    @property
    def agrees(self) -> bool:
        """Whether both sides held the same of every scope in the end."""
        return all(scope.agrees for scope in self.scopes)
