"""Roles: what each may ask of the server, write, and give to others; one table, and nothing beside it.

A device has one role at a time, in one *home*: a branch, or a region. Which scopes it holds within what its role allows is
a matter of grants.
"""

from dataclasses import dataclass
from enum import StrEnum

from sync.protocol.kinds.erasure import ERASURE
from sync.protocol.kinds.export import EXPORT
from sync.protocol.kinds.register import REGISTER_IMPORT
from sync.protocol.scopes import ScopeKind


class Role(StrEnum):
    """What somebody is for. Those with fewer rights come first."""

    OBSERVER = "observer"
    GUEST = "guest"
    CANVASSER = "canvasser"
    OFFICER = "data_officer"
    ORGANISER = "organiser"
    REGION = "region"
    NATIONAL = "national"


class Act(StrEnum):
    """Something that a role may do or not; each request of the protocol is one of these."""

    EXCHANGE = "exchange"
    ATTACH = "attachments"
    SEE_BRANCHES = "see branches"
    SEE_LAPTOPS = "see laptops"
    GRANT = "grant"
    CHANGE_ROLES = "change roles"
    SHUT_OUT = "shut out"
    INVITE = "invite"
    IMPORT = "import"
    ERASE = "erase"
    EXPORT = "export"
    AUDIT = "see what was done"


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of a role: what it may do, of which kinds its scopes are, and which roles it may give to whom it invites.

    ``names`` are the roles between which it may change its colleagues.
    """

    acts: frozenset[Act]
    scopes: frozenset[ScopeKind]
    invites: frozenset[Role] = frozenset()
    names: frozenset[Role] = frozenset()

    @property
    def home(self) -> ScopeKind:
        """Of what a device with this role is: a branch, or a region."""
        return ScopeKind.REGION if ScopeKind.REGION in self.scopes else ScopeKind.BRANCH


_OF_BRANCH = frozenset({ScopeKind.BRANCH, ScopeKind.TURF, ScopeKind.TRAINING})
_OF_REGION = frozenset({ScopeKind.REGION})
_AT_DOORS = frozenset({Act.EXCHANGE, Act.ATTACH})
_WITH_DATA = _AT_DOORS | {Act.SEE_LAPTOPS, Act.IMPORT, Act.ERASE, Act.EXPORT, Act.AUDIT}
_IN_BRANCH = frozenset({Role.CANVASSER, Role.OFFICER, Role.ORGANISER})

RIGHTS: dict[Role, Rights] = {
    Role.OBSERVER: Rights(frozenset({Act.EXCHANGE, Act.SEE_BRANCHES}), _OF_REGION),
    Role.GUEST: Rights(_AT_DOORS, _OF_BRANCH),
    Role.CANVASSER: Rights(_AT_DOORS, _OF_BRANCH),
    Role.OFFICER: Rights(_WITH_DATA, _OF_BRANCH),
    Role.ORGANISER: Rights(
        _WITH_DATA | {Act.GRANT, Act.CHANGE_ROLES, Act.SHUT_OUT, Act.INVITE},
        _OF_BRANCH,
        invites=_IN_BRANCH | {Role.GUEST},
        names=_IN_BRANCH,
    ),
    Role.REGION: Rights(
        frozenset({Act.EXCHANGE, Act.SEE_BRANCHES, Act.INVITE}),
        _OF_REGION,
        invites=frozenset({Role.OBSERVER, Role.ORGANISER}),
    ),
    Role.NATIONAL: Rights(
        frozenset({Act.EXCHANGE, Act.SEE_BRANCHES, Act.INVITE}),
        _OF_REGION,
        invites=frozenset({Role.OBSERVER, Role.ORGANISER, Role.REGION}),
    ),
}

BY_CODE = frozenset({"POST /v1/enrol"})
"""What is asked by whoever has a code, and has no role yet."""

BY_STATUS_KEY = frozenset({"POST /v1/status", "PUT /v1/drop"})
"""What is asked by the locked program, whatever the role and also where the device was shut out."""

ASKS: dict[str, Act] = {
    "POST /v1/hello": Act.EXCHANGE,
    "POST /v1/push": Act.EXCHANGE,
    "GET /v1/pull": Act.EXCHANGE,
    "POST /v1/compare": Act.EXCHANGE,
    "POST /v1/fetch": Act.EXCHANGE,
    "POST /v1/give": Act.EXCHANGE,
    "POST /v1/carry": Act.EXCHANGE,
    "POST /v1/snapshots": Act.EXCHANGE,
    "GET /v1/snapshots/{id}/{index}": Act.EXCHANGE,
    "POST /v1/attachments/{id}": Act.ATTACH,
    "GET /v1/attachments/{id}": Act.ATTACH,
    "PUT /v1/attachments/{id}/{index}": Act.ATTACH,
    "GET /v1/attachments/{id}/{index}": Act.ATTACH,
    "GET /v1/laptops": Act.SEE_LAPTOPS,
    "GET /v1/keys": Act.GRANT,
    "GET /v1/grants": Act.GRANT,
    "POST /v1/grants": Act.GRANT,
    "GET /v1/coordinators": Act.GRANT,
    "GET /v1/audit": Act.AUDIT,
    "GET /v1/branches": Act.SEE_BRANCHES,
    "POST /v1/roles": Act.CHANGE_ROLES,
    "POST /v1/invitations": Act.INVITE,
    "POST /v1/lease": Act.EXCHANGE,
    "POST /v1/shut-outs": Act.SHUT_OUT,
    "POST /v1/drops": Act.SHUT_OUT,
}
"""What each request of a device is. One that is missing here is refused to everybody."""

WRITES: dict[str, Act] = {ERASURE.name: Act.ERASE, REGISTER_IMPORT.name: Act.IMPORT, EXPORT.name: Act.EXPORT}
"""Kinds of entries that not every role may write."""

_NONE = Rights(frozenset(), frozenset())


def rights_of(role: str) -> Rights:
    """The rights of a role; none of one that this version does not know."""
    try:
        return RIGHTS[Role(role)]
    except ValueError:
        return _NONE


def may_ask(role: str, request: str) -> bool:
    """Whether a role may make a request, named by method and path."""
    return ASKS.get(request) in rights_of(role).acts


def narrowest(roles: list[str]) -> str:
    """Of several roles the one with the fewest rights; one that is not known has none."""
    order = list(Role)
    return min(roles, key=lambda role: order.index(Role(role)) if role in order else -1)
