"""What every journal must do, the one in memory and the store's alike. Subclass JournalContract and give it a ``desk``."""

import hashlib

import msgspec
import pytest

from sync.client.journal import NotContiguous
from sync.protocol.digest import Digest
from sync.protocol.entries import Departure, EntityId
from sync.protocol.messages import CHUNK_BYTES, Quarantined, SnapshotState
from sync.protocol.snapshot import snapshot_id, write_snapshot
from tests.contracts.authors import Author, land
from tests.contracts.desk import Desk
from tests.contracts.leaving_contract import LeavingContract
from tests.contracts.owing_contract import OwingContract
from tests.contracts.placing_contract import PlacingContract, told

EPOCH = "e" * 32


class JournalContract(PlacingContract, LeavingContract, OwingContract):
    """The rules. Each test begins with an empty journal."""

    def test_what_is_written_is_pending_in_order_without_a_gap(self, desk: Desk) -> None:
        before = desk.journal.writers()[-1].last_n
        ids = desk.write(5)
        state = desk.journal.writers()[-1]
        entries = desk.journal.entries(state.writer, state.last_n - 5, 100)
        assert [entry.id for entry in entries] == ids
        assert state.last_n >= before + 5
        everything = desk.journal.entries(state.writer, 0, 100)
        assert [entry.n for entry in everything] == list(range(1, state.last_n + 1))
        assert [entry.prev for entry in everything] == ["", *(entry.id for entry in everything[:-1])]
        assert desk.journal.waiting() == len(everything)

    def test_entries_come_in_portions(self, desk: Desk) -> None:
        desk.write(5)
        writer = desk.journal.writers()[-1].writer
        first = desk.journal.entries(writer, 0, 2)
        second = desk.journal.entries(writer, 2, 2)
        assert [entry.n for entry in [*first, *second]] == [1, 2, 3, 4]

    def test_an_acknowledged_entry_is_no_longer_pending_and_has_the_servers_stamp(self, desk: Desk) -> None:
        desk.write(3)
        state = desk.journal.writers()[-1]
        entries = desk.journal.entries(state.writer, 0, 100)
        effs = [entry.stamp - 7 for entry in entries]
        desk.journal.acknowledge(state.writer, state.last_n, told(effs))
        assert desk.journal.waiting() == 0
        assert [desk.eff(entry.id) for entry in entries] == effs

    def test_an_acknowledgement_is_never_lowered_by_a_late_answer(self, desk: Desk) -> None:
        desk.write(3)
        state = desk.journal.writers()[-1]
        entries = desk.journal.entries(state.writer, 0, 100)
        desk.journal.acknowledge(state.writer, state.last_n, told([entry.stamp for entry in entries]))
        desk.journal.acknowledge(state.writer, 1, told([entries[0].stamp]))
        assert desk.journal.waiting() == 0

    def test_a_rewound_writer_is_pending_again(self, desk: Desk) -> None:
        desk.write(4)
        state = desk.journal.writers()[-1]
        effs = [entry.stamp for entry in desk.journal.entries(state.writer, 0, 100)]
        desk.journal.acknowledge(state.writer, state.last_n, told(effs))
        desk.journal.rewind(state.writer, state.last_n - 2)
        assert desk.journal.waiting() == 2

    def test_an_entry_in_quarantine_is_counted_and_kept(self, desk: Desk) -> None:
        ids = desk.write(2)
        state = desk.journal.writers()[-1]
        effs = [entry.stamp for entry in desk.journal.entries(state.writer, 0, 100)]
        apart = [Quarantined(id=ids[0], reason="scope")]
        desk.journal.acknowledge(state.writer, state.last_n, told(effs, apart))
        desk.journal.acknowledge(state.writer, state.last_n, told(effs, apart))
        assert desk.journal.quarantined() == 1
        assert ids[0] in desk.held()

    def test_a_fork_keeps_ids_stamps_and_bodies_and_chains_anew(self, desk: Desk) -> None:
        desk.write(4)
        state = desk.journal.writers()[-1]
        before = desk.journal.entries(state.writer, 0, 100)
        kept = state.last_n - 3
        desk.journal.acknowledge(state.writer, kept, told([entry.stamp for entry in before[:kept]]))
        fresh = desk.journal.fork(state.writer)
        assert fresh != state.writer
        after = desk.journal.entries(fresh, 0, 100)
        assert [entry.id for entry in after] == [entry.id for entry in before[kept:]]
        assert [entry.stamp for entry in after] == [entry.stamp for entry in before[kept:]]
        assert [entry.body for entry in after] == [entry.body for entry in before[kept:]]
        assert [entry.n for entry in after] == [1, 2, 3]
        assert [entry.prev for entry in after] == ["", after[0].id, after[1].id]
        assert desk.journal.waiting() == 3
        assert [found.writer for found in desk.journal.writers()][-1] == fresh

    def test_after_a_fork_new_entries_follow_the_fresh_writer(self, desk: Desk) -> None:
        desk.write(2)
        fresh = desk.journal.fork(desk.journal.writers()[-1].writer)
        count = desk.journal.writers()[-1].last_n
        (entry_id,) = desk.write(1)
        assert [entry.id for entry in desk.journal.entries(fresh, count, 10)] == [entry_id]
        assert desk.journal.entries(fresh, count, 10)[0].n == count + 1

    def test_what_is_applied_is_held_with_cursor_and_digest(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(5)
        assert desk.journal.apply(desk.scope, land(entries[:3]), 3).new == 3
        assert desk.journal.apply(desk.scope, land(entries[3:], 4), 5).new == 2
        (state,) = desk.journal.scopes()
        assert state.cursor == 5
        assert state.digest == Digest().plus_all((entry.id, entry.hash) for entry in entries).text()
        assert {entry.id for entry in entries} <= desk.held()
        assert desk.body(entries[0].id) == entries[0].body
        assert desk.journal.waiting() == 0

    def test_a_gap_is_refused_and_nothing_is_changed(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(3)
        held = desk.held()
        with pytest.raises(NotContiguous):
            desk.journal.apply(desk.scope, land(entries, 2), 4)
        assert desk.held() == held
        assert all(state.cursor == 0 for state in desk.journal.scopes())

    def test_own_entries_come_back_without_being_new_and_confirm_their_stamp(self, desk: Desk) -> None:
        desk.write(2)
        state = desk.journal.writers()[-1]
        entries = desk.journal.entries(state.writer, 0, 100)
        landed = land(entries)
        before = desk.held()
        assert desk.journal.apply(desk.scope, landed, len(landed)).new == 0
        assert desk.held() == before
        assert [desk.eff(entry.id) for entry in entries] == [entry.stamp for entry in entries]

    def test_own_entries_that_come_back_are_not_acknowledged_by_that_but_are_no_longer_here_alone(
        self, desk: Desk
    ) -> None:
        desk.write(3)
        state = desk.journal.writers()[-1]
        entries = desk.journal.entries(state.writer, 0, 100)
        desk.journal.apply(desk.scope, land(entries[1:]), len(entries) - 1)
        assert desk.journal.writers()[-1] == state
        assert desk.journal.waiting() == 1
        desk.journal.acknowledge(state.writer, state.last_n)
        assert desk.journal.waiting() == 0

    def test_a_receipt_is_kept_from_the_answer_and_from_the_scope_and_given_back_with_its_epoch(
        self, desk: Desk
    ) -> None:
        desk.journal.adopt_epoch(EPOCH)
        desk.write(2)
        state = desk.journal.writers()[-1]
        own = desk.journal.entries(state.writer, 0, 100)
        desk.journal.acknowledge(state.writer, state.last_n, told([entry.stamp for entry in own]))
        theirs = Author(9, desk.scope).contacts(2)
        landed = [
            msgspec.structs.replace(land([theirs[0]])[0], receipt="a" * 32),
            msgspec.structs.replace(land([theirs[1]], 2)[0], receipt="b" * 32, issued="0" * 32),
        ]
        desk.journal.apply(desk.scope, landed, 2)
        ids = {one.id for one in desk.journal.held_in(desk.scope)}
        assert ids == {entry.id for entry in [*own, *theirs]}
        back = {one.entry.id: one for one in desk.journal.given_back(desk.scope, sorted(ids))}
        assert {one.seq for one in back.values()} == {0}
        assert back[own[0].id].issued == EPOCH
        assert back[own[0].id].receipt
        assert [back[entry.id].issued for entry in theirs] == [EPOCH, "0" * 32]
        assert [back[entry.id].entry for entry in theirs] == theirs

    def test_what_was_never_admitted_is_not_given_back(self, desk: Desk) -> None:
        ids = desk.write(2)
        assert not desk.journal.held_in(desk.scope)
        assert not desk.journal.given_back(desk.scope, ids)

    def test_what_is_taken_by_its_id_moves_no_cursor_and_counts_once_its_place_is_known(
        self, desk: Desk
    ) -> None:
        entries = Author(9, desk.scope).contacts(3)
        assert desk.journal.take(desk.scope, land(entries[:1], 0)).new == 1
        assert all(state.cursor == 0 for state in desk.journal.scopes())
        assert desk.journal.apply(desk.scope, land(entries), 3).new == 2
        digest = Digest().plus_all((entry.id, entry.hash) for entry in entries).text()
        assert [state.digest for state in desk.journal.scopes()] == [digest]
        assert desk.journal.recount(desk.scope).digest == digest

    def test_a_digest_counted_anew_is_of_what_is_held_up_to_the_cursor(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(4)
        desk.journal.apply(desk.scope, land(entries[:2]), 2)
        desk.journal.take(desk.scope, land(entries[3:], 4))
        digest = Digest().plus_all((entry.id, entry.hash) for entry in entries[:2]).text()
        assert desk.journal.recount(desk.scope).digest == digest
        desk.journal.apply(desk.scope, land(entries[2:], 3), 4)
        digest = Digest().plus_all((entry.id, entry.hash) for entry in entries).text()
        assert [state.digest for state in desk.journal.scopes()] == [digest]

    def test_a_body_that_the_server_emptied_is_emptied_here(self, desk: Desk) -> None:
        entry = Author(9, desk.scope).write("contact", "f" * 32, {"given_name": "Ada"})
        desk.journal.apply(desk.scope, land([entry]), 1)
        desk.journal.reset_scope(desk.scope)
        emptied = msgspec.structs.replace(entry, body="")
        assert desk.journal.apply(desk.scope, land([emptied]), 1).new == 0
        assert desk.body(entry.id) == ""
        digest = Digest().plus_all([(entry.id, entry.hash)]).text()
        assert [state.digest for state in desk.journal.scopes()] == [digest]

    def test_an_own_entry_that_the_server_discarded_with_an_erasure_is_emptied(self, desk: Desk) -> None:
        ids = desk.write(1)
        state = desk.journal.writers()[-1]
        effs = [entry.stamp for entry in desk.journal.entries(state.writer, 0, 100)]
        apart = [Quarantined(id=ids[0], reason="erased")]
        desk.journal.acknowledge(state.writer, state.last_n, told(effs, apart))
        assert desk.body(ids[0]) == ""
        assert desk.journal.quarantined() == 0

    def test_what_departs_counts_no_more_and_what_comes_again_counts_again(self, desk: Desk) -> None:
        author = Author(9, desk.scope)
        entries = [author.write("contact", name * 32, {"given_name": "Ada"}) for name in "ef"]
        left = Departure(seq=3, kind="contact", eid=EntityId("e" * 32))
        desk.journal.apply(desk.scope, land(entries), 3, [left])
        digest = Digest().plus_all([(entries[1].id, entries[1].hash)]).text()
        assert [(state.cursor, state.digest) for state in desk.journal.scopes()] == [(3, digest)]
        desk.journal.apply(desk.scope, land(entries[:1], 4), 5, [Departure(seq=5)])
        both = Digest().plus_all((entry.id, entry.hash) for entry in entries).text()
        assert [(state.cursor, state.digest) for state in desk.journal.scopes()] == [(5, both)]

    def test_a_snapshot_comes_in_chunks_and_counts_once_it_holds(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(5)
        content = b"".join(write_snapshot(land(entries)))
        digest = Digest().plus_all((entry.id, entry.hash) for entry in entries).text()
        state = SnapshotState(
            id=snapshot_id(content), size=len(content), seq=7, digest=digest, epoch=EPOCH, now=0
        )
        desk.journal.keep_snapshot_chunk(state.id, 1, content[100:])
        assert desk.journal.snapshot_chunks(state.id) == {1}
        desk.journal.keep_snapshot_chunk(state.id, 0, content[:100])
        applied = desk.journal.take_snapshot(desk.scope, state)
        assert applied is not None
        assert applied.new == 5
        assert [(one.cursor, one.digest) for one in desk.journal.scopes()] == [(7, digest)]
        assert {entry.id for entry in entries} <= desk.held()
        assert desk.journal.recount(desk.scope).digest == digest

    def test_a_snapshot_that_does_not_hold_changes_nothing_and_is_dropped(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(5)
        content = b"".join(write_snapshot(land(entries)))
        held = desk.held()
        for damaged, digest in ((content[:-1] + b"x", Digest().text()), (content, Digest().text())):
            name = snapshot_id(content)
            desk.journal.keep_snapshot_chunk(name, 0, damaged)
            state = SnapshotState(id=name, size=len(content), seq=5, digest=digest, epoch=EPOCH, now=0)
            assert desk.journal.take_snapshot(desk.scope, state) is None
            assert desk.journal.snapshot_chunks(name) == frozenset()
        assert desk.held() == held
        assert all(state.cursor == 0 for state in desk.journal.scopes())

    def test_an_entry_under_an_own_writer_that_is_not_held_ends_that_writer_and_loses_nothing(
        self, desk: Desk
    ) -> None:
        desk.write(2)
        state = desk.journal.writers()[-1]
        mine = [entry.id for entry in desk.journal.entries(state.writer, 0, 100)]
        elsewhere = Author(9, desk.scope)
        elsewhere.writer = state.writer
        theirs = elsewhere.contacts(3)
        assert desk.journal.apply(desk.scope, land(theirs), 3).new == 3
        fresh = desk.journal.writers()[-1].writer
        assert fresh != state.writer
        assert [entry.id for entry in desk.journal.entries(fresh, 0, 100)] == mine
        assert desk.journal.waiting() == len(mine)
        (later,) = desk.write(1)
        assert desk.journal.entries(fresh, len(mine), 10)[0].id == later

    def test_an_unknown_kind_and_an_unreadable_body_are_kept_verbatim(self, desk: Desk) -> None:
        author = Author(9, desk.scope)
        entries = [
            author.write("a_kind_of_later", "e1", {"of": ["later"]}),
            author.write("contact", "f" * 32, {"a_field_of_later": 1}),
            author.write("contact", "f" * 32, {}, body="{", hash=_hash("{")),
        ]
        assert desk.journal.apply(desk.scope, land(entries), 3).new == 3
        assert [desk.body(entry.id) for entry in entries] == [entry.body for entry in entries]

    def test_another_epoch_starts_every_scope_anew_and_gives_nothing_up(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(3)
        desk.journal.adopt_epoch(EPOCH)
        desk.journal.apply(desk.scope, land(entries), 3)
        held = desk.held()
        desk.journal.adopt_epoch("f" * 32)
        assert desk.journal.epoch() == "f" * 32
        assert desk.held() == held
        assert all(state.cursor == 0 for state in desk.journal.scopes())
        assert all(state.digest == Digest().text() for state in desk.journal.scopes())
        assert desk.journal.apply(desk.scope, land(entries), 3).new == 0

    def test_a_scope_that_is_reset_can_be_pulled_again(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(3)
        desk.journal.apply(desk.scope, land(entries), 3)
        before = desk.journal.scopes()
        desk.journal.reset_scope(desk.scope)
        desk.journal.apply(desk.scope, land(entries), 3)
        assert desk.journal.scopes() == before

    def test_an_attachment_is_sent_in_chunks_until_it_is_confirmed(self, desk: Desk) -> None:
        content = bytes(range(256)) * (CHUNK_BYTES // 256) + b"the rest"
        attachment = desk.attach(content)
        (found,) = desk.journal.attachments_to_send()
        assert (found.id, found.size, found.scope) == (attachment, len(content), desk.scope)
        parts = [desk.journal.attachment_chunk(attachment, index) for index in range(2)]
        assert b"".join(parts) == content
        desk.journal.attachment_sent(attachment)
        assert not desk.journal.attachments_to_send()
        desk.journal.adopt_epoch(EPOCH)
        assert [ref.id for ref in desk.journal.attachments_to_send()] == [attachment]

    def test_a_wanted_attachment_is_kept_in_chunks_and_taken_in_when_it_holds(self, desk: Desk) -> None:
        content = b"x" * (CHUNK_BYTES + 10)
        attachment = self.want(desk, content)
        desk.journal.keep_chunk(attachment, 1, content[CHUNK_BYTES:])
        assert desk.journal.chunks_kept(attachment) == {1}
        desk.journal.keep_chunk(attachment, 0, content[:CHUNK_BYTES])
        assert desk.journal.complete_attachment(attachment, len(content))
        assert not desk.journal.attachments_wanted()
        assert not desk.journal.attachments_to_send()

    def test_a_wrong_attachment_is_dropped_and_wanted_again(self, desk: Desk) -> None:
        content = b"y" * 100
        attachment = self.want(desk, content)
        desk.journal.keep_chunk(attachment, 0, b"z" * 100)
        assert not desk.journal.complete_attachment(attachment, 100)
        assert desk.journal.chunks_kept(attachment) == frozenset()
        assert [ref.id for ref in desk.journal.attachments_wanted()] == [attachment]

    def test_a_later_process_finds_everything(self, desk: Desk) -> None:
        desk.write(2)
        desk.journal.adopt_epoch(EPOCH)
        desk.journal.apply(desk.scope, land(Author(9, desk.scope).contacts(2)), 2)
        fresh = desk.journal.fork(desk.journal.writers()[-1].writer)
        held, waiting, scopes = desk.held(), desk.journal.waiting(), desk.journal.scopes()
        later = desk.reopened()
        assert later.journal.epoch() == EPOCH
        assert later.journal.writers()[-1].writer == fresh
        assert (later.held(), later.journal.waiting(), later.journal.scopes()) == (held, waiting, scopes)

    def want(self, desk: Desk, content: bytes) -> str:
        """Have an entry come in that names an attachment."""
        attachment = hashlib.sha256(content).hexdigest()
        values = {"authority": "Made-up Council", "edition": attachment, "size": len(content)}
        entry = Author(9, desk.scope).write("register_import", "d" * 32, values)
        desk.journal.apply(desk.scope, land([entry]), 1)
        assert [(ref.id, ref.scope) for ref in desk.journal.attachments_wanted()] == [
            (attachment, desk.scope)
        ]
        return attachment


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()
