"""Enrolment: a code becomes a device; and invitations, by which colleagues get theirs."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.client.errors import BadAnswer, BadCode, NotOurServer, ServerRefused, ServerUnreachable
from sync.client.transport import (
    Identity,
    RawAnswer,
    Server,
    Transport,
    new_request_id,
    read_message,
)
from sync.protocol import enrolment, signing, vouching
from sync.protocol.accounts import InviteAsked
from sync.protocol.codec import encode
from sync.protocol.entries import Scope
from sync.protocol.errors import BadSignature, Malformed
from sync.protocol.messages import EnrolAnswer, EnrolRequest, InviteAnswer, Refusal
from sync.protocol.words import wordlist

_NONCE_BYTES = 12
_NO_KEY = bytes(32)


@dataclass(frozen=True, slots=True)
class Laptop:
    """What a newcomer brings: keys made on this laptop, its name, and the id of its own new branch, if any.

    ``holds_entries`` says that something was written for that branch already, so that it can join no other.
    """

    name: str
    key: Ed25519PrivateKey = field(repr=False)  # signs requests
    box_key: bytes  # X25519 public key, 32 bytes
    proposed_branch: str = ""
    holds_entries: bool = False
    former: Identity | None = None  # what this laptop was at the same server until now


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What enrolment came to.

    ``words`` are the fingerprint of the server's key. ``branch_key`` is what a colleague sealed in the code;
    None for a branch's first organiser, whose own branch key becomes the branch's.
    """

    server: Server
    device: str
    branch: str
    branch_name: str
    role: str
    scopes: Sequence[Scope]
    epoch: str
    words: Sequence[str]
    branch_key: bytes | None = field(repr=False)
    welcome: vouching.Welcome | None = field(repr=False, default=None)  # from a colleague of this version


@dataclass(frozen=True, slots=True)
class Invited:
    """A code for a colleague, until when it is good (ISO 8601, UTC), and the words to compare."""

    code: str = field(repr=False)
    expires_at: str
    words: Sequence[str]
    address_hash: str = ""
    proof_key: bytes = field(repr=False, default=b"")  # by which the newcomer's keys will be known


@dataclass(frozen=True, slots=True)
class Beyond:
    """What an invitation says that is not a colleague's: see ``sync.protocol.accounts.InviteAsked``."""

    until_at: int = 0
    guest: str = ""
    into: str = ""
    branch_name: str = ""


def enrol(address: str, code: str, laptop: Laptop, *, authorities: str | None = None) -> Enrolled:
    """Enrol this laptop with the server at an address (https, or http on loopback). Takes half a second.

    The server's key is taken as it is told, unless the code came from a colleague: then it must be the one that
    they sealed. Raises BadAddress, BadCode, ServerUnreachable, NotOurServer, ServerRefused (``not_found``,
    ``expired``, ``used``, ``branch_taken``, ``holds_entries``, ``slow_down``), BadAnswer.
    Asking again with the same keys is safe.
    """
    try:
        invitation = enrolment.open_code(code)
    except Malformed as fault:
        raise BadCode from fault
    transport = Transport(Server(address, _NO_KEY), Identity("", laptop.key), authorities=authorities)
    device_key = laptop.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    former = laptop.former
    asked = EnrolRequest(
        address=invitation.address,
        device_key=device_key,
        box_key=laptop.box_key.hex(),
        laptop=laptop.name,
        request_id=new_request_id(),
        proposed_branch=laptop.proposed_branch,
        holds_entries=laptop.holds_entries,
        former=former.device if former else "",
        former_signature=signing.sign_former(former.key, former.device, device_key) if former else "",
        proof=vouching.prove(vouching.proof_key(invitation), bytes.fromhex(device_key), laptop.box_key),
    )
    try:
        answer = _read_answer(transport.ask("POST", "/v1/enrol", {}, encode(asked)))
    finally:
        transport.close()
    server_key = bytes.fromhex(answer.server_key)
    branch_key = None
    if answer.sealed:
        branch_key, sealed_key = _open_sealed(invitation, answer.sealed)
        if sealed_key != server_key:
            raise NotOurServer
    welcome = _open_welcome(invitation, answer.welcome) if answer.welcome else None
    return Enrolled(
        server=Server(transport.server.address, server_key),
        device=answer.device,
        branch=answer.branch,
        branch_name=answer.branch_name,
        role=answer.role,
        scopes=answer.scopes,
        epoch=answer.epoch,
        words=enrolment.fingerprint(server_key, wordlist()),
        branch_key=branch_key,
        welcome=welcome,
    )


def invite(
    transport: Transport,
    role: str,
    branch_key: bytes | None,
    *,
    scopes: Sequence[Scope] = (),
    hours: int = 72,
    beyond: Beyond = Beyond(),
    welcome: vouching.Welcome | None = None,
) -> Invited:
    """Make a code for somebody of this branch, or, from a region, for somebody below it. Takes half a second.

    The branch key and the server's key go along, sealed under the code, which the server never learns; from a region
    nothing does (``branch_key`` None). ``scopes`` are what a canvasser's or a guest's laptop begins with; none is the whole
    branch. ``welcome`` says whose code it is.

    Raises ServerRefused (``role`` if this device may not invite such, ``branch_taken``, ``not_found`` for a turf, a
    region or a coordinator that the server does not know), BadAnswer from a server that knows of no such beginnings (the
    code is told to nobody then), and the rest of the family.
    """
    code = enrolment.new_code()
    invitation = enrolment.open_code(code)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = (
        enrolment.seal_for_newcomer(invitation, branch_key, transport.server.key, nonce)
        if branch_key is not None
        else b""
    )
    asked = InviteAsked(
        address_hash=enrolment.hash_address(invitation.address),
        role=role,
        sealed=sealed.hex(),
        hours=hours,
        scopes=sorted(set(scopes)),
        welcome=_seal_welcome(invitation, welcome) if welcome else "",
        until_at=beyond.until_at,
        guest=beyond.guest,
        into=Scope(beyond.into),
        branch_name=beyond.branch_name,
    )
    answer = transport.post("/v1/invitations", asked, InviteAnswer)
    if answer.scopes != asked.scopes:
        raise BadAnswer("scopes")
    expires_at = datetime.fromtimestamp(answer.expires_at / 1000, UTC)
    return Invited(
        code=code,
        expires_at=expires_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        words=enrolment.fingerprint(transport.server.key, wordlist()),
        address_hash=asked.address_hash,
        proof_key=vouching.proof_key(invitation),
    )


def _read_answer(answer: RawAnswer) -> EnrolAnswer:
    """An answer to a newcomer, who does not know the server's key yet: it must be signed by the key that it names."""
    if not answer.signature:
        if answer.status in (429, 502, 503, 504):
            raise ServerUnreachable("busy")
        raise NotOurServer
    if answer.status != 200:
        refusal = read_message(answer, Refusal)
        if refusal.error == "busy":
            raise ServerUnreachable("busy")
        raise ServerRefused(refusal.error)
    told = read_message(answer, EnrolAnswer)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told.server_key))
        signing.verify_answer(key, answer.request_id, answer.status, answer.body, answer.signature)
    except (BadSignature, ValueError) as fault:
        raise NotOurServer from fault
    return told


def _open_sealed(invitation: enrolment.Invitation, sealed: str) -> tuple[bytes, bytes]:
    try:
        return enrolment.open_as_newcomer(invitation, bytes.fromhex(sealed))
    except (BadSignature, ValueError) as fault:
        raise BadAnswer("sealed") from fault


def _seal_welcome(invitation: enrolment.Invitation, welcome: vouching.Welcome) -> str:
    return vouching.seal_welcome(invitation, welcome, secrets.token_bytes(_NONCE_BYTES)).hex()


def _open_welcome(invitation: enrolment.Invitation, sealed: str) -> vouching.Welcome:
    try:
        return vouching.open_welcome(invitation, bytes.fromhex(sealed))
    except (BadSignature, ValueError) as fault:
        raise BadAnswer("welcome") from fault
