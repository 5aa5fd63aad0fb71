"""What a laptop may have: an organiser gives it turfs instead of the whole branch, and takes them back."""

from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.domain.grants import (
    BranchNotWhole,
    EndIsPast,
    GrantRow,
    LastLaptop,
    NoSuchLaptop,
    NotForOrganisers,
    Part,
)
from desktop.domain.ids import TurfId
from desktop.domain.laptops import LaptopsHeld
from desktop.domain.members import Role
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import Invited, invite, open_transport
from desktop.operations.laptops import ask_laptops
from desktop.operations.sync import Sent, sync_now
from desktop.store.store import Store
from sync.client import grants as client
from sync.client.errors import ServerRefused
from sync.protocol.entries import Scope
from sync.protocol.messages import GrantsAnswer
from sync.protocol.scopes import training_scope, turf_scope

_REFUSED = {"not_found": NoSuchLaptop, "last_laptop": LastLaptop}


def list_grants(store: Store, *, authorities: str | None = None) -> list[GrantRow]:
    """Ask the server for every grant, past ones too. Raises NotJoined, or ExchangeError (``role`` for canvassers)."""
    ask_laptops(store, authorities=authorities)
    transport = open_transport(store, authorities=authorities)
    try:
        return store.laptops.grants(client.ask_grants(transport))
    finally:
        transport.close()


def give_grant(
    store: Store,
    laptop: str,
    part: Part,
    turf: TurfId | None = None,
    *,
    instead: bool = False,
    until: datetime | None = None,
    authorities: str | None = None,
) -> Done[LaptopsHeld]:
    """Let a laptop have a part of the branch, ``instead`` of everything else that it has, ``until`` an instant (UTC).

    A turf first says what it holds, and the server is told: so this sends and receives. Raises NoSuchTurf,
    BranchNotWhole, NoSuchLaptop, LastLaptop, EndIsPast, NotJoined or ExchangeError; nothing is given then.
    """
    if until is not None and until.astimezone(UTC) <= store.now():
        raise EndIsPast
    done = (
        sync_now(store, authorities=authorities) if turf is None else _tell_server(store, turf, authorities)
    )
    given = _scope(store, part, turf)
    held = ask_laptops(store, authorities=authorities).value
    others = {
        scope
        for one in held.laptops
        if one.id == laptop
        for scope in _scopes(store, one.has_branch, one.turfs)
    }
    ended = sorted(others - {given}) if instead else []
    until_at = round(until.timestamp() * 1000) if until else 0
    _change(store, laptop, [given], ended, until_at, authorities)
    return Done(
        ask_laptops(store, authorities=authorities).value, done.changed | Changed.SETTINGS | Changed.TURFS
    )


def invite_to(
    store: Store,
    role: Role,
    part: Part = Part.BRANCH,
    turf: TurfId | None = None,
    *,
    authorities: str | None = None,
) -> Invited:
    """Make a code for a newcomer whose laptop begins with a part of the branch; an organiser's begins with all of it.

    A turf first says what it holds, and the server is told: so this sends and receives. Raises NoSuchTurf, BranchNotWhole,
    NotForOrganisers, NotJoined or ExchangeError; no code is made then.
    """
    if part is Part.BRANCH:
        return invite(store, role, authorities=authorities)
    if role is not Role.CANVASSER:
        raise NotForOrganisers
    if turf is not None:
        _tell_server(store, turf, authorities)
    return invite(store, role, scopes=[_scope(store, part, turf)], authorities=authorities)


def end_grant(
    store: Store, laptop: str, part: Part, turf: TurfId | None = None, *, authorities: str | None = None
) -> Done[LaptopsHeld]:
    """Let a laptop have a part of the branch no more. Raises NoSuchLaptop, LastLaptop, NotJoined or ExchangeError."""
    _change(store, laptop, [], [_scope(store, part, turf)], 0, authorities)
    return Done(ask_laptops(store, authorities=authorities).value, Changed.SETTINGS)


def _tell_server(store: Store, turf: TurfId, authorities: str | None) -> Done[Sent]:
    """Let the server know what a turf holds."""
    done = sync_now(store, authorities=authorities)
    return sync_now(store, authorities=authorities) if _say_what_it_holds(store, turf) else done


def _say_what_it_holds(store: Store, turf: TurfId) -> bool:
    if not store.turf_scopes.can_say():
        raise BranchNotWhole
    with store.transaction():
        return store.turf_scopes.renew(turf)


def _scope(store: Store, part: Part, turf: TurfId | None) -> Scope:
    branch = store.branch.id
    if part is Part.TURF and turf is not None:
        return turf_scope(branch, turf)
    return training_scope(branch) if part is Part.TRAINING else store.branch.scope


def _scopes(store: Store, has_branch: bool, turfs: Sequence[TurfId]) -> list[Scope]:
    found = [_scope(store, Part.TURF, turf) for turf in turfs]
    return [store.branch.scope, *found] if has_branch else found


def _change(
    store: Store,
    laptop: str,
    give: Sequence[Scope],
    end: Sequence[Scope],
    until_at: int,
    authorities: str | None,
) -> GrantsAnswer:
    transport = open_transport(store, authorities=authorities)
    try:
        return client.change_grants(transport, laptop, give, end, until_at)
    except ServerRefused as refused:
        if refused.code in _REFUSED:
            raise _REFUSED[refused.code] from refused
        raise
    finally:
        transport.close()
