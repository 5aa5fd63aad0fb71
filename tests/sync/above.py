"""Devices of every role, enrolled without stretching a code."""

import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection

from sync.client.transport import Identity
from sync.protocol.enrolment import hash_address
from sync.protocol.entries import Scope, scope_of
from sync.protocol.messages import EnrolRequest
from sync.protocol.rights import RIGHTS, Role
from sync.protocol.scopes import ScopeKind
from sync.server import invitations
from sync.server.regions import add_branch, keep_root, make_region
from sync.server.walls import NOTHING
from tests.sync.central import BRANCH, Central

HOUR_MS = 3_600_000


def region(central: Central, name: str, *branches: str) -> Scope:
    """A region with these branches."""

    def work(writing: Connection) -> Scope:
        made = make_region(writing, name, central.now())
        for branch in branches:
            add_branch(writing, made, scope_of(branch), central.now())
        return made

    return central.database.write(NOTHING, work)


def enrol_above(central: Central, role: Role, where: Scope | None = None) -> Identity:
    """A coordinator's or an observer's device; without a region, of that of all branches."""
    address = secrets.token_hex(32)

    def work(writing: Connection) -> None:
        home = where or keep_root(writing, central.now())
        invitations.invite_above(writing, hash_address(address), home, role.value, central.now())

    central.database.write(NOTHING, work)
    return use(central, address)


def use(central: Central, address: str, branch: str = "") -> Identity:
    """Enrol by a code's address."""
    key = Ed25519PrivateKey.generate()
    asked = EnrolRequest(
        address=address,
        device_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
        box_key="00" * 32,
        laptop="A made-up laptop",
        request_id="",
        proposed_branch=branch,
    )
    device, _, _ = central.database.write(
        NOTHING, lambda writing: invitations.accept(writing, asked, central.now())
    )
    return Identity(device.name, key)


def enrol_guest(central: Central, organiser: Identity, coordinator: Identity, hours: int = 24) -> Identity:
    """A guest of the organiser's branch for so long."""
    address = secrets.token_hex(32)
    home = scope_of(organiser.device.partition(".")[0])
    made = (hash_address(address), home, "Dockside", Role.GUEST.value, "00", organiser.device)
    until = central.now() + hours * HOUR_MS
    central.database.write(
        home,
        lambda writing: invitations._keep(
            writing, made, central.now(), central.now() + HOUR_MS, until_at=until, guest=coordinator.device
        ),
    )
    return use(central, address)


def one_of_each(central: Central) -> dict[Role, Identity]:
    """A branch with its organiser, and a device of every other role."""
    found = {Role.ORGANISER: central.enrol()}
    found[Role.NATIONAL] = enrol_above(central, Role.NATIONAL)
    where = region(central, "North", BRANCH)
    for role in Role:
        if role in found or role is Role.GUEST:
            continue
        is_above = RIGHTS[role].home is ScopeKind.REGION
        found[role] = enrol_above(central, role, where) if is_above else central.enrol(role=role.value)
    found[Role.GUEST] = enrol_guest(central, found[Role.ORGANISER], found[Role.REGION])
    return found
