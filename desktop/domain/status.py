"""What the status strip always says."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StripStatus:
    """What is on this laptop only, and when the server was last spoken to. Instants are in UTC.

    ``reason`` is the code of why the last exchange failed (``unreachable``, ``revoked`` …), empty if it did not.
    """

    pending_visits: int
    pending_other: int
    last_sent_at: datetime | None
    last_heard_at: datetime | None
    reason: str
    is_enrolled: bool
    conflicts: int
