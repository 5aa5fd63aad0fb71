"""What every noun's rows hold on to, and how instants and ids are kept in columns."""

from datetime import UTC, datetime

from desktop.store.binding import Connection
from desktop.store.transactions import Transactions
from sync.protocol.clock import Stamp, milliseconds_of

_END_OF_CALENDAR = 253_402_300_799_000


class Rows:
    """The rows of one noun in an opened store."""

    def __init__(self, base: Transactions) -> None:
        self.base = base

    @property
    def reading(self) -> Connection:
        """Where to read from, now."""
        return self.base.reading

    @property
    def writing(self) -> Connection:
        """Where to write, inside a transaction."""
        return self.base.writing


def packed(text: str) -> bytes:
    """An id of 32 hex letters as the 16 bytes that a column holds; other text as it is, in UTF-8."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return text.encode("utf-8", "replace")


def packed_or_none(text: object) -> bytes | None:
    """The same for an id that may be missing, or may not be text at all."""
    return packed(text) if isinstance(text, str) and text else None


def unpacked(value: bytes | None) -> str:
    """The id that a column holds; nothing for none."""
    return value.hex() if value else ""


def instant(milliseconds: int) -> datetime:
    """An instant in UTC from milliseconds since 1970, as far as a calendar goes."""
    return datetime.fromtimestamp(min(max(milliseconds, 0), _END_OF_CALENDAR) / 1000, UTC)


def instant_of(stamp: Stamp) -> datetime:
    """The instant that a stamp carries."""
    return instant(milliseconds_of(stamp))


def milliseconds_from(text: object) -> int | None:
    """Milliseconds since 1970 from the ISO text of an instant; None if it is not one."""
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() * 1000)


def local_time(text: object) -> datetime | None:
    """A street's own time from its ISO text; None if there is none or it is not one."""
    if not isinstance(text, str) or not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def text_of(value: object) -> str:
    """A folded value as text: nothing for none, for what came from elsewhere may be of any shape."""
    return value if isinstance(value, str) else "" if value is None else str(value)
