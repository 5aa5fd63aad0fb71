"""What a branch holds, at one look: its register, its walks, its survey, its people, and its server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.members import LaptopRow, MemberRow, WhoAmI
from desktop.domain.turfs import StreetRow, TurfRow
from desktop.operations.branch_surveys import SurveyRow, current_survey
from desktop.store.store import Store
from sync.protocol.enrolment import fingerprint
from sync.protocol.words import wordlist


@dataclass(frozen=True, slots=True)
class ServerHeld:
    """The server that this laptop has joined: its address, the words that stand for its key, when it last answered."""

    address: str
    words: Sequence[str]
    last_heard_at: datetime | None  # UTC
    is_compared: bool = True


@dataclass(frozen=True, slots=True)
class BranchHeld:
    """``server`` is its address, empty while this laptop has joined none."""

    me: WhoAmI
    people: int
    streets: list[StreetRow]
    turfs: list[TurfRow]
    survey: SurveyRow | None
    members: list[MemberRow]
    laptops: list[LaptopRow]
    server: str

    @property
    def electors(self) -> int:
        """Electors that live in a street."""
        return sum(street.electors for street in self.streets)

    @property
    def doors(self) -> int:
        """Doors of all streets."""
        return sum(street.doors for street in self.streets)

    @property
    def districts(self) -> int:
        """Polling districts that have a street."""
        return len({street.district for street in self.streets if street.district})


def read_branch(store: Store) -> BranchHeld:
    """Everything that an organiser looks after."""
    return BranchHeld(
        me=store.members.me(),
        people=store.contacts.count(),
        streets=store.households.streets(None),
        turfs=store.turfs.listed(),
        survey=current_survey(store),
        members=store.members.listed(),
        laptops=store.members.laptops(),
        server=server_address(store),
    )


def read_server(store: Store) -> ServerHeld | None:
    """The server that this laptop has joined, if it has."""
    kept = store.enrolment.find()
    if kept is None:
        return None
    words = fingerprint(bytes.fromhex(kept.server_key), wordlist())
    return ServerHeld(kept.server, words, store.enrolment.last_heard_at(), kept.is_compared)


def server_address(store: Store) -> str:
    """Where the branch's server is; empty while this laptop has joined none."""
    kept = store.enrolment.find()
    return kept.server if kept is not None else ""
