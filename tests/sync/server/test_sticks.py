"""The server takes a stick in and answers it, on both databases, also by its command while it runs."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import update

from sync.client.exchange import exchange
from sync.client.transport import Identity
from sync.protocol.boxes import box_key
from sync.protocol.bundle import (
    SERVER,
    Apart,
    Block,
    Carries,
    Header,
    Holds,
    Keys,
    Page,
    Piece,
    Stands,
    is_signed,
    open_bundle,
    seal_for,
    write_bundle,
)
from sync.protocol.codec import encode
from sync.protocol.digest import Digest
from sync.protocol.entries import Entry, Landed, Scope
from sync.protocol.messages import CHUNK_BYTES, CarriedPush, PushRequest, ScopeState
from sync.protocol.sealing import attachment_id
from sync.protocol.signing import sign_push
from sync.server.bundles import BranchNotHere, BundleImported, NoAnswer, Sticks
from sync.server.database import Database, sqlite_address
from sync.server.devices import list_devices, revoke_device
from sync.server.folder import ServerFolder
from sync.server.heads import read_heads
from sync.server.service import Service
from sync.server.tables import DEVICE
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.derived import IN_OTHER, IN_TURF, TURF, give
from tests.sync.server.test_command import run, serving

BOX = X25519PrivateKey.from_private_bytes(b"x" * 32)


def enrolled(central: Central) -> Identity:
    """A device with a box to which an answer can be sealed."""
    identity = central.enrol()
    public = BOX.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    with central.database.writing(EVERY) as connection:
        connection.execute(
            update(DEVICE)
            .where(DEVICE.c.scope == SCOPE, DEVICE.c.id == identity.device.partition(".")[2])
            .values(box_key=public)
        )
    return identity


def carried(identity: Identity, entries: list[Entry], epoch: str = "e") -> CarriedPush:
    request = PushRequest(
        epoch=epoch,
        writer=entries[0].writer,
        from_n=entries[0].n,
        prev=entries[0].prev,
        entries=entries,
    )
    text = encode(request)
    return CarriedPush(
        device=identity.device, signature=sign_push(identity.key, identity.device, text), push=text.decode()
    )


def bundle(
    folder: ServerFolder, identity: Identity, blocks: list[Block], key: Ed25519PrivateKey | None = None
) -> bytes:
    content_key, file = os.urandom(32), io.BytesIO()
    header = Header(
        branch=identity.device.partition(".")[0],
        device=identity.device,
        signer="",
        made_at=1_790_000_000_000,
        recipients=[seal_for(SERVER, content_key, box_key(folder.public_key()))],
    )
    write_bundle(file, header, content_key, key or identity.key, blocks)
    return file.getvalue()


def sticks(central: Central) -> Sticks:
    return Sticks(Service(central.database, central.folder, central.now), central.database)


def take(central: Central, content: bytes) -> BundleImported:
    return sticks(central).take(io.BytesIO(content))


def answer(central: Central, imported: BundleImported, identity: Identity) -> list[Block]:
    file = io.BytesIO()
    sticks(central).answer(imported, file)
    assert is_signed(file, central.folder.public_key())
    opened = open_bundle(file, BRANCH, Keys(private=BOX, names=frozenset({identity.device})))
    blocks = list(opened.blocks)
    assert opened.is_whole
    return blocks


def landed_in(blocks: list[Block]) -> list[Landed]:
    return [one for block in blocks if isinstance(block, Page) for one in block.entries]


def test_pushes_are_taken_once_and_answered_with_receipts(central: Central) -> None:
    identity = enrolled(central)
    entries = Author(1, SCOPE).contacts(5)
    content = bundle(central.folder, identity, [Carries(pushes=[carried(identity, entries)])])
    first, second = take(central, content), take(central, content)
    assert (first.taken, first.held, first.is_believed) == (5, 0, True)
    assert (second.taken, second.held, second.apart) == (0, 5, {})
    blocks = answer(central, second, identity)
    landed = landed_in(blocks)
    assert [one.seq for one in landed] == [1, 2, 3, 4, 5]
    assert {one.entry.id for one in landed} == {entry.id for entry in entries}
    assert all(one.receipt for one in landed)
    stands = blocks[0]
    assert isinstance(stands, Stands)
    with central.database.reading(EVERY) as connection:
        (head,) = read_heads(connection, [SCOPE])
    assert stands.scopes == [ScopeState(scope=SCOPE, cursor=5, digest=head.digest)]


def test_it_is_answered_from_where_the_laptop_stands_only_if_it_holds_just_that(central: Central) -> None:
    identity = enrolled(central)
    entries = Author(1, SCOPE).contacts(8)
    take(central, bundle(central.folder, identity, [Carries(pushes=[carried(identity, entries)])]))
    digest = Digest().plus_all((entry.id, entry.hash) for entry in entries[:3]).text()
    epoch = central.service.epoch
    for cursor, told, at, first in (
        (3, digest, epoch, 4),
        (3, digest, "another", 1),
        (3, "3:00", epoch, 1),
        (4, digest, epoch, 1),
        (99, digest, epoch, 1),
    ):
        stands = Stands(epoch=at, scopes=[ScopeState(scope=SCOPE, cursor=cursor, digest=told)])
        imported = take(central, bundle(central.folder, identity, [stands]))
        assert [one.seq for one in landed_in(answer(central, imported, identity))] == list(range(first, 9))


def test_only_what_a_device_is_granted_is_given_out(central: Central) -> None:
    identity = enrolled(central)
    entries = Author(1, SCOPE).contacts(2)
    take(central, bundle(central.folder, identity, [Carries(pushes=[carried(identity, entries)])]))
    stranger = central.enrol("c" * 32)
    with central.database.writing(EVERY) as connection:
        connection.execute(
            update(DEVICE)
            .where(DEVICE.c.scope == f"branch:{'c' * 32}")
            .values(box_key=BOX.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex())
        )
    stands = Stands(epoch="", scopes=[ScopeState(scope=SCOPE, cursor=0, digest="")])
    imported = take(central, bundle(central.folder, stranger, [stands]))
    file = io.BytesIO()
    assert sticks(central).answer(imported, file).entries == 0


def test_what_is_given_back_needs_a_receipt_and_lies_apart_without_one(central: Central) -> None:
    identity = enrolled(central)
    author = Author(1, SCOPE)
    take(central, bundle(central.folder, identity, [Carries(pushes=[carried(identity, author.contacts(2))])]))
    forged = [
        Landed(seq=0, eff=entry.stamp, received_at=1, entry=entry, receipt="0" * 32)
        for entry in Author(2, SCOPE).contacts(2)
    ]
    content = bundle(central.folder, identity, [Holds(epoch="e" * 32, scope=SCOPE, landed=forged)])
    cut = take(central, content[:-1])
    assert (cut.taken, cut.apart, cut.unproven) == (0, {}, 2)
    whole = take(central, content)
    assert (whole.taken, set(whole.apart.values())) == (0, {"receipt"})
    apart = [block for block in answer(central, whole, identity) if isinstance(block, Apart)]
    assert {one.id for block in apart for one in block.quarantined} == {one.entry.id for one in forged}


def test_a_broken_entry_among_others_takes_nobody_with_it(central: Central) -> None:
    identity = enrolled(central)
    good, bad = Author(1, SCOPE).contacts(1)[0], Author(2, SCOPE).write("contact", "a" * 32, {}, n=7)
    landed = [Landed(seq=0, eff=one.stamp, received_at=1, entry=one) for one in (good, bad)]
    taken = take(central, bundle(central.folder, identity, [Holds(epoch="e", scope=SCOPE, landed=landed)]))
    assert (taken.unproven, list(taken.apart)) == (1, [good.id])


def test_a_laptop_that_is_shut_out_or_unknown_is_not_believed(central: Central) -> None:
    identity, colleague = enrolled(central), enrolled(central)
    mine, theirs = Author(1, SCOPE).contacts(2), Author(2, SCOPE).contacts(3)
    blocks: list[Block] = [Carries(pushes=[carried(identity, mine), carried(colleague, theirs)])]
    other = bundle(central.folder, identity, blocks, Ed25519PrivateKey.generate())
    central.database.write(EVERY, lambda writing: revoke_device(writing, identity.device, central.now()))
    revoked = take(central, bundle(central.folder, identity, blocks))
    assert (revoked.maker, revoked.taken, set(revoked.apart.values())) == ("revoked", 3, {"revoked"})
    unknown = take(central, other)
    assert (unknown.maker, unknown.taken, unknown.held) == ("unknown", 0, 3)
    for imported in (revoked, unknown):
        with pytest.raises(NoAnswer):
            sticks(central).answer(imported, io.BytesIO())


def test_a_branch_that_is_not_here_is_said_so(central: Central) -> None:
    stranger = Identity(f"{'d' * 32}.{'e' * 32}", Ed25519PrivateKey.generate())
    with pytest.raises(BranchNotHere):
        take(central, bundle(central.folder, stranger, [Stands(epoch="", scopes=[])]))


def test_attachments_are_taken_whole_and_given_to_who_lacks_them(central: Central) -> None:
    identity = enrolled(central)
    content = os.urandom(CHUNK_BYTES + 10)
    name = attachment_id(content)
    pieces: list[Block] = [
        Piece(
            scope=SCOPE,
            attachment=name,
            size=len(content),
            index=index,
            content=content[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES],
        )
        for index in range(2)
    ]
    assert take(central, bundle(central.folder, identity, pieces[:1])).attachments == 0
    assert take(central, bundle(central.folder, identity, pieces)[:-1]).attachments == 0
    assert take(central, bundle(central.folder, identity, pieces)).attachments == 1
    assert take(central, bundle(central.folder, identity, pieces)).attachments == 0
    wants = take(central, bundle(central.folder, identity, [Stands(epoch="", scopes=[])]))
    given = [one for one in answer(central, wants, identity) if isinstance(one, Piece)]
    assert b"".join(one.content for one in given) == content
    has = take(central, bundle(central.folder, identity, [Stands(epoch="", scopes=[], attachments=[name])]))
    assert not [one for one in answer(central, has, identity) if isinstance(one, Piece)]
    wrong = Piece(scope=SCOPE, attachment="no name", size=1, index=0, content=b"x")
    assert take(central, bundle(central.folder, identity, [wrong])).unproven == 1


def test_it_was_heard_of_when_it_wrote_the_stick(central: Central) -> None:
    identity = enrolled(central)
    central.skew_ms = 40 * 24 * 3600 * 1000
    before = seen_at(central)
    take(central, bundle(central.folder, identity, [Stands(epoch="", scopes=[])]))
    assert seen_at(central) == max(before, 1_790_000_000_000)


def seen_at(central: Central) -> int:
    with central.database.reading(EVERY) as connection:
        return list_devices(connection)[0].seen_at


def test_a_later_push_of_the_same_entries_is_no_fork(central: Central) -> None:
    identity = enrolled(central)
    journal = MemoryJournal(1, SCOPE)
    for number in range(4):
        journal.write("contact", f"{number:032x}", {"given_name": "Ada"})
    (state,) = journal.writers()
    entries = list(journal.entries(state.writer, 0, 10))
    assert (
        take(
            central, bundle(central.folder, identity, [Carries(pushes=[carried(identity, entries[1:3])])])
        ).taken
        == 2
    )
    line = central.line(identity)
    report = exchange(journal, line)
    line.close()
    assert (report.sent, report.forks, report.pending) == (4, 0, 0)
    assert report.scopes[0].agrees
    assert report.scopes[0].head == 4


def command(*arguments: str | Path) -> tuple[int, dict[str, Any], str]:
    done = run("bundle", "import", *map(str, arguments), "--json")
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def test_the_command_takes_a_stick_in_while_the_server_runs(tmp_path: Path, database_address: str) -> None:
    data = tmp_path / "data"
    base = ("--data", data, "--database", database_address)
    folder = ServerFolder(data)
    with serving(*map(str, base)):
        database = Database(database_address)
        central = Central(folder, database)
        identity = enrolled(central)
        entries = Author(1, SCOPE).contacts(3)
        stick = tmp_path / "there"
        stick.write_bytes(bundle(folder, identity, [Carries(pushes=[carried(identity, entries)])]))
        status, told, _ = command(stick, *base, "--answer", tmp_path / "back")
        assert status == 0
        assert (told["taken"], told["held"], told["quarantined"], told["is_whole"]) == (3, 0, 0, True)
        assert told["answer"]["entries"] == 3
        assert told["answer"]["size"] == (tmp_path / "back").stat().st_size
        assert not list(tmp_path.glob("*.part"))
        database.close()


def test_the_command_says_what_is_wrong_and_changes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder, database = ServerFolder(data), Database(sqlite_address(data / "ledger.db"))
    assert run("migrate", "--data", str(data)).returncode == 0
    central = Central(folder, database)
    identity = enrolled(central)
    content = bundle(folder, identity, [Carries(pushes=[carried(identity, Author(1, SCOPE).contacts(3))])])
    other = ServerFolder(tmp_path / "other")
    for name, text in (
        ("no_bundle", b"Dear Ben"),
        ("cut", content[:-1]),
        ("elsewhere", bundle(other, identity, [Stands(epoch="", scopes=[])])),
    ):
        (tmp_path / name).write_bytes(text)
    base = ("--data", data)
    for name, words in (
        ("no_bundle", "not a file that Groundswell wrote"),
        ("elsewhere", "not for this server"),
        ("nowhere", "could not be read"),
        ("data", "could not be read"),
    ):
        status, told, said = command(tmp_path / name, *base)
        assert (status, told) == (1, {})
        assert words in said
    status, told, _ = command(tmp_path / "cut", *base)
    assert (status, told["is_whole"], told["taken"]) == (0, False, 3)
    assert run("revoke", "--data", str(data), identity.device).returncode == 0
    status, told, said = command(tmp_path / "cut", *base, "--answer", tmp_path / "back")
    assert (status, told["maker"], told["refused"], told["answer"]) == (1, "revoked", "revoked", None)
    assert "shut out" in said
    assert not (tmp_path / "back").exists()
    assert command(tmp_path / "cut", *base, "--answer", tmp_path / "no" / "folder")[0] == 1
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "none")
    status, _, _ = command(tmp_path / "cut", *base, "--answer", link)
    assert (status, link.is_symlink(), (tmp_path / "none").exists()) == (1, True, False)
    assert run("bundle").returncode == 2
    assert run("bundle", "import", "--data", str(data)).returncode == 2
    database.close()


def test_what_a_turf_may_read_goes_and_comes_on_foot_and_nothing_else_of_the_branch(central: Central) -> None:
    organiser, theirs = enrolled(central), enrolled(central)
    line = central.line(organiser)
    entries = Author(1, SCOPE).contacts(3)
    content, other = b"sealed rows", b"all of the register"
    name = attachment_id(content)
    turf = Author(2, SCOPE).write(
        "turf", TURF, {"holds": [entries[0].eid], "extract": [{"edition": name, "size": len(content)}]}
    )
    take(central, bundle(central.folder, organiser, [Carries(pushes=[carried(organiser, [*entries])])]))
    take(central, bundle(central.folder, organiser, [Carries(pushes=[carried(organiser, [turf])])]))
    give(line, theirs.device, IN_TURF, end=[SCOPE])

    def brings(scope: Scope, data: bytes) -> BundleImported:
        piece = Piece(scope=scope, attachment=attachment_id(data), size=len(data), index=0, content=data)
        return take(central, bundle(central.folder, theirs, [piece]))

    assert (brings(SCOPE, other).attachments, brings(SCOPE, other).unproven) == (0, 1)
    assert (brings(IN_OTHER, content).attachments, brings(IN_OTHER, content).unproven) == (0, 1)
    assert brings(SCOPE, content).attachments == 1  # as an older laptop calls it
    assert (brings(IN_TURF, content).attachments, brings(IN_TURF, content).unproven) == (0, 0)
    whole = Piece(scope=SCOPE, attachment=attachment_id(other), size=len(other), index=0, content=other)
    assert take(central, bundle(central.folder, organiser, [whole])).attachments == 1
    stands = Stands(epoch=central.service.epoch, scopes=[])
    blocks = answer(central, take(central, bundle(central.folder, theirs, [stands])), theirs)
    pieces = [block for block in blocks if isinstance(block, Piece)]
    assert [(one.scope, one.attachment, one.content) for one in pieces] == [(IN_TURF, name, content)]
    assert {one.entry.id for one in landed_in(blocks)} == {entries[0].id, turf.id}
    again = Stands(epoch=central.service.epoch, scopes=[], attachments=[name])
    blocks = answer(central, take(central, bundle(central.folder, theirs, [again])), theirs)
    assert not [block for block in blocks if isinstance(block, Piece)]
