"""Bundles on a stick, the server's side: what a laptop wrote is taken in by the repair path and answered by another bundle.

Whatever proves itself is taken from any bundle: a push by its author's signature, an entry by a receipt of this server. What
does not (an entry without a receipt that holds, a piece of an attachment) is taken from a whole bundle only, signed by a device
that may speak. The answer is for that device alone, of what it is granted, and signed by the server's key.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

import msgspec
from sqlalchemy import Connection, select

from sync.protocol.audit import What
from sync.protocol.boxes import box_private_key
from sync.protocol.bundle import (
    SERVER,
    Apart,
    Carries,
    Header,
    Holds,
    Keys,
    Opened,
    Piece,
    Stands,
    is_signed,
    open_bundle,
    seal_for,
    write_bundle,
)
from sync.protocol.codec import decode, encode
from sync.protocol.digest import Digest
from sync.protocol.entries import Departure, EntryId, Landed, Scope, scope_of
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import CarriedPush, GiveRequest, Quarantined, ScopeHead, ScopeState
from sync.server import attachments
from sync.server.audit import note
from sync.server.database import Database
from sync.server.devices import Device, find_device, home_named, note_seen
from sync.server.heads import read_heads
from sync.server.pulls import LandedText, read_page
from sync.server.pushes import PushText
from sync.server.refusals import Refused, not_found
from sync.server.returns import Given, Giver, read_given
from sync.server.service import Service
from sync.server.tables import BRANCH, DEVICE, ENTRY

_CARRIED_AT_ONCE = 50
_GIVEN_AT_ONCE = 500
_PAGE_ENTRIES = 500
_KEY_BYTES = 32
Maker = Literal["", "revoked", "unknown"]


class BranchNotHere(Exception):
    """A bundle of a branch that this server does not hold."""


class NoAnswer(Exception):
    """There is nobody to answer: the bundle's maker is not known here, or was shut out."""


class PageText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="page"):
    """``bundle.Page`` with the entries as they lie in the ledger."""

    epoch: str
    scope: Scope
    after: int
    next: int
    entries: list[LandedText] = []
    departures: list[Departure] = []


@dataclass(slots=True)
class BundleImported:
    """What was done with a bundle. ``maker`` says why its maker is not believed, if so.

    ``taken``, ``held`` and ``apart`` count entries that are new, that were here already, and that are kept apart;
    ``unproven`` entries and pieces that were left, ``attachments`` those that became whole.
    """

    header: Header
    maker: Maker
    is_whole: bool
    taken: int = 0
    held: int = 0
    unproven: int = 0
    attachments: int = 0
    apart: dict[EntryId, str] = field(default_factory=dict)
    stands: Stands | None = None
    pieces: set[str] = field(default_factory=set)

    @property
    def is_believed(self) -> bool:
        """Whether what does not prove itself is taken too."""
        return self.is_whole and not self.maker


@dataclass(slots=True)
class BundleAnswered:
    """What went into an answer."""

    entries: int = 0
    attachments: int = 0


class Sticks:
    """Takes bundles in and answers them; also beside a server that runs over the same database."""

    def __init__(
        self, service: Service, database: Database, random: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._service = service
        self._database = database
        self._random = random

    def take(self, file: BinaryIO) -> BundleImported:
        """Take in what a bundle holds, by ids: twice, late or out of order it changes nothing.

        Raises NotABundle, ForSomebodyElse, BranchNotHere; then nothing was changed.
        """
        opened = self._open(file)
        branch = scope_of(opened.header.branch)
        device = self._maker(opened.header)
        imported = BundleImported(
            opened.header,
            _standing(opened.header, device),
            is_signed(file, bytes.fromhex(opened.header.signer)),
        )
        # Whatever a stick brings, nobody is erased by it.
        giver = Giver(branch, device.scopes if device is not None else frozenset(), may_erase=False)
        reading = self._open(file)
        for block in reading.blocks:
            if isinstance(block, Stands):
                imported.stands = imported.stands or block
            elif isinstance(block, Carries):
                self._take_pushes(giver, block.pushes, imported)
            elif isinstance(block, Holds):
                self._take_entries(giver, block, imported)
            elif isinstance(block, Piece):
                self._take_piece(device, block, imported)
        imported.is_whole = (
            imported.is_whole and reading.is_whole
        )  # signed, and yet a later version's, or damaged
        if device is not None and imported.is_believed:
            self._note_heard(device, opened.header.made_at)
        self._note(branch, What.BUNDLE_TAKEN, opened.header.device, imported.taken)
        return imported

    def answer(self, imported: BundleImported, file: BinaryIO) -> BundleAnswered:
        """Write the answer: what the maker lacks of its scopes, and what this server holds. Raises NoAnswer."""
        header, answered = imported.header, BundleAnswered()
        content_key = self._random(_KEY_BYTES)
        with self._database.reading(home_named(header.device)) as connection:
            device = find_device(connection, header.device, self._service.now())
            if device is None or imported.maker or device.is_revoked:
                raise NoAnswer
            try:
                recipient = seal_for(device.name, content_key, _box_of(connection, device))
            except ValueError as fault:
                raise NoAnswer from fault
            mine = Header(
                branch=header.branch,
                device="",
                signer="",
                made_at=self._service.now(),
                recipients=[recipient],
            )
            blocks = self._blocks(connection, device, imported, answered)
            write_bundle(file, mine, content_key, self._service.key, blocks)
        self._note(device.scope, What.BUNDLE_ANSWERED, device.name, answered.entries)
        return answered

    def _note(self, branch: Scope, what: What, device: str, count: int) -> None:
        now = self._service.now()
        self._database.write(branch, lambda writing: note(writing, branch, what, "", device, now, count))

    # Taking in

    def _open(self, file: BinaryIO) -> Opened:
        file.seek(0)
        keys = Keys(private=box_private_key(self._service.key), names=frozenset({SERVER}))
        return open_bundle(file, "", keys)

    def _maker(self, header: Header) -> Device | None:
        branch = scope_of(header.branch)
        with self._database.reading(branch) as connection:
            if connection.execute(select(BRANCH.c.scope).where(BRANCH.c.scope == branch)).first() is None:
                raise BranchNotHere
            device = find_device(connection, header.device, self._service.now())
        return device if device is not None and device.scope == branch else None

    def _take_pushes(self, giver: Giver, carried: Sequence[CarriedPush], imported: BundleImported) -> None:
        for start in range(0, len(carried), _CARRIED_AT_ONCE):
            part = carried[start : start + _CARRIED_AT_ONCE]
            by = giver if imported.is_believed else None
            pushes = self._service.intake.read_carried(giver.branch, part, by=by)
            count = sum(len(push.entries) for push in pushes)
            imported.unproven += sum(map(_count_entries, part)) - count
            if pushes:
                answer = self._service.intake.take_carried(giver.branch, pushes)
                _note(imported, count, answer.taken, answer.quarantined)

    def _take_entries(self, giver: Giver, block: Holds, imported: BundleImported) -> None:
        landed = [
            msgspec.structs.replace(one, seq=0, issued=one.issued or block.epoch) for one in block.landed
        ]
        for start in range(0, len(landed), _GIVEN_AT_ONCE):
            part = landed[start : start + _GIVEN_AT_ONCE]
            given = self._read_given(giver, part)
            if not imported.is_believed:
                given = [one for one in given if not one.pushed.reason]
            imported.unproven += len(part) - len(given)
            if given:
                answer = self._service.intake.take_back(giver.branch, given)
                _note(imported, len(given), answer.taken, answer.quarantined)

    def _read_given(self, giver: Giver, landed: Sequence[Landed]) -> list[Given]:
        """What is given back, each judged by its receipt alone; what cannot be read is left out."""
        try:
            text = encode(GiveRequest(epoch=self._service.epoch, entries=list(landed)))
            return read_given(text, giver, self._service.intake.receipts)[1]
        except Refused:
            if len(landed) == 1:
                return []
        return [found for one in landed for found in self._read_given(giver, [one])]

    def _take_piece(self, device: Device | None, piece: Piece, imported: BundleImported) -> None:
        if device is None or not imported.is_believed:
            imported.unproven += 1
            return

        def keep(connection: Connection) -> bool:
            home = attachments.home_for(connection, device, piece.scope, piece.attachment)
            if home is None:
                raise not_found()
            imported.pieces.add(piece.attachment)
            state = attachments.declare(connection, home, piece.attachment, piece.size, self._service.now())
            if state.complete or piece.index not in state.missing:
                return False
            return attachments.put_chunk(
                connection, home, piece.attachment, piece.index, piece.content
            ).complete

        try:
            imported.attachments += self._database.write(device.scope, keep)
        except Refused:
            imported.unproven += 1

    def _note_heard(self, device: Device, made_at: int) -> None:
        """The laptop was heard of when it wrote the stick."""
        at = min(made_at, self._service.now())
        if at > device.seen_at:
            self._database.write(device.scope, lambda connection: note_seen(connection, device, at))

    # Answering

    def _blocks(
        self,
        connection: Connection,
        device: Device,
        imported: BundleImported,
        answered: BundleAnswered,
    ) -> Iterator[msgspec.Struct]:
        epoch, scopes = self._service.epochs.read(connection), granted_scopes(device)
        heads = read_heads(connection, scopes)
        held = attachments.whole_for(connection, device.scope, scopes)
        yield Stands(
            epoch=epoch,
            scopes=[ScopeState(scope=head.scope, cursor=head.head, digest=head.digest) for head in heads],
            attachments=sorted(held),
        )
        if imported.apart:
            yield Apart(
                quarantined=[Quarantined(id=one, reason=reason) for one, reason in imported.apart.items()]
            )
        for head in heads:
            yield from self._pages(
                connection, head, _begin(connection, head, imported.stands, epoch), answered
            )
        theirs = imported.pieces.union(imported.stands.attachments if imported.stands else ())
        for name in sorted(held.keys() - theirs):
            one = held[name]
            answered.attachments += 1
            for index in range(attachments.chunk_count(one.size)):
                content = attachments.read_chunk(connection, one.home, name, index)
                yield Piece(scope=one.scope, attachment=name, size=one.size, index=index, content=content)

    def _pages(
        self, connection: Connection, head: ScopeHead, after: int, answered: BundleAnswered
    ) -> Iterator[PageText]:
        epoch, now = self._service.epochs.read(connection), self._service.now()
        while after < head.head:
            page = read_page(
                connection, head.scope, after, _PAGE_ENTRIES, epoch=epoch, now=now, keys=self._service.keys
            )
            answered.entries += len(page.entries)
            yield PageText(
                epoch=epoch,
                scope=head.scope,
                after=after,
                next=page.next,
                entries=page.entries,
                departures=page.departures,
            )
            after = page.next


def granted_scopes(device: Device) -> list[Scope]:
    """What a device may be given on a stick: what the server grants it now, nothing if it was shut out."""
    return [] if device.is_revoked else sorted(device.scopes)


def _standing(header: Header, device: Device | None) -> Maker:
    if device is None or device.key.hex() != header.signer:
        return "unknown"
    return "revoked" if device.is_revoked else ""


def _box_of(connection: Connection, device: Device) -> bytes:
    found = connection.scalar(
        select(DEVICE.c.box_key).where(DEVICE.c.scope == device.scope, DEVICE.c.id == device.id)
    )
    return bytes.fromhex(found or "")


def _begin(connection: Connection, head: ScopeHead, stands: Stands | None, epoch: str) -> int:
    """The place after which a device is to be given a scope: its cursor if it holds just what lies before it, else 0."""
    if stands is None or stands.epoch != epoch:
        return 0
    at = next((state for state in stands.scopes if state.scope == head.scope), None)
    if at is None or not 0 < at.cursor <= head.head:
        return 0
    if at.cursor == head.head:
        return at.cursor if at.digest == head.digest else 0
    rows = connection.execute(
        select(ENTRY.c.id, ENTRY.c.hash).where(
            ENTRY.c.scope == head.scope, ENTRY.c.seq <= at.cursor, ENTRY.c.id.is_not(None)
        )
    )
    digest = Digest().plus_all((EntryId(row.id), row.hash) for row in rows)
    return at.cursor if digest.text() == at.digest else 0


def _note(imported: BundleImported, count: int, taken: int, apart: Sequence[Quarantined]) -> None:
    found = {one.id: one.reason for one in apart}
    imported.apart |= found
    imported.taken += taken
    imported.held += max(0, count - taken - len(found))


def _count_entries(carried: CarriedPush) -> int:
    try:
        return len(decode(carried.push.encode(), PushText).entries)
    except ProtocolError:
        return 1
