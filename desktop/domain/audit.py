"""What was done with a branch's records at the server: a story, and whether it can be believed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Trust(StrEnum):
    """What the last looks at the server's notes came to, the gravest last."""

    HOLDS = "holds"
    RESTORED = "restored"
    CUT = "cut"
    REWRITTEN = "rewritten"
    BROKEN = "broken"

    @property
    def is_grave(self) -> bool:
        """Whether nothing honest explains it."""
        return self in (Trust.CUT, Trust.REWRITTEN, Trust.BROKEN)


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One thing that was done, in UTC. Names are those that this laptop knows; empty where it knows none.

    ``who`` did it (nobody: whoever runs the server); ``laptop`` is the one that it was done to, ``part`` the part of
    the branch, ``detail`` what else the server noted. ``is_lost``: the server does not have this any more.
    """

    n: int
    at: datetime
    what: str
    who: str
    laptop: str
    part: str
    detail: str
    count: int
    is_lost: bool


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Something was amiss with the server's notes: when this laptop found it, and which time it concerns."""

    found_at: datetime
    trust: Trust
    from_at: datetime | None
    until_at: datetime | None
    rows: int


@dataclass(frozen=True, slots=True)
class AuditHeld:
    """What this laptop knows of it, the newest first. ``looked_at`` is None if the server was never asked."""

    events: list[AuditEvent]
    findings: list[AuditFinding]
    looked_at: datetime | None

    @property
    def trust(self) -> Trust:
        """The gravest that was found."""
        order = list(Trust)
        return max((one.trust for one in self.findings), key=order.index, default=Trust.HOLDS)
