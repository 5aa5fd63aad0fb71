"""What the status strip says."""

from desktop.domain.status import StripStatus
from desktop.store.store import Store


def read_status(store: Store) -> StripStatus:
    """What is on this laptop only, and when the server was last spoken to. Counts by index, and of few rows: cheap."""
    visits, other = store.journal.pending_counts()
    return StripStatus(
        pending_visits=visits,
        pending_other=other,
        last_sent_at=store.enrolment.last_sent_at(),
        last_heard_at=store.enrolment.last_heard_at(),
        reason=store.enrolment.last_failure(),
        is_enrolled=store.enrolment.is_enrolled(),
        conflicts=store.conflicts.count(),
        carried=store.sent.carried(),
        removals_held=store.sent.removals_held(),
        forked_at=store.sent.forked_at(),
        lease=store.leases.standing(),
    )
