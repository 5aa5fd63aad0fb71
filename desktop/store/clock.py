"""The clocks of this laptop, apart from the store, so that the window can ask for the time before any store is read."""

import time
from datetime import datetime


def clock_ms() -> int:
    """Milliseconds since 1970 (UTC), by this laptop's clock."""
    return time.time_ns() // 1_000_000


def street_time() -> datetime:
    """The time on the street, without a zone."""
    return datetime.now().astimezone().replace(tzinfo=None)
