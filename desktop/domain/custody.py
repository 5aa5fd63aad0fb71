"""How a laptop is kept: its lease, its disk, whether it was told to destroy its records, and what it handed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Disk(StrEnum):
    """Whether the disk under a laptop's records is encrypted, as the laptop told it."""

    ENCRYPTED = "encrypted"
    OPEN = "open"
    UNKNOWN = "unknown"


class TooManyWipes(Exception):
    """The branch ordered as many wipes within a day as it may; the laptop is shut out all the same."""


@dataclass(frozen=True, slots=True)
class LaptopCustody:
    """What the server told of one laptop; instants in UTC, None for never.

    ``hears``: whether it can be told anything once it is shut out. ``asked_at`` is when it last asked while it was locked.
    ``wipe_by`` is the laptop that ordered the wipe, by its name; empty where whoever runs the server did.
    ``handed_in`` counts changes that it handed in after it was shut out and about which nobody has decided.
    """

    lease_until: datetime | None = None
    disk: Disk = Disk.UNKNOWN
    hears: bool = False
    asked_at: datetime | None = None
    wipe_at: datetime | None = None
    wipe_by: str = ""
    wipe_told_at: datetime | None = None
    wipe_withdrawn_at: datetime | None = None
    wiped_at: datetime | None = None
    handed_in: int = 0
    handed_in_at: datetime | None = None

    @property
    def is_to_be_wiped(self) -> bool:
        """Whether an order stands that it has not carried out."""
        return self.wipe_at is not None and self.wipe_withdrawn_at is None and self.wiped_at is None


NO_CUSTODY = LaptopCustody()
