"""Invitations: made by the server for a branch's first organiser, by organisers for everybody after.

The server keeps the hash of a code's address, and what a colleague sealed for the newcomer, unread.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, insert, select, update

from sync.protocol.accounts import InviteAsked
from sync.protocol.audit import SERVER_LOG, What
from sync.protocol.enrolment import hash_address
from sync.protocol.entries import Scope, is_id, scope_of
from sync.protocol.errors import BadSignature
from sync.protocol.messages import EnrolRequest
from sync.protocol.rights import Role, rights_of
from sync.protocol.scopes import ScopeKind, is_region, region_scope
from sync.protocol.signing import verify_former
from sync.server.audit import note
from sync.server.database import insert_absent
from sync.server.devices import (
    ORGANISER,
    Device,
    add_device,
    find_device,
    home_named,
    keepers,
    revoke_device,
    split_name,
)
from sync.server.granting import MOST_SCOPES, check_kept, check_known, keep_streams
from sync.server.heads import Stream
from sync.server.refusals import Refused, malformed, not_found
from sync.server.regions import ROOT, add_branch, is_below, regions_above
from sync.server.tables import BRANCH, DEVICE, INVITATION, REGION, SERVER
from sync.server.walls import BRANCHES, NOTHING, look, look_by_code, looking
from sync.server.welcomes import keep_welcome

MOST_HOURS = 72
_HOUR_MS = 60 * 60 * 1000
_HASH_LENGTH = 64
_ID_BYTES = 16
_HEX = "0123456789abcdef"
_SEALED_CAP = 1024
_NAME_CAP = 200
_MOST_GUEST_MS = 366 * 24 * _HOUR_MS
_ABOVE = frozenset({Role.REGION, Role.NATIONAL})
"""Who may be a branch's guest."""
_WHOLE = frozenset({Role.ORGANISER, Role.OFFICER})
"""Who begins with the whole branch."""


class BranchHasOrganiser(Exception):
    """The server cannot invite into a branch that has a laptop: it could not hand over the branch key."""


def invite_first(connection: Connection, address_hash: str, branch_name: str, now: int) -> int:
    """Invite a branch's first organiser; returns until when, in ms. Raises BranchHasOrganiser."""
    look(connection, BRANCHES)
    branch = connection.execute(select(BRANCH.c.scope).where(BRANCH.c.name == branch_name)).first()
    look(connection, NOTHING if branch is None else Scope(branch.scope))
    if branch is not None and _has_device(connection, branch.scope):
        raise BranchHasOrganiser
    expires_at = now + MOST_HOURS * _HOUR_MS
    scope = "" if branch is None else branch.scope
    look_by_code(connection, address_hash)
    _keep(connection, (address_hash, scope, branch_name, ORGANISER, "", ""), now, expires_at)
    note(connection, Scope(scope or SERVER_LOG), What.INVITED, "", ORGANISER, now)
    return expires_at


def invite_colleague(
    connection: Connection, device: Device, request: InviteAsked, now: int
) -> tuple[int, list[Scope]]:
    """Somebody invites a colleague into their own home, or below it; returns until when, in ms, and what they begin with.

    An organiser invites into their branch: no scopes are the whole branch, with which organisers and data officers always
    begin; a guest is a coordinator's device, named, and their grants have an end. A coordinator invites into their region or
    one below, and the first organiser of a branch that is new. Raises Refused: ``role`` for one that the asker may not give,
    ``not_found``, ``malformed``, or ``branch_taken`` where there is a branch of that name.
    """
    if request.role not in list(Role):
        raise malformed()
    if request.role not in rights_of(device.role).invites:
        raise Refused(403, "role")
    if not _is_proper(request, now):
        raise malformed()
    if is_region(
        device.scope
    ):  # the invitation of a branch that is yet to be, or of a region below, is not of the asker's
        look_by_code(connection, request.address_hash)
    known = connection.execute(
        select(INVITATION.c.made_by, INVITATION.c.expires_at, INVITATION.c.scopes).where(
            INVITATION.c.address_hash == request.address_hash
        )
    ).first()
    if known is not None:  # the answer was lost, and the same is asked again
        if known.made_by != device.name:
            raise malformed()
        return int(known.expires_at), _scopes_of(known.scopes)
    into, name = _home_for(connection, device, request)
    expires_at = now + request.hours * _HOUR_MS
    made = (request.address_hash, into, name, request.role, request.sealed, device.name)
    scopes = sorted(set(request.scopes))
    _keep(connection, made, now, expires_at, scopes, until_at=request.until_at, guest=request.guest)
    note(connection, device.scope, What.INVITED, device.name, request.role, now)
    keep_welcome(connection, device.scope, request.address_hash, request.welcome)
    return expires_at, scopes


def _is_proper(request: InviteAsked, now: int) -> bool:
    is_guest = request.role == Role.GUEST
    is_ended = now < request.until_at <= now + _MOST_GUEST_MS
    return (
        len(request.address_hash) == _HASH_LENGTH
        and not request.address_hash.strip(_HEX)
        and not request.sealed.strip(_HEX)
        and 1 <= request.hours <= MOST_HOURS
        and len(request.sealed) <= _SEALED_CAP
        and len(request.scopes) <= MOST_SCOPES
        and (request.role not in _WHOLE or not request.scopes)
        and is_guest == bool(request.guest)
        and (is_ended if is_guest else not request.until_at)
    )


def _home_for(connection: Connection, device: Device, request: InviteAsked) -> tuple[Scope, str]:
    """The home that a newcomer is invited into, empty for a branch that is yet to be, and what it is called."""
    if not is_region(device.scope):
        if request.into or request.branch_name or not request.sealed:
            raise malformed()
        check_known(connection, device.scope, request.scopes)
        if request.guest:
            _check_guest(connection, device.scope, request.guest)
        found = connection.scalar(select(BRANCH.c.name).where(BRANCH.c.scope == device.scope))
        return device.scope, found or ""
    if request.scopes or request.sealed:  # nothing of a branch goes through somebody above it
        raise malformed()
    if request.role == Role.ORGANISER:
        name = request.branch_name.strip()
        if not 0 < len(name) <= _NAME_CAP or not name.isprintable():
            raise malformed()
        with looking(connection, BRANCHES):
            taken = connection.execute(select(BRANCH.c.scope).where(BRANCH.c.name == name)).first()
        if taken is not None:
            raise Refused(409, "branch_taken")
        return Scope(""), name
    into = request.into or device.scope
    with looking(connection, BRANCHES):
        found = connection.scalar(select(REGION.c.name).where(REGION.c.scope == into))
    if found is None or not is_below(into, device.scope):
        raise not_found()
    if request.role == Role.REGION and into == ROOT:  # the region of all is national's
        raise malformed()
    return into, found


def _check_guest(connection: Connection, branch: Scope, name: str) -> None:
    """Raise ``not_found`` unless a name is a coordinator's device above this branch, and stands."""
    home, device = split_name(name) or (Scope(""), "")
    if home not in regions_above(connection, branch):
        raise not_found()
    which = (DEVICE.c.scope == home, DEVICE.c.id == device)
    with looking(connection, home):
        row = connection.execute(select(DEVICE.c.role, DEVICE.c.revoked_at).where(*which)).first()
    if row is None or row.revoked_at is not None or row.role not in _ABOVE:
        raise not_found()


def invite_above(connection: Connection, address_hash: str, region: Scope, role: str, now: int) -> int:
    """Whoever runs the server invites a coordinator or an observer of a region; returns until when, in ms."""
    look(connection, region)
    name = connection.scalar(select(REGION.c.name).where(REGION.c.scope == region))
    if name is None or rights_of(role).home is not ScopeKind.REGION:
        raise not_found()
    expires_at = now + MOST_HOURS * _HOUR_MS
    _keep(connection, (address_hash, region, name, role, "", ""), now, expires_at)
    note(connection, region, What.INVITED, "", role, now)
    return expires_at


def _keep(
    connection: Connection,
    made: tuple[str, str, str, str, str, str],
    now: int,
    expires_at: int,
    scopes: Sequence[Scope] = (),
    *,
    until_at: int = 0,
    guest: str = "",
) -> None:
    names = ("address_hash", "scope", "branch_name", "role", "sealed", "made_by")
    row = {
        **dict(zip(names, made, strict=True)),
        "made_at": now,
        "expires_at": expires_at,
        "used_by": "",
        "scopes": msgspec.json.encode(list(scopes)).decode(),
        "until_at": until_at,
        "guest": guest,
    }
    if not insert_absent(connection, INVITATION, row):  # another branch's, which is not seen here
        raise malformed()


def _scopes_of(text: str) -> list[Scope]:
    return msgspec.json.decode(text, type=list[Scope])


def accept(
    connection: Connection,
    request: EnrolRequest,
    now: int,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> tuple[Device, str, str]:
    """Enrol a newcomer; returns the device, the branch's name, and what was sealed for them.

    The same key may ask again with the same code, for its answer may have been lost. Raises Refused with
    ``not_found``, ``expired``, ``used``, ``branch_taken``, ``holds_entries``, or ``last_laptop`` if the laptop that this one
    was until now is the last from which the branch can be given, and would be less.
    """
    _check(request)
    look_by_code(connection, hash_address(request.address))
    connection.execute(select(SERVER).with_for_update())  # one newcomer at a time
    invitation = connection.execute(
        select(INVITATION).where(INVITATION.c.address_hash == hash_address(request.address)).with_for_update()
    ).first()
    if invitation is None:
        raise Refused(404, "not_found")
    look(connection, Scope(invitation.scope) if invitation.scope else NOTHING)
    if invitation.used_at is not None:
        return _again(connection, invitation, request, now)
    if invitation.expires_at <= now or not _may_still_invite(connection, invitation, now):
        raise Refused(410, "expired")
    if invitation.until_at and invitation.until_at <= now:
        raise Refused(410, "expired")
    scope = _scope_for(connection, invitation, request, now, random)
    device = Device(
        scope=scope,
        id=random(_ID_BYTES).hex(),
        key=bytes.fromhex(request.device_key),
        role=invitation.role,
        scopes=frozenset(_scopes_of(invitation.scopes) or {scope}),
        seen_at=now,
        is_revoked=False,
        guest=invitation.guest,
    )
    if device.scopes != {scope}:
        _open_streams(connection, device, now)
    add_device(connection, device, request.box_key, request.laptop, now, invitation.until_at)
    _end_former(connection, request, now)
    connection.execute(
        update(INVITATION)
        .where(INVITATION.c.address_hash == invitation.address_hash)
        .values(used_at=now, used_by=device.name, scope=scope)
    )
    note(connection, scope, What.ENROLLED, device.name, invitation.made_by, now)
    return device, invitation.branch_name, invitation.sealed


def _open_streams(connection: Connection, device: Device, now: int) -> None:
    """What a newcomer begins with instead of the branch is kept from now on."""
    stream = Stream.lock(connection, device.scope)
    keep_streams(connection, stream, sorted(device.scopes), now)


def _end_former(connection: Connection, request: EnrolRequest, now: int) -> None:
    """The device that this laptop was until now ends, if it says so itself: nobody is left with its key.

    Raises Refused ``last_laptop`` if its branch could be given by nobody any more.
    """
    home = home_named(request.former)
    with looking(connection, home):
        former = find_device(connection, request.former, now)
        if former is None:
            return
        key = Ed25519PublicKey.from_public_bytes(former.key)
        with suppress(BadSignature):
            verify_former(key, request.former, request.device_key, request.former_signature)
            kept = keepers(connection, home)
            revoke_device(connection, request.former, now, request.former)
            check_kept(connection, home, kept)


def _may_still_invite(connection: Connection, invitation: Row[tuple[object, ...]], now: int) -> bool:
    """Whether whoever made an invitation stands, and could still give that role."""
    name = str(invitation.made_by)
    if not name:  # whoever runs the server
        return True
    with looking(connection, home_named(name)):
        inviter = find_device(connection, name, now)
    return (
        inviter is not None and not inviter.is_revoked and invitation.role in rights_of(inviter.role).invites
    )


def _check(request: EnrolRequest) -> None:
    try:
        lengths = [
            len(bytes.fromhex(part)) for part in (request.address, request.device_key, request.box_key)
        ]
    except ValueError as fault:
        raise malformed() from fault
    is_branch = not request.proposed_branch or is_id(request.proposed_branch)
    if lengths != [32, 32, 32] or not is_branch or not 0 < len(request.laptop) <= _NAME_CAP:
        raise malformed()
    if "\0" in request.laptop:  # which PostgreSQL cannot keep
        raise malformed()


def _again(
    connection: Connection, invitation: Row[tuple[object, ...]], request: EnrolRequest, now: int
) -> tuple[Device, str, str]:
    device = find_device(connection, str(invitation.used_by), now)
    if device is None or device.is_revoked or device.key.hex() != request.device_key:
        raise Refused(410, "used")
    return device, str(invitation.branch_name), str(invitation.sealed)


def _scope_for(
    connection: Connection,
    invitation: Row[tuple[object, ...]],
    request: EnrolRequest,
    now: int,
    random: Callable[[int], bytes],
) -> Scope:
    """The branch or region that a code leads into. The first organiser's laptop brings the branch's id along."""
    scope = Scope(str(invitation.scope))
    inviter = (split_name(str(invitation.made_by)) or (Scope(""), ""))[0]
    if is_region(scope) or (invitation.made_by and not is_region(inviter)):
        own = region_scope(request.proposed_branch) if is_region(scope) else scope_of(request.proposed_branch)
        if request.holds_entries and own != scope:
            raise Refused(409, "holds_entries")  # while the code is still good
        return scope
    branch = connection.execute(select(BRANCH.c.scope).where(BRANCH.c.name == invitation.branch_name)).first()
    if branch is not None:
        if inviter:  # whoever is above a branch begins one, and never comes into one that there is
            raise Refused(409, "branch_taken")
        look(connection, Scope(branch.scope))
        if _has_device(connection, branch.scope):
            raise Refused(410, "used")
        if request.proposed_branch and scope_of(request.proposed_branch) != branch.scope:
            raise Refused(409, "branch_taken")
        return Scope(branch.scope)
    scope = scope_of(request.proposed_branch or random(_ID_BYTES).hex())
    look(connection, scope)
    if connection.execute(select(BRANCH.c.scope).where(BRANCH.c.scope == scope)).first() is not None:
        raise Refused(409, "branch_taken")
    connection.execute(insert(BRANCH).values(scope=scope, name=invitation.branch_name, made_at=now))
    if inviter:
        add_branch(connection, inviter, scope, now, str(invitation.made_by))
    return scope


def _has_device(connection: Connection, scope: str) -> bool:
    found = select(DEVICE.c.id).where(DEVICE.c.scope == scope, DEVICE.c.revoked_at.is_(None)).limit(1)
    return connection.execute(found).first() is not None
