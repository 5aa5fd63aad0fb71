"""A request for an organiser's help, and its answer: what a locked laptop asks, and what only it can open.

The request holds the store's key only as it is sealed to organisers' keys, and the public half of a key that is made for
this request alone. The answer is the store's key sealed to that half, bound to the whole request. The private half lies in
the folder until then; without an answer it opens nothing.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop.domain.helping import (
    LONGEST_NAME,
    AnswerForAnother,
    CannotHelp,
    HelpPart,
    HelpUnreadable,
    NobodyHelps,
    NoHelpAsked,
    read_line,
    write_line,
)
from desktop.store import keyfile, sealing, slots
from desktop.store.disk import disk_faults, write_whole
from desktop.store.errors import VaultDamaged
from desktop.store.recovering import SealedForOrganiser, open_for_organiser, sealed_for_organisers
from desktop.store.recovery_keys import MOST_HELPERS
from desktop.store.slots import OrganiserSlot
from desktop.store.vault_names import HELP_NAME

_VERSION = 1
_INFO = b"groundswell-help-v1"
_LARGEST = 16 * 1024


class _Request(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    v: int
    store: bytes
    public: bytes
    slots: tuple[tuple[bytes, bytes], ...]  # a slot's id, and what is sealed in it
    who: str


class _Answer(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    v: int
    request: bytes  # the SHA-256 of the request
    sealed: bytes


class _Waiting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    private: bytes
    request: bytes  # as in the answer: who asked is written down nowhere


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was read. ``who`` is what somebody typed: nothing proves it. ``body`` is what its words stand for."""

    who: str
    helpers: int
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The line that carries it."""
        return write_line(HelpPart.REQUEST, self.body)


def ask(folder: Path, who: str) -> Request:
    """Ask anew: an answer to an earlier request opens nothing then. Raises NobodyHelps, or any VaultError."""
    sealed = sealed_for_organisers(folder)[:MOST_HELPERS]
    if not sealed:
        raise NobodyHelps
    private = sealing.new_private()
    body = msgspec.msgpack.encode(
        _Request(
            v=_VERSION,
            store=bytes.fromhex(sealed[0].store),
            public=sealing.public_of(private),
            slots=tuple((bytes.fromhex(one.slot.id), bytes.fromhex(one.slot.sealed)) for one in sealed),
            who=" ".join(who.split())[:LONGEST_NAME],
        )
    )
    with disk_faults():
        write_whole(folder / HELP_NAME, msgspec.msgpack.encode(_Waiting(private, _digest(body))))
    return read_request(write_line(HelpPart.REQUEST, body))


def read_request(text: str) -> Request:
    """A request out of the line that carries it. Raises HelpUnreadable."""
    body = read_line(HelpPart.REQUEST, text)
    asked = _decoded(body)
    return Request(asked.who, len(asked.slots), body)


def answer(request: Request, private: bytes) -> str:
    """The answer to a request by an organiser's private key: nobody but the laptop that asked can open it. CannotHelp."""
    asked = _decoded(request.body)
    lock = sealing.public_of(private).hex()
    for name, sealed in asked.slots:
        slot = OrganiserSlot(id=name.hex(), lock=lock, sealed=sealed.hex(), suite=sealing.SUITE)
        try:
            key = open_for_organiser(SealedForOrganiser(slot, asked.store.hex(), keyfile.VERSION), private)
        except VaultDamaged:
            raise HelpUnreadable(HelpPart.REQUEST) from None
        if key is not None:
            break
    else:
        raise CannotHelp
    try:
        again = sealing.seal(key, asked.public, _INFO + _digest(request.body))
    except ValueError:  # it is no key
        raise HelpUnreadable(HelpPart.REQUEST) from None
    given = _Answer(_VERSION, _digest(request.body), again)
    return write_line(HelpPart.ANSWER, msgspec.msgpack.encode(given))


def open_answer(folder: Path, text: str) -> bytes:
    """The store's key out of an answer to the request that waits here.

    Raises HelpUnreadable, NoHelpAsked, or AnswerForAnother. Whether it still opens the vault is not known by that.
    """
    waiting = _waiting(folder)
    body = read_line(HelpPart.ANSWER, text)
    try:
        given = msgspec.msgpack.decode(body, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise HelpUnreadable(HelpPart.ANSWER) from None
    if given.v != _VERSION or given.request != waiting.request:
        raise AnswerForAnother
    key = sealing.unseal(given.sealed, waiting.private, _INFO + waiting.request)
    if key is None:
        raise HelpUnreadable(HelpPart.ANSWER)
    return key


def _waiting(folder: Path) -> _Waiting:
    try:
        with (folder / HELP_NAME).open("rb") as file:
            return msgspec.msgpack.decode(file.read(_LARGEST), type=_Waiting)
    except (OSError, msgspec.DecodeError):
        raise NoHelpAsked from None


def _decoded(body: bytes) -> _Request:
    try:
        asked = msgspec.msgpack.decode(body, type=_Request)
        is_same = msgspec.msgpack.encode(asked) == body
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise HelpUnreadable(HelpPart.REQUEST) from None
    lengths = [
        (asked.store, keyfile.STORE_ID_LENGTH // 2),
        (asked.public, sealing.PUBLIC_LENGTH),
        *((name, slots.ID_LENGTH) for name, _ in asked.slots),
        *((sealed, slots.SEALED_LENGTH) for _, sealed in asked.slots),
    ]
    is_whole = is_same and asked.v == _VERSION and 0 < len(asked.slots) <= MOST_HELPERS
    if not is_whole or len(asked.who) > LONGEST_NAME or any(len(part) != length for part, length in lengths):
        raise HelpUnreadable(HelpPart.REQUEST)
    return asked


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()
