"""What was sent when, with the server's receipt for each entry; what was not, and what lies apart."""

from collections.abc import Iterator

from desktop.domain.sent import SentEntry
from desktop.store.store import Store


def list_sent(store: Store) -> Iterator[SentEntry]:
    """Every entry that was written on this laptop, the latest first. Nothing of what they say."""
    return store.sent.listed()
