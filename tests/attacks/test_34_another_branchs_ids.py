"""Attack 34: whoever they are, ours ask every route for what is another branch's, by ids that are there and that are nowhere.

Nothing may tell the two apart: not the answer, not what the database is asked for it, and nothing of the other branch changes.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import Phase, given, settings
from sqlalchemy import Connection, event, select

from sync.client.custody import renew_lease
from sync.client.transport import Identity, Transport
from sync.protocol.codec import decode, encode, unpack
from sync.protocol.entries import EntryId, WriterId
from sync.protocol.messages import (
    AttachmentState,
    EnrolRequest,
    InviteAnswer,
    InviteRequest,
    PushAnswer,
    PushRequest,
    SnapshotState,
)
from sync.protocol.rights import BY_STATUS_KEY, RIGHTS, Role, may_ask
from sync.protocol.scopes import ScopeKind
from sync.server import drops, subjects, wipes
from sync.server.devices import find_device
from sync.server.front import routes_of
from sync.server.tables import metadata
from sync.server.walls import EVERY
from tests.attacks.foreign_ids import CHANGING, EPOCH, IDS, OUR_DEVICE, PROBES, VALUES, Asking, Ids, drop_of
from tests.contracts.authors import Author
from tests.sync.above import enrol_above, enrol_guest, region
from tests.sync.central import BRANCH, Central, running
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster
from tests.sync.poolers import pooler_program, pooling

pytestmark = pytest.mark.usefixtures("codes_cost_little")

TABLES = [table for table in (*metadata.sorted_tables, subjects.SUBJECT_KEY) if "scope" in table.c]


BY_OTHERS = (Role.OFFICER, Role.CANVASSER, Role.GUEST, Role.REGION, Role.OBSERVER)
"""Whoever asks beside the organiser. Of the national coordinators' region every branch is."""
SOME = Ids(
    **{name: "1" * (64 if name in ("attachment", "snapshot", "invitation") else 32) for name in Ids.__slots__}
)


class Asker:
    """One of ours. ``locked`` speaks with the key that the locked program has."""

    def __init__(self, central: Central, identity: Identity) -> None:
        self.identity = identity
        self.line = central.line(identity)
        key = Ed25519PrivateKey.generate()
        renew_lease(self.line, 0, key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(), "open")
        self.locked = central.line(Identity(identity.device, key))

    def close(self) -> None:
        self.line.close()
        self.locked.close()


class Rivals:
    """A server with our branch and its region, whose people ask, and others, each made when it is wanted."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.statements: list[str] = []
        self._made = 0
        self._organiser = central.enrol(role=Role.ORGANISER)
        self._region = region(central, "North", BRANCH)
        self._coordinator = enrol_above(central, Role.REGION, self._region)
        self._askers: dict[Role, Asker] = {}

        def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
            self.statements.append(re.sub(r"[0-9a-f]{32,}", "…", statement))

        # What a start owes is tried again each minute, with whatever is asked then.
        central.service._erasures._scrubbing._is_owed = False
        event.listen(central.service._database.engine, "before_cursor_execute", note)

    def asker(self, role: Role) -> Asker:
        """Ours of a role, who has asked everything once: a first lease, head or second writer asks the database for more."""
        if role not in self._askers:
            self._askers[role] = Asker(self.central, self.enrol(role))
            for (method, _), probes in PROBES.items():
                for asking in probes(self.fresh(SOME), {}):
                    self.ask(role, method, asking)
        return self._askers[role]

    def enrol(self, role: Role) -> Identity:
        """A device of ours with a role."""
        if role is Role.GUEST:
            return enrol_guest(self.central, self._organiser, self._coordinator)
        if RIGHTS[role].home is ScopeKind.REGION:
            return enrol_above(self.central, role, self._region)
        return self.central.enrol(role=role)

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
        where = region(self.central, ids.region, ids.branch)
        coordinator = enrol_above(self.central, Role.REGION, where)
        return replace(
            ids,
            device=_id(identity),
            attachment=name,
            snapshot=snapshot.id,
            lost=_id(self._lose(ids, identity)),
            guest=_id(enrol_guest(self.central, identity, coordinator)),
            region=where.partition(":")[2],
            coordinator=_id(coordinator),
        )

    def _lose(self, ids: Ids, organiser: Identity) -> Identity:
        """A laptop of theirs that is shut out, told to destroy its records, and has handed something in."""
        lost = self.central.enrol(ids.branch, Role.CANVASSER)
        Asker(self.central, lost).close()
        now = self.central.now()

        def work(writing: Connection) -> None:
            wipes.shut_out(writing, ids.scope, lost.device, now, organiser.device)
            wipes.order_wipe(writing, ids.scope, lost.device, organiser.device, now)
            device = find_device(writing, lost.device, now)
            assert device is not None
            drops._keep(writing, device, drop_of(lost.device), 1, now)

        self.central.database.write(ids.scope, work)
        return lost

    def ask(self, role: Role, method: str, asking: Asking) -> tuple[int, Any]:
        """The status of an answer and what it says, without what changes by itself."""
        asker = self.asker(role)
        line, body = asker.line, asking.content
        if f"{method} {asking.path}" in BY_STATUS_KEY:
            line = asker.locked
        if asking.body is not None:
            text = encode(asking.body).replace(EPOCH.encode(), self.central.service.epoch.encode())
            body = text.replace(OUR_DEVICE.encode(), asker.identity.device.encode())
        if isinstance(asking.body, PushRequest):  # one that wrote before is noted to be a copy of itself
            line = self.central.line(self.enrol(role))
        if isinstance(asking.body, EnrolRequest):
            key = Ed25519PrivateKey.generate()
            line = Transport(self.central.server, Identity("", key))
            public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
            body = encode(msgspec.structs.replace(asking.body, device_key=public))
        query = {
            name: value.replace(EPOCH, self.central.service.epoch) for name, value in asking.query.items()
        }
        answer = line.ask(method, asking.path, query, body, is_message=not asking.content)
        if line not in (asker.line, asker.locked):
            line.close()
        told = decode(unpack(answer.body, answer.encoding), dict[str, Any])
        for changing in CHANGING:
            told.pop(changing, None)
        return answer.status, told

    def all_of(self, ids: Ids) -> dict[str, list[Any]]:
        """Every row of a branch and its region, and what is derived from it."""
        with self.central.database.reading(EVERY) as connection:
            return {
                table.name: sorted(
                    (
                        tuple(row)
                        for row in connection.execute(select(table))
                        if ids.branch in row.scope or ids.region in row.scope
                    ),
                    key=repr,
                )
                for table in TABLES
            }

    def close(self) -> None:
        for asker in self._askers.values():
            asker.close()


def _id(identity: Identity) -> str:
    return identity.device.partition(".")[2]


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
        yield found
        found.close()


def test_every_route_is_attacked(rivals: Rivals) -> None:
    """Whoever adds a route says here how it is asked for another branch's ids."""
    assert {(route.method, route.path) for route in routes_of(rivals.central.service)} == set(PROBES)


def assert_alike(
    rivals: Rivals, role: Role, route: tuple[str, str], theirs: Ids, nowhere: Ids, values: dict[str, str]
) -> None:
    """A route tells what is theirs and what is nowhere alike, and works as much for it."""
    rivals.asker(role)
    method, probes = route[0], PROBES[route]
    for there, not_there in zip(probes(theirs, values), probes(nowhere, values), strict=True):
        rivals.statements.clear()
        status, told = rivals.ask(role, method, there)
        asked_there = list(rivals.statements)
        rivals.statements.clear()
        status_of_nowhere, told_of_nowhere = rivals.ask(role, method, not_there)
        assert status == status_of_nowhere
        assert status != 429
        if status == 403 and may_ask(role, " ".join(route)):  # to invite somebody whom they may not, wherever
            assert (route, told["error"]) == (("POST", "/v1/invitations"), "role")
        assert named(told, theirs) == named(told_of_nowhere, nowhere)
        assert asked_there == rivals.statements  # nobody need measure the time


@pytest.mark.parametrize("route", PROBES, ids=" ".join)
@settings(max_examples=2, phases=[Phase.generate])
@given(theirs=IDS, nowhere=IDS, values=VALUES)
def test_what_is_another_branchs_is_as_if_it_were_nowhere(
    rivals: Rivals, route: tuple[str, str], theirs: Ids, nowhere: Ids, values: dict[str, str]
) -> None:
    nowhere, theirs = rivals.fresh(nowhere), rivals.make(rivals.fresh(theirs), values)
    before = rivals.all_of(theirs)
    assert_alike(rivals, Role.ORGANISER, route, theirs, nowhere, values)
    assert rivals.all_of(theirs) == before


@pytest.mark.parametrize("role", BY_OTHERS)
def test_it_is_so_for_every_role(rivals: Rivals, role: Role) -> None:
    theirs, nowhere = rivals.make(rivals.fresh(SOME), {}), rivals.fresh(SOME)
    before = rivals.all_of(theirs)
    pushes_last = sorted(PROBES, key=("POST", "/v1/push").__eq__)  # after that ours has entries of such ids
    for route in pushes_last:
        assert_alike(rivals, role, route, theirs, nowhere, {})
    assert rivals.all_of(theirs) == before


def test_there_is_something_of_theirs_to_be_found(rivals: Rivals) -> None:
    held = rivals.all_of(rivals.make(rivals.fresh(SOME), {"given_name": "Adah"}))
    assert {
        *("attachment", "audit", "branch", "dead_drop", "device", "device_role", "entry", "invitation"),
        *("lease", "region", "region_branch", "scope_grant", "snapshot", "status_key", "wipe", "writer"),
    } <= {name for name, rows in held.items() if rows}
