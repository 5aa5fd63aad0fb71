"""Roles, guests, and the branches that a coordinator sees."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from desktop.domain.accounts import (
    BranchesHeld,
    BranchNameTaken,
    CoordinatorRow,
    LastOrganiser,
    NoSuchCoordinator,
    NoSuchRole,
    NotForThisRole,
)
from desktop.domain.grants import EndIsPast, NoSuchLaptop
from desktop.domain.laptops import LaptopsHeld
from desktop.domain.members import Role
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import Invited, invite_by, open_transport
from desktop.operations.laptops import ask_laptops
from desktop.store.store import Store
from sync.client import accounts as client
from sync.client import enrol
from sync.client.errors import ServerRefused
from sync.client.transport import Transport
from sync.protocol import rights

Answer = TypeVar("Answer")
_MOST_DAYS = 366
_ABOVE = (Role.ORGANISER, Role.REGION, Role.OBSERVER)


def roles_to_give(role: Role) -> list[Role]:
    """The roles of those whom somebody with a role may invite."""
    given = rights.rights_of(role.value).invites
    return [one for one in Role if one.value in given]


def change_role(
    store: Store, laptop: str, role: Role, *, authorities: str | None = None
) -> Done[LaptopsHeld]:
    """Let a colleague be something else from now on; their laptop learns of it when it next sends.

    Raises NoSuchLaptop, NoSuchRole, NotForThisRole, LastOrganiser, NotJoined or ExchangeError; nothing is changed then.
    """
    refused = {"not_found": NoSuchLaptop, "malformed": NoSuchRole}
    _ask(store, lambda line: client.change_role(line, laptop, role.value), authorities, refused)
    with store.transaction():
        store.vouching.name(laptop, role.value)
    return Done(ask_laptops(store, authorities=authorities).value, Changed.SETTINGS | Changed.SYNC)


def read_branches(store: Store) -> BranchesHeld:
    """The server's last answer about the branches below that was kept. Needs no network."""
    return store.branches.held()


def ask_branches(store: Store, *, authorities: str | None = None) -> Done[BranchesHeld]:
    """Ask the server how the branches below stand, and keep it. Raises NotJoined, NotForThisRole or ExchangeError."""
    store.branches.keep(_ask(store, client.ask_branches, authorities, {}))
    return Done(store.branches.held(), Changed.SETTINGS)


def list_coordinators(store: Store, *, authorities: str | None = None) -> list[CoordinatorRow]:
    """Ask the server who is above this branch. Raises NotJoined, NotForThisRole or ExchangeError."""
    answer = _ask(store, client.ask_coordinators, authorities, {})
    return [
        CoordinatorRow(
            id=one.device,
            laptop=one.laptop,
            role=one.role,
            region=one.region,
            seen_at=datetime.fromtimestamp(one.seen_at / 1000, UTC),
        )
        for one in answer.coordinators
    ]


def invite_guest(
    store: Store, coordinator: str, until: datetime, *, authorities: str | None = None
) -> Invited:
    """Make a code by which a coordinator sees this branch's people until an instant (UTC), in a vault of its own.

    ``coordinator`` is as ``list_coordinators`` names them. Raises EndIsPast, NoSuchRole for an end beyond a year,
    NoSuchCoordinator, NotForThisRole, NotJoined or ExchangeError; no code is made then.
    """
    now = store.now()
    if until.astimezone(UTC) <= now:
        raise EndIsPast
    if until.astimezone(UTC) > now + timedelta(days=_MOST_DAYS):
        raise NoSuchRole
    beyond = enrol.Beyond(until_at=round(until.timestamp() * 1000), guest=coordinator)
    refused = {"not_found": NoSuchCoordinator, "malformed": NoSuchRole}
    return _ask(store, lambda line: invite_by(store, line, Role.GUEST, beyond=beyond), authorities, refused)


def invite_below(
    store: Store, role: Role, *, branch: str = "", region: str = "", authorities: str | None = None
) -> Invited:
    """Make a code for somebody below: the first organiser of a new ``branch``, an observer, or a ``region``'s coordinator.

    A ``region`` is as ``ask_branches`` names it; empty is this one. Raises NoSuchCoordinator for one that is not known,
    BranchNameTaken, NoSuchRole, NotForThisRole, NotJoined or ExchangeError; no code is made then.
    """
    if role not in _ABOVE or bool(branch) != (role is Role.ORGANISER):
        raise NoSuchRole
    beyond = enrol.Beyond(branch_name=branch, into=region)
    refused = {"not_found": NoSuchCoordinator, "malformed": NoSuchRole, "branch_taken": BranchNameTaken}
    made = _ask(store, lambda line: enrol.invite(line, role.value, None, beyond=beyond), authorities, refused)
    return Invited(made.code, made.expires_at, list(made.words))


def _ask(
    store: Store,
    work: Callable[[Transport], Answer],
    authorities: str | None,
    refused: Mapping[str, type[Exception]],
) -> Answer:
    known: dict[str, type[Exception]] = {"role": NotForThisRole, "last_laptop": LastOrganiser, **refused}
    transport = open_transport(store, authorities=authorities)
    try:
        return work(transport)
    except ServerRefused as fault:
        if fault.code in known:
            raise known[fault.code] from fault
        raise
    finally:
        transport.close()
