"""Drops: what a laptop had not sent, sealed for the server while it was unlocked, and handed in with the status key.

A drop is a bundle (see ``sync.protocol.bundle``) for the server alone, signed by the device, of pushes and nothing else.
"""

import msgspec

from sync.protocol.entries import Number

DROP_CAP = 8 * 1024 * 1024
"""Bytes of one drop: what one request carries."""


class DropAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries the server counted in a drop that it keeps, only after the commit."""

    entries: Number
    now: Number


class DropDecision(msgspec.Struct, frozen=True, kw_only=True):
    """An organiser's word about all that a device handed in: to take it, or to leave it, whereupon it is gone."""

    device: str
    take: bool


class DropOutcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of it: entries that were new, those that were there already, and those kept apart or discarded."""

    now: Number
    taken: Number = 0
    held: Number = 0
    apart: Number = 0
