"""What every journal must do when something leaves its scopes, or is erased. Part of JournalContract."""

import msgspec

from sync.client.journal import Removals
from sync.protocol.digest import Digest
from sync.protocol.entries import Departure, EntityId, Scope
from tests.contracts.authors import Author, land
from tests.contracts.desk import Desk


class LeavingContract:
    """The rules. Each test begins with an empty journal."""

    def test_what_left_is_let_go_of_unless_another_scope_holds_it(self, desk: Desk) -> None:
        author = Author(9, desk.scope)
        entries = [author.write("contact", name * 32, {"given_name": "Ada"}) for name in "ef"]
        other = Scope(desk.scope.replace("branch:", "training:"))
        desk.journal.apply(desk.scope, land(entries), 2)
        desk.journal.apply(other, land(entries[:1]), 1)
        desk.journal.drop_scope(desk.scope)
        assert desk.journal.removals() == Removals(1, 2)
        assert [state.scope for state in desk.journal.scopes()] == [other]
        assert desk.journal.evict() == 1
        assert desk.held() == {entries[0].id}
        assert desk.journal.removals().count == 0
        desk.journal.apply(desk.scope, land(entries), 2)
        assert desk.held() == {entries[0].id, entries[1].id}
        assert desk.journal.evict() == 0

    def test_what_went_without_a_persons_word_counts_with_what_is_to_go_next(self, desk: Desk) -> None:
        author = Author(9, desk.scope)
        entries = [author.write("contact", name * 32, {"given_name": "Ada"}) for name in "cdef"]
        desk.journal.apply(desk.scope, land(entries), 4)

        def leaves(seq: int, name: str) -> None:
            left = Departure(seq=seq, kind="contact", eid=EntityId(name * 32))
            desk.journal.apply(desk.scope, [], seq, [left])

        leaves(5, "c")
        assert (desk.journal.removals(), desk.journal.evict()) == (Removals(1, 4), 1)
        leaves(6, "d")
        assert (desk.journal.removals(), desk.journal.evict()) == (Removals(1, 3, 1), 1)
        leaves(7, "e")
        assert (desk.journal.removals(), desk.journal.evict(is_agreed=True)) == (Removals(1, 2, 2), 1)
        leaves(8, "f")
        assert desk.journal.removals() == Removals(1, 1)

    def test_what_was_written_for_a_scope_that_is_gone_and_never_came_back_goes_once_it_is_sent(
        self, desk: Desk
    ) -> None:
        other = Scope(desk.scope.replace("branch:", "training:"))
        desk.journal.apply(desk.scope, [], 0)
        desk.journal.apply(other, land([Author(9, desk.scope).write("member", "d" * 32, {"name": "Ada"})]), 1)
        desk.write(3)
        state = desk.journal.writers()[-1]
        written = {entry.eid for entry in desk.journal.entries(state.writer, 0, 100)}
        desk.journal.drop_scope(desk.scope)
        assert desk.journal.evict() == 0
        assert desk.journal.removals().count == len(written)
        desk.journal.acknowledge(state.writer, state.last_n)
        assert desk.journal.evict() == len(written)
        assert desk.journal.removals().count == 0

    def test_what_left_stays_as_long_as_something_about_it_is_not_acknowledged(self, desk: Desk) -> None:
        (mine,) = desk.write(1)
        state = desk.journal.writers()[-1]
        entry = next(one for one in desk.journal.entries(state.writer, 0, 100) if one.id == mine)
        theirs = Author(9, desk.scope).write(entry.kind, entry.eid, {"given_name": "Ada"})
        left = Departure(seq=2, kind=entry.kind, eid=entry.eid)
        desk.journal.apply(desk.scope, land([theirs]), 2, [left])
        assert desk.journal.removals().count == 1
        assert desk.journal.evict() == 0
        assert {mine, theirs.id} <= desk.held()
        desk.journal.acknowledge(state.writer, state.last_n)
        assert desk.journal.evict() == 1
        assert mine in desk.held()
        assert theirs.id not in desk.held()
        assert desk.journal.evict() == 0

    def test_own_entries_that_left_go_once_a_backup_holds_them_but_for_the_latest(self, desk: Desk) -> None:
        mine = desk.write(2)
        state = desk.journal.writers()[-1]
        entries = [one for one in desk.journal.entries(state.writer, 0, 100) if one.id in mine]
        desk.journal.acknowledge(state.writer, state.last_n)
        desk.journal.apply(desk.scope, land(entries), 2)
        desk.journal.note_backed_up(desk.scope, 2)
        departures = [
            Departure(seq=seq, kind=entry.kind, eid=entry.eid) for seq, entry in enumerate(entries, start=3)
        ]
        desk.journal.apply(desk.scope, [], 4, departures)
        assert desk.journal.evict() == len({(entry.kind, entry.eid) for entry in entries})
        assert mine[-1] in desk.held()
        assert mine[0] not in desk.held()
        assert desk.journal.writers()[-1].last_n == state.last_n
        desk.journal.apply(desk.scope, land(entries, 5), 6)
        assert set(mine) <= desk.held()
        assert [one.writer for one in desk.journal.writers()] == [state.writer]

    def test_what_the_server_lost_is_kept_here_and_owed_and_what_came_without_its_body_takes_it(
        self, desk: Desk
    ) -> None:
        author = Author(9, desk.scope)
        entries = [author.write("contact", name * 32, {"given_name": "Ada"}) for name in "def"]
        whole = [msgspec.structs.replace(one, receipt="a" * 32) for one in land(entries)]
        headers = [
            msgspec.structs.replace(one, entry=msgspec.structs.replace(one.entry, body=""), lost=True)
            for one in whole
        ]
        desk.journal.apply(desk.scope, [*whole[:1], *headers[1:]], 3)
        assert desk.journal.ask_for_lost(1) != desk.journal.ask_for_lost(1)
        assert not desk.journal.owed(10)
        desk.journal.reset_scope(desk.scope)
        desk.journal.apply(desk.scope, headers, 3)
        assert [desk.body(entry.id) for entry in entries] == [entries[0].body, "", ""]
        assert [one.entry.id for one in desk.journal.owed(10)] == [entries[0].id]
        back = desk.journal.given_back(desk.scope, [entry.id for entry in entries])
        assert {one.entry.id for one in back if one.lost} == {entry.id for entry in entries[1:]}
        other = author.write("contact", "e" * 32, {"given_name": "Eve"})
        forged = msgspec.structs.replace(other, id=entries[1].id)
        desk.journal.take(desk.scope, [msgspec.structs.replace(whole[1], entry=forged), whole[2]])
        assert [desk.body(entry.id) for entry in entries[1:]] == ["", entries[2].body]
        assert entries[2].id not in {one.entry.id for one in desk.journal.owed(10)}  # the server has it
        desk.journal.take(desk.scope, [msgspec.structs.replace(one, seq=0) for one in headers[:1]])
        assert desk.body(entries[0].id) == entries[0].body
        assert list(desk.journal.ask_for_lost(9)) == [entries[1].id]
        digest = Digest().plus_all((entry.id, entry.hash) for entry in entries).text()
        assert desk.journal.recount(desk.scope).digest == digest
        desk.journal.take(
            desk.scope, [msgspec.structs.replace(whole[1], seq=0, receipt="")]
        )  # by a colleague's stick
        assert desk.body(entries[1].id) == entries[1].body
        assert entries[1].id in {one.entry.id for one in desk.journal.owed(10)}

    def test_nobody_asks_any_more_for_words_of_somebody_who_was_erased(self, desk: Desk) -> None:
        author = Author(9, desk.scope)
        entries = [author.write("contact", name * 32, {"given_name": "Ada"}) for name in "de"]
        erasure = author.write("erasure", "f" * 32, {"subject": "e" * 32})
        whole = [msgspec.structs.replace(one, receipt="a" * 32) for one in land(entries)]
        headers = [
            msgspec.structs.replace(one, entry=msgspec.structs.replace(one.entry, body=""), lost=True)
            for one in whole
        ]
        desk.journal.apply(desk.scope, headers, 2)
        assert set(desk.journal.ask_for_lost(9)) == {one.id for one in entries}
        desk.journal.take(
            desk.scope, [msgspec.structs.replace(headers[0], lost=False)]
        )  # the server erased it
        desk.journal.apply(desk.scope, land([erasure], 3), 3)
        desk.journal.take(desk.scope, whole[1:])  # the server does not know of that erasure yet
        assert list(desk.journal.ask_for_lost(9)) == []
        assert [desk.body(entry.id) for entry in entries] == ["", ""]

    def test_a_header_from_a_colleague_empties_nothing(self, desk: Desk) -> None:
        entry = Author(9, desk.scope).write("contact", "e" * 32, {"given_name": "Ada"})
        (whole,) = land([entry])
        desk.journal.apply(desk.scope, [whole], 1)
        header = msgspec.structs.replace(entry, body="")
        desk.journal.take(desk.scope, [msgspec.structs.replace(whole, seq=0, receipt="a" * 32, entry=header)])
        assert desk.body(entry.id) == entry.body
        desk.journal.take(desk.scope, [msgspec.structs.replace(whole, entry=header)])
        assert desk.body(entry.id) == ""

    def test_an_erasure_empties_what_was_written_without_knowing_of_it_and_is_told_once(
        self, desk: Desk
    ) -> None:
        author = Author(9, desk.scope)
        before = author.write("contact", "e" * 32, {"given_name": "Ada"})
        about = author.write("note", "f" * 32, {"contact": "e" * 32})
        other = author.write("contact", "d" * 32, {"given_name": "Bob"})
        erasure = author.write("erasure", "c" * 32, {"subject": "e" * 32})
        late = author.write("contact", "e" * 32, {"phone": "1"})
        knowing = msgspec.structs.replace(
            author.write("contact", "e" * 32, {"phone": "2"}), seen={"erased": [erasure.id]}
        )
        desk.journal.apply(desk.scope, land([before, about, other, erasure]), 4)
        desk.journal.apply(desk.scope, land([late, knowing], 5), 6)
        assert [desk.body(one.id) for one in (before, about, late)] == ["", "", ""]
        assert [desk.body(one.id) for one in (other, knowing)] == [other.body, knowing.body]
        entries = [before, about, other, erasure, late, knowing]
        digest = Digest().plus_all((entry.id, entry.hash) for entry in entries).text()
        assert desk.journal.scopes()[0].digest == digest
        assert desk.journal.erasures() == [erasure.id]
        desk.journal.erasures_told([erasure.id])
        assert desk.journal.erasures() == []

    def test_what_an_entry_says_is_put_right_by_what_the_server_admitted(self, desk: Desk) -> None:
        author = Author(9, desk.scope)
        entries = [author.write("contact", name * 32, {"given_name": "Ada"}) for name in "ef"]
        desk.journal.apply(desk.scope, land(entries), 2)
        admitted = Author(9, desk.scope).write("contact", "e" * 32, {"given_name": "Grace"})
        stranger = Author(8, desk.scope).contacts(1)
        desk.journal.correct(land([admitted, *stranger], 0))
        assert desk.body(entries[0].id) == admitted.body
        assert desk.body(entries[1].id) == entries[1].body
        assert stranger[0].id not in desk.held()
        digest = Digest().plus_all([(admitted.id, admitted.hash), (entries[1].id, entries[1].hash)]).text()
        assert desk.journal.recount(desk.scope).digest == digest
