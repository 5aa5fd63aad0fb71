"""The laptops of a branch: which is silent, which holds what, and what to do first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.custody import NO_CUSTODY, LaptopCustody
from desktop.domain.ids import MemberId, TurfId

SILENT_DAYS = 7
"""A laptop that has not been heard from for so many days is silent."""
_FORK_IS_NEWS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LaptopStanding:
    """How a laptop stands, as the server told it. Instants are in UTC; ``days`` since it was last heard from.

    ``behind`` counts changes of colleagues that it has not received, ``pending`` its own that it had not sent when it
    was last heard, ``kept_apart`` those that the server keeps apart. ``forks``: how often it was found copied or put
    back. ``member_name`` is whose it is, as far as this laptop knows. It may have the whole branch (``has_branch``), or turfs:
    their ids, and by ``turf_names`` what they are called. Of a guest, ``guest_of`` is what the coordinator's own
    laptop is called, and ``until`` (UTC) when they see people no more.
    """

    id: str
    name: str
    member_name: str
    role: str
    seen_at: datetime | None
    days: int
    behind: int
    pending: int
    questions: int
    kept_apart: int
    forks: int
    forked_at: datetime | None
    revoked_at: datetime | None
    is_this_one: bool
    has_branch: bool = True
    has_training: bool = False
    turfs: tuple[TurfId, ...] = ()
    turf_names: tuple[str, ...] = ()
    member: MemberId | None = None
    custody: LaptopCustody = NO_CUSTODY
    guest_of: str = ""
    until: datetime | None = None

    @property
    def is_silent(self) -> bool:
        """Whether somebody should ring."""
        return self.revoked_at is None and self.days >= SILENT_DAYS


@dataclass(frozen=True, slots=True)
class ErasureStanding:
    """How far an erasure is: carried out on ``done`` of ``of`` laptops; ``waiting`` are the names of the others.

    ``discarded`` counts what was written about the person too late and was not kept.
    """

    erased_at: datetime  # UTC
    done: int
    of: int
    waiting: list[str]
    discarded: int


@dataclass(frozen=True, slots=True)
class LaptopsHeld:
    """The last answer of the server about a branch's laptops, the longest-silent first. ``told_at`` in UTC."""

    laptops: list[LaptopStanding]
    erasures: list[ErasureStanding]
    told_at: datetime | None  # None: the server was never asked


class Concern(StrEnum):
    """What to do first about laptops, the most pressing first."""

    SILENT_AND_FULL = "silent_and_full"  # what it holds is nowhere else
    SILENT = "silent"
    KEPT_APART = "kept_apart"
    FORKED = "forked"
    QUESTIONS = "questions"
    NOT_SENT = "not_sent"
    BEHIND = "behind"
    NOTHING = "nothing"


def first_concern(laptops: Sequence[LaptopStanding], now: datetime) -> tuple[Concern, LaptopStanding | None]:
    """What to do first, and about which laptop. Among equals: the longest-silent, then the one that holds most."""
    found = [
        (concern, laptop)
        for laptop in laptops
        if laptop.revoked_at is None and (concern := _concern(laptop, now)) is not Concern.NOTHING
    ]
    if not found:
        return Concern.NOTHING, None
    order = list(Concern)
    return min(found, key=lambda one: (order.index(one[0]), -one[1].days, -one[1].pending, one[1].id))


def figure_of(concern: Concern, laptop: LaptopStanding) -> int:
    """The number that is to be done about: of changes, questions or days."""
    figures = {
        Concern.KEPT_APART: laptop.kept_apart,
        Concern.FORKED: laptop.forks,
        Concern.QUESTIONS: laptop.questions,
        Concern.NOT_SENT: laptop.pending,
        Concern.BEHIND: laptop.behind,
    }
    return figures.get(concern, laptop.days)


def to_be_given(
    laptops: Sequence[LaptopStanding], turf: TurfId, walker: MemberId | None
) -> LaptopStanding | None:
    """The laptop of whoever walks a turf, if it is not this one and has not that turf by itself yet."""
    return next(
        (
            one
            for one in laptops
            if walker is not None
            and one.member == walker
            and one.revoked_at is None
            and not one.is_this_one
            and (one.has_branch or turf not in one.turfs)
        ),
        None,
    )


def longest_silent_first(laptops: Sequence[LaptopStanding]) -> list[LaptopStanding]:
    """In the order in which they are listed: those that were shut out come last."""
    return sorted(
        laptops, key=lambda one: (one.revoked_at is not None, -one.days, -one.pending, one.name, one.id)
    )


def _concern(laptop: LaptopStanding, now: datetime) -> Concern:
    is_news = laptop.forked_at is not None and now - laptop.forked_at < _FORK_IS_NEWS
    for concern, holds in (
        (Concern.SILENT_AND_FULL, laptop.is_silent and laptop.pending > 0),
        (Concern.SILENT, laptop.is_silent),
        (Concern.KEPT_APART, laptop.kept_apart > 0),
        (Concern.FORKED, is_news),
        (Concern.QUESTIONS, laptop.questions > 0),
        (Concern.NOT_SENT, laptop.pending > 0 and laptop.days > 0),
        (Concern.BEHIND, laptop.behind > 0 and laptop.days > 0),
    ):
        if holds:
            return concern
    return Concern.NOTHING
