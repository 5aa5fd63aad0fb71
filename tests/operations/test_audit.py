"""An organiser's laptop is a witness of what the server noted: what was cut or written anew is told, a restore as a restore."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, select, update

from desktop.domain.audit import Trust
from desktop.domain.members import Role
from desktop.operations.audit import export_audit, look_at_audit, read_audit, witness_daily
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite, open_transport
from desktop.operations.laptops import hear_of_laptops
from desktop.operations.members import name_me
from desktop.operations.sent import ListNotWritten
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from desktop.wording.audit import event_words, trust_words
from sync.client.errors import BadAnswer, ServerRefused
from sync.protocol.audit import What
from sync.protocol.entries import Scope
from sync.server.audit import all_rows, note
from sync.server.audit_commands import read_witness
from sync.server.backups import back_up
from sync.server.database import sqlite_address
from sync.server.restoring import restore
from sync.server.tables import AUDIT, AUDIT_HEAD
from tests.made_up_stores import made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running

Tamper = Callable[[Connection, Scope], None]


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


@pytest.fixture
def ann(central: Central, tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "ann")
    name_me(store, "Ann", "Kitchen", Role.ORGANISER)
    enrol(store, central.address, first_code(central))
    sync_now(store)
    yield store
    store.close()


def _cut(connection: Connection, log: Scope) -> None:
    connection.execute(delete(AUDIT).where(AUDIT.c.scope == log, AUDIT.c.n > 1))
    last = connection.scalar(select(AUDIT.c.hash).where(AUDIT.c.scope == log))
    connection.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == log).values(n=1, hash=last))


def _delete_all(connection: Connection, log: Scope) -> None:
    connection.execute(delete(AUDIT).where(AUDIT.c.scope == log))
    connection.execute(delete(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == log))


def _write_anew(connection: Connection, log: Scope) -> None:
    rows = list(all_rows(connection, log))
    _delete_all(connection, log)
    for row in rows:
        note(
            connection,
            log,
            What(row.what),
            row.who,
            "organiser" if row.n > 1 else row.about,
            row.at,
            row.count,
        )
    note(connection, log, What.BACKED_UP, "", "", rows[-1].at)


def _alter(connection: Connection, log: Scope) -> None:
    connection.execute(update(AUDIT).where(AUDIT.c.scope == log, AUDIT.c.n == 2).values(about="nobody"))
    note(connection, log, What.BACKED_UP, "", "", 1)
    connection.execute(delete(AUDIT).where(AUDIT.c.scope == log, AUDIT.c.n == 3))


@pytest.mark.parametrize(
    ("tamper", "trust"),
    [
        (_cut, Trust.CUT),
        (_delete_all, Trust.CUT),
        (_write_anew, Trust.REWRITTEN),
        (_alter, Trust.BROKEN),
    ],
)
def test_whatever_is_done_to_the_servers_notes_is_told(
    central: Central, ann: Store, tamper: Tamper, trust: Trust
) -> None:
    invite(ann, Role.CANVASSER)
    held = look_at_audit(ann).value
    assert (held.trust, len(held.events)) == (Trust.HOLDS, 2)
    central.database.write(ann.branch.scope, lambda writing: tamper(writing, ann.branch.scope))
    held = look_at_audit(ann).value
    assert held.trust is trust
    assert held.trust.is_grave
    assert trust_words(held) == trust_words(read_audit(ann))
    assert "Ask whoever looks after the server" in trust_words(held)
    kept = [event for event in held.events if event.what == What.INVITED and event.detail == "canvasser"]
    assert [event.is_lost for event in kept] == [trust is not Trust.BROKEN]  # nothing is dropped here
    central.database.write(
        ann.branch.scope, lambda writing: note(writing, ann.branch.scope, What.BACKED_UP, "", "", 1)
    )
    assert look_at_audit(ann).value.trust is trust  # and it stays told


def test_the_story_says_who_did_what(central: Central, ann: Store, tmp_path: Path) -> None:
    ben = made_store(tmp_path / "ben")
    name_me(ben, "Ben", "Blue", Role.CANVASSER)
    enrol(ben, central.address, invite(ann, Role.CANVASSER).code)
    add_person(ben, {"given_name": "Made", "family_name": "Up"})  # with it Ben says who he is
    sync_now(ben)
    sync_now(ann)
    words = [event_words(event) for event in look_at_audit(ann).value.events]
    assert words[-3:] == ["Ben joined", "Ann invited a canvasser", "Ann joined"]
    with pytest.raises(ServerRefused, match="role"):
        look_at_audit(ben)
    ben.close()


def test_after_a_restore_it_is_told_what_is_lost_and_who_may_have_done_it(tmp_path: Path) -> None:
    place, address = tmp_path / "server", sqlite_address(tmp_path / "ledger.db")
    ann = made_store(tmp_path / "ann")
    name_me(ann, "Ann", "Kitchen", Role.ORGANISER)
    with running(place, address) as central:
        enrol(ann, central.address, first_code(central))
        add_person(ann, {"given_name": "Made", "family_name": "Up"})
        sync_now(ann)
        made = back_up(central.folder, central.database, tmp_path / "backups", central.now())
        invite(ann, Role.CANVASSER)
        assert look_at_audit(ann).value.trust is Trust.HOLDS
    restore(central.folder, address, made.ledger)
    with running(place, address, port=urlsplit(central.address).port or 0):
        sync_now(ann)
        held = look_at_audit(ann).value
        assert held.trust is Trust.RESTORED
        assert not held.trust.is_grave
        (finding,) = held.findings
        assert finding.rows == 2  # the backup's own row, and the invitation
        assert finding.from_at is not None
        assert finding.until_at is not None
        assert finding.from_at <= finding.until_at
        assert "A backup of the server was put back" in trust_words(held)
        assert {event.what for event in held.events if event.is_lost} == {What.INVITED, What.BACKED_UP}
        assert look_at_audit(ann).value.findings == held.findings  # told once
    ann.close()


def test_a_checkpoint_of_another_key_or_branch_is_not_believed(
    central: Central, ann: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(central.service.auditing, "_key", Ed25519PrivateKey.generate())
    with pytest.raises(BadAnswer, match="checkpoint"):
        look_at_audit(ann)
    assert read_audit(ann).looked_at is None


def test_a_long_log_comes_in_pages_and_is_asked_for_from_where_one_stands(
    central: Central, ann: Store
) -> None:
    look_at_audit(ann)

    def fill(connection: Connection) -> None:
        for _ in range(1203):
            note(connection, ann.branch.scope, What.BACKED_UP, "", "", central.now())

    central.database.write(ann.branch.scope, fill)
    held = look_at_audit(ann).value
    assert (held.trust, len(held.events)) == (Trust.HOLDS, 1204)


def test_an_organisers_laptop_looks_once_a_day_by_itself(
    central: Central, ann: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_audit(ann).looked_at is None  # not yet on the day on which it joined
    later = ann.now_ms() + 25 * 60 * 60 * 1000
    monkeypatch.setattr(ann, "now_ms", lambda: later)
    sync_now(ann)
    checkpoints = ann.audit.checkpoints()
    assert len(checkpoints) == 1
    sync_now(ann)
    assert ann.audit.checkpoints() == checkpoints


def test_what_was_kept_is_written_for_the_server_to_be_compared_with(ann: Store, tmp_path: Path) -> None:
    look_at_audit(ann)
    file = tmp_path / "witness.json"
    assert export_audit(ann, file) == 1
    assert read_witness(file) == ann.audit.checkpoints()
    assert b"Ann" not in file.read_bytes()
    with pytest.raises(ListNotWritten):
        export_audit(ann, tmp_path / "nowhere" / "witness.json")


def test_a_role_of_a_later_version_looks_at_nothing_and_hinders_nothing(ann: Store) -> None:
    kept = ann.enrolment.find()
    assert kept is not None
    ann.enrolment.save(replace(kept, role="marshal"))
    before, line = ann.audit.held(), open_transport(ann)
    witness_daily(ann, line)
    assert not hear_of_laptops(ann, line)
    line.close()
    assert ann.audit.held() == before
