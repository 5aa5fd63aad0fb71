"""Joining a branch by a code, and making codes for newcomers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from desktop.domain.members import Role
from desktop.store.enrolment import Enrolled as Kept
from desktop.store.errors import EntriesExist
from desktop.store.status_file import forget_status_file
from desktop.store.store import Store
from sync.client import enrol as client
from sync.client.enrol import Beyond
from sync.client.errors import BadAnswer, BadCode, ServerRefused
from sync.client.transport import Identity, Server, Transport, read_address
from sync.protocol.enrolment import read_code
from sync.protocol.entries import Scope
from sync.protocol.errors import Malformed
from sync.protocol.sealing import NotesKey
from sync.protocol.vouching import LaptopKeys, Welcome, read_key

_UNNAMED = "laptop"
"""What a server calls a laptop that nobody has named."""
_MOST_NAME = 200  # letters of a laptop's name that a server takes
_HOLDS_ENTRIES = "holds_entries"
_MOST_NOTES_KEYS = 8  # in a welcome; more come with the first exchange
_OF_REGION = "region:"


class NotJoined(Exception):
    """This laptop has joined no server yet."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What joining came to. ``words`` are to be compared with the organiser's; they stand for the server's key."""

    branch: str
    branch_name: str
    role: Role
    device: str
    words: Sequence[str]
    server: str


@dataclass(frozen=True, slots=True)
class Invited:
    """A code for a newcomer, until when it is good (ISO 8601, UTC), and the words that they are to see."""

    code: str = field(repr=False)
    expires_at: str
    words: Sequence[str]


def enrol(
    store: Store, server: str, code: str, *, authorities: str | None = None, is_compared: bool = True
) -> Enrolled:
    """Join a branch, or a region: the code suffices. Takes a second, and the network.

    A server's code keeps the branch that this vault has had from the first; a colleague's brings theirs, which only
    a vault without entries can take. ``authorities`` is a PEM file of certificate authorities to trust instead of
    the usual ones. With ``is_compared`` false nothing is sent until ``confirm_server``. Raises EntriesExist
    (the code stays good), ExchangeError or VaultError; after a lost answer the same code may be used again.
    """
    read_address(server)
    _check_code(code)
    device_key, box_key = _keys(store)
    laptop = client.Laptop(
        name=(store.members.me().laptop or _UNNAMED)[:_MOST_NAME],
        key=device_key,
        box_key=box_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
        proposed_branch=store.branch.id,
        holds_entries=not store.branch.can_adopt(),
        former=_former(store, read_address(server)),
    )
    answer = _ask(server, code, laptop, authorities)
    _keep(store, answer, device_key, box_key, is_compared=is_compared)
    return Enrolled(
        branch=answer.branch,
        branch_name=answer.branch_name,
        role=_role(answer.role),
        device=answer.device,
        words=list(answer.words),
        server=answer.server.address,
    )


def leave_server(store: Store) -> None:
    """Let go of the server that was joined last, as when the words to compare differed. What was written stays."""
    store.enrolment.forget()


def invite(
    store: Store, role: Role, *, scopes: Sequence[Scope] = (), authorities: str | None = None
) -> Invited:
    """Make a code for a newcomer, good for three days. The branch key goes along, sealed under the code.

    ``scopes`` are what a canvasser's laptop begins with; none is the whole branch. See also ``grants.invite_to``. Raises
    NotJoined, or ExchangeError (``role`` if only an organiser may).
    """
    transport = open_transport(store, authorities=authorities)
    try:
        return invite_by(store, transport, role, scopes=scopes)
    finally:
        transport.close()


def invite_by(
    store: Store,
    transport: Transport,
    role: Role,
    *,
    scopes: Sequence[Scope] = (),
    beyond: Beyond = Beyond(),  # noqa: B008 - a frozen value
) -> Invited:
    """The same over a line that is open, also for whoever is no colleague: ``beyond`` says who. Their laptop will be known."""
    made = client.invite(
        transport, role.value, store.branch.key, scopes=scopes, beyond=beyond, welcome=_welcome(store)
    )
    store.vouching.invited(made.address_hash, made.proof_key, role.value)
    return Invited(made.code, made.expires_at, list(made.words))


def confirm_server(store: Store) -> None:
    """The words were compared and are the same: from now on this laptop sends and receives. Raises NotJoined."""
    kept = store.enrolment.find()
    if kept is None:
        raise NotJoined
    store.enrolment.save(replace(kept, is_compared=True))


def open_transport(store: Store, *, authorities: str | None = None) -> Transport:
    """This laptop's line to its server, to be closed by whoever asked. Raises NotJoined."""
    kept = store.enrolment.find()
    if kept is None or not kept.is_compared:
        raise NotJoined
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))
    server = Server(kept.server, bytes.fromhex(kept.server_key))
    pins = store.enrolment.pins(store.now_ms())
    return Transport(
        server, Identity(kept.device, key), now_ms=store.now_ms, authorities=authorities, pins=pins
    )


def _ask(server: str, code: str, laptop: client.Laptop, authorities: str | None) -> client.Enrolled:
    try:
        return client.enrol(server, code, laptop, authorities=authorities)
    except ServerRefused as refused:
        if refused.code == _HOLDS_ENTRIES:  # the code is still good, for an empty vault
            raise EntriesExist from refused
        raise


def _check_code(code: str) -> None:
    try:
        read_code(code)
    except Malformed as fault:
        raise BadCode from fault


def _keys(store: Store) -> tuple[Ed25519PrivateKey, X25519PrivateKey]:
    """Keys of this laptop: those with which it asked before and heard nothing, else new ones, kept before asking."""
    asked = store.enrolment.asked_with()
    if asked is not None:
        return (
            Ed25519PrivateKey.from_private_bytes(bytes.fromhex(asked[0])),
            X25519PrivateKey.from_private_bytes(bytes.fromhex(asked[1])),
        )
    keys = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    store.enrolment.ask_with(_private(keys[0]), _private(keys[1]))
    return keys


def _former(store: Store, address: str) -> Identity | None:
    """The device that this laptop has been at this server until now."""
    kept = store.enrolment.find()
    if kept is None or kept.server != address:
        return None
    return Identity(kept.device, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key)))


def _private(key: Ed25519PrivateKey | X25519PrivateKey) -> str:
    return key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()


def _keep(
    store: Store,
    answer: client.Enrolled,
    device_key: Ed25519PrivateKey,
    box_key: X25519PrivateKey,
    *,
    is_compared: bool,
) -> None:
    store.enrolment.stop_asking()
    forget_status_file(store.folder)  # it asks for the device that this laptop was until now
    if answer.branch.startswith(_OF_REGION):
        store.branch.adopt_region(answer.branch.removeprefix(_OF_REGION))
    elif answer.branch_key is not None:
        store.branch.adopt(answer.branch, answer.branch_key)
    elif answer.branch != store.branch.id or store.branch.is_region:
        raise BadAnswer("branch")
    store.exchange.begin_with(answer.scopes)
    store.vouching.keep_box()
    store.enrolment.save(
        Kept(
            server=answer.server.address,
            server_key=answer.server.key.hex(),
            device=answer.device,
            device_key=_private(device_key),
            box_key=_private(box_key),
            role=answer.role,
            branch_name=answer.branch_name,
            is_compared=is_compared,
        )
    )
    with store.transaction():
        if answer.welcome is not None:
            _be_welcome(store, answer.welcome)
        store.members.name_me("", "", _role(answer.role))
        if answer.branch_key is None and not store.members.branch_name():
            store.members.rename_branch(answer.branch_name)


def _be_welcome(store: Store, welcome: Welcome) -> None:
    """Whose code it was is known for certain, and with it come the keys to the notes."""
    inviter = LaptopKeys(welcome.device, read_key(welcome.key), read_key(welcome.box), Role.ORGANISER.value)
    store.vouching.trust(inviter, "code")
    store.notes_keys.keep(NotesKey(number, read_key(key)) for number, key in welcome.notes)


def _welcome(store: Store) -> Welcome | None:
    """What whoever is invited from here is to know."""
    me = store.vouching.me()
    if me is None:
        return None
    notes = [(one.number, one.key.hex()) for one in store.notes_keys.heads()[-_MOST_NOTES_KEYS:]]
    return Welcome(device=me.device, key=me.key.hex(), box=me.box.hex(), notes=notes)


def _role(text: str) -> Role:
    return Role(text) if text in list(Role) else Role.CANVASSER
