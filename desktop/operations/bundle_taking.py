"""Taking one bundle in, block by block: a colleague's by the ids of its entries, the server's answer as a pull."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from desktop.store.reach import goes_everywhere, names_no_place
from desktop.store.store import Store
from sync.client.exchange import is_much
from sync.client.journal import NotContiguous
from sync.protocol.bundle import Apart, Block, Carries, Header, Holds, Page, Piece, Stands
from sync.protocol.chunks import chunk_length
from sync.protocol.codec import decode
from sync.protocol.entries import Departure, EntryId, Landed, Scope, check_entry, whole
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds.erasure import ERASURE
from sync.protocol.messages import ATTACHMENT_CAP, CHUNK_BYTES, CarriedPush, PushRequest
from sync.protocol.scopes import branch_of

_NAME_LENGTH, _NAME_LETTERS = 64, frozenset("0123456789abcdef")
_SLICE = 64  # entries in one transaction: somebody may be typing


@dataclass(slots=True)
class BundleTaken:
    """What was taken from a bundle.

    ``new`` and ``known`` count entries, ``records`` what the new ones are about, by kind; ``carried`` entries that now wait
    here for the server, ``apart`` own ones that the server keeps apart, ``pending`` own ones that are on this laptop
    only, once all was taken. ``elsewhere`` are of parts that this laptop does not hold. ``is_whole`` is false where the file
    was cut short: the rest is to be copied again. ``is_answer``: the server wrote it, for this laptop. ``is_other_epoch``:
    the server was put back from a backup since this laptop last spoke with it. ``removed`` records left this laptop's part of
    the branch and are gone, ``removals_held`` wait for a person's word.
    """

    made_at: datetime
    is_answer: bool = False
    new: int = 0
    known: int = 0
    records: dict[str, int] = field(default_factory=dict)
    known_records: int = 0
    carried: int = 0
    apart: int = 0
    elsewhere: int = 0
    pending: int = 0
    is_whole: bool = True
    is_stopped: bool = False
    is_other_epoch: bool = False
    removed: int = 0
    removals_held: int = 0


class Taking:
    """Takes the blocks of one bundle in, and counts. What an answer proves is noted once it ended.

    Without ``may_erase`` nobody is erased: whoever ever had the branch's key can write a bundle, and what is erased cannot be
    brought back. The erasures of a colleague come by the server, which knows who may.
    """

    def __init__(self, store: Store, taken: BundleTaken, header: Header, *, may_erase: bool) -> None:
        self._store = store
        self._taken = taken
        self._header = header
        self._may_erase = may_erase
        self._new: set[tuple[str, str]] = set()
        self._known: set[tuple[str, str]] = set()
        self._to_recount: set[Scope] = set()
        self._granted: set[Scope] = set()
        self._left: list[Landed] = []
        self._is_within = not taken.is_answer and not store.reach.is_whole

    @property
    def has_two_readings(self) -> bool:
        """Whether this laptop has a part of the branch, and a colleague's file may tell only further on what belongs to it."""
        return self._is_within

    def take_first(self, block: Block) -> None:
        """The first of two readings: what belongs to every part of the branch."""
        if isinstance(block, Carries):
            for push in block.pushes:
                _, landed = _read_push(push)
                if landed:
                    self._take_within(landed[0].entry.scope, goes_everywhere(landed))
        elif isinstance(block, Holds):
            unplaced = [_unplaced(one, block.epoch) for one in block.landed]
            self._take_within(block.scope, goes_everywhere(unplaced))

    def take(self, block: Block) -> None:
        """Take one block in."""
        if isinstance(block, Carries):
            for push in block.pushes:
                self._take_push(push)
        elif isinstance(block, Holds):
            self._take_by_id(block.scope, block.landed, block.epoch)
        elif isinstance(block, Piece):
            self._take_piece(block)
        elif self._taken.is_answer:
            self._take_answer(block)

    def end(self, *, may_remove: bool = False) -> None:
        """Count, and note what an answer proved: what it brought back is with the server, and so is what was carried."""
        taken = self._taken
        if self._is_within:
            self._take_what_was_left()
        taken.records = dict(Counter(kind for kind, _ in self._new))
        taken.known_records = len(self._known - self._new)
        if not taken.is_answer or taken.is_stopped or not taken.is_whole:
            return
        for scope in sorted(self._to_recount):
            self._store.exchange.recount(scope)
        self._let_go(may_remove=may_remove)
        with self._store.transaction():
            self._store.bundling.drop_handed_on()
        self._store.enrolment.heard_on_foot(
            self._header.made_at, is_all_sent=not self._store.exchange.waiting()
        )

    def _let_go(self, *, may_remove: bool) -> None:
        """Let go of what left, as after an exchange: if this is the server's latest word on what this laptop may have."""
        store = self._store
        is_latest = self._header.made_at >= store.enrolment.told_at()
        if not self._granted or self._taken.is_other_epoch or not is_latest:
            return
        store.enrolment.note_told(self._header.made_at)
        for state in store.exchange.scopes():
            if state.scope not in self._granted:
                store.exchange.drop_scope(state.scope)
        waiting = store.exchange.removals()
        if is_much(waiting) and not may_remove:
            self._taken.removals_held = waiting.count
        else:
            self._taken.removed = store.exchange.evict(is_agreed=may_remove)
        store.sent.note_exchange(is_forked=False, removals_held=self._taken.removals_held)

    def _take_answer(self, block: Block) -> None:
        if isinstance(block, Stands):
            if not self._store.exchange.epoch():  # as after the first hello
                self._store.exchange.adopt_epoch(block.epoch)
            self._granted = {state.scope for state in block.scopes}
            self._taken.is_other_epoch = block.epoch != self._store.exchange.epoch()
            if not self._taken.is_other_epoch:
                for name in block.attachments:
                    self._store.exchange.attachment_sent(name)
        elif isinstance(block, Apart):
            with self._store.transaction():
                self._taken.apart = self._store.bundling.note_apart(block.quarantined)
        elif isinstance(block, Page):
            self._take_page(block)

    def _take_push(self, carried: CarriedPush) -> None:
        ids, landed = _read_push(carried)
        if not landed:
            return
        kept = self._store.enrolment.find()
        is_own = kept is not None and carried.device == kept.device
        # What a copy of this laptop wrote under its name is a colleague's for all that.
        is_ours = is_own and self._store.journal.known(ids) == set(ids)
        self._take_by_id(landed[0].entry.scope, landed, "")
        if carried.device and not is_ours and self._store.bundling.known(ids) != set(ids):
            with self._store.transaction():
                is_new = self._store.bundling.keep_carried(carried)
            self._taken.carried += len(landed) if is_new else 0

    def _take_by_id(self, scope: Scope, landed: Sequence[Landed], epoch: str) -> None:
        """Take entries in without places: nothing says where in the server's scope they are."""
        unplaced = [_unplaced(one, epoch) for one in landed]
        if self._is_within:
            left = self._take_within(scope, unplaced)
            later = [one for one in left if names_no_place(one.entry)]
            self._left += later
            self._taken.elsewhere += len(left) - len(later)
        else:
            self._take(scope, unplaced)

    def _take_within(self, scope: Scope, landed: Sequence[Landed]) -> list[Landed]:
        """Take in what this laptop's part of the branch holds; what is left of it."""
        if branch_of(scope) != self._store.session.scope:
            return list(landed)
        sound, left = self._ours(landed)
        for start in range(0, len(sound), _SLICE):
            sorted_out, others = self._store.reach.sort(sound[start : start + _SLICE])
            left += others
            for held, part in sorted(sorted_out.items()):
                self._count(part)
                self._store.exchange.take(held, part)
            self._store.giving_way.wait()
        return left

    def _take_what_was_left(self) -> None:
        """Once more, for an entity may have come after what was written of it."""
        left, self._left = self._left, []
        for one in left:
            self._taken.elsewhere += len(self._take_within(one.entry.scope, [one]))
        self._store.exchange.note_extracts()

    def _take(self, scope: Scope, landed: Sequence[Landed]) -> None:
        """Take entries in by their ids, with the places that they have."""
        if branch_of(scope) != self._store.session.scope:
            self._taken.elsewhere += len(landed)
            return
        ours, others = self._ours(landed)
        self._taken.elsewhere += len(others)
        for start in range(0, len(ours), _SLICE):
            part = ours[start : start + _SLICE]
            self._count(part)
            self._store.exchange.take(scope, part)
            self._store.giving_way.wait()

    def _ours(self, landed: Sequence[Landed]) -> tuple[list[Landed], list[Landed]]:
        """Sound entries that claim this branch, and others, whatever a block says that they are of."""
        sound = [found for one in landed if (found := _sound(one)) is not None]
        ours: list[Landed] = []
        others: list[Landed] = []
        for one in sound:
            is_ours = branch_of(one.entry.scope) == self._store.session.scope
            is_let = self._may_erase or one.entry.kind != ERASURE.name
            (ours if is_ours and is_let else others).append(one)
        return ours, others

    def _take_page(self, page: Page) -> None:
        """Take a page of an answer as one that was pulled, where it follows; else by ids, with the places that it tells."""
        entries = [found for one in page.entries if (found := _sound(one)) is not None]
        places = sorted([*(one.seq for one in entries), *(one.seq for one in page.departures)])
        cursor = self._cursor(page.scope)
        is_gapless = places == list(range(page.after + 1, page.next + 1))
        if self._taken.is_other_epoch or branch_of(page.scope) != self._store.session.scope:
            self._take_by_id(page.scope, entries, page.epoch)
        elif not is_gapless or page.after > cursor:
            self._take(page.scope, entries)
        else:
            self._take_before(page.scope, [one for one in entries if one.seq <= cursor])
            self._apply(
                page.scope,
                [one for one in entries if one.seq > cursor],
                [one for one in page.departures if one.seq > cursor],
            )

    def _take_before(self, scope: Scope, landed: Sequence[Landed]) -> None:
        before = self._taken.new
        self._take(scope, landed)
        if self._taken.new > before:  # the digest of what lies before the cursor is to be worked out anew
            self._to_recount.add(scope)

    def _apply(self, scope: Scope, landed: Sequence[Landed], departures: Sequence[Departure]) -> None:
        everything: list[Landed | Departure] = [*landed, *departures]
        placed = sorted(everything, key=lambda one: one.seq)
        for start in range(0, len(placed), _SLICE):
            part = placed[start : start + _SLICE]
            entries = [one for one in part if isinstance(one, Landed)]
            self._count(entries)
            left = [one for one in part if isinstance(one, Departure)]
            try:
                self._store.exchange.apply(scope, entries, part[-1].seq, left)
            except NotContiguous:  # an exchange over the network was quicker
                self._store.exchange.take(scope, entries)
            self._store.giving_way.wait()

    def _count(self, landed: Sequence[Landed]) -> None:
        held = self._store.journal.known(one.entry.id for one in landed)
        for one in landed:
            about = (one.entry.kind, one.entry.eid)
            (self._known if one.entry.id in held else self._new).add(about)
        new = len({one.entry.id for one in landed} - held)
        self._taken.new += new
        self._taken.known += len(landed) - new

    def _cursor(self, scope: Scope) -> int:
        return next((state.cursor for state in self._store.exchange.scopes() if state.scope == scope), 0)

    def _take_piece(self, piece: Piece) -> None:
        store = self._store
        if not _can_be(piece) or (self._is_within and piece.attachment not in store.reach.attachments()):
            return
        with store.transaction():
            is_lacking = store.bundling.want(piece.attachment, piece.size)
        if not is_lacking:
            return
        store.exchange.keep_chunk(piece.attachment, piece.index, piece.content)
        if len(store.exchange.chunks_kept(piece.attachment)) == -(-piece.size // CHUNK_BYTES):
            store.exchange.complete_attachment(piece.attachment, piece.size)


def _can_be(piece: Piece) -> bool:
    """Whether a piece is of something that can be an attachment, and as long as its place says."""
    is_named = len(piece.attachment) == _NAME_LENGTH and all(one in _NAME_LETTERS for one in piece.attachment)
    if not is_named or not 0 < piece.size <= ATTACHMENT_CAP or piece.index < 0:
        return False
    return 0 < len(piece.content) == chunk_length(piece.size, piece.index)


def _read_push(carried: CarriedPush) -> tuple[list[EntryId], list[Landed]]:
    """The entries of a push that a file carries, with their ids; none if it cannot be read."""
    try:
        push = decode(carried.push.encode(), PushRequest)
    except ProtocolError:
        return [], []
    landed = [Landed(seq=0, eff=entry.stamp, received_at=0, entry=entry) for entry in push.entries]
    return [one.entry.id for one in landed], landed


def _unplaced(one: Landed, epoch: str) -> Landed:
    return msgspec.structs.replace(one, seq=0, issued=one.issued or epoch if one.receipt else "")


def _sound(one: Landed) -> Landed | None:
    """The same with its entry whole; None if the entry contradicts itself."""
    entry = whole(one.entry)
    try:
        check_entry(entry)
    except ProtocolError:
        return None
    return msgspec.structs.replace(one, entry=entry)
