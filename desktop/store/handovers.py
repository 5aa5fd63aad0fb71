"""What this laptop is handed over for, and what was written under whose initials."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from desktop.domain.handovers import Handover, UnderInitials
from desktop.store.rows import Rows
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.protocol.clock import Stamp, milliseconds_of

_NAME = "handover"
_MARK = '"initials":"'


class _Kept(msgspec.Struct, frozen=True):
    name: str
    room: str
    about: str
    initials: tuple[str, ...]


@dataclass(slots=True)
class _Counted:
    records: int
    first: int
    last: int


class Handovers(Rows):
    """One handover at a time. It stays over a lock and a restart: whoever ends it has the passphrase."""

    def __init__(self, base: Transactions, settings: Settings) -> None:
        super().__init__(base)
        self._settings = settings

    def find(self) -> Handover | None:
        """What this laptop is handed over for, if it is."""
        kept = self._settings.find(_NAME)
        if not kept:
            return None
        read = msgspec.json.decode(kept, type=_Kept)
        return Handover(read.name, read.room, read.about, read.initials)

    def keep(self, handover: Handover | None) -> None:
        """Keep what it is handed over for; None ends it."""
        kept = _Kept(handover.name, handover.room, handover.about, handover.initials) if handover else None
        self._settings.write(_NAME, msgspec.json.encode(kept).decode() if kept else "")

    def written(self) -> list[UnderInitials]:
        """What was written under initials on any laptop of the branch, by initials."""
        found: dict[str, _Counted] = {}
        rows = self.reading.execute(
            "SELECT json_extract(body, '$.initials'), coalesce(eff, stamp) FROM entry WHERE instr(body, ?) > 0",
            (_MARK,),
        )
        for initials, stamp in rows.fetchall():
            if isinstance(initials, str):  # else somebody wrote the mark into a note that is not sealed
                at = milliseconds_of(Stamp(stamp))
                one = found.setdefault(initials, _Counted(0, at, at))
                one.records += 1
                one.first, one.last = min(one.first, at), max(one.last, at)
        return [
            UnderInitials(initials, one.records, _instant(one.first), _instant(one.last))
            for initials, one in sorted(found.items())
        ]


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
