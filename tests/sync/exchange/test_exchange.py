"""Laptops that exchange with a real server over HTTP lose nothing and end equal, on either database."""

from typing import Any

import msgspec
import pytest

from sync.client.errors import Cancelled, ServerRefused, ServerUnreachable
from sync.client.exchange import exchange
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Transport
from sync.protocol.digest import Digest
from sync.protocol.entries import Scope
from sync.protocol.messages import CHUNK_BYTES, ScopeHead
from sync.protocol.scopes import turf_scope
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import BRANCH, SCOPE, Central

PERSON = "a" * 32


def laptop(name: int) -> MemoryJournal:
    return MemoryJournal(name, SCOPE)


def name_of(journal: MemoryJournal) -> object:
    return journal.fold("contact", PERSON).value("given_name")


def test_what_one_laptop_wrote_another_receives(central: Central) -> None:
    first, second = laptop(1), laptop(2)
    for n in range(7):
        first.write("contact", f"{n:032x}", {"given_name": f"Ada {n}"})
    sent = exchange(first, central.device())
    got = exchange(second, central.device())
    assert (sent.sent, sent.received, sent.pending, sent.quarantined) == (7, 0, 0, 0)
    assert (got.sent, got.received, got.pending) == (0, 7, 0)
    assert second.held() == first.held()
    assert sent.scopes == got.scopes
    assert [(report.cursor, report.head, report.agrees) for report in got.scopes] == [(7, 7, True)]


def test_nothing_new_sends_and_receives_nothing(central: Central) -> None:
    line, journal = central.device(), laptop(1)
    journal.write("contact", PERSON, {"given_name": "Ada"})
    exchange(journal, line)
    again = exchange(journal, line)
    assert (again.sent, again.received, again.pending) == (0, 0, 0)
    assert again.scopes[0].agrees


def test_two_fields_edited_offline_on_two_laptops_are_both_kept(central: Central) -> None:
    first, second = laptop(1), laptop(2)
    lines = central.device(), central.device()
    first.write("contact", PERSON, {"given_name": "Ada", "phone": "1"})
    settle([(first, lines[0]), (second, lines[1])])
    first.write("contact", PERSON, {"given_name": "Adah"})
    second.write("contact", PERSON, {"phone": "2"})
    settle([(first, lines[0]), (second, lines[1])])
    for journal in (first, second):
        folded = journal.fold("contact", PERSON)
        assert (folded.value("given_name"), folded.value("phone")) == ("Adah", "2")
        assert not folded.conflict("given_name")


def test_one_field_edited_twice_keeps_both_answers_on_every_laptop(central: Central) -> None:
    first, second = laptop(1), laptop(2)
    lines = central.device(), central.device()
    first.write("contact", PERSON, {"given_name": "Ada"})
    settle([(first, lines[0]), (second, lines[1])])
    first.write("contact", PERSON, {"given_name": "Adah"})
    second.write("contact", PERSON, {"given_name": "Aida"})
    settle([(first, lines[0]), (second, lines[1])])
    answers = [
        [sibling.value for sibling in journal.fold("contact", PERSON).conflict("given_name")]
        for journal in (first, second)
    ]
    assert answers[0] == answers[1]
    assert set(answers[0]) == {"Adah", "Aida"}
    first.write("contact", PERSON, {"given_name": "Adah"})
    settle([(first, lines[0]), (second, lines[1])])
    assert not second.fold("contact", PERSON).conflict("given_name")
    assert name_of(second) == "Adah"


def test_a_clock_ten_years_ahead_still_exchanges_and_does_not_win(central: Central) -> None:
    ahead = MemoryJournal(1, SCOPE, skew_ms=10 * 365 * 86_400_000)
    second = laptop(2)
    lines = central.line(central.enrol(), skew_ms=315_000_000_000), central.device()
    ahead.write("contact", PERSON, {"given_name": "Ada"})
    settle([(ahead, lines[0]), (second, lines[1])])
    second.write("contact", PERSON, {"given_name": "Adah"})
    settle([(ahead, lines[0]), (second, lines[1])])
    assert name_of(ahead) == name_of(second) == "Adah"


def test_more_than_a_batch_goes_in_batches_that_grow(central: Central) -> None:
    journal = laptop(1)
    for n in range(700):
        journal.write("contact", f"{n:032x}", {"given_name": f"Ada {n}"})
    told: list[tuple[Stage, int, int]] = []
    report = exchange(journal, central.device(), Manners(progress=lambda *step: told.append(step)))
    assert report.sent == 700
    assert [done for stage, done, _ in told if stage is Stage.SENDING] == [200, 600, 700]
    assert {total for stage, _, total in told if stage is Stage.SENDING} == {700}


def test_a_stopped_exchange_keeps_what_it_did_and_the_next_goes_on(central: Central) -> None:
    journal, line = laptop(1), central.device()
    for n in range(700):
        journal.write("contact", f"{n:032x}", {"given_name": f"Ada {n}"})
    asked: list[int] = []

    def after_two_requests() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        exchange(journal, line, Manners(is_stopped=after_two_requests))
    assert journal.waiting() == 500
    assert exchange(journal, line).sent == 500


def test_who_receives_gives_way_to_whoever_types_before_each_entry(central: Central) -> None:
    journal, other = laptop(1), laptop(2)
    lines = central.line(central.enrol()), central.device()
    for n in range(300):
        journal.write("contact", f"{n:032x}", {"given_name": f"Ada {n}"})
    exchange(journal, lines[0])
    gave_way: list[int] = []
    report = exchange(other, lines[1], Manners(give_way=lambda: gave_way.append(1)))
    assert report.received == 300
    assert len(gave_way) > 300


def test_an_entry_of_a_foreign_scope_is_kept_apart_and_blocks_nothing(central: Central) -> None:
    journal, line = laptop(1), central.device()
    journal.scope = Scope("branch:" + "c" * 32)
    journal.write("contact", PERSON, {"given_name": "Ada"})
    journal.scope = SCOPE
    journal.write("contact", PERSON, {"given_name": "Adah"})
    journal.write("contact", PERSON, {"given_name": "?"}, body="{")
    report = exchange(journal, line)
    assert (report.sent, report.pending, report.quarantined) == (3, 0, 2)
    assert report.scopes[0].head == 1


def test_a_laptop_put_back_from_an_old_image_forks_and_loses_nothing(central: Central) -> None:
    journal, line, other = laptop(1), central.device(), laptop(2)
    journal.write("contact", PERSON, {"given_name": "Ada"})
    exchange(journal, line)
    image = journal.image()
    image.rename(11)
    journal.write("contact", PERSON, {"phone": "1"})
    exchange(journal, line)
    image.write("contact", PERSON, {"email": "ada@example.org"})
    report = exchange(image, line)
    assert (report.pending, report.scopes[0].agrees, len(image.writers())) == (0, True, 2)
    exchange(other, central.device())
    folded = other.fold("contact", PERSON)
    assert (folded.value("phone"), folded.value("email")) == ("1", "ada@example.org")


def test_a_profile_copied_to_a_second_laptop_may_be_used_on_both(central: Central) -> None:
    first, line = laptop(1), central.device()
    first.write("contact", PERSON, {"given_name": "Ada"})
    exchange(first, line)
    twin = first.image()
    twin.rename(12)
    first.write("contact", PERSON, {"phone": "1"})
    twin.write("contact", PERSON, {"email": "ada@example.org"})
    settle([(first, line), (twin, line)])
    assert first.held() == twin.held()
    assert len(first.held()) == 3


def test_a_revoked_laptop_is_refused_and_keeps_its_work(central: Central) -> None:
    identity = central.enrol()
    journal = laptop(1)
    journal.write("contact", PERSON, {"given_name": "Ada"})
    central.revoke(identity)
    with pytest.raises(ServerRefused, match="revoked"):
        exchange(journal, central.line(identity))
    assert journal.waiting() == 1


def test_an_attachment_reaches_the_laptop_that_wants_it(central: Central) -> None:
    first, second = laptop(1), laptop(2)
    content = bytes(range(256)) * (CHUNK_BYTES // 128) + b"the rest"
    attachment = first.attach(content)
    first.write("register_import", "d" * 32, {"edition": attachment, "size": len(content)})
    exchange(first, central.device())
    exchange(second, central.device())
    assert second.attachment(attachment) == content


def test_a_branch_sees_nothing_of_another(central: Central) -> None:
    first, other = laptop(1), MemoryJournal(2, Scope("branch:" + "c" * 32))
    first.write("contact", PERSON, {"given_name": "Ada"})
    exchange(first, central.device())
    report = exchange(other, central.device(branch="c" * 32))
    assert report.received == 0
    assert [found.scope for found in report.scopes] == ["branch:" + "c" * 32]


@pytest.mark.parametrize("lost", ["/v1/hello", "/v1/push", "/v1/pull"])
def test_an_answer_that_is_lost_after_the_commit_costs_nothing(
    central: Central, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    first, second, third = laptop(1), laptop(2), laptop(3)
    third.write("contact", PERSON, {"given_name": "Grace"})
    exchange(third, central.device())
    for n in range(5):
        first.write("contact", f"{n:032x}", {"given_name": f"Ada {n}"})
    with monkeypatch.context() as patch:
        line = central.device()
        real_post, real_get = line.post, line.get

        def post(path: str, message: Any, kind: Any, *query: Any) -> Any:
            answer = real_post(path, message, kind, *query)
            if path == lost:
                raise ServerUnreachable("no_connection")
            return answer

        def get(path: str, query: Any, kind: Any) -> Any:
            answer = real_get(path, query, kind)
            if path == lost:
                raise ServerUnreachable("no_connection")
            return answer

        patch.setattr(line, "post", post)
        patch.setattr(line, "get", get)
        with pytest.raises(ServerUnreachable):
            exchange(first, line)
    report = exchange(first, line)
    exchange(second, central.device())
    assert (report.pending, report.quarantined, report.scopes[0].head) == (0, 0, 6)
    assert report.scopes[0].agrees
    assert second.held() == first.held()


def test_what_was_sent_does_not_come_back_unless_a_colleague_wrote_between(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = laptop(1), laptop(2)
    lines = central.device(), central.device()
    asked: list[str] = []
    real_get = lines[0].get

    def get(path: str, query: Any, kind: Any) -> Any:
        asked.append(path)
        return real_get(path, query, kind)

    monkeypatch.setattr(lines[0], "get", get)
    for n in range(3):
        first.write("contact", f"{n:032x}", {"given_name": f"Ada {n}"})
    report = exchange(first, lines[0])
    assert (asked, report.scopes[0].cursor, report.scopes[0].agrees) == ([], 3, True)
    second.write("contact", PERSON, {"given_name": "Grace"})
    exchange(second, lines[1])
    first.write("contact", PERSON, {"family_name": "Hopper"})
    report = exchange(first, lines[0])
    assert (asked, report.scopes[0].cursor, report.scopes[0].agrees) == (["/v1/pull"], 5, True)
    assert second.held() <= first.held()


def test_a_digest_that_differs_is_put_right_by_what_is_lacking_and_not_by_believing(central: Central) -> None:
    first, second = laptop(1), laptop(2)
    lines = central.device(), central.device()
    first.write("contact", PERSON, {"given_name": "Ada"})
    settle([(first, lines[0]), (second, lines[1])])
    (lost,) = second.held()
    del second._entries[lost], second._places[SCOPE][lost]
    second._cursors[SCOPE] = (1, Digest())
    report = exchange(second, lines[1])
    assert second.held() == first.held()
    assert (report.received, report.repaired, report.scopes[0].agrees) == (1, 1, True)


def granting(line: Transport, scopes: list[ScopeHead], patch: pytest.MonkeyPatch) -> None:
    """Let the server grant these scopes and no others."""
    real_post = line.post

    def post(path: str, message: Any, kind: Any, *query: Any) -> Any:
        if path != "/v1/hello":
            return real_post(path, message, kind, *query)
        in_full = msgspec.structs.replace(message, standing="")
        return msgspec.structs.replace(real_post(path, in_full, kind, *query), scopes=scopes)

    patch.setattr(line, "post", post)


def test_a_scope_that_is_granted_no_more_is_let_go_of_only_after_all_is_sent_and_a_person_said_so(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = laptop(1), laptop(2)
    for number in range(3):
        first.write("contact", f"{number:032x}", {"given_name": "Ada"})
    lines = central.device(), central.device()
    settle([(first, lines[0]), (second, lines[1])])
    second.write("contact", PERSON, {"given_name": "Late"})
    turf = ScopeHead(scope=turf_scope(BRANCH, "a" * 32), head=0, digest=Digest().text())
    with monkeypatch.context() as patch:
        granting(lines[1], [], patch)
        report = exchange(second, lines[1])
        assert (report.removed, report.removals_held, report.pending) == (0, 0, 0)
    granting(lines[1], [turf], monkeypatch)
    report = exchange(second, lines[1])
    assert (report.removed, report.removals_held, len(second.held())) == (
        0,
        4,
        4,
    )  # what was written late leaves with the rest, once it is sent
    report = exchange(second, lines[1], Manners(may_remove=True))
    assert (report.removed, report.removals_held, len(second.held())) == (4, 0, 1)


def test_an_erasure_that_was_carried_out_is_told_in_the_next_hello(central: Central) -> None:
    first, second = laptop(1), laptop(2)
    lines = central.device(), central.device()
    first.write("contact", PERSON, {"given_name": "Ada"})
    first.write("erasure", "c" * 32, {"subject": PERSON})
    exchange(first, lines[0])
    exchange(second, lines[1])
    assert len(second.erasures()) == 1
    exchange(second, lines[1])
    assert second.erasures() == []


def test_of_many_erasures_what_is_left_is_told_by_the_next_hello(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.hello.MOST_ERASED", 2)
    first, second = laptop(1), laptop(2)
    lines = central.device(), central.device()
    for number in range(3):
        first.write("erasure", f"{number:032x}", {"subject": f"{number:032x}"})
    exchange(first, lines[0])
    left = []
    for _ in range(3):
        exchange(second, lines[1])
        left.append(len(second.erasures()))
    assert left == [3, 1, 0]


def test_a_digest_that_was_miscounted_is_counted_anew_from_what_is_held(central: Central) -> None:
    first, line = laptop(1), central.device()
    first.write("contact", PERSON, {"given_name": "Ada"})
    exchange(first, line)
    right = first.scopes()
    first._cursors[SCOPE] = (1, Digest(1, 5))
    report = exchange(first, line)
    assert (report.received, report.given_back, report.repaired) == (0, 0, 1)
    assert first.scopes() == right


def test_a_newcomer_takes_a_large_branch_in_by_a_snapshot_and_the_rest_by_pages(central: Central) -> None:
    first, line = laptop(1), central.device()
    for number in range(1100):
        first.write("contact", f"{number:032x}", {"given_name": "Ada"})
    exchange(first, line)
    newcomer, theirs = laptop(2), central.device()
    exchange(newcomer, theirs)
    first.write("contact", PERSON, {"given_name": "Bo"})
    exchange(first, line)
    late, line_of_late = laptop(3), central.device()
    report = exchange(late, line_of_late)
    assert late.held() == first.held() > newcomer.held()
    assert (report.received, report.scopes[0].agrees) == (1101, True)
    assert late.given_back(SCOPE, sorted(late.held()))[0].receipt


@pytest.mark.parametrize("part", ["chunk", "whole"])
def test_a_damaged_snapshot_is_not_taken_and_the_branch_comes_by_pages(central: Central, part: str) -> None:
    first, line = laptop(1), central.device()
    for number in range(1100):
        first.write("contact", f"{number:032x}", {"given_name": "Ada"})
    exchange(first, line)
    newcomer, theirs = laptop(2), central.device()
    keep = newcomer.keep_snapshot_chunk

    def damaged(snapshot: str, index: int, content: bytes) -> None:
        keep(snapshot, index, content[:-1] + b"!" if part == "chunk" else b"!" * len(content))

    newcomer.keep_snapshot_chunk = damaged  # type: ignore[method-assign]
    assert exchange(newcomer, theirs).received == 1100
    assert newcomer.held() == first.held()


def settle(sides: list[tuple[MemoryJournal, Transport]]) -> None:
    """Let everybody exchange until everybody has everything."""
    for _ in range(2):
        for journal, line in sides:
            exchange(journal, line)
