"""What the central server does with a request that came through the door; no HTTP here."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from sync.protocol.codec import decode, unpack
from sync.protocol.entries import Scope, is_id
from sync.protocol.messages import (
    PROTOCOL,
    PULL_MOST_ENTRIES,
    AttachmentState,
    EnrolAnswer,
    EnrolRequest,
    HelloAnswer,
    HelloRequest,
    InviteAnswer,
    InviteRequest,
    PushAnswer,
)
from sync.server import attachments, invitations, ledger
from sync.server.database import Database
from sync.server.devices import Device, Now, is_seen_stale, note_seen
from sync.server.door import Call, Door
from sync.server.epochs import Epochs
from sync.server.folder import ServerFolder
from sync.server.limits import FailureLimit
from sync.server.pulls import PullText, read_page
from sync.server.pushes import read_push
from sync.server.refusals import Refused, malformed, not_found
from sync.server.schema import current_step, latest_step

Result = TypeVar("Result")
Query = Mapping[str, str]
_WITHIN_MS = 15 * 60 * 1000
_FAILURES_OF_A_PEER = 20
_FAILURES_OF_A_PREFIX = 5
_PREFIX = 6  # hex digits of an address: few honest codes share them


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """What ``/version`` answers."""

    server: str
    protocol: int


class Service:
    """One running server: database, key, epoch and door."""

    def __init__(self, database: Database, folder: ServerFolder, epochs: Epochs, now: Now) -> None:
        self.now = now
        self.key: Ed25519PrivateKey = folder.signing_key()
        self._public_key = folder.public_key().hex()
        self._database = database
        self._epochs = epochs
        self._door = Door(now)
        self._peers = FailureLimit(_FAILURES_OF_A_PEER, _WITHIN_MS)
        self._prefixes = FailureLimit(_FAILURES_OF_A_PREFIX, _WITHIN_MS)

    @property
    def epoch(self) -> str:
        """The epoch of the ledger."""
        return self._epochs.current

    def hello(self, call: Call, _query: Query) -> HelloAnswer:
        """Where the server stands, in one round trip."""
        with self._database.reading() as connection:
            device = self._door.admit(connection, call)
            asked = _read(call, HelloRequest)
            if not is_id(asked.writer):
                raise malformed()
            prefix = ledger.writer_prefix(connection, device, asked.writer)
            heads = ledger.read_heads(connection, sorted(device.scopes))
        if is_seen_stale(device, self.now()):
            self._database.write(lambda writing: note_seen(writing, device, self.now()))
        return HelloAnswer(epoch=self.epoch, now=self.now(), prefix=prefix, scopes=heads)

    def push(self, call: Call, _query: Query) -> PushAnswer:
        """Take entries in; the answer is given only after the commit."""
        device = self._admit(call)
        push = read_push(unpack(call.request.body, call.encoding), device.scopes)
        taken = self._database.write(
            lambda connection: ledger.take_push(connection, device, push, self.epoch, self.now())
        )
        self._epochs.count(taken.admitted)
        return taken.answer

    def pull(self, call: Call, query: Query) -> PullText:
        """One page of a scope's entries."""
        with self._database.reading() as connection:
            scope = _granted(self._door.admit(connection, call), query)
            if query.get("epoch") != self.epoch:
                raise Refused(409, "epoch", epoch=self.epoch)
            after, limit = _number(query, "after"), _number(query, "limit", PULL_MOST_ENTRIES)
            return read_page(connection, scope, after, max(1, limit), epoch=self.epoch, now=self.now())

    def declare_attachment(self, call: Call, query: Query) -> AttachmentState:
        """A device has an attachment: which chunks does the server lack?"""
        scope = _granted(self._admit(call), query)
        size = _number(query, "size")
        return self._database.write(
            lambda connection: attachments.declare(connection, scope, query["id"], size, self.now())
        )

    def read_attachment(self, call: Call, query: Query) -> AttachmentState:
        """Size of an attachment, and whether the server has all of it."""
        with self._database.reading() as connection:
            scope = _granted(self._door.admit(connection, call), query)
            return attachments.state(connection, scope, query["id"])

    def put_chunk(self, call: Call, query: Query) -> AttachmentState:
        """Take a chunk in."""
        scope = _granted(self._admit(call), query)
        index = _number(query, "index")
        return self._database.write(
            lambda connection: attachments.put_chunk(connection, scope, query["id"], index, call.request.body)
        )

    def read_chunk(self, call: Call, query: Query) -> bytes:
        """Give a chunk out."""
        with self._database.reading() as connection:
            scope = _granted(self._door.admit(connection, call), query)
            return attachments.read_chunk(connection, scope, query["id"], _number(query, "index"))

    def invite(self, call: Call, _query: Query) -> InviteAnswer:
        """An organiser invites a colleague."""
        device = self._admit(call)
        asked = _read(call, InviteRequest)
        expires_at = self._database.write(
            lambda connection: invitations.invite_colleague(connection, device, asked, self.now())
        )
        return InviteAnswer(expires_at=expires_at)

    def enrol(self, call: Call, _query: Query) -> EnrolAnswer:
        """A newcomer with a code becomes a device. Failures are counted by origin and by address."""
        asked = _read(call, EnrolRequest)
        counts = ((self._peers, call.peer), (self._prefixes, asked.address[:_PREFIX]))
        if any(limit.is_reached(origin, self.now()) for limit, origin in counts):
            raise Refused(429, "slow_down")
        try:
            self._door.check_signature(_key(asked), call)
            self._door.check_replay(call)
            device, branch_name, sealed = self._database.write(
                lambda connection: invitations.accept(connection, asked, self.now())
            )
        except Refused:
            for limit, origin in counts:
                limit.count(origin, self.now())
            raise
        return EnrolAnswer(
            device=device.name,
            branch=device.scope.removeprefix("branch:"),
            branch_name=branch_name,
            role=device.role,
            scopes=sorted(device.scopes),
            server_key=self._public_key,
            sealed=sealed,
            epoch=self.epoch,
            now=self.now(),
        )

    def is_ready(self) -> bool:
        """Whether the database answers and has this version's schema."""
        return self._read_with(current_step) == latest_step()

    def version(self) -> Version:
        """What this server is."""
        return Version(server="groundswell", protocol=PROTOCOL)

    def _admit(self, call: Call) -> Device:
        return self._read_with(lambda connection: self._door.admit(connection, call))

    def _read_with(self, work: Callable[[Connection], Result]) -> Result:
        with self._database.reading() as connection:
            return work(connection)


def _read(call: Call, kind: type[Result]) -> Result:
    return decode(unpack(call.request.body, call.encoding), kind)


def _granted(device: Device, query: Query) -> Scope:
    scope = Scope(query.get("scope", ""))
    if scope not in device.scopes:
        raise not_found()
    return scope


def _number(query: Query, name: str, default: int = 0) -> int:
    text = query.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise malformed()
    return int(text)


def _key(asked: EnrolRequest) -> bytes:
    try:
        return bytes.fromhex(asked.device_key)
    except ValueError as fault:
        raise malformed() from fault
