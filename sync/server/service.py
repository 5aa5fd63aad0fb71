"""What the central server does with a request that came through the door; no HTTP here."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from sync.protocol.accounts import InviteAsked
from sync.protocol.codec import unpack
from sync.protocol.entries import Entry, Scope, home_name, is_id
from sync.protocol.hello import HelloAnswer, HelloRequest, HelloSame
from sync.protocol.messages import (
    PROTOCOL,
    PULL_MOST_ENTRIES,
    CarryRequest,
    CompareAnswer,
    CompareRequest,
    EnrolAnswer,
    EnrolRequest,
    FetchRequest,
    GiveAnswer,
    InviteAnswer,
    LaptopsAnswer,
    PushAnswer,
    SnapshotState,
)
from sync.protocol.rights import Act, rights_of
from sync.server import invitations, laptops, ledger, returns, snapshots
from sync.server.asking import Query, granted, key_of, message_in, number_in, required
from sync.server.attaching import Attaching
from sync.server.auditing import Auditing
from sync.server.comparing import Comparing, check_ids, places_of
from sync.server.custody import Custodian, laptops_answer
from sync.server.database import Database
from sync.server.devices import Device, Now, home_named
from sync.server.door import Call, Door
from sync.server.drops import Drops
from sync.server.epochs import Epochs
from sync.server.erasure_entries import NotedEntry
from sync.server.erasures import Erasures
from sync.server.folder import ServerFolder
from sync.server.granting import Granting
from sync.server.heads import Stream, read_heads
from sync.server.intake import Intake
from sync.server.limits import FailureLimit
from sync.server.pacing import Paces
from sync.server.pins import read_pins
from sync.server.pulls import FetchText, PullText, read_page, read_places
from sync.server.pushes import NOT_GRANTED, MayClaim, Pushed, read_push
from sync.server.refusals import Refused, malformed
from sync.server.regions import Regions
from sync.server.remembered import Remembered
from sync.server.roles import Roles, judged_by_role, roles_held
from sync.server.schema import current_step, latest_step
from sync.server.subjects import SubjectKeys
from sync.server.taking import TakenCounts
from sync.server.walls import NOTHING
from sync.server.welcomes import Welcomes

Result = TypeVar("Result")
Random = Callable[[int], bytes]
_WITHIN_MS = 15 * 60 * 1000
_FAILURES_OF_A_PEER = 20
_FAILURES_OF_A_PREFIX = 5
_ENROL_CAP = 64 * 1024
_PREFIX = 6  # hex digits of an address: few honest codes share them
_MOST_CARRIED = 100  # pushes in one request


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """What ``/version`` answers."""

    server: str
    protocol: int


class Service:
    """One running server: database, key, epoch and door. Clocks and randomness are handed in."""

    def __init__(
        self,
        database: Database,
        folder: ServerFolder,
        now: Now,
        random: Random = secrets.token_bytes,
        paces: Paces | None = None,
    ) -> None:
        self.now = now
        self.key: Ed25519PrivateKey = folder.signing_key()
        self.keys = SubjectKeys(folder, database, random)
        self._erasures = Erasures(folder, database, self.keys, now)
        self._erasures.resume()
        self.remembered = Remembered(folder, database, now)
        self.brought_back = self.remembered.bring_back()
        self.epochs = Epochs(folder, database, random, self.keys.mark, now)
        self.epochs.begin()
        self.intake = Intake(database, folder, self.keys, self.epochs, self._erasures, now, random)
        self._public_key = folder.public_key().hex()
        self._database = database
        self._random = random
        self._comparing = Comparing()
        self._door = Door(database, now, paces)
        self.pace_origin = self._door.check_origin
        self.drops = Drops(database, self._door, self.key, now, self.intake)
        self.auditing = Auditing(
            database, folder, self._door, self.epochs.read, now, each_hour=self.drops.let_go
        )
        self._taken = TakenCounts(database, now)
        self.attaching = Attaching(database, self._door, now, self._taken)
        self.granting = Granting(database, self._door, now, self.remembered.keep)
        self.welcomes = Welcomes(database, self._door, now)
        pins = partial(read_pins, folder)
        self.custodian = Custodian(database, self._door, self.key, now, self.remembered.keep, pins)
        self.regions = Regions(database, self._door, now)
        self.roles = Roles(database, self._door, now, self.remembered.keep)
        self._peers = FailureLimit(_FAILURES_OF_A_PEER, _WITHIN_MS)
        self._prefixes = FailureLimit(_FAILURES_OF_A_PREFIX, _WITHIN_MS)
        self._erasures.entries.bring_back(self._take_back_erasures)

    @property
    def epoch(self) -> str:
        """The epoch of the ledger."""
        return self._read_with(NOTHING, self.epochs.read)

    # The exchange

    def hello(self, call: Call, _query: Query) -> HelloAnswer | HelloSame:
        """Where the server stands, in one round trip."""
        if self.epochs.check():
            self.remembered.bring_back()
        now = self.now()
        with self._door.entering(call) as (connection, device):
            asked = message_in(call, HelloRequest)
            if not is_id(asked.writer) or not laptops.can_be_kept(asked):
                raise malformed()
            writer = ledger.find_writer(connection, device, asked.writer)
            earlier = ledger.find_earlier(connection, device, asked.earlier)
            heads = read_heads(connection, sorted(device.scopes))
            epoch = self.epochs.read(connection)
            is_news = laptops.tells_news(connection, device, asked, now)
        if is_news:
            self._database.write(device.scope, lambda writing: laptops.note_told(writing, device, asked, now))
        if asked.standing and asked.standing == ledger.standing_now(epoch, writer, heads, earlier):
            backed_up = [head.backed_up for head in heads]
            told = backed_up if any(backed_up) else []
            return HelloSame(now=now, same=True, protocol=PROTOCOL, backed_up=told, role=device.told_role)
        return HelloAnswer(
            epoch=epoch,
            now=now,
            prefix=writer.prefix,
            scopes=heads,
            last_id=writer.last_id,
            protocol=PROTOCOL,
            role=device.told_role,
            earlier=[*earlier.values()],
        )

    def push(self, call: Call, _query: Query) -> PushAnswer:
        """Take entries in; the answer is given only after the commit."""
        device = self._door.let_in(call)
        push = read_push(unpack(call.request.body, call.encoding), self._may_claim(device))
        push = replace(push, entries=self._judged_by_role(device, push.entries))
        keys = self.intake.keys_for(device.scope, push.entries)
        try:
            taken = self._database.write(
                device.scope,
                lambda connection: ledger.take_push(
                    connection, device, push, self.intake.clerk(connection, device.scope, keys)
                ),
            )
        except Refused as refused:
            if refused.error == "forked":
                self._database.write(
                    device.scope,
                    lambda connection: ledger.note_fork(connection, device, push.writer, self.now()),
                )
            raise
        self.epochs.settle(taken.answer.epoch, taken.admitted)
        self._erasures.finish(taken.erasures)
        return taken.answer

    def pull(self, call: Call, query: Query) -> PullText:
        """One page of a scope."""
        with self._door.entering(call) as (connection, device):
            scope = granted(device, query)
            epoch = self._same_epoch(connection, query.get("epoch", ""))
            after, limit = number_in(query, "after"), number_in(query, "limit", PULL_MOST_ENTRIES)
            page = read_page(
                connection,
                scope,
                after,
                max(1, limit),
                epoch=epoch,
                now=self.now(),
                keys=self.keys,
                with_hashes=query.get("form") != "2",
            )
        self._taken.pulled(device, scope, len(page.entries))
        return page

    # Repair

    def compare(self, call: Call, _query: Query) -> CompareAnswer:
        """Which parts of a scope differ from what a device holds."""
        with self._door.entering(call) as (connection, device):
            asked = message_in(call, CompareRequest)
            required(device, asked.scope)
            epoch = self._same_epoch(connection, asked.epoch)
            found = self._comparing.differences(connection, asked)
        return CompareAnswer(epoch=epoch, differences=found, now=self.now())

    def fetch(self, call: Call, _query: Query) -> FetchText:
        """Entries by their ids."""
        with self._door.entering(call) as (connection, device):
            asked = message_in(call, FetchRequest)
            required(device, asked.scope)
            epoch = self._same_epoch(connection, asked.epoch)
            places = places_of(connection, asked.scope, check_ids(asked))
            found = read_places(connection, asked.scope, places, epoch, self.keys)
        self._taken.pulled(device, asked.scope, len(found))
        return FetchText(epoch=epoch, entries=found, now=self.now())

    def give(self, call: Call, _query: Query) -> GiveAnswer:
        """Take back what was lost."""
        device = self._door.let_in(call)
        body = unpack(call.request.body, call.encoding)
        epoch, given = returns.read_given(body, _giver(device), self.intake.receipts)
        return self.intake.take_back(device.scope, given, epoch)

    def carry(self, call: Call, _query: Query) -> GiveAnswer:
        """Take in pushes that a device carries for others."""
        device = self._door.let_in(call)
        asked = message_in(call, CarryRequest)
        if len(asked.pushes) > _MOST_CARRIED:
            raise Refused(413, "too_large")
        pushes = self.intake.read_carried(device.scope, asked.pushes, by=_giver(device))
        return self.intake.take_carried(device.scope, pushes, asked.epoch)

    def snapshot(self, call: Call, query: Query) -> SnapshotState:
        """A snapshot of a scope: the one that is kept, or one made now."""
        with self._door.entering(call) as (connection, device):
            scope = granted(device, query)
            epoch = self.epochs.read(connection)
            branch = device.scope
            found = snapshots.find_snapshot(connection, scope, branch, epoch, self.now(), self.keys)
            made = found or snapshots.make_snapshot(connection, scope, branch, epoch, self.keys)
        if isinstance(made, snapshots.Made):
            found = self._keep_snapshot(made, branch, epoch)
        if found is None:  # somebody was erased meanwhile
            raise Refused(503, "busy")
        self._taken.snapshot(device, scope, found.id, found.seq)
        return found

    def _keep_snapshot(self, made: snapshots.Made, branch: Scope, epoch: str) -> SnapshotState | None:
        chunks = snapshots.seal_chunks(made, branch, self.keys)
        self._database.write(
            branch, lambda writing: snapshots.keep_snapshot(writing, made, branch, chunks, self.now())
        )
        return self._read_with(
            branch,
            lambda reading: snapshots.find_snapshot(
                reading, made.scope, branch, epoch, self.now(), self.keys
            ),
        )

    def read_snapshot_chunk(self, call: Call, query: Query) -> bytes:
        """Give a chunk of a snapshot out."""
        with self._door.entering(call) as (connection, device):
            scope, index = granted(device, query), number_in(query, "index")
            return snapshots.read_snapshot_chunk(
                connection, scope, device.scope, query["id"], index, self.keys
            )

    def list_laptops(self, call: Call, _query: Query) -> LaptopsAnswer:
        """The laptops of the asker's branch, and how far its erasures are."""
        with self._door.entering(call) as (connection, device):
            return laptops_answer(connection, device.scope, self.now())

    # Newcomers

    def invite(self, call: Call, _query: Query) -> InviteAnswer:
        """An organiser invites a colleague, or a coordinator somebody below."""
        device = self._door.let_in(call)
        asked = message_in(call, InviteAsked)

        def work(connection: Connection) -> tuple[int, list[Scope]]:
            Stream.lock(connection, device.scope)
            asker = self._door.confirm(connection, device, call)
            return invitations.invite_colleague(connection, asker, asked, self.now())

        expires_at, scopes = self._database.write(device.scope, work)
        return InviteAnswer(expires_at=expires_at, scopes=scopes)

    def enrol(self, call: Call, _query: Query) -> EnrolAnswer:
        """A newcomer with a code becomes a device. Failures are counted by origin and by address."""
        asked = message_in(call, EnrolRequest, _ENROL_CAP)  # nobody has signed it yet
        counts = ((self._peers, call.peer), (self._prefixes, asked.address[:_PREFIX]))
        if wait := max(limit.wait_ms(origin, self.now()) for limit, origin in counts):
            raise Refused(429, "slow_down", wait_ms=wait)
        try:
            self._door.check_signature(key_of(asked), call)
            self._door.check_replay(call)
            device, branch_name, sealed = self._database.write(
                NOTHING, lambda connection: invitations.accept(connection, asked, self.now(), self._random)
            )
            self.remembered.keep(device.scope, home_named(asked.former))
        except Refused:
            for limit, origin in counts:
                limit.count(origin, self.now())
            raise
        return EnrolAnswer(
            device=device.name,
            branch=home_name(device.scope),
            branch_name=branch_name,
            role=device.role,
            scopes=sorted(device.scopes),
            server_key=self._public_key,
            sealed=sealed,
            welcome=self.welcomes.meet(device, asked),
            epoch=self.epoch,
            now=self.now(),
        )

    def is_ready(self) -> bool:
        """Whether the database answers and has this version's schema."""
        return self._read_with(NOTHING, current_step) == latest_step()

    def version(self) -> Version:
        """What this server is."""
        return Version(server="groundswell", protocol=PROTOCOL)

    # What they have in common

    def _take_back_erasures(self, branch: Scope, noted: Sequence[NotedEntry]) -> None:
        """What the folder keeps of erasures, as if a laptop gave it back."""
        body = msgspec.json.encode({"epoch": self.epoch, "entries": [one.landed for one in noted]})
        giver = returns.Giver(branch, frozenset({branch}), may_erase=True)
        epoch, given = returns.read_given(body, giver, self.intake.receipts)
        self.intake.take_back(branch, given, epoch)

    def _read_with(self, at: Scope, work: Callable[[Connection], Result]) -> Result:
        with self._database.reading(at) as connection:
            return work(connection)

    def _may_claim(self, device: Device) -> MayClaim:
        now = self.now()
        granted_now: set[tuple[Scope, str]] = set()  # of most pushes all entries claim the same

        def may_claim(entry: Entry) -> str:
            claimed = (entry.scope, entry.kind)
            if claimed in granted_now:
                return ""
            if device.may_write_now(*claimed):
                granted_now.add(claimed)
                return ""
            return "" if device.may_write(entry, now) else NOT_GRANTED

        return may_claim

    def _judged_by_role(self, device: Device, entries: Sequence[Pushed]) -> list[Pushed]:
        held = partial(self._read_with, device.scope, lambda connection: roles_held(connection, device))
        return judged_by_role(device, entries, self.now(), held)

    def _same_epoch(self, connection: Connection, epoch: str) -> str:
        current = self.epochs.read(connection)
        if epoch != current:
            raise Refused(409, "epoch", epoch=current)
        return current


def _giver(device: Device) -> returns.Giver:
    return returns.Giver(device.scope, device.scopes, Act.ERASE in rights_of(device.role).acts)
