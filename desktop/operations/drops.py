"""What was not sent, sealed beside the store while it is open, handed in while it is locked, and taken by an organiser."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.grants import NoSuchLaptop
from desktop.domain.laptops import LaptopsHeld
from desktop.operations.backups import second_folder
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import open_transport
from desktop.operations.laptops import ask_laptops
from desktop.operations.status_line import open_status_line
from desktop.store.drop_file import DROP_NAME, forget_drop, read_drop, write_drop
from desktop.store.enrolment import Enrolled
from desktop.store.status_file import read_status_file, write_status_file
from desktop.store.store import Store
from sync.client import custody as client
from sync.client.errors import ServerRefused
from sync.protocol.boxes import box_key
from sync.protocol.bundle import SERVER, Carries, Header, seal_for, write_bundle
from sync.protocol.codec import encode
from sync.protocol.drops import DROP_CAP
from sync.protocol.messages import CarriedPush, PushRequest
from sync.protocol.signing import sign_push

_KEY_BYTES = 32
_SEALED = "drop_sealed"
_PUSH_BYTES = 512 * 1024
_ROOM = 3 * _PUSH_BYTES
"""What is left free below the cap for one push more, and for what sealing adds."""


@dataclass(frozen=True, slots=True)
class DropsDecided:
    """What came of taking what a laptop handed in: entries that were new, already there, and kept apart."""

    taken: int
    held: int
    apart: int
    laptops: LaptopsHeld


def seal_drop(store: Store) -> bool:
    """Seal what is on this laptop only for the server, into a file beside the store; whether that was written anew.

    Nothing is done if nothing changed since, and the file goes once all is sent. Raises VaultUnwritable.
    """
    kept = store.enrolment.find()
    if kept is None or not kept.is_compared:
        return False
    _note_backups(store)
    if not store.exchange.waiting() and not store.sent.carried():
        if (store.folder / DROP_NAME).exists():
            forget_drop(store.folder)
        return False
    state = _state(store, kept)
    if store.settings.find(_SEALED) == state:
        return False
    content_key = store.session.random(_KEY_BYTES)
    header = Header(
        branch=store.branch.id,
        device=kept.device,
        signer="",
        made_at=store.now_ms(),
        recipients=[seal_for(SERVER, content_key, box_key(bytes.fromhex(kept.server_key)))],
    )
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))

    def write(file: BinaryIO) -> None:
        write_bundle(file, header, content_key, key, _pushes(store, kept.device, key, file))

    write_drop(store.folder, write)
    store.settings.write(_SEALED, state)
    return True


def hand_in(folder: Path, *, authorities: str | None = None) -> int:
    """Hand in what lies sealed beside a store, open or locked, without its passphrase; how many entries.

    0 if nothing does. Once it is with the server it goes from here; what is written later is sealed with all that is not sent.
    Raises ExchangeError.
    """
    beside, content = read_status_file(folder), read_drop(folder)
    if beside is None or not content:
        return 0
    transport = open_status_line(beside, authorities)
    try:
        answer = client.hand_in(transport, content)
    finally:
        transport.close()
    forget_drop(folder)
    return answer.entries


def decide_drops(
    store: Store, laptop: str, *, take: bool, authorities: str | None = None
) -> Done[DropsDecided]:
    """As an organiser: take what a laptop handed in after it was shut out, or leave it, whereupon it is gone.

    What is taken is judged as if the laptop had sent it. Raises NoSuchLaptop, NotJoined, or ExchangeError (``role``).
    """
    transport = open_transport(store, authorities=authorities)
    try:
        outcome = client.decide_drops(transport, laptop, take=take)
    except ServerRefused as refused:
        if refused.code == "not_found":
            raise NoSuchLaptop from refused
        raise
    finally:
        transport.close()
    held = ask_laptops(store, authorities=authorities).value
    return Done(DropsDecided(outcome.taken, outcome.held, outcome.apart, held), Changed.SETTINGS)


def _note_backups(store: Store) -> None:
    """Let the locked program know where the second backups lie, so that a wipe takes them too."""
    beside, second = read_status_file(store.folder), second_folder(store)
    if beside is not None and beside.backups != second:
        write_status_file(store.folder, msgspec.structs.replace(beside, backups=second))


def _state(store: Store, kept: Enrolled) -> str:
    """What tells one drop's content from another's."""
    writers = [(one.writer, one.last_n, one.acked_n) for one in store.exchange.writers()]
    return encode([kept.device, writers, store.exchange.waiting(), store.sent.carried()]).decode()


def _pushes(store: Store, device: str, key: Ed25519PrivateKey, file: BinaryIO) -> Iterator[msgspec.Struct]:
    """The oldest first, as many as one drop holds."""
    for push in store.bundling.pushes(store.exchange.epoch()):
        for part in _parts(push):
            if file.tell() > DROP_CAP - _ROOM:
                return
            text = encode(part)
            carried = CarriedPush(device=device, signature=sign_push(key, device, text), push=text.decode())
            yield Carries(pushes=[carried])
    for carried in store.exchange.carried(100_000):
        if file.tell() + len(carried.push) > DROP_CAP - _ROOM:
            return
        yield Carries(pushes=[carried])


def _parts(push: PushRequest) -> Iterator[PushRequest]:
    """A push in parts of so many bytes."""
    start, size = 0, 0
    for place, entry in enumerate(push.entries):
        size += len(encode(entry))
        if size >= _PUSH_BYTES or place == len(push.entries) - 1:
            part = push.entries[start : place + 1]
            prev = push.entries[start - 1].id if start else push.prev
            yield msgspec.structs.replace(push, from_n=part[0].n, prev=prev, entries=part)
            start, size = place + 1, 0
