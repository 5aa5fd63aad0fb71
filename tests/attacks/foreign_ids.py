"""How each route is asked for what is another branch's, by ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from sync.client.transport import wall_clock
from sync.protocol.accounts import InviteAsked, RoleRequest
from sync.protocol.bundle import Header, write_bundle
from sync.protocol.codec import encode
from sync.protocol.custody import ShutOutRequest
from sync.protocol.drops import DropDecision
from sync.protocol.entries import EntryId, Landed, Scope, WriterId, scope_of
from sync.protocol.hello import HelloRequest
from sync.protocol.leases import LeaseRequest
from sync.protocol.messages import (
    CarriedPush,
    CarryRequest,
    CompareRequest,
    EnrolRequest,
    FetchRequest,
    GiveRequest,
    GrantRequest,
    InviteRequest,
    Part,
    PushRequest,
    ScopeState,
)
from sync.protocol.scopes import region_scope, training_scope, turf_scope
from sync.protocol.wipes import StatusRequest
from tests.contracts.authors import Author
from tests.sync.central import BRANCH, SCOPE

ID = st.integers(1, (1 << 128) - 1).map("{:032x}".format)
HASH = st.integers(1, (1 << 256) - 1).map("{:064x}".format)
VALUES = st.dictionaries(st.sampled_from(["given_name", "phone"]), st.text(max_size=12), max_size=2)


@dataclass(frozen=True, slots=True)
class Ids:
    """What somebody may know or guess of a branch."""

    branch: str
    device: str
    writer: str
    entry: str
    entity: str
    turf: str
    attachment: str
    snapshot: str
    invitation: str
    lost: str
    """A laptop that was shut out and told to destroy its records, and that handed something in."""
    guest: str
    region: str
    coordinator: str

    @property
    def scope(self) -> Scope:
        return scope_of(self.branch)

    @property
    def turf_scope(self) -> Scope:
        return turf_scope(self.branch, self.turf)

    @property
    def scopes(self) -> list[Scope]:
        return [self.scope, self.turf_scope, training_scope(self.branch), region_scope(self.region)]

    @property
    def device_name(self) -> str:
        return f"{self.branch}.{self.device}"

    @property
    def lost_name(self) -> str:
        return f"{self.branch}.{self.lost}"

    @property
    def coordinator_name(self) -> str:
        return f"{self.region}.{self.coordinator}"

    @property
    def devices(self) -> list[str]:
        """Their devices by name, and one of them as if it were ours."""
        guest, ours = f"{self.branch}.{self.guest}", f"{BRANCH}.{self.device}"
        return [self.device_name, self.lost_name, guest, self.coordinator_name, ours]


@dataclass(frozen=True, slots=True)
class Asking:
    """A request of one of ours."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    content: bytes = b""


IDS = st.builds(
    Ids,
    branch=ID,
    device=ID,
    writer=ID,
    entry=ID,
    entity=ID,
    turf=ID,
    attachment=HASH,
    snapshot=HASH,
    invitation=HASH,
    lost=ID,
    guest=ID,
    region=ID,
    coordinator=ID,
)


def entry_of(ids: Ids, scope: Scope, values: Mapping[str, str], writer: str = "") -> Any:
    """An entry of ours under ids of another branch."""
    author = Author(1, scope)
    author.writer = WriterId(writer or ids.writer)
    return author.write("contact", ids.entity, values, id=EntryId(ids.entry))


def pushing(ids: Ids, scope: Scope, values: Mapping[str, str], writer: str = "") -> PushRequest:
    one = entry_of(ids, scope, values, writer)
    return PushRequest(epoch=EPOCH, writer=one.writer, from_n=1, prev=one.prev, entries=[one])


def giving(ids: Ids, values: Mapping[str, str]) -> GiveRequest:
    one = entry_of(ids, ids.scope, values)
    landed = Landed(seq=0, eff=one.stamp, received_at=1, entry=one, receipt="0" * 32)
    return GiveRequest(epoch=EPOCH, entries=[landed])


def carrying(ids: Ids, values: Mapping[str, str]) -> CarryRequest:
    text = encode(pushing(ids, ids.scope, values)).decode()
    return CarryRequest(
        epoch=EPOCH, pushes=[CarriedPush(device=ids.device_name, signature="00" * 64, push=text)]
    )


def drop_of(device: str) -> bytes:
    """Something to be handed in that says it is of a device."""
    content_key, file = bytes(32), BytesIO()
    header = Header(branch="", device=device, signer="", made_at=1, recipients=[])
    write_bundle(file, header, content_key, Ed25519PrivateKey.from_private_bytes(bytes(32)), [])
    return file.getvalue()


# The time, what is signed with it, and where something lies in our own branch:
CHANGING = ("now", "eff", "received_at", "checkpoint", "lease", "credential", "placed", "receipts")
_FAR = wall_clock() + 3_600_000
EPOCH = "THE EPOCH"  # put in when a request is sent
Probe = Callable[[Ids, Mapping[str, str]], list[Asking]]
PROBES: dict[tuple[str, str], Probe] = {
    ("POST", "/v1/enrol"): lambda ids, _: [
        Asking(
            "/v1/enrol",
            body=EnrolRequest(
                address=ids.snapshot,
                device_key="",
                box_key="00" * 32,
                laptop="A made-up laptop",
                request_id="",
                proposed_branch=ids.branch,
                former=ids.device_name,
                former_signature="00" * 64,
            ),
        )
    ],
    ("POST", "/v1/invitations"): lambda ids, _: (
        [
            Asking(
                "/v1/invitations",
                body=InviteRequest(
                    address_hash=ids.entity * 2, role="canvasser", sealed="00", scopes=[scope]
                ),
            )
            for scope in (*ids.scopes, turf_scope(BRANCH, ids.turf))
        ]
        + [
            Asking(
                "/v1/invitations",
                body=InviteAsked(
                    address_hash=ids.entity * 2, role="guest", sealed="00", until_at=_FAR, guest=device
                ),
            )
            for device in ids.devices
        ]
        + [
            Asking(
                "/v1/invitations",
                body=InviteAsked(address_hash=ids.entity * 2, role=role, sealed="00", into=scope),
            )
            for role in ("canvasser", "organiser", "observer")
            for scope in (ids.scope, region_scope(ids.region))
        ]
    ),
    ("POST", "/v1/hello"): lambda ids, _: [
        Asking(
            "/v1/hello",
            body=HelloRequest(
                epoch=EPOCH,
                writer=WriterId(ids.writer),
                n=1,
                scopes=[ScopeState(scope=scope, cursor=1, digest="0") for scope in ids.scopes],
            ),
        )
    ],
    ("POST", "/v1/push"): lambda ids, values: [
        Asking("/v1/push", body=pushing(ids, SCOPE, values)),
        Asking("/v1/push", body=pushing(ids, ids.scope, values, ids.device)),
        Asking("/v1/push", body=pushing(ids, ids.turf_scope, values, ids.turf)),
    ],
    ("GET", "/v1/pull"): lambda ids, _: [
        Asking("/v1/pull", {"scope": scope, "epoch": EPOCH, "after": "0"}) for scope in ids.scopes
    ],
    ("POST", "/v1/compare"): lambda ids, _: [
        Asking(
            "/v1/compare", body=CompareRequest(epoch=EPOCH, scope=scope, parts=[Part(prefix="", digest="0")])
        )
        for scope in ids.scopes
    ],
    ("POST", "/v1/fetch"): lambda ids, _: [
        Asking("/v1/fetch", body=FetchRequest(epoch=EPOCH, scope=scope, ids=[EntryId(ids.entry)]))
        for scope in (*ids.scopes, SCOPE)
    ],
    ("POST", "/v1/give"): lambda ids, values: [Asking("/v1/give", body=giving(ids, values))],
    ("POST", "/v1/carry"): lambda ids, values: [Asking("/v1/carry", body=carrying(ids, values))],
    ("POST", "/v1/snapshots"): lambda ids, _: [
        Asking("/v1/snapshots", {"scope": scope}) for scope in ids.scopes
    ],
    ("GET", "/v1/snapshots/{id}/{index}"): lambda ids, _: [
        Asking(f"/v1/snapshots/{ids.snapshot}/0", {"scope": scope}) for scope in (ids.scope, SCOPE)
    ],
    ("GET", "/v1/laptops"): lambda ids, _: [Asking("/v1/laptops", {"scope": ids.scope})],
    ("GET", "/v1/keys"): lambda ids, _: [Asking("/v1/keys", {"scope": ids.scope, "mark": ids.entity})],
    ("GET", "/v1/audit"): lambda ids, _: [Asking("/v1/audit", {"scope": ids.scope, "after": "0"})],
    ("GET", "/v1/branches"): lambda ids, _: [
        Asking("/v1/branches", {"scope": scope}) for scope in (ids.scope, region_scope(ids.region))
    ],
    ("GET", "/v1/coordinators"): lambda ids, _: [
        Asking("/v1/coordinators", {"scope": scope}) for scope in (ids.scope, region_scope(ids.region))
    ],
    ("POST", "/v1/lease"): lambda ids, _: [
        Asking("/v1/lease", {"scope": ids.scope, "device": device}, LeaseRequest()) for device in ids.devices
    ],
    ("POST", "/v1/status"): lambda ids, _: [
        Asking("/v1/status", {"scope": ids.scope, "device": device}, StatusRequest())
        for device in ids.devices
    ],
    ("PUT", "/v1/drop"): lambda ids, _: [
        Asking("/v1/drop", {"scope": ids.scope, "device": device}, content=drop_of(device))
        for device in ids.devices
    ],
    ("POST", "/v1/drops"): lambda ids, _: [
        Asking("/v1/drops", body=DropDecision(device=device, take=take))
        for device in ids.devices
        for take in (True, False)
    ],
    ("POST", "/v1/shut-outs"): lambda ids, _: [
        Asking("/v1/shut-outs", body=ShutOutRequest(device=device, wipe=wipe, withdraw=withdraw))
        for device in ids.devices
        for wipe, withdraw in ((False, False), (True, False), (False, True))
    ],
    ("POST", "/v1/roles"): lambda ids, _: [
        Asking("/v1/roles", body=RoleRequest(device=device, role="canvasser")) for device in ids.devices
    ],
    ("GET", "/v1/grants"): lambda ids, _: [Asking("/v1/grants", {"scope": ids.scope})],
    ("POST", "/v1/grants"): lambda ids, _: [
        Asking("/v1/grants", body=body)
        for body in (
            *(GrantRequest(device=device, give=[SCOPE]) for device in ids.devices),
            *(GrantRequest(device=device, end=[ids.scope]) for device in ids.devices),
            *(GrantRequest(device=OUR_DEVICE, give=[scope]) for scope in ids.scopes),
            GrantRequest(device=OUR_DEVICE, give=[turf_scope(BRANCH, ids.turf)]),
        )
    ],
    ("POST", "/v1/attachments/{id}"): lambda ids, _: [
        Asking(f"/v1/attachments/{ids.attachment}", {"scope": scope, "size": "9"})
        for scope in (*ids.scopes, SCOPE)
    ],
    ("GET", "/v1/attachments/{id}"): lambda ids, _: [
        Asking(f"/v1/attachments/{ids.attachment}", {"scope": scope}) for scope in (ids.scope, SCOPE)
    ],
    ("PUT", "/v1/attachments/{id}/{index}"): lambda ids, _: [
        Asking(f"/v1/attachments/{ids.attachment}/0", {"scope": scope}, content=b"something")
        for scope in (ids.scope, SCOPE)
    ],
    ("GET", "/v1/attachments/{id}/{index}"): lambda ids, _: [
        Asking(f"/v1/attachments/{ids.attachment}/0", {"scope": scope}) for scope in (ids.scope, SCOPE)
    ],
}
OUR_DEVICE = "OUR DEVICE"  # so is whose device asks
