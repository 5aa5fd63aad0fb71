"""Invitations: made by the server for a branch's first organiser, by organisers for everybody after.

The server keeps the hash of a code's address, and what a colleague sealed for the newcomer, unread.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, insert, select, update

from sync.protocol.enrolment import hash_address
from sync.protocol.entries import Scope, is_id, scope_of
from sync.protocol.errors import BadSignature
from sync.protocol.messages import EnrolRequest, InviteRequest
from sync.protocol.signing import verify_former
from sync.server.devices import ORGANISER, ROLES, Device, add_device, find_device, keepers, revoke_device
from sync.server.granting import MOST_SCOPES, check_kept, check_known, keep_streams
from sync.server.heads import Stream
from sync.server.refusals import Refused, malformed
from sync.server.tables import BRANCH, DEVICE, INVITATION, SERVER
from sync.server.welcomes import keep_welcome

MOST_HOURS = 72
_HOUR_MS = 60 * 60 * 1000
_HASH_LENGTH = 64
_ID_BYTES = 16
_HEX = "0123456789abcdef"
_SEALED_CAP = 1024
_NAME_CAP = 200


class BranchHasOrganiser(Exception):
    """The server cannot invite into a branch that has a laptop: it could not hand over the branch key."""


def invite_first(connection: Connection, address_hash: str, branch_name: str, now: int) -> int:
    """Invite a branch's first organiser; returns until when, in ms. Raises BranchHasOrganiser."""
    branch = connection.execute(select(BRANCH.c.scope).where(BRANCH.c.name == branch_name)).first()
    if branch is not None and _has_device(connection, branch.scope):
        raise BranchHasOrganiser
    expires_at = now + MOST_HOURS * _HOUR_MS
    scope = "" if branch is None else branch.scope
    _keep(connection, (address_hash, scope, branch_name, ORGANISER, "", ""), now, expires_at)
    return expires_at


def invite_colleague(
    connection: Connection, device: Device, request: InviteRequest, now: int
) -> tuple[int, list[Scope]]:
    """An organiser invites somebody into their own branch; returns until when, in ms, and what they begin with.

    No scopes are the whole branch, with which an organiser always begins.
    """
    if device.role != ORGANISER:
        raise Refused(403, "role")
    proper = (
        request.role in ROLES
        and len(request.address_hash) == _HASH_LENGTH
        and not request.address_hash.strip(_HEX)
        and not request.sealed.strip(_HEX)
        and 1 <= request.hours <= MOST_HOURS
        and 0 < len(request.sealed) <= _SEALED_CAP
        and len(request.scopes) <= MOST_SCOPES
        and (request.role != ORGANISER or not request.scopes)
    )
    if not proper:
        raise malformed()
    check_known(connection, device.scope, request.scopes)
    known = connection.execute(
        select(INVITATION.c.made_by, INVITATION.c.expires_at, INVITATION.c.scopes).where(
            INVITATION.c.address_hash == request.address_hash
        )
    ).first()
    if known is not None:  # the answer was lost, and the same is asked again
        if known.made_by != device.name:
            raise malformed()
        return int(known.expires_at), _scopes_of(known.scopes)
    name = connection.scalar(select(BRANCH.c.name).where(BRANCH.c.scope == device.scope)) or ""
    expires_at = now + request.hours * _HOUR_MS
    made = (request.address_hash, device.scope, name, request.role, request.sealed, device.name)
    scopes = sorted(set(request.scopes))
    _keep(connection, made, now, expires_at, scopes)
    keep_welcome(connection, device.scope, request.address_hash, request.welcome)
    return expires_at, scopes


def _keep(
    connection: Connection,
    made: tuple[str, str, str, str, str, str],
    now: int,
    expires_at: int,
    scopes: Sequence[Scope] = (),
) -> None:
    names = ("address_hash", "scope", "branch_name", "role", "sealed", "made_by")
    connection.execute(
        insert(INVITATION).values(
            **dict(zip(names, made, strict=True)),
            made_at=now,
            expires_at=expires_at,
            used_by="",
            scopes=msgspec.json.encode(list(scopes)).decode(),
        )
    )


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
    connection.execute(select(SERVER).with_for_update())  # one newcomer at a time
    invitation = connection.execute(
        select(INVITATION).where(INVITATION.c.address_hash == hash_address(request.address)).with_for_update()
    ).first()
    if invitation is None:
        raise Refused(404, "not_found")
    if invitation.used_at is not None:
        return _again(connection, invitation, request, now)
    if invitation.expires_at <= now or not _inviter_stands(connection, invitation.made_by, now):
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
    )
    kept = keepers(connection, scope)
    if device.scopes != {scope}:
        _open_streams(connection, device, now)
    add_device(connection, device, request.box_key, request.laptop, now)
    _end_former(connection, request, now)
    check_kept(connection, scope, kept)
    connection.execute(
        update(INVITATION)
        .where(INVITATION.c.address_hash == invitation.address_hash)
        .values(used_at=now, used_by=device.name, scope=scope)
    )
    return device, invitation.branch_name, invitation.sealed


def _open_streams(connection: Connection, device: Device, now: int) -> None:
    """What a newcomer begins with instead of the branch is kept from now on."""
    stream = Stream.lock(connection, device.scope)
    keep_streams(connection, stream, sorted(device.scopes), now)


def _end_former(connection: Connection, request: EnrolRequest, now: int) -> None:
    """The device that this laptop was until now ends, if it says so itself: nobody is left with its key."""
    former = find_device(connection, request.former, now)
    if former is None:
        return
    key = Ed25519PublicKey.from_public_bytes(former.key)
    with suppress(BadSignature):
        verify_former(key, request.former, request.device_key, request.former_signature)
        revoke_device(connection, request.former, now)


def _inviter_stands(connection: Connection, name: str, now: int) -> bool:
    inviter = find_device(connection, name, now) if name else None
    return not name or (inviter is not None and not inviter.is_revoked)


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
    """The branch that a code leads into. The first organiser's laptop brings its id along."""
    if invitation.made_by:
        scope = Scope(str(invitation.scope))
        if request.holds_entries and scope_of(request.proposed_branch) != scope:
            raise Refused(409, "holds_entries")  # while the code is still good
        return scope
    branch = connection.execute(select(BRANCH.c.scope).where(BRANCH.c.name == invitation.branch_name)).first()
    if branch is not None:
        if _has_device(connection, branch.scope):
            raise Refused(410, "used")
        if request.proposed_branch and scope_of(request.proposed_branch) != branch.scope:
            raise Refused(409, "branch_taken")
        return Scope(branch.scope)
    scope = scope_of(request.proposed_branch or random(_ID_BYTES).hex())
    if connection.execute(select(BRANCH.c.scope).where(BRANCH.c.scope == scope)).first() is not None:
        raise Refused(409, "branch_taken")
    connection.execute(insert(BRANCH).values(scope=scope, name=invitation.branch_name, made_at=now))
    return scope


def _has_device(connection: Connection, scope: str) -> bool:
    found = select(DEVICE.c.id).where(DEVICE.c.scope == scope, DEVICE.c.revoked_at.is_(None)).limit(1)
    return connection.execute(found).first() is not None
