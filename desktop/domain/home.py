"""What the first screen shows each role: only what has a source by now."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.attempts import Outcome
from desktop.domain.households import Door
from desktop.domain.ids import ContactId, HouseholdId, TurfId
from desktop.domain.laptops import LaptopsHeld
from desktop.domain.lost import OrderedWipe
from desktop.domain.members import LaptopRow, WhoAmI
from desktop.domain.turfs import TurfRow


@dataclass(frozen=True, slots=True)
class BeforeYouRing:
    """A door of tonight's walk that something was asked about."""

    household: HouseholdId
    number: str
    street: str
    outcome: Outcome  # come_back, do_not_visit or language
    name: str  # of the person to ask for
    come_back_at: datetime | None  # the street's own time
    since: date | None


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening on which you tried doors."""

    on: date
    name: str  # of the turf, or of the street with the most doors
    doors: int


@dataclass(frozen=True, slots=True)
class CanvasserHome:
    """Tonight's walk, door by door, and what is still on this laptop only."""

    me: WhoAmI
    turf: TurfRow | None
    doors: list[Door]  # one square each, in the order walked
    next_door: Door | None
    doors_to_go: int
    doors_done: int
    people_spoken_to: int
    before_you_ring: list[BeforeYouRing]
    evenings: list[Evening]
    visits_not_sent: int


@dataclass(frozen=True, slots=True)
class TurfOut:
    """A turf that was given out. ``minutes_late`` is 0 unless it is past its time and not finished."""

    turf: TurfRow
    minutes_late: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Somebody who asked us to come back, and has not been visited since."""

    household: HouseholdId
    contact: ContactId | None
    name: str
    address: str
    asked_at: datetime  # UTC
    come_back_at: datetime | None  # the street's own time
    days: int  # waited since they asked
    is_due: bool


@dataclass(frozen=True, slots=True)
class DueSoon:
    """Something with a time: a turf to be back (``turf``), or a door to be rung again (``household``)."""

    at: datetime  # the street's own time
    name: str
    turf: TurfId | None = None
    household: HouseholdId | None = None


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """Seven days at the doors, today included."""

    doors: int
    conversations: int
    not_home: int
    new_people: int


@dataclass(frozen=True, slots=True)
class OrganiserHome:
    """Turfs that are out, people who are owed a visit, and what is due."""

    me: WhoAmI
    turfs_out: list[TurfOut]
    owed: list[Owed]
    due: list[DueSoon]
    this_week: WeekFigures
    last_week: WeekFigures
    conflicts: int
    has_doors: bool  # whether a register was brought in
    wipes: list[OrderedWipe]  # orders to destroy a laptop's records, and what came of them


@dataclass(frozen=True, slots=True)
class BranchWaiting:
    """A branch, and how long the longest-waiting of its people has waited."""

    name: str
    days: int
    owed: int


@dataclass(frozen=True, slots=True)
class SilentLaptop:
    """A laptop that has not been heard from for ``days``."""

    laptop: LaptopRow
    days: int
    is_silent: bool  # for a week or more


@dataclass(frozen=True, slots=True)
class SinceLastLook:
    """Counts of what came in since the coordinator last looked; never who."""

    since: datetime | None  # UTC; None the first time
    doors: int
    conversations: int
    people_added: int
    turfs: int


@dataclass(frozen=True, slots=True)
class CoordinatorHome:
    """Who waits for the coordinator: branches, silent laptops, and what changed since the last look."""

    me: WhoAmI
    branches: list[BranchWaiting]
    laptops: list[SilentLaptop]
    since_last_look: SinceLastLook
    standing: LaptopsHeld
