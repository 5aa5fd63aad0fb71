"""What both sides say first: how far the server holds a device's writers, and where scopes stand."""

import msgspec

from sync.protocol.entries import EntryId, Number, WriterId
from sync.protocol.messages import ScopeHead, ScopeState

MOST_ERASED = 1000
"""Erasures that one hello tells of; what is left is told by the next."""
MOST_OF_APP = 200
MOST_EARLIER = 500


class HelloRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Both directions' cheap check in one round trip.

    ``pending``, ``questions`` and ``app`` (at most MOST_OF_APP letters) are for the page of laptops; ``erased`` names
    erasures that this device has carried out and not yet told, at most MOST_ERASED. A device that has something of every
    scope may say its ``standing`` (``sync.protocol.standing``) instead, with its cursors by the scopes' short names in ``at``.
    """

    epoch: str
    writer: WriterId
    n: Number
    scopes: list[ScopeState]
    protocol: int = 1
    pending: int = 0
    questions: int = 0  # fields that hold two answers
    app: str = ""
    erased: list[EntryId] = []
    standing: str = ""
    at: dict[str, int] = {}
    earlier: list[WriterId] = []  # what it wrote under before forks, at most MOST_EARLIER


class WriterHeld(msgspec.Struct, frozen=True, kw_only=True):
    """How far the server holds a writer: up to its entry number ``prefix``, whose id is ``last_id``."""

    prefix: Number
    last_id: EntryId


class HelloAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The server's epoch and time, how far it holds the writer, and the heads of the scopes that are granted.

    ``last_id`` is the id of the writer's entry number ``prefix``, by which a device knows that it is its own. ``earlier``
    tells the same of each earlier writer that was asked for, in that order.
    """

    epoch: str
    now: Number
    prefix: Number
    scopes: list[ScopeHead]
    last_id: EntryId = EntryId("")
    protocol: Number = 1
    role: str = ""  # the device's, if it was changed since it enrolled
    earlier: list[WriterHeld] = []


class HelloSame(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer instead if all is as the standing said; ``backed_up`` by scopes' names, unless nothing is in any backup."""

    now: Number
    same: bool
    protocol: Number = 1
    backed_up: list[Number] = []
    role: str = ""


class HelloTold(msgspec.Struct, frozen=True, kw_only=True):
    """A ``HelloAnswer`` or a ``HelloSame``, as a device reads it; what is missing is None."""

    now: Number
    epoch: str = ""
    prefix: Number | None = None
    scopes: list[ScopeHead] | None = None
    last_id: EntryId = EntryId("")
    protocol: Number = 1
    same: bool = False
    backed_up: list[Number] = []
    role: str = ""
    earlier: list[WriterHeld] = []
