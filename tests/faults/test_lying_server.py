"""A server that is broken, or in bad hands: a laptop loses nothing of its own, stays within bounds, and says what it knows."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest

from desktop.operations.status import read_status
from desktop.wording.strip import strip_reason
from sync.client import snapshots
from sync.client.errors import BadAnswer
from sync.client.reports import SyncReport
from sync.protocol.entries import Scope
from sync.protocol.messages import CHUNK_BYTES
from tests.faults.branches import Branch, Colleague
from tests.faults.lying import Lies, lying_front
from tests.faults.pass_rule import check_pass_rule

_MOST_ASKED = 60


@pytest.fixture
def lies(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> Lies:
    """The branch's server lies from now on, if it is told to."""
    lies = Lies()
    monkeypatch.setattr("sync.server.web.Front", lying_front(lies))
    monkeypatch.setattr("sync.server.ledger.standing_now", lambda *_: "")  # every hello is answered in full
    branch.server.stop()
    branch.server.begin()
    return lies


def _bodies(laptop: Colleague) -> dict[str, str]:
    return dict(laptop.store.reading.execute("SELECT id, body FROM entry").fetchall())


def _refuse(laptop: Colleague) -> str:
    """Exchange; the laptop must not believe what it is told. What it calls impossible."""
    with pytest.raises(BadAnswer) as told:
        laptop.sync_unseen()
    return told.value.part


def _find(document: Any, path: str) -> tuple[Any, Any]:
    """Where something is in a document: its holder, and its name or number there."""
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for part in way:
        document = document[part]
    return document, last


def _set(path: str, value: Any) -> Callable[[Any], None]:
    def lie(document: Any) -> None:
        holder, at = _find(document, path)
        holder[at] = value

    return lie


@pytest.mark.parametrize("value", [-1, 1 << 63])
@pytest.mark.parametrize(
    ("route", "path"),
    [
        ("hello", "now"),
        ("hello", "prefix"),
        ("hello", "scopes.0.head"),
        ("hello", "scopes.0.backed_up"),
        ("push", "eff.0"),
        ("push", "received_at.0"),
        ("push", "now"),
        ("push", "placed.first"),
        ("pull", "entries.0.eff"),
        ("pull", "entries.0.received_at"),
        ("pull", "now"),
    ],
)
def test_numbers_that_cannot_be(branch: Branch, lies: Lies, route: str, path: str, value: int) -> None:
    ann, ben = branch.laptops
    ann.write()
    ann.sync()
    ben.write()
    before = _bodies(ben)
    lies.tell(route, _set(path, value))
    _refuse(ben)
    assert _bodies(ben).items() >= before.items()
    lies.stop()
    check_pass_rule(branch)


def test_it_discards_what_was_not_pushed(branch: Branch, lies: Lies) -> None:
    ben = branch.laptops[1]
    ben.write()
    before = _bodies(ben)
    lies.tell("push", _set("quarantined", [{"id": one, "reason": "erased"} for one in before]))
    assert _refuse(ben) == "push"
    assert _bodies(ben) == before
    lies.stop()
    check_pass_rule(branch)


def test_another_epoch_each_time(branch: Branch, lies: Lies) -> None:
    ben = branch.laptops[1]
    ben.write()

    def another(_document: Any) -> dict[str, Any]:
        return {**_document, "epoch": secrets.token_hex(16)}

    lies.tell("hello", another)
    lies.tell("compare", lambda _: {"epoch": "", "differences": [], "now": 0}, refused_too=True)
    assert _refuse(ben) == "epoch"
    assert lies.asked <= _MOST_ASKED
    assert ben.unsent() == 1
    lies.stop()
    check_pass_rule(branch)


def test_digests_that_never_match(branch: Branch, lies: Lies) -> None:
    ann, ben = branch.laptops
    ann.write()
    ann.sync()

    def differs(document: Any) -> None:
        for told in document.get("scopes", [document]):
            told["digest"] = f"1:{secrets.token_hex(16)}"

    lies.tell("hello", differs)
    lies.tell("pull", differs)
    for _ in range(2):
        report: SyncReport = ben.sync()
        assert not report.agrees
        assert lies.asked <= _MOST_ASKED
        assert "holds something else" in strip_reason(read_status(ben.store), ben.store.local_now())
    lies.stop()
    check_pass_rule(branch)
    assert "holds something else" not in strip_reason(read_status(ben.store), ben.store.local_now())


def test_a_scope_of_another_branch(branch: Branch, lies: Lies) -> None:
    ben = branch.laptops[1]
    other = {"scope": f"branch:{'e' * 32}", "head": 1, "digest": "1:0"}
    lies.tell("hello", lambda document: document["scopes"].append(other))
    assert _refuse(ben) == "scope"
    assert {state.scope for state in ben.store.exchange.scopes()} == {branch.scope}
    lies.stop()
    check_pass_rule(branch)


def test_a_scope_told_twice(branch: Branch, lies: Lies) -> None:
    lies.tell("hello", lambda document: document["scopes"].extend(document["scopes"]))
    assert _refuse(branch.laptops[1]) == "scope"


def test_a_kind_of_scope_of_a_later_version_is_passed_over(branch: Branch, lies: Lies) -> None:
    ben = branch.laptops[1]
    later = {"scope": f"assembly:{branch.scope.partition(':')[2]}", "head": 4, "digest": "4:0"}
    lies.tell("hello", lambda document: document["scopes"].append(later))
    branch.laptops[0].write()
    branch.laptops[0].sync()
    assert [one.scope for one in ben.sync().scopes] == [branch.scope]


def test_scopes_that_it_invents(branch: Branch, lies: Lies) -> None:
    ann, ben = branch.laptops
    ann.write()
    ann.sync()
    name = branch.scope.partition(":")[2]
    turfs = [{"scope": Scope(f"turf:{name}.{at:032x}"), "head": 5, "digest": "5:0"} for at in range(2000)]
    lies.tell("hello", lambda document: document["scopes"].extend(turfs))
    assert _refuse(ben) == "not_found"
    assert lies.asked <= _MOST_ASKED
    lies.stop()
    check_pass_rule(branch)


def test_chunks_larger_than_said(branch: Branch, lies: Lies, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "WORTH_FROM", 1)
    newcomer = branch.add("newcomer")

    def chunk(content: Any) -> bytes | None:
        return content + bytes(8 * CHUNK_BYTES) if isinstance(content, bytes) else None

    lies.tell("snapshots", chunk)
    assert _refuse(newcomer) == "snapshot"
    assert not newcomer.store.reading.execute("SELECT count(*) FROM snapshot_chunk").fetchone()[0]
    lies.stop()
    check_pass_rule(branch)


def test_that_nothing_is_new_where_something_is(branch: Branch, lies: Lies) -> None:
    ann, ben = branch.laptops
    ann.write()
    ann.sync()
    ben.write()
    before = _bodies(ben)
    lies.tell("hello", lambda document: {"now": document["now"], "same": True, "protocol": 2})
    ben.sync_unseen()
    assert lies.asked <= _MOST_ASKED
    assert before.items() <= _bodies(ben).items()
    lies.stop()
    check_pass_rule(branch)


def test_that_nothing_is_new_in_more_scopes_than_there_are(branch: Branch, lies: Lies) -> None:
    said = {"same": True, "protocol": 2, "backed_up": [1, 1]}
    lies.tell("hello", lambda document: said | {"now": document["now"]})
    assert _refuse(branch.laptops[1]) == "hello"
