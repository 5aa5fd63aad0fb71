"""What every journal must do where the server may have lost what it admitted once. Part of JournalContract."""

import msgspec

from sync.protocol.entries import EntryId, Scope
from sync.protocol.messages import Quarantined
from tests.contracts.authors import Author, land
from tests.contracts.desk import Desk
from tests.contracts.placing_contract import EPOCH, told


class OwingContract:
    """The rules. Each test begins with an empty journal."""

    def test_what_was_admitted_is_owed_from_another_epoch_on_until_it_has_a_place_or_was_given(
        self, desk: Desk
    ) -> None:
        desk.journal.adopt_epoch(EPOCH)
        entries = Author(9, desk.scope).contacts(4)
        landed = [msgspec.structs.replace(one, receipt="a" * 32) for one in land(entries[:3])]
        desk.journal.apply(desk.scope, landed, 3)
        assert not desk.journal.owed(10)
        desk.journal.adopt_epoch("f" * 32)
        assert {one.entry.id for one in desk.journal.owed(10)} == {entry.id for entry in entries[:3]}
        assert [(one.seq, one.receipt, one.issued) for one in desk.journal.owed(1)] == [(0, "a" * 32, EPOCH)]
        desk.journal.apply(desk.scope, landed[:1], 1)
        assert {one.entry.id for one in desk.journal.owed(10)} == {entry.id for entry in entries[1:3]}
        desk.journal.drop_scope(desk.scope)
        assert {one.entry.id for one in desk.journal.owed(10)} == {entry.id for entry in entries[1:3]}
        desk.journal.owed_done([entries[1].id])
        assert {one.entry.id for one in desk.journal.owed(10)} == {entries[2].id}
        desk.journal.evict()
        assert not desk.journal.owed(10)

    def test_from_another_epoch_on_own_entries_are_pending_from_the_first_that_no_receipt_proves(
        self, desk: Desk
    ) -> None:
        desk.journal.adopt_epoch(EPOCH)
        desk.write(4)
        state = desk.journal.writers()[-1]
        entries = desk.journal.entries(state.writer, 0, 100)
        answer = told([entry.stamp for entry in entries], [Quarantined(id=entries[-2].id, reason="scope")])
        receipts = ["a" * 32] * (len(entries) - 2) + ["", "a" * 32]
        answer = msgspec.structs.replace(answer, receipts=receipts, received_at=[1] * len(entries))
        desk.journal.acknowledge(state.writer, state.last_n, answer)
        assert desk.journal.waiting() == 0
        desk.journal.adopt_epoch("f" * 32)
        assert desk.journal.writers()[-1].acked_n == entries[-2].n - 1
        assert desk.journal.waiting() == 2

    def test_what_came_by_its_id_with_a_receipt_is_owed_and_without_one_is_not(self, desk: Desk) -> None:
        entries = Author(9, desk.scope).contacts(2)
        taken = land(entries, 0)
        desk.journal.take(desk.scope, [msgspec.structs.replace(taken[0], seq=0, receipt="a" * 32)])
        desk.journal.take(desk.scope, [msgspec.structs.replace(taken[1], seq=0)])
        assert [one.entry.id for one in desk.journal.owed(10)] == [entries[0].id]
        desk.journal.apply(desk.scope, land(entries), 2)
        assert not desk.journal.owed(10)

    def test_before_a_branch_comes_from_its_beginning_whatever_has_no_place_in_it_is_owed(
        self, desk: Desk
    ) -> None:
        entries = Author(9, desk.scope).contacts(3)
        landed = [msgspec.structs.replace(one, receipt="a" * 32) for one in land(entries)]
        elsewhere = Scope(f"turf:{'b' * 32}.{'7' * 32}")
        desk.journal.apply(elsewhere, landed[:2], 2)
        desk.journal.take(desk.scope, [msgspec.structs.replace(landed[2], seq=0, receipt="")])
        assert not desk.journal.owed(10)
        desk.journal.owe_beyond(desk.scope)
        assert {one.entry.id for one in desk.journal.owed(10)} == {entries[0].id, entries[1].id}
        desk.journal.apply(desk.scope, landed[:1], 1)
        assert [one.entry.id for one in desk.journal.owed(10)] == [entries[1].id]
        desk.journal.owe_beyond(desk.scope)
        assert [one.entry.id for one in desk.journal.owed(10)] == [entries[1].id]

    def test_what_was_admitted_under_a_writer_that_somebody_else_wrote_under_is_owed_until_it_has_a_place(
        self, desk: Desk
    ) -> None:
        desk.journal.adopt_epoch(EPOCH)
        desk.write(3)
        (state,) = desk.journal.writers()
        entries = desk.journal.entries(state.writer, 0, 100)
        answer = told([entry.stamp for entry in entries])
        answer = msgspec.structs.replace(
            answer, receipts=["a" * 32] * len(entries), received_at=[1] * len(entries)
        )
        desk.journal.acknowledge(state.writer, state.last_n, answer)
        (state,) = desk.journal.writers()
        assert state.last_id == entries[-1].id
        landed = [
            msgspec.structs.replace(one, receipt="a" * 32, entry=entries[0]) for one in land(entries[:1])
        ]
        desk.journal.apply(desk.scope, landed, 1)
        assert desk.journal.note_strange(state.writer, 9, EntryId("f" * 32))
        assert not desk.journal.note_strange(state.writer, 9, EntryId("f" * 32))
        kept = desk.reopened().journal
        earlier = kept.writers()[0]
        assert (earlier.writer, earlier.acked_n, earlier.last_id) == (state.writer, 9, "f" * 32)
        assert {one.entry.id for one in kept.owed(100)} == {one.id for one in entries[1:]}
        kept.rewind(state.writer, 2)
        assert kept.writers()[0].last_id == entries[1].id

    def test_what_was_acknowledged_without_an_answer_is_pending_again_unless_it_came_back(
        self, desk: Desk
    ) -> None:
        desk.journal.adopt_epoch(EPOCH)
        ids = desk.write(4)
        (state,) = desk.journal.writers()
        entries = desk.journal.entries(state.writer, 0, 100)
        assert not desk.journal.doubt_unanswered()
        desk.journal.acknowledge(state.writer, state.last_n)
        desk = desk.reopened()
        came = entries[: -len(ids) + 1]
        landed = [msgspec.structs.replace(one, receipt="a" * 32) for one in land(came)]
        desk.journal.apply(desk.scope, landed, len(came))
        assert desk.journal.doubt_unanswered()
        assert desk.journal.waiting() == len(ids) - 1
        assert not desk.journal.doubt_unanswered()
        apart = [Quarantined(id=entry, reason="scope") for entry in ids[1:]]
        answer = msgspec.structs.replace(
            told([entry.stamp for entry in entries[-3:]], apart), receipts=[""] * 3, received_at=[1] * 3
        )
        desk.journal.acknowledge(state.writer, state.last_n, answer)
        desk.journal.acknowledge(state.writer, state.last_n)
        assert not desk.journal.doubt_unanswered()
        assert (desk.journal.waiting(), desk.journal.quarantined()) == (0, 3)

    def test_what_comes_by_its_id_replaces_no_stamp_and_no_receipt_that_came_with_a_place(
        self, desk: Desk
    ) -> None:
        desk.journal.adopt_epoch(EPOCH)
        (entry,) = Author(9, desk.scope).contacts(1)
        (landed,) = (msgspec.structs.replace(one, receipt="a" * 32) for one in land([entry]))
        desk.journal.apply(desk.scope, [landed], 1)
        made_up = msgspec.structs.replace(
            landed, seq=0, eff=landed.eff + 9, receipt="b" * 32, issued="f" * 32
        )
        desk.journal.take(desk.scope, [made_up])
        (found,) = desk.journal.given_back(desk.scope, [entry.id])
        assert (found.eff, found.receipt, found.issued) == (landed.eff, landed.receipt, EPOCH)
        desk.journal.take(desk.scope, [msgspec.structs.replace(made_up, seq=1)])
        (found,) = desk.journal.given_back(desk.scope, [entry.id])
        assert (found.eff, found.receipt) == (made_up.eff, made_up.receipt)
