"""What was sent when: what was written on this laptop, evening by evening, and where each entry stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SentState(StrEnum):
    """Where an entry stands. ``ERASED``: discarded, because the person was erased meanwhile."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    KEPT_APART = "kept_apart"
    ERASED = "discarded"


@dataclass(frozen=True, slots=True)
class SentRow:
    """An entry that was written on this laptop, without what it says. Instants are in UTC.

    ``receipt`` is what the server gave for it, ``issued`` the epoch of the receipt; both are empty before that.
    ``reason`` is the code of why it was kept apart; ``about`` whom or what, as an id.
    """

    id: str
    kind: str
    about: str
    written_at: datetime
    received_at: datetime | None
    receipt: str
    issued: str
    state: SentState
    reason: str


@dataclass(frozen=True, slots=True)
class SentEvening:
    """What was written on one day of the street. ``rows`` the latest first.

    ``records`` counts by kind how many visits, people, notes … were written about: twice about one counts once.
    """

    on: date
    rows: list[SentRow]
    records: Mapping[str, int]
    states: Mapping[SentState, int]


@dataclass(frozen=True, slots=True)
class SentBook:
    """Everything that was written here. ``carried`` counts what colleagues gave this laptop to hand on.

    ``removals`` are records that are no longer for this laptop and wait for a person's word; ``forked_at`` is when
    this laptop was last found copied or put back (UTC).
    """

    evenings: list[SentEvening]  # the latest first
    carried: int
    removals: int
    forked_at: datetime | None

    def count(self, state: SentState) -> int:
        """How many entries stand there."""
        return sum(evening.states.get(state, 0) for evening in self.evenings)


def by_evening(rows: Iterable[SentRow], local: Callable[[datetime], datetime]) -> list[SentEvening]:
    """Rows by the day on which they were written, the latest day first. ``local`` tells the street's time."""
    days: dict[date, list[SentRow]] = {}
    for row in rows:
        days.setdefault(local(row.written_at).date(), []).append(row)
    return [_evening(on, days[on]) for on in sorted(days, reverse=True)]


def _evening(on: date, rows: list[SentRow]) -> SentEvening:
    return SentEvening(
        on=on,
        rows=sorted(rows, key=lambda row: (row.written_at, row.id), reverse=True),
        records=Counter(kind for kind, _ in {(row.kind, row.about) for row in rows}),
        states=Counter(row.state for row in rows),
    )
