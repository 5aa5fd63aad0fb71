"""The branch's laptops as the server knows them, and what to do first about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

SILENT_AFTER = timedelta(days=7)
FAR_BEHIND = 500  # entries


@dataclass(frozen=True, slots=True)
class BranchLaptop:
    """One laptop; instants in UTC. ``pending`` and ``questions`` are as it told them when it was last heard."""

    name: str
    role: str
    seen_at: datetime
    behind: int
    pending: int
    questions: int
    kept_apart: int
    forks: int
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class BranchErasure:
    """How far an erasure is: when the server carried it out, on how many laptops it is done, which wait, and late edits."""

    erased_at: datetime
    done: int
    waiting: list[str]
    discarded: int


class FirstThing(Enum):
    """What to do first."""

    RING = "ring"  # silent, with work that nobody else has
    SILENT = "silent"
    APART = "kept_apart"
    QUESTIONS = "questions"
    BEHIND = "behind"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do first, and about which laptop."""

    what: FirstThing
    laptop: BranchLaptop | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class LaptopsPage:
    """The laptops, the longest-silent first, what to do first, and the erasures; as of an instant in UTC."""

    as_of: datetime
    advice: Advice
    laptops: list[BranchLaptop]
    erasures: list[BranchErasure]


def advise(laptops: Sequence[BranchLaptop], now: datetime) -> Advice:
    """What to do first: work that may be lost before silence, silence before what waits for a decision, then the rest."""
    there = [one for one in laptops if not one.is_revoked]
    silent = sorted((one for one in there if now - one.seen_at >= SILENT_AFTER), key=lambda one: one.seen_at)
    holding = next((one for one in silent if one.pending), None)
    if holding is not None:
        return Advice(FirstThing.RING, holding, (now - holding.seen_at).days)
    if silent:
        return Advice(FirstThing.SILENT, silent[0], (now - silent[0].seen_at).days)
    apart = max(there, key=lambda one: one.kept_apart, default=None)
    if apart is not None and apart.kept_apart:
        return Advice(FirstThing.APART, apart)
    asking = max(there, key=lambda one: one.questions, default=None)
    if asking is not None and asking.questions:
        return Advice(FirstThing.QUESTIONS, asking)
    far = max(there, key=lambda one: one.behind, default=None)
    if far is not None and far.behind >= FAR_BEHIND:
        return Advice(FirstThing.BEHIND, far)
    return Advice(FirstThing.NOTHING)
