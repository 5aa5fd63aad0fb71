"""What the status strip always says."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.leases import NO_LEASE, LeaseStanding


@dataclass(frozen=True, slots=True)
class StripStatus:
    """What is on this laptop only, and when the server was last spoken to. Instants are in UTC.

    ``reason`` is the code of why the last exchange failed (``unreachable``, ``revoked`` …), empty if it did not.
    ``carried`` counts what colleagues gave this laptop to hand on, ``removals_held`` records that are no longer for it
    and wait for a person's word; ``forked_at`` is when it was last found copied or put back.
    """

    pending_visits: int
    pending_other: int
    last_sent_at: datetime | None
    last_heard_at: datetime | None
    reason: str
    is_enrolled: bool
    conflicts: int
    carried: int = 0
    removals_held: int = 0
    forked_at: datetime | None = None
    lease: LeaseStanding = NO_LEASE
