"""Attack 34: an organiser asks every route for what is another branch's, by ids that are there and by ids that are nowhere.

Nothing may tell the two apart: not the answer, not what the database is asked for it, and nothing of the other branch changes.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import Phase, given, settings
from sqlalchemy import Connection, event, select

from sync.client.transport import Identity, Transport
from sync.protocol.codec import decode, encode, unpack
from sync.protocol.entries import EntryId, Scope, WriterId
from sync.protocol.messages import (
    AttachmentState,
    EnrolRequest,
    InviteAnswer,
    InviteRequest,
    PushAnswer,
    PushRequest,
    SnapshotState,
)
from sync.protocol.rights import Role, may_ask
from sync.server import subjects
from sync.server.front import routes_of
from sync.server.tables import metadata
from sync.server.walls import EVERY
from tests.attacks.foreign_ids import CHANGING, EPOCH, IDS, OUR_DEVICE, PROBES, VALUES, Asking, Ids
from tests.contracts.authors import Author
from tests.sync.central import Central, running
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster
from tests.sync.poolers import pooler_program, pooling

TABLES = [table for table in (*metadata.sorted_tables, subjects.SUBJECT_KEY) if "scope" in table.c]


class Rivals:
    """A server with our branch, whose organiser asks, and others, each made when it is wanted."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.identity = central.enrol(role="organiser")
        self.line = central.line(self.identity)
        self.statements: list[str] = []
        self._made = 0

        def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
            self.statements.append(re.sub(r"[0-9a-f]{32,}", "…", statement))

        event.listen(central.service._database.engine, "before_cursor_execute", note)

    def begin(self) -> None:
        """Ask everything once: a first lease, a first head or a second writer of ours asks the database for more."""
        some = Ids(*["1" * 32] * 6, *["1" * 64] * 3)
        for (method, _), probes in PROBES.items():
            for asking in probes(self.fresh(some), {}):
                self.ask(method, asking)

    def fresh(self, ids: Ids) -> Ids:
        """Ids of the same shapes that were never used: the same examples come for every route."""
        self._made += 1
        found = {
            name: hashlib.sha256(f"{self._made} {name} {getattr(ids, name)}".encode()).hexdigest()[
                : len(getattr(ids, name))
            ]
            for name in Ids.__slots__
        }
        return Ids(**found)

    def make(self, ids: Ids, values: Mapping[str, str]) -> Ids:
        """Another branch, with something of everything; what of it came out otherwise than it was wished."""
        identity = self.central.enrol(ids.branch)
        line = self.central.line(identity)
        author = Author(2, ids.scope)
        author.writer = WriterId(ids.writer)
        entries = [
            author.write("contact", ids.entity, values, id=EntryId(ids.entry)),
            author.write("turf", ids.turf, {"holds": []}),
        ]
        epoch = self.central.service.epoch
        line.post(
            "/v1/push",
            PushRequest(epoch=epoch, writer=author.writer, from_n=1, prev=entries[0].prev, entries=entries),
            PushAnswer,
        )
        query, content = {"scope": ids.scope}, ids.attachment.encode()
        name = hashlib.sha256(content).hexdigest()
        line.post(f"/v1/attachments/{name}", None, AttachmentState, {**query, "size": str(len(content))})
        line.put_bytes(f"/v1/attachments/{name}/0", query, content, AttachmentState)
        snapshot = line.post("/v1/snapshots", None, SnapshotState, query)
        invited = InviteRequest(address_hash=ids.invitation, role="canvasser", sealed="00")
        line.post("/v1/invitations", invited, InviteAnswer)
        line.close()
        device = identity.device.partition(".")[2]
        return _with(ids, device, name, snapshot.id)

    def ask(self, method: str, asking: Asking) -> tuple[int, Any]:
        """The status of an answer and what it says, without what changes by itself."""
        line, body = self.line, asking.content
        if asking.body is not None:
            text = encode(asking.body).replace(EPOCH.encode(), self.central.service.epoch.encode())
            body = text.replace(OUR_DEVICE.encode(), self.identity.device.encode())
        if isinstance(asking.body, PushRequest):  # one that wrote before is noted to be a copy of itself
            line = self.central.line(self.central.enrol(role="organiser"))
        if isinstance(asking.body, EnrolRequest):
            key = Ed25519PrivateKey.generate()
            line = Transport(self.central.server, Identity("", key))
            public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
            body = encode(msgspec.structs.replace(asking.body, device_key=public))
        query = {
            name: value.replace(EPOCH, self.central.service.epoch) for name, value in asking.query.items()
        }
        answer = line.ask(method, asking.path, query, body, is_message=not asking.content)
        if line is not self.line:
            line.close()
        told = decode(unpack(answer.body, answer.encoding), dict[str, Any])
        for changing in CHANGING:
            told.pop(changing, None)
        return answer.status, told

    def all_of(self, scope: Scope) -> dict[str, list[Any]]:
        """Every row of a branch and what is derived from it."""
        branch = scope.partition(":")[2]
        with self.central.database.reading(EVERY) as connection:
            return {
                table.name: sorted(
                    (tuple(row) for row in connection.execute(select(table)) if branch in row.scope), key=repr
                )
                for table in TABLES
            }


def _with(ids: Ids, device: str, attachment: str, snapshot: str) -> Ids:
    return Ids(
        ids.branch, device, ids.writer, ids.entry, ids.entity, ids.turf, attachment, snapshot, ids.invitation
    )


def named(told: Any, ids: Ids) -> str:
    """What was told, with what stands for each id in its place."""
    text = repr(told)
    for name in Ids.__slots__:
        text = text.replace(getattr(ids, name), f"<{name}>")
    return re.sub(r"[0-9a-f]{64,}", "…", text)  # times, receipts and hashes


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with running_cluster(binaries) as found:
        yield found


@pytest.fixture(scope="module")
def rivals(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rivals]:
    program = pooler_program()
    if program is None:
        pytest.skip("PgBouncer is not installed")
    folder: Path = tmp_path_factory.mktemp("server")
    with pooling(cluster, program) as port, running(folder, cluster.new_database(), pooler=port) as central:
        found = Rivals(central)
        found.begin()
        yield found
        found.line.close()


def test_every_route_is_attacked(rivals: Rivals) -> None:
    """Whoever adds a route says here how it is asked for another branch's ids."""
    assert {(route.method, route.path) for route in routes_of(rivals.central.service)} == set(PROBES)


@pytest.mark.parametrize("route", PROBES, ids=" ".join)
@settings(max_examples=2, phases=[Phase.generate])
@given(theirs=IDS, nowhere=IDS, values=VALUES)
def test_what_is_another_branchs_is_as_if_it_were_nowhere(
    rivals: Rivals, route: tuple[str, str], theirs: Ids, nowhere: Ids, values: dict[str, str]
) -> None:
    nowhere, theirs = rivals.fresh(nowhere), rivals.make(rivals.fresh(theirs), values)
    before = rivals.all_of(theirs.scope)
    method, probes = route[0], PROBES[route]
    for there, not_there in zip(probes(theirs, values), probes(nowhere, values), strict=True):
        rivals.statements.clear()
        status, told = rivals.ask(method, there)
        asked_there = list(rivals.statements)
        rivals.statements.clear()
        status_of_nowhere, told_of_nowhere = rivals.ask(method, not_there)
        assert status == status_of_nowhere
        assert status != 403 or not may_ask(Role.ORGANISER, " ".join(route))
        assert named(told, theirs) == named(told_of_nowhere, nowhere)
        assert asked_there == rivals.statements  # as much work: nobody need measure the time
    assert rivals.all_of(theirs.scope) == before
