"""Pins: which TLS keys a server answers with, as it says itself; a line to anything else is let go before a word is sent.

See docs/decisions, 103; of what a pin is made, ``sync.protocol.tls_keys``.
"""

from typing import Annotated

import msgspec

from sync.protocol.messages import Moment

MOST_PINS = 8
LONGEST_DAYS = 180
Pin = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Pins(msgspec.Struct, frozen=True, kw_only=True):
    """The keys that may answer for a server, that of now and those that may follow it, until an instant (ms since 1970)."""

    keys: Annotated[list[Pin], msgspec.Meta(min_length=2, max_length=MOST_PINS)]
    until: Moment
