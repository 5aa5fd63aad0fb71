"""Scopes: the parts of a branch's entries that a device may be granted.

The scope of the *branch* holds every entry of the branch. The scope of a *turf* holds what concerns that turf's doors and
people, and what every laptop needs (surveys, members, the turf itself); the *training* scope holds courses and what belongs
to them. Those are streams that the server derives from the branch's: an entry has one id and one receipt, and may have a
place in several scopes. A kind of scope that a version does not know holds nothing there.

A *region* is a home of its own, beside branches: its scope holds who works there, and never people of a branch.
"""

from dataclasses import dataclass
from enum import Enum

from sync.protocol.entries import Scope, is_id
from sync.protocol.kinds import KINDS
from sync.protocol.kinds.branch import BRANCH
from sync.protocol.kinds.member import LAPTOP, MEMBER

_BY_EVERYBODY = frozenset({LAPTOP.name, MEMBER.name})
_IN_REGION = _BY_EVERYBODY | {BRANCH.name}


class ScopeKind(Enum):
    """What a scope is of."""

    BRANCH = "branch"
    TURF = "turf"
    TRAINING = "training"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class ScopeName:
    """A scope taken apart: its kind, the id of its branch (or region), and of the turf if it is one's."""

    kind: ScopeKind
    branch: str
    turf: str = ""


def turf_scope(branch: str, turf: str) -> Scope:
    """The scope of a turf."""
    return Scope(f"turf:{branch}.{turf}")


def training_scope(branch: str) -> Scope:
    """The scope of a branch's courses."""
    return Scope(f"training:{branch}")


def read_scope(scope: Scope) -> ScopeName | None:
    """Take a scope apart; None if this version does not know such a scope."""
    kind, _, rest = scope.partition(":")
    branch, dot, turf = rest.partition(".")
    if not is_id(branch) or kind not in {one.value for one in ScopeKind}:
        return None
    found = ScopeKind(kind)
    if (found is ScopeKind.TURF) != bool(dot) or (dot and not is_id(turf)):
        return None
    return ScopeName(found, branch, turf)


def region_scope(region: str) -> Scope:
    """The scope of a region."""
    return Scope(f"region:{region}")


def is_region(scope: Scope) -> bool:
    """Whether a scope is a region's."""
    name = read_scope(scope)
    return name is not None and name.kind is ScopeKind.REGION


def branch_of(scope: Scope) -> Scope:
    """The branch's scope that a scope is derived from; itself if it is a branch's or a region's, or unknown."""
    name = read_scope(scope)
    return scope if name is None or name.kind is ScopeKind.REGION else Scope(f"branch:{name.branch}")


def permits(granted: Scope, claimed: Scope, kind: str) -> bool:
    """Whether a grant of one scope lets a device write an entry of a kind that claims another.

    A branch's grant lets it write whatever claims the branch. One of a derived scope lets it write into the branch, or
    into that scope, what may have a place there by its own nature, and who and on which laptop it is: not what cuts turfs or
    changes surveys. A kind that this version does not know is let be. A region's lets it write who works there, and what the
    region is called; nothing else.
    """
    name = read_scope(granted)
    if name is not None and name.kind is ScopeKind.REGION:
        return granted == claimed and kind in _IN_REGION
    if name is None or name.kind is ScopeKind.BRANCH:
        return granted == claimed
    if claimed not in (granted, branch_of(granted)):
        return False
    known = KINDS.get(kind)
    return known is None or kind in _BY_EVERYBODY or known.belongs.value == name.kind.value
